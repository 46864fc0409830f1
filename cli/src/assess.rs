//! `qualify assess`: the findings for one dossier.

use crate::answers::answer;
use crate::error::Failure;
use crate::report::Report;
use crate::{Format, dossier, loading};
use qualify_engine::pack::{Condition, Evidence, Promise, Provenance};
use qualify_engine::{
    Availability, Causes, ConditionFinding, Date, Evaluator, Finding, Known, Number, Pack, Span, Texts, Truth, Unit,
    Verdict, assess as assess_all, fields_of, write,
};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::path::Path;

/// Assesses a dossier and prints the findings.
pub fn assess(pack: &Path, dossier: &Path, as_of: Date, format: Format) -> Result<(), Failure> {
    let (pack, texts) = loading::load(pack)?;
    let dossier = dossier::load(dossier, &pack, &texts)?;
    let evaluator = Evaluator { pack: &pack, dossier: &dossier, as_of };
    let mut findings = assess_all(&pack, &dossier, as_of);
    let mut out = std::io::stdout().lock();
    match format {
        Format::Text => {
            findings.sort_by_key(|finding| (finding.verdict, !finding.availability.is_open()));
            writeln!(out, "{} {} · 政策口径 {as_of}", texts.get(pack.name), pack.version)?;
            writeln!(out, "这是自测预判，不是行政决定。\n")?;
            let report = Report { evaluator, texts: &texts };
            for finding in &findings {
                writeln!(out, "{}", report.finding(finding))?;
            }
        }
        Format::Json => {
            let findings: Vec<_> = findings.iter().map(|it| finding_as_json(&evaluator, &texts, it)).collect();
            let all = json!({
                "format": 1, "pack": pack.key, "version": pack.version, "as_of": as_of.to_string(), "findings": findings,
            });
            writeln!(out, "{all:#}")?;
        }
    }
    Ok(())
}

fn finding_as_json(evaluator: &Evaluator<'_>, texts: &Texts, finding: &Finding) -> Value {
    let pack = evaluator.pack;
    let programme = pack.programmes.at(finding.programme);
    let conditions: Vec<_> = programme
        .conditions
        .iter()
        .zip(&finding.conditions)
        .map(|(condition, found)| condition_as_json(evaluator, texts, condition, *found))
        .collect();
    let items: Vec<_> = programme
        .items
        .iter()
        .zip(&finding.items)
        .map(|(item, found)| {
            json!({
                "id": item.key, "says": texts.get(item.says), "applies": truth(found.applies),
                "amount": found.amount.map(money),
            })
        })
        .collect();
    json!({
        "programme": programme.key,
        "name": texts.get(programme.name),
        "verdict": verdict(finding.verdict),
        "evidence": evidence(finding.evidence),
        "availability": availability(finding.availability),
        "amount": finding.amount.map(|amount| {
            let mut value = money(amount.known);
            value["at_most"] = json!(amount.promise == Promise::AtMost);
            value["provenance"] = json!(provenance(amount.provenance));
            value
        }),
        "conditions": conditions,
        "items": items,
        "missing": keys(pack, &finding.missing),
    })
}

fn condition_as_json(evaluator: &Evaluator<'_>, texts: &Texts, it: &Condition, found: ConditionFinding) -> Value {
    let pack = evaluator.pack;
    let values: Map<_, _> = fields_of(pack, it.test)
        .into_iter()
        .map(|field| (pack.fields.at(field).key.clone(), json!(answer(pack, texts, evaluator.dossier, field))))
        .collect();
    let readings: Vec<_> = it.source.readings.iter().map(|id| pack.readings.at(*id).key.as_str()).collect();
    json!({
        "id": it.key, "says": texts.get(it.says), "truth": truth(found.truth), "counts_as": truth(found.counts_as),
        "values": values, "evidence": evidence(it.evidence),
        "provenance": provenance(it.source.provenance), "readings": readings,
        "clause": it.source.clause.map(|clause| texts.get(clause)),
    })
}

fn keys<'a>(pack: &'a Pack, fields: &[qualify_engine::Id<qualify_engine::pack::Field>]) -> Vec<&'a str> {
    fields.iter().map(|field| pack.fields.at(*field).key.as_str()).collect()
}

/// Money in 元 as decimal text, so that no reader turns it into binary floating point unasked.
fn money(known: Known<Number>) -> Value {
    let yuan = |end: Number| {
        Unit::parse("元").and_then(|yuan| yuan.from_base(end)).map(|it| write::number(it).replace(',', ""))
    };
    let Span { low, high } = known.span;
    json!({ "from": low.and_then(yuan), "to": high.and_then(yuan), "unit": "元", "unknown_by": causes(known.causes) })
}

fn causes(causes: Causes) -> Vec<&'static str> {
    let all = [(Causes::APPLICANT, "applicant"), (Causes::SOURCE, "source")];
    all.into_iter().filter(|(cause, _)| causes.include(*cause)).map(|(_, name)| name).collect()
}

fn truth(truth: Truth) -> Value {
    match truth {
        Truth::True => json!(true),
        Truth::False => json!(false),
        Truth::Unknown(of) => json!({ "unknown_by": causes(of) }),
    }
}

fn availability(availability: Availability) -> Value {
    let (state, day) = match availability {
        Availability::Open { until } => ("open", Some(until)),
        Availability::Rolling { until } => ("rolling", Some(until)),
        Availability::OpensOn(day) => ("opens", Some(day)),
        Availability::ClosedOn(day) => ("closed", Some(day)),
        Availability::ClosedBy(day) => ("closed_by", Some(day)),
        Availability::NotConfirmed => ("not_confirmed", None),
    };
    json!({ "state": state, "date": day.map(|day| day.to_string()) })
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Qualifies => "qualifies",
        Verdict::Unconfirmed => "unconfirmed",
        Verdict::Open => "open",
        Verdict::Fails => "fails",
    }
}

fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Fact => "fact",
        Evidence::Attested => "attested",
        Evidence::InPrinciple => "in_principle",
    }
}

fn provenance(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Seen => "seen",
        Provenance::Inferred => "inferred",
        Provenance::Recalled => "recalled",
        Provenance::Unpublished => "unpublished",
    }
}
