//! All programmes, whatever was answered.

use crate::app::Handle;
use crate::components::small::{heading, tag};
use crate::messages::fill;
use crate::route::Route;
use crate::words::{self, Standing};
use qualify_engine::pack::Kind;
use qualify_engine::{Finding, Id};
use yew::prelude::*;

/// The programmes by kind.
pub fn page(store: &Handle) -> Html {
    let words = store.words;
    let n = store.findings.len().to_string();
    html! {
        <div>
            { heading(words.programmes_title) }
            <p class="hint">{ fill(words.programmes_lead, &[("n", &n)]) }</p>
            { for store.pack().kinds.ids().map(|kind| section(store, kind)) }
        </div>
    }
}

fn section(store: &Handle, kind: Id<Kind>) -> Html {
    let entry = store.pack().kinds.at(kind);
    let found: Vec<_> =
        store.findings.iter().filter(|finding| store.programme(finding.programme).kind == kind).collect();
    html! {
        <section class={if found.is_empty() { "unshown" } else { "group" }} key={entry.key.clone()}>
            <h2>
                { store.text(entry.label) }{ " " }
                <small class="num">{ fill(store.words.items, &[("n", &found.len().to_string())]) }</small>
            </h2>
            <ul>{ for found.into_iter().map(|finding| item(store, finding)) }</ul>
        </section>
    }
}

fn item(store: &Handle, finding: &Finding) -> Html {
    let programme = store.programme(finding.programme);
    html! {
        <li class="item" key={programme.key.clone()}>
            <div>
                <h3><a href={Route::Programme(programme.key.clone()).href()}>{ store.text(programme.name) }</a></h3>
                <p>{ store.text(programme.summary) }</p>
                <p class="meta">
                    <span class="slot">
                        if store.has_answers() { { tag(store, Standing::of_verdict(finding.verdict)) } }
                    </span>
                    <span>{ store.text(programme.level) }{ " · " }{ store.text(programme.body) }</span>
                    <span class="num">{ words::availability(store, finding.availability) }</span>
                </p>
            </div>
        </li>
    }
}
