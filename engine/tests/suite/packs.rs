//! Compiled packs: what is written is read back, and what is not a pack is refused, whatever its bytes.

use crate::rules::{conditions, dossier};
use qualify_engine::expression::{Node, NodeId};
use qualify_engine::format::{FORMAT, PackError, decode_rules, decode_texts, encode_rules, encode_texts};
use qualify_engine::pack::{Evidence, Programme, Provenance, Source};
use qualify_engine::relation::{Per, Relation, Rule};
use qualify_engine::{Id, Number, Pack, Part, Texts, Unit};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn relate(pack: &mut Pack, programme: Id<Programme>, per: Per, rule: Rule, unless: Option<NodeId>) {
    let source = Source { provenance: Provenance::Seen, readings: vec![], clause: None, note: None };
    let (says, among) = (Id::at(0), vec![programme]);
    pack.relations.push(Relation { key: "r".into(), says, among, per, rule, unless, evidence: Evidence::Fact, source });
}

fn sample() -> Pack {
    let mut pack = conditions(&[
        "enterprise.private and enterprise.size in [micro, small]",
        "enterprise.revenue >= 500 万元 or enterprise.founded + 3 years <= as_of",
        "min(enterprise.revenue, enterprise.cost) * 2 > 3 万元",
    ]);
    let programme = pack.programmes.ids().next().unwrap();
    let unless = pack.nodes.push(Node::Truth(false));
    relate(&mut pack, programme, Per::Year, Rule::AtMostOne { used: None }, Some(unless));
    let [base, limit] = [3, 4].map(|value| pack.nodes.push(Node::Number(Number::whole(value), Unit::ONE)));
    relate(&mut pack, programme, Per::Enterprise, Rule::BaseAtMost { base, limit }, None);
    // The dossier is only made to show that the pack is usable.
    assert_eq!(dossier(&pack, &["enterprise.private=yes"]).len(), 1);
    pack
}

#[test]
fn what_is_written_is_read_back() {
    let pack = sample();
    let (bytes, fingerprint) = encode_rules(&pack).unwrap();
    let loaded = decode_rules(&bytes).unwrap();
    assert_eq!((loaded.pack.clone(), loaded.fingerprint), (pack, fingerprint));
}

#[test]
fn texts_come_whole_or_as_the_first_of_them() {
    let mut pack = sample();
    // Beside the sample's own words: one of the first, one of the others, and one of both.
    let place = 500;
    pack.name = Id::at(place);
    programme(&mut pack).conditions[0].says = Id::at(place + 1);
    programme(&mut pack).summary = Id::at(place + 2);
    programme(&mut pack).notes = vec![Id::at(place + 2)];
    let (bytes, fingerprint) = encode_rules(&pack).unwrap();
    let loaded = decode_rules(&bytes).unwrap();
    let own = ["北京", "民营", "奖励"].map(str::to_owned);
    let words = (0..place).map(|_| String::new()).chain(own).collect();
    let texts = Texts { language: "zh-Hans".into(), words };
    let [whole, first] = [(Part::All, Part::First), (Part::First, Part::All)].map(|(part, other)| {
        let bytes = encode_texts(&texts, part, &loaded).unwrap();
        assert_eq!(decode_texts(&bytes, other, fingerprint), Err(PackError::NotAPack), "they are not mixed up");
        decode_texts(&bytes, part, fingerprint).unwrap()
    });
    assert_eq!(whole, texts);
    assert_eq!(first.words.get(500..).unwrap(), ["北京", "", "奖励"]);
}

#[test]
fn another_format_version_is_named() {
    let (mut bytes, _) = encode_rules(&sample()).unwrap();
    bytes[4] = bytes[4].wrapping_add(1);
    assert_eq!(decode_rules(&bytes), Err(PackError::OtherFormat { found: FORMAT + 1 }));
}

#[test]
fn what_is_no_pack_or_damaged_is_refused() {
    let (bytes, _) = encode_rules(&sample()).unwrap();
    assert_eq!(decode_rules(b""), Err(PackError::NotAPack));
    assert_eq!(decode_rules(b"<!doctype html>"), Err(PackError::NotAPack));
    for length in 4..bytes.len() {
        assert_eq!(decode_rules(&bytes[..length]), Err(PackError::Damaged), "{length} bytes");
    }
    let mut altered = bytes.clone();
    *altered.last_mut().unwrap() ^= 1;
    assert_eq!(decode_rules(&altered), Err(PackError::Damaged));
    let mut longer = bytes.clone();
    longer.push(0);
    assert_eq!(decode_rules(&longer), Err(PackError::Damaged));
    let texts = encode_texts(&Texts::default(), Part::First, &decode_rules(&bytes).unwrap()).unwrap();
    assert_eq!(decode_rules(&texts), Err(PackError::NotAPack));
}

#[test]
fn texts_of_other_rules_are_refused() {
    let (_, fingerprint) = encode_rules(&sample()).unwrap();
    let (other, _) = encode_rules(&conditions(&["enterprise.listed"])).unwrap();
    let texts = encode_texts(&Texts::default(), Part::First, &decode_rules(&other).unwrap()).unwrap();
    assert_eq!(decode_texts(&texts, Part::First, fingerprint), Err(PackError::OtherRules));
}

/// What a pack with one thing wrong is refused for.
fn refused(spoil: impl Fn(&mut Pack)) -> &'static str {
    let mut pack = sample();
    spoil(&mut pack);
    let (bytes, _) = encode_rules(&pack).unwrap();
    match decode_rules(&bytes) {
        Err(PackError::Inconsistent(what)) => what,
        other => panic!("{other:?}"),
    }
}

fn programme(pack: &mut Pack) -> &mut qualify_engine::pack::Programme {
    let id = pack.programmes.ids().next().unwrap();
    pack.programmes.get_mut(id).unwrap()
}

#[test]
fn contradictions_inside_well_formed_bytes_are_refused() {
    assert_eq!(refused(|pack| programme(pack).kind = Id::at(9)), "kind of a programme");
    assert_eq!(refused(|pack| programme(pack).document = Id::at(9)), "document of a programme");
    assert_eq!(
        refused(|pack| programme(pack).conditions[0].test = Id::at(9_999)),
        "an expression is of another type than its place"
    );
    let amount_is_a_truth = |pack: &mut Pack| {
        let test = programme(pack).conditions[0].test;
        programme(pack).items[0].amount = Some(test);
    };
    assert_eq!(refused(amount_is_a_truth), "an expression is of another type than its place");
    let spoil_node = |node: Node| {
        move |pack: &mut Pack| {
            pack.nodes.push(node.clone());
        }
    };
    let last = u32::try_from(sample().nodes.len()).unwrap();
    assert_eq!(refused(spoil_node(Node::Not(Id::at(last)))), "an expression has no type");
    assert_eq!(refused(spoil_node(Node::Not(Id::at(last + 7)))), "a part of an expression");
    assert_eq!(refused(spoil_node(Node::Field(Id::at(99)))), "an expression has no type");
    assert_eq!(refused(spoil_node(Node::All(vec![]))), "an expression has no type");
    let shared = |pack: &mut Pack| {
        let leaf = pack.nodes.push(Node::Truth(true));
        pack.nodes.push(Node::All(vec![leaf, leaf]));
    };
    assert_eq!(refused(shared), "a part of two expressions");
    let same_root = |pack: &mut Pack| {
        let test = programme(pack).conditions[0].test;
        programme(pack).conditions[1].test = test;
    };
    assert_eq!(refused(same_root), "a part of two expressions");
    let deep = |pack: &mut Pack| {
        let mut node = pack.nodes.push(Node::Truth(true));
        for _ in 0..64 {
            node = pack.nodes.push(Node::Not(node));
        }
    };
    assert_eq!(refused(deep), "an expression is too deep");
}

#[test]
fn relations_that_do_not_fit_are_refused() {
    let first = |pack: &mut Pack, spoil: &dyn Fn(&mut Relation)| spoil(pack.relations.get_mut(Id::at(0)).unwrap());
    let with = |spoil: &dyn Fn(&mut Relation)| refused(|pack| first(pack, spoil));
    assert_eq!(with(&|relation| relation.among.clear()), "a relation of nothing");
    assert_eq!(with(&|relation| relation.among = vec![Id::at(7)]), "programme of a relation");
    assert_eq!(with(&|relation| relation.among.push(Id::at(0))), "a programme stands twice in a relation");
    assert_eq!(with(&|relation| relation.per = Per::Row(Id::at(9))), "record of a relation");
    assert_eq!(with(&|relation| relation.source.readings = vec![Id::at(9)]), "reading of a source");
    let needs = |held| Rule::Needs { one_of: vec![Id::at(0)], held };
    assert_eq!(with(&|relation| relation.rule = needs(None)), "a programme needs itself");
    let same = |relation: &mut Relation| relation.rule = Rule::AtMostOne { used: relation.unless };
    assert_eq!(with(&same), "a part of two expressions");
    let truth = |relation: &mut Relation| relation.rule = Rule::SumAtMost(relation.unless.unwrap());
    assert_eq!(with(&truth), "an expression is of another type than its place");
    let base = |of: Node| {
        move |pack: &mut Pack| {
            let base = pack.nodes.push(of.clone());
            let relation = pack.relations.get_mut(Id::at(1)).unwrap();
            let Rule::BaseAtMost { base: old, .. } = &mut relation.rule else { panic!() };
            *old = base;
        }
    };
    assert_eq!(refused(base(Node::Truth(true))), "a base is no number");
    let years = Node::Number(Number::ONE, Unit::parse("年").unwrap());
    assert_eq!(refused(base(years)), "an expression is of another type than its place");
    let crossing = |pack: &mut Pack| {
        let limit = pack.nodes.push(Node::Number(Number::ONE, Unit::parse("元").unwrap()));
        relate(pack, Id::at(0), Per::Year, Rule::SumAtMost(limit), None);
    };
    assert_eq!(refused(crossing), "limits that cross each other");
    let mut many = sample();
    for _ in 0..200 {
        relate(&mut many, Id::at(0), Per::Year, Rule::AtMostOne { used: None }, None);
    }
    assert_eq!(decode_rules(&encode_rules(&many).unwrap().0), Err(PackError::TooLarge));
}

#[cfg(not(target_arch = "wasm32"))]
mod hostile {
    use super::{dossier, sample};
    use proptest::prelude::*;
    use qualify_engine::format::{decode_rules, encode_rules};
    use qualify_engine::plan::Wanted;
    use qualify_engine::{Date, assess, plan};

    /// Magic, format version and fingerprint.
    const HEADER: usize = 14;

    /// Writes the fingerprint (FNV-1a) that belongs to the data, as who alters a pack on purpose would.
    fn seal(bytes: &mut [u8]) {
        let hash = bytes[HEADER..]
            .iter()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
        bytes[6..HEADER].copy_from_slice(&hash.to_le_bytes());
    }

    proptest! {
        /// Past the fingerprint: bytes that still decode must be refused by the check, or be safe to assess.
        #[test]
        fn altered_data_is_refused_or_harmless(places in prop::collection::vec((0_usize..4000, any::<u8>()), 1..4)) {
            let pack = sample();
            let (mut bytes, _) = encode_rules(&pack).unwrap();
            let length = bytes.len() - HEADER;
            for (place, value) in places {
                bytes[HEADER + place % length] = value;
            }
            seal(&mut bytes);
            if let Ok(altered) = decode_rules(&bytes) {
                let as_of = Date::new(2026, 11, 22).unwrap();
                let (pack, dossier) = (&altered.pack, dossier(&pack, &[]));
                let findings = assess(pack, &dossier, as_of);
                prop_assert_eq!(findings.len(), pack.programmes.len());
                let wanted = Wanted { unconfirmed: true, open: true, closed: true };
                prop_assert!(plan(pack, &dossier, as_of, &findings, wanted).is_ok_and(|plan| plan.is_proven));
            }
        }
    }
}
