//! The first page: what this does, how long it takes, what to have at hand, what stays private.

use crate::app::Handle;
use crate::components::small::{button_link, heading};
use crate::messages::fill;
use crate::nodes::{el, keyed, link, say, text};
use crate::route::Route;
use qualify_engine::Id;
use qualify_engine::pack::Kind;
use yew::Html;

/// The first page.
pub fn page(store: &Handle) -> Html {
    let words = &store.words;
    let lead = vec![text(words.start_lead()), say("strong", "", words.start_private())];
    let kinds = store.pack().kinds.ids().map(|kind| self::kind(store, kind)).collect();
    let inner = vec![
        heading(words.start_title()),
        el("p", "hint", lead),
        el("div", "row", ways_in(store)),
        say("h2", "", words.kinds_title()),
        el("ul", "kinds", kinds),
        say("h2", "", words.at_hand_title()),
        say("p", "hint", words.at_hand()),
        el("p", "note", vec![text(words.self_check()), text(words.start_note())]),
    ];
    el("div", "stack start", inner)
}

fn ways_in(store: &Handle) -> Vec<Html> {
    let words = &store.words;
    let library = link("btn quiet", Route::Programmes.href(), words.see_programmes());
    if !store.has_answers() {
        return vec![button_link(Route::Have.href(), words.start()), library];
    }
    let count = fill(words.resume_count(), &[("n", &store.counts().0.to_string())]);
    vec![button_link(Route::Next.href(), words.resume()), link("", Route::Answers.href(), &count), library]
}

fn kind(store: &Handle, kind: Id<Kind>) -> Html {
    let words = &store.words;
    let of_kind = || store.findings.iter().filter(|finding| store.programme(finding.programme).kind == kind);
    let (all, open) = (of_kind().count(), of_kind().filter(|finding| finding.availability.is_open()).count());
    let entry = store.pack().kinds.at(kind);
    let counts = [
        fill(words.kind_count(), &[("n", &all.to_string())]),
        fill(words.kind_open(), &[("n", &open.to_string()), ("day", store_day(store))]),
    ];
    let inner = vec![say("b", "", store.text(entry.label)), say("p", "note num", &counts.join(" · "))];
    keyed(entry.key.clone(), el("li", "", inner))
}

/// "Today", or the day that was chosen, or on which the page was written out.
fn store_day(store: &Handle) -> &str {
    if store.is_today() && !store.place.is_nowhere() { store.words.on_today() } else { store.words.on_that_day() }
}
