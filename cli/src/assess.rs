//! `qualify assess`: the findings for one dossier.

use crate::error::Failure;
use crate::report::Report;
use crate::{Format, dossier, json, loading};
use qualify_engine::{Evaluator, Moment, assess as assess_all};
use serde_json::json;
use std::io::Write;
use std::path::Path;

/// Assesses a dossier and prints the findings.
pub fn assess(pack: &Path, dossier: &Path, as_of: Moment, format: Format) -> Result<(), Failure> {
    let (pack, texts) = loading::load(pack)?;
    let dossier = dossier::load(dossier, &pack, &texts)?;
    let evaluator = Evaluator::new(&pack, &dossier, as_of.date);
    let mut findings = assess_all(&pack, &dossier, as_of);
    let mut out = std::io::stdout().lock();
    match format {
        Format::Text => {
            findings.sort_by_key(|finding| (finding.verdict, !finding.availability.is_open()));
            writeln!(out, "{} {} · 政策口径 {as_of}", texts.get(pack.name), pack.version)?;
            writeln!(out, "这是自测预判，不是行政决定。\n")?;
            for finding in &findings {
                let report = Report { evaluator: evaluator.for_finding(finding), texts: &texts };
                writeln!(out, "{}", report.finding(finding))?;
            }
        }
        Format::Json => {
            let findings: Vec<_> =
                findings.iter().map(|it| json::finding(&evaluator.for_finding(it), &texts, it)).collect();
            let all = json!({
                "format": 1, "pack": pack.key, "version": pack.version, "as_of": as_of.to_string(), "findings": findings,
            });
            writeln!(out, "{all:#}")?;
        }
    }
    Ok(())
}
