//! How a number depends on one unknown x, exactly: `(a + b·x) / (c + d·x)`.

use crate::Number;
use crate::expression::Arithmetic;

/// `at_zero + slope · x`
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    at_zero: Number,
    slope: Number,
}

impl Line {
    const ONE: Self = Self { at_zero: Number::ONE, slope: Number::ZERO };

    fn plus(self, other: Self) -> Option<Self> {
        Some(Self { at_zero: self.at_zero.plus(other.at_zero)?, slope: self.slope.plus(other.slope)? })
    }

    fn minus(self, other: Self) -> Option<Self> {
        Some(Self { at_zero: self.at_zero.minus(other.at_zero)?, slope: self.slope.minus(other.slope)? })
    }

    /// The product, while it is a line.
    fn times(self, other: Self) -> Option<Self> {
        let (factor, line) = match (self.slope.is_zero(), other.slope.is_zero()) {
            (true, _) => (self.at_zero, other),
            (_, true) => (other.at_zero, self),
            _ => return None,
        };
        Some(Self { at_zero: line.at_zero.times(factor)?, slope: line.slope.times(factor)? })
    }

    /// Where it is zero: nowhere or everywhere, when it does not depend on x. `None` where that leaves the range of numbers.
    fn roots(self) -> Option<Vec<Number>> {
        if self.slope.is_zero() {
            return Some(Vec::new());
        }
        Some(vec![Number::ZERO.minus(self.at_zero)?.over(self.slope)?])
    }
}

/// One line over another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Form {
    above: Line,
    below: Line,
}

impl Form {
    /// The unknown itself.
    pub const X: Self = Self { above: Line { at_zero: Number::ZERO, slope: Number::ONE }, below: Line::ONE };

    pub const fn constant(value: Number) -> Self {
        Self { above: Line { at_zero: value, slope: Number::ZERO }, below: Line::ONE }
    }

    /// The value, when it does not depend on x.
    pub fn value(self) -> Option<Number> {
        let is_constant = self.above.slope.is_zero() && self.below.slope.is_zero();
        is_constant.then(|| self.above.at_zero.over(self.below.at_zero)).flatten()
    }

    /// One of the four rules; `None` where the result has another form or leaves the range of numbers.
    pub fn combine(operator: Arithmetic, a: Self, b: Self) -> Option<Self> {
        match operator {
            Arithmetic::Add => a.joined(b, Line::plus),
            Arithmetic::Subtract => a.joined(b, Line::minus),
            Arithmetic::Multiply => Some(Self { above: a.above.times(b.above)?, below: a.below.times(b.below)? }),
            Arithmetic::Divide => Some(Self { above: a.above.times(b.below)?, below: a.below.times(b.above)? }),
        }
    }

    fn joined(self, other: Self, join: fn(Line, Line) -> Option<Line>) -> Option<Self> {
        if self.below == other.below {
            return Some(Self { above: join(self.above, other.above)?, below: self.below });
        }
        let above = join(self.above.times(other.below)?, other.above.times(self.below)?)?;
        Some(Self { above, below: self.below.times(other.below)? })
    }

    /// Every x at which the order of the two can change: where they are equal, and where one of them is not defined. `None` where
    /// these are not to be had: the roots of a square (`1/x` meets `x` at 1 and −1), or beyond the range of numbers.
    pub fn crossings(self, other: Self) -> Option<Vec<Number>> {
        let equal = Self::combine(Arithmetic::Subtract, self, other)?.above.roots()?;
        Some([equal, self.below.roots()?, other.below.roots()?].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(value: i64) -> Form {
        Form::constant(Number::whole(value))
    }

    fn crossings(a: Option<Form>, b: Form) -> Option<Vec<Number>> {
        a.and_then(|a| a.crossings(b))
    }

    /// 3·x + 4 = 19 at x = 5; 12 / x = 4 at x = 3, and 12 / x is not defined at 0.
    #[test]
    fn a_form_says_where_it_meets_another() {
        let line = Form::combine(Arithmetic::Multiply, whole(3), Form::X)
            .and_then(|it| Form::combine(Arithmetic::Add, it, whole(4)));
        assert_eq!(crossings(line, whole(19)), Some(vec![Number::whole(5)]));
        let share = Form::combine(Arithmetic::Divide, whole(12), Form::X);
        assert_eq!(crossings(share, whole(4)), Some(vec![Number::whole(3), Number::ZERO]));
        assert_eq!(crossings(Some(Form::X), Form::X), Some(Vec::new()));
    }

    /// x / (x + 6) = 1/4 at x = 2.
    #[test]
    fn a_share_of_itself_has_a_form() {
        let rest = Form::combine(Arithmetic::Add, Form::X, whole(6));
        let share = rest.and_then(|rest| Form::combine(Arithmetic::Divide, Form::X, rest));
        let quarter = Form::combine(Arithmetic::Divide, whole(1), whole(4));
        assert_eq!(crossings(share, quarter.unwrap_or(Form::X)), Some(vec![Number::whole(2), Number::whole(-6)]));
        assert!(Form::combine(Arithmetic::Multiply, Form::X, Form::X).is_none());
    }

    /// 4 / x = x at 2 and −2, which is not worked out; that it is not known must not look like nowhere.
    #[test]
    fn where_a_square_would_be_solved_nothing_is_claimed() {
        let share = Form::combine(Arithmetic::Divide, whole(4), Form::X);
        assert_eq!(crossings(share, Form::X), None);
        // Of parallels it is known: 3·x never meets 3·x + 1.
        let line = Form::combine(Arithmetic::Multiply, whole(3), Form::X);
        let above = line.and_then(|line| Form::combine(Arithmetic::Add, line, whole(1)));
        assert_eq!(crossings(line, above.unwrap_or(Form::X)), Some(Vec::new()));
    }
}
