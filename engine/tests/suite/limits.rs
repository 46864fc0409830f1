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
            for _ in 0..4_138 {
                let inner = leaf(pack);
                let inner = any_loan(pack, inner);
                parts.push(any_loan(pack, inner));
            }
            parts.extend((0..leaves).map(|_| leaf(pack)));
            pack.nodes.push(Node::All(parts))
        })
        .check()
    };
    // All of them, evaluated and then each anew: 1 + 4,138 × (10,101 + 50,301) + 28,261 × (1 + 1) = 249,999,999
    assert_eq!(limits::WORK, 250_000_000);
    assert_eq!(wide(28_261), Ok(()));
    assert_eq!(wide(28_262), Err(PackError::TooLarge));
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
    // To evaluate n + 2, 100 (n + 2) + 1, 10,000 n + 20,101; to find out what is missing n + 3, 300 n + 701, 50,000 n + 110,301 ≤ 250,000,000
    assert_eq!(listed(4_997), Ok(()));
    assert_eq!(listed(4_998), Err(PackError::TooLarge));
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
