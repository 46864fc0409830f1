//! The engine of 达标即享 · Qualify: which support programmes apply to an enterprise, how much at most, and why.
//!
//! It is pure: no I/O, no clock, no randomness, no floating point, and nothing in it knows a city. A publisher's rules come in as
//! a compiled [`Pack`], an enterprise's answers as a [`Dossier`], the day as a [`Date`]; [`assess`] answers with [`Finding`]s.

mod assess;
mod availability;
mod check;
mod critical;
mod date;
pub mod diff;
mod dossier;
mod entry;
mod evaluate;
pub mod expression;
mod first_date;
mod form;
pub mod format;
pub mod formula;
pub mod limits;
mod looks;
mod missing;
mod moment;
mod nearest;
mod number;
pub mod pack;
pub mod plan;
mod proof;
pub mod question;
mod reach;
pub mod relation;
mod requirement;
mod rows;
mod screen;
mod settle;
mod span;
mod table;
mod texts;
mod truth;
mod unit;
mod work;
pub mod write;

pub use assess::{Amount, ConditionFinding, Finding, ItemFinding, Verdict, assess, assess_one, assess_programme};
pub use availability::Availability;
pub use date::Date;
pub use dossier::{Answer, AnswerError, Dossier};
pub use entry::{EntryError, NO_ROW, read, read_range};
pub use evaluate::{Evaluator, Known, Outcome};
pub use first_date::{FirstDate, first_date};
pub use looks::Sight;
pub use missing::{Slot, Slots};
pub use moment::{Moment, Time};
pub use nearest::{Change, Distance, Nearest, Way, nearest};
pub use number::Number;
pub use pack::Pack;
pub use plan::{Plan, plan};
pub use proof::{Proof, fields_of, numbers_of, reasons_of};
pub use reach::{Reach, Tiers};
pub use requirement::Requirement;
pub use rows::Row;
pub use screen::{Decision, Desk, Screen};
pub use settle::{Settlement, settle};
pub use span::Span;
pub use table::{Id, Table};
pub use texts::{Part, TextId, Texts};
pub use truth::{Causes, Truth};
pub use unit::{Dimension, Simple, Unit};
