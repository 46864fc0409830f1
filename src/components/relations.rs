//! What a programme has to do with others: what excludes what, what shares a limit, what needs what.

use super::conditions::source;
use crate::app::Handle;
use crate::messages::fill;
use crate::nodes::{el, keyed, link, say};
use crate::route::Route;
use qualify_engine::Id;
use qualify_engine::pack::{Evidence, Programme, Provenance};
use qualify_engine::relation::Relation;
use yew::Html;

/// The rules that this programme is under with others; hidden where there is none.
pub fn sheet(store: &Handle, programme: Id<Programme>) -> Html {
    let relations = store.pack().relations.iter().filter(|it| it.among.contains(&programme) && it.among.len() > 1);
    let items: Vec<_> = relations.map(|it| item(store, programme, it)).collect();
    let class = if items.is_empty() { "unshown" } else { "sheet stack" };
    el("section", class, vec![say("h2", "", store.words.relations_title()), el("ul", "gifts", items)])
}

fn item(store: &Handle, programme: Id<Programme>, relation: &Relation) -> Html {
    let words = &store.words;
    let doubt = match (relation.source.provenance, relation.evidence) {
        (Provenance::Seen, Evidence::InPrinciple) => words.in_principle(),
        (Provenance::Seen, _) => "",
        // Not applied: a question to the authority.
        _ => words.relation_unread(),
    };
    let others = relation.among.iter().filter(|other| **other != programme);
    let other = |id: &Id<Programme>| {
        let other = store.programme(*id);
        keyed(
            other.key.clone(),
            el("li", "", vec![link("", Route::Programme(other.key.clone()).href(), store.text(other.name))]),
        )
    };
    let list = el("ul", "bullets", others.map(other).collect());
    let others = match relation.among.len().saturating_sub(1) {
        1 => list,
        n => {
            el("details", "why", vec![say("summary", "", &fill(words.relation_with(), &[("n", &n.to_string())])), list])
        }
    };
    let inner = vec![
        say("p", "", store.text(relation.says)),
        say("p", "note", doubt),
        others,
        el("div", "src", vec![source(store, &relation.source)]),
    ];
    keyed(relation.key.clone(), el("li", "", inner))
}
