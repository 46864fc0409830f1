//! All programmes, whatever was answered.

use crate::app::Handle;
use crate::browser;
use crate::components::small::{counted, heading, tag};
use crate::components::{as_of, filter};
use crate::messages::fill;
use crate::nodes::{block_slot, el, keyed, link, say, slot};
use crate::route::Route;
use crate::state::group::by_programme;
use crate::words;
use qualify_engine::pack::Kind;
use qualify_engine::{Finding, Id};
use yew::Html;

/// The programmes by kind, as far as they are to be listed.
pub fn page(store: &Handle) -> Html {
    let words = &store.words;
    // One finding each, however many loans it is about.
    let all: Vec<&Finding> = by_programme(store.findings()).filter_map(|of| of.first()).collect();
    let listed: Vec<_> = all.iter().copied().filter(|it| store.filter.lists(store, it, &browser::initials)).collect();
    // Where the page is only written out, nothing can be filled in.
    let form = block_slot((!store.place.is_nowhere()).then(|| filter::form(store, listed.len(), all.len())));
    let sections = store.pack().kinds.ids().map(|kind| section(store, kind, &listed)).collect();
    let lead = say("p", "hint", &fill(words.programmes_lead(), &[("n", &all.len().to_string())]));
    let form = keyed("filter".to_owned(), form);
    let day = block_slot((!store.place.is_nowhere()).then(|| as_of::control(store)));
    el("div", "library", vec![heading(words.programmes_title()), lead, day, form, el("div", "", sections)])
}

fn section(store: &Handle, kind: Id<Kind>, listed: &[&Finding]) -> Html {
    let entry = store.pack().kinds.at(kind);
    let of_kind = || listed.iter().filter(|finding| store.programme(finding.programme).kind == kind);
    let is_closed = |finding: &&&Finding| finding.availability.is_closed();
    // What has closed comes last.
    let in_order = of_kind().filter(|it| !is_closed(it)).chain(of_kind().filter(is_closed));
    let items: Vec<_> = in_order.map(|finding| item(store, finding)).collect();
    let class = if items.is_empty() { "unshown" } else { "group" };
    let title = counted(store, store.text(entry.label), items.len());
    keyed(entry.key.clone(), el("section", class, vec![title, el("ul", "", items)]))
}

fn item(store: &Handle, finding: &Finding) -> Html {
    let programme = store.programme(finding.programme);
    let here = Route::Programme(programme.key.clone());
    let standing = store.has_answers().then(|| tag(store, store.standing(finding)));
    let meta = vec![slot(standing), say("span", "num", &words::who_and_when(store, finding))];
    let inner = vec![
        el("h3", "", vec![link("", here.href(), store.text(programme.name))]),
        say("p", "", store.text(programme.summary)),
        el("p", "meta", meta),
    ];
    keyed(programme.key.clone(), el("li", "item", vec![el("div", "", inner)]))
}
