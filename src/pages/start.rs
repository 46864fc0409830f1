//! The first page: what this does, how long it takes, what to have at hand, what stays private.

use crate::app::Handle;
use crate::components::small::{button_link, heading};
use crate::messages::fill;
use crate::route::Route;
use qualify_engine::Id;
use qualify_engine::pack::Kind;
use yew::prelude::*;

/// The first page.
pub fn page(store: &Handle) -> Html {
    let words = store.words;
    let (answers, _) = store.counts();
    html! {
        <div class="stack start">
            { heading(words.start_title) }
            <p class="hint">{ words.start_lead }<strong>{ words.start_private }</strong></p>
            <div class="row">
                if store.has_answers() {
                    { button_link(Route::Next.href(), words.resume) }
                    <a href={Route::Answers.href()}>{ fill(words.resume_count, &[("n", &answers.to_string())]) }</a>
                } else {
                    { button_link(Route::Have.href(), words.start) }
                }
                <a class="btn quiet" href={Route::Programmes.href()}>{ words.see_programmes }</a>
            </div>
            <h2>{ words.kinds_title }</h2>
            <ul class="kinds">{ for store.pack().kinds.ids().map(|kind| self::kind(store, kind)) }</ul>
            <h2>{ words.at_hand_title }</h2>
            <p class="hint">{ words.at_hand }</p>
            <p class="note">{ words.self_check }{ words.start_note }</p>
        </div>
    }
}

fn kind(store: &Handle, kind: Id<Kind>) -> Html {
    let words = store.words;
    let of_kind = || store.findings.iter().filter(|finding| store.programme(finding.programme).kind == kind);
    let (all, open) = (of_kind().count(), of_kind().filter(|finding| finding.availability.is_open()).count());
    let entry = store.pack().kinds.at(kind);
    html! {
        <li key={entry.key.clone()}>
            <b>{ store.text(entry.label) }</b>
            <p class="note num">
                { fill(words.kind_count, &[("n", &all.to_string())]) }{ " · " }
                { fill(words.kind_open, &[("n", &open.to_string())]) }
            </p>
        </li>
    }
}
