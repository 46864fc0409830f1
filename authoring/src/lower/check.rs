//! Broken typing rules, in words.

use super::{Lowered, Lowering, Purpose};
use crate::diagnostic::{Code, Diagnostic};
use crate::expression::{Expression, Kind};
use qualify_engine::expression::{Arithmetic, Node, NodeId, Type, TypeError, Wanted};
use qualify_engine::pack::AMOUNT;

impl Lowering<'_, '_> {
    /// The node of the whole expression, if it yields what its place asks for.
    pub(super) fn check_purpose(
        &mut self,
        expression: &Expression,
        lowered: Lowered,
        purpose: Purpose,
    ) -> Option<NodeId> {
        let (is_right, message) = match purpose {
            Purpose::Condition => (lowered.of == Type::Truth, "this must be a condition"),
            Purpose::Amount => (lowered.of == AMOUNT, "an amount must be money"),
            Purpose::Base => (matches!(lowered.of, Type::Number(_)), "this must be a number"),
        };
        if is_right {
            return Some(lowered.id);
        }
        if self.is_mended {
            return None;
        }
        let found = self.builder.describe(lowered.of);
        let diagnostic = Diagnostic::error(Code::Type, self.place(expression), message)
            .with_label(format!("this is {found}"))
            .with_hint(purpose_hint(purpose, &found));
        self.report(diagnostic);
        None
    }

    /// Why `node` has no type, with a caret under the part that is to blame.
    pub(super) fn explain(&self, expression: &Expression, node: &Node, error: TypeError) -> Diagnostic {
        let part = |operand: usize| expression.kind.parts().get(operand).unwrap_or(expression);
        match error {
            TypeError::Operand { operand, wanted, found } => {
                let found = self.builder.describe(found);
                let at = self.place(part(operand));
                Diagnostic::error(Code::Type, at, format!("expected {wanted}, found {found}"))
                    .with_label(format!("this is {found}"))
                    .with_hint(operand_hint(wanted, node, expression))
            }
            TypeError::Unlike { operand, first, found } => self.unlike(expression, node, operand, (first, found)),
            TypeError::NoOrder(of) => {
                let message = format!("{} is neither less nor greater than another", self.builder.describe(of));
                Diagnostic::error(Code::Type, self.place(expression), message)
                    .with_help("only `=` and `!=` compare options and conditions")
            }
            TypeError::Empty => Diagnostic::error(Code::Syntax, self.place(expression), "nothing to choose from"),
            TypeError::Range => {
                Diagnostic::error(Code::Type, self.place(expression), "the units cannot be combined any further")
            }
        }
    }

    fn unlike(&self, whole: &Expression, node: &Node, operand: usize, types: (Type, Type)) -> Diagnostic {
        let (first, found) = (self.builder.describe(types.0), self.builder.describe(types.1));
        let verb = match node {
            Node::Compare(..) => "compared with",
            Node::Arithmetic(Arithmetic::Subtract, ..) => "subtracted from",
            Node::Arithmetic(..) => "added to",
            _ => "put beside",
        };
        let (a, b) = if verb == "compared with" { (&first, &found) } else { (&found, &first) };
        let message = format!("{a} cannot be {verb} {b}");
        // The parts before `operand` are all of the first one's type; those of an `if` start after its test.
        let start = usize::from(matches!(whole.kind, Kind::If(_)));
        let parts = whole.kind.parts();
        let place = |at: usize| self.place(parts.get(at).unwrap_or(whole));
        Diagnostic::error(Code::Type, place(operand), message)
            .with_label(format!("this is {found}"))
            .and(place(start), format!("this is {first}"))
            .with_hint(unlike_hint(&first, &found))
    }
}

fn purpose_hint(purpose: Purpose, found: &str) -> Option<String> {
    let help = match (purpose, found) {
        (Purpose::Condition, _) => "compare it with something, as in `project.total_investment >= 500 万元`",
        (Purpose::Amount, "money × time") => "a yearly rate is written `1.5%/year`",
        (Purpose::Amount, "money per time") => "multiply by how long it is paid, as in `* loan.term`",
        (Purpose::Amount, "money × count") => "write how much there is for one, as in `5 万元/项`",
        (Purpose::Amount, "money × money") => "one of the factors should be a rate, as in `50%`",
        (Purpose::Amount, "a plain number") => "a sum of money is written `500 万元`",
        (Purpose::Amount | Purpose::Base, _) => return None,
    };
    Some(help.to_owned())
}

fn operand_hint(wanted: Wanted, node: &Node, whole: &Expression) -> Option<String> {
    let starts_with_time = matches!(node, Node::Arithmetic(Arithmetic::Add, ..)) && wanted == Wanted::Number;
    let help = match wanted {
        Wanted::Time if matches!(whole.kind, Kind::Arithmetic(Arithmetic::Subtract, _)) => {
            "write `project.completed <= project.started + 3 years` to limit the time between two days"
        }
        Wanted::Time => "a length of time is written `3 years`, `18 months`, `30 days`",
        Wanted::Truth => "`and`, `or`, `not` and `if` join conditions",
        Wanted::Number if starts_with_time => "write the day first, as in `project.started + 3 years`",
        Wanted::Nothing => "`count(loan where …)` counts rows; `sum(loan, …)` adds something up",
        Wanted::Number | Wanted::Choice | Wanted::Ordered => return None,
    };
    Some(help.to_owned())
}

fn unlike_hint(first: &str, found: &str) -> Option<String> {
    let both = [first, found];
    let help = match both {
        _ if both.contains(&"money") && both.contains(&"a plain number") => "a sum of money is written `500 万元`",
        _ if both.contains(&"a yearly rate") && both.contains(&"a plain number") => {
            "a yearly rate is written `1.5%/year`"
        }
        _ if both.contains(&"time") && both.contains(&"days") => {
            "a month has no fixed number of days: write both in months, or both in days"
        }
        _ if both.contains(&"time") && both.contains(&"a plain number") => "a length of time is written `2 years`",
        _ if both.contains(&"money") && both.contains(&"money × time") => "a yearly rate is written `1.5%/year`",
        _ => return None,
    };
    Some(help.to_owned())
}
