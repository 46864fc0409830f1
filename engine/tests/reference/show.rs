//! Expressions as text, to read what failed.

use qualify_engine::Pack;
use qualify_engine::expression::{Node, NodeId};
use std::fmt::Write;

pub fn expression(pack: &Pack, node: NodeId) -> String {
    let here = pack.nodes.at(node);
    let children: Vec<_> = here.children().into_iter().map(|child| expression(pack, child)).collect();
    match here {
        Node::Field(field) => pack.fields.at(*field).key.clone(),
        Node::Number(number, _) => format!("{number:?}"),
        Node::Date(date) => date.to_string(),
        Node::AsOf => "as_of".into(),
        Node::Unpublished(..) => "unpublished".into(),
        Node::Named(number) => {
            let number = pack.numbers.at(*number);
            format!("{}[{:?} {}]", number.key, number.source.provenance, expression(pack, number.value))
        }
        Node::Compare(comparison, ..) => format!("({})", children.join(&format!(" {} ", comparison.sign()))),
        Node::Arithmetic(operator, ..) => format!("{operator:?}({})", children.join(", ")),
        Node::Move(operator, step, ..) => format!("{operator:?}{step:?}({})", children.join(", ")),
        Node::Over(over) => {
            format!(
                "{:?}({}, only {} of: {})",
                over.fold,
                pack.records.at(over.record).key,
                over.only.is_some(),
                children.join(" | ")
            )
        }
        Node::OneOf(_, options) => format!("{} in {options:?}", children.join("")),
        Node::Extreme(extreme, _) => format!("{extreme:?}({})", children.join(", ")),
        Node::Not(_) => format!("not {}", children.join("")),
        Node::All(_) => format!("({})", children.join(" and ")),
        Node::Any(_) => format!("({})", children.join(" or ")),
        Node::If(..) => format!("if({})", children.join("; ")),
        Node::Truth(_) | Node::Choice(..) | Node::Row(_) => format!("{here:?}"),
    }
}

pub fn pack(pack: &Pack) -> String {
    let mut text = String::new();
    let of = |node: Option<NodeId>| node.map_or("-".into(), |node| expression(pack, node));
    for programme in pack.programmes.iter() {
        let about = &pack.records.at(programme.about).key;
        writeln!(
            text,
            "{} about {about}, {:?}, at most {}",
            programme.key,
            programme.together,
            of(programme.total_at_most)
        )
        .unwrap();
        for it in &programme.conditions {
            writeln!(text, "  {} {:?} {:?}: {}", it.key, it.evidence, it.source.provenance, of(Some(it.test))).unwrap();
        }
        for it in &programme.items {
            writeln!(
                text,
                "  {} {:?} {:?}: when {} gives {}",
                it.key,
                it.promise,
                it.source.provenance,
                of(it.when),
                of(it.amount)
            )
            .unwrap();
        }
    }
    text
}

pub fn answers(pack: &Pack, answers: &super::answers::Answers) -> String {
    let mut text = String::new();
    for ((_, record), list) in pack.records.entries().zip(&answers.lists) {
        writeln!(text, "{}: {list:?}", record.key).unwrap();
    }
    for ((row, field), answer) in &answers.given {
        writeln!(text, "  {}[{row}] = {answer:?}", pack.fields.at(*field).key).unwrap();
    }
    text
}

pub fn slots(pack: &Pack, slots: &[qualify_engine::Slot]) -> String {
    slots.iter().map(|slot| format!("{}[{}]", pack.fields.at(slot.field).key, slot.row)).collect::<Vec<_>>().join(" ")
}
