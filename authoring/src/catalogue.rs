//! What a catalogue says of itself beside its options, and what that allows the rules that use it to say.
//!
//! No finding rests on it, so it is no part of the compiled pack: it is held against the rules when they are compiled.

use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use core::iter::once;
use qualify_engine::expression::{Node, NodeId};
use qualify_engine::pack::{Domain, FieldKind, InForce, Provenance, Source};
use qualify_engine::relation::Rule;
use qualify_engine::{Id, Pack};

/// What the rule files say of a list of options.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::compile;
/// let found = compile(&small_pack());
/// let places = found.pack.unwrap().domains.iter().position(|domain| domain.key == "places").unwrap();
/// // The second of its three options is no member of it.
/// assert_eq!(found.catalogues[places].outside, [1]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// The days through which this version of it holds.
    pub in_force: InForce,
    /// Where it comes from, where it says so.
    pub source: Option<Source>,
    /// The places of the options that are no members of it.
    pub outside: Vec<u16>,
    /// The official codes of options, by their places.
    pub codes: Vec<(u16, String)>,
}

impl Catalogue {
    fn is_seen(&self) -> bool {
        self.source.as_ref().is_none_or(|source| source.provenance == Provenance::Seen)
    }

    /// Whether it holds on every day on which a programme may be in force; an end that is not known is open.
    fn holds_throughout(&self, programme: InForce) -> bool {
        let begins = self.in_force.from.is_none_or(|own| programme.from.is_some_and(|from| from >= own));
        let lasts = self.in_force.until.is_none_or(|own| programme.until.is_some_and(|until| until <= own));
        begins && lasts
    }
}

/// What stands under one source, with the days on which it is in force.
struct Statement {
    nodes: Vec<NodeId>,
    in_force: InForce,
}

impl Builder<'_> {
    /// What is said to be read cannot rest on a list that was not, or that does not hold on the day.
    pub(crate) fn check_catalogues(&mut self) {
        let found: Vec<_> = seen(&self.pack).iter().filter_map(|statement| self.beyond(statement)).collect();
        found.into_iter().for_each(|diagnostic| self.report(diagnostic));
    }

    fn beyond(&self, statement: &Statement) -> Option<Diagnostic> {
        let mut parts = statement.nodes.clone();
        let mut chosen = None;
        let mut asks_for_the_day = false;
        while let Some(node) = parts.pop() {
            let part = self.pack.nodes.get(node)?;
            asks_for_the_day |= *part == Node::AsOf;
            chosen = chosen.or_else(|| self.stands_in_doubt(part, statement.in_force).map(|found| (node, found)));
            parts.extend(part.children());
        }
        let (node, (domain, is_seen)) = chosen?;
        // Whoever looks at the day says himself on which days the list counts.
        if is_seen && asks_for_the_day {
            return None;
        }
        let catalogue = self.domain_key(domain);
        let message = if is_seen {
            format!("this cannot be `seen`: on some days on which it is asked, `{catalogue}` does not hold")
        } else {
            format!("this cannot be `seen`: nobody has read `{catalogue}`")
        };
        let help = "say `inferred`, or on which days it is asked: `as_of <= …`";
        Some(Diagnostic::error(Code::Source, self.places.node(node), message).with_help(help))
    }

    /// The catalogue from which this answer is chosen, where it was not read or does not hold throughout; and whether it was read.
    fn stands_in_doubt(&self, part: &Node, in_force: InForce) -> Option<(Id<Domain>, bool)> {
        let Node::Field(field) = part else { return None };
        let FieldKind::Choice(domain) = self.pack.fields.get(*field)?.kind else { return None };
        let catalogue = self.listed.get(domain.place())?;
        let is_sound = catalogue.is_seen() && catalogue.holds_throughout(in_force);
        (!is_sound).then(|| (domain, catalogue.is_seen()))
    }
}

/// All that is said to be read: conditions, items and relations.
fn seen(pack: &Pack) -> Vec<Statement> {
    let is_seen = |source: &Source| source.provenance == Provenance::Seen;
    let of_programmes = pack.programmes.iter().flat_map(|programme| {
        let conditions = programme.conditions.iter().map(|it| (&it.source, vec![it.test]));
        let items = programme.items.iter().map(|it| (&it.source, it.when.into_iter().chain(it.amount).collect()));
        conditions.chain(items).map(|(source, nodes)| (source, nodes, programme.in_force))
    });
    let of_relations = pack.relations.iter().map(|relation| {
        let rule: Vec<NodeId> = match &relation.rule {
            Rule::AtMostOne { used } => used.iter().copied().collect(),
            Rule::SumAtMost(limit) => once(*limit).collect(),
            Rule::BaseAtMost { base, limit } => vec![*base, *limit],
            Rule::Needs { held, .. } => held.iter().copied().collect(),
        };
        (&relation.source, rule.into_iter().chain(relation.unless).collect(), InForce::default())
    });
    let all = of_programmes.chain(of_relations).filter(|(source, ..)| is_seen(source));
    all.map(|(_, nodes, in_force)| Statement { nodes, in_force }).collect()
}
