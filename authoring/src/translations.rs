//! Translations: what texts are in other languages stands in a tree beside the rules, which mirrors them file by file.
//!
//! `languages/en/programmes/ID.yaml` translates the texts of `programmes/ID.yaml`, and `languages/en/common.yaml` those of any file.

mod figures;
mod write;

use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::Location;
use crate::yaml::{Node, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The folder with one tree a language.
pub(crate) const FOLDER: &str = "languages";
/// The mirror of what several files say.
const COMMON: &str = "common.yaml";
/// What the conversion from the other script is told.
const OVERRIDES: &str = "overrides.yaml";
/// How many titles of a text are looked for in its translation: more than any real text has.
const TITLES: usize = 100;

/// The texts that are written in the pack's own language alone, and what they are in others.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::{SourceFile, compile};
/// let mut files = small_pack();
/// let (path, text) = ("languages/en/pack.yaml".to_owned(), "小政策包: Small pack\n".to_owned());
/// files.push(SourceFile { path, text });
/// let found = compile(&files);
/// // Of all the texts one has a translation.
/// assert_eq!(found.translations.progress("en").0, 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Translations {
    /// The folder of the pack, with its last `/`.
    root: String,
    uses: BTreeMap<Location, Use>,
    trees: BTreeMap<String, Tree>,
    /// By language: what the conversion from the other script is told.
    overrides: BTreeMap<String, Mirror>,
}

/// A text where it stands.
#[derive(Clone, Debug)]
struct Use {
    /// Its file, as seen from the pack.
    file: String,
    text: String,
}

/// The mirrors of one language, by the file that they mirror.
type Tree = BTreeMap<String, Mirror>;

/// The entries of one mirror, in their order.
#[derive(Clone, Debug)]
struct Mirror {
    entries: Vec<Entry>,
    /// Where among them a text stands.
    places: HashMap<String, usize>,
}

impl Mirror {
    fn new(entries: Vec<Entry>) -> Self {
        let places = entries.iter().enumerate().map(|(place, entry)| (entry.text.clone(), place)).collect();
        Self { entries, places }
    }

    fn get(&self, text: &str) -> Option<&Entry> {
        self.places.get(text).and_then(|place| self.entries.get(*place))
    }
}

#[derive(Clone, Debug)]
struct Entry {
    text: String,
    translation: String,
    key_at: Location,
    at: Location,
}

impl Translations {
    pub(crate) fn new(root: &str) -> Self {
        Self { root: root.to_owned(), ..Self::default() }
    }

    /// Notes that a text stands here.
    pub(crate) fn note(&mut self, at: Location, path: &str, text: &str) {
        let file = path.strip_prefix(&self.root).unwrap_or(path).to_owned();
        self.uses.insert(at, Use { file, text: text.to_owned() });
    }

    /// What a text of a file is in a language: its own mirror comes before what is common. Never empty.
    pub(crate) fn find(&self, language: &str, path: &str, text: &str) -> Option<&str> {
        let file = path.strip_prefix(&self.root).unwrap_or(path);
        self.entry(language, file, text).map(|entry| entry.translation.as_str())
    }

    /// The entry that translates a text.
    fn entry(&self, language: &str, file: &str, text: &str) -> Option<&Entry> {
        let tree = self.trees.get(language)?;
        let entries = [file, COMMON].into_iter().filter_map(|name| tree.get(name)?.get(text));
        entries.into_iter().find(|entry| !entry.translation.is_empty())
    }

    /// What is wrong with the translations into a language: texts that have none, entries that belong to no text, and
    /// those that lost a figure or a title.
    #[must_use]
    pub fn check(&self, language: &str) -> Vec<Diagnostic> {
        let mut diagnostics = Diagnostics::default();
        let mut used = BTreeSet::new();
        for (at, Use { file, text }) in &self.uses {
            match self.entry(language, file, text) {
                Some(entry) => drop(used.insert(entry.at)),
                None => diagnostics.push(missing(language, file, text, *at)),
            }
        }
        let tree = self.trees.get(language).into_iter().flatten();
        let said = self.said();
        for (file, entry) in tree.flat_map(|(file, mirror)| mirror.entries.iter().map(move |entry| (file, entry))) {
            if used.contains(&entry.at) {
                losses(language, entry).for_each(|loss| diagnostics.push(loss));
            } else if !said.contains(&(file.as_str(), entry.text.as_str())) {
                diagnostics.push(unused(entry));
            }
        }
        diagnostics.finish()
    }

    /// How many texts have a translation into a language, and how many there are; each counts once a file.
    #[must_use]
    pub fn progress(&self, language: &str) -> (usize, usize) {
        let texts: BTreeSet<_> = self.uses.values().map(|it| (it.file.as_str(), it.text.as_str())).collect();
        let done = texts.iter().filter(|(file, text)| self.entry(language, file, text).is_some()).count();
        (done, texts.len())
    }

    /// Phrases that the conversion into a script is to write otherwise than it would, from `overrides.yaml`.
    pub fn overrides(&self, language: &str) -> impl Iterator<Item = (&str, &str)> {
        let phrases = self.overrides.get(language).into_iter().flat_map(|mirror| &mirror.entries);
        phrases.map(|entry| (entry.text.as_str(), entry.translation.as_str()))
    }

    /// Every text, once, in the order of files and places.
    pub fn texts(&self) -> impl Iterator<Item = (Location, &str)> {
        let mut seen = BTreeSet::new();
        self.uses.iter().map(|(at, it)| (*at, it.text.as_str())).filter(move |(_, text)| seen.insert(*text))
    }

    /// Every text with its file; what is common has the texts of all.
    fn said(&self) -> HashSet<(&str, &str)> {
        let uses = self.uses.values();
        uses.flat_map(|it| [it.file.as_str(), COMMON].map(|file| (file, it.text.as_str()))).collect()
    }
}

fn missing(language: &str, file: &str, text: &str, at: Location) -> Diagnostic {
    let help = if language.starts_with("zh-") {
        "`cargo xtask hant` converts every text anew".to_owned()
    } else {
        format!(
            "translate it in `{FOLDER}/{language}/{file}`, where `qualify translations {language}` puts it with nothing after it"
        )
    };
    let start: String = text.chars().take(20).collect();
    let text = if start.len() < text.len() { format!("{start}…") } else { start };
    Diagnostic::error(Code::MissingTranslation, at, format!("`{text}` is not translated into {language}"))
        .with_help(help)
}

fn unused(entry: &Entry) -> Diagnostic {
    let message = "a translation of what no text says";
    let help = "if the text was changed, change the translation with it and move it there; else delete it";
    let diagnostic = Diagnostic::error(Code::UnusedTranslation, entry.key_at, message).with_help(help);
    Diagnostic { severity: Severity::Warning, ..diagnostic }
}

/// What a translation lacks: figures, and titles of documents, which stay in Chinese in every language.
fn losses(language: &str, entry: &Entry) -> impl Iterator<Item = Diagnostic> {
    let titles = (!language.starts_with("zh")).then(|| titles(&entry.text)).into_iter().flatten();
    let titles = titles.take(TITLES).filter(|title| !entry.translation.contains(title)).map(str::to_owned);
    figures::lost(&entry.text, &entry.translation).into_iter().chain(titles).map(|lost| {
        let message = format!("the translation does not have `{lost}`");
        let diagnostic = Diagnostic::error(Code::LossyTranslation, entry.at, message);
        Diagnostic { severity: Severity::Warning, ..diagnostic }
    })
}

fn titles(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('》').filter_map(|part| part.ends_with('》').then(|| part.get(part.find('《')?..)).flatten())
}

impl Builder<'_> {
    /// Reads the mirror of a file into a language.
    pub(crate) fn read_mirror(&mut self, language: &str, file: &str, root: &Node) {
        let Some(nodes) = self.entries(root, "a file of translations") else { return };
        let mut mirror = Vec::new();
        for node in nodes {
            let translation = match &node.value.value {
                Value::Empty => String::new(),
                _ => match self.scalar(&node.value, "a translation") {
                    Some(word) => word.text,
                    None => continue,
                },
            };
            let (text, key_at, at) = (node.key.text.clone(), node.key.at, node.value.at);
            mirror.push(Entry { text, translation, key_at, at });
        }
        let mirror = Mirror::new(mirror);
        let (language, translations) = (language.to_owned(), &mut self.translations);
        if file == OVERRIDES {
            translations.overrides.insert(language, mirror);
        } else {
            translations.trees.entry(language).or_default().insert(file.to_owned(), mirror);
        }
    }

    /// A text in the other languages of the pack, in their order; empty where it is not translated.
    pub(crate) fn translated(&mut self, at: Location, text: &str) -> Vec<String> {
        let path = self.sources.path(at.file);
        self.translations.note(at, path, text);
        let others = self.texts.languages().iter().skip(1);
        others.map(|language| self.translations.find(language, path, text).unwrap_or_default().to_owned()).collect()
    }

    /// Reports what the declared languages lack.
    pub(crate) fn check_translations(&mut self) {
        if self.diagnostics.has_errors() {
            return;
        }
        let languages = self.texts.languages().iter().skip(1);
        let wrong: Vec<_> = languages.flat_map(|language| self.translations.check(language)).collect();
        wrong.into_iter().for_each(|diagnostic| self.report(diagnostic));
    }
}

/// The language and the mirrored file of a file in [`FOLDER`], from its folder and name: `languages/en/programmes`, `x`.
pub(crate) fn mirrored(folder: &str, stem: &str) -> Option<(String, String)> {
    let inner = folder.strip_prefix(FOLDER)?.strip_prefix('/')?;
    let (language, folder) = inner.split_once('/').unwrap_or((inner, ""));
    let file = if folder.is_empty() { format!("{stem}.yaml") } else { format!("{folder}/{stem}.yaml") };
    Some((language.to_owned(), file))
}
