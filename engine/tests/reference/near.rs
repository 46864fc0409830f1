//! What is called the nearest way is beaten by no other: no answers lead in where none is said to, and none with fewer changes, or with
//! a smaller one of the same answer.

use super::answers::{Answers, Said};
use super::growth::{assessed, drawn, successor};
use super::random::{self, EVERYTHING, Tape, tape};
use super::{cases, show};
use proptest::prelude::*;
use qualify_engine::expression::Node;
use qualify_engine::pack::{Changer, Field, FieldKind, Provenance};
use qualify_engine::{Answer, Causes, Date, Finding, Nearest, Number, Pack, Row, Slot, Verdict, Way, nearest};
use std::collections::BTreeSet;

/// How many other answers are tried for each programme that fails.
const TRIES: usize = 24;

/// Days around which something can turn.
const DAYS: [&str; 8] =
    ["2026-11-22", "2026-01-31", "2026-01-30", "2024-02-29", "1900-01-15", "2200-12-20", "1900-01-01", "2200-12-31"];

/// The same pack, of which only some fields can be changed.
fn fixed(tape: &mut Tape<'_>, mut pack: Pack) -> Pack {
    for field in pack.fields.ids().collect::<Vec<_>>() {
        if tape.upto(3) == 2 {
            pack.fields.get_mut(field).unwrap().changed_by = Changer::Nobody;
        }
    }
    pack
}

/// Where something was answered that can become otherwise, also that there are no rows.
fn slots(pack: &Pack, answers: &Answers) -> Vec<Slot> {
    let given = answers.given.iter().filter(|(_, answer)| **answer != Answer::DontKnow);
    let given = given.map(|((row, field), _)| Slot { field: *field, row: *row });
    let none = pack.records.entries().filter(|(id, _)| answers.lists[id.place()].said == Said::No);
    let all = given.chain(none.filter_map(|(_, record)| Some(Slot { field: record.presence?, row: 0 })));
    all.filter(|slot| pack.fields.at(slot.field).changed_by == Changer::Enterprise).collect()
}

/// Other answers than before in this place; numbers by the steps in which they are changed.
fn other(tape: &mut Tape<'_>, pack: &Pack, answers: &Answers, slot: Slot) -> Answers {
    let mut other = answers.clone();
    let Field { kind, record, .. } = *pack.fields.at(slot.field);
    if pack.records.at(record).presence == Some(slot.field) {
        other.lists[record.place()].said = Said::Yes;
        return other;
    }
    let answer = match kind {
        FieldKind::YesNo => Answer::YesNo(tape.upto(2) == 0),
        FieldKind::Choice(domain) => {
            Answer::Choice(u16::try_from(tape.upto(pack.domains.at(domain).options.len())).unwrap())
        }
        FieldKind::Row(record) => match tape.upto(usize::from(answers.rows(pack, record)) + 1) {
            0 => Answer::NoRow,
            row => Answer::Row(u16::try_from(row - 1).unwrap()),
        },
        FieldKind::Number { least, greatest, .. } => {
            let constants = pack.nodes.iter();
            let constants =
                constants.filter_map(|it| if let Node::Number(it, _) = it { Some(it.floor()) } else { None });
            let near: Vec<_> = constants.chain([0, 1_000]).flat_map(|it| [it - 1, it, it + 1]).collect();
            let scale = [1, 1, 2, 3][tape.upto(4)];
            Answer::number(Number::whole(tape.one_of(&near) * scale).clamp(least, greatest))
        }
        FieldKind::Date { first, last } => {
            let day: Date = random::date(tape.one_of(&DAYS));
            let moved = day.moved(tape.one_of(&[0, 0, 1, -1, 3, -3, 10, 24]), tape.one_of(&[0, 0, 1, -1]));
            Answer::date(moved.clamp(first, last))
        }
    };
    other.given.insert((slot.row, slot.field), answer);
    other
}

/// How much greater or less an exact number became.
fn moved(before: &Answers, after: &Answers, slot: Slot) -> Option<Number> {
    let exact = |of: &Answers| match of.given.get(&(slot.row, slot.field)) {
        Some(Answer::Number(span)) => span.exact(),
        _ => None,
    };
    let (a, b) = (exact(before)?, exact(after)?);
    a.max(b).minus(a.min(b))
}

/// Whether an answer can still show that all is met: each doubt that is left is one of answers, too, and nothing rests on what nobody has
/// read.
fn is_as_good_as_met(pack: &Pack, found: &Finding) -> bool {
    let programme = pack.programmes.at(found.programme);
    let sources = programme.conditions.iter().map(|it| &it.source).chain(programme.items.iter().map(|it| &it.source));
    let mut sources = sources.chain(pack.numbers.iter().map(|it| &it.source));
    let is_read = sources.all(|it| it.provenance == Provenance::Seen);
    let items = found.items.iter().map(|it| it.counts_as.causes());
    let mut causes = found.conditions.iter().map(|it| it.counts_as.causes()).chain(items);
    let can_be_settled =
        |it: Causes| it.is_none() || it.include(Causes::APPLICANT) && (is_read || !it.include(Causes::SOURCE));
    found.verdict == Verdict::Qualifies || found.verdict == Verdict::Open && causes.all(can_be_settled)
}

/// Whether a way is beaten by these other answers, with which the programme qualifies, or waits for nothing but other answers.
fn is_beaten(way: &Way, before: &Answers, after: &Answers, changed: &BTreeSet<Slot>) -> bool {
    if way.finding.verdict == Verdict::Unconfirmed || way.changes.len() > changed.len() {
        return true;
    }
    let [change] = &way.changes[..] else { return false };
    let (Answer::Number(from), Answer::Number(to)) = (change.from, change.to) else { return false };
    let nearer = from.exact().zip(to.exact()).and_then(|(from, to)| from.max(to).minus(from.min(to)));
    let is_same = changed.len() == 1 && changed.contains(&change.slot);
    is_same && moved(before, after, change.slot).zip(nearer).is_some_and(|(other, nearest)| other < nearest)
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 2_000, ..cases() })]

    #[test]
    fn the_nearest_way_is_not_beaten(rules in tape(160), said in tape(90), more in tape(240)) {
        let (pack, answers, as_of) = drawn(&rules, &said, EVERYTHING);
        let mut more = Tape::new(&more);
        let pack = fixed(&mut more, pack);
        let dossier = answers.dossier(&pack).unwrap();
        let slots = slots(&pack, &answers);
        // Of a day that leaves the calendar nothing is known, and no way is looked for that leads there.
        let may_leave = pack.nodes.iter().any(|it| matches!(it, Node::Move(..)));
        let failing = |it: &&Finding| it.verdict == Verdict::Fails && !slots.is_empty();
        for before in assessed(&pack, &answers, as_of).iter().filter(failing) {
            let is_single = pack.records.at(pack.programmes.at(before.programme).about).presence.is_none();
            let Some(row) = before.subject.or(is_single.then_some(0)) else { continue };
            let found = nearest(&pack, before.programme, Row::At(row), &dossier, as_of, Changer::Enterprise);
            for _ in 0..TRIES {
                let mut after = answers.clone();
                let mut changed = BTreeSet::new();
                for _ in 0..1 + more.upto(3) {
                    let slot = more.one_of(&slots);
                    after = other(&mut more, &pack, &after, slot);
                    changed.insert(slot);
                }
                let Some(now) = successor(before, assessed(&pack, &after, as_of)) else { continue };
                let is_wrong = match (&found, now.verdict) {
                    (_, Verdict::Fails) | (Nearest::TooFar, _) => false,
                    (_, verdict) if may_leave && verdict != Verdict::Qualifies => false,
                    (Nearest::Already(_) | Nearest::NoChangeHelps { .. }, _) => true,
                    (Nearest::Changes(way), _) => {
                        way.is_least && is_as_good_as_met(&pack, &now) && is_beaten(way, &answers, &after, &changed)
                    }
                };
                prop_assert!(
                    !is_wrong,
                    "\n{}{}{found:?}\nbut {:?} {:?} with\n{}",
                    show::pack(&pack),
                    show::answers(&pack, &answers),
                    now.verdict,
                    changed,
                    show::answers(&pack, &after)
                );
            }
        }
    }
}
