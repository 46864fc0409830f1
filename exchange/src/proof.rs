//! The proof of an expression: each part with what it came to.

use crate::names::{counted, part};
use crate::tree::{Tree, object};
use crate::values::{date, number, truth, unknown};
use qualify_engine::expression::{Node, Type};
use qualify_engine::pack::FieldKind;
use qualify_engine::{Dimension, Outcome, Pack, Proof, Simple, Unit};

pub(crate) fn proof(pack: &Pack, it: &Proof) -> Tree {
    let mut value = object! { "part": part(pack, pack.nodes.at(it.node)), "outcome": outcome(pack, it) };
    if it.row.is_some() {
        value.put("row", counted(it.row));
    }
    if !it.parts.is_empty() {
        value.put("of", it.parts.iter().map(|part| proof(pack, part)).collect::<Tree>());
    }
    value
}

fn outcome(pack: &Pack, it: &Proof) -> Tree {
    match it.outcome {
        Outcome::Truth(found) => truth(found),
        Outcome::Number(known) => number(known, unit_of(pack, it)),
        Outcome::Date(known) => date(known),
        Outcome::Choice(Ok(place)) => match pack.type_of(it.node) {
            Some(Type::Choice(domain)) => {
                pack.domains.at(domain).options.get(usize::from(place)).map(|option| option.key.as_str()).into()
            }
            Some(Type::Row(_)) => counted(Some(place)),
            _ => Tree::Null,
        },
        Outcome::Choice(Err(of)) => unknown(of),
    }
}

/// The unit in which a part is written; money in 元 and all else in base units where it has none of its own.
fn unit_of(pack: &Pack, it: &Proof) -> Unit {
    match pack.nodes.at(it.node) {
        Node::Number(_, unit) => *unit,
        Node::Field(field) => match pack.fields.at(*field).kind {
            FieldKind::Number { unit, .. } => unit,
            _ => Unit::ONE,
        },
        _ => match pack.type_of(it.node) {
            Some(Type::Number(Dimension::MONEY)) => Unit::simple(Simple::Yuan),
            _ => Unit::ONE,
        },
    }
}
