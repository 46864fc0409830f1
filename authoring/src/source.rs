//! The files of a pack and places in them. Places are byte ranges; lines and columns are worked out only for people.

use core::ops::Range;

/// One file: its path (with `/`, relative to anything) and its text.
///
/// ```
/// use qualify_authoring::{SourceFile, tidy};
/// let file = SourceFile { path: "pack.yaml".to_owned(), text: "id:   small\n".to_owned() };
/// assert_eq!(tidy(&[file])[0].text, "id: small\n");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path, as it is to be shown.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Which file of [`Sources`].
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::compile;
/// let found = compile(&changed(&[("readings.yaml", "grade: A", "grade: Z")]));
/// assert_eq!(found.sources.path(found.diagnostics[0].primary.file), "readings.yaml");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) u32);

/// A range of bytes of a file, on character boundaries.
///
/// ```
/// use qualify_authoring::Span;
/// let (a, b) = (Span::new(2, 4), Span::new(6, 9));
/// assert_eq!(a.to(b).range(), 2..9);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// From `start` up to, not including, `end`. Files of more than 1 MiB are refused, so 32 bits are ample.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |place| u32::try_from(place).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end.max(start)) }
    }

    /// The least span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span as a range of bytes.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place in a file.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::{Location, compile};
/// assert!(!Location::NOWHERE.is_somewhere());
/// let found = compile(&changed(&[("pack.yaml", "id: small", "id: Small")]));
/// assert!(found.diagnostics[0].primary.is_somewhere());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// Where in it.
    pub span: Span,
}

impl Location {
    /// No place in any file: for what is about the whole pack.
    pub const NOWHERE: Self = Self { file: FileId(u32::MAX), span: Span { start: 0, end: 0 } };

    /// Whether this is a place in a file.
    #[must_use]
    pub fn is_somewhere(self) -> bool {
        self.file != Self::NOWHERE.file
    }

    /// The same file, another span.
    #[must_use]
    pub(crate) fn with(self, span: Span) -> Self {
        Self { span, ..self }
    }
}

/// All the files of one run, in the order of their paths.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::compile;
/// let found = compile(&small_pack());
/// let at = found.places.programme(qualify_engine::Id::at(0));
/// // `id: loan_interest`
/// assert_eq!((found.sources.path(at.file), found.sources.line_and_column(at)), ("programmes/loan_interest.yaml", (1, 5)));
/// assert_eq!(found.sources.excerpt(at), "loan_interest");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    pub(crate) fn new(files: &[SourceFile]) -> Self {
        let mut files = files.to_vec();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..u32::try_from(self.files.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    /// The path of a file; empty for an id of other sources.
    #[must_use]
    pub fn path(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |file| &file.path)
    }

    /// The text of a file; empty for an id of other sources.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |file| &file.text)
    }

    /// The words at a place; empty where there is no such place.
    #[must_use]
    pub fn excerpt(&self, at: Location) -> &str {
        self.text(at.file).get(at.span.range()).unwrap_or_default()
    }

    /// Line and column of a place, both from 1, the column in characters.
    #[must_use]
    pub fn line_and_column(&self, at: Location) -> (usize, usize) {
        let before = self.text(at.file).get(..at.span.start as usize).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count().saturating_add(1);
        let start_of_line = before.rfind('\n').map_or(0, |place| place.saturating_add(1));
        let column = before.get(start_of_line..).unwrap_or_default().chars().count().saturating_add(1);
        (line, column)
    }
}
