//! What an expression yields for one dossier on one day. Unknown is a value here, never an error.

mod comparison;
mod furthest;
mod outcome;

use crate::dossier::{Answer, Dossier};
use crate::expression::{Arithmetic, Extreme, Node, NodeId, Step, Type};
use crate::pack::{Field, FieldKind, Pack, Record};
use crate::rows::{Frame, Row};
use crate::{Causes, Date, Id, Number, Span, Truth};
use comparison::compare;
use core::cmp::Ordering;
pub(crate) use furthest::{Furthest, always_beaten, pick};
pub use outcome::{Known, Outcome};

/// The place of no row at all: it is like no row that there is.
const NO_ROW: u16 = u16::MAX;

/// A pack, a dossier and a day, and the row that is looked at: all that an outcome depends on.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Causes, Date, Evaluator, Truth};
/// let pack = example();
/// let dossier = answers(&pack, &[("enterprise.private", "是")]);
/// let evaluator = Evaluator::new(&pack, &dossier, Date::new(2026, 11, 22).unwrap());
/// let conditions = &pack.programmes.iter().next().unwrap().conditions;
/// // The first condition of a programme about a loan is that there is one: nobody has said so yet.
/// assert_eq!(evaluator.truth(conditions[0].test), Truth::Unknown(Causes::APPLICANT));
/// assert_eq!(evaluator.truth(conditions[1].test), Truth::True);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Evaluator<'a> {
    /// The rules.
    pub pack: &'a Pack,
    /// The answers.
    pub dossier: &'a Dossier,
    /// The as-of date.
    pub as_of: Date,
    /// The row that the programme is assessed for.
    subject: Option<Frame<'a>>,
    /// The row of the innermost list.
    innermost: Option<&'a Frame<'a>>,
}

impl<'a> Evaluator<'a> {
    /// Looks at no row in particular.
    #[must_use]
    pub const fn new(pack: &'a Pack, dossier: &'a Dossier, as_of: Date) -> Self {
        Self { pack, dossier, as_of, subject: None, innermost: None }
    }

    /// Looks at a row of the record that a programme is about.
    #[must_use]
    pub fn about(self, record: Id<Record>, row: Row) -> Self {
        Self { subject: Some(Frame { record, row, outer: None }), ..self }
    }

    /// Looks at a row of a list.
    pub(crate) const fn within<'b>(&self, frame: &'b Frame<'b>) -> Evaluator<'b>
    where
        'a: 'b,
    {
        Evaluator {
            pack: self.pack,
            dossier: self.dossier,
            as_of: self.as_of,
            subject: self.subject,
            innermost: Some(frame),
        }
    }

    /// The frames from the innermost list to the programme's subject.
    pub(crate) fn frames(&self) -> impl Iterator<Item = Frame<'a>> + use<'a> {
        self.lists().chain(self.subject)
    }

    /// The frames of lists, from the innermost on.
    pub(crate) fn lists(&self) -> impl Iterator<Item = Frame<'a>> + use<'a> {
        core::iter::successors(self.innermost.copied(), |frame| frame.outer.copied())
    }

    /// The row of the innermost list.
    pub(crate) fn innermost_row(&self) -> Option<Row> {
        self.innermost.map(|frame| frame.row)
    }

    /// The frame of a list's row, to look [`Evaluator::within`].
    pub(crate) const fn frame(&self, record: Id<Record>, row: Row) -> Frame<'a> {
        Frame { record, row, outer: self.innermost }
    }
}

impl Evaluator<'_> {
    /// What the expression yields.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// use qualify_engine::{Date, Evaluator, Outcome, Row, Truth, write};
    /// let pack = example();
    /// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "1000 万元"), ("loan.term", "6 个月")]);
    /// let programme = pack.programmes.iter().next().unwrap();
    /// let evaluator = Evaluator::new(&pack, &dossier, Date::new(2026, 11, 22).unwrap()).about(programme.about, Row::At(0));
    /// // 1,000 万元 × 1.5% a year × half a year
    /// let amount = evaluator.number(programme.items[0].amount.unwrap());
    /// assert_eq!(write::money(amount.span.exact().unwrap()), "7.5 万元");
    /// assert_eq!(evaluator.outcome(programme.items[0].amount.unwrap()), Outcome::Number(amount));
    /// let tests = || programme.conditions.iter().map(|it| it.test);
    /// assert_eq!((evaluator.all(tests()), evaluator.any(tests().take(0))), (Truth::True, Truth::False));
    /// ```
    #[must_use]
    pub fn outcome(&self, node: NodeId) -> Outcome {
        match self.pack.nodes.at(node) {
            Node::Truth(value) => Outcome::Truth((*value).into()),
            Node::Number(number, _) => Outcome::Number(Known::exactly(*number)),
            Node::Date(date) => Outcome::Date(Known::exactly(*date)),
            Node::Choice(_, option) => Outcome::Choice(Ok(*option)),
            Node::AsOf => Outcome::Date(Known::exactly(self.as_of)),
            Node::Field(field) => self.field(*field),
            Node::Named(number) => self.outcome(self.pack.numbers.at(*number).value),
            Node::Unpublished(of, _) => unpublished(*of),
            Node::Not(of) => Outcome::Truth(self.truth(*of).negate()),
            Node::All(of) => Outcome::Truth(self.all(of.iter().copied())),
            Node::Any(of) => Outcome::Truth(self.any(of.iter().copied())),
            Node::Compare(comparison, a, b) => Outcome::Truth(compare(*comparison, self.outcome(*a), self.outcome(*b))),
            Node::OneOf(of, options) => Outcome::Truth(match self.outcome(*of) {
                Outcome::Choice(Ok(option)) => options.contains(&option).into(),
                other => Truth::Unknown(other.causes()),
            }),
            Node::Arithmetic(operator, a, b) => {
                Outcome::Number(arithmetic(*operator, self.number(*a), self.number(*b)))
            }
            Node::Move(operator, step, date, by) => Outcome::Date(self.moved(*operator, *step, *date, *by)),
            Node::Extreme(extreme, of) => self.extreme(*extreme, of),
            Node::If(test, then, other) => match self.truth(*test) {
                Truth::True => self.outcome(*then),
                Truth::False => self.outcome(*other),
                Truth::Unknown(causes) => hull(self.outcome(*then), self.outcome(*other), causes),
            },
            Node::Row(record) => Outcome::Choice(self.row_of(*record).place()),
            Node::Over(over) => self.over(over),
        }
    }

    /// What a condition yields.
    #[must_use]
    pub fn truth(&self, node: NodeId) -> Truth {
        match self.outcome(node) {
            Outcome::Truth(truth) => truth,
            other => Truth::Unknown(other.causes() | Causes::SOURCE),
        }
    }

    /// What a numeric expression yields.
    #[must_use]
    pub fn number(&self, node: NodeId) -> Known<Number> {
        match self.outcome(node) {
            Outcome::Number(known) => known,
            other => Known { span: Span::ANY, causes: other.causes() | Causes::SOURCE },
        }
    }

    /// All of these.
    pub fn all(&self, of: impl Iterator<Item = NodeId>) -> Truth {
        of.fold(Truth::True, |truth, node| if truth == Truth::False { truth } else { truth.and(self.truth(node)) })
    }

    /// At least one of these.
    pub fn any(&self, of: impl Iterator<Item = NodeId>) -> Truth {
        of.fold(Truth::False, |truth, node| if truth == Truth::True { truth } else { truth.or(self.truth(node)) })
    }

    fn field(&self, id: Id<Field>) -> Outcome {
        let field = self.pack.fields.at(id);
        if self.pack.records.at(field.record).presence == Some(id) {
            return Outcome::Truth(self.is_there(field.record));
        }
        let answer = match self.row_of(field.record) {
            Row::At(row) => self.dossier.at(id, row),
            other => {
                let causes = other.place().err().unwrap_or_default();
                return match field.kind {
                    FieldKind::Number { least, .. } => {
                        Outcome::Number(Known { span: Span { low: Some(least), high: None }, causes })
                    }
                    kind => Outcome::unknown(kind.value_type(), causes),
                };
            }
        };
        match (answer, field.kind) {
            (Some(Answer::YesNo(value)), FieldKind::YesNo) => Outcome::Truth(value.into()),
            (Some(Answer::Choice(option)), FieldKind::Choice(_)) => Outcome::Choice(Ok(option)),
            (Some(Answer::Number(span)), FieldKind::Number { least, .. }) => {
                let span = Span { low: span.low.or(Some(least)), high: span.high };
                Outcome::Number(Known::new(span, Causes::APPLICANT))
            }
            (Some(Answer::Date(span)), FieldKind::Date { .. }) => Outcome::Date(Known::new(span, Causes::APPLICANT)),
            (_, FieldKind::Number { least, .. }) => {
                Outcome::Number(Known { span: Span { low: Some(least), high: None }, causes: Causes::APPLICANT })
            }
            (_, FieldKind::Row(record)) => Outcome::Choice(match self.linked(id, record) {
                Row::Absent => Ok(NO_ROW),
                row => row.place(),
            }),
            (_, kind) => Outcome::unknown(kind.value_type(), Causes::APPLICANT),
        }
    }

    fn moved(&self, operator: Arithmetic, step: Step, date: NodeId, by: NodeId) -> Known<Date> {
        let Outcome::Date(date) = self.outcome(date) else { return Known::new(Span::ANY, Causes::SOURCE) };
        let by = self.number(by);
        if date.is_beyond_answers() || by.is_beyond_answers() {
            return Known::new(Span::ANY, Causes::SOURCE);
        }
        let zero = Span::exactly(Number::ZERO);
        let signed = if operator == Arithmetic::Subtract { zero.minus(by.span) } else { by.span };
        let (months, days) = match step {
            Step::Months => (signed, zero),
            Step::Days => (zero, signed),
        };
        Known::new(date.span.moved(months, days), date.causes | by.causes)
    }

    fn extreme(&self, extreme: Extreme, of: &[NodeId]) -> Outcome {
        let mut furthest = Furthest::new(extreme);
        of.iter().for_each(|node| furthest.add(self.outcome(*node), Causes::NONE));
        furthest.outcome().unwrap_or(Outcome::unknown(Type::Truth, Causes::SOURCE))
    }
}

/// A value that the source does not give. An unpublished number is taken to be at least zero: rates, caps and sums are.
fn unpublished(of: Type) -> Outcome {
    match of {
        Type::Number(_) => {
            Outcome::Number(Known { span: Span { low: Some(Number::ZERO), high: None }, causes: Causes::SOURCE })
        }
        other => Outcome::unknown(other, Causes::SOURCE),
    }
}

pub(crate) fn arithmetic(operator: Arithmetic, a: Known<Number>, b: Known<Number>) -> Known<Number> {
    // What can be zero, and no answer can change that, divides nothing.
    let can_be_zero = b.span.always(Span::exactly(Number::ZERO), Ordering::is_ne) != Some(true);
    if operator == Arithmetic::Divide && can_be_zero && !b.causes.include(Causes::APPLICANT) {
        return Known { span: Span::ANY, causes: Causes::SOURCE };
    }
    if operator != Arithmetic::Multiply
        && let Some(nothing) = [a, b].into_iter().find(|known| known.is_beyond_answers())
    {
        return nothing;
    }
    let span = match operator {
        Arithmetic::Add => a.span.plus(b.span),
        Arithmetic::Subtract => a.span.minus(b.span),
        Arithmetic::Multiply => a.span.times(b.span),
        Arithmetic::Divide => a.span.over(b.span),
    };
    Known::new(span, a.causes | b.causes)
}

/// One of two, and the test that says which is unknown for these causes.
fn hull(a: Outcome, b: Outcome, test: Causes) -> Outcome {
    // Whatever the test yields, it comes to the same.
    if a == b && !a.causes().include(Causes::APPLICANT) {
        return a;
    }
    spanning(a, b, test | a.causes() | b.causes())
}

/// What holds of both, unknown for these causes.
fn spanning(a: Outcome, b: Outcome, causes: Causes) -> Outcome {
    match (a, b) {
        (Outcome::Number(a), Outcome::Number(b)) => Outcome::Number(Known::new(a.span.hull(b.span), causes)),
        (Outcome::Date(a), Outcome::Date(b)) => Outcome::Date(Known::new(a.span.hull(b.span), causes)),
        (Outcome::Choice(_), _) => Outcome::Choice(Err(causes)),
        _ => Outcome::Truth(Truth::Unknown(causes)),
    }
}
