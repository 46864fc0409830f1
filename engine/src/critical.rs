//! The values of one answer, or the days, at which what a programme requires can change. Between two of them nothing changes,
//! so that nothing has to be tried there.

mod days;

use crate::evaluate::{Evaluator, Furthest, Known, Outcome, arithmetic};
use crate::expression::{Arithmetic, Extreme, Fold, Node, NodeId, Over};
use crate::form::Form;
use crate::missing::Slot;
use crate::pack::Field;
use crate::rows::{Row, summand};
use crate::{Causes, Date, Id, Number, Truth, limits};

/// What is thought of as changing while all else stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// The answer in a slot.
    Answer(Slot),
    /// The as-of date.
    AsOf,
}

/// Where something can change; in no order, and some of them more than once.
#[derive(Debug)]
pub(crate) struct Critical {
    /// Numbers: it can change there and from there on.
    pub numbers: Vec<Number>,
    /// The days on both sides of a change.
    pub days: Vec<Date>,
    /// Options that are told apart from others.
    pub options: Vec<u16>,
    /// Work that may still be done.
    pub left: u64,
    /// Whether something can change elsewhere too: a square would have to be solved, there were too many forms, or was too much
    /// work.
    pub is_cut: bool,
}

impl Critical {
    /// Nothing yet, to be found with so much work.
    pub const fn within(work: u64) -> Self {
        Self { numbers: Vec::new(), days: Vec::new(), options: Vec::new(), left: work, is_cut: false }
    }

    /// Whether there is room for so much work.
    fn spend(&mut self, work: u64) -> bool {
        let left = self.left.checked_sub(work);
        self.is_cut |= left.is_none();
        self.left = left.unwrap_or_default();
        left.is_some()
    }

    /// Adds where two forms meet.
    fn cross(&mut self, a: Form, b: Form) {
        let numbers = a.crossings(b);
        self.is_cut |= numbers.is_none();
        self.numbers.extend(numbers.unwrap_or_default());
    }

    fn cut<T>(&mut self, forms: &mut Vec<T>) {
        self.is_cut |= forms.len() > limits::FORMS;
        forms.truncate(limits::FORMS);
    }
}

impl Evaluator<'_> {
    /// Adds where comparisons in this expression can change their outcome when `unknown` changes.
    pub(crate) fn critical(&self, node: NodeId, unknown: Unknown, found: &mut Critical) {
        if !self.mentions(node, unknown) || !found.spend(1) {
            return;
        }
        match self.pack.nodes.at(node) {
            Node::Compare(_, a, b) => {
                self.meetings(*a, *b, unknown, found);
                self.critical(*a, unknown, found);
                self.critical(*b, unknown, found);
            }
            Node::OneOf(of, options) => {
                found.options.extend(options);
                self.critical(*of, unknown, found);
            }
            Node::Over(over) => {
                if found.spend(self.work(node)) {
                    self.each_row(over, &mut |inside, _, _, _| {
                        over.only.into_iter().chain(over.of).for_each(|part| inside.critical(part, unknown, found));
                    });
                }
            }
            other => other.each_child(&mut |child| self.critical(child, unknown, found)),
        }
    }

    /// Adds where the two sides of a comparison meet.
    fn meetings(&self, a: NodeId, b: NodeId, unknown: Unknown, found: &mut Critical) {
        if !found.spend(self.work(a).saturating_add(self.work(b))) {
            return;
        }
        let depends = || self.depends(a, unknown) || self.depends(b, unknown);
        match (self.outcome(a), self.outcome(b)) {
            // No number is made of the as-of date; those on which it decides turn where its own comparisons do.
            (Outcome::Number(_), _) if unknown != Unknown::AsOf && depends() => {
                let others = self.forms(b, unknown, found);
                let forms = self.forms(a, unknown, found);
                if found.spend(area(&forms, &others)) {
                    forms.iter().for_each(|a| others.iter().for_each(|b| found.cross(*a, *b)));
                }
            }
            (Outcome::Date(_), _) if depends() => {
                let others = self.days(b, unknown, found);
                for a in self.days(a, unknown, found) {
                    others.iter().for_each(|b| self.days_meet(&a, b, unknown, found));
                }
            }
            (Outcome::Choice(a), Outcome::Choice(b)) => found.options.extend(a.into_iter().chain(b)),
            _ => {}
        }
    }

    /// Whether the unknown stands in an expression, for whichever row.
    fn mentions(&self, node: NodeId, unknown: Unknown) -> bool {
        match (self.pack.nodes.at(node), unknown) {
            (Node::AsOf, Unknown::AsOf) => true,
            (Node::Field(field), Unknown::Answer(slot)) if *field == slot.field => true,
            (node, _) => node.children().into_iter().any(|child| self.mentions(child, unknown)),
        }
    }

    /// Whether an expression depends on the unknown, for the rows that are looked at here.
    fn depends(&self, node: NodeId, unknown: Unknown) -> bool {
        match self.pack.nodes.at(node) {
            Node::AsOf => unknown == Unknown::AsOf,
            Node::Field(field) => self.is_unknown(*field, unknown),
            Node::Over(over) => {
                self.mentions(node, unknown)
                    && self.subjects(over.record).any(|row| {
                        let frame = self.frame(over.record, row);
                        self.within(&frame).row_depends(over, unknown)
                    })
            }
            other => other.children().into_iter().any(|child| self.depends(child, unknown)),
        }
    }

    /// Whether what this row adds to a list depends on the unknown.
    fn row_depends(&self, over: &Over, unknown: Unknown) -> bool {
        over.only.into_iter().chain(over.of).any(|part| self.depends(part, unknown))
    }

    fn is_unknown(&self, field: Id<Field>, unknown: Unknown) -> bool {
        let Unknown::Answer(slot) = unknown else { return false };
        slot.field == field && self.row_of(self.pack.fields.at(field).record) == Row::At(slot.row)
    }

    /// Every way in which a number can depend on the unknown; a number that does not, by its ends.
    fn forms(&self, node: NodeId, unknown: Unknown, found: &mut Critical) -> Vec<Form> {
        if !found.spend(self.work(node)) {
            return Vec::new();
        }
        if !self.depends(node, unknown) {
            return ends(self.number(node));
        }
        let mut forms = match self.pack.nodes.at(node) {
            Node::Field(field) if self.is_unknown(*field, unknown) => vec![Form::X],
            Node::Arithmetic(operator, a, b) => {
                let (a, b) = (self.forms(*a, unknown, found), self.forms(*b, unknown, found));
                pairs(&a, &b, *operator, found)
            }
            Node::Extreme(_, of) => of.iter().flat_map(|part| self.forms(*part, unknown, found)).collect(),
            Node::If(_, then, other) => {
                [then, other].into_iter().flat_map(|part| self.forms(*part, unknown, found)).collect()
            }
            Node::Over(over) => self.forms_over(over, unknown, found),
            _ => ends(self.number(node)),
        };
        settled(&mut forms, found);
        forms
    }

    fn forms_over(&self, over: &Over, unknown: Unknown, found: &mut Critical) -> Vec<Form> {
        match (over.fold, over.of) {
            (Fold::Sum, Some(of)) => {
                let mut forms = vec![Form::constant(Number::ZERO)];
                // What the rows that do not depend on it come to.
                let mut rest = Known::exactly(Number::ZERO);
                self.each_row(over, &mut |inside, row, counts, value| {
                    if !inside.row_depends(over, unknown) {
                        rest = arithmetic(Arithmetic::Add, rest, summand(row, counts, value));
                        return;
                    }
                    if row == Row::Next {
                        return;
                    }
                    let may_differ = over.only.is_some_and(|only| inside.depends(only, unknown));
                    let mut summands = Vec::new();
                    if may_differ || counts != Truth::True {
                        summands.push(Form::constant(Number::ZERO));
                    }
                    if may_differ || counts != Truth::False {
                        summands.extend(inside.forms(of, unknown, found));
                    }
                    forms = pairs(&forms, &summands, Arithmetic::Add, found);
                });
                pairs(&forms, &ends(rest), Arithmetic::Add, found)
            }
            (Fold::Extreme(extreme), Some(of)) => {
                let mut forms = Vec::new();
                let rest = self.furthest_of_others(over, extreme, unknown, &mut |inside| {
                    forms.extend(inside.forms(of, unknown, found));
                });
                let rest = rest.into_iter().filter_map(|it| if let Outcome::Number(it) = it { Some(it) } else { None });
                forms.extend(rest.flat_map(ends));
                forms
            }
            // A count changes where a condition on its rows does, and those are looked at on their own.
            _ => Vec::new(),
        }
    }

    /// Shows `visit` the rows that depend on the unknown; what the others come to: the furthest of those that surely count, and
    /// each of those that may.
    fn furthest_of_others(
        &self,
        over: &Over,
        extreme: Extreme,
        unknown: Unknown,
        visit: &mut dyn FnMut(&Evaluator<'_>),
    ) -> Vec<Outcome> {
        let mut sure = Furthest::new(extreme);
        let mut others = Vec::new();
        self.each_row(over, &mut |inside, row, counts, value| {
            if inside.row_depends(over, unknown) {
                visit(inside);
            } else if counts == Truth::True && row != Row::Next {
                sure.add(value, Causes::NONE);
            } else if counts != Truth::False {
                others.push(value);
            }
        });
        others.extend(sure.outcome());
        others
    }
}

/// The ends of a number that does not depend on the unknown.
fn ends(number: Known<Number>) -> Vec<Form> {
    let (low, high) = (number.span.low, number.span.high.filter(|high| number.span.low != Some(*high)));
    low.into_iter().chain(high).map(Form::constant).collect()
}

fn pairs(a: &[Form], b: &[Form], operator: Arithmetic, found: &mut Critical) -> Vec<Form> {
    if !found.spend(area(a, b)) {
        return Vec::new();
    }
    let mut all = Vec::new();
    for (a, b) in a.iter().flat_map(|a| b.iter().map(move |b| (a, b))) {
        match Form::combine(operator, *a, *b) {
            Some(form) => all.push(form),
            None => found.is_cut = true,
        }
    }
    settled(&mut all, found);
    all
}

/// Each form once, as many as are told apart.
fn settled(forms: &mut Vec<Form>, found: &mut Critical) {
    forms.sort_unstable();
    forms.dedup();
    found.cut(forms);
}

fn area(a: &[Form], b: &[Form]) -> u64 {
    u64::try_from(a.len().saturating_mul(b.len())).unwrap_or(u64::MAX)
}
