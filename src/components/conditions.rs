//! The conditions of a programme beside the applicant's own values.

use super::small::{change, plain_tag, tag};
use crate::messages::fill;
use crate::route::Route;
use crate::state::Store;
use crate::words::{self, Standing};
use qualify_engine::pack::{Condition, Field, Programme, Provenance, Source};
use qualify_engine::{ConditionFinding, Finding, Id, fields_of};
use yew::prelude::*;

/// One row a condition: how it stands, what it says, the applicant's own values, where it is written.
pub fn table(store: &Store, programme: &Programme, finding: &Finding, here: &Route) -> Html {
    let words = store.words;
    let rows = programme.conditions.iter().zip(&finding.conditions);
    html! {
        <table class="conds">
            <thead>
                <tr>
                    <th scope="col">{ words.verdict_col }</th>
                    <th scope="col">{ words.condition_col }</th>
                    <th scope="col">{ words.yours_col }</th>
                    <th scope="col">{ words.source_col }</th>
                </tr>
            </thead>
            <tbody>{ for rows.map(|(condition, found)| row(store, condition, *found, here)) }</tbody>
        </table>
    }
}

fn row(store: &Store, condition: &Condition, found: ConditionFinding, here: &Route) -> Html {
    let words = store.words;
    let note = words::condition_note(store, condition, found).unwrap_or_default();
    html! {
        <tr key={condition.key.clone()}>
            <td>{ tag(store, Standing::of_truth(found.counts_as)) }</td>
            <td><p>{ words::says(store, condition) }</p><p class="src">{ note }</p></td>
            <td data-th={words.yours_col}>{ yours(store, condition, here) }</td>
            <td data-th={words.source_col} class="src">{ source(store, &condition.source) }</td>
        </tr>
    }
}

fn yours(store: &Store, condition: &Condition, here: &Route) -> Html {
    let fields = fields_of(store.pack(), condition.test);
    if fields.is_empty() {
        return html! { <span class="src">{ store.words.values_none }</span> };
    }
    html! { <ul class="values">{ for fields.into_iter().map(|field| value(store, field, here)) }</ul> }
}

/// The name of a field, the answer, and the way to change it.
pub fn value(store: &Store, field: Id<Field>, here: &Route) -> Html {
    let answer = words::answer(store, field);
    let class = if answer.is_some() { "num" } else { "src" };
    html! {
        <li key={field.place()}>
            <span class="src label">{ words::label(store, field) }</span>
            <strong {class}>{ answer.unwrap_or_else(|| store.words.not_given.to_owned()) }</strong>{ " " }
            { change(store, field, here) }
        </li>
    }
}

/// Where something is written, and how far that can be relied on.
pub fn source(store: &Store, source: &Source) -> Html {
    let clause = source.clause.map_or("", |clause| store.text(clause));
    let is_seen = source.provenance == Provenance::Seen;
    let grades = words::grades(store, source);
    let read = if grades.is_empty() { grades } else { fill(store.words.read_in, &[("grades", &grades)]) };
    html! {
        <div class="source">
            <span class="slot">
                if !is_seen { { plain_tag(words::provenance(store, source.provenance)) }{ " " } }
            </span>
            <span>{ clause }</span>{ " " }<span>{ read }</span>
            <p>{ source.note.map_or("", |note| store.text(note)) }</p>
        </div>
    }
}
