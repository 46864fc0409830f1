//! A finding as JSON, for programs.

use crate::words;
use qualify_engine::expression::{Arithmetic, Extreme, Fold, Node, Type};
use qualify_engine::pack::{Condition, Evidence, Field, FieldKind, Programme, Promise, Provenance};
use qualify_engine::{
    Amount, Answer, Availability, Causes, ConditionFinding, Date, Dimension, Evaluator, Finding, Id, Known, NO_ROW,
    Number, Outcome, Pack, Proof, Requirement, Sight, Simple, Span, Texts, Truth, Unit, Verdict, reasons_of, settle,
    write,
};
use serde_json::{Map, Value, json};

/// A finding, whole: `amount` and every number as exact text, answers as a dossier would give them.
pub fn finding(evaluator: &Evaluator<'_>, texts: &Texts, finding: &Finding) -> Value {
    let pack = evaluator.pack;
    let programme = pack.programmes.at(finding.programme);
    let conditions: Vec<_> = programme
        .conditions
        .iter()
        .zip(&finding.conditions)
        .map(|(condition, found)| self::condition(evaluator, texts, condition, *found))
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
        "subject": finding.subject.map(|row| row.saturating_add(1)),
        "verdict": verdict(finding.verdict),
        "evidence": evidence(finding.evidence),
        "availability": availability(pack, finding.programme, finding.availability),
        "amount": finding.amount.map(amount),
        "conditions": conditions,
        "items": items,
        "settled_by": settled_by(evaluator, finding),
        "missing": finding.missing.iter().map(|slot| words::slot_key(pack, evaluator.dossier, *slot)).collect::<Vec<_>>(),
    })
}

/// Why the verdict is what it is: the smallest set of conditions that settles it and the answers on which they rest, or what keeps
/// it open and in doubt.
fn settled_by(evaluator: &Evaluator<'_>, finding: &Finding) -> Value {
    let pack = evaluator.pack;
    let programme = pack.programmes.at(finding.programme);
    let found = settle(pack, finding, evaluator.dossier, evaluator.as_of);
    let keys = |of: &[Requirement]| -> Vec<_> { of.iter().map(|it| words::requirement_key(programme, *it)).collect() };
    json!({
        "conditions": keys(&found.decisive),
        "item": found.item.and_then(|item| programme.items.get(item)).map(|item| item.key.as_str()),
        "waiting": keys(&found.waiting),
        "in_doubt": keys(&found.doubtful),
        "answers": found.answers.iter().map(|slot| words::slot_key(pack, evaluator.dossier, *slot)).collect::<Vec<_>>(),
        "is_smallest": found.is_smallest,
    })
}

/// An amount, and whether it is a ceiling.
pub fn amount(amount: Amount) -> Value {
    let mut value = money(amount.known);
    value["at_most"] = json!(amount.promise == Promise::AtMost);
    value["provenance"] = json!(provenance(amount.provenance));
    value
}

/// What a condition comes to.
pub fn truths(found: ConditionFinding) -> Value {
    json!({ "truth": truth(found.truth), "counts_as": truth(found.counts_as) })
}

/// The verdicts by the programmes' keys: one, or a list where there are several rows of what a programme is about.
pub fn verdicts(pack: &Pack, findings: &[Finding]) -> Value {
    let mut all = Map::new();
    for of in findings.chunk_by(|a, b| a.programme == b.programme) {
        let Some(first) = of.first() else { continue };
        let value = match of {
            [one] => json!(verdict(one.verdict)),
            several => several.iter().map(|it| verdict(it.verdict)).collect(),
        };
        all.insert(pack.programmes.at(first.programme).key.clone(), value);
    }
    Value::Object(all)
}

fn condition(evaluator: &Evaluator<'_>, texts: &Texts, it: &Condition, found: ConditionFinding) -> Value {
    let pack = evaluator.pack;
    let dossier = evaluator.dossier;
    let values: Map<_, _> = evaluator
        .sights(it.test)
        .into_iter()
        .filter_map(|sight| {
            let Sight::Slot(slot) = sight else { return None };
            let value = answer(pack, slot.field, dossier.at(slot.field, slot.row)?);
            Some((words::slot_key(pack, dossier, slot), value))
        })
        .collect();
    let readings: Vec<_> = it.source.readings.iter().map(|id| pack.readings.at(*id).key.as_str()).collect();
    json!({
        "id": it.key, "says": texts.get(it.says), "truth": truth(found.truth), "counts_as": truth(found.counts_as),
        "values": values, "evidence": evidence(it.evidence),
        "provenance": provenance(it.source.provenance), "readings": readings,
        "proof": proof(pack, &evaluator.prove(it.test)),
        "unpublished": reasons_of(pack, it.test).into_iter().map(|reason| texts.get(reason)).collect::<Vec<_>>(),
        "clause": it.source.clause.map(|clause| texts.get(clause)),
    })
}

/// Money in 元.
pub fn money(known: Known<Number>) -> Value {
    number(known, Unit::simple(Simple::Yuan))
}

/// A number as exact text, so that no reader turns it into binary floating point unasked: a decimal where it has an end, else a
/// fraction (`1250000/3`).
fn number(known: Known<Number>, unit: Unit) -> Value {
    let end = |end: Number| unit.from_base(end).map(exact_text);
    let Span { low, high } = known.span;
    json!({ "from": low.and_then(end), "to": high.and_then(end), "unit": unit.spelling(), "unknown_by": causes(known.causes) })
}

/// A number as exact text: a decimal where it has an end, else a fraction (`1250000/3`).
pub fn exact_text(number: Number) -> String {
    let decimal = write::number(number).replace(',', "");
    if decimal.ends_with('…') {
        let (numerator, denominator) = number.parts();
        return format!("{numerator}/{denominator}");
    }
    decimal
}

/// A number of base units in a unit, spaced as people read it: `90 万元`, `3%/年`, `18.5`.
fn exact_quantity(base: Number, unit: Unit) -> Option<String> {
    let (number, spelling) = (exact_text(unit.from_base(base)?), unit.spelling());
    let gap = if spelling.is_empty() || spelling.starts_with('%') { "" } else { " " };
    Some(format!("{number}{gap}{spelling}"))
}

/// An answer as a dossier gives it; `null` is "don't know".
pub fn answer(pack: &Pack, field: Id<Field>, answer: Answer) -> Value {
    match (answer, pack.fields.at(field).kind) {
        (Answer::YesNo(value), _) => json!(value),
        (Answer::Choice(place), FieldKind::Choice(domain)) => {
            json!(pack.domains.at(domain).options.get(usize::from(place)).map(|option| option.key.as_str()))
        }
        (Answer::Row(row), _) => json!(row.saturating_add(1)),
        (Answer::NoRow, _) => json!(NO_ROW),
        (Answer::Number(span), FieldKind::Number { unit, .. }) => {
            let end = |end: Number| exact_quantity(end, unit);
            range(span.exact().and_then(end), span.low.and_then(end), span.high.and_then(end))
        }
        (Answer::Date(span), _) => {
            let end = |day: Date| day.to_string();
            range(span.exact().map(end), span.low.map(end), span.high.map(end))
        }
        _ => Value::Null,
    }
}

/// A number of base units in the unit in which a field is asked: `-20 万元`.
pub fn quantity(pack: &Pack, field: Id<Field>, base: Number) -> Value {
    match pack.fields.at(field).kind {
        FieldKind::Number { unit, .. } => {
            json!(exact_quantity(base, unit))
        }
        _ => Value::Null,
    }
}

fn range(exact: Option<String>, from: Option<String>, to: Option<String>) -> Value {
    exact.map_or_else(|| json!({ "from": from, "to": to }), Value::String)
}

/// The proof of an expression: each part with what it came to.
fn proof(pack: &Pack, it: &Proof) -> Value {
    let parts: Vec<_> = it.parts.iter().map(|part| proof(pack, part)).collect();
    let mut value = json!({ "part": part(pack, it), "outcome": outcome(pack, it) });
    if let Some(row) = it.row {
        value["row"] = json!(row.saturating_add(1));
    }
    if !parts.is_empty() {
        value["of"] = json!(parts);
    }
    value
}

/// What a part is, in the words of the rule language.
fn part(pack: &Pack, it: &Proof) -> String {
    match pack.nodes.at(it.node) {
        Node::Field(field) => pack.fields.at(*field).key.clone(),
        Node::Named(number) => pack.numbers.at(*number).key.clone(),
        Node::Unpublished(..) => "unpublished".into(),
        Node::AsOf => "as_of".into(),
        Node::Not(_) => "not".into(),
        Node::All(_) => "and".into(),
        Node::Any(_) => "or".into(),
        Node::OneOf(..) => "in".into(),
        Node::If(..) => "if".into(),
        Node::Compare(comparison, ..) => comparison.sign().into(),
        Node::Arithmetic(operator, ..) | Node::Move(operator, ..) => match operator {
            Arithmetic::Add => "+".into(),
            Arithmetic::Subtract => "-".into(),
            Arithmetic::Multiply => "*".into(),
            Arithmetic::Divide => "/".into(),
        },
        Node::Extreme(Extreme::Min, _) => "min".into(),
        Node::Extreme(Extreme::Max, _) => "max".into(),
        Node::Row(record) => pack.records.at(*record).key.clone(),
        Node::Over(over) => match over.fold {
            Fold::Sum => "sum".into(),
            Fold::Count => "count".into(),
            Fold::Any => "any".into(),
            Fold::All => "all".into(),
            Fold::Extreme(Extreme::Min) => "min".into(),
            Fold::Extreme(Extreme::Max) => "max".into(),
        },
        Node::Truth(_) | Node::Number(..) | Node::Date(_) | Node::Choice(..) => "literal".into(),
    }
}

fn outcome(pack: &Pack, it: &Proof) -> Value {
    match it.outcome {
        Outcome::Truth(found) => truth(found),
        Outcome::Number(known) => number(known, unit_of(pack, it)),
        Outcome::Date(known) => {
            let end = |day: Date| day.to_string();
            json!({ "from": known.span.low.map(end), "to": known.span.high.map(end), "unknown_by": causes(known.causes) })
        }
        Outcome::Choice(Ok(place)) => match pack.type_of(it.node) {
            Some(Type::Choice(domain)) => {
                json!(pack.domains.at(domain).options.get(usize::from(place)).map(|option| option.key.as_str()))
            }
            Some(Type::Row(_)) => json!(place.saturating_add(1)),
            _ => Value::Null,
        },
        Outcome::Choice(Err(of)) => json!({ "unknown_by": causes(of) }),
    }
}

/// The unit in which a part is written; money in 元 and all else in base units where it has none of its own.
fn unit_of(pack: &Pack, it: &Proof) -> Unit {
    match pack.nodes.at(it.node) {
        Node::Number(_, unit) => *unit,
        Node::Field(field) => match pack.fields.at(*field).kind {
            FieldKind::Number { unit, .. } => unit,
            _ => Unit::ONE,
        },
        _ => match pack.type_of(it.node) {
            Some(Type::Number(Dimension::MONEY)) => Unit::simple(Simple::Yuan),
            _ => Unit::ONE,
        },
    }
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

pub fn availability(pack: &Pack, of: Id<Programme>, availability: Availability) -> Value {
    let (state, day) = match availability {
        Availability::Open { until, .. } => ("open", Some(until)),
        Availability::Rolling { until, .. } => ("rolling", Some(until)),
        Availability::ReplacedBy(newer) => return json!({ "state": "replaced", "by": pack.programmes.at(newer).key }),
        Availability::OpensOn(day) => ("opens", Some(day)),
        Availability::ClosedOn(day) => ("closed", Some(day)),
        Availability::ClosedBy(day) => ("closed_by", Some(day)),
        Availability::NotConfirmed => ("not_confirmed", None),
    };
    let mut value = json!({ "state": state, "date": day.map(|day| day.to_string()) });
    let at = match availability {
        Availability::Open { at, .. } | Availability::Rolling { at, .. } => at,
        _ => words::closed_at(pack, of, availability),
    };
    if let Some(at) = at {
        value["time"] = json!(at.to_string());
    }
    value
}

/// A verdict by its name.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Qualifies => "qualifies",
        Verdict::Unconfirmed => "unconfirmed",
        Verdict::Open => "open",
        Verdict::Fails => "fails",
    }
}

pub fn evidence(evidence: Evidence) -> &'static str {
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
