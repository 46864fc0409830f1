//! Findings: in a line, or whole.

use crate::names::{counted, evidence, provenance, requirement_keys, slot_key, slot_keys, verdict};
use crate::proof::proof;
use crate::tree::{Tree, object};
use crate::values::{amount, answer, availability, money, truth};
use qualify_engine::pack::{Condition, Item, Programme};
use qualify_engine::{
    ConditionFinding, Dossier, Evaluator, Finding, ItemFinding, Pack, Sight, Texts, reasons_of, settle,
};

/// A finding without its reasons.
#[must_use]
pub fn headline(pack: &Pack, texts: &Texts, dossier: &Dossier, finding: &Finding) -> Tree {
    let mut value = head(pack, texts, finding);
    value.put("missing", slot_keys(pack, dossier, &finding.missing));
    value
}

/// A finding, whole: every number as exact text, answers as a dossier would give them.
#[must_use]
pub fn finding(evaluator: &Evaluator<'_>, texts: &Texts, finding: &Finding) -> Tree {
    let (pack, programme) = (evaluator.pack, evaluator.pack.programmes.at(finding.programme));
    let conditions = programme.conditions.iter().zip(&finding.conditions);
    let items = programme.items.iter().zip(&finding.items);
    let mut value = head(pack, texts, finding);
    value.put("conditions", conditions.map(|(it, found)| condition(evaluator, texts, it, *found)).collect::<Tree>());
    value.put("items", items.map(|(it, found)| item(texts, it, *found)).collect::<Tree>());
    value.put("settled_by", settled_by(evaluator, programme, finding));
    value.put("missing", slot_keys(pack, evaluator.dossier, &finding.missing));
    value
}

fn head(pack: &Pack, texts: &Texts, finding: &Finding) -> Tree {
    let programme = pack.programmes.at(finding.programme);
    object! {
        "programme": programme.key.as_str(),
        "name": texts.get(programme.name),
        "subject": counted(finding.subject),
        "verdict": verdict(finding.verdict),
        "evidence": evidence(finding.evidence),
        "availability": availability(pack, finding.programme, finding.availability),
        "amount": finding.amount.map(amount),
    }
}

fn item(texts: &Texts, item: &Item, found: ItemFinding) -> Tree {
    object! {
        "id": item.key.as_str(), "says": texts.get(item.says), "applies": truth(found.applies),
        "amount": found.amount.map(money),
    }
}

/// Why the verdict is what it is: the smallest set of conditions that settles it and the answers on which they rest, or what keeps
/// it open and in doubt.
fn settled_by(evaluator: &Evaluator<'_>, programme: &Programme, finding: &Finding) -> Tree {
    let found = settle(evaluator.pack, finding, evaluator.dossier, evaluator.as_of);
    object! {
        "conditions": requirement_keys(programme, &found.decisive),
        "item": found.item.and_then(|item| programme.items.get(item)).map(|item| item.key.as_str()),
        "waiting": requirement_keys(programme, &found.waiting),
        "in_doubt": requirement_keys(programme, &found.doubtful),
        "answers": slot_keys(evaluator.pack, evaluator.dossier, &found.answers),
        "is_smallest": found.is_smallest,
    }
}

fn condition(evaluator: &Evaluator<'_>, texts: &Texts, it: &Condition, found: ConditionFinding) -> Tree {
    let (pack, dossier) = (evaluator.pack, evaluator.dossier);
    let values = evaluator.sights(it.test).into_iter().filter_map(|sight| {
        let Sight::Slot(slot) = sight else { return None };
        let value = answer(pack, slot.field, dossier.at(slot.field, slot.row)?);
        Some((slot_key(pack, dossier, slot).into(), value))
    });
    let readings = it.source.readings.iter().map(|id| pack.readings.at(*id).key.as_str());
    let unpublished = reasons_of(pack, it.test).into_iter().map(|reason| texts.get(reason));
    object! {
        "id": it.key.as_str(), "says": texts.get(it.says),
        "truth": truth(found.truth), "counts_as": truth(found.counts_as),
        "values": Tree::Object(values.collect()), "evidence": evidence(it.evidence),
        "provenance": provenance(it.source.provenance), "readings": readings.collect::<Tree>(),
        "proof": proof(pack, &evaluator.prove(it.test)),
        "unpublished": unpublished.collect::<Tree>(),
        "clause": it.source.clause.map(|clause| texts.get(clause)),
    }
}

/// What a condition comes to.
#[must_use]
pub fn truths(found: ConditionFinding) -> Tree {
    object! { "truth": truth(found.truth), "counts_as": truth(found.counts_as) }
}

/// The verdicts by the programmes' keys: one, or a list where there are several rows of what a programme is about.
#[must_use]
pub fn verdicts(pack: &Pack, findings: &[Finding]) -> Tree {
    let of_programmes = findings.chunk_by(|a, b| a.programme == b.programme).filter_map(|of| {
        let value = match of {
            [one] => verdict(one.verdict).into(),
            several => several.iter().map(|it| verdict(it.verdict)).collect(),
        };
        Some((pack.programmes.at(of.first()?.programme).key.clone().into(), value))
    });
    Tree::Object(of_programmes.collect())
}

/// What a programme comes to for one row, without words.
#[must_use]
pub fn decision(pack: &Pack, finding: &Finding) -> Tree {
    object! {
        "programme": pack.programmes.at(finding.programme).key.as_str(),
        "subject": counted(finding.subject),
        "verdict": verdict(finding.verdict),
        "amount": finding.amount.map(amount),
    }
}
