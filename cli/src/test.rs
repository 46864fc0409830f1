//! `qualify test`: runs the cases of a pack and says how far they try what it says.

use crate::Format;
use crate::error::Failure;
use crate::loading::read_folder;
use crate::{show, words};
use qualify_authoring::{Compilation, Coverage, Need, Part, coverage};
use qualify_engine::Pack;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

/// Runs the cases of these programmes (of all, where none is named) and prints what they try; fails when a case comes out
/// otherwise, or a programme of readiness A or B is not tried whole.
pub fn test(folder: &Path, keys: &[String], format: Format) -> Result<(), Failure> {
    let mut compilation = qualify_authoring::compile(&read_folder(folder)?);
    let Some(pack) = compilation.pack.take() else { return crate::check::print_diagnostics(&compilation) };
    let wanted = keys.iter().map(|key| show::programme(&pack, key)).collect::<Result<Vec<_>, _>>()?;
    let is_wanted = |id| wanted.is_empty() || wanted.contains(&id);
    let cases = compilation.cases.iter().filter(|case| is_wanted(case.programme));
    let wrong: Vec<_> = cases.flat_map(|case| case.disappointments(&pack)).collect();
    let has_wrong = !wrong.is_empty();
    compilation.diagnostics.extend(wrong);
    let found =
        coverage(&pack, &compilation.cases).into_iter().filter(|it| is_wanted(it.programme)).collect::<Vec<_>>();
    match format {
        Format::Text => print(&pack, &compilation, &found)?,
        Format::Json => {
            let all: Vec<_> = found.iter().map(|it| as_json(&pack, &compilation, it)).collect();
            writeln!(std::io::stdout(), "{:#}", Value::from(all))?;
        }
    }
    compilation.pack = Some(pack);
    if has_wrong {
        return crate::check::print_diagnostics(&compilation);
    }
    let pack = compilation.pack.as_ref();
    match found.iter().filter(|it| pack.is_some_and(|pack| !it.is_enough(pack))).count() {
        0 => Ok(()),
        programmes => Err(Failure::NotTried { programmes }),
    }
}

fn print(pack: &Pack, compilation: &Compilation, found: &[Coverage]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let width = found.iter().map(|it| pack.programmes.at(it.programme).key.len()).max().unwrap_or_default().max(9);
    writeln!(out, "{:width$}    cases  conditions  items  thresholds  min/max  tried", "programme")?;
    for it in found {
        let programme = pack.programmes.at(it.programme);
        let [conditions, items, thresholds, taken] = columns(it);
        writeln!(
            out,
            "{:width$}  {}  {:>4}  {conditions:>10}  {items:>5}  {thresholds:>10}  {taken:>7}  {:>4}%",
            programme.key,
            words::readiness_key(programme.readiness),
            it.cases,
            percent(it)
        )?;
    }
    for it in found {
        for point in it.points.iter().filter(|point| !point.is_met) {
            let mark = if point.need.is_required() { "" } else { " (only reported)" };
            let (part, wanted) = (it.part(pack, point), point.wanted(pack, compilation));
            let at = it.place(pack, &compilation.places, point);
            let (line, column) = compilation.sources.line_and_column(at);
            writeln!(out, "{}:{line}:{column}: {part}: {wanted}{mark}", compilation.sources.path(at.file))?;
        }
    }
    Ok(())
}

/// How many of the points of each kind are met: conditions, items, thresholds, and what amounts take.
fn columns(coverage: &Coverage) -> [String; 4] {
    let kind = |need: &Need, part: Part| match (need, part) {
        (Need::Decides(_), Part::Item(_)) => 1,
        (Need::Positive | Need::Decides(_), _) => 0,
        (Need::Threshold { .. }, _) => 2,
        (Need::Taken { .. } | Need::Capped(_), _) => 3,
    };
    [0, 1, 2, 3].map(|column| {
        let all = || coverage.points.iter().filter(|point| kind(&point.need, point.part) == column);
        let met = all().filter(|point| point.is_met).count();
        if all().next().is_none() { "–".into() } else { format!("{met}/{}", all().count()) }
    })
}

/// The share of the required points that are met, rounded down.
fn percent(coverage: &Coverage) -> usize {
    let (met, all) = (coverage.required().filter(|point| point.is_met).count(), coverage.required().count());
    met * 100 / all.max(1)
}

fn as_json(pack: &Pack, compilation: &Compilation, coverage: &Coverage) -> Value {
    let programme = pack.programmes.at(coverage.programme);
    let missing: Vec<_> = coverage
        .points
        .iter()
        .filter(|point| !point.is_met)
        .map(|point| {
            json!({
                "part": coverage.part(pack, point),
                "line": compilation.sources.line_and_column(coverage.place(pack, &compilation.places, point)).0,
                "wanted": point.wanted(pack, compilation),
                "required": point.need.is_required(),
            })
        })
        .collect();
    json!({
        "programme": programme.key,
        "readiness": words::readiness_key(programme.readiness),
        "cases": coverage.cases,
        "required": coverage.required().count(),
        "tried": coverage.required().filter(|point| point.is_met).count(),
        "is_enough": coverage.is_enough(pack),
        "missing": missing,
    })
}
