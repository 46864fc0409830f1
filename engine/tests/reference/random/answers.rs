//! Answers to a random pack.

use super::{Tape, dates, numbers};
use crate::answers::{Answers, List, Said};
use qualify_engine::pack::{Field, FieldKind};
use qualify_engine::{Answer, Pack, Span};

/// Random answers: exact ones, ranges open at either end, "don't know", and none.
pub fn answers(tape: &mut Tape<'_>, pack: &Pack) -> Answers {
    let mut answers = Answers::new(pack);
    for (id, record) in pack.records.entries() {
        let mut rows = 1;
        if record.presence.is_some() {
            let said = tape.one_of(&[Said::NotAsked, Said::Yes, Said::Yes, Said::DontKnow, Said::No, Said::Yes]);
            answers.lists[id.place()] = List { said, may_be_more: tape.upto(2) == 1 };
            rows = if said == Said::Yes { 1 + tape.upto(3) } else { tape.upto(2) };
        }
        for row in 0..u16::try_from(rows).unwrap() {
            for (field, Field { kind, .. }) in
                pack.fields.entries().filter(|(field, it)| it.record == id && record.presence != Some(*field))
            {
                if let Some(answer) = answer(tape, *kind) {
                    answers.given.insert((row, field), answer);
                }
            }
        }
    }
    answers
}

/// An answer to a field, or none.
pub fn answer(tape: &mut Tape<'_>, kind: FieldKind) -> Option<Answer> {
    let how = tape.upto(8);
    match how {
        0 | 1 => return None,
        2 => return Some(Answer::DontKnow),
        _ => {}
    }
    let place = tape.upto(2);
    Some(match kind {
        FieldKind::YesNo => Answer::YesNo(place == 0),
        FieldKind::Choice(_) | FieldKind::Row(_) if how == 3 && matches!(kind, FieldKind::Row(_)) => Answer::Row(2),
        FieldKind::Choice(_) => Answer::Choice(u16::try_from(place).unwrap()),
        FieldKind::Row(_) if how == 4 => Answer::NoRow,
        FieldKind::Row(_) => Answer::Row(u16::try_from(place).unwrap()),
        FieldKind::Number { .. } => Answer::Number(span(tape, how, &numbers())),
        FieldKind::Date { .. } => Answer::Date(span(tape, how, &dates())),
    })
}

fn span<T: Copy + Ord>(tape: &mut Tape<'_>, how: usize, values: &[T]) -> Span<T> {
    let (a, b) = (tape.one_of(values), tape.one_of(values));
    match how {
        3 => Span { low: Some(a.min(b)), high: Some(a.max(b)) },
        4 => Span { low: Some(a), high: None },
        5 => Span { low: None, high: Some(a) },
        _ => Span::exactly(a),
    }
}
