//! What a growing dossier may change: laws for every pack and every dossier, tried on random ones.

use super::answers::{Answers, Said};
use super::random::{self, EVERYTHING, Scope, Tape, tape};
use super::{cases, show};
use proptest::prelude::*;
use qualify_engine::pack::{Field, FieldKind, Record};
use qualify_engine::{Answer, Date, Finding, Id, Number, Pack, Slot, Span, Truth, Verdict, assess};
use std::collections::BTreeSet;

/// Where something can be learnt.
fn slots(pack: &Pack, answers: &Answers) -> Vec<Slot> {
    let mut slots = Vec::new();
    for (id, field) in pack.fields.entries() {
        let rows = match pack.records.at(field.record).presence {
            Some(presence) if presence == id => 1,
            _ => answers.rows(pack, field.record),
        };
        slots.extend((0..rows).map(|row| Slot { field: id, row }));
    }
    slots
}

/// Answers that say more in this place; `None` where no more can be said.
fn learn(tape: &mut Tape<'_>, pack: &Pack, answers: &Answers, slot: Slot) -> Option<Answers> {
    let Field { kind, record, .. } = *pack.fields.at(slot.field);
    if pack.records.at(record).presence == Some(slot.field) {
        return learn_rows(tape, pack, answers, record);
    }
    let place = (slot.row, slot.field);
    let answer = match (answers.given.get(&place).copied(), random::answer(tape, kind)?) {
        (None | Some(Answer::DontKnow), answer) => answer,
        (Some(Answer::Number(old)), Answer::Number(new)) => Answer::Number(narrowed(old, new)?),
        (Some(Answer::Date(old)), Answer::Date(new)) => Answer::Date(narrowed(old, new)?),
        _ => return None,
    };
    let mut learnt = answers.clone();
    learnt.given.insert(place, answer);
    Some(learnt)
}

fn narrowed<T: Copy + Ord>(old: Span<T>, new: Span<T>) -> Option<Span<T>> {
    let low = old.low.max(new.low);
    let high = [old.high, new.high].into_iter().flatten().min();
    let is_upright = low.zip(high).is_none_or(|(low, high)| low <= high);
    (is_upright && Span { low, high } != old).then_some(Span { low, high })
}

/// Says whether there are rows, adds rows to a list that may be incomplete, or completes it.
fn learn_rows(tape: &mut Tape<'_>, pack: &Pack, answers: &Answers, record: Id<Record>) -> Option<Answers> {
    if answers.is_complete(pack, record) {
        return None;
    }
    let mut learnt = answers.clone();
    let list = &mut learnt.lists[record.place()];
    let rows = answers.rows(pack, record);
    if rows == 0 && tape.upto(3) == 0 {
        list.said = Said::No;
        return Some(learnt);
    }
    list.said = Said::Yes;
    list.may_be_more = tape.upto(2) == 1;
    let least = usize::from(rows == 0);
    for row in (rows..).take(least + tape.upto(3)) {
        // Answers kept from before are not new ones.
        learnt.given.retain(|(kept, field), _| *kept != row || pack.fields.at(*field).record != record);
        let fields = pack
            .fields
            .entries()
            .filter(|(id, it)| it.record == record && pack.records.at(record).presence != Some(*id));
        for (field, Field { kind, .. }) in fields {
            if let Some(answer) = random::answer(tape, *kind) {
                learnt.given.insert((row, field), answer);
            }
        }
    }
    Some(learnt)
}

pub fn assessed(pack: &Pack, answers: &Answers, as_of: Date) -> Vec<Finding> {
    assess(pack, &answers.dossier(pack).unwrap(), as_of)
}

/// The findings that took the place of `before`: those of its subject, or of the rows that came where there was none.
fn successors<'a>(before: &'a Finding, after: &'a [Finding]) -> impl Iterator<Item = &'a Finding> {
    after.iter().filter(|after| {
        after.programme == before.programme && (before.subject.is_none() || after.subject == before.subject)
    })
}

/// The sum of a finding; where no item that applies has money, nothing.
pub fn sum(found: &Finding) -> Span<Number> {
    found.amount.map_or(Span::exactly(Number::ZERO), |amount| amount.known.span)
}

/// What a finding says of the items without money: of each whether it applies; of a programme that fails, nothing.
pub fn given(found: &Finding) -> Vec<Option<bool>> {
    let items = found.items.iter().filter(|it| it.amount.is_none() && found.verdict != Verdict::Fails);
    items.map(|it| (!it.applies.is_unknown()).then_some(it.applies == Truth::True)).collect()
}

fn lies_within(inner: Span<Number>, outer: Span<Number>) -> bool {
    outer.low.is_none_or(|low| inner.low.is_some_and(|inner| inner >= low))
        && outer.high.is_none_or(|high| inner.high.is_some_and(|inner| inner <= high))
}

pub fn story(pack: &Pack, before: &Answers, after: &Answers, found: [&Finding; 2]) -> String {
    let told = found.map(|it| {
        format!("{:?} {:?} {:?} missing {}", it.subject, it.verdict, it.amount, show::slots(pack, &it.missing))
    });
    format!(
        "\n{}{}{}\nthen\n{}{}",
        show::pack(pack),
        show::answers(pack, before),
        told[0],
        show::answers(pack, after),
        told[1]
    )
}

/// A random pack, random answers, and a tape for what is learnt.
pub fn drawn(rules: &[u8], said: &[u8], scope: Scope) -> (Pack, Answers, Date) {
    let pack = random::pack(&mut Tape::new(rules), scope);
    let mut said = Tape::new(said);
    let as_of = random::as_of(&mut said);
    let answers = random::answers(&mut said, &pack);
    (pack, answers, as_of)
}

proptest! {
    #![proptest_config(cases())]

    /// Adding or narrowing an answer, adding rows to an open list or closing it never turns a settled verdict; amounts only narrow.
    #[test]
    fn knowledge_only_grows(rules in tape(200), said in tape(90), more in tape(60)) {
        let (pack, answers, as_of) = drawn(&rules, &said, EVERYTHING);
        let before = assessed(&pack, &answers, as_of);
        let mut more = Tape::new(&more);
        let mut learnt = answers.clone();
        for _ in 0..1 + more.upto(4) {
            let slots = slots(&pack, &learnt);
            let slot = more.one_of(&slots);
            learnt = learn(&mut more, &pack, &learnt, slot).unwrap_or(learnt);
        }
        let after = assessed(&pack, &learnt, as_of);
        for before in &before {
            for after in successors(before, &after) {
                let told = || story(&pack, &answers, &learnt, [before, after]);
                prop_assert!(before.verdict == Verdict::Open || before.verdict == after.verdict, "{}", told());
                match (before.amount, after.amount) {
                    (Some(before), Some(after)) => prop_assert!(lies_within(after.known.span, before.known.span), "{}", told()),
                    (None, Some(_)) => prop_assert!(false, "{}", told()),
                    (_, None) => {}
                }
            }
        }
    }

    /// What is not missing changes nothing, not even together.
    #[test]
    fn missing_is_sound(rules in tape(200), said in tape(90), more in tape(60)) {
        let (pack, answers, as_of) = drawn(&rules, &said, EVERYTHING);
        for before in &assessed(&pack, &answers, as_of) {
            let mut more = Tape::new(&more);
            let mut learnt = answers.clone();
            for _ in 0..1 + more.upto(4) {
                let slots: Vec<_> = slots(&pack, &learnt).into_iter().filter(|slot| !before.missing.contains(slot)).collect();
                // Of some packs everything is missing.
                if slots.is_empty() {
                    break;
                }
                let slot = more.one_of(&slots);
                learnt = learn(&mut more, &pack, &learnt, slot).unwrap_or(learnt);
            }
            for after in successors(before, &assessed(&pack, &learnt, as_of)) {
                let told = || story(&pack, &answers, &learnt, [before, after]);
                prop_assert!(before.verdict == after.verdict, "{}", told());
                prop_assert!(before.verdict == Verdict::Fails || sum(before) == sum(after), "{}", told());
                prop_assert!(given(before) == given(after), "{}", told());
                prop_assert!(before.missing == after.missing, "{}", told());
            }
        }
    }

    /// An open verdict names what would settle it, and when all of it is said, nothing is missing.
    #[test]
    fn asking_ends(rules in tape(200), said in tape(90), more in tape(200)) {
        let (pack, answers, as_of) = drawn(&rules, &said, EVERYTHING);
        let found = assessed(&pack, &answers, as_of);
        for found in &found {
            prop_assert!(found.verdict != Verdict::Open || !found.missing.is_empty(), "{}", story(&pack, &answers, &answers, [found, found]));
        }
        let Some(first) = found.first() else { return Ok(()) };
        let mut more = Tape::new(&more);
        if let Some((said, after)) = asked_out(&mut more, &pack, answers, as_of, first) {
            prop_assert!(after.missing.is_empty(), "{}", story(&pack, &said, &said, [first, &after]));
        }
    }
}

/// An exact answer, or for what says whether there are (more) rows: no, or one, and no more.
fn told(tape: &mut Tape<'_>, pack: &Pack, answers: &Answers, slot: Slot) -> Answers {
    let mut told = answers.clone();
    let Field { kind, record, .. } = *pack.fields.at(slot.field);
    if pack.records.at(record).presence == Some(slot.field) {
        let rows = answers.rows(pack, record);
        let list = &mut told.lists[record.place()];
        list.may_be_more = false;
        list.said = if rows == 0 && tape.upto(3) == 0 { Said::No } else { Said::Yes };
        if tape.upto(2) == 1 {
            let fields = pack.fields.entries().filter(|(id, it)| it.record == record && *id != slot.field);
            for (field, Field { kind, .. }) in fields {
                told.given.insert((rows, field), exact(tape, pack, |record| answers.rows(pack, record), *kind, None));
            }
        }
        return told;
    }
    let old = answers.given.get(&(slot.row, slot.field)).copied();
    told.given.insert((slot.row, slot.field), exact(tape, pack, |record| answers.rows(pack, record), kind, old));
    told
}

/// In hundredths.
const NUMBERS: [i128; 9] = [0, 100_000_000, -1_000, 100, 300, 3_000, 1, 1_200, 40];
const DATES: [&str; 6] = ["2026-11-22", "1900-01-01", "2200-12-31", "2026-01-31", "2024-02-29", "2023-06-01"];

/// An exact answer that the old one allows.
fn exact(
    tape: &mut Tape<'_>,
    pack: &Pack,
    rows: impl Fn(Id<Record>) -> u16,
    kind: FieldKind,
    old: Option<Answer>,
) -> Answer {
    match (kind, old) {
        (FieldKind::YesNo, _) => Answer::YesNo(tape.upto(2) == 0),
        (FieldKind::Choice(domain), _) => {
            Answer::Choice(u16::try_from(tape.upto(pack.domains.at(domain).options.len())).unwrap())
        }
        (FieldKind::Row(record), _) => match tape.upto(usize::from(rows(record)) + 1) {
            0 => Answer::NoRow,
            row => Answer::Row(u16::try_from(row - 1).unwrap()),
        },
        (FieldKind::Number { least, .. }, old) => {
            let old = if let Some(Answer::Number(old)) = old { old } else { Span::ANY };
            let low = old.low.unwrap_or(least);
            let value = tape.one_of(&NUMBERS.map(|hundredths| Number::fraction(hundredths, 100).unwrap())).max(low);
            Answer::number(old.high.map_or(value, |high| value.min(high)))
        }
        (FieldKind::Date { first, .. }, old) => {
            let old = if let Some(Answer::Date(old)) = old { old } else { Span::ANY };
            let value = tape.one_of(&DATES.map(random::date)).max(old.low.unwrap_or(first));
            Answer::date(old.high.map_or(value, |high| value.min(high)))
        }
    }
}

/// Answers all that is missing for a finding; `None` where it would not end.
fn asked_out(
    tape: &mut Tape<'_>,
    pack: &Pack,
    answers: Answers,
    as_of: Date,
    of: &Finding,
) -> Option<(Answers, Finding)> {
    let mut said = answers;
    let mut asked: BTreeSet<Slot> = BTreeSet::new();
    for _ in 0..200 {
        let found = successor(of, assessed(pack, &said, as_of))?;
        let open: Vec<_> = found.missing.iter().copied().filter(|slot| !asked.contains(slot)).collect();
        if open.is_empty() {
            return Some((said, found));
        }
        let slot = tape.one_of(&open);
        said = told(tape, pack, &said, slot);
        // What was pointed at and is not there is asked again, with no other answer.
        asked.insert(slot);
    }
    None
}

/// The first of the findings that took the place of `before`.
pub fn successor(before: &Finding, after: Vec<Finding>) -> Option<Finding> {
    let is_one = |it: &Finding| before.subject.is_none() || it.subject == before.subject;
    after.into_iter().find(|it| it.programme == before.programme && is_one(it))
}
