//! `qualify fmt`: rule files in one order and spacing.

use crate::error::Failure;
use crate::loading::read_folder;
use qualify_authoring::{Compilation, SourceFile, compile, tidy};
use std::io::Write;
use std::path::Path;

/// Rewrites the files of a folder that are not as they should be written; with `check`, names them and fails. Files that do not compile
/// are left alone, and so is everything if the compiled pack would be another one.
pub fn fmt(folder: &Path, check: bool) -> Result<(), Failure> {
    let files = read_folder(folder)?;
    let before = compile(&files);
    if before.has_errors() {
        return crate::check::print_diagnostics(&before);
    }
    let tidied = tidy(&files);
    let changed: Vec<_> = tidied.iter().filter(|file| !files.contains(file)).collect();
    if !changed.is_empty() && !is_same(&before, &compile(&tidied)) {
        return Err(Failure::OtherPack);
    }
    let mut out = std::io::stdout().lock();
    for SourceFile { path, text } in &changed {
        writeln!(out, "{path}")?;
        if !check {
            let path = folder.join(path);
            std::fs::write(&path, text).map_err(|error| Failure::File { path, error })?;
        }
    }
    if check && !changed.is_empty() { Err(Failure::Untidy { files: changed.len() }) } else { Ok(()) }
}

/// Whether two compilations come to the same rules, words and cases.
fn is_same(a: &Compilation, b: &Compilation) -> bool {
    let cases = |all: &Compilation| -> Vec<_> {
        let parts =
            |case: &qualify_authoring::Case| (case.programme, case.says.clone(), case.dossier.clone(), case.as_of);
        all.cases.iter().map(parts).collect()
    };
    a.pack == b.pack && a.texts == b.texts && a.catalogues == b.catalogues && cases(a) == cases(b)
}
