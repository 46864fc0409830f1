//! All answers, to check and change.

use crate::app::Handle;
use crate::components::clear;
use crate::components::small::{back, change, heading, question};
use crate::messages::fill;
use crate::route::Route;
use crate::state::interview::{self, Step};
use crate::words;
use qualify_engine::pack::{Field, Record};
use qualify_engine::{Answer, Id};
use yew::prelude::*;

/// The answers by what they are about.
pub fn page(store: &Handle) -> Html {
    let words = store.words;
    let relevant = relevant(store);
    let (n, unknown) = store.counts();
    html! {
        <div class="stack">
            { back(store, &Route::Start) }
            { heading(words.answers_title) }
            <p class="hint">
                { words.answers_lead }
                { fill(words.answered, &[("n", &n.to_string()), ("unknown", &unknown.to_string())]) }
            </p>
            <div class="slot">{ onward(store) }</div>
            <div class="stack">
                { for store.pack().records.ids().map(|record| section(store, record, &relevant)) }
            </div>
            <div class="row last">{ clear::button(store) }</div>
        </div>
    }
}

/// What to do next.
fn onward(store: &Handle) -> Html {
    let words = store.words;
    let is_done = interview::next(store) == Step::Done;
    let closed = interview::next_of_closed(store).filter(|_| is_done);
    html! {
        <div class="row">
            <span class={if is_done { "hint" } else { "unshown" }}>{ words.answers_done }</span>
            <a class={if is_done { "unshown" } else { "btn" }} href={Route::Next.href()}>
                { if store.has_answers() { words.ask_next } else { words.start } }
            </a>
            <a class={if is_done { "btn" } else { "btn quiet" }} href={Route::Findings.href()}>{ words.nav_findings }</a>
            <div class="slot">
                if let Some(field) = closed {
                    <a href={question(store, field, &Route::Answers)}>{ words.closed_only }</a>
                }
            </div>
        </div>
    }
}

/// What was answered, and what can still change something. About a loan there is nothing to show until there is one.
fn relevant(store: &Handle) -> Vec<Id<Field>> {
    let can_matter = |field: Id<Field>| {
        store.findings.iter().any(|finding| !finding.availability.is_closed() && finding.missing.contains(&field))
    };
    let pack = store.pack();
    let is_relevant = |field: &Id<Field>| match pack.records.at(pack.fields.at(*field).record).presence {
        Some(presence) if presence == *field => true,
        Some(presence) if store.answer(presence) != Some(Answer::YesNo(true)) => false,
        _ => store.given(*field).is_some() || can_matter(*field),
    };
    pack.fields.ids().filter(is_relevant).collect()
}

fn section(store: &Handle, record: Id<Record>, relevant: &[Id<Field>]) -> Html {
    let entry = store.pack().records.at(record);
    let fields: Vec<_> =
        relevant.iter().copied().filter(|field| store.pack().fields.at(*field).record == record).collect();
    html! {
        <section class={if fields.is_empty() { "unshown" } else { "sheet" }} key={entry.key.clone()}>
            <h2>{ store.text(entry.label) }</h2>
            <dl class="answers">{ for fields.into_iter().map(|field| row(store, field, &Route::Answers)) }</dl>
        </section>
    }
}

/// One answer with the way to change it.
pub fn row(store: &Handle, field: Id<Field>, here: &Route) -> Html {
    let answer = words::answer(store, field);
    let class = if answer.is_some() { "num" } else { "src" };
    html! {
        <div key={field.place()}>
            <dt>{ words::label(store, field) }</dt>
            <dd {class}>{ answer.unwrap_or_else(|| store.words.not_given.to_owned()) }</dd>
            <dd>{ change(store, field, here) }</dd>
        </div>
    }
}
