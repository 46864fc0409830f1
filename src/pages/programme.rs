//! One programme: the verdict, the conditions one by one, what is given and how it is computed, when and where to apply.

use super::missing;
use crate::app::Handle;
use crate::components::conditions::{self, source};
use crate::components::formula::formula;
use crate::components::small::{back_to, heading, plain_tag, question, tag, worded_tag};
use crate::messages::fill;
use crate::route::Route;
use crate::state::interview;
use crate::words::{self, Standing};
use qualify_engine::pack::{Document, Item, Programme, Promise, Together};
use qualify_engine::{Finding, ItemFinding, Truth, Verdict};
use yew::prelude::*;

/// The page of a programme.
pub fn page(store: &Handle, key: &str) -> Html {
    let words = store.words;
    let Some(finding) = store.findings.iter().find(|finding| store.programme(finding.programme).key == key) else {
        return missing(store, words.unknown_title, &fill(words.programme_unknown, &[("key", key)]));
    };
    let programme = store.programme(finding.programme);
    let here = Route::Programme(key.to_owned());
    html! {
        <div class="programme">
            { back_to(&Route::Findings, words.to_findings) }
            <p class="meta">
                { plain_tag(store.text(store.pack().kinds.at(programme.kind).label)) }
                <span>{ store.text(programme.level) }{ " · " }{ store.text(programme.body) }</span>
            </p>
            { heading(store.text(programme.name)) }
            <p class="hint">{ store.text(programme.summary) }</p>
            <div class="two wide">
                <div class="stack">
                    { verdict(store, programme, finding, &here) }
                    <section class="sheet">
                        <h2>{ words.conditions_title }</h2>
                        { conditions::table(store, programme, finding, &here) }
                    </section>
                    { items(store, programme, finding) }
                </div>
                <div class="stack">
                    { application(store, programme, finding) }
                    { notes(store, programme) }
                    { document(store, programme) }
                </div>
            </div>
        </div>
    }
}

fn verdict(store: &Handle, programme: &Programme, finding: &Finding, here: &Route) -> Html {
    let words = store.words;
    let amount = words::amount(store, finding).unwrap_or_default();
    let missing = interview::first_missing(store, finding);
    let is_ceiling = programme.items.iter().any(|item| item.amount.is_some() && item.promise == Promise::AtMost);
    html! {
        <section class="plan stack">
            <p class="meta">
                { tag(store, Standing::of_verdict(finding.verdict)) }
                <span class="num">{ words::availability(store, finding.availability) }</span>
            </p>
            <p class="sum num">{ amount.sum }{ " " }<small>{ amount.note }</small></p>
            <p>
                { words::because(store, finding) }{ " " }
                <span class="slot">
                    if let Some(field) = missing {
                        <a href={question(store, field, here)}>{ words.answer_this }</a>
                    }
                </span>
            </p>
            <p class="note">
                { if is_ceiling && finding.verdict != Verdict::Fails { words.ceiling_note } else { "" } }
                { words.self_check }
            </p>
        </section>
    }
}

fn items(store: &Handle, programme: &Programme, finding: &Finding) -> Html {
    let words = store.words;
    let with_money = programme.items.iter().filter(|item| item.amount.is_some()).count();
    let together = match programme.together {
        _ if with_money < 2 => "",
        Together::Sum => words.together_sum,
        Together::Highest => words.together_highest,
        Together::Unpublished => words.together_unpublished,
    };
    html! {
        <section class="sheet">
            <h2>{ words.items_title }</h2>
            <ul class="gifts">
                { for programme.items.iter().zip(&finding.items).map(|(item, found)| self::item(store, item, *found)) }
            </ul>
            <p class="note">{ together }</p>
            <div class="slot">
                if let Some(limit) = programme.total_at_most {
                    <h3>{ words.total_at_most }</h3>
                    { formula(store, limit) }
                }
            </div>
        </section>
    }
}

fn item(store: &Handle, item: &Item, found: ItemFinding) -> Html {
    let words = store.words;
    let standing = Standing::of_truth(found.applies);
    let word = match found.applies {
        Truth::True => words.applies,
        Truth::False => words.applies_not,
        Truth::Unknown(_) => standing.word(store),
    };
    html! {
        <li key={item.key.clone()}>
            <p>
                <span class="slot">
                    if item.when.is_some() { { worded_tag(store, standing, word) }{ " " } }
                </span>
                { store.text(item.says) }
            </p>
            <div class="slot">
                if let Some(amount) = item.amount.filter(|_| found.applies != Truth::False) {
                    <h3 class="src">{ words.formula_title }</h3>
                    { formula(store, amount) }
                }
            </div>
            <div class="src">{ source(store, &item.source) }</div>
        </li>
    }
}

fn application(store: &Handle, programme: &Programme, finding: &Finding) -> Html {
    let words = store.words;
    let note = programme.application_note.map_or("", |note| store.text(note));
    let apply = programme.apply.map_or("", |apply| store.text(apply));
    html! {
        <section class="sheet stack">
            <h2>{ words.apply_title }</h2>
            <p class="num"><strong>{ words::availability(store, finding.availability) }</strong></p>
            <p class="note">{ note }</p>
            <p>{ apply }</p>
        </section>
    }
}

fn notes(store: &Handle, programme: &Programme) -> Html {
    let class = if programme.notes.is_empty() { "unshown" } else { "sheet stack" };
    html! {
        <section {class}>
            <h2>{ store.words.notes_title }</h2>
            <ul class="bullets">
                { for programme.notes.iter().map(|note| html! { <li key={note.place()}>{ store.text(*note) }</li> }) }
            </ul>
        </section>
    }
}

fn document(store: &Handle, programme: &Programme) -> Html {
    let words = store.words;
    let document = store.pack().documents.at(programme.document);
    let pair = |term: &str, value: &str| {
        html! { <div><dt>{ term }</dt><dd>{ if value.is_empty() { words.not_found } else { value } }</dd></div> }
    };
    let issued = document.issued.map(|date| date.to_string()).unwrap_or_default();
    html! {
        <section class="sheet stack">
            <h2>{ words.document_title }</h2>
            <p>{ store.text(document.title) }</p>
            <dl class="facts">
                { pair(words.document_number, document.number.map_or("", |number| store.text(number))) }
                { pair(words.issued, &issued) }
                { pair(words.issuer, store.text(document.issuer)) }
                <div><dt>{ words.address }</dt><dd>{ address(store, document) }</dd></div>
                { pair(words.extent, store.text(document.extent)) }
                { pair(words.checked, &document.checked.to_string()) }
            </dl>
            <details class="why">
                <summary>{ words.readings }</summary>
                <ul class="bullets">
                    { for words::readings(store, programme).into_iter().map(|text| html! { <li key={text.clone()}>{ text }</li> }) }
                </ul>
            </details>
        </section>
    }
}

/// A link only to an address that a browser opens as a page; anything else stays text.
fn address(store: &Handle, document: &Document) -> Html {
    match document.address.as_deref() {
        Some(address) if ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme)) => {
            html! { <a href={address.to_owned()} rel="noopener noreferrer external">{ address }</a> }
        }
        Some(other) => html! { other },
        None => html! { store.words.not_found },
    }
}
