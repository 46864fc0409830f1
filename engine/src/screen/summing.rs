//! Turning the sums of a programme into steps.

use crate::Number;
use crate::expression::{Arithmetic, Extreme, Node, NodeId};
use crate::pack::Programme;
use crate::screen::context::Context;
use crate::screen::scale::common_multiple;
use crate::screen::sums::{Join, STACK, Step, is_highest};

/// Whether an item applies.
#[derive(Clone, Copy, Debug)]
pub enum Applies {
    /// Whatever is answered, it does not.
    Never,
    /// Whatever is answered, it does.
    Always,
    /// This gate says so.
    When(u32),
}

/// The sums of a programme.
pub struct SumDraft {
    /// The items with money: the gate that says whether it applies, and how much.
    pub items: Vec<(Option<u32>, Vec<Step>)>,
    pub is_highest: bool,
    pub limit: Vec<Step>,
    pub denominator: i64,
}

/// Steps for an expression: a whole number to be divided by `denominator`.
struct Steps {
    steps: Vec<Step>,
    denominator: i64,
    /// How many values stand on the stack at once.
    depth: usize,
}

/// Denominators beyond this leave too little room in 64 bits.
const LARGEST_DENOMINATOR: i64 = 1_000_000_000;

/// The sums in whole numbers; `None` where that cannot be.
pub fn draft(context: &Context<'_>, programme: &Programme, applies: &[Applies]) -> Option<SumDraft> {
    let mut items = Vec::new();
    let mut denominator = 1;
    for (item, applies) in programme.items.iter().zip(applies) {
        let when = match applies {
            Applies::Never => continue,
            Applies::Always => None,
            Applies::When(gate) => Some(*gate),
        };
        if let Some(amount) = item.amount {
            let steps = steps(context, amount)?;
            denominator = common_multiple(denominator, steps.denominator)?;
            items.push((when, steps));
        }
    }
    let limit = match programme.total_at_most {
        Some(limit) => Some(steps(context, limit)?),
        None => None,
    };
    denominator = common_multiple(denominator, limit.as_ref().map_or(1, |it| it.denominator))?;
    let is_highest = is_highest(programme.together, items.len())?;
    let items: Option<_> = items.into_iter().map(|(when, steps)| Some((when, steps.over(denominator)?))).collect();
    let limit = match limit {
        Some(limit) => limit.over(denominator)?,
        None => Vec::new(),
    };
    (denominator <= LARGEST_DENOMINATOR).then_some(SumDraft { items: items?, is_highest, limit, denominator })
}

impl Steps {
    /// The steps, their result to be divided by `denominator`, a multiple of their own.
    fn over(mut self, denominator: i64) -> Option<Vec<Step>> {
        let by = denominator.checked_div(self.denominator)?;
        if by != 1 {
            self.steps.push(Step::Scale(by));
        }
        let capped = match *self.steps.as_slice() {
            [Step::Field(field), Step::JoinConstant(Join::Min, cap)] => Some(Step::Capped { field, by: 1, cap }),
            [Step::Field(field), Step::Scale(by), Step::JoinConstant(Join::Min, cap)] => {
                Some(Step::Capped { field, by, cap })
            }
            _ => None,
        };
        if let Some(step) = capped {
            self.steps = vec![step];
        }
        (self.depth <= STACK).then_some(self.steps)
    }

    fn joined(mut self, join: Join, mut other: Self) -> Option<Self> {
        let denominator = match join {
            Join::Multiply => self.denominator.checked_mul(other.denominator)?,
            _ => {
                let common = common_multiple(self.denominator, other.denominator)?;
                for steps in [&mut self, &mut other] {
                    let by = common.checked_div(steps.denominator)?;
                    match (steps.steps.as_mut_slice(), by) {
                        (_, 1) => {}
                        ([Step::Constant(value)], by) => *value = value.checked_mul(by)?,
                        (_, by) => steps.steps.push(Step::Scale(by)),
                    }
                }
                common
            }
        };
        match other.steps.as_slice() {
            [Step::Constant(1)] if matches!(join, Join::Multiply) => {}
            [Step::Constant(by @ 1..)] if matches!(join, Join::Multiply) => self.steps.push(Step::Scale(*by)),
            [Step::Constant(value)] => self.steps.push(Step::JoinConstant(join, *value)),
            _ => {
                self.steps.append(&mut other.steps);
                self.steps.push(Step::Join(join));
                self.depth = self.depth.max(other.depth.saturating_add(1));
            }
        }
        (denominator <= LARGEST_DENOMINATOR).then_some(Self { denominator, ..self })
    }

    fn constant(number: Number) -> Option<Self> {
        let (numerator, denominator) = number.parts();
        let numerator = i64::try_from(numerator).ok().filter(|it| *it != i64::MIN && *it != i64::MAX)?;
        Some(Self { steps: vec![Step::Constant(numerator)], denominator: i64::try_from(denominator).ok()?, depth: 1 })
    }
}

fn steps(context: &Context<'_>, node: NodeId) -> Option<Steps> {
    if let Some(number) = context.constant_number(node) {
        return Steps::constant(number);
    }
    match context.pack.nodes.at(node) {
        Node::Field(field) => {
            let field = u32::try_from(field.place()).ok()?;
            Some(Steps { steps: vec![Step::Field(field)], denominator: 1, depth: 1 })
        }
        Node::Arithmetic(operator, a, b) => {
            let join = match operator {
                Arithmetic::Add => Join::Add,
                Arithmetic::Subtract => Join::Subtract,
                Arithmetic::Multiply => Join::Multiply,
                Arithmetic::Divide => {
                    let inverse = Number::ONE.over(context.constant_number(*b)?)?;
                    return steps(context, *a)?.joined(Join::Multiply, Steps::constant(inverse)?);
                }
            };
            match join {
                // A constant is joined in one step when it comes second.
                Join::Add | Join::Multiply if context.is_constant(*a) => joined(context, join, *b, *a),
                _ => joined(context, join, *a, *b),
            }
        }
        Node::Extreme(extreme, of) => {
            let join = if *extreme == Extreme::Min { Join::Min } else { Join::Max };
            let (constants, others): (Vec<NodeId>, Vec<NodeId>) =
                of.iter().copied().partition(|it| context.is_constant(*it));
            let mut parts = others.into_iter().chain(constants).map(|part| steps(context, part));
            let first = parts.next()??;
            parts.try_fold(first, |before, part| before.joined(join, part?))
        }
        _ => None,
    }
}

fn joined(context: &Context<'_>, join: Join, a: NodeId, b: NodeId) -> Option<Steps> {
    steps(context, a)?.joined(join, steps(context, b)?)
}
