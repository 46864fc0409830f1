//! Records that an enterprise has several of: which row is looked at, and what the rows come to together.

use crate::evaluate::{Evaluator, Furthest, Known, Outcome, arithmetic};
use crate::expression::{Arithmetic, Extreme, Fold, Over, Type};
use crate::pack::{Field, FieldKind, Record};
use crate::{Answer, Causes, Id, Number, Slot, Span, Truth};

/// Which row of a record is looked at.
///
/// ```
/// # use qualify_engine::{Causes, Row};
/// assert_eq!(Row::At(2).place(), Ok(2));
/// // An answer can tell of another row; of none at all there is nothing to tell.
/// assert_eq!((Row::Next.place(), Row::Absent.place()), (Err(Causes::APPLICANT), Err(Causes::SOURCE)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// This one, counted from 0.
    At(u16),
    /// One that the applicant has not listed, of a record of which there may be (more) rows.
    Next,
    /// None: there is no such row, or this one belongs to none.
    Absent,
    /// Not known before this is answered: to which row another belongs, or whether there are (more) rows.
    ByLink(Slot),
    /// One of those listed, and nothing says which.
    Ambiguous,
}

impl Row {
    /// The place of the row, or why it is not known.
    ///
    /// # Errors
    /// The causes.
    pub const fn place(self) -> Result<u16, Causes> {
        match self {
            Self::At(row) => Ok(row),
            Self::Next | Self::ByLink(_) => Err(Causes::APPLICANT),
            Self::Absent | Self::Ambiguous => Err(Causes::SOURCE),
        }
    }
}

/// A row that is looked at, inside of those that were looked at before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'a> {
    pub record: Id<Record>,
    pub row: Row,
    pub outer: Option<&'a Frame<'a>>,
}

impl Evaluator<'_> {
    /// The rows for which a programme about this record is assessed: each one listed; one to come while none is; otherwise
    /// [`Row::Absent`], once.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// use qualify_engine::{Date, Evaluator, Row};
    /// let pack = example();
    /// let dossier = answers(&pack, &[("loan.principal", "1 元")]);
    /// let loan = pack.fields.at(pack.field("loan").unwrap()).record;
    /// let evaluator = Evaluator::new(&pack, &dossier, Date::new(2026, 11, 22).unwrap());
    /// assert_eq!(evaluator.subjects(loan).collect::<Vec<_>>(), [Row::At(0)]);
    /// assert_eq!(evaluator.about(loan, Row::At(0)).row_of(loan), Row::At(0));
    /// ```
    pub fn subjects(&self, record: Id<Record>) -> impl Iterator<Item = Row> + use<> {
        let rows = self.rows(record);
        let stand_in = match rows {
            0 if self.dossier.is_complete(record) => Some(Row::Absent),
            0 => Some(Row::Next),
            _ => None,
        };
        (0..rows).map(Row::At).chain(stand_in)
    }

    /// How many rows are listed; of the enterprise there is one.
    fn rows(&self, record: Id<Record>) -> u16 {
        if self.is_single(record) { 1 } else { self.dossier.rows(record) }
    }

    fn is_single(&self, record: Id<Record>) -> bool {
        self.pack.records.at(record).presence.is_none()
    }

    /// The row of a record that is meant here: the one that a list or the programme is about, or else the one to which that
    /// row belongs, or else the only one.
    #[must_use]
    pub fn row_of(&self, record: Id<Record>) -> Row {
        if self.is_single(record) {
            return Row::At(0);
        }
        if let Some(frame) = self.frames().find(|frame| frame.record == record) {
            return frame.row;
        }
        let link = self.link_to(record);
        link.map_or_else(|| self.only_row(record), |link| self.linked(link, record))
    }

    /// The link by which a row that is looked at belongs to a row of this record.
    pub(crate) fn link_to(&self, record: Id<Record>) -> Option<Id<Field>> {
        self.frames().find_map(|frame| self.link(frame.record, record))
    }

    /// The field by which a row of one record points at a row of the other.
    fn link(&self, from: Id<Record>, to: Id<Record>) -> Option<Id<Field>> {
        let mut links = self.pack.records.at(from).links.iter().copied();
        links.find(|link| self.pack.fields.at(*link).kind == FieldKind::Row(to))
    }

    /// Whether the row of a record that is meant here is one to come of a list: nothing can be asked of it yet.
    pub(crate) fn is_to_come(&self, record: Id<Record>) -> bool {
        self.lists().find(|frame| frame.record == record).is_some_and(|frame| frame.row == Row::Next)
    }

    /// The row at which a link points. Unanswered, it is not assumed to be the only one there is: a loan need not belong to any
    /// project.
    pub(crate) fn linked(&self, link: Id<Field>, record: Id<Record>) -> Row {
        let owner = self.pack.fields.at(link).record;
        let row = match self.row_of(owner) {
            Row::At(row) => row,
            Row::Next => return self.when_listed(owner),
            other => return other,
        };
        let rows = self.dossier.rows(record);
        match self.dossier.at(link, row) {
            Some(Answer::Row(to)) if to < rows => Row::At(to),
            Some(Answer::NoRow) => Row::Absent,
            _ if rows == 0 && self.dossier.is_complete(record) => Row::Absent,
            _ => Row::ByLink(Slot { field: link, row }),
        }
    }

    fn only_row(&self, record: Id<Record>) -> Row {
        match (self.dossier.rows(record), self.dossier.is_complete(record)) {
            (0, true) => Row::Absent,
            (0, false) => Row::Next,
            (1, true) => Row::At(0),
            (1, false) => self.when_listed(record),
            _ => Row::Ambiguous,
        }
    }

    /// Not known before it is said whether there are (more) rows of a record.
    fn when_listed(&self, record: Id<Record>) -> Row {
        self.pack.records.at(record).presence.map_or(Row::Ambiguous, |field| Row::ByLink(Slot { field, row: 0 }))
    }

    /// Whether there are rows of a record.
    pub(crate) fn is_there(&self, record: Id<Record>) -> Truth {
        match (self.dossier.rows(record), self.dossier.is_complete(record)) {
            (0, true) => Truth::False,
            (0, false) => Truth::Unknown(Causes::APPLICANT),
            _ => Truth::True,
        }
    }

    /// What the rows of a record come to. Where the list may be incomplete, a row that is not listed counts as far as it could
    /// change the result.
    pub(crate) fn over(&self, over: &Over) -> Outcome {
        match over.fold {
            Fold::Sum | Fold::Count => {
                let mut total = Known::exactly(Number::ZERO);
                self.each_row(over, &mut |_, row, counts, value| {
                    total = arithmetic(Arithmetic::Add, total, summand(row, counts, value));
                });
                Outcome::Number(total)
            }
            Fold::Any => Outcome::Truth(self.any_row(over)),
            Fold::All => Outcome::Truth(self.any_row(over).negate()),
            Fold::Extreme(extreme) => self.extreme_of_rows(over, extreme),
        }
    }

    /// Whether a row counts and holds; for [`Fold::All`], whether one counts and does not hold.
    fn any_row(&self, over: &Over) -> Truth {
        let mut any = Truth::False;
        self.each_row(over, &mut |_, row, counts, value| any = any.or(instance(over.fold, row, counts, value)));
        any
    }

    fn extreme_of_rows(&self, over: &Over, extreme: Extreme) -> Outcome {
        let (mut sure, mut all) = (Furthest::new(extreme), Furthest::new(extreme));
        let mut doubts = Causes::NONE;
        self.each_row(over, &mut |_, row, counts, value| {
            if counts == Truth::False {
                return;
            }
            let mut doubt = counts.causes();
            if row == Row::Next && !doubt.include(Causes::SOURCE) {
                doubt = Causes::APPLICANT;
            }
            if row != Row::Next && counts == Truth::True {
                sure.add(value, Causes::NONE);
            } else {
                doubts = doubts | doubt;
            }
            all.add(value, doubt);
        });
        sure.or_as_far_as(&all).unwrap_or_else(|| {
            let of = over.of.and_then(|of| self.pack.type_of(of)).unwrap_or(Type::Truth);
            // Over no rows at all it is nothing that could be compared.
            Outcome::unknown(of, if doubts.is_none() { Causes::SOURCE } else { doubts })
        })
    }

    /// Shows `visit` every listed row, and one to come where there may be more: whether it counts, and what is taken of it.
    pub(crate) fn each_row(&self, over: &Over, visit: &mut dyn FnMut(&Evaluator<'_>, Row, Truth, Outcome)) {
        let may_be_more = !self.is_single(over.record) && !self.dossier.is_complete(over.record);
        let next = may_be_more.then_some(Row::Next);
        for row in (0..self.rows(over.record)).map(Row::At).chain(next) {
            let frame = self.frame(over.record, row);
            let inside = self.within(&frame);
            let counts = over.only.map_or(Truth::True, |only| inside.truth(only));
            let value = over.of.filter(|_| counts != Truth::False).map(|of| inside.outcome(of));
            visit(&inside, row, counts, value.unwrap_or(Outcome::Truth(Truth::True)));
        }
    }
}

/// What a row adds to a sum, or 1 to a count. Rows that are not listed may be none or any number.
pub(crate) fn summand(row: Row, counts: Truth, value: Outcome) -> Known<Number> {
    let zero = Known::exactly(Number::ZERO);
    let value = if let Outcome::Number(value) = value { value } else { Known::exactly(Number::ONE) };
    match (row, counts) {
        (_, Truth::False) => zero,
        (Row::Next, _) => {
            let Span { low, high } = value.span;
            let span = Span {
                low: low.filter(|low| *low >= Number::ZERO).map(|_| Number::ZERO),
                high: high.filter(|high| *high <= Number::ZERO).map(|_| Number::ZERO),
            };
            Known::new(span, value.causes | counts.causes() | Causes::APPLICANT)
        }
        (_, Truth::True) => value,
        (_, Truth::Unknown(causes)) => Known::new(value.span.hull(zero.span), value.causes | causes),
    }
}

/// Whether a row is one that is looked for: one that counts and holds, for [`Fold::All`] one that counts and does not hold.
pub(crate) fn instance(fold: Fold, row: Row, counts: Truth, value: Outcome) -> Truth {
    let holds = if let Outcome::Truth(holds) = value { holds } else { Truth::True };
    let is_one = counts.and(if fold == Fold::All { holds.negate() } else { holds });
    match (row, is_one) {
        (Row::Next, Truth::True | Truth::Unknown(_)) => Truth::Unknown(is_one.causes() | Causes::APPLICANT),
        _ => is_one,
    }
}
