//! A screen decides exactly what `assess` finds, however the answers came in.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    reason = "a test reads files, and one that cannot go on should stop here"
)]

use crate::rules::{pack, related};
use proptest::prelude::*;
use qualify_authoring::{SourceFile, compile};
use qualify_engine::expression::Node;
use qualify_engine::pack::{FieldKind, Programme};
use qualify_engine::{
    Answer, Date, Decision, Desk, Dossier, Id, Number, Pack, Screen, Slot, Span, Verdict, assess_programme,
};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

/// Conditions and sums of every shape.
static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    let conditions = |list: &[&str]| -> String {
        let entry = |(place, test): (usize, &&str)| {
            let (test, more) = test.split_once(" | ").unwrap_or((test, "source: { seen: S1 }"));
            format!("  - {{ id: c{place}, says: 条件, when: '{test}', {more} }}\n")
        };
        list.iter().enumerate().map(entry).collect()
    };
    let items = |list: &[&str]| -> String {
        let entry = |(place, item): (usize, &&str)| format!("    - {{ id: i{place}, says: 奖, {item} }}\n");
        list.iter().enumerate().map(entry).collect()
    };
    let programme = |tests: &[&str], support: &str, given: &[&str]| {
        let head = "numbers:\n  fee: { label: 费, type: money, unpublished: 未读, source: { unpublished: 未读 } }\n  \
                    guess: { label: 估, is: 30 万元, source: { inferred: 估 } }\n  \
                    sure: { label: 限, is: 40 万元, source: { seen: S1 } }\nunpublished: { gap: 未读 }\n";
        pack("loan", &format!("{head}require:\n{}support:\n{support}  items:\n{}", conditions(tests), items(given)))
    };
    let seen = "source: { seen: S1 }";
    let paid = |when: &str, sum: &str| {
        let when = if when.is_empty() { String::new() } else { format!("when: '{when}', ") };
        format!("{when}at_most: '{sum}', {seen}")
    };
    let inferred = |when: &str, sum: &str| format!("when: '{when}', at_most: '{sum}', source: {{ inferred: 推 }}");
    let refer = |list: &[String]| list.iter().map(String::as_str).map(str::to_owned).collect::<Vec<_>>();
    let with = |tests: &[&str], support: &str, given: &[String]| {
        let given = refer(given);
        programme(tests, support, &given.iter().map(String::as_str).collect::<Vec<_>>())
    };
    vec![
        with(
            &[
                "enterprise.private or (enterprise.listed and (enterprise.size = small or enterprise.staff > 3))",
                "not (enterprise.staff = 7 or enterprise.staff < 2)",
                "enterprise.size in [micro, small, medium]",
                "enterprise.share >= 2.5% and enterprise.share != 33%",
                "enterprise.founded <= as_of - 30 days",
            ],
            "",
            &[paid("", "min(20% * enterprise.cost, 50 万元) + enterprise.revenue / 4")],
        ),
        with(
            &[
                "enterprise.private = enterprise.listed",
                "2026-01-01 <= enterprise.started | evidence: in_principle, source: { seen: S1 }",
                "enterprise.listed or enterprise.cost >= 5 万元 | evidence: in_principle, source: { seen: S1 }",
                "enterprise.revenue >= guess and enterprise.private",
            ],
            "  together: highest\n  total_at_most: sure\n",
            &[
                paid("enterprise.size != large", "loan.principal * loan.rate * enterprise.term"),
                paid("enterprise.staff >= 3 and enterprise.private", "max(3 万元, 20% * enterprise.cost)"),
            ],
        ),
        with(
            &["loan.principal = 300 万元 or loan.rate < 3%/year", "enterprise.size = micro | source: { inferred: 推 }"],
            "  together: sum\n",
            &[
                paid("enterprise.listed", "enterprise.revenue - enterprise.cost"),
                inferred("not enterprise.listed and enterprise.staff != 3", "(enterprise.cost + sure) * 1.25"),
            ],
        ),
        with(
            &["enterprise.private", "true", "enterprise.founded + enterprise.term <= as_of"],
            "  together: unpublished\n",
            &[
                paid("enterprise.size = large", "enterprise.cost"),
                paid("unpublished(gap)", "min(fee, 9 万元)"),
                paid("enterprise.staff >= 3", "loan.principal / 2"),
            ],
        ),
        with(
            &["enterprise.cost / enterprise.revenue >= 10% or unpublished(gap)", "enterprise.staff >= 0"],
            "",
            &[paid("enterprise.private", "min(fee, sure)"), paid("enterprise.listed", "fee * enterprise.share")],
        ),
        with(
            &["unpublished(gap) or enterprise.private", "enterprise.share <= 0.333333"],
            "  total_at_most: 2 * enterprise.revenue\n",
            &[
                paid("", "enterprise.share * enterprise.cost - loan.principal * enterprise.share"),
                paid("false", "sure"),
            ],
        ),
        with(
            &["not not enterprise.private", "false or enterprise.listed"],
            "",
            &[format!("says: 奖, {seen}").replace("says: 奖, ", "")],
        ),
    ]
});

static REAL: LazyLock<Pack> = LazyLock::new(|| {
    let mut files = Vec::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../policies"), "", &mut files);
    compile(&files).pack.unwrap()
});

fn gather(folder: &Path, prefix: &str, files: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{path}/"), files);
        } else if path.ends_with(".yaml") {
            files.push(SourceFile { text: std::fs::read_to_string(entry.path()).unwrap(), path });
        }
    }
}

/// For each field: which sort of answer, and two picks from what could matter.
type Picks = Vec<(u8, u16, u16)>;

fn picks() -> impl Strategy<Value = Picks> {
    prop::collection::vec((0_u8..8, any::<u16>(), any::<u16>()), 1..40)
}

/// Every constant of a pack, and what lies just beside it.
struct Pool {
    numbers: Vec<Number>,
    days: Vec<Date>,
}

fn pool(pack: &Pack) -> Pool {
    let third = Number::fraction(1, 3).unwrap();
    let mut numbers = vec![Number::ZERO, Number::fraction(1, 7).unwrap()];
    let mut days = vec![today()];
    for node in pack.nodes.iter() {
        match node {
            Node::Number(number, _) => {
                let beside = [*number, number.plus(third).unwrap(), number.minus(third).unwrap()];
                numbers.extend(beside.into_iter().chain(number.times(Number::whole(3))));
            }
            Node::Date(day) => days.extend([day.moved(0, -1), *day, day.moved(0, 1)]),
            _ => {}
        }
    }
    days.extend([today().moved(0, -30), today().moved(0, -29), today().moved(-12, 0)]);
    Pool { numbers, days }
}

fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

fn answer(pack: &Pack, pool: &Pool, kind: FieldKind, (sort, a, b): (u8, u16, u16)) -> Option<Answer> {
    let (a, b) = (usize::from(a), usize::from(b));
    if sort == 0 {
        return None;
    }
    Some(match kind {
        _ if sort == 1 => Answer::DontKnow,
        FieldKind::YesNo => Answer::YesNo(a % 2 == 0),
        FieldKind::Choice(domain) => Answer::Choice(u16::try_from(a % pack.domains.at(domain).options.len()).unwrap()),
        FieldKind::Number { .. } => {
            let (a, b) = (pool.numbers[a % pool.numbers.len()], pool.numbers[b % pool.numbers.len()]);
            Answer::Number(span(sort, a, b))
        }
        FieldKind::Row(_) => Answer::Row(u16::try_from(a % 3).unwrap()),
        FieldKind::Date { .. } => {
            Answer::Date(span(sort, pool.days[a % pool.days.len()], pool.days[b % pool.days.len()]))
        }
    })
}

fn span<T: Copy + Ord>(sort: u8, a: T, b: T) -> Span<T> {
    match sort {
        2 => Span { low: Some(a), high: None },
        3 => Span { low: None, high: Some(a) },
        4 => Span { low: Some(a.min(b)), high: Some(a.max(b)) },
        _ => Span::exactly(a),
    }
}

/// The answers that the fields accept, in an order of their own; some about a second or third row.
fn answers(pack: &Pack, pool: &Pool, picks: &Picks) -> Vec<(Slot, Answer)> {
    let chosen = pack.fields.entries().enumerate().flat_map(|(place, (field, of))| {
        [0, 1].map(|round| {
            let (sort, a, b) = picks[(place + round * 7) % picks.len()];
            let stir = u16::try_from(place / picks.len() * 31 % 997).unwrap();
            let row = if round == 0 || of.record.place() == 0 { 0 } else { b % 3 };
            let is_wanted = round == 0 || a % 5 == 0;
            let answer = answer(pack, pool, of.kind, (sort, a.wrapping_add(stir), b)).filter(|_| is_wanted)?;
            Some((Slot { field, row }, answer))
        })
    });
    let accepted = |(slot, answer): &(Slot, Answer)| Dossier::new().set_at(pack, slot.field, slot.row, *answer).is_ok();
    chosen.flatten().filter(accepted).collect()
}

fn agrees(desk: &Desk<'_>, pack: &Pack) -> Result<(), TestCaseError> {
    for programme in pack.programmes.ids() {
        let found = assess_programme(pack, programme, desk.dossier(), today()).map(|finding| Decision {
            subject: finding.subject,
            verdict: finding.verdict,
            amount: finding.amount.map(|amount| amount.known),
        });
        let key = &pack.programmes.at(programme).key;
        let decided: Vec<_> = desk.decisions(programme).collect();
        prop_assert_eq!(desk.verdict(programme), decided[0].verdict);
        prop_assert_eq!(decided, found.collect::<Vec<_>>(), "{} {:?}", key, desk.dossier());
    }
    Ok(())
}

fn whole_and_step_by_step(pack: &Pack, picks: &Picks) -> Result<(), TestCaseError> {
    let screen = Screen::new(pack, today());
    let pool = pool(pack);
    let mut desk = Desk::new(&screen);
    desk.refresh();
    agrees(&desk, pack)?;
    let answers = answers(pack, &pool, picks);
    for (slot, answer) in &answers {
        let before: Vec<_> = pack.programmes.ids().map(|id| desk.verdict(id)).collect();
        desk.set_at(slot.field, slot.row, *answer).unwrap();
        let done = desk.refresh().to_vec();
        for id in pack.programmes.ids().filter(|id| !done.contains(id)) {
            prop_assert_eq!(before[id.place()], desk.verdict(id));
        }
    }
    agrees(&desk, pack)?;
    let mut other = Desk::new(&screen);
    other.open(desk.dossier());
    other.refresh();
    agrees(&other, pack)?;
    for (record, (sort, row, _)) in pack.records.ids().skip(1).zip(picks) {
        match sort {
            0 => desk.set_may_be_more(record, true),
            1 => desk.remove_row(record, row % 3),
            _ => {}
        }
        desk.refresh();
        agrees(&desk, pack)?;
    }
    for (slot, _) in answers.iter().step_by(3) {
        desk.clear(slot.field, slot.row);
        desk.refresh();
    }
    agrees(&desk, pack)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, ..ProptestConfig::default() })]

    #[test]
    fn every_shape_is_decided_alike(picks in picks()) {
        for pack in PACKS.iter() {
            whole_and_step_by_step(pack, &picks)?;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 25, ..ProptestConfig::default() })]

    #[test]
    fn the_real_pack_is_decided_alike(picks in picks()) {
        whole_and_step_by_step(&REAL, &picks)?;
    }
}

#[test]
fn most_of_the_real_pack_is_decided_by_bits() {
    let screen = Screen::new(&REAL, today());
    assert!(
        screen.decided_by_bits() * 5 > REAL.programmes.len() * 2,
        "{} of {}",
        screen.decided_by_bits(),
        REAL.programmes.len()
    );
}

/// Programmes are looked at 64 at a time: of 65 that ask for 1, 2, … 万元 the last one lies in a block of its own.
#[test]
fn the_sixty_fifth_programme_is_decided_like_the_others() {
    let item = "support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }";
    let of = |place: u32| {
        let test = format!("enterprise.cost >= {place} 万元");
        format!("require: [ {{ id: r, says: 条件, when: '{test}', source: {{ seen: S1 }} }} ]\n{item}\n")
    };
    let texts: Vec<_> = (1..=65).map(|place| (format!("p{place:02}"), of(place))).collect();
    let programmes: Vec<_> = texts.iter().map(|(id, text)| (id.as_str(), "enterprise", text.as_str())).collect();
    let pack = related(&programmes, "");
    let screen = Screen::new(&pack, today());
    assert_eq!(screen.decided_by_bits(), 65);
    let mut desk = Desk::new(&screen);
    for (wan, failing) in [(65, &[][..]), (64, &["p65"][..]), (63, &["p64", "p65"][..])] {
        desk.set(pack.field("enterprise.cost").unwrap(), Answer::number(Number::whole(wan * 1_000_000))).unwrap();
        desk.refresh();
        let fails = |id: &Id<Programme>| desk.verdict(*id) == Verdict::Fails;
        let found: BTreeSet<_> =
            pack.programmes.ids().filter(fails).map(|id| pack.programmes.at(id).key.as_str()).collect();
        assert_eq!(found, failing.iter().copied().collect());
    }
}

/// `cost - (cost - (cost - …))` holds as many values at once as there are costs in it; more than eight are evaluated otherwise. Of an even
/// number nothing is left, of an odd one the cost.
#[test]
fn a_sum_of_more_values_than_are_held_at_once_comes_out_as_well() {
    for costs in [7, 8, 9, 10, 30] {
        let sum = (1..costs).fold("enterprise.cost".to_owned(), |rest, _| format!("enterprise.cost - ({rest})"));
        let item = format!("support: {{ items: [ {{ id: i, says: 奖, exactly: '{sum}', source: {{ seen: S1 }} }} ] }}");
        let pack = pack(
            "enterprise",
            &format!(
                "require: [ {{ id: r, says: 条件, when: enterprise.private, source: {{ seen: S1 }} }} ]\n{item}\n"
            ),
        );
        let screen = Screen::new(&pack, today());
        let mut desk = Desk::new(&screen);
        desk.set(pack.field("enterprise.cost").unwrap(), Answer::number(Number::whole(300))).unwrap();
        desk.refresh();
        let amount = desk.amount(pack.programme("p").unwrap()).unwrap();
        assert_eq!(amount.span.exact(), Some(Number::whole(if costs % 2 == 0 { 0 } else { 300 })), "{costs}");
    }
}
