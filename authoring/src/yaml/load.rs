//! From the parser's events to the tree. Iterative: the depth of a file is counted, never felt by the stack.

use super::{Entry, Node, Scalar, Style, Value, Word, trimmed};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::{FILE_BYTES, YAML_DEPTH};
use crate::source::{FileId, Location, Sources, Span};
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};
use std::collections::HashMap;

/// Reads a file. `None` when it is not YAML, or YAML of a kind that cannot be read on; that is then among the diagnostics.
pub(crate) fn load(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let text = sources.text(file);
    let whole = Location { file, span: Span::default() };
    if let Err(diagnostic) = check_text(text, whole) {
        diagnostics.push(diagnostic);
        return None;
    }
    let mut loader = Loader { text, whole, offsets: offsets(text), stack: Vec::new(), root: None, documents: 0 };
    for event in Parser::new_from_str(text) {
        let outcome = match event {
            Ok((event, span)) => {
                let span = loader.span(span.start.index(), span.end.index());
                loader.take(event, span, diagnostics)
            }
            Err(error) => Err(loader.syntax_error(&error)),
        };
        if let Err(diagnostic) = outcome {
            diagnostics.push(diagnostic);
            return None;
        }
    }
    if loader.root.is_none() {
        diagnostics.push(Diagnostic::error(Code::Shape, whole, "the file is empty"));
    }
    loader.root
}

/// What is refused before YAML is looked at.
fn check_text(text: &str, whole: Location) -> Result<(), Diagnostic> {
    if text.len() > FILE_BYTES {
        return Err(Diagnostic::error(Code::Limit, whole, "the file is larger than 1 MiB"));
    }
    let is_refused = |c: char| c.is_control() && !matches!(c, '\n' | '\r');
    let Some((place, found)) = text.char_indices().find(|(_, c)| is_refused(*c)) else { return Ok(()) };
    let at = whole.with(Span::new(place, place.saturating_add(found.len_utf8())));
    Err(if found == '\t' {
        Diagnostic::error(Code::Tab, at, "tabs are not used in rule files").with_help("indent and separate with spaces")
    } else {
        Diagnostic::error(Code::Yaml, at, format!("an invisible control character, U+{:04X}", u32::from(found)))
    })
}

/// The byte at which each character starts, and the end: the parser counts characters.
fn offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(place, _)| place).chain([text.len()]).collect()
}

struct Loader<'t> {
    text: &'t str,
    whole: Location,
    offsets: Vec<usize>,
    stack: Vec<Frame>,
    root: Option<Node>,
    documents: usize,
}

/// A list or mapping that is not complete yet.
enum Frame {
    Sequence { at: Location, items: Vec<Node> },
    Mapping { at: Location, entries: Vec<Entry>, seen: HashMap<String, Location>, key: Option<Key> },
}

/// The key whose value comes next.
enum Key {
    Fresh(Word),
    /// It stood there before, or is no word: its value is read and dropped.
    Refused,
}

impl Loader<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        let byte = |character: usize| self.offsets.get(character).copied().unwrap_or(self.text.len());
        Span::new(byte(start), byte(end))
    }

    fn take(&mut self, event: Event<'_>, span: Span, diagnostics: &mut Diagnostics) -> Result<(), Diagnostic> {
        let at = self.whole.with(span);
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) => {
                self.documents = self.documents.saturating_add(1);
                if self.documents > 1 {
                    return Err(feature(at, "a file holds one document", "split the file at `---`"));
                }
                Ok(())
            }
            Event::Alias(_) => Err(alias(at)),
            Event::Scalar(text, style, anchor, tag) => {
                refuse_properties(at, anchor, tag.is_some())?;
                let node = self.scalar(&text, style, span);
                self.add(node, diagnostics);
                Ok(())
            }
            Event::SequenceStart(anchor, tag) => {
                refuse_properties(at, anchor, tag.is_some())?;
                let at = self.first(at);
                self.open(Frame::Sequence { at, items: Vec::new() }, at)
            }
            Event::MappingStart(anchor, tag) => {
                refuse_properties(at, anchor, tag.is_some())?;
                let at = self.first(at);
                self.open(Frame::Mapping { at, entries: Vec::new(), seen: HashMap::new(), key: None }, at)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(frame) = self.stack.pop() {
                    self.add(frame.close(), diagnostics);
                }
                Ok(())
            }
        }
    }

    /// One character of a list or mapping: its bracket, or the start of its first word.
    fn first(&self, at: Location) -> Location {
        let start = at.span.start as usize;
        let length = self.text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        at.with(Span::new(start, start.saturating_add(length)))
    }

    /// From here to the next blank.
    fn word_at(&self, span: Span) -> Span {
        let start = span.start as usize;
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        Span::new(start, start.saturating_add(length))
    }

    fn open(&mut self, frame: Frame, at: Location) -> Result<(), Diagnostic> {
        if self.stack.len() >= YAML_DEPTH {
            return Err(too_deep(at));
        }
        self.stack.push(frame);
        Ok(())
    }

    fn scalar(&self, text: &str, style: ScalarStyle, span: Span) -> Node {
        let inner = trimmed(self.text, span);
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        let is_quoted = matches!(style, Style::SingleQuoted | Style::DoubleQuoted);
        let quotes = u32::from(is_quoted);
        let inner =
            Span { start: inner.start.saturating_add(quotes), end: inner.end.saturating_sub(quotes).max(inner.start) };
        // In a flow mapping the parser gives a missing value the place of the comma after it.
        let is_empty = style == Style::Plain && text.is_empty();
        let value = if is_empty { Value::Empty } else { Value::Scalar(Scalar { text: text.trim().to_owned(), style }) };
        Node { at: self.whole.with(Span::new(inner.range().start, inner.range().end)), value }
    }

    fn add(&mut self, node: Node, diagnostics: &mut Diagnostics) {
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Frame::Sequence { items, .. }) => items.push(node),
            Some(Frame::Mapping { entries, seen, key, .. }) => match key.take() {
                Some(Key::Fresh(word)) => entries.push(Entry { key: word, value: node }),
                Some(Key::Refused) => {}
                None => *key = Some(read_key(node, seen, diagnostics)),
            },
        }
    }

    fn syntax_error(&self, error: &ScanError) -> Diagnostic {
        let place = error.marker().index();
        let at = self.whole.with(self.span(place, place.saturating_add(1)));
        if error.info().contains("recursion limit") {
            // The parser looks ahead, so its own limit can be met before ours is counted.
            return too_deep(at);
        }
        if error.info().contains("unknown anchor") {
            return alias(self.whole.with(self.word_at(at.span)));
        }
        let (message, help) = in_other_words(error.info());
        Diagnostic::error(Code::Yaml, at, message).with_hint(help.map(str::to_owned))
    }
}

impl Frame {
    fn close(self) -> Node {
        match self {
            Self::Sequence { at, items } => Node { at, value: Value::Sequence(items) },
            Self::Mapping { at, entries, .. } => {
                let first = entries.first().map_or(at, |entry| entry.key.at);
                Node { at: first, value: Value::Mapping(entries) }
            }
        }
    }
}

fn read_key(node: Node, seen: &mut HashMap<String, Location>, diagnostics: &mut Diagnostics) -> Key {
    let Value::Scalar(scalar) = node.value else {
        diagnostics.push(Diagnostic::error(Code::Shape, node.at, "a key is a single word"));
        return Key::Refused;
    };
    if scalar.text == "<<" {
        diagnostics.push(feature(node.at, "merge keys are not used in rule files", "write the keys out"));
        return Key::Refused;
    }
    if let Some(first) = seen.get(&scalar.text) {
        let message = format!("the key `{}` stands twice in one mapping", scalar.text);
        diagnostics.push(Diagnostic::error(Code::DuplicateKey, node.at, message).and(*first, "first here"));
        return Key::Refused;
    }
    seen.insert(scalar.text.clone(), node.at);
    Key::Fresh(Word { text: scalar.text, at: node.at })
}

fn refuse_properties(at: Location, anchor: usize, has_tag: bool) -> Result<(), Diagnostic> {
    if anchor != 0 {
        return Err(feature(at, "anchors are not used in rule files", "a text that starts with `&` needs quotes"));
    }
    if has_tag {
        return Err(feature(at, "tags are not used in rule files", "a text that starts with `!` needs quotes"));
    }
    Ok(())
}

fn alias(at: Location) -> Diagnostic {
    feature(at, "aliases are not used in rule files", "write the value out; a text that starts with `*` needs quotes")
}

fn too_deep(at: Location) -> Diagnostic {
    Diagnostic::error(Code::Limit, at, format!("nested deeper than {YAML_DEPTH}"))
}

fn feature(at: Location, message: &str, help: &str) -> Diagnostic {
    Diagnostic::error(Code::YamlFeature, at, message).with_help(help)
}

/// The parser's message in words that help somebody who is not a programmer.
fn in_other_words(info: &str) -> (String, Option<&'static str>) {
    const KNOWN: &[(&str, &str, Option<&str>)] = &[
        ("quoted scalar, found unexpected end", "the quote that opens here is never closed", None),
        ("invalid indentation in quoted scalar", "the quote that opens here is never closed", None),
        ("mapping values are not allowed", "a second `: ` in one line", Some("a text that contains `: ` needs quotes")),
        ("unexpected character", "a text cannot start with this sign", Some("put the text in quotes")),
        (
            "expected ',' or ']'",
            "the list that opens with `[` is not closed",
            Some("a text with `,` in it needs quotes"),
        ),
        (
            "expected ',' or '}'",
            "the mapping that opens with `{` is not closed",
            Some("a text with `,` in it needs quotes"),
        ),
        ("expected '-' indicator", "this line does not belong to the list above", Some("check the indentation")),
        ("did not find expected key", "this line does not belong to the mapping above", Some("check the indentation")),
        ("could not find expected ':'", "a key without `:`", Some("a key is followed by `: ` and its value")),
        (
            "simple key expect ':'",
            "a line above is no `key: value`",
            Some("after the `:` of a key comes a blank, as in `summary: …`"),
        ),
        ("invalid trailing content", "more words after the closing quote", None),
    ];
    match KNOWN.iter().find(|(part, ..)| info.contains(part)) {
        Some((_, message, help)) => ((*message).to_owned(), *help),
        None => (format!("this is not YAML: {info}"), None),
    }
}
