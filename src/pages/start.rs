//! The first page: what this does, how long it takes, what to have at hand, what stays private.

use crate::app::Handle;
use crate::components::small::{button_link, heading};
use crate::messages::fill;
use crate::nodes::{el, keyed, link, say, text};
use crate::route::Route;
use crate::words;
use qualify_engine::pack::Kind;
use qualify_engine::{Availability, Id};
use yew::Html;

/// The first page.
pub fn page(store: &Handle) -> Html {
    let words = &store.words;
    let lead = vec![text(&words::start_lead(store)), say("strong", "", words.start_private())];
    let kinds = store.kinds().map(|(id, kind)| self::kind(store, id, kind)).collect();
    let inner = vec![
        heading(words.start_title()),
        el("p", "hint", lead),
        el("div", "row", ways_in(store)),
        el("h2", "", vec![text(words.kinds_title()), text(" "), say("small", "num", &counts(store, None))]),
        el("ul", "kinds", kinds),
        say("h2", "", words.at_hand_title()),
        say("p", "hint", words.at_hand()),
        say("p", "note", words.start_note()),
    ];
    el("div", "stack start", inner)
}

fn ways_in(store: &Handle) -> Vec<Html> {
    let words = &store.words;
    let library = link("btn quiet", Route::Programmes.href(), words.see_programmes());
    let care = link("", Route::Care.href(), words.care_choose());
    if !store.has_answers() {
        return vec![button_link(Route::Have.href(), words.start()), library, care];
    }
    let (on, count) = match store.is_prefilled {
        true => (button_link(Route::Have.href(), words.start()), words.prefilled()),
        false => (button_link(Route::Next.href(), words.resume()), words.resume_count()),
    };
    let count = fill(count, &[("n", &store.counts().0.to_string())]);
    vec![on, link("", Route::Answers.href(), &count), library, care]
}

fn kind(store: &Handle, id: Id<Kind>, entry: &Kind) -> Html {
    let counts = counts(store, Some(id));
    let inner = vec![say("b", "", store.text(entry.label)), say("p", "note num", &counts)];
    keyed(entry.key.clone(), el("li", "", inner))
}

/// How many programmes there are, of a kind or of all, and how many of them take applications: `9 项 · 今天可申报 4 项`.
fn counts(store: &Handle, of: Option<Id<Kind>>) -> String {
    let words = &store.words;
    let counted = || store.programmes().filter(|it| of.is_none_or(|kind| it.kind == kind));
    let open = counted().filter(|it| Availability::of(store.pack(), it, store.as_of()).is_open()).count();
    let all = fill(words.kind_count(), &[("n", &counted().count().to_string())]);
    if open == 0 && of.is_some() {
        return all;
    }
    let open = fill(words.kind_open(), &[("n", &open.to_string()), ("day", &store_day(store))]);
    [all, open].join(" · ")
}

/// "Today", or the day that was chosen, or on which the page was written out.
fn store_day(store: &Handle) -> String {
    let is_today = store.is_today() && !store.place.is_nowhere();
    if is_today {
        store.words.on_today().to_owned()
    } else {
        fill(store.words.on_day(), &[("day", &store.words.date(store.as_of()))])
    }
}
