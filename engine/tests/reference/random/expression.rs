//! Expressions of any type, no deeper than is asked for.

use super::{
    Author, COUNT, DAYS, ENTERPRISE, LOAN, MONEY, MONTHS, PROJECT, PURPOSES, SIZES, dates, numbers, text, unit,
};
use qualify_engine::expression::{Arithmetic, Comparison, Extreme, Fold, Node, NodeId, Over, Step, Type};
use qualify_engine::pack::{AMOUNT, Field};
use qualify_engine::{Dimension, Id, Unit};

impl Author<'_, '_> {
    /// A field of this type; its leaf, or `None` where all have been used.
    fn field_leaf(&mut self, of: Type) -> Option<NodeId> {
        let fields: Vec<_> = self
            .pack
            .fields
            .entries()
            .filter(|(id, field)| field.kind.value_type() == of && (self.scope.repeats || self.is_fresh(*id)))
            .map(|(id, _)| id)
            .collect();
        if fields.is_empty() {
            return None;
        }
        let field = self.tape.one_of(&fields);
        self.used.push(field);
        Some(self.add(Node::Field(field)))
    }

    /// Whether no other part of the pack depends on this field: all fields of a row depend on whether there is one, and those
    /// of a project on the link to it too.
    fn is_fresh(&self, id: Id<Field>) -> bool {
        let record = self.pack.fields.at(id).record;
        let is_related =
            |used: &Id<Field>| *used == id || (record == LOAN && self.pack.fields.at(*used).record == LOAN);
        let is_presence = self.pack.records.at(record).presence == Some(id);
        record != PROJECT && !is_presence && !self.used.iter().any(is_related)
    }

    fn constant(&mut self, of: Type) -> NodeId {
        if self.scope.unpublished && self.tape.upto(6) == 5 {
            return self.add(Node::Unpublished(of, text()));
        }
        let node = match of {
            Type::Truth => Node::Truth(self.tape.upto(2) == 0),
            Type::Number(dimension) => Node::Number(self.tape.one_of(&numbers()), unit(dimension)),
            Type::Date => match self.tape.upto(3) {
                0 => Node::AsOf,
                _ => Node::Date(self.tape.one_of(&dates())),
            },
            Type::Choice(domain) => Node::Choice(domain, u16::try_from(self.tape.upto(2)).unwrap()),
            Type::Row(record) => Node::Row(record),
        };
        self.add(node)
    }

    fn leaf(&mut self, of: Type) -> NodeId {
        match self.tape.upto(4) {
            0..3 => self.field_leaf(of).unwrap_or_else(|| self.constant(of)),
            _ => self.constant(of),
        }
    }

    pub fn value(&mut self, of: Type, depth: usize) -> NodeId {
        if depth == 0 || self.tape.is_over() {
            return self.leaf(of);
        }
        match of {
            Type::Truth => self.truth(depth),
            Type::Number(dimension) => self.number(dimension, depth),
            Type::Date => self.date(depth),
            Type::Choice(_) if self.tape.upto(4) == 3 => self.either(of, depth),
            Type::Choice(_) | Type::Row(_) => self.leaf(of),
        }
    }

    fn several(&mut self, of: Type, depth: usize) -> Vec<NodeId> {
        let depth = if self.scope.nested || of == Type::Truth { depth - 1 } else { 0 };
        (0..2 + self.tape.upto(2)).map(|_| self.value(of, depth)).collect()
    }

    fn either(&mut self, of: Type, depth: usize) -> NodeId {
        let test = self.truth(depth - 1);
        let then = self.value(of, depth - 1);
        let other = self.value(of, depth - 1);
        self.add(Node::If(test, then, other))
    }

    pub fn truth(&mut self, depth: usize) -> NodeId {
        if depth == 0 || self.tape.is_over() {
            return self.leaf(Type::Truth);
        }
        let node = match self.tape.upto(14) {
            0 | 1 => return self.leaf(Type::Truth),
            2 => Node::Not(self.truth(depth - 1)),
            3 => Node::All(self.several(Type::Truth, depth)),
            4 => Node::Any(self.several(Type::Truth, depth)),
            5 => return self.either(Type::Truth, depth),
            6 => {
                let domain = self.tape.one_of(&[SIZES, PURPOSES]);
                let of = self.leaf(Type::Choice(domain));
                Node::OneOf(of, if domain == SIZES && self.tape.upto(2) == 1 { vec![0, 2] } else { vec![1] })
            }
            7 => {
                let types = [Type::Choice(SIZES), Type::Choice(PURPOSES), Type::Truth, Type::Row(PROJECT)];
                let of = self.tape.one_of(&types[..if self.scope.repeats { 4 } else { 3 }]);
                let comparison = self.tape.one_of(&[Comparison::Equal, Comparison::NotEqual]);
                let a = self.value(of, depth - 1);
                let b = if let Type::Row(record) = of { self.add(Node::Row(record)) } else { self.constant(of) };
                Node::Compare(comparison, a, b)
            }
            8 | 9 => return self.over(Type::Truth, depth),
            10 => self.comparison(Type::Date, depth),
            _ => {
                let unit = self.tape.one_of(&[MONEY, MONEY, Unit::ONE, COUNT, MONTHS, DAYS]);
                self.comparison(Type::Number(unit.dimension()), depth)
            }
        };
        self.add(node)
    }

    fn comparison(&mut self, of: Type, depth: usize) -> Node {
        let comparisons = [
            Comparison::AtLeast,
            Comparison::Equal,
            Comparison::Less,
            Comparison::AtMost,
            Comparison::Greater,
            Comparison::NotEqual,
        ];
        let mut comparison = self.tape.one_of(&comparisons);
        if !self.scope.nested {
            if comparison.is_sameness() {
                comparison = Comparison::AtLeast;
            }
            return Node::Compare(comparison, self.leaf(of), self.constant(of));
        }
        let a = self.value(of, depth - 1);
        let b = if self.tape.upto(2) == 0 { self.constant(of) } else { self.value(of, depth - 1) };
        Node::Compare(comparison, a, b)
    }

    fn number(&mut self, dimension: Dimension, depth: usize) -> NodeId {
        let of = Type::Number(dimension);
        let plain = Type::Number(Dimension::NONE);
        let node = match self.tape.upto(12) {
            0 | 1 => return self.leaf(of),
            2 if dimension == Dimension::MONEY => Node::Named(Id::at(0)),
            2 if dimension == Dimension::NONE => Node::Named(Id::at(1)),
            2 | 3 => Node::Arithmetic(Arithmetic::Add, self.value(of, depth - 1), self.value(of, depth - 1)),
            4 => Node::Arithmetic(Arithmetic::Subtract, self.value(of, depth - 1), self.value(of, depth - 1)),
            5 => Node::Arithmetic(Arithmetic::Multiply, self.value(of, depth - 1), self.value(plain, depth - 1)),
            6 if !self.scope.nested => return self.leaf(of),
            6 if dimension == Dimension::NONE => {
                Node::Arithmetic(Arithmetic::Divide, self.value(AMOUNT, depth - 1), self.value(AMOUNT, depth - 1))
            }
            6 => Node::Arithmetic(Arithmetic::Divide, self.value(of, depth - 1), self.value(plain, depth - 1)),
            7 => Node::Extreme(Extreme::Min, self.several(of, depth)),
            8 => Node::Extreme(Extreme::Max, self.several(of, depth)),
            9 => return self.either(of, depth),
            _ => return self.over(of, depth),
        };
        self.add(node)
    }

    fn date(&mut self, depth: usize) -> NodeId {
        let node = match self.tape.upto(9) {
            0 | 1 => return self.leaf(Type::Date),
            2 => Node::Extreme(Extreme::Min, self.several(Type::Date, depth)),
            3 => Node::Extreme(Extreme::Max, self.several(Type::Date, depth)),
            4 => return self.either(Type::Date, depth),
            5 => return self.over(Type::Date, depth),
            _ => {
                let operator = self.tape.one_of(&[Arithmetic::Add, Arithmetic::Subtract]);
                let step = self.tape.one_of(&[Step::Months, Step::Days]);
                let date = self.value(Type::Date, depth - 1);
                let by = self.value(Type::Number(step.dimension()), depth - 1);
                Node::Move(operator, step, date, by)
            }
        };
        self.add(node)
    }

    /// The rows of a record taken together.
    fn over(&mut self, of: Type, depth: usize) -> NodeId {
        if self.lists == 2 || !self.scope.repeats {
            return self.leaf(of);
        }
        let record = self.tape.one_of(&[LOAN, PROJECT, LOAN, ENTERPRISE]);
        let extreme = [Fold::Extreme(Extreme::Min), Fold::Extreme(Extreme::Max)];
        let fold = match of {
            Type::Truth => self.tape.one_of(&[Fold::Any, Fold::All]),
            Type::Number(Dimension::COUNT) if self.tape.upto(2) == 0 => Fold::Count,
            Type::Number(_) => self.tape.one_of(&[Fold::Sum, Fold::Sum, extreme[0], extreme[1]]),
            _ => self.tape.one_of(&extreme),
        };
        self.lists += 1;
        let only = (self.tape.upto(2) == 1).then(|| self.truth(depth - 1));
        let of =
            (fold != Fold::Count && (fold != Fold::Any || self.tape.upto(4) != 3)).then(|| self.value(of, depth - 1));
        self.lists -= 1;
        self.add(Node::Over(Over { fold, record, only, of }))
    }
}
