//! What a programme has to do with others: what excludes what, what shares a limit, what needs what.

use super::conditions::source;
use crate::app::Handle;
use crate::messages::fill;
use crate::nodes::{block_slot, el, keyed, link, say, several};
use crate::route::Route;
use qualify_engine::Id;
use qualify_engine::pack::{Evidence, Programme, Provenance};
use qualify_engine::relation::Relation;
use yew::Html;

/// The rules that this programme is under with others, first those that were read; hidden where there is none.
pub fn sheet(store: &Handle, programme: Id<Programme>) -> Html {
    let words = &store.words;
    let relations = store.pack().relations.iter().filter(|it| it.among.contains(&programme) && it.among.len() > 1);
    let (read, unread): (Vec<_>, Vec<_>) = relations.partition(|it| it.source.provenance == Provenance::Seen);
    let class = if read.is_empty() && unread.is_empty() { "unshown" } else { "sheet stack" };
    let list = |of: &[&Relation]| el("ul", "gifts", of.iter().map(|it| item(store, programme, it)).collect());
    // Not applied: questions to the authority.
    let questions = || several(vec![say("h3", "", words.plan_questions()), say("p", "note", words.relation_unread())]);
    let inner = vec![
        say("h2", "", words.relations_title()),
        list(&read),
        block_slot((!unread.is_empty()).then(questions)),
        list(&unread),
    ];
    el("section", class, inner)
}

fn item(store: &Handle, programme: Id<Programme>, relation: &Relation) -> Html {
    let words = &store.words;
    let doubt = match (relation.source.provenance, relation.evidence) {
        (Provenance::Seen, Evidence::InPrinciple) => words.in_principle(),
        _ => "",
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
