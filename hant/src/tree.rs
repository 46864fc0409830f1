//! The tree `languages/zh-Hant` of a pack.

use crate::{Converter, Script};
use anyhow::{Context, Result, bail};
use qualify_authoring::{Code, Compilation, SourceFile, compile, one_line};
use std::fs;
use std::path::{Path, PathBuf};

/// The language that is written.
const LANGUAGE: &str = "zh-Hant";
/// The one file of the tree that is written by hand.
const OVERRIDES: &str = "overrides.yaml";

/// A pack, and its texts in traditional characters.
pub struct Tree {
    folder: PathBuf,
    converter: Converter,
    compilation: Compilation,
    files: Vec<SourceFile>,
}

/// What was found or done, in a line for each file or character.
pub type Outcome = Vec<String>;

impl Tree {
    /// Reads a pack and converts its texts.
    ///
    /// # Errors
    /// When files cannot be read, or the rules have errors other than missing translations.
    pub fn of(folder: &Path) -> Result<Self> {
        let mut files = Vec::new();
        read(folder, folder, &mut files)?;
        let compilation = compile(&files);
        let wrong = compilation.diagnostics.iter().find(|it| it.is_error() && it.code != Code::MissingTranslation);
        if let Some(wrong) = wrong {
            bail!("{}\nthe rules have errors; `qualify check` shows them all", one_line(wrong, &compilation.sources));
        }
        let overrides = compilation.translations.overrides(LANGUAGE);
        let overrides = overrides.map(|(before, after)| (before.to_owned(), after.to_owned())).collect();
        let converter = Converter::new(overrides)?;
        let files = compilation.translations.converted(LANGUAGE, |text| converter.convert(text));
        Ok(Self { folder: folder.to_owned(), converter, compilation, files })
    }

    /// What converts, with the overrides of the pack.
    #[must_use]
    pub fn converter(&self) -> &Converter {
        &self.converter
    }

    /// What the tree on disk has otherwise than it should have: files that differ, and those that should not be there.
    ///
    /// # Errors
    /// When files cannot be read.
    pub fn differences(&self) -> Result<Outcome> {
        let changed = self
            .files
            .iter()
            .filter(|file| fs::read_to_string(self.folder.join(&file.path)).ok().as_ref() != Some(&file.text));
        let changed = changed.map(|file| file.path.clone());
        Ok(changed.chain(self.strays()?.iter().map(|path| path.display().to_string())).collect())
    }

    /// Writes the tree; what it should not have is deleted.
    ///
    /// # Errors
    /// When files cannot be written.
    pub fn write(&self) -> Result<Outcome> {
        let written = self.differences()?;
        for file in &self.files {
            let path = self.folder.join(&file.path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
            }
            fs::write(&path, &file.text).with_context(|| path.display().to_string())?;
        }
        for stray in self.strays()? {
            fs::remove_file(&stray).with_context(|| stray.display().to_string())?;
        }
        Ok(written)
    }

    /// Characters of the other script: traditional ones in the rules, simplified ones in what was made of them.
    #[must_use]
    pub fn strangers(&self) -> Outcome {
        let mut found = Vec::new();
        for (at, text) in self.compilation.translations.texts() {
            let sources = &self.compilation.sources;
            let place = || format!("{}:{}", sources.path(at.file), sources.line_and_column(at).0);
            for letter in self.converter.strangers(text, Script::Simplified) {
                found.push(format!("{}: `{letter}` is a traditional character", place()));
            }
            for letter in self.converter.strangers(&self.converter.convert(text), Script::Traditional) {
                found.push(format!("{}: `{letter}` stays a simplified character", place()));
            }
        }
        found
    }

    /// Files of the tree that mirror nothing.
    fn strays(&self) -> Result<Vec<PathBuf>> {
        let tree = self.folder.join("languages").join(LANGUAGE);
        let mut there = Vec::new();
        if tree.is_dir() {
            read(&self.folder, &tree, &mut there)?;
        }
        let overrides = format!("languages/{LANGUAGE}/{OVERRIDES}");
        let is_stray = |file: &&SourceFile| file.path != overrides && !self.files.iter().any(|it| it.path == file.path);
        Ok(there.iter().filter(is_stray).map(|file| self.folder.join(&file.path)).collect())
    }
}

/// Every `.yaml` file of a folder, with its path as seen from `root`.
fn read(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            read(root, &path, files)?;
        } else if path.extension().is_some_and(|it| it == "yaml") {
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let shown = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push(SourceFile { path: shown, text });
        }
    }
    Ok(())
}
