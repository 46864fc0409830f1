//! `qualify fmt`: rule files in one order and spacing.

use crate::error::Failure;
use crate::files;
use crate::loading::read_folder;
use qualify_authoring::{Compilation, SourceFile, compile, tidy};
use std::io::Write;
use std::path::Path;

/// Rewrites the files of a folder that are not as they should be written; with `check`, names them and fails. Files that do not compile
/// are left alone, and so is everything if the compiled pack would be another one.
pub fn fmt(folder: &Path, check: bool) -> Result<(), Failure> {
    let read = read_folder(folder)?;
    let before = compile(&read);
    if before.has_errors() {
        return crate::check::print_diagnostics(&before);
    }
    let tidied = tidy(&read);
    let changed: Vec<_> = tidied.iter().filter(|file| !read.contains(file)).collect();
    if !changed.is_empty() && !is_same(&before, &compile(&tidied)) {
        return Err(Failure::OtherPack);
    }
    let mut out = std::io::stdout().lock();
    for SourceFile { path, text } in &changed {
        writeln!(out, "{path}")?;
        if !check {
            files::write(&folder.join(path), text)?;
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
