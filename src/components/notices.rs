//! What the person should know about the answers that are kept.

use super::failed;
use crate::app::Handle;
use crate::browser;
use crate::messages::fill;
use crate::nodes::{block_slot, el, link, slot, with};
use crate::route::Route;
use crate::state::{Action, Notice, Store};
use yew::prelude::*;

/// A button that loads the newer version.
fn take_newer(words: &str) -> Html {
    let onclick = Callback::from(|_: MouseEvent| browser::take_newer());
    html! { <button type="button" class="btn quiet" {onclick}>{ words }</button> }
}

/// That there is something newer, and what becomes of the answers.
pub fn changed(store: &Store) -> &str {
    if store.is_kept() { store.words.newer() } else { store.words.newer_lost() }
}

/// A button that loads the page again.
pub fn reload(store: &Handle) -> Html {
    let place = store.place.clone();
    let onclick = Callback::from(move |_: MouseEvent| place.reload());
    html! { <button type="button" class="btn quiet" {onclick}>{ store.words.newer_take() }</button> }
}

/// All notices, in a place that is always there.
pub fn list(store: &Handle) -> Html {
    let words = &store.words;
    let dismiss = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.dispatch(Action::Dismiss);
            // The button is about to go: the focus must not go with it.
            store.place.focus("main h1");
        })
    };
    let text = |notice: &Notice| match notice {
        Notice::Unreadable => words.unreadable().to_owned(),
        Notice::NotKept => words.not_kept().to_owned(),
        Notice::Newer | Notice::Changed => changed(store).to_owned(),
        Notice::Refused(error) => fill(words.rules_stay(), &[("why", &failed::what_happened(words, *error))]),
        Notice::NotWanted => words.not_wanted().to_owned(),
        Notice::Lacks(name) => fill(words.lacks(), &[("name", name), ("pack", store.text(store.pack().name))]),
        Notice::OtherLanguage => words.other_language().to_owned(),
        Notice::NotTranslated => words.not_translated().to_owned(),
        Notice::Dropped(keys) => fill(words.dropped(), &[("list", &crate::words::field_names(store, keys))]),
    };
    // What is not kept here can be kept as a file.
    let is_lost = |notice: &Notice| matches!(notice, Notice::NotKept | Notice::NotWanted);
    let to_file = |notice: &Notice| slot(is_lost(notice).then(|| link("", Route::Keep.href(), words.keep_title())));
    let take = |notice: &Notice| {
        slot(match notice {
            Notice::Newer => Some(take_newer(words.newer_take())),
            Notice::Changed => Some(reload(store)),
            _ => None,
        })
    };
    let item = |notice: &Notice| {
        let item = el("li", "", vec![crate::nodes::text(&text(notice)), to_file(notice), take(notice)]);
        // For whoever reads that one.
        let other = if words.language == "en" { "zh-Hans" } else { "en" };
        if *notice == Notice::OtherLanguage { with(item, "lang", other.to_owned()) } else { item }
    };
    let items = store.notices.iter().map(item).collect();
    let can_be_dismissed = store.notices.iter().any(|notice| *notice != Notice::NotKept);
    let button = || html! { <button type="button" class="btn quiet" onclick={dismiss}>{ words.dismiss() }</button> };
    let list = el("div", "notices", vec![el("ul", "", items), block_slot(can_be_dismissed.then(button))]);
    with(with(list, "role", "status".to_owned()), "aria-label", words.notice_label().to_owned())
}
