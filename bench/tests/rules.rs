//! The engine, the rules by hand and the reference figures agree on every company and rule; nothing is allocated on the way.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

use qualify_bench::{RULES, answers, companies, compiled, day, expected, hand, known, profile, rule_files};
use qualify_engine::{Desk, Number, Screen, Verdict};

/// 元, held in 分.
fn yuan(desk: &Desk<'_>, rule: usize) -> i64 {
    let amount = desk.amount(qualify_engine::Id::at(rule.try_into().unwrap())).unwrap().span.exact().unwrap();
    let (numerator, denominator) = amount.over(Number::whole(100)).unwrap().parts();
    assert_eq!(denominator, 1);
    numerator.try_into().unwrap()
}

#[test]
fn who_is_eligible_for_how_much() {
    let pack = compiled(&rule_files());
    let screen = Screen::new(&pack, day());
    assert_eq!(screen.decided_by_bits(), RULES);
    let mut desk = Desk::new(&screen);
    let (mut eligible, mut amount, mut hash) = (0, 0, 0_u32);
    for (place, company) in companies().iter().enumerate() {
        for (field, answer) in answers(&pack, company, u64::MAX) {
            desk.set(field, answer).unwrap();
        }
        desk.refresh();
        let mut by_hand = [0; RULES];
        hand::all(&profile(company, u64::MAX), &mut by_hand);
        for (rule, id) in pack.programmes.ids().enumerate() {
            let verdict = desk.verdict(id);
            assert_eq!(verdict == Verdict::Qualifies, by_hand[rule] >= 0, "company {place}, rule {rule}");
            if verdict == Verdict::Qualifies {
                let sum = yuan(&desk, rule);
                assert_eq!(sum, by_hand[rule], "company {place}, rule {rule}");
                eligible += 1;
                amount += sum;
                hash = hash.wrapping_add(u32::try_from(place * RULES + rule + 1).unwrap());
            }
        }
    }
    let expected = expected();
    assert_eq!((eligible, amount, hash), (expected.eligible, expected.amount, expected.hash));
}

#[test]
fn what_is_not_known_is_not_decided() {
    let pack = compiled(&rule_files());
    let screen = Screen::new(&pack, day());
    let expected = expected();
    for ((company, known), codes) in companies().iter().zip(known()).zip(&expected.codes) {
        let mut desk = Desk::new(&screen);
        for (field, answer) in answers(&pack, company, known) {
            desk.set(field, answer).unwrap();
        }
        desk.refresh();
        let found: Vec<u8> = pack.programmes.ids().map(|id| code(desk.verdict(id))).collect();
        assert_eq!(found, codes);
        let (mut three, mut sums, mut log) = ([0; RULES], [0; RULES], [0; hand::LEAVES]);
        hand::all3(&profile(company, known), known, &mut three, &mut sums, &mut log);
        assert_eq!(three.map(|truth| b"ftu"[usize::from(truth)]), *codes);
    }
}

fn code(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Qualifies => b't',
        Verdict::Fails => b'f',
        Verdict::Open => b'u',
        Verdict::Unconfirmed => b'?',
    }
}

#[test]
fn a_warm_desk_allocates_nothing() {
    let pack = compiled(&rule_files());
    let screen = Screen::new(&pack, day());
    let mut desk = Desk::new(&screen);
    let dossiers: Vec<_> =
        companies().iter().zip(known()).map(|(company, known)| answers(&pack, company, known)).collect();
    let pass = |desk: &mut Desk<'_>| {
        for answers in &dossiers {
            for (field, answer) in answers {
                desk.set(*field, *answer).unwrap();
            }
            desk.refresh();
            desk.rework();
            desk.refresh();
        }
    };
    pass(&mut desk);
    assert_eq!(allocation_counter::measure(|| pass(&mut desk)).count_total, 0);
}
