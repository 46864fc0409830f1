//! Why a plain value is no dossier.

use crate::Tree;
use qualify_engine::pack::{Field, FieldKind, Record};
use qualify_engine::{AnswerError, EntryError, Id, Pack};

/// Why a plain value is no dossier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoDossier {
    /// Something else than an object.
    #[error("a dossier is an object")]
    NotAnObject,
    /// It does not say of which format it is.
    #[error("the dossier has no format; write \"format\": 1")]
    NoFormat,
    /// It is of a format that is not known here.
    #[error("the dossier has another format than 1")]
    OtherFormat(Tree),
    /// Answers that the pack's fields do not accept.
    #[error("{} answers cannot be accepted", .0.len())]
    Answers(Vec<Problem>),
}

impl NoDossier {
    /// The code by which programs know the reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnObject => "not_an_object",
            Self::NoFormat => "no_format",
            Self::OtherFormat(_) => "other_format",
            Self::Answers(_) => "answers",
        }
    }
}

/// Something in a dossier that cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: `loan[2].term`.
    pub path: String,
    /// The field that it was to answer, where there is such a field.
    pub field: Option<Id<Field>>,
    /// Why.
    pub reason: Reason,
}

/// So many options a message names at most.
const NAMED: usize = 12;

impl Problem {
    /// The reason in words; where an option is none, with those that there are.
    ///
    /// ```
    /// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/../engine/tests/common/example.rs")); } use docs::*;
    /// use qualify_exchange::dossier::{Problem, read_answer};
    /// let pack = example();
    /// let size = pack.field("enterprise.size").unwrap();
    /// let reason = read_answer(&pack, size, &"huge".into()).unwrap_err().into();
    /// let problem = Problem { path: "enterprise.size".to_owned(), field: Some(size), reason };
    /// assert_eq!(problem.message(&pack), "there is no such option; there are small, large");
    /// ```
    #[must_use]
    pub fn message(&self, pack: &Pack) -> String {
        let is_no_option = self.reason.code() == Refusal::from(EntryError::from(AnswerError::NoSuchOption)).code();
        let kind = self.field.and_then(|field| pack.fields.get(field)).map(|it| it.kind);
        let (true, Some(FieldKind::Choice(domain))) = (is_no_option, kind) else { return self.reason.to_string() };
        let options = &pack.domains.at(domain).options;
        let named: Vec<_> = options.iter().take(NAMED).map(|it| it.key.as_str()).collect();
        let more = if options.len() > NAMED { ", …" } else { "" };
        format!("{}; there are {}{more}", self.reason, named.join(", "))
    }
}

/// Why something in a dossier cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The pack has no such record.
    #[error("the pack has no such record")]
    NoSuchRecord,
    /// The record has no such field.
    #[error("the record has no such field")]
    NoSuchField {
        /// The record.
        record: Id<Record>,
    },
    /// Something else than an object, or than what stands for rows.
    #[error("this must be an object of answers{}", if *.may_be_listed { ", a list of such objects, \"none\" or null" } else { "" })]
    NotARecord {
        /// Whether there could be several rows, or none.
        may_be_listed: bool,
    },
    /// More rows than a record can have.
    #[error("there are more rows than a record can have")]
    TooManyRows,
    /// A link to a row that is not listed.
    #[error("there is no row {}; {rows} are listed", row.saturating_add(1))]
    NoSuchRow {
        /// The record that it leads to.
        of: Id<Record>,
        /// The row, counted from 0.
        row: u16,
        /// How many there are.
        rows: u16,
    },
    /// The field does not accept the answer.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl Reason {
    /// The code by which programs know the reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchRecord => "no_such_record",
            Self::NoSuchField { .. } => "no_such_field",
            Self::NotARecord { .. } => "not_a_record",
            Self::TooManyRows => "too_many_rows",
            Self::NoSuchRow { .. } => "no_such_row",
            Self::Refused(refusal) => refusal.code(),
        }
    }
}

/// Why a value is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The engine refused it.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// A range with other keys than `from` and `to`.
    #[error("a range has the keys from and to alone")]
    RangeKey,
    /// A list, or a number with decimals: what went through binary floating point may no longer be the number that was meant.
    #[error("an answer is a text, a whole number, true, false, null or a range")]
    NotText,
}

impl Refusal {
    /// The code by which programs know the reason.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::RangeKey => "range_key",
            Self::NotText => "not_text",
            Self::Entry(error) => match error {
                EntryError::Empty => "empty",
                EntryError::NotANumber => "not_a_number",
                EntryError::OtherUnit => "other_unit",
                EntryError::NotADate => "not_a_date",
                EntryError::NotYesNo => "not_yes_no",
                EntryError::NotAccepted(error) => match error {
                    AnswerError::NoSuchField => "no_such_field",
                    AnswerError::WrongKind => "wrong_kind",
                    AnswerError::NoSuchOption => "no_such_option",
                    AnswerError::NoSuchRow => "no_such_row",
                    AnswerError::TooSmall => "too_small",
                    AnswerError::TooLarge => "too_large",
                    AnswerError::DayOutOfRange => "day_out_of_range",
                    AnswerError::UpsideDown => "upside_down",
                },
            },
        }
    }
}
