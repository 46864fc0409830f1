//! What an expression yields, by walking its tree, once for every place in which it stands.

use super::answers::{Answers, Said};
use super::calendar::{day, moved_by};
use super::value::{Exact, Interval, Value, Why};
use num_traits::{One, Zero};
use qualify_engine::expression::{Arithmetic, Comparison, Extreme, Fold, Node, NodeId, Over, Step, Type};
use qualify_engine::pack::{Field, FieldKind, Provenance, Record};
use qualify_engine::{Answer, Date, Id, Number, Pack, Slot, Span};

/// The place of no row, when a row belongs to none.
const NO_ROW: u16 = u16::MAX;

/// Which row of a record is meant.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    At(u16),
    /// None is listed yet; there may be one.
    First,
    /// One of a list, beyond those that are listed: there may be one, and nothing can be asked of it yet.
    Next,
    /// Not known, for this reason.
    Unknown(Why),
}

/// A row that is looked at; the innermost comes last.
pub type Frames = Vec<(Id<Record>, Row)>;

pub struct Reference<'a> {
    pub pack: &'a Pack,
    pub answers: &'a Answers,
    pub as_of: Date,
}

pub fn exact(number: Number) -> Exact {
    let (numerator, denominator) = number.parts();
    Exact::new(numerator, denominator)
}

impl Reference<'_> {
    fn presence(&self, record: Id<Record>) -> BTreeSlots {
        self.pack.records.at(record).presence.map(|field| Slot { field, row: 0 }).into_iter().collect()
    }

    pub fn value(&self, node: NodeId, frames: &Frames) -> Value {
        let value = |node: &NodeId| self.value(*node, frames);
        match self.pack.nodes.at(node) {
            Node::Truth(truth) => Value::truth(Some(*truth), Why::default()),
            Node::Number(number, _) => Value::number(Interval::exactly(exact(*number)), Why::default()),
            Node::Date(date) => Value::day(Interval::exactly(day(*date)), Why::default()),
            Node::Choice(_, option) => Value::place(Some(*option), Why::default()),
            Node::AsOf => Value::day(Interval::exactly(day(self.as_of)), Why::default()),
            Node::Field(field) => self.field(*field, frames),
            Node::Named(number) => self.value(self.pack.numbers.at(*number).value, frames),
            Node::Unpublished(of, _) => unknown(*of, Some(Exact::zero()), Why::source()),
            Node::Not(of) => match value(of) {
                Value::Truth(known, why) => Value::truth(known.map(|known| !known), why),
                other => panic!("{other:?}"),
            },
            Node::All(of) => all(of.iter().map(value).collect()),
            Node::Any(of) => any(of.iter().map(value).collect()),
            Node::Compare(comparison, a, b) => compare(*comparison, value(a), value(b)),
            Node::OneOf(of, options) => match value(of) {
                Value::Place(known, why) => Value::truth(known.map(|known| options.contains(&known)), why),
                other => panic!("{other:?}"),
            },
            Node::Arithmetic(operator, a, b) => arithmetic(*operator, value(a), value(b)),
            Node::Move(operator, step, date, by) => moved(*operator, *step, value(date), value(by)),
            Node::Extreme(extreme, of) => extreme_of(*extreme, of.iter().map(value).collect()),
            Node::If(test, then, other) => match value(test) {
                Value::Truth(Some(true), _) => value(then),
                Value::Truth(Some(false), _) => value(other),
                test => either(test.why(), value(then), value(other)),
            },
            Node::Row(record) => match self.row(*record, frames) {
                Row::At(row) => Value::place(Some(row), Why::default()),
                row => Value::place(None, self.why_row(*record, &row)),
            },
            Node::Over(over) => self.over(over, frames),
        }
    }

    /// Why it is not known which row is meant.
    fn why_row(&self, record: Id<Record>, row: &Row) -> Why {
        match row {
            Row::At(_) => Why::default(),
            Row::First | Row::Next => Why::answers(self.presence(record)),
            Row::Unknown(why) => why.clone(),
        }
    }

    /// The row of a record that is meant: the one that the list or the programme is about, or the one to which it belongs, or the only one.
    pub fn row(&self, record: Id<Record>, frames: &Frames) -> Row {
        if self.pack.records.at(record).presence.is_none() {
            return Row::At(0);
        }
        if let Some((_, row)) = frames.iter().rev().find(|(of, _)| *of == record) {
            return row.clone();
        }
        for (of, row) in frames.iter().rev() {
            for link in &self.pack.records.at(*of).links {
                if self.pack.fields.at(*link).kind == FieldKind::Row(record) {
                    return self.linked(*link, record, *of, row);
                }
            }
        }
        self.only_row(record)
    }

    /// The row at which a link points; one that belongs to none is as good as absent.
    fn linked(&self, link: Id<Field>, record: Id<Record>, of: Id<Record>, row: &Row) -> Row {
        let Row::At(place) = row else { return Row::Unknown(self.why_row(of, row)) };
        let rows = self.answers.rows(self.pack, record);
        match self.answers.given.get(&(*place, link)) {
            Some(Answer::Row(to)) if *to < rows => return Row::At(*to),
            Some(Answer::NoRow) => return Row::Unknown(Why::source()),
            _ => {}
        }
        let is_complete = self.answers.is_complete(self.pack, record);
        match rows {
            0 if is_complete => Row::Unknown(Why::source()),
            _ => {
                let mut why = Why::answers([Slot { field: link, row: *place }]);
                if !is_complete {
                    why.answers.extend(self.presence(record));
                }
                Row::Unknown(why)
            }
        }
    }

    fn only_row(&self, record: Id<Record>) -> Row {
        match (self.answers.rows(self.pack, record), self.answers.is_complete(self.pack, record)) {
            (0, true) => Row::Unknown(Why::source()),
            (0, false) => Row::First,
            (1, true) => Row::At(0),
            (1, false) => Row::Unknown(Why::answers(self.presence(record))),
            _ => Row::Unknown(Why::source()),
        }
    }

    fn field(&self, id: Id<Field>, frames: &Frames) -> Value {
        let Field { kind, record, .. } = *self.pack.fields.at(id);
        if self.pack.records.at(record).presence == Some(id) {
            return self.is_there(record, frames);
        }
        let row = self.row(record, frames);
        if let (FieldKind::Row(to), Row::At(_)) = (kind, &row) {
            return match self.linked(id, to, record, &row) {
                Row::At(row) => Value::place(Some(row), Why::default()),
                Row::Unknown(why) if why == Why::source() => Value::place(Some(NO_ROW), Why::default()),
                row => Value::place(None, self.why_row(to, &row)),
            };
        }
        let least = if let FieldKind::Number { least, .. } = kind { Some(exact(least)) } else { None };
        let Row::At(place) = row else {
            let mut why = self.why_row(record, &row);
            // What is said of the first row says that there is one.
            if row == Row::First {
                why.answers.insert(Slot { field: id, row: 0 });
            }
            return unknown(kind.value_type(), least, why);
        };
        let why = Why::answers([Slot { field: id, row: place }]);
        match self.answers.given.get(&(place, id)) {
            Some(Answer::YesNo(yes)) => Value::truth(Some(*yes), why),
            Some(Answer::Choice(option)) => Value::place(Some(*option), why),
            Some(Answer::Number(Span { low, high })) => {
                Value::number(Interval { low: low.map(exact).or(least), high: high.map(exact) }, why)
            }
            Some(Answer::Date(Span { low, high })) => {
                Value::day(Interval { low: low.map(day), high: high.map(day) }, why)
            }
            _ => unknown(kind.value_type(), least, why),
        }
    }

    fn is_there(&self, record: Id<Record>, frames: &Frames) -> Value {
        let framed = frames.iter().rev().find(|(of, _)| *of == record).map(|(_, row)| row);
        let known = match (framed, self.answers.said(self.pack, record)) {
            (Some(Row::At(_)), _) | (_, Said::Yes) => Some(true),
            (_, Said::No) => Some(false),
            (_, Said::NotAsked | Said::DontKnow) => None,
        };
        Value::truth(known, Why::answers(self.presence(record)))
    }

    /// The rows of a record taken together.
    fn over(&self, over: &Over, frames: &Frames) -> Value {
        let listed = (0..self.answers.rows(self.pack, over.record)).map(Row::At);
        let more = (!self.answers.is_complete(self.pack, over.record)).then_some(Row::Next);
        let rows: Vec<Member> = listed
            .chain(more)
            .map(|row| {
                let is_listed = row != Row::Next;
                let mut inside = frames.clone();
                inside.push((over.record, row));
                let counts =
                    over.only.map_or(Value::truth(Some(true), Why::default()), |only| self.value(only, &inside));
                let of = over.of.map(|of| self.value(of, &inside));
                Member { is_listed, counts, of }
            })
            .filter(|member| member.counts != Value::truth(Some(false), Why::default()))
            .collect();
        let whether_more = Why::answers(self.presence(over.record));
        match over.fold {
            Fold::Sum | Fold::Count => rows
                .into_iter()
                .map(|member| member.adds(&whether_more))
                .fold(Value::number(Interval::exactly(Exact::zero()), Why::default()), |sum, adds| {
                    arithmetic(Arithmetic::Add, sum, adds)
                }),
            Fold::Any => any(rows.into_iter().map(|member| member.instance(true, &whether_more)).collect()),
            Fold::All => {
                let exceptions = rows.into_iter().map(|member| member.instance(false, &whether_more)).collect();
                match any(exceptions) {
                    Value::Truth(known, why) => Value::truth(known.map(|known| !known), why),
                    other => panic!("{other:?}"),
                }
            }
            Fold::Extreme(extreme) => {
                let of = self.pack.type_of(over.of.unwrap()).unwrap();
                extreme_of_rows(extreme, of, rows, &whether_more)
            }
        }
    }

    /// The weakest provenance of the named numbers in an expression.
    pub fn provenance(&self, node: NodeId) -> Provenance {
        let here = self.pack.nodes.at(node);
        let own = if let Node::Named(number) = here {
            self.pack.numbers.at(*number).source.provenance
        } else {
            Provenance::Seen
        };
        here.children().into_iter().fold(own, |weakest, child| weakest.max(self.provenance(child)))
    }
}

type BTreeSlots = std::collections::BTreeSet<Slot>;

/// A row that counts among those of a list, or may.
struct Member {
    is_listed: bool,
    counts: Value,
    of: Option<Value>,
}

impl Member {
    fn is_sure(&self) -> bool {
        self.is_listed && self.counts == Value::truth(Some(true), Why::default())
    }

    /// What this row adds to a sum, or one to a count. Beyond the listed rows there may be none, or any number.
    fn adds(self, whether_more: &Why) -> Value {
        let one = Value::number(Interval::exactly(Exact::one()), Why::default());
        let Value::Number(interval, why) = self.of.clone().unwrap_or(one) else { panic!("a sum of no numbers") };
        let zero = Interval::exactly(Exact::zero());
        if self.is_sure() {
            return Value::Number(interval, why);
        }
        let why = why.and(self.counts.why());
        if self.is_listed {
            return Value::number(interval.hull(zero), why);
        }
        let any_number = Interval {
            low: interval.low.filter(|low| *low >= Exact::zero()).map(|_| Exact::zero()),
            high: interval.high.filter(|high| *high <= Exact::zero()).map(|_| Exact::zero()),
        };
        Value::number(any_number, why.and(whether_more))
    }

    /// Whether this row counts, and its condition holds or does not, as is wanted.
    fn instance(self, wanted: bool, whether_more: &Why) -> Value {
        let holds = match self.of {
            Some(Value::Truth(known, why)) => Value::truth(known.map(|known| known == wanted), why),
            _ => Value::truth(Some(wanted), Why::default()),
        };
        match all(vec![self.counts, holds]) {
            Value::Truth(known, why) if !self.is_listed && known != Some(false) => {
                Value::truth(None, why.and(whether_more))
            }
            truth => truth,
        }
    }
}

/// The least or greatest of the rows that count: over no rows it is not known, and nobody could say it.
fn extreme_of_rows(extreme: Extreme, of: Type, rows: Vec<Member>, whether_more: &Why) -> Value {
    let why_in_doubt = |member: &Member| {
        let counts = member.counts.why();
        if member.is_listed { counts.clone() } else { counts.and(whether_more) }
    };
    if !rows.iter().any(Member::is_sure) {
        // As long as no row is sure to count, nothing is known; a row's value matters once an answer can make one sure.
        let doubts: Vec<_> = rows.iter().map(why_in_doubt).collect();
        let can_be_sure = rows.iter().any(|member| {
            let why = member.counts.why();
            !why.answers.is_empty() || (!member.is_listed && !why.source)
        });
        if !can_be_sure {
            return unknown(of, None, Why::source());
        }
        let values = rows.iter().filter_map(|member| member.of.as_ref()).map(Value::why);
        return unknown(of, None, Why::union(doubts.iter().chain(values)));
    }
    let sure: Vec<Value> =
        rows.iter().filter(|member| member.is_sure()).filter_map(|member| member.of.clone()).collect();
    // Whatever else counts can only go further: it replaces the sure ones, or adds nothing.
    let is_beaten = |member: &Member| {
        !member.is_sure() && sure.iter().any(|sure| beats(extreme, sure, member.of.as_ref().unwrap()))
    };
    let known = extreme_of(extreme, sure.clone());
    let doubtful: Vec<&Member> = rows.iter().filter(|member| !member.is_sure() && !is_beaten(member)).collect();
    if doubtful.is_empty() {
        return known;
    }
    let doubts: Vec<_> = doubtful.iter().map(|member| why_in_doubt(member)).collect();
    let everything: Vec<Value> =
        sure.into_iter().chain(doubtful.iter().filter_map(|member| member.of.clone())).collect();
    let furthest = extreme_of(extreme, everything.clone());
    let why = Why::union(doubts.iter().chain([furthest.why(), known.why()]));
    match (known, furthest) {
        (Value::Number(a, _), Value::Number(b, _)) => Value::number(a.hull(b), why),
        (Value::Day(a, _), Value::Day(b, _)) => Value::day(a.hull(b), why),
        other => panic!("{other:?}"),
    }
}

fn unknown(of: Type, least: Option<Exact>, why: Why) -> Value {
    match of {
        Type::Truth => Value::truth(None, why),
        Type::Number(_) => Value::number(Interval { low: least, high: None }, why),
        Type::Date => Value::day(Interval::ANY, why),
        Type::Choice(_) | Type::Row(_) => Value::place(None, why),
    }
}

/// False wins; then what is unknown; a known part adds nothing.
pub fn all(of: Vec<Value>) -> Value {
    let known = |value: &Value| if let Value::Truth(known, _) = value { *known } else { panic!("{value:?}") };
    if of.iter().any(|value| known(value) == Some(false)) {
        return Value::truth(Some(false), Why::default());
    }
    let is_true = of.iter().all(|value| known(value) == Some(true));
    Value::truth(is_true.then_some(true), Why::union(of.iter().map(Value::why)))
}

/// True wins; then what is unknown.
pub fn any(of: Vec<Value>) -> Value {
    let known = |value: &Value| if let Value::Truth(known, _) = value { *known } else { panic!("{value:?}") };
    if of.iter().any(|value| known(value) == Some(true)) {
        return Value::truth(Some(true), Why::default());
    }
    let is_false = of.iter().all(|value| known(value) == Some(false));
    Value::truth(is_false.then_some(false), Why::union(of.iter().map(Value::why)))
}

fn compare(comparison: Comparison, a: Value, b: Value) -> Value {
    let same = |is_same: bool| is_same == (comparison == Comparison::Equal);
    let known = match (&a, &b) {
        (Value::Number(a, _), Value::Number(b, _)) => a.compare(comparison, *b),
        (Value::Day(a, _), Value::Day(b, _)) => a.compare(comparison, *b),
        // Belonging to no row is nothing that two have in common.
        (Value::Place(Some(a), _), Value::Place(Some(b), _)) => Some(same(a == b && *a != NO_ROW)),
        (Value::Truth(Some(a), _), Value::Truth(Some(b), _)) => Some(same(a == b)),
        _ => None,
    };
    if let (None, Value::Number(x, why_a), Value::Number(y, why_b)) = (known, &a, &b)
        && (is_in_vain(comparison, *x, *y, why_b) || is_in_vain(exchanged(comparison), *y, *x, why_a))
    {
        return Value::truth(None, Why::source());
    }
    Value::truth(known, why_of_two(&a, &b))
}

/// The same comparison, read from right to left.
fn exchanged(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::Greater => Comparison::Less,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::Equal | Comparison::NotEqual => comparison,
    }
}

/// Whether no value of `x` settles the comparison with a `y` that only the source could say.
fn is_in_vain(comparison: Comparison, x: Interval<Exact>, y: Interval<Exact>, why: &Why) -> bool {
    let settles = |value: Exact| Interval::exactly(value).compare(comparison, y).is_some();
    // Far enough below or above all that `y` can be, a comparison is settled.
    let low = x.low.map_or(y.low.is_some(), settles);
    let high = x.high.map_or(y.high.is_some(), settles);
    why.answers.is_empty() && why.source && !low && !high
}

/// Beside something of which nothing can be known, the other side no longer matters.
fn why_of_two(a: &Value, b: &Value) -> Why {
    match [a, b].into_iter().find(|value| value.is_beyond_answers()) {
        Some(value) => value.why().clone(),
        None => a.why().and(b.why()),
    }
}

pub fn arithmetic(operator: Arithmetic, a: Value, b: Value) -> Value {
    let why = why_of_two(&a, &b);
    let (Value::Number(x, why_a), Value::Number(y, why_b)) = (&a, &b) else { panic!("{a:?} {b:?}") };
    match operator {
        Arithmetic::Add => Value::number(x.plus(*y), why),
        Arithmetic::Subtract => Value::number(x.minus(*y), why),
        // Nothing times zero is zero, so either side can still matter.
        Arithmetic::Multiply => Value::number(x.times(*y), why_a.and(why_b)),
        // What can be zero, and cannot be mended by an answer, divides nothing.
        Arithmetic::Divide if y.has_zero() && why_b.answers.is_empty() => Value::number(Interval::ANY, Why::source()),
        Arithmetic::Divide => Value::number(x.over(*y), why),
    }
}

fn moved(operator: Arithmetic, step: Step, date: Value, by: Value) -> Value {
    let why = why_of_two(&date, &by);
    let (Value::Day(days, _), Value::Number(by, _)) = (&date, &by) else { panic!("{date:?} {by:?}") };
    let by = if operator == Arithmetic::Subtract { Interval::exactly(Exact::zero()).minus(*by) } else { *by };
    Value::day(moved_by(*days, step, by), why)
}

/// Whether `a` goes at least as far as `b` whatever the two are.
pub fn beats(extreme: Extreme, a: &Value, b: &Value) -> bool {
    match (extreme, a, b) {
        (Extreme::Min, Value::Number(a, _), Value::Number(b, _)) => b.is_never_less(*a),
        (Extreme::Max, Value::Number(a, _), Value::Number(b, _)) => a.is_never_less(*b),
        (Extreme::Min, Value::Day(a, _), Value::Day(b, _)) => b.is_never_less(*a),
        (Extreme::Max, Value::Day(a, _), Value::Day(b, _)) => a.is_never_less(*b),
        _ => false,
    }
}

/// The least or greatest of several; an operand that another always beats does not matter.
pub fn extreme_of(extreme: Extreme, of: Vec<Value>) -> Value {
    let matters = |place: usize| {
        !of.iter().enumerate().any(|(other, value)| {
            other != place && beats(extreme, value, &of[place]) && (other < place || !beats(extreme, &of[place], value))
        })
    };
    let why = Why::union(of.iter().enumerate().filter(|(place, _)| matters(*place)).map(|(_, value)| value.why()));
    of.iter()
        .cloned()
        .reduce(|a, b| match (extreme, a, b) {
            (Extreme::Min, Value::Number(a, _), Value::Number(b, _)) => Value::number(a.least(b), why.clone()),
            (Extreme::Max, Value::Number(a, _), Value::Number(b, _)) => Value::number(a.greatest(b), why.clone()),
            (Extreme::Min, Value::Day(a, _), Value::Day(b, _)) => Value::day(a.least(b), why.clone()),
            (Extreme::Max, Value::Day(a, _), Value::Day(b, _)) => Value::day(a.greatest(b), why.clone()),
            other => panic!("{other:?}"),
        })
        .unwrap()
}

/// One of two, and it is not known which: what holds of both holds.
fn either(test: &Why, a: Value, b: Value) -> Value {
    // What an answer to the test leads to is the same, and nothing is known of it.
    if a == b && a.why().answers.is_empty() {
        return a;
    }
    let why = Why::union([test, a.why(), b.why()]);
    match (a, b) {
        (Value::Truth(a, _), Value::Truth(b, _)) => Value::truth(a.filter(|_| a == b), why),
        (Value::Place(a, _), Value::Place(b, _)) => Value::place(a.filter(|_| a == b), why),
        (Value::Number(a, _), Value::Number(b, _)) => Value::number(a.hull(b), why),
        (Value::Day(a, _), Value::Day(b, _)) => Value::day(a.hull(b), why),
        other => panic!("{other:?}"),
    }
}
