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

    /// Every x at which the order of the two can change: where they are equal, and where one of them is not defined; and whether
    /// these are all. Not worked out are the roots of a square (`1/x` meets `x` at 1 and −1), and what leaves the range of numbers.
    pub fn crossings(self, other: Self) -> (Vec<Number>, bool) {
        let all = [self.difference(other).and_then(Line::roots), self.below.roots(), other.below.roots()];
        let is_all = all.iter().all(Option::is_some);
        (all.into_iter().flatten().flatten().collect(), is_all)
    }

    /// What is zero where the two are equal.
    fn difference(self, other: Self) -> Option<Line> {
        if self.below == other.below {
            return self.above.minus(other.above);
        }
        self.above.times(other.below)?.minus(other.above.times(self.below)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(value: i64) -> Form {
        Form::constant(Number::whole(value))
    }

    fn crossings(a: Option<Form>, b: Form) -> Option<(Vec<Number>, bool)> {
        a.map(|a| a.crossings(b))
    }

    fn all(numbers: &[i64]) -> Option<(Vec<Number>, bool)> {
        Some((numbers.iter().copied().map(Number::whole).collect(), true))
    }

    /// 3·x + 4 = 19 at x = 5; 12 / x = 4 at x = 3, and 12 / x is not defined at 0.
    #[test]
    fn a_form_says_where_it_meets_another() {
        let line = Form::combine(Arithmetic::Multiply, whole(3), Form::X)
            .and_then(|it| Form::combine(Arithmetic::Add, it, whole(4)));
        assert_eq!(crossings(line, whole(19)), all(&[5]));
        let share = Form::combine(Arithmetic::Divide, whole(12), Form::X);
        assert_eq!(crossings(share, whole(4)), all(&[3, 0]));
        assert_eq!(crossings(Some(Form::X), Form::X), all(&[]));
    }

    /// x / (x + 6) = 1/4 at x = 2.
    #[test]
    fn a_share_of_itself_has_a_form() {
        let rest = Form::combine(Arithmetic::Add, Form::X, whole(6));
        let share = rest.and_then(|rest| Form::combine(Arithmetic::Divide, Form::X, rest));
        let quarter = Form::combine(Arithmetic::Divide, whole(1), whole(4));
        assert_eq!(crossings(share, quarter.unwrap_or(Form::X)), all(&[2, -6]));
        assert!(Form::combine(Arithmetic::Multiply, Form::X, Form::X).is_none());
    }

    /// 4 / x = x at 2 and −2, which is not worked out; that it is not known must not look like nowhere.
    #[test]
    fn where_a_square_would_be_solved_nothing_is_claimed() {
        let share = Form::combine(Arithmetic::Divide, whole(4), Form::X);
        assert_eq!(crossings(share, Form::X), Some((vec![Number::ZERO], false)));
        // 4 / x = 8 / (x + 1) at 1, and nothing is squared; they are not defined at 0 and −1.
        let next = Form::combine(Arithmetic::Add, Form::X, whole(1));
        let other = next.and_then(|next| Form::combine(Arithmetic::Divide, whole(8), next));
        assert_eq!(crossings(share, other.unwrap_or(Form::X)), all(&[1, 0, -1]));
        // Of parallels it is known: 3·x never meets 3·x + 1.
        let line = Form::combine(Arithmetic::Multiply, whole(3), Form::X);
        let above = line.and_then(|line| Form::combine(Arithmetic::Add, line, whole(1)));
        assert_eq!(crossings(line, above.unwrap_or(Form::X)), all(&[]));
    }
}
