//! What to have at hand, gathered from the questions: the sources that were read list no papers.

use crate::nodes::{el, keyed, say};
use crate::state::Store;
use crate::words;
use qualify_engine::Id;
use qualify_engine::pack::Field;
use yew::Html;

/// That no list of papers was read, and where the answers to these fields are found, as far as that is said.
pub fn checklist(store: &Store, class: &'static str, fields: &[Id<Field>]) -> Html {
    let words = &store.words;
    let paper = |id: &Id<Field>| {
        let find = store.text(store.pack().fields.at(*id).find?);
        let inner = vec![say("strong", "", words::label(store, *id)), say("span", "", find)];
        Some(keyed(id.place().to_string(), el("li", "", inner)))
    };
    let papers: Vec<_> = fields.iter().filter_map(paper).collect();
    let note = if papers.is_empty() { "" } else { words.checklist_note() };
    let inner = vec![
        say("h2", "", words.checklist_title()),
        say("p", "", words.checklist_unread()),
        say("p", "note", note),
        el("ul", "", papers),
    ];
    el("section", class, inner)
}
