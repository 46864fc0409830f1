//! What an enterprise has answered, checked against the pack's fields when it is set.

use crate::pack::{Field, FieldKind, Pack, Record};
use crate::{Date, Id, Number, Span, limits};

/// One answer. A number or a day is a span, so that a rough answer is an answer too; an exact one is a span of one value.
///
/// ```
/// # use qualify_engine::{Answer, Date, Number, Span};
/// // 300 万元 are 300,000,000 分; a rough answer has two ends.
/// let exact = Answer::number(Number::whole(300_000_000));
/// let rough = Answer::Number(Span { low: Some(Number::whole(1)), high: None });
/// assert_eq!((exact.is_exact(), rough.is_exact(), Answer::DontKnow.is_exact()), (true, false, false));
/// assert_eq!(Answer::date(Date::FIRST), Answer::Date(Span::exactly(Date::FIRST)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// Yes or no.
    YesNo(bool),
    /// The option at this place of the field's domain.
    Choice(u16),
    /// A number in base units, or what is known of it.
    Number(Span<Number>),
    /// A day, or what is known of it.
    Date(Span<Date>),
    /// The row of another record that this one belongs to, counted from 0.
    Row(u16),
    /// No row of the other record: it belongs to none.
    NoRow,
    /// "不清楚": asked, and not known.
    DontKnow,
}

impl Answer {
    /// Exactly this number, in base units.
    #[must_use]
    pub fn number(value: Number) -> Self {
        Self::Number(Span::exactly(value))
    }

    /// Exactly this day.
    #[must_use]
    pub fn date(value: Date) -> Self {
        Self::Date(Span::exactly(value))
    }

    /// Whether nothing more can be learnt about it.
    #[must_use]
    pub fn is_exact(self) -> bool {
        match self {
            Self::YesNo(_) | Self::Choice(_) | Self::Row(_) | Self::NoRow => true,
            Self::Number(span) => span.exact().is_some(),
            Self::Date(span) => span.exact().is_some(),
            Self::DontKnow => false,
        }
    }
}

/// Why an answer was not accepted.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Answer, AnswerError, Dossier, Number};
/// let (pack, mut dossier) = (example(), Dossier::new());
/// let mut set = |key, answer| dossier.set(&pack, pack.field(key).unwrap(), answer);
/// assert_eq!(set("loan.principal", Answer::YesNo(true)), Err(AnswerError::WrongKind));
/// assert_eq!(set("loan.principal", Answer::number(Number::whole(-1))), Err(AnswerError::TooSmall));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// There is no such field in the pack.
    #[error("there is no such field")]
    NoSuchField,
    /// A number where a date belongs, and the like.
    #[error("the answer is of another kind than the field")]
    WrongKind,
    /// The domain has no such option.
    #[error("there is no such option")]
    NoSuchOption,
    /// More rows than a record can have, or a second row of what there is only one of.
    #[error("there cannot be such a row")]
    NoSuchRow,
    /// Below what the field accepts.
    #[error("the number is too small")]
    TooSmall,
    /// Above what the field accepts.
    #[error("the number is too large")]
    TooLarge,
    /// Outside the days that the field accepts.
    #[error("the day is out of range")]
    DayOutOfRange,
    /// The low end of a range lies above its high end.
    #[error("the range is upside down")]
    UpsideDown,
}

/// The answers about one enterprise: to a field of the enterprise one, to a field of any other record one a row (each loan, each
/// project). A field is answered, answered with "don't know", or was not asked.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Answer, Number};
/// let pack = example();
/// let (loan, principal) = (pack.fields.at(pack.field("loan").unwrap()).record, pack.field("loan.principal").unwrap());
/// let mut dossier = answers(&pack, &[("loan.principal", "3000 万元")]);
/// // A second loan, of 1 元; whether there are others is not said.
/// dossier.set_at(&pack, principal, 1, Answer::number(Number::whole(100))).unwrap();
/// assert_eq!((dossier.rows(loan), dossier.is_complete(loan)), (2, true));
/// dossier.set_may_be_more(loan, true);
/// assert!(!dossier.is_complete(loan));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dossier {
    /// By field, then by row.
    columns: Vec<Vec<Option<Answer>>>,
    lists: Vec<List>,
}

/// What is said of the rows of one record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct List {
    /// How many rows are kept; they count while the applicant says that there are any.
    rows: u16,
    presence: Presence,
    may_be_more: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Presence {
    #[default]
    NotAsked,
    DontKnow,
    No,
    Yes,
}

impl Dossier {
    /// No answers yet.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// use qualify_engine::{Answer, Dossier};
    /// let (pack, mut dossier) = (example(), Dossier::new());
    /// let private = pack.field("enterprise.private").unwrap();
    /// assert!(dossier.is_empty() && dossier.get(private).is_none());
    /// dossier.set(&pack, private, Answer::DontKnow).unwrap();
    /// assert_eq!((dossier.get(private), dossier.at(private, 0), dossier.len()), (Some(Answer::DontKnow), Some(Answer::DontKnow), 1));
    /// dossier.clear(&pack, private, 0);
    /// assert!(dossier.is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The answer to a field in the first row; `None` when it was not asked.
    #[must_use]
    pub fn get(&self, field: Id<Field>) -> Option<Answer> {
        self.at(field, 0)
    }

    /// The answer to a field in a row, counted from 0; `None` when it was not asked. Answers about rows that the applicant has
    /// said not to exist are kept, and count again when there are such rows.
    #[must_use]
    pub fn at(&self, field: Id<Field>, row: u16) -> Option<Answer> {
        self.columns.get(field.place())?.get(usize::from(row)).copied().flatten()
    }

    /// How many rows there are of a record, as far as is said.
    #[must_use]
    pub fn rows(&self, record: Id<Record>) -> u16 {
        let list = self.list(record);
        if list.presence == Presence::Yes { list.rows } else { 0 }
    }

    /// Whether the rows are all there are; not before it is known whether there are any.
    #[must_use]
    pub fn is_complete(&self, record: Id<Record>) -> bool {
        let list = self.list(record);
        match list.presence {
            Presence::Yes => !list.may_be_more,
            Presence::No => true,
            Presence::NotAsked | Presence::DontKnow => false,
        }
    }

    /// Sets the answer to a field in the first row; see [`Dossier::set_at`].
    ///
    /// # Errors
    /// When the field does not accept the answer; the dossier is then unchanged.
    pub fn set(&mut self, pack: &Pack, field: Id<Field>, answer: Answer) -> Result<(), AnswerError> {
        self.set_at(pack, field, 0, answer)
    }

    /// Sets the answer to a field in a row, counted from 0. Who can say something of a loan has one: where it was not known
    /// whether there is one, this says so ("don't know" does not). A row beyond the last one adds the rows up to it.
    ///
    /// # Errors
    /// When the field does not accept the answer; the dossier is then unchanged.
    pub fn set_at(&mut self, pack: &Pack, field: Id<Field>, row: u16, answer: Answer) -> Result<(), AnswerError> {
        let Field { kind, record, .. } = pack.fields.get(field).ok_or(AnswerError::NoSuchField)?;
        accepts(pack, *kind, answer)?;
        match presence(pack, *record) {
            Some(presence) if presence != field => {
                if row >= limits::ROWS {
                    return Err(AnswerError::NoSuchRow);
                }
                if answer != Answer::DontKnow {
                    self.make_room(*record, presence, row);
                }
            }
            _ if row > 0 => return Err(AnswerError::NoSuchRow),
            Some(_) => self.say_presence(*record, answer),
            None => {}
        }
        self.put(field, row, answer);
        Ok(())
    }

    /// Says whether there may be more rows than those that are listed. Lists are complete unless this is said.
    pub fn set_may_be_more(&mut self, record: Id<Record>, may_be_more: bool) {
        self.list_mut(record).may_be_more = may_be_more;
    }

    /// Adds a row of which nothing is answered yet, and answers its place, counted from 0. With the first one it is said that
    /// there is one.
    ///
    /// # Errors
    /// When there is only one of what the record is about, or there are as many rows as there can be.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
    /// let pack = example();
    /// let (presence, principal) = (pack.field("loan").unwrap(), pack.field("loan.principal").unwrap());
    /// let loan = pack.fields.at(presence).record;
    /// let mut dossier = answers(&pack, &[("loan.principal", "3000 万元")]);
    /// let first = dossier.at(principal, 0);
    /// // The second loan has no answers yet. Without the first one it is the first.
    /// assert_eq!((dossier.add_row(&pack, loan), dossier.rows(loan)), (Ok(1), 2));
    /// dossier.remove_row(&pack, loan, 0);
    /// assert_eq!((dossier.rows(loan), first.is_some(), dossier.at(principal, 0)), (1, true, None));
    /// ```
    pub fn add_row(&mut self, pack: &Pack, record: Id<Record>) -> Result<u16, AnswerError> {
        let presence = presence(pack, record).ok_or(AnswerError::NoSuchRow)?;
        let row = self.rows(record);
        if row >= limits::ROWS {
            return Err(AnswerError::NoSuchRow);
        }
        if row == 0 {
            self.set_at(pack, presence, 0, Answer::YesNo(true))?;
            self.list_mut(record).rows = 1;
        } else {
            self.make_room(record, presence, row);
        }
        Ok(row)
    }

    /// Takes a row out; those after it move up. Links to it are forgotten, and links to later rows follow them.
    pub fn remove_row(&mut self, pack: &Pack, record: Id<Record>, row: u16) {
        if row >= self.rows(record) {
            return;
        }
        for (id, field) in pack.fields.entries().filter(|(_, field)| field.record == record) {
            let is_presence = presence(pack, field.record) == Some(id);
            let column = self.columns.get_mut(id.place()).filter(|column| column.len() > usize::from(row));
            if let Some(column) = column.filter(|_| !is_presence) {
                column.remove(usize::from(row));
            }
        }
        for (id, _) in pack.fields.entries().filter(|(_, field)| field.kind == FieldKind::Row(record)) {
            for answer in self.columns.get_mut(id.place()).into_iter().flatten() {
                *answer = match *answer {
                    Some(Answer::Row(to)) if to == row => None,
                    Some(Answer::Row(to)) if to > row => Some(Answer::Row(to.saturating_sub(1))),
                    other => other,
                };
            }
        }
        let list = self.list_mut(record);
        list.rows = list.rows.saturating_sub(1);
        if list.rows == 0
            && let Some(presence) = presence(pack, record)
        {
            self.clear(pack, presence, 0);
        }
    }

    fn list(&self, record: Id<Record>) -> List {
        self.lists.get(record.place()).copied().unwrap_or_default()
    }

    fn list_mut(&mut self, record: Id<Record>) -> &mut List {
        at_least(&mut self.lists, record.place())
    }

    fn say_presence(&mut self, record: Id<Record>, answer: Answer) {
        let list = self.list_mut(record);
        list.presence = match answer {
            Answer::YesNo(true) => Presence::Yes,
            Answer::YesNo(false) => Presence::No,
            _ => Presence::DontKnow,
        };
        list.rows = list.rows.max(1);
    }

    /// Counts `row` among the rows of a record.
    fn make_room(&mut self, record: Id<Record>, presence: Id<Field>, row: u16) {
        let list = self.list_mut(record);
        list.rows = list.rows.max(row.saturating_add(1));
        if matches!(list.presence, Presence::NotAsked | Presence::DontKnow) {
            list.presence = Presence::Yes;
            self.put(presence, 0, Answer::YesNo(true));
        }
    }

    fn put(&mut self, field: Id<Field>, row: u16, answer: Answer) {
        *at_least(at_least(&mut self.columns, field.place()), usize::from(row)) = Some(answer);
    }

    /// Takes back the answer to a field in a row. Of what says whether there are rows, it takes back that.
    pub fn clear(&mut self, pack: &Pack, field: Id<Field>, row: u16) {
        let slot = self.columns.get_mut(field.place()).and_then(|column| column.get_mut(usize::from(row)));
        let Some(slot) = slot else { return };
        *slot = None;
        let record = pack.fields.get(field).map(|field| field.record);
        if let Some(record) = record.filter(|record| presence(pack, *record) == Some(field)) {
            self.list_mut(record).presence = Presence::NotAsked;
        }
    }

    /// How many fields are answered, "don't know" included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.iter().flatten().flatten().count()
    }

    /// Whether nothing is answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The field that says whether there is a row of this record.
fn presence(pack: &Pack, record: Id<Record>) -> Option<Id<Field>> {
    pack.records.get(record)?.presence
}

/// The entry at `place` of a list that is made long enough for it.
#[expect(clippy::indexing_slicing, reason = "the list was made longer than `place` the line before")]
fn at_least<T: Default + Clone>(list: &mut Vec<T>, place: usize) -> &mut T {
    if list.len() <= place {
        list.resize(place.saturating_add(1), T::default());
    }
    &mut list[place]
}

fn accepts(pack: &Pack, kind: FieldKind, answer: Answer) -> Result<(), AnswerError> {
    match (kind, answer) {
        (_, Answer::DontKnow) | (FieldKind::YesNo, Answer::YesNo(_)) => Ok(()),
        (FieldKind::Choice(domain), Answer::Choice(option)) => {
            let options = pack.domains.get(domain).map_or(0, |domain| domain.options.len());
            if usize::from(option) < options { Ok(()) } else { Err(AnswerError::NoSuchOption) }
        }
        (FieldKind::Number { least, greatest, .. }, Answer::Number(span)) => {
            upright(span)?;
            if [span.low, span.high].into_iter().flatten().any(|end| end < least) {
                return Err(AnswerError::TooSmall);
            }
            if [span.low, span.high].into_iter().flatten().any(|end| end > greatest || !end.is_reasonable()) {
                return Err(AnswerError::TooLarge);
            }
            Ok(())
        }
        (FieldKind::Date { first, last }, Answer::Date(span)) => {
            upright(span)?;
            if [span.low, span.high].into_iter().flatten().any(|end| end < first || end > last) {
                return Err(AnswerError::DayOutOfRange);
            }
            Ok(())
        }
        (FieldKind::Row(_), Answer::NoRow) => Ok(()),
        (FieldKind::Row(_), Answer::Row(row)) if row < limits::ROWS => Ok(()),
        (FieldKind::Row(_), Answer::Row(_)) => Err(AnswerError::NoSuchRow),
        _ => Err(AnswerError::WrongKind),
    }
}

fn upright<T: Copy + Ord>(span: Span<T>) -> Result<(), AnswerError> {
    match (span.low, span.high) {
        (Some(low), Some(high)) if low > high => Err(AnswerError::UpsideDown),
        _ => Ok(()),
    }
}
