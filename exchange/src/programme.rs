//! What a programme is, whoever asks.

use crate::tree::{Tree, object};
use qualify_engine::pack::{Document, Programme, Readiness};
use qualify_engine::{Id, Pack, TextId, Texts};

/// A programme in words: what it gives, who runs it, in which document it stands, how to apply.
#[must_use]
pub fn programme(pack: &Pack, texts: &Texts, id: Id<Programme>) -> Tree {
    let it = pack.programmes.at(id);
    let text = |id: TextId| texts.get(id);
    object! {
        "programme": it.key.as_str(), "name": text(it.name), "summary": text(it.summary), "body": text(it.body),
        "level": text(it.level), "kind": pack.kinds.at(it.kind).key.as_str(), "kind_label": text(pack.kinds.at(it.kind).label),
        "about": pack.records.at(it.about).key.as_str(), "document": document(texts, pack.documents.at(it.document)),
        "apply": it.apply.map(text), "application_note": it.application_note.map(text),
        "next_round": it.next_round.map(text), "readiness": match it.readiness {
            Readiness::A => "a",
            Readiness::B => "b",
            Readiness::C => "c",
        },
        "notes": it.notes.iter().map(|note| text(*note)).collect::<Tree>(),
        "replaced_by": it.replaced_by.map(|newer| pack.programmes.at(newer).key.as_str()),
    }
}

fn document(texts: &Texts, it: &Document) -> Tree {
    let text = |id: TextId| texts.get(id);
    object! {
        "id": it.key.as_str(), "title": text(it.title), "number": it.number.map(text), "issuer": text(it.issuer),
        "issued": it.issued.map(|day| day.to_string()), "address": it.address.as_deref(), "extent": text(it.extent),
        "checked": it.checked.to_string(),
    }
}
