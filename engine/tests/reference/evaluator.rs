//! What an expression yields, by walking its tree, once for every place in which it stands.

mod operators;
mod rows;

use super::answers::{Answers, Said};
use super::calendar::day;
use super::value::{Exact, Interval, Value, Why};
use num_traits::Zero;
pub use operators::{all, any, arithmetic, extreme_of};
use operators::{compare, either, moved, unknown};
use qualify_engine::expression::{Arithmetic, Fold, Node, NodeId, Over};
use qualify_engine::pack::{Field, FieldKind, Provenance, Record};
use qualify_engine::{Answer, Date, Id, Number, Pack, Slot, Span};
use rows::{Member, extreme_of_rows};

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
