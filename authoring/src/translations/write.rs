//! The tree of a language as files.

use super::{COMMON, Entry, FOLDER, Mirror, Translations, Tree};
use crate::source::SourceFile;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Stands above the translations of what no text says any more.
const LEFT: &str =
    "# What no text says any more. Move what still fits to the text that replaced it, and delete the rest.\n";

impl Translations {
    /// The tree of a language with every text in it: what is translated is kept where it stands, what is not has nothing after it.
    #[must_use]
    pub fn updated(&self, language: &str) -> Vec<SourceFile> {
        let none = Tree::new();
        self.tree(language, self.trees.get(language).unwrap_or(&none), |_| String::new())
    }

    /// The tree of a language with every text converted anew.
    #[must_use]
    pub fn converted(&self, language: &str, convert: impl Fn(&str) -> String) -> Vec<SourceFile> {
        self.tree(language, &Tree::new(), convert)
    }

    fn tree(&self, language: &str, kept: &Tree, fill: impl Fn(&str) -> String) -> Vec<SourceFile> {
        let mut files: BTreeMap<&str, String> = BTreeMap::new();
        for (file, texts) in self.keys(kept) {
            let mirror = kept.get(file);
            for text in arranged(texts, mirror) {
                let entry = mirror.and_then(|mirror| mirror.get(text));
                let translation = entry.map_or_else(|| fill(text), |entry| entry.translation.clone());
                line(files.entry(file).or_default(), text, &translation);
            }
        }
        let said = self.said();
        for (file, mirror) in kept {
            let is_said = |entry: &Entry| said.contains(&(file.as_str(), entry.text.as_str()));
            let left = |entry: &&Entry| !entry.translation.is_empty() && !is_said(entry);
            let mut left = mirror.entries.iter().filter(left).peekable();
            if left.peek().is_some() {
                let text = files.entry(file).or_default();
                text.push_str(LEFT);
                left.for_each(|entry| line(text, &entry.text, &entry.translation));
            }
        }
        let path = |file: &str| format!("{}{FOLDER}/{language}/{file}", self.root);
        files.into_iter().map(|(file, text)| SourceFile { path: path(file), text }).collect()
    }

    /// Each mirror with its texts, in the order of places. A text of several files is common, unless a mirror has it already.
    fn keys<'a>(&'a self, kept: &'a Tree) -> BTreeMap<&'a str, Vec<&'a str>> {
        let mut files: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for it in self.uses.values() {
            files.entry(&it.text).or_default().insert(&it.file);
        }
        let has = |file: &str, text: &str| kept.get(file).is_some_and(|mirror| mirror.get(text).is_some());
        let (mut seen, mut keys) = (HashSet::new(), BTreeMap::<&str, Vec<&str>>::new());
        for it in self.uses.values() {
            let is_common = files.get(it.text.as_str()).is_some_and(|files| files.len() > 1) || has(COMMON, &it.text);
            let file = if is_common && !has(&it.file, &it.text) { COMMON } else { it.file.as_str() };
            if seen.insert((file, it.text.as_str())) {
                keys.entry(file).or_default().push(&it.text);
            }
        }
        keys
    }
}

/// The texts of a mirror in the order in which they are written. What it has already keeps its place, so that a translator's file changes
/// only where something is added, whatever moved in the rules; what is new follows the text after which it stands there.
fn arranged<'a>(texts: Vec<&'a str>, mirror: Option<&'a Mirror>) -> Vec<&'a str> {
    let Some(mirror) = mirror else { return texts };
    let (mut last, mut said, mut new) = (None, HashSet::new(), HashMap::<_, Vec<_>>::new());
    for text in texts {
        if mirror.get(text).is_some() {
            said.insert(text);
            last = Some(text);
        } else {
            new.entry(last).or_default().push(text);
        }
    }
    let kept = mirror.entries.iter().map(|entry| entry.text.as_str()).filter(|text| said.contains(text));
    let kept = core::iter::once(None).chain(kept.map(Some));
    kept.flat_map(|text| text.into_iter().chain(new.remove(&text).unwrap_or_default())).collect()
}

fn line(file: &mut String, text: &str, translation: &str) {
    let (key, value) = (quoted(text), quoted(translation));
    // YAML takes a key without `?` only up to here.
    let line = if key.chars().count() > 1_000 { format!("? {key}\n: {value}\n") } else { format!("{key}: {value}\n") };
    file.push_str(&line);
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
