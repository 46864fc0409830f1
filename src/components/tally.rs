//! The quiet count beside the questions.

use super::small::tag;
use crate::messages::fill;
use crate::route::Route;
use crate::state::group::count;
use crate::state::{Store, interview};
use crate::words::{self, Standing};
use qualify_engine::pack::Field;
use qualify_engine::{Id, Verdict};
use yew::prelude::*;

/// How many programmes stand where, and what the present question matters to.
pub fn aside(store: &Store, field: Option<Id<Field>>) -> Html {
    let words = store.words;
    let affected = field.map(|field| interview::asked_for(store, field)).unwrap_or_default();
    let names = affected.iter().map(|id| store.text(store.programme(*id).name)).collect();
    let note = if affected.is_empty() {
        String::new()
    } else {
        let (n, list) = (affected.len().to_string(), words::list(store, names, 2));
        fill(words.affects, &[("n", &n), ("list", &list)])
    };
    html! {
        <aside class="sheet tally" aria-label={words.tally_label}>
            <h2>{ words.tally }</h2>
            { counts(store) }
            <p class="note">{ note }</p>
            <p><a href={Route::Findings.href()}>{ words.results_now }</a></p>
        </aside>
    }
}

/// The four counts, read out when they change.
pub fn counts(store: &Store) -> Html {
    let row = |verdict: Verdict| {
        html! {
            <div class="pair">
                <dt>{ tag(store, Standing::of_verdict(verdict)) }</dt>
                <dd class="num">{ count(&store.findings, verdict) }</dd>
            </div>
        }
    };
    html! {
        <div role="status">
            <dl class="counts">
                { row(Verdict::Qualifies) }
                { row(Verdict::Open) }
                { row(Verdict::Unconfirmed) }
                { row(Verdict::Fails) }
            </dl>
        </div>
    }
}
