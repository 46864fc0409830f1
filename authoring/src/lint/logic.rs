//! Conditions that cannot hold, cannot fail, or can never matter.

use super::warning;
use crate::diagnostic::{Code, Diagnostic};
use crate::places::Places;
use qualify_engine::expression::{Node, NodeId};
use qualify_engine::pack::{Condition, Evidence, Programme, Provenance};
use qualify_engine::{Id, Pack, Reach, numbers_of};

pub(super) fn lint(pack: &Pack, places: &Places, found: &mut Vec<Diagnostic>) {
    let mut reach = Reach::new(pack);
    for id in pack.programmes.ids() {
        let before = found.len();
        let mut look = Look { pack, places, reach: &mut reach, found };
        let programme = pack.programmes.at(id);
        look.tests(programme);
        // What is contradictory by itself has been said.
        if found.len() == before {
            let mut look = Look { pack, places, reach: &mut reach, found };
            look.together(id, programme);
        }
    }
}

struct Look<'a> {
    pack: &'a Pack,
    places: &'a Places,
    reach: &'a mut Reach,
    found: &'a mut Vec<Diagnostic>,
}

impl Look<'_> {
    /// Each test by itself.
    fn tests(&mut self, programme: &Programme) {
        let conditions = self.conditions(programme).map(|it| (it.test, &it.key)).collect::<Vec<_>>();
        let items = programme.items.iter().filter_map(|it| Some((it.when?, &it.key)));
        for (test, key) in conditions.into_iter().chain(items) {
            let at = self.places.node(test);
            if self.reach.is_impossible(&[(test, true)]) {
                let message = format!("`{key}` never holds, whatever is answered");
                self.found.push(warning(Code::Contradiction, at, message));
            } else if self.reach.is_impossible(&[(test, false)]) {
                let message = format!("`{key}` always holds, whatever is answered");
                self.found.push(warning(Code::AlwaysTrue, at, message));
            }
        }
    }

    /// The conditions and items together.
    fn together(&mut self, id: Id<Programme>, programme: &Programme) {
        let conditions: Vec<_> = self.conditions(programme).collect();
        for condition in &conditions {
            let tied = self.tied(condition.test, &conditions);
            let wishes = wishes(condition.test, true, &tied);
            if !tied.is_empty() && self.reach.is_impossible(&wishes) {
                return self.unsatisfiable(id, &[condition.test], &tied);
            }
            // Only what can settle the verdict by itself makes another condition idle.
            let hard: Vec<_> = tied.into_iter().filter(|it| is_hard(self.pack, it)).collect();
            let wishes = self::wishes(condition.test, false, &hard);
            if !hard.is_empty() && self.reach.is_impossible(&wishes) {
                let message = format!("`{}` can never matter: where it fails, another condition fails", condition.key);
                let diagnostic = warning(Code::IdleCondition, self.places.node(condition.test), message);
                self.found.push(self.with_labels(diagnostic, &hard));
            }
        }
        let mut dead = Vec::new();
        for (when, item) in programme.items.iter().filter_map(|item| Some((item.when?, item))) {
            let tied = self.tied(when, &conditions);
            if !tied.is_empty() && self.reach.is_impossible(&wishes(when, true, &tied)) {
                dead.push(when);
                let message = format!("`{}` never applies where the conditions hold", item.key);
                let diagnostic = warning(Code::Contradiction, self.places.node(when), message);
                self.found.push(self.with_labels(diagnostic, &tied));
            }
        }
        if !dead.is_empty() && dead.len() == programme.items.len() {
            self.unsatisfiable(id, &dead, &[]);
        }
    }

    fn unsatisfiable(&mut self, id: Id<Programme>, tests: &[NodeId], tied: &[&Condition]) {
        let message = "no enterprise can ever qualify: what is required contradicts itself";
        let mut diagnostic = warning(Code::Unsatisfiable, self.places.programme(id), message);
        for test in tests {
            diagnostic = diagnostic.and(self.places.node(*test), "this");
        }
        self.found.push(self.with_labels(diagnostic, tied));
    }

    fn with_labels(&self, diagnostic: Diagnostic, conditions: &[&Condition]) -> Diagnostic {
        conditions.iter().fold(diagnostic, |all, it| all.and(self.places.node(it.test), "and this"))
    }

    /// The conditions that can be tested; that there is a subject is no matter for lints.
    fn conditions<'p>(&self, programme: &'p Programme) -> impl Iterator<Item = &'p Condition> + use<'p> {
        let presence = self.pack.records.at(programme.about).presence;
        let is_left_out = |test: NodeId| match self.pack.nodes.at(test) {
            Node::Unpublished(..) => true,
            Node::Field(field) => presence == Some(*field),
            _ => false,
        };
        programme.conditions.iter().filter(|it| !is_left_out(it.test)).collect::<Vec<_>>().into_iter()
    }

    /// The other conditions that look at something at which this test looks.
    fn tied<'p>(&mut self, test: NodeId, conditions: &[&'p Condition]) -> Vec<&'p Condition> {
        let others = conditions.iter().filter(|it| it.test != test);
        others.filter(|it| self.reach.are_tied(it.test, test)).copied().collect()
    }
}

fn wishes(test: NodeId, wanted: bool, others: &[&Condition]) -> Vec<(NodeId, bool)> {
    others.iter().map(|it| (it.test, true)).chain([(test, wanted)]).collect()
}

fn is_hard(pack: &Pack, condition: &Condition) -> bool {
    let numbers = numbers_of(pack, condition.test);
    let mut sources = numbers.iter().map(|number| pack.numbers.at(*number).source.provenance);
    condition.evidence != Evidence::InPrinciple
        && condition.source.provenance == Provenance::Seen
        && sources.all(|provenance| provenance == Provenance::Seen)
}
