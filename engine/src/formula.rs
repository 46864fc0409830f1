//! A formula with the applicant's own numbers in it, as pieces that a caller puts into words.

use crate::evaluate::{Evaluator, Known};
use crate::expression::{Arithmetic, Extreme, Fold, Node, NodeId, Over};
use crate::pack::{FieldKind, Pack};
use crate::rows::Row;
use crate::{Number, TextId, Truth, Unit};

/// One piece of a formula, in reading order.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Dossier, Evaluator, Row, expression::Arithmetic, formula::Piece};
/// let (pack, dossier) = (example(), Dossier::new());
/// let programme = pack.programmes.iter().next().unwrap();
/// let evaluator = Evaluator::new(&pack, &dossier, Date::new(2026, 11, 22).unwrap()).about(programme.about, Row::At(0));
/// let pieces = evaluator.formula(programme.items[0].amount.unwrap());
/// // Principal × rate × the lesser of two terms.
/// assert!(matches!(pieces[..], [Piece::Quantity { .. }, Piece::Sign(Arithmetic::Multiply), ..]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A number, with its name where it has one, and the unit in which it is written.
    Quantity {
        /// The name of the field or of the programme's number.
        label: Option<TextId>,
        /// What is known of it.
        value: Known<Number>,
        /// The unit in which it is written.
        unit: Unit,
    },
    /// `+ − × ÷`
    Sign(Arithmetic),
    /// `min(` or `max(`
    Extreme(Extreme),
    /// `(`
    Open,
    /// `,` between the operands of an extreme.
    Comma,
    /// Between two branches, while it is not known which of them applies.
    Or,
    /// `)`
    Close,
}

impl Evaluator<'_> {
    /// The pieces of a numeric expression. Of an `if`, only the branch that applies is written.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// use qualify_engine::{Date, Evaluator, formula::Piece, write};
    /// let pack = example();
    /// let dossier = answers(&pack, &[("loan.principal", "3000 万元"), ("loan.term", "1 年")]);
    /// let evaluator = Evaluator::new(&pack, &dossier, Date::new(2026, 11, 22).unwrap());
    /// let amount = pack.programmes.iter().next().unwrap().items[0].amount.unwrap();
    /// let numbers = evaluator.formula(amount).into_iter().filter_map(|piece| match piece {
    ///     Piece::Quantity { value, unit, .. } => Some(write::quantity(value.span.exact()?, unit)),
    ///     _ => None,
    /// });
    /// assert_eq!(numbers.collect::<Vec<_>>(), ["3,000 万元", "1.5%/年", "1 年", "2 年"]);
    /// ```
    #[must_use]
    pub fn formula(&self, node: NodeId) -> Vec<Piece> {
        let mut pieces = Vec::new();
        self.write_formula(node, &mut pieces);
        pieces
    }

    fn write_formula(&self, id: NodeId, pieces: &mut Vec<Piece>) {
        match self.pack.nodes.at(id) {
            Node::Arithmetic(operator, a, b) => {
                self.write_operand(*operator, *a, pieces);
                pieces.push(Piece::Sign(*operator));
                self.write_operand(*operator, *b, pieces);
            }
            Node::Extreme(extreme, of) => {
                pieces.push(Piece::Extreme(*extreme));
                for (place, operand) in of.iter().enumerate() {
                    if place > 0 {
                        pieces.push(Piece::Comma);
                    }
                    self.write_formula(*operand, pieces);
                }
                pieces.push(Piece::Close);
            }
            Node::If(test, then, other) => match self.truth(*test) {
                Truth::True => self.write_formula(*then, pieces),
                Truth::False => self.write_formula(*other, pieces),
                Truth::Unknown(_) => {
                    pieces.push(Piece::Open);
                    self.write_formula(*then, pieces);
                    pieces.push(Piece::Or);
                    self.write_formula(*other, pieces);
                    pieces.push(Piece::Close);
                }
            },
            Node::Over(over) if over.fold == Fold::Sum => self.write_rows(over, pieces),
            _ => {
                let (label, unit) = named(self.pack, id);
                pieces.push(Piece::Quantity { label, value: self.number(id), unit });
            }
        }
    }

    /// The sum of the listed rows that may count, in parentheses; a plain zero where there is none.
    fn write_rows(&self, over: &Over, pieces: &mut Vec<Piece>) {
        let start = pieces.len();
        self.each_row(over, &mut |inside, row, counts, _| {
            if row == Row::Next || counts == Truth::False {
                return;
            }
            let is_first = pieces.len() == start;
            pieces.push(if is_first { Piece::Open } else { Piece::Sign(Arithmetic::Add) });
            over.of.into_iter().for_each(|of| inside.write_formula(of, pieces));
        });
        if pieces.len() == start {
            let value = Known::exactly(Number::ZERO);
            pieces.push(Piece::Quantity { label: None, value, unit: Unit::ONE });
        } else {
            pieces.push(Piece::Close);
        }
    }

    /// A sum inside a product, or anything but a plain value after `−` and `÷`, needs parentheses.
    fn write_operand(&self, outer: Arithmetic, id: NodeId, pieces: &mut Vec<Piece>) {
        use Arithmetic::{Add, Divide, Subtract};
        let mut shown = id;
        while let Node::If(test, then, other) = self.pack.nodes.at(shown) {
            match self.truth(*test) {
                Truth::True => shown = *then,
                Truth::False => shown = *other,
                // Both branches are written, in parentheses of their own.
                Truth::Unknown(_) => break,
            }
        }
        let needs = match self.pack.nodes.at(shown) {
            Node::Arithmetic(Add | Subtract, ..) => outer != Add,
            Node::Arithmetic(..) => outer == Divide,
            _ => false,
        };
        if needs {
            pieces.push(Piece::Open);
        }
        self.write_formula(id, pieces);
        if needs {
            pieces.push(Piece::Close);
        }
    }
}

/// What a plain value is called, and the unit in which it is written.
fn named(pack: &Pack, id: NodeId) -> (Option<TextId>, Unit) {
    match pack.nodes.at(id) {
        Node::Number(_, unit) => (None, *unit),
        Node::Field(field) => {
            let field = pack.fields.at(*field);
            match field.kind {
                FieldKind::Number { unit, .. } => (Some(field.label), unit),
                _ => (Some(field.label), Unit::ONE),
            }
        }
        Node::Named(number) => {
            let number = pack.numbers.at(*number);
            (Some(number.label), named(pack, number.value).1)
        }
        _ => (None, Unit::ONE),
    }
}
