//! Against trying every answer of a small grid.

use super::{AS_OF, nearest_for};
use crate::common::day;
use crate::rules::conditions;
use proptest::prelude::*;
use qualify_engine::pack::Changer;
use qualify_engine::{Answer, Dossier, Nearest, Number, Pack, Row, Slot, Verdict, assess_one};
use std::sync::LazyLock;

/// Packs in which every number lies on a small grid.
static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    [
        [
            "enterprise.staff >= 3 people or enterprise.size = micro",
            "not enterprise.private or enterprise.staff < 5 people",
        ],
        [
            "enterprise.staff > 2 people and enterprise.size in [small, medium]",
            "enterprise.private = enterprise.listed",
        ],
        [
            "(if enterprise.private then 2 * enterprise.staff else enterprise.staff) >= 4 people",
            "enterprise.size != large",
        ],
        ["max(enterprise.staff, 2) <= 3 people or enterprise.listed", "enterprise.staff != 1 people"],
        [
            "enterprise.started + enterprise.term >= 2026-11-24 and 60% * enterprise.staff >= 2 people",
            "enterprise.private and not enterprise.listed",
        ],
        ["enterprise.started <= as_of - 2 days or enterprise.staff = 4 people", "enterprise.started > 2026-11-17"],
        // What is looked at inside of a list, also while it has no rows.
        ["any(loan, enterprise.staff >= 3 people) or enterprise.size = micro", "all(loan, enterprise.listed)"],
    ]
    .iter()
    .map(|tests| conditions(tests))
    .collect()
});

/// For each field, every answer of its grid; the numbers in it are all that can matter.
fn grid(pack: &Pack) -> Vec<(Slot, Vec<Answer>)> {
    let slot = |key: &str| Slot { field: pack.field(key).unwrap(), row: 0 };
    let yes_no = vec![Answer::YesNo(false), Answer::YesNo(true)];
    vec![
        (slot("enterprise.private"), yes_no.clone()),
        (slot("enterprise.listed"), yes_no),
        (slot("enterprise.size"), (0..4).map(Answer::Choice).collect()),
        (slot("enterprise.staff"), (0..8).map(|it| Answer::number(Number::whole(it))).collect()),
        (slot("loan"), vec![Answer::YesNo(false), Answer::YesNo(true)]),
        (slot("enterprise.term"), (0..3).map(|it| Answer::number(Number::whole(it))).collect()),
        (slot("enterprise.started"), (15..25).map(|it| Answer::date(day(&format!("2026-11-{it}")))).collect()),
    ]
}

/// The relative distance, as the language page states it.
fn relative(from: Answer, to: Answer) -> Number {
    match (from, to) {
        (Answer::Number(from), Answer::Number(to)) => {
            let (from, to) = (from.exact().unwrap(), to.exact().unwrap());
            let by = to.max(from).minus(to.min(from)).unwrap();
            by.over(from.max(Number::ONE)).unwrap()
        }
        (Answer::Date(from), Answer::Date(to)) => {
            let days = from.exact().unwrap().days_to(to.exact().unwrap());
            Number::fraction(i128::from(days.abs()), 365).unwrap()
        }
        _ => Number::ONE,
    }
}

/// The cost of the best of all dossiers on the grid: the rank of its verdict, changes, distance.
fn best(pack: &Pack, from: &Dossier) -> Option<(Verdict, usize, Number)> {
    let programme = pack.programme("p").unwrap();
    let mut states = vec![(from.clone(), 0_usize, Number::ZERO)];
    for (slot, answers) in grid(pack) {
        let Some(old) = from.at(slot.field, slot.row) else { continue };
        let mut next = Vec::new();
        for (dossier, count, distance) in &states {
            for answer in &answers {
                let mut dossier = dossier.clone();
                dossier.set(pack, slot.field, *answer).unwrap();
                let is_same = *answer == old;
                let by = if is_same { Number::ZERO } else { relative(old, *answer) };
                let count = if is_same { *count } else { count.saturating_add(1) };
                next.push((dossier, count, distance.plus(by).unwrap()));
            }
        }
        states = next;
    }
    let verdict = |dossier: &Dossier| assess_one(pack, programme, Row::At(0), dossier, day(AS_OF)).verdict;
    let found = states.iter().filter(|it| verdict(&it.0) != Verdict::Fails);
    found.map(|(dossier, count, distance)| (*count, *distance, verdict(dossier))).min().map(|(a, b, c)| (c, a, b))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// The way found leads in, and nothing on the grid is nearer: 2,000 times and more over the packs.
    #[test]
    fn no_way_is_nearer(choice in prop::collection::vec(0_usize..12, 7)) {
        for pack in PACKS.iter() {
            let mut from = Dossier::new();
            for ((slot, answers), choice) in grid(pack).iter().zip(&choice) {
                if let Some(answer) = answers.get(*choice) {
                    from.set(pack, slot.field, *answer).unwrap();
                }
            }
            match (nearest_for(pack, &from, Changer::Other), best(pack, &from)) {
                (Nearest::Already(verdict), Some((expected, 0, _))) => prop_assert_eq!(verdict, expected),
                (Nearest::Changes(way), Some((verdict, count, distance))) => {
                    let mut after = from.clone();
                    for change in &way.changes {
                        prop_assert_eq!(from.at(change.slot.field, change.slot.row), Some(change.from));
                        after.set(pack, change.slot.field, change.to).unwrap();
                    }
                    let finding = assess_one(pack, way.finding.programme, Row::At(0), &after, day(AS_OF));
                    prop_assert_eq!(&finding, &way.finding);
                    prop_assert_eq!((way.finding.verdict, way.changes.len(), way.distance), (verdict, count, distance));
                    // Only where a comparison looks at two answers, two changes are not proven to be the least.
                    let is_given = |key: &str| from.get(pack.field(key).unwrap()).is_some();
                    prop_assert!(way.is_least || count > 1 && (is_given("enterprise.term") || is_given("enterprise.private")));
                }
                (Nearest::NoChangeHelps { .. }, None) => {}
                (found, expected) => prop_assert!(false, "{:?} but {:?}", found, expected),
            }
        }
    }
}
