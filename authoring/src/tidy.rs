//! Rule files in one order and spacing: keys as in [`crate::shape`], one blank after a colon, no blanks at the ends of lines, no two
//! empty lines together. Comments stay above (or beside) what they are about. What is written in braces stays as it is.

use crate::compile::{Role, role_of, root_folder};
use crate::diagnostic::Diagnostics;
use crate::shape::{self, Holds, Shape};
use crate::source::{FileId, SourceFile, Sources};
use crate::yaml::{self, Entry, Node, Value, Word};
use core::ops::Range;

/// The files as they should be written, in the order of their paths. One that is no YAML, or no rule file, comes back as it is.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::tidy;
/// let files = tidy(&changed(&[("pack.yaml", "id: small\n", ""), ("pack.yaml", "languages:", "id:  small\nlanguages:")]));
/// // The id comes first again, with one blank.
/// assert!(files.iter().any(|file| file.path == "pack.yaml" && file.text.starts_with("id: small\n")));
/// ```
#[must_use]
pub fn tidy(files: &[SourceFile]) -> Vec<SourceFile> {
    let sources = Sources::new(files);
    let root = root_folder(&sources);
    let of = |file: FileId| {
        let text = holds(sources.path(file), root)
            .and_then(|holds| {
                let root = yaml::load(&sources, file, &mut Diagnostics::default())?;
                Some(Page::new(sources.text(file)).write(&root, holds))
            })
            .unwrap_or_else(|| sources.text(file).to_owned());
        SourceFile { path: sources.path(file).to_owned(), text }
    };
    sources.ids().map(of).collect()
}

/// What a file holds, told from where it lies.
fn holds(path: &str, root: &str) -> Option<Holds> {
    Some(match role_of(path, root)? {
        Role::Pack => Holds::One(&shape::PACK),
        Role::Vocabulary => Holds::One(&shape::RECORD),
        Role::Documents => Holds::Named(&shape::DOCUMENT),
        Role::Readings => Holds::Named(&shape::READING),
        Role::Programme => Holds::One(&shape::PROGRAMME),
        Role::Relations => Holds::Named(&shape::RELATION),
        Role::Cases => Holds::One(&shape::CASES),
        Role::Catalogues => Holds::Named(&shape::CATALOGUE),
        Role::Translations => Holds::NamedTexts,
    })
}

/// The lines of a file.
struct Page<'t> {
    text: &'t str,
    lines: Vec<&'t str>,
    /// Where each line starts.
    starts: Vec<usize>,
}

impl<'t> Page<'t> {
    fn new(text: &'t str) -> Self {
        let after = text.match_indices('\n').map(|(place, _)| place.saturating_add(1));
        let starts = core::iter::once(0).chain(after).collect();
        Self { text, lines: text.lines().map(str::trim_end).collect(), starts }
    }

    fn write(&self, root: &Node, holds: Holds) -> String {
        let mut written = String::new();
        let mut was_empty = true;
        for line in self.arranged(0..self.lines.len(), root, holds) {
            if !(line.is_empty() && was_empty) {
                written.push_str(&line);
                written.push('\n');
            }
            was_empty = line.is_empty();
        }
        let mut written = written.trim_end().to_owned();
        written.push('\n');
        written
    }

    /// The lines of a part of the file, which holds this node.
    fn arranged(&self, lines: Range<usize>, node: &Node, holds: Holds) -> Vec<String> {
        match (&node.value, holds) {
            // A catalogue that says nothing of itself is its options.
            (Value::Mapping(_), Holds::One(shape))
                if core::ptr::eq(shape, &raw const shape::CATALOGUE) && node.get("options").is_none() =>
            {
                self.as_they_are(lines)
            }
            (Value::Mapping(entries), Holds::One(shape) | Holds::ScalarOr(shape)) => {
                let of = |name: &str| shape.key(name).map_or(Holds::Answers, |key| key.holds);
                self.mapping(lines, entries, &of, Some(shape))
            }
            (Value::Mapping(entries), Holds::Named(shape) | Holds::NamedTextOr(shape)) => {
                self.mapping(lines, entries, &|_| Holds::One(shape), None)
            }
            (Value::Mapping(entries), Holds::NamedTexts) => self.mapping(lines, entries, &|_| Holds::Text, None),
            (Value::Sequence(items), Holds::List(shape)) => self.sequence(lines, items, shape),
            _ => self.as_they_are(lines),
        }
    }

    fn as_they_are(&self, lines: Range<usize>) -> Vec<String> {
        self.lines.get(lines).unwrap_or_default().iter().map(|line| (*line).to_owned()).collect()
    }

    fn sequence(&self, lines: Range<usize>, items: &[Node], shape: &'static Shape) -> Vec<String> {
        let starts: Vec<_> = items.iter().map(|item| self.line(item.at.span.start as usize)).collect();
        let Some(chunks) = self.chunks(&lines, &starts, None) else { return self.as_they_are(lines) };
        let mut written = self.as_they_are(lines.start..chunks.first().map_or(lines.end, |first| first.start));
        for (chunk, item) in chunks.into_iter().zip(items) {
            written.extend(self.arranged(chunk, item, Holds::One(shape)));
        }
        written
    }

    fn mapping(
        &self,
        lines: Range<usize>,
        entries: &[Entry],
        of: &dyn Fn(&str) -> Holds,
        shape: Option<&'static Shape>,
    ) -> Vec<String> {
        let Some((before, column)) = entries.first().and_then(|first| self.before(&first.key)) else {
            return self.as_they_are(lines);
        };
        let starts: Vec<_> = entries.iter().map(|entry| self.line(entry.key.at.span.start as usize)).collect();
        let Some(chunks) = self.chunks(&lines, &starts, Some(column)) else { return self.as_they_are(lines) };
        let mut written = self.as_they_are(lines.start..chunks.first().map_or(lines.end, |first| first.start));
        let mut parts: Vec<_> = chunks
            .into_iter()
            .zip(entries)
            .map(|(chunk, entry)| (self.entry(chunk, entry, of(&entry.key.text)), entry.key.text.as_str()))
            .collect();
        // The first key stands behind the dash of its list; whichever comes first takes its place.
        if let Some(line) = parts.first_mut().and_then(|(part, _)| part.first_mut()) {
            *line = format!("{}{}", " ".repeat(column), line.get(before.len()..).unwrap_or_default());
        }
        let unsorted: Vec<_> = parts.iter().flat_map(|(part, _)| part.clone()).collect();
        if let Some(shape) = shape {
            parts.sort_by_key(|(_, key)| shape.place(key));
        }
        let mut sorted: Vec<_> = parts.into_iter().flat_map(|(part, _)| part).collect();
        let is_key = |line: &String| !line.trim_start().starts_with('#') && !line.is_empty();
        // A comment cannot stand behind a dash.
        if !before.trim().is_empty() && !sorted.first().is_some_and(is_key) {
            sorted = unsorted;
        }
        if let Some(line) = sorted.first_mut().filter(|_| !before.trim().is_empty()) {
            *line = format!("{before}{}", line.trim_start());
        }
        written.extend(sorted);
        written
    }

    /// One entry of a mapping, with one blank between its key and a value beside it.
    fn entry(&self, chunk: Range<usize>, entry: &Entry, holds: Holds) -> Vec<String> {
        let key = self.line(entry.key.at.span.start as usize);
        let place = key.saturating_sub(chunk.start);
        let mut lines = self.arranged(chunk, &entry.value, holds);
        if let Some(line) = lines.get_mut(place)
            && let Some((name, value)) = line.split_once(": ")
            && name.trim_start_matches([' ', '-']) == entry.key.text
        {
            *line = format!("{name}: {}", value.trim_start());
        }
        lines
    }

    /// What stands before the first key of a mapping on its line, and how wide that is; `None` where it is written in braces.
    fn before(&self, key: &Word) -> Option<(&'t str, usize)> {
        let at = key.at.span.start as usize;
        let before = self.text.get(*self.starts.get(self.line(at))?..at)?;
        before.chars().all(|c| c == ' ' || c == '-').then_some((before, before.len()))
    }

    /// The lines of each part that starts on these lines, with the comments and empty lines above it; `None` where two parts share
    /// a line. Lines before the first part belong to none.
    fn chunks(&self, lines: &Range<usize>, starts: &[usize], column: Option<usize>) -> Option<Vec<Range<usize>>> {
        let is_rising = starts.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
        let (first, last) = (starts.first()?, starts.last()?);
        if !is_rising || *first < lines.start || *last >= lines.end {
            return None;
        }
        let mut begins = vec![*first];
        for pair in starts.windows(2) {
            let [above, start] = pair else { return None };
            let indent = column.or_else(|| self.indent(*start))?;
            let is_above = |line: &usize| {
                self.lines.get(*line).is_some_and(|text| {
                    text.is_empty() || (text.trim_start().starts_with('#') && self.indent(*line) == Some(indent))
                })
            };
            let above = (above.saturating_add(1)..*start).rev().take_while(is_above).count();
            begins.push(start.saturating_sub(above));
        }
        let ends = begins.iter().skip(1).copied().chain([lines.end]);
        Some(begins.iter().copied().zip(ends).map(|(start, end)| start..end).collect())
    }

    fn indent(&self, line: usize) -> Option<usize> {
        let text = self.lines.get(line)?;
        Some(text.len().saturating_sub(text.trim_start().len()))
    }

    /// The line of a place, from 0.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }
}
