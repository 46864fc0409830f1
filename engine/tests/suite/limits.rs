//! Every limit of the engine, kept at its last value and broken one past it.

use crate::rules::{conditions, related};
use qualify_engine::expression::{Fold, Node, NodeId, Over};
use qualify_engine::format::{PackError, decode_rules, encode_rules};
use qualify_engine::pack::Programme;
use qualify_engine::{Id, Number, Pack, limits};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const ITEM: &str = "
require: [ { id: r, says: 条件, when: 'true', source: { seen: S1 } } ]
support: { items: [ { id: i, says: 奖, source: { seen: S1 } } ] }
";

/// A pack whose one condition is built by `test`.
fn with_test(test: impl Fn(&mut Pack) -> NodeId) -> Pack {
    let mut pack = conditions(&["true"]);
    let root = test(&mut pack);
    let id = pack.programmes.ids().next().unwrap();
    pack.programmes.get_mut(id).unwrap().conditions.first_mut().unwrap().test = root;
    pack
}

fn leaf(pack: &mut Pack) -> NodeId {
    pack.nodes.push(Node::Truth(true))
}

/// Whether something holds for any loan.
fn any_loan(pack: &mut Pack, of: NodeId) -> NodeId {
    pack.nodes.push(Node::Over(Over { fold: Fold::Any, record: Id::at(1), only: None, of: Some(of) }))
}

#[test]
fn an_expression_is_64_deep() {
    let nested = |depth: usize| {
        with_test(|pack| (1..depth).fold(leaf(pack), |inner, _| pack.nodes.push(Node::Not(inner)))).check()
    };
    assert_eq!(nested(limits::DEPTH), Ok(()));
    assert_eq!(nested(limits::DEPTH + 1), Err(PackError::Inconsistent("an expression is too deep")));
}

#[test]
fn lists_are_two_deep() {
    let nested = |lists: usize| {
        with_test(|pack| {
            let inner = leaf(pack);
            (0..lists).fold(inner, |inner, _| any_loan(pack, inner))
        })
        .check()
    };
    assert_eq!(nested(limits::LIST_DEPTH), Ok(()));
    assert_eq!(nested(limits::LIST_DEPTH + 1), Err(PackError::Inconsistent("lists inside lists inside lists")));
}

/// To evaluate: a leaf is one step; a list of 100 rows of it 101; a list of 100 rows of that 10,101. To find out what is missing: one; 101 + 100 × (1 + 1)
/// = 301; 10,101 + 100 × (101 + 301) = 50,301.
#[test]
fn the_work_of_a_pack_is_bounded() {
    let wide = |leaves: usize| {
        with_test(|pack| {
            let mut parts = Vec::new();
            for _ in 0..827 {
                let inner = leaf(pack);
                let inner = any_loan(pack, inner);
                parts.push(any_loan(pack, inner));
            }
            parts.extend((0..leaves).map(|_| leaf(pack)));
            pack.nodes.push(Node::All(parts))
        })
        .check()
    };
    // All of them, evaluated and then each anew: 1 + 827 × (10,101 + 50,301) + 23,772 × (1 + 1) = 49,999,999
    assert_eq!(limits::WORK, 50_000_000);
    assert_eq!(wide(23_772), Ok(()));
    assert_eq!(wide(23_773), Err(PackError::TooLarge));
}

/// A field, its options, and 101 × 100 rows around them: each option is looked at for each row.
#[test]
fn options_of_a_list_are_work() {
    let listed = |options: usize| {
        with_test(|pack| {
            let size = pack.field("enterprise.size").unwrap();
            let size = pack.nodes.push(Node::Field(size));
            let one_of = pack.nodes.push(Node::OneOf(size, vec![0; options]));
            let inner = any_loan(pack, one_of);
            any_loan(pack, inner)
        })
        .check()
    };
    // To evaluate n + 2, 100 (n + 2) + 1, 10,000 n + 20,101; to find out what is missing n + 3, 300 n + 701, 50,000 n + 110,301 ≤ 50,000,000
    assert_eq!(listed(997), Ok(()));
    assert_eq!(listed(998), Err(PackError::TooLarge));
}

#[test]
fn programmes_and_nodes_are_counted() {
    let programmes = |count: usize| {
        let mut pack = conditions(&["true"]);
        let programme: Programme = pack.programmes.iter().next().unwrap().clone();
        for _ in 1..count {
            let mut next = programme.clone();
            next.conditions.first_mut().unwrap().test = leaf(&mut pack);
            pack.programmes.push(next);
        }
        pack.check()
    };
    assert_eq!(programmes(limits::PROGRAMMES), Ok(()));
    assert_eq!(programmes(limits::PROGRAMMES + 1), Err(PackError::TooLarge));
    let nodes = |count: usize| {
        let mut pack = conditions(&["true"]);
        while pack.nodes.len() < count {
            leaf(&mut pack);
        }
        pack.check()
    };
    assert_eq!(nodes(limits::NODES), Ok(()));
    assert_eq!(nodes(limits::NODES + 1), Err(PackError::TooLarge));
}

#[test]
fn relations_are_counted() {
    let relations = |count: usize| {
        let programmes = [("a", "enterprise", ITEM), ("b", "enterprise", ITEM)];
        let one = "r: { says: 二选一, among: [a, b], at_most: one, source: { seen: S1 } }\n";
        let mut pack = related(&programmes, one);
        let relation = pack.relations.iter().next().unwrap().clone();
        while pack.relations.len() < count {
            pack.relations.push(relation.clone());
        }
        pack.check()
    };
    assert_eq!(relations(limits::RELATIONS), Ok(()));
    assert_eq!(relations(limits::RELATIONS + 1), Err(PackError::TooLarge));
}

#[test]
fn a_compiled_pack_has_four_mebibytes() {
    let mut pack = conditions(&["true"]);
    let sized = |pack: &mut Pack, length: usize| {
        pack.version = "x".repeat(length);
        encode_rules(pack).map(|(bytes, _)| bytes)
    };
    // The header has 14 bytes.
    let rest = sized(&mut pack, 3 << 20).unwrap().len() - 14 - (3 << 20);
    let largest = sized(&mut pack, limits::PACK_BYTES - rest).unwrap();
    assert!(decode_rules(&largest).is_ok());
    assert_eq!(sized(&mut pack, limits::PACK_BYTES - rest + 1), Err(PackError::TooLarge));
    assert_eq!(decode_rules(&vec![0; limits::PACK_BYTES + 65]), Err(PackError::TooLarge));
    assert_eq!(decode_rules(&vec![0; limits::PACK_BYTES + 64]), Err(PackError::NotAPack));
}

#[test]
fn numbers_have_24_digits_and_12_decimals() {
    let reasonable =
        |numerator: i128, denominator: i128| Number::fraction(numerator, denominator).unwrap().is_reasonable();
    assert!(reasonable(Number::LARGEST, 1));
    assert!(!reasonable(Number::LARGEST + 1, 1));
    assert!(!reasonable(-Number::LARGEST - 1, 1));
    // Twelve decimals of a number, a percentage (100) and an annual rate (1,200).
    assert!(reasonable(1, 1_200_000_000_000_000));
    assert!(!reasonable(1, 1_200_000_000_000_001));
}

/// Reasoning: what is looked for is found within the limit, and not said to be the least, or the only one, beyond it. The rules are
/// compiled from text, which the browser never does; the limits are the same numbers there.
#[cfg(not(target_arch = "wasm32"))]
mod reasoning {
    use crate::common::day;
    use crate::rules::{conditions, dossier};
    use qualify_engine::pack::Changer;
    use qualify_engine::{
        Answer, Dossier, Finding, FirstDate, Nearest, Pack, Reach, Row, Verdict, Way, assess_one, first_date, limits,
        nearest, settle,
    };

    const AS_OF: &str = "2026-11-22";

    fn found(pack: &Pack, dossier: &Dossier) -> Nearest {
        nearest(pack, pack.programme("p").unwrap(), Row::At(0), dossier, day(AS_OF), Changer::Enterprise)
    }

    fn way(pack: &Pack, dossier: &Dossier) -> Way {
        match found(pack, dossier) {
            Nearest::Changes(way) => *way,
            other => panic!("{other:?}"),
        }
    }

    /// So many loans, each with this answer.
    fn loans(pack: &Pack, count: usize, secured: &str) -> Dossier {
        let answers: Vec<_> = (1..=count).map(|row| format!("loan.secured@{row}={secured}")).collect();
        dossier(pack, &answers.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn eight_changes_are_made_together() {
        let pack = conditions(&["all(loan, loan.secured)"]);
        let at = way(&pack, &loans(&pack, limits::CHANGES, "no"));
        assert_eq!((at.changes.len(), at.is_least), (8, true));
        assert_eq!(found(&pack, &loans(&pack, limits::CHANGES + 1, "no")), Nearest::TooFar);
    }

    /// 102 answers are copied for each requirement: of 100 loans, that there are some, and the one that fails. Six lists look at 1,096 +
    /// 1 + 1 nodes for every loan and once more, a condition beside them at n + 1, the one that fails at 1 or 5, the items at none:
    /// 6 × (103 + 1,098 × 101) + (104 + n) + (103 + 1 or 5) + 103. All are evaluated three times (without the answer, with it, and
    /// with the change), the one that fails once more to find out why. With 1 and n = 315 that is 3 × 666,632 + 104 = 2,000,000;
    /// with 5 and n = 310 it is 3 × 666,631 + 108 = 2,000,001.
    #[test]
    fn the_least_change_is_proven_within_the_work() {
        let is_least = |fails: &str, nodes: usize| {
            let list = format!("all(loan, {})", vec!["true"; 1_096].join(" or "));
            let beside = vec!["true"; nodes].join(" or ");
            let pack = conditions(&[fails, &list, &list, &list, &list, &list, &list, &beside]);
            let mut dossier = loans(&pack, 100, "yes");
            let private = pack.field("enterprise.private").unwrap();
            dossier.set(&pack, private, Answer::YesNo(false)).unwrap();
            let way = way(&pack, &dossier);
            assert_eq!((way.changes.len(), way.finding.verdict), (1, Verdict::Qualifies));
            way.is_least
        };
        assert_eq!(limits::NEAREST_WORK, 2_000_000);
        assert!(is_least("enterprise.private", 315));
        assert!(!is_least(&["enterprise.private"; 4].join(" and "), 310));
    }

    /// Of `max(1 × x, 2 × x, …)` the last decides: 64 × 10 万元 are 640 万元.
    #[test]
    fn sixty_four_forms_are_told_apart() {
        let greatest = |forms: usize| {
            let all: Vec<_> = (1..=forms).map(|times| format!("enterprise.cost * {times}")).collect();
            let pack = conditions(&[&format!("max({}) >= {} 万元", all.join(", "), forms * 10)]);
            let way = way(&pack, &dossier(&pack, &["enterprise.cost=1"]));
            (way.finding.verdict, way.is_least)
        };
        assert_eq!(greatest(limits::FORMS), (Verdict::Qualifies, true));
        assert_eq!(greatest(limits::FORMS + 1), (Verdict::Qualifies, false));
    }

    /// `as_of = day or as_of = day or …`, three nodes a day, and beside it `true or true or …`; one for each `or`, for each condition and
    /// for the items: 3 × 416 + 347 + 5 = 1,600. Tried are the day before each, itself and the day after, and the last day of the
    /// window and the one after that: 3 × 416 + 2 = 1,250 days, each with all nodes. That is 2,000,000; with one node more it is
    /// 1,250 more.
    #[test]
    fn a_first_date_is_looked_for_within_the_work() {
        let first = |beside: usize| {
            let start = day("2027-02-01");
            let all: Vec<_> = (0..416).map(|place| format!("as_of = {}", start.moved(0, place * 3))).collect();
            let pack = conditions(&[&all.join(" or "), &vec!["true"; beside].join(" or ")]);
            let wanted = |it: &Finding| it.verdict == Verdict::Open;
            first_date(&pack, pack.programme("p").unwrap(), Row::At(0), &Dossier::new(), day(AS_OF), wanted)
        };
        assert_eq!(first(347), FirstDate::Never);
        assert_eq!(first(348), FirstDate::Unknown);
    }

    /// Answers come before the number, on which it depends in vain. Of n numbers are tried these, the two ends, and what lies between:
    /// 2 n + 3 values. After three answers of two values each, 1 + 2 + 4 + 8 + 8 × (2 × 310 + 3) = 4,999 dossiers; after one of two, one of
    /// three and one of two, 1 + 2 + 6 + 12 + 12 × (2 × 206 + 3) = 5,001. To 5,000 itself nothing comes: 4,999 is a prime number.
    #[test]
    fn what_is_impossible_is_proven_within_the_work() {
        let (private, listed) =
            ("enterprise.private or not enterprise.private", "enterprise.listed or not enterprise.listed");
        let small = "enterprise.size = small or not enterprise.size = small";
        let micro_or_small = "enterprise.size = micro or enterprise.size = small or not enterprise.size = small";
        let is_proven = |before: [&str; 3], count: usize| {
            let any: Vec<_> = (0..count).map(|place| format!("enterprise.staff = {}", place + 10)).collect();
            let any = any.join(" or ");
            let pack = conditions(&[before[0], before[1], before[2], &any]);
            let tests: Vec<_> = pack.programmes.iter().next().unwrap().conditions.iter().map(|it| it.test).collect();
            let wishes: Vec<_> = tests.iter().map(|test| (*test, true)).chain([(tests[3], false)]).collect();
            Reach::new(&pack).is_impossible(&wishes)
        };
        assert_eq!(limits::REACH_WORK, 5_000);
        assert!(is_proven([private, listed, small], 310));
        assert!(!is_proven([private, micro_or_small, listed], 206));
    }

    /// That there are loans, and three secured ones of five, settles it. That no fewer do is proven by trying none of the loans, each
    /// one, and each two of them: 1 + 5 + 10 tries. For each, six answers are copied and one step is counted for the condition, for
    /// the two beside it and for the items: 28. The condition has two nodes, and two for each of five loans and the next one; the
    /// one beside it, again for each of six, `or`, its 1,000 parts and the row: 14 + 6 × 1,002 = 6,026. With `or` and 195 parts of the
    /// other that is 6,250 in all, and 16 tries are 100,000.
    #[test]
    fn the_fewest_answers_are_proven_within_the_work() {
        let settled = |beside: usize| {
            let of_each = format!("all(loan, {})", vec!["true"; 1_000].join(" or "));
            let beside = vec!["true"; beside].join(" or ");
            let pack = conditions(&["count(loan where loan.secured) >= 3", &of_each, &beside]);
            let dossier = loans(&pack, 5, "yes");
            let finding = assess_one(&pack, pack.programme("p").unwrap(), Row::At(0), &dossier, day(AS_OF));
            assert_eq!(finding.verdict, Verdict::Qualifies);
            let found = settle(&pack, &finding, &dossier, day(AS_OF));
            (found.answers.len(), found.is_smallest)
        };
        assert_eq!(limits::SETTLING_WORK, 100_000);
        assert_eq!(settled(195), (4, true));
        assert_eq!(settled(196), (4, false));
    }
}
