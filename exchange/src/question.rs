//! What a field asks, and which question is next.

use crate::names::slot_key;
use crate::tree::{Tree, object};
use crate::values::quantity;
use qualify_engine::pack::{Changer, Field, FieldKind};
use qualify_engine::question::Question;
use qualify_engine::{Dossier, Id, Pack, Texts};

/// The question that comes next: where its answer belongs, what it is expected to settle (in thousandths, to compare questions
/// with each other), and what is asked.
#[must_use]
pub fn question(pack: &Pack, texts: &Texts, dossier: &Dossier, question: Question) -> Tree {
    let worth = |it: u64| i64::try_from(it).map_or(Tree::Other, Tree::Whole);
    object! {
        "slot": slot_key(pack, dossier, question.slot),
        "settles": worth(question.worth.settled), "settles_amounts": worth(question.worth.amounts),
        "asks": field(pack, texts, question.slot.field),
    }
}

/// A field: what it asks and what it accepts.
#[must_use]
pub fn field(pack: &Pack, texts: &Texts, id: Id<Field>) -> Tree {
    let it = pack.fields.at(id);
    let mut value = object! {
        "field": it.key.as_str(), "label": texts.get(it.label), "ask": texts.get(it.ask),
        "hint": it.hint.map(|text| texts.get(text)), "find": it.find.map(|text| texts.get(text)),
        "changed_by": match it.changed_by {
            Changer::Enterprise => "enterprise",
            Changer::Other => "other",
            Changer::Nobody => "nobody",
        },
    };
    match it.kind {
        FieldKind::YesNo => value.put("type", "yes_no"),
        FieldKind::Choice(domain) => {
            let options = pack.domains.at(domain).options.iter();
            value.put("type", "choice");
            value.put(
                "options",
                options
                    .map(|option| object! { "key": option.key.as_str(), "label": texts.get(option.label) })
                    .collect::<Tree>(),
            );
        }
        FieldKind::Number { unit, least, greatest } => {
            value.put("type", "number");
            value.put("unit", unit.spelling());
            value.put("least", quantity(pack, id, least));
            value.put("greatest", quantity(pack, id, greatest));
        }
        FieldKind::Date { first, last } => {
            value.put("type", "date");
            value.put("least", first.to_string());
            value.put("greatest", last.to_string());
        }
        FieldKind::Row(record) => {
            value.put("type", "row");
            value.put("of", pack.records.at(record).key.as_str());
        }
    }
    value
}
