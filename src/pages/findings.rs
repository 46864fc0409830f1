//! The findings, in the order in which they are of use.

use super::answers;
use crate::app::Handle;
use crate::components::as_of::AsOf;
use crate::components::small::{back_to, button_link, heading, plain_tag, question, tag};
use crate::components::tally;
use crate::messages::fill;
use crate::route::Route;
use crate::state::group::{Group, members};
use crate::state::interview;
use crate::words::{self, Standing};
use qualify_engine::Finding;
use yew::prelude::*;

/// All findings.
pub fn page(store: &Handle) -> Html {
    let words = store.words;
    let (n, unknown) = store.counts();
    let given: Vec<_> = store.pack().fields.ids().filter(|field| store.given(*field).is_some()).collect();
    html! {
        <div class="findings">
            { back_to(&Route::Answers, words.answers_title) }
            { heading(words.findings_title) }
            <p class="meta">
                <span class="num">{ fill(words.pack_version, &[("version", &store.pack().version)]) }</span>
                <span>{ fill(words.answered, &[("n", &n.to_string()), ("unknown", &unknown.to_string())]) }</span>
            </p>
            <p class="note">{ words.self_check }</p>
            <div class="sheet head">
                <AsOf store={store.clone()} />
                { tally::counts(store) }
                <details class="why">
                    <summary>{ words.nav_answers }</summary>
                    <dl class="answers">
                        { for given.into_iter().map(|field| answers::row(store, field, &Route::Findings)) }
                    </dl>
                </details>
            </div>
            <div class="slot">
                if !store.has_answers() {
                    <div class="sheet stack">
                        <p>{ words.nothing_answered }</p>
                        <p>{ button_link(Route::Have.href(), words.answer_first) }</p>
                    </div>
                }
            </div>
            { for Group::ALL.into_iter().map(|group| section(store, group)) }
        </div>
    }
}

fn title(store: &Handle, group: Group) -> &'static str {
    let words = store.words;
    match group {
        Group::Now => words.now_title,
        Group::ToAnswer => words.to_answer_title,
        Group::Later => words.later_title,
        Group::ToConfirm => words.to_confirm_title,
        Group::Ended => words.ended_title,
        Group::Out => words.out_title,
    }
}

/// A group; an empty one is left out, except the first, which says what that means.
fn section(store: &Handle, group: Group) -> Html {
    let words = store.words;
    let found = members(&store.findings, group);
    let is_shown = !found.is_empty() || group == Group::Now;
    let note = if found.is_empty() { words.now_empty } else { "" };
    html! {
        <section class={if is_shown { "group" } else { "unshown" }} key={title(store, group)}>
            <h2>
                { title(store, group) }{ " " }
                <small class="num">{ fill(words.items, &[("n", &found.len().to_string())]) }</small>
            </h2>
            <p class="hint">{ note }</p>
            <ul>{ for found.into_iter().map(|finding| item(store, finding)) }</ul>
        </section>
    }
}

fn item(store: &Handle, finding: &Finding) -> Html {
    let words = store.words;
    let programme = store.programme(finding.programme);
    let amount = words::amount(store, finding).unwrap_or_default();
    let missing = interview::first_missing(store, finding);
    html! {
        <li class="item" key={programme.key.clone()}>
            <div>
                <h3><a href={Route::Programme(programme.key.clone()).href()}>{ store.text(programme.name) }</a></h3>
                <p>
                    { words::because(store, finding) }{ " " }
                    <span class="slot">
                        if let Some(field) = missing {
                            <a href={question(store, field, &Route::Findings)}>
                                { words.answer_this }
                                <span class="unseen">
                                    { fill(words.change_of, &[("label", words::label(store, field))]) }
                                </span>
                            </a>
                        }
                    </span>
                </p>
                <p class="meta">
                    { tag(store, Standing::of_verdict(finding.verdict)) }
                    { plain_tag(store.text(store.pack().kinds.at(programme.kind).label)) }
                    <span>{ store.text(programme.level) }{ " · " }{ store.text(programme.body) }</span>
                    <span class="num">{ words::availability(store, finding.availability) }</span>
                </p>
            </div>
            <p class="amt num">{ amount.sum }<small>{ amount.note }</small></p>
        </li>
    }
}
