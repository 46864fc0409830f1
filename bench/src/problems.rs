//! Plans that are hard to find: 60 programmes under 20 relations, made up.

use crate::{compiled, rule_files};
use qualify_engine::expression::Node;
use qualify_engine::pack::{Application, Day, InForce, Item, Programme, Promise, Provenance, Source, Together};
use qualify_engine::relation::{Per, Relation, Rule};
use qualify_engine::{Id, Number, Pack, Simple, Table, Unit};

const PROGRAMMES: u32 = 60;

/// A pack for which a plan is hard to find. The programmes give 0 to 499 元. Eight relations allow one of five to eight programmes
/// drawn at random, eight limit the sum of five programmes to 500 to 999 元, four ask for another programme. Of `questions` of the
/// twenty no source says whether they hold.
///
/// # Panics
/// When the pack of the benchmarks, from which the programmes are copied, has none.
#[must_use]
pub fn pack(seed: u64, questions: usize) -> Pack {
    let mut state = seed;
    let mut next = |below: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((state >> 33) % u64::from(below)).expect("a small number")
    };
    let mut pack = compiled(&rule_files());
    let template = pack.programmes.iter().next().expect("30 programmes").clone();
    pack.programmes = Table::default();
    let sum = |pack: &mut Pack, yuan: u32| {
        pack.nodes.push(Node::Number(Number::whole(i64::from(yuan) * 100), Unit::simple(Simple::Fen)))
    };
    for _ in 0..PROGRAMMES {
        let amount = sum(&mut pack, next(500));
        let programme = plain(&template, amount);
        pack.programmes.push(programme);
    }
    let programme = |place: u32| Id::<Programme>::at(place);
    let mut rules = Vec::new();
    for _ in 0..8 {
        let size = 5 + next(4);
        let mut among: Vec<_> = (0..size).map(|_| programme(next(PROGRAMMES))).collect();
        among.sort_unstable();
        among.dedup();
        rules.push((among, Rule::AtMostOne { used: None }));
    }
    for first in (0..8).map(|place| place * 7) {
        let limit = sum(&mut pack, 500 + next(500));
        rules.push(((first..first + 5).map(programme).collect(), Rule::SumAtMost(limit)));
    }
    for _ in 0..4 {
        let (member, other) = (next(PROGRAMMES), next(PROGRAMMES - 1));
        let other = programme(if other < member { other } else { other + 1 });
        rules.push((vec![programme(member)], Rule::Needs { one_of: vec![other], held: None }));
    }
    let source = &template.conditions.first().expect("a condition").source;
    for (place, (among, rule)) in rules.into_iter().enumerate() {
        // Every fifth, so that each kind of relation is among them.
        let is_stated = place % 5 != 0 || place / 5 >= questions;
        let provenance = if is_stated { source.provenance } else { Provenance::Unpublished };
        pack.relations.push(Relation {
            key: format!("r{place}"),
            says: template.name,
            among,
            per: Per::Enterprise,
            rule,
            unless: None,
            evidence: qualify_engine::pack::Evidence::Fact,
            source: Source { provenance, ..source.clone() },
        });
    }
    pack
}

/// A programme that everybody qualifies for.
fn plain(template: &Programme, amount: qualify_engine::expression::NodeId) -> Programme {
    let item = template.items.first().expect("an item");
    Programme {
        conditions: Vec::new(),
        items: vec![Item { when: None, amount: Some(amount), promise: Promise::Exactly, ..item.clone() }],
        together: Together::Sum,
        total_at_most: None,
        in_force: InForce::default(),
        application: Application { opens: Day::Unpublished, closes: Day::Unpublished, closes_at: None, rolling: true },
        ..template.clone()
    }
}
