//! `qualify assess`: the findings for one dossier, or for a file of them.

mod many;

pub use many::assess_many;

use crate::error::Failure;
use crate::options::Rules;
use crate::report::{Report, amount};
use crate::{Format, Only, dossier, words};
use qualify_engine::{Dossier, Evaluator, Finding, Moment, Pack, Texts, Verdict, assess as assess_all};
use qualify_exchange::{finding, finding_key, verdict, verdicts};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

/// Assesses a dossier and prints the findings.
pub fn assess(rules: &Rules, dossier: &Path, as_of: Moment, format: Format, only: Option<Only>) -> Result<(), Failure> {
    let (pack, texts) = rules.load()?;
    let dossier = dossier::load(dossier, &pack, &texts)?;
    let findings = assess_all(&pack, &dossier, as_of);
    let mut out = std::io::stdout().lock();
    match (format, only) {
        (Format::Text, None) => report(&mut out, &pack, &texts, &dossier, as_of, findings)?,
        (Format::Text, Some(Only::Verdicts)) => {
            for finding in &findings {
                writeln!(out, "{} {}", finding_key(&pack, &dossier, finding), verdict(finding.verdict))?;
            }
        }
        (Format::Json, None) => writeln!(out, "{:#}", whole(&pack, &texts, &dossier, as_of, &findings))?,
        (Format::Json, Some(Only::Verdicts)) => {
            writeln!(out, "{:#}", json!({ "verdicts": verdicts(&pack, &findings) }))?;
        }
    }
    Ok(())
}

/// Prints all findings for people: how many have come to what and what qualifies, in short, then each, what applies first.
pub fn report(
    out: &mut impl Write,
    pack: &Pack,
    texts: &Texts,
    dossier: &Dossier,
    as_of: Moment,
    mut findings: Vec<Finding>,
) -> Result<(), Failure> {
    let evaluator = Evaluator::new(pack, dossier, as_of.date);
    findings.sort_by_key(|finding| (finding.verdict, !finding.availability.is_open()));
    writeln!(out, "{} {} · 政策口径 {as_of}", texts.get(pack.name), pack.version)?;
    writeln!(out, "{}\n", words::SELF_CHECK)?;
    writeln!(out, "{}", words::tally(&findings))?;
    for finding in findings.iter().filter(|it| it.verdict == Verdict::Qualifies) {
        writeln!(out, "  ✓ {}", in_short(pack, texts, dossier, finding))?;
    }
    writeln!(out, "下面是每一项的条件、出处和还要回答的问题。\n")?;
    for finding in &findings {
        let report = Report { evaluator: evaluator.for_finding(finding), texts };
        writeln!(out, "{}", report.finding(finding))?;
    }
    Ok(())
}

/// A finding in one line.
fn in_short(pack: &Pack, texts: &Texts, dossier: &Dossier, finding: &Finding) -> String {
    let availability = words::availability(pack, texts, finding.programme, finding.availability);
    let evidence = words::evidence(finding.evidence).map(|it| format!("（{it}）")).unwrap_or_default();
    let title = words::title(pack, texts, dossier, finding);
    format!("{title}{evidence} · {} · {availability}", amount(pack, finding))
}

/// All findings for programs.
fn whole(pack: &Pack, texts: &Texts, dossier: &Dossier, as_of: Moment, findings: &[Finding]) -> Value {
    let evaluator = Evaluator::new(pack, dossier, as_of.date);
    let findings: Vec<_> = findings.iter().map(|it| finding(&evaluator.for_finding(it), texts, it)).collect();
    json!({ "format": 1, "pack": pack.key, "version": pack.version, "as_of": as_of.to_string(), "findings": findings })
}
