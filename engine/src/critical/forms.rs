//! Numbers that depend on the unknown.

use super::{Critical, Unknown};
use crate::evaluate::{Evaluator, Known, Outcome, arithmetic};
use crate::expression::{Arithmetic, Fold, Node, NodeId, Over};
use crate::form::Form;
use crate::rows::{Row, summand};
use crate::{Number, Truth};

/// Every way in which a number can depend on the unknown; of one that does not, its ends.
pub(super) struct Forms {
    pub each: Vec<Form>,
    /// Whether it has no end on one side. Times such a number, what changes its sign turns from one infinity to the other.
    is_unbounded: bool,
}

impl Forms {
    const NONE: Self = Self { each: Vec::new(), is_unbounded: false };

    fn of(form: Form) -> Self {
        Self { each: vec![form], ..Self::NONE }
    }

    /// The ends of a number that does not depend on the unknown.
    fn ends(Known { span, .. }: Known<Number>) -> Self {
        let (low, high) = (span.low, span.high.filter(|high| span.low != Some(*high)));
        let each = low.into_iter().chain(high).map(Form::constant).collect();
        Self { each, is_unbounded: span.low.is_none() || span.high.is_none() }
    }

    fn add(&mut self, others: Self) {
        self.each.extend(others.each);
        self.is_unbounded |= others.is_unbounded;
    }

    /// Whether it has one value at each place.
    fn is_exact(&self) -> bool {
        self.each.len() == 1 && !self.is_unbounded
    }

    /// One of each.
    pub fn pairs<'a>(&'a self, others: &'a Self) -> impl Iterator<Item = (Form, Form)> + 'a {
        self.each.iter().flat_map(|a| others.each.iter().map(move |b| (*a, *b)))
    }

    /// How many pairs there are.
    pub fn area(&self, others: &Self) -> u64 {
        u64::try_from(self.each.len().saturating_mul(others.each.len())).unwrap_or(u64::MAX)
    }

    /// What becomes of the two.
    fn joined(&self, operator: Arithmetic, others: &Self, found: &mut Critical) -> Self {
        if !found.spend(self.area(others)) {
            return Self::NONE;
        }
        let mut all = Self { each: Vec::new(), is_unbounded: self.is_unbounded || others.is_unbounded };
        for (a, b) in self.pairs(others) {
            match Form::combine(operator, a, b) {
                Some(form) => all.each.push(form),
                None => found.is_cut = true,
            }
        }
        match operator {
            Arithmetic::Add | Arithmetic::Subtract => {}
            // Zero times what is not known exactly is known exactly.
            Arithmetic::Multiply => {
                for (factor, other) in [(self, others), (others, self)] {
                    factor.each.iter().filter(|_| !other.is_exact()).for_each(|form| found.turn(*form));
                }
            }
            Arithmetic::Divide => {
                self.each.iter().filter(|_| !others.is_exact()).for_each(|form| found.turn(*form));
                // By what can be zero, anything comes out.
                let is_sure = |form: &Form| form.value().is_some_and(|value| !value.is_zero());
                all.is_unbounded |= !others.each.iter().all(is_sure) || others.each.len() != 1;
                // What is divided by more and more comes to nothing.
                all.each.extend(others.is_unbounded.then_some(Form::constant(Number::ZERO)));
                // Where it is zero, or not defined itself, the quotient is not defined, and that it was divided by may not show in it.
                others.each.iter().for_each(|form| found.turn(*form));
            }
        }
        all.settled(found)
    }

    /// Each form once, as many as are told apart.
    fn settled(mut self, found: &mut Critical) -> Self {
        self.each.sort_unstable();
        self.each.dedup();
        found.cut(&mut self.each);
        self
    }
}

impl Evaluator<'_> {
    /// Every way in which a number can depend on the unknown.
    pub(super) fn forms(&self, node: NodeId, unknown: Unknown, found: &mut Critical) -> Forms {
        if !found.spend(self.work(node)) {
            return Forms::NONE;
        }
        if !self.depends(node, unknown) {
            return Forms::ends(self.number(node));
        }
        let forms = match self.pack.nodes.at(node) {
            Node::Field(field) if self.is_unknown(*field, unknown) => Forms::of(Form::X),
            Node::Arithmetic(operator, a, b) => {
                let (a, b) = (self.forms(*a, unknown, found), self.forms(*b, unknown, found));
                a.joined(*operator, &b, found)
            }
            Node::Extreme(_, of) => self.one_of(node, of, unknown, found),
            Node::If(_, then, other) => self.one_of(node, &[*then, *other], unknown, found),
            Node::Over(over) => self.forms_over(node, over, unknown, found),
            _ => Forms::ends(self.number(node)),
        };
        forms.settled(found)
    }

    /// The forms of several of which the expression takes one.
    fn one_of(&self, node: NodeId, of: &[NodeId], unknown: Unknown, found: &mut Critical) -> Forms {
        let each: Vec<_> = of.iter().map(|part| self.forms(*part, unknown, found)).collect();
        self.taken(node, each, unknown, found)
    }

    fn taken(&self, node: NodeId, each: Vec<Forms>, unknown: Unknown, found: &mut Critical) -> Forms {
        let is_unbounded = each.iter().any(|forms| forms.is_unbounded);
        let each: Vec<_> = each.into_iter().map(|forms| forms.each).collect();
        if found.is_mixed && !self.is_certain(node, unknown) {
            found.overtake(&each, |a, b, found| found.cross(*a, *b));
        }
        Forms { each: each.into_iter().flatten().collect(), is_unbounded }
    }

    fn forms_over(&self, node: NodeId, over: &Over, unknown: Unknown, found: &mut Critical) -> Forms {
        match (over.fold, over.of) {
            (Fold::Sum, Some(of)) => {
                let mut forms = Forms::of(Form::constant(Number::ZERO));
                // What the rows that do not depend on it come to.
                let mut rest = Known::exactly(Number::ZERO);
                self.each_row(over, &mut |inside, row, counts, value| {
                    if !inside.row_depends(over, unknown) {
                        rest = arithmetic(Arithmetic::Add, rest, summand(row, counts, value));
                        return;
                    }
                    if row == Row::Next {
                        // There may be any number of these.
                        inside.forms(of, unknown, found).each.into_iter().for_each(|form| found.turn(form));
                        forms.is_unbounded = true;
                        return;
                    }
                    let may_differ = over.only.is_some_and(|only| inside.depends(only, unknown));
                    let mut summands = Forms::NONE;
                    if may_differ || counts != Truth::True {
                        summands.add(Forms::of(Form::constant(Number::ZERO)));
                    }
                    if may_differ || counts != Truth::False {
                        let of = inside.forms(of, unknown, found);
                        // Whether a row of nothing counts is nobody's concern.
                        if !over.only.is_none_or(|only| inside.is_certain(only, unknown)) {
                            of.each.iter().for_each(|form| found.turn(*form));
                        }
                        summands.add(of);
                    }
                    forms = forms.joined(Arithmetic::Add, &summands, found);
                });
                forms.joined(Arithmetic::Add, &Forms::ends(rest), found)
            }
            (Fold::Extreme(extreme), Some(of)) => {
                let mut each = Vec::new();
                let rest = self.furthest_of_others(over, extreme, unknown, &mut |inside| {
                    each.push(inside.forms(of, unknown, found));
                });
                let rest = rest.into_iter().filter_map(|it| if let Outcome::Number(it) = it { Some(it) } else { None });
                each.extend(rest.map(Forms::ends));
                // Of no rows it is not known.
                Forms { is_unbounded: true, ..self.taken(node, each, unknown, found) }
            }
            // It changes where a condition on its rows does, and those are looked at on their own; to any of these.
            (Fold::Count, _) => {
                let rows = self.subjects(over.record).filter(|row| *row != Row::Next);
                let counts = (0..=rows.count()).filter_map(|count| i64::try_from(count).ok());
                let each = counts.map(|count| Form::constant(Number::whole(count))).collect();
                Forms { each, is_unbounded: !self.dossier.is_complete(over.record) }
            }
            _ => Forms::NONE,
        }
    }
}
