//! Diagnostics in words for a terminal.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, Location, Sources};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// The diagnostic with its file, line, the line itself, and a caret under the exact words; ends without a line break.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::{Code, compile, render};
/// let found = compile(&changed(&[("pack.yaml", "name:", "nama:")]));
/// let unknown = found.diagnostics.iter().find(|it| it.code == Code::UnknownKey).unwrap();
/// let text = render(unknown, &found.sources, false);
/// // The line, and signs under the words that are wrong.
/// assert!(text.contains("nama: 小政策包") && text.contains("^^^^"));
/// ```
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code.text());
    let group = files_of(diagnostic)
        .into_iter()
        .fold(Group::with_title(title), |group, file| group.element(snippet(diagnostic, sources, file)));
    let group = match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    };
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The files that the diagnostic points into, the primary one first.
fn files_of(diagnostic: &Diagnostic) -> Vec<FileId> {
    let mut files = Vec::new();
    let places = core::iter::once(&diagnostic.primary).chain(diagnostic.labels.iter().map(|(at, _)| at));
    for place in places.filter(|place| place.is_somewhere()) {
        if !files.contains(&place.file) {
            files.push(place.file);
        }
    }
    files
}

fn snippet<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
    file: FileId,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = sources.text(file);
    let within = |at: Location| {
        let range = at.span.range();
        if text.get(range.clone()).is_some() { range } else { text.len()..text.len() }
    };
    let label = (!diagnostic.label.is_empty()).then_some(diagnostic.label.as_str());
    let primary = Some(diagnostic.primary)
        .filter(|at| at.file == file)
        .map(|at| AnnotationKind::Primary.span(within(at)).label(label));
    let others = diagnostic
        .labels
        .iter()
        .filter(|(at, _)| at.file == file)
        .map(|(at, label)| AnnotationKind::Context.span(within(*at)).label(label.as_str()));
    Snippet::source(text).path(sources.path(file)).annotations(primary.into_iter().chain(others))
}
