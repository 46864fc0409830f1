//! What is missing matters: for each missing answer there are answers to the rest beside which it makes a difference. They are
//! looked for among the values at which something can turn, one answer after the other, as long as the answer stays missing.

use super::answers::{Answers, Said};
use super::growth::{assessed, drawn, given, story, successor, sum};
use super::random::{Scope, tape};
use super::{cases, show};
use proptest::prelude::*;
use qualify_engine::expression::Node;
use qualify_engine::pack::{Field, FieldKind};
use qualify_engine::{
    Answer, Causes, Date, Evaluator, Finding, Known, Number, Outcome, Pack, Slot, Span, Verdict, assess,
};
use std::collections::BTreeSet;

/// Without what the source does not say, with every field in one place only, and compared alone: there intervals lose nothing.
/// Elsewhere an operand is missing when it can change what its operator yields, though what stands around that may swallow it:
/// `min(a, b) <= 3` asks for an `a` that is above 3 at any rate.
const READ_ONCE: Scope = Scope { unpublished: false, repeats: false, nested: false };

/// How many answers are tried for one witness.
const TRIES: u32 = 20_000;

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, ..cases() })]

    /// What is missing matters: beside some answers to the rest, one answer to it leads elsewhere than another.
    #[test]
    fn missing_is_tight(rules in tape(200), said in tape(90)) {
        let (pack, answers, as_of) = drawn(&rules, &said, READ_ONCE);
        let dossier = answers.dossier(&pack).unwrap();
        let evaluator = Evaluator::new(&pack, &dossier, as_of);
        let is_tight = |found: &&Finding| {
            !is_open_by_source(found) && !is_ambiguous(&pack, &answers, found) && !is_cut(evaluator.for_finding(found), found)
        };
        for found in assess(&pack, &dossier, as_of).iter().filter(is_tight) {
            for slot in &found.missing {
                let mut search = Search { pack: &pack, as_of, of: found, slot: *slot, tries: TRIES };
                let matters = search.can_matter(&answers, &BTreeSet::new());
                prop_assert!(matters, "{}\n{}", show::slots(&pack, &[*slot]), story(&pack, &answers, &answers, [found, found]));
            }
        }
    }
}

/// Whether the source, or a row that is not there, leaves something open. Beside that an answer may be asked for in vain: what is
/// open swallows what it would change.
fn is_open_by_source(found: &Finding) -> bool {
    let conditions = found.conditions.iter().map(|it| it.truth.causes());
    let items = found.items.iter().flat_map(|it| [Some(it.applies.causes()), it.amount.map(|it| it.causes)]).flatten();
    conditions.chain(items).any(|causes| causes.include(Causes::SOURCE))
}

/// Whether it is not known which of several rows is meant: a row is listed, and there may be more. What is said of that one row
/// may swallow what an answer would change, and of several together nothing is known.
fn is_ambiguous(pack: &Pack, answers: &Answers, found: &Finding) -> bool {
    found.missing.iter().any(|slot| {
        let record = pack.fields.at(slot.field).record;
        pack.records.at(record).presence == Some(slot.field) && answers.rows(pack, record) > 0
    })
}

/// Whether a sum can come out below zero. It then counts as zero, which swallows what an answer would change.
fn is_cut(evaluator: Evaluator<'_>, found: &Finding) -> bool {
    let items = &evaluator.pack.programmes.at(found.programme).items;
    items.iter().filter_map(|item| item.amount).any(|amount| match evaluator.outcome(amount) {
        Outcome::Number(Known { span, .. }) => span.low.is_none_or(Number::is_negative),
        _ => false,
    })
}

/// Subject, verdict, sum, which items without money apply, and what else is to be answered.
type Told = (Option<u16>, Verdict, Span<Number>, Vec<Option<bool>>, Vec<Slot>);

/// Looks for answers beside which an answer matters.
struct Search<'a> {
    pack: &'a Pack,
    as_of: Date,
    of: &'a Finding,
    /// Where the answer belongs.
    slot: Slot,
    /// How many may still be tried.
    tries: u32,
}

impl Search<'_> {
    /// Whether it matters which answer is given, once the rest is answered in some way: for the verdict, the sum, what is given, or
    /// what else is to be answered. What was asked is not asked again: what was pointed at and is not there has no other answer.
    fn can_matter(&mut self, answers: &Answers, asked: &BTreeSet<Slot>) -> bool {
        self.tries = self.tries.saturating_sub(1);
        let Some(found) = successor(self.of, assessed(self.pack, answers, self.as_of)) else { return false };
        if self.tries == 0 || !found.missing.contains(&self.slot) {
            return false;
        }
        let next = found.missing.iter().find(|it| !self.is_spared(answers, **it) && !asked.contains(*it));
        let Some(next) = next else {
            let outcomes = self.told(answers, self.slot).iter().map(|told| self.outcome(told)).collect::<Vec<_>>();
            return outcomes.iter().any(|outcome| *outcome != outcomes[0]);
        };
        let asked = asked.iter().copied().chain([*next]).collect();
        self.told(answers, *next).iter().any(|told| self.can_matter(told, &asked))
    }

    /// Whether an answer would say what is to be left open: a figure of a row says that there is one.
    fn is_spared(&self, answers: &Answers, slot: Slot) -> bool {
        let record = self.pack.fields.at(self.slot.field).record;
        let is_implied =
            self.pack.records.at(record).presence == Some(self.slot.field) && answers.rows(self.pack, record) == 0;
        slot == self.slot || (is_implied && self.pack.fields.at(slot.field).record == record)
    }

    fn outcome(&self, answers: &Answers) -> Vec<Told> {
        let found = assessed(self.pack, answers, self.as_of).into_iter().filter(|it| it.programme == self.of.programme);
        let asked = |it: &Finding| it.missing.iter().copied().filter(|it| *it != self.slot).collect::<Vec<_>>();
        found.map(|it| (it.subject, it.verdict, sum(&it), given(&it), asked(&it))).collect::<Vec<_>>()
    }

    /// The answers worth trying in a slot.
    fn told(&self, answers: &Answers, slot: Slot) -> Vec<Answers> {
        let Field { kind, record, .. } = *self.pack.fields.at(slot.field);
        if self.pack.records.at(record).presence == Some(slot.field) {
            return self.told_of_rows(answers, slot);
        }
        let told = |answer| {
            let mut told = answers.clone();
            told.given.insert((slot.row, slot.field), answer);
            told
        };
        self.values(answers, kind, answers.given.get(&(slot.row, slot.field)).copied()).into_iter().map(told).collect()
    }

    /// That there are no (more) rows; that there is one (more), with or without figures.
    fn told_of_rows(&self, answers: &Answers, slot: Slot) -> Vec<Answers> {
        let record = self.pack.fields.at(slot.field).record;
        let rows = answers.rows(self.pack, record);
        let listed = |said| {
            let mut told = answers.clone();
            told.lists[record.place()].said = said;
            told.lists[record.place()].may_be_more = false;
            told
        };
        let mut full = listed(Said::Yes);
        for (field, Field { kind, .. }) in
            self.pack.fields.entries().filter(|(id, it)| it.record == record && *id != slot.field)
        {
            full.given.insert((rows, field), self.values(answers, *kind, None)[0]);
        }
        let none = (rows == 0).then(|| listed(Said::No));
        none.into_iter().chain([listed(Said::Yes), full]).collect()
    }

    /// Exact answers that the old one allows: at, below and above every constant of the pack, and at the ends.
    fn values(&self, answers: &Answers, kind: FieldKind, old: Option<Answer>) -> Vec<Answer> {
        match (kind, old) {
            (FieldKind::YesNo, _) => [true, false].map(Answer::YesNo).into(),
            (FieldKind::Choice(domain), _) => {
                (0..u16::try_from(self.pack.domains.at(domain).options.len()).unwrap()).map(Answer::Choice).collect()
            }
            (FieldKind::Row(record), _) => {
                (0..answers.rows(self.pack, record)).map(Answer::Row).chain([Answer::NoRow]).collect()
            }
            (FieldKind::Number { least, greatest, .. }, old) => {
                let old = if let Some(Answer::Number(old)) = old { old } else { Span::ANY };
                let ends = [old.low.unwrap_or(least), old.high.unwrap_or(greatest)];
                let steps = [Number::ZERO, Number::ONE, Number::fraction(1, 100).unwrap()];
                let around = |it: Number| steps.iter().flat_map(move |by| [it.plus(*by), it.minus(*by)]).flatten();
                let nodes = self.pack.nodes.iter();
                let constants = nodes.filter_map(|it| if let Node::Number(it, _) = it { Some(*it) } else { None });
                let values: BTreeSet<_> = constants.chain([Number::ZERO]).flat_map(around).chain(ends).collect();
                values.range(ends[0]..=ends[1]).copied().map(Answer::number).collect()
            }
            (FieldKind::Date { first, last }, old) => {
                let old = if let Some(Answer::Date(old)) = old { old } else { Span::ANY };
                let ends = [old.low.unwrap_or(first), old.high.unwrap_or(last)];
                let nodes = self.pack.nodes.iter();
                let constants = nodes.filter_map(|it| if let Node::Date(it) = it { Some(*it) } else { None });
                let around = |it: Date| [it.moved(0, -1), it, it.moved(0, 1)];
                let values: BTreeSet<_> = constants.chain([self.as_of]).flat_map(around).chain(ends).collect();
                values.range(ends[0]..=ends[1]).copied().map(Answer::date).collect()
            }
        }
    }
}
