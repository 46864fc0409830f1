//! The smallest parts.

use crate::messages::fill;
use crate::nodes::{el, link, say, text, with};
use crate::route::Route;
use crate::state::Store;
use crate::state::standing::Standing;
use crate::words;
use qualify_engine::Slot;
use yew::Html;

/// The heading of a page; takes the focus on arrival.
pub fn heading(words: &str) -> Html {
    // Long ones say where they may be broken; only these are broken nowhere else.
    let class = if words.contains('\u{200b}') { "phrased" } else { "" };
    with(say("h1", class, words), "tabindex", "-1".to_owned())
}

/// Word, sign and colour of how something stands.
pub fn tag(store: &Store, standing: Standing) -> Html {
    worded_tag(store, standing, standing.word(store))
}

/// The same with another word.
pub fn worded_tag(store: &Store, standing: Standing, word: &str) -> Html {
    el("span", standing.class(), vec![hidden("span", standing.sign(store)), text(word)])
}

/// What is only for the eye.
fn hidden(tag: &'static str, words: &str) -> Html {
    with(say(tag, "", words), "aria-hidden", "true".to_owned())
}

/// A quiet mark.
pub fn plain_tag(words: &str) -> Html {
    say("span", "tag plain", words)
}

/// The address of a question, and of the page to come back to.
pub fn question(store: &Store, slot: Slot, from: &Route) -> String {
    let key = store.pack().fields.at(slot.field).key.clone();
    Route::Question { key, row: slot.row, then: from.as_return() }.href()
}

/// To a question, with its name for those who cannot see where the link stands.
pub fn to_question(store: &Store, words: &str, slot: Slot, from: &Route) -> Html {
    let of = fill(store.words.change_of(), &[("label", &words::slot_label(store, slot))]);
    with(el("a", "change", vec![text(words), say("span", "unseen", &of)]), "href", question(store, slot, from))
}

/// "更改", or "填写" where nothing was said.
pub fn change(store: &Store, slot: Slot, from: &Route) -> Html {
    let words = if store.given(slot).is_some() { store.words.change() } else { store.words.fill_in() };
    to_question(store, words, slot, from)
}

/// A link that looks like a button.
pub fn button_link(href: String, words: &str) -> Html {
    link("btn", href, words)
}

/// Back to a page.
pub fn back(store: &Store, to: &Route) -> Html {
    back_to(to, store.words.back())
}

/// Back to a page, with its own words.
pub fn back_to(to: &Route, words: &str) -> Html {
    let arrow = hidden("span", "‹ ");
    el("p", "back", vec![with(el("a", "", vec![arrow, text(words)]), "href", to.href())])
}

/// A heading with how many there are.
pub fn counted(store: &Store, words: &str, count: usize) -> Html {
    let count = fill(store.words.items(), &[("n", &count.to_string())]);
    el("h2", "", vec![text(words), text(" "), say("small", "num", &count)])
}
