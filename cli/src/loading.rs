//! Packs from disk: a folder of rule files, or a compiled file with its texts beside it.

use crate::error::Failure;
use crate::files;
use qualify_authoring::{Catalogue, Compilation, SourceFile};
use qualify_engine::format::{Loaded, decode_rules, decode_texts};
use qualify_engine::{Pack, Part, Texts};
use std::path::{Path, PathBuf};

/// The language in which the words of rules are printed, unless another one is wanted.
pub const LANGUAGE: &str = "zh-Hans";

/// Every `.yaml` file of a folder, with paths as they are to be shown.
pub fn read_folder(folder: &Path) -> Result<Vec<SourceFile>, Failure> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    if paths.is_empty() {
        return Err(Failure::NoRules(folder.into()));
    }
    paths.sort();
    paths.iter().map(|path| read_rule_file(folder, path)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let fail = |error| Failure::File { path: folder.into(), error };
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        // Links are not followed: a pack is what lies in its folder, and a link could lead round in a circle.
        let kind = entry.file_type().map_err(fail)?;
        if kind.is_dir() {
            collect(&entry.path(), paths)?;
        } else if kind.is_file() && entry.path().extension().is_some_and(|it| it == "yaml" || it == "yml") {
            paths.push(entry.path());
        }
    }
    Ok(())
}

fn read_rule_file(folder: &Path, path: &Path) -> Result<SourceFile, Failure> {
    let text = files::text(path)?;
    let shown = path.strip_prefix(folder).unwrap_or(path);
    Ok(SourceFile { path: shown.to_string_lossy().replace('\\', "/"), text })
}

/// Compiles a folder; prints its diagnostics and fails when there are errors.
pub fn compile_folder(folder: &Path) -> Result<Compilation, Failure> {
    let compilation = qualify_authoring::compile(&read_folder(folder)?);
    crate::check::print_diagnostics(&compilation)?;
    Ok(compilation)
}

/// The rules and the texts of one language, of a compiled file or a folder.
pub fn load(path: &Path, language: &str) -> Result<(Pack, Texts), Failure> {
    load_with_catalogues(path, language).map(|(pack, texts, _)| (pack, texts))
}

/// The same, with what the rule files say of each list of options: a compiled file does not have that.
pub fn load_with_catalogues(path: &Path, language: &str) -> Result<(Pack, Texts, Vec<Catalogue>), Failure> {
    let no_language = |pack: &Pack| Failure::NoLanguage {
        path: path.into(),
        language: language.to_owned(),
        languages: pack.languages.join("、"),
    };
    if path.is_dir() {
        let compilation = compile_folder(path)?;
        let pack = compilation.pack.ok_or_else(|| Failure::NoTexts(path.into()))?;
        let texts = compilation.texts.into_iter().find(|texts| texts.language == language);
        let texts = texts.ok_or_else(|| no_language(&pack))?;
        return Ok((pack, texts, compilation.catalogues));
    }
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |error| Failure::Pack { path, error }
    };
    let Loaded { pack, fingerprint } = decode_rules(&files::bytes(path)?).map_err(fail(path))?;
    if !pack.languages.iter().any(|it| it == language) {
        return Err(no_language(&pack));
    }
    let beside = texts_beside(path, language, Part::All);
    if !beside.exists() {
        return Err(Failure::NoTexts(beside));
    }
    let texts = decode_texts(&files::bytes(&beside)?, Part::All, fingerprint).map_err(fail(&beside))?;
    Ok((pack, texts, Vec::new()))
}

/// Where the texts of a language lie, and the first of them: `beijing.pack` → `beijing.zh-Hans.texts`, `beijing.zh-Hans.first.texts`.
pub fn texts_beside(rules: &Path, language: &str, part: Part) -> PathBuf {
    rules.with_extension(match part {
        Part::All => format!("{language}.texts"),
        Part::First => format!("{language}.first.texts"),
    })
}
