//! `qualify translations`: the tree of a language, with every text in it.

use crate::check::print_diagnostics;
use crate::error::Failure;
use crate::files;
use crate::loading::read_folder;
use qualify_authoring::{Code, compile};
use std::io::Write;
use std::path::Path;

/// Adds to the tree of a language the texts that it lacks, with nothing after them; what is translated is kept.
pub fn translations(language: &str, folder: &Path) -> Result<(), Failure> {
    let compilation = compile(&read_folder(folder)?);
    // What is missing is about to be written; anything else could hide texts, and their translations would seem unused.
    if compilation.diagnostics.iter().any(|it| it.is_error() && it.code != Code::MissingTranslation) {
        return print_diagnostics(&compilation);
    }
    let mut out = std::io::stdout().lock();
    for file in compilation.translations.updated(language) {
        let path = folder.join(&file.path);
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        if before == file.text {
            continue;
        }
        files::write(&path, &file.text)?;
        writeln!(out, "{}", path.display())?;
    }
    let (done, all) = compilation.translations.progress(language);
    writeln!(out, "{language}: {done} of {all} texts are translated")?;
    Ok(())
}
