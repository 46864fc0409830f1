//! `qualify check`: all diagnostics of a folder.

use crate::error::{Failure, plural};
use crate::loading::read_folder;
use qualify_authoring::{Compilation, Severity, lint, render};
use qualify_engine::Date;
use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::Path;

/// Prints what is wrong with a folder, the cases that do not come out and what the lints find included; fails when there are errors.
/// With `strict`, warnings are errors.
pub fn check(folder: &Path, language: Option<&str>, as_of: Date, strict: bool) -> Result<(), Failure> {
    let files = read_folder(folder)?;
    let mut compilation = qualify_authoring::compile(&files);
    if let Some(pack) = &compilation.pack {
        let wrong: Vec<_> = compilation.cases.iter().flat_map(|case| case.disappointments(pack)).collect();
        let lints = lint(pack, &compilation.places, &compilation.sources, as_of);
        compilation.diagnostics.extend(wrong.into_iter().chain(lints));
    }
    let mut out = std::io::stdout().lock();
    if let Some(language) = language {
        // What a declared language lacks is among the diagnostics already; of rules that cannot be read nobody can say it.
        if compilation.pack.is_some() && !compilation.texts.iter().any(|texts| texts.language == language) {
            compilation.diagnostics.extend(compilation.translations.check(language));
        }
        let (done, all) = compilation.translations.progress(language);
        writeln!(out, "{language}: {done} of {all} texts are translated")?;
    }
    if strict {
        let warnings = compilation.diagnostics.iter_mut().filter(|it| it.severity == Severity::Warning);
        warnings.for_each(|warning| warning.severity = Severity::Error);
    }
    print_diagnostics(&compilation)?;
    let programmes = compilation.pack.as_ref().map_or(0, |pack| pack.programmes.len());
    let (files, cases) = (files.len(), compilation.cases.len());
    let warnings = match compilation.diagnostics.iter().filter(|it| it.severity == Severity::Warning).count() {
        0 => String::new(),
        count => format!(", {count} warning{}", plural(count)),
    };
    Ok(writeln!(out, "{files} files, {programmes} programmes, {cases} cases as expected: no errors{warnings}")?)
}

/// Prints all diagnostics to standard error; fails when one of them is an error.
pub fn print_diagnostics(compilation: &Compilation) -> Result<(), Failure> {
    let mut err = std::io::stderr().lock();
    let has_colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    for diagnostic in &compilation.diagnostics {
        writeln!(err, "{}\n", render(diagnostic, &compilation.sources, has_colour))?;
    }
    let errors: Vec<_> = compilation.diagnostics.iter().filter(|it| it.severity == Severity::Error).collect();
    if errors.is_empty() && compilation.pack.is_some() {
        return Ok(());
    }
    let files: BTreeSet<_> = errors.iter().map(|it| it.primary.file).collect();
    Err(Failure::Diagnostics { errors: errors.len(), files: files.len() })
}
