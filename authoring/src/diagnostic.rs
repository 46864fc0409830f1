//! What is wrong, and where: kept as data until [`crate::render`] puts it into words on a terminal.

use crate::limits::DIAGNOSTICS;
use crate::source::{Location, Sources};

/// How bad it is.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::{Severity, compile};
/// let found = compile(&changed(&[("pack.yaml", "id: small", "id: Small")]));
/// assert!(found.diagnostics[0].severity == Severity::Error && found.pack.is_none());
/// // The worst is the least.
/// assert!(Severity::Error < Severity::Warning && Severity::Warning < Severity::Note);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The pack cannot be compiled.
    Error,
    /// It can, but probably does not say what was meant.
    Warning,
    /// About the run as a whole.
    Note,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What kind of mistake it is. The text of a code never changes once published.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as it is shown: `unknown-field`.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

codes! {
    /// The text is not YAML.
    Yaml = "yaml",
    /// It is YAML of a kind that rule files do not use: anchors, aliases, tags, merge keys, several documents.
    YamlFeature = "yaml-feature",
    /// A tab.
    Tab = "tab",
    /// A key stands twice in one mapping.
    DuplicateKey = "duplicate-key",
    /// One of the counted limits is exceeded.
    Limit = "limit",
    /// A file that is no part of a pack, or whose name does not match its content.
    FileName = "file-name",
    /// A file that every pack needs is missing.
    MissingFile = "missing-file",
    /// A key that means nothing here.
    UnknownKey = "unknown-key",
    /// A key that must be there is not.
    MissingKey = "missing-key",
    /// A list where a word was expected, and the like.
    Shape = "shape",
    /// A word that is not one of those that are possible.
    BadValue = "bad-value",
    /// A name that is not `lower_snake_case`, or is a word of the expression language.
    BadName = "bad-name",
    /// Two things of the same kind have one name.
    DuplicateName = "duplicate-name",
    /// A name that is not declared anywhere.
    UnknownName = "unknown-name",
    /// A field that is not in the vocabulary.
    UnknownField = "unknown-field",
    /// An option that its list does not have.
    UnknownOption = "unknown-option",
    /// A text is missing in one of the pack's languages.
    MissingLanguage = "missing-language",
    /// A language that the pack does not declare.
    UnknownLanguage = "unknown-language",
    /// A text that the tree of one of the pack's languages does not translate.
    MissingTranslation = "missing-translation",
    /// An entry of such a tree that translates what no text says.
    UnusedTranslation = "unused-translation",
    /// A translation without a figure, or without the title of a document, that its text has.
    LossyTranslation = "lossy-translation",
    /// A condition, number or item does not say where it comes from, or says it in two ways.
    Source = "source",
    /// A day that does not exist or is out of range.
    BadDate = "bad-date",
    /// A number that cannot be read or is out of range.
    BadNumber = "bad-number",
    /// Digits grouped by commas.
    Thousands = "thousands",
    /// A unit that is not known.
    UnknownUnit = "unknown-unit",
    /// A unit that does not measure what is asked for.
    WrongUnit = "wrong-unit",
    /// A sign that has no place in expressions.
    Sign = "sign",
    /// An expression that is not complete or has too much in it.
    Syntax = "syntax",
    /// `==`
    DoubleEquals = "double-equals",
    /// `a < b < c`
    ChainedComparison = "chained-comparison",
    /// `if` within `if` without parentheses.
    NestedIf = "nested-if",
    /// An expression whose parts do not go together.
    Type = "type",
    /// A record of which there can be several rows, where nothing says which of them is meant.
    WhichRow = "which-row",
    /// A case that contradicts itself or its programme.
    Case = "case",
    /// A case that does not come out as its author worked it out.
    CaseFails = "case-fails",
    /// A test that never holds.
    Contradiction = "contradiction",
    /// A test that always holds.
    AlwaysTrue = "always-true",
    /// A condition that fails only where another one does.
    IdleCondition = "idle-condition",
    /// A programme that no enterprise can ever qualify for.
    Unsatisfiable = "unsatisfiable",
    /// Tiers between which there are values for which none applies.
    TiersGap = "tiers-gap",
    /// Tiers that apply both for some values.
    TiersOverlap = "tiers-overlap",
    /// Two versions of a programme that hold on the same day.
    VersionsOverlap = "versions-overlap",
    /// A programme that is over and still accepts applications.
    ExpiredOpen = "expired-open",
    /// A field at which no rule looks.
    UnusedField = "unused-field",
    /// A field that has one possible answer.
    OneAnswer = "one-answer",
    /// A threshold that is far from the others of its field.
    UnitSlip = "unit-slip",
    /// More diagnostics than are shown.
    More = "more",
}

/// One finding about the files.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::{Code, compile};
/// let found = compile(&changed(&[("pack.yaml", "name:", "nama:")]));
/// let unknown = found.diagnostics.iter().find(|it| it.code == Code::UnknownKey).unwrap();
/// assert!(unknown.is_error() && unknown.help.as_ref().unwrap().contains("`name`"));
/// assert_eq!(found.sources.excerpt(unknown.primary), "nama");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of mistake.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line: lower case, no final period, the author's words in backticks.
    pub message: String,
    /// The exact words that are wrong; [`Location::NOWHERE`] for what is about no single file.
    pub primary: Location,
    /// A word or two under the primary place; may be empty.
    pub label: String,
    /// Other places that explain it.
    pub labels: Vec<(Location, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(code: Code, at: Location, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            primary: at,
            label: String::new(),
            labels: Vec::new(),
            help: None,
        }
    }

    /// Whether there is no pack because of it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// An error about the whole pack.
    #[must_use]
    pub fn everywhere(code: Code, message: impl Into<String>) -> Self {
        Self::error(code, Location::NOWHERE, message)
    }

    pub(crate) fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    pub(crate) fn and(mut self, at: Location, label: impl Into<String>) -> Self {
        self.labels.push((at, label.into()));
        self
    }

    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the hint when there is one.
    pub(crate) fn with_hint(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }
}

/// The diagnostics of a run, never more than the limit.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    list: Vec<Diagnostic>,
    more: usize,
}

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if self.list.len() < DIAGNOSTICS {
            self.list.push(diagnostic);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// Whether no more are shown. The one that was about to be made is then counted, and nobody need look for its hint:
    /// so a file of nothing but mistakes costs no more time than any other.
    pub(crate) fn is_full(&mut self) -> bool {
        let is_full = self.list.len() >= DIAGNOSTICS;
        self.more = self.more.saturating_add(usize::from(is_full));
        is_full
    }

    /// How many there are, those beyond the limit included.
    pub(crate) fn count(&self) -> usize {
        self.list.len().saturating_add(self.more)
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All of them in the order of files and places, with "and more" at the end when some were left out.
    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        let mut list = self.list;
        list.sort_by_key(|diagnostic| diagnostic.primary);
        list.dedup();
        if self.more > 0 {
            let message = format!("and {} more", self.more);
            list.push(Diagnostic { severity: Severity::Note, ..Diagnostic::everywhere(Code::More, message) });
        }
        list
    }
}

/// `path:line:column: error[code]: message`, one line for tools and tests.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::{compile, one_line};
/// let found = compile(&changed(&[("pack.yaml", "kinds: {", "kinds: { Award: 奖,")]));
/// // The first line is the id, the fifth the kinds.
/// assert!(one_line(&found.diagnostics[0], &found.sources).starts_with("pack.yaml:5:10: error[bad-name]: "));
/// ```
#[must_use]
pub fn one_line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let rest = format!("{kind}[{}]: {}", diagnostic.code.text(), diagnostic.message);
    let at = diagnostic.primary;
    if !at.is_somewhere() {
        return rest;
    }
    let (line, column) = sources.line_and_column(at);
    format!("{}:{line}:{column}: {rest}", sources.path(at.file))
}
