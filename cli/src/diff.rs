//! `qualify diff`: what is different on another day, under another version of a pack, or with other answers.

use crate::error::Failure;
use crate::options::Rules;
use crate::{Format, dossier, report, words};
use qualify_engine::diff::{Change, Difference, diff as compare};
use qualify_engine::pack::Programme;
use qualify_engine::{ConditionFinding, Dossier, Finding, Moment, Pack, Texts, assess};
use qualify_exchange::{amount, availability, evidence, truths, verdict};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

/// What is assessed: a dossier under a pack on a day.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub rules: &'a Rules,
    pub dossier: &'a Path,
    pub as_of: Moment,
}

/// Assesses both sides and prints what is different.
pub fn diff(before: Side<'_>, after: Side<'_>, format: Format) -> Result<(), Failure> {
    let (before, after) = (Assessed::of(before)?, Assessed::of(after)?);
    let differences = compare((&before.pack, &before.findings), (&after.pack, &after.findings));
    let mut out = std::io::stdout().lock();
    match format {
        Format::Json => {
            let all: Vec<_> = differences.iter().map(|it| in_json(it, &before, &after)).collect();
            writeln!(out, "{:#}", json!({ "format": 1, "differences": all }))?;
        }
        Format::Text => {
            let (was, is) = (before.name(), after.name());
            let other = if was == is { String::new() } else { format!(" → {is}") };
            writeln!(out, "{was}{other}\n{}\n", words::SELF_CHECK)?;
            if differences.is_empty() {
                writeln!(out, "没有变化。")?;
            }
            for difference in &differences {
                writeln!(out, "{}", in_words(difference, &before, &after))?;
            }
        }
    }
    Ok(())
}

/// One side, assessed.
struct Assessed {
    pack: Pack,
    texts: Texts,
    dossier: Dossier,
    as_of: Moment,
    findings: Vec<Finding>,
}

impl Assessed {
    fn of(side: Side<'_>) -> Result<Self, Failure> {
        let (pack, texts) = side.rules.load()?;
        let dossier = dossier::load(side.dossier, &pack, &texts)?;
        let findings = assess(&pack, &dossier, side.as_of);
        Ok(Self { pack, texts, dossier, as_of: side.as_of, findings })
    }

    fn programme(&self, finding: &Finding) -> &Programme {
        self.pack.programmes.at(finding.programme)
    }

    /// The sentence of a condition.
    fn says(&self, finding: &Finding, key: &str) -> Option<&str> {
        let condition = self.programme(finding).conditions.iter().find(|condition| condition.key == key)?;
        Some(self.texts.get(condition.says))
    }

    /// The sentence of an item.
    fn gives(&self, finding: &Finding, key: &str) -> Option<&str> {
        let item = self.programme(finding).items.iter().find(|item| item.key == key)?;
        Some(self.texts.get(item.says))
    }

    /// The pack and the day.
    fn name(&self) -> String {
        format!("{} {} · 政策口径 {}", self.texts.get(self.pack.name), self.pack.version, self.as_of)
    }
}

fn in_words(difference: &Difference<'_>, before: &Assessed, after: &Assessed) -> String {
    let newest =
        difference.after.map(|finding| (after, finding)).or(difference.before.map(|finding| (before, finding)));
    let Some((side, finding)) = newest else { return String::new() };
    let mut text = words::heading(&side.pack, &side.texts, &side.dossier, finding) + "\n";
    let (Some(old), Some(new)) = (difference.before, difference.after) else {
        let what = if difference.after.is_some() { "新增" } else { "不再有" };
        let verdict = words::verdict(finding.verdict);
        return text + &format!("    {what}：{verdict} · {}\n", report::amount(&side.pack, finding));
    };
    for change in &difference.changes {
        let line = match change {
            Change::Verdict(old, new) => format!("结论：{} → {}", words::verdict(*old), words::verdict(*new)),
            Change::Amount(..) => {
                format!("金额：{} → {}", report::amount(&before.pack, old), report::amount(&after.pack, new))
            }
            Change::Evidence(was, is) => {
                let word = |it| words::evidence(it).unwrap_or("可以查证");
                format!("依据：{} → {}", word(*was), word(*is))
            }
            Change::Availability(..) => {
                let old = words::availability(&before.pack, &before.texts, old.programme, old.availability);
                format!(
                    "受理：{old} → {}",
                    words::availability(&after.pack, &after.texts, new.programme, new.availability)
                )
            }
            Change::Condition { key, before: was, after: is } => {
                let says = after.says(new, key).or_else(|| before.says(old, key)).unwrap_or_default();
                changed("条件", ["新增条件", "不再要求"], *was, *is, says)
            }
            Change::Item { key, before: was, after: is } => {
                let says = after.gives(new, key).or_else(|| before.gives(old, key)).unwrap_or_default();
                changed("支持内容", ["新增支持内容", "不再支持"], *was, *is, says)
            }
        };
        text.push_str(&format!("    {line}\n"));
    }
    text
}

/// What something came to and comes to, or that it is new or gone.
fn changed(
    what: &str,
    [new, gone]: [&str; 2],
    was: Option<ConditionFinding>,
    is: Option<ConditionFinding>,
    says: &str,
) -> String {
    let mark = |it: ConditionFinding| words::mark(it.truth, it.counts_as);
    match (was, is) {
        (Some(was), Some(is)) => format!("{what}：{} → {}  {says}", mark(was), mark(is)),
        (None, _) => format!("{new}：{says}"),
        (_, None) => format!("{gone}：{says}"),
    }
}

fn in_json(difference: &Difference<'_>, before: &Assessed, after: &Assessed) -> Value {
    let finding = difference.after.or(difference.before);
    let mut value = json!({
        "programme": difference.programme,
        "subject": finding.and_then(|finding| finding.subject).map(|row| row.saturating_add(1)),
        "was_there": difference.before.is_some(),
        "is_there": difference.after.is_some(),
    });
    let (mut conditions, mut items) = (serde_json::Map::new(), serde_json::Map::new());
    let truth = |found: &Option<_>| json!(found.map(truths));
    for change in &difference.changes {
        let (name, was, is) = match change {
            Change::Verdict(was, is) => ("verdict", json!(verdict(*was)), json!(verdict(*is))),
            Change::Amount(was, is) => ("amount", json!(was.copied().map(amount)), json!(is.copied().map(amount))),
            Change::Availability(..) => {
                let of = |side: &Assessed, it: Option<&Finding>| {
                    it.map(|it| availability(&side.pack, it.programme, it.availability))
                };
                ("availability", json!(of(before, difference.before)), json!(of(after, difference.after)))
            }
            Change::Evidence(was, is) => ("evidence", json!(evidence(*was)), json!(evidence(*is))),
            Change::Item { key, before, after } => {
                items.insert((*key).to_owned(), json!({ "from": truth(before), "to": truth(after) }));
                continue;
            }
            Change::Condition { key, before, after } => {
                conditions.insert((*key).to_owned(), json!({ "from": truth(before), "to": truth(after) }));
                continue;
            }
        };
        value[name] = json!({ "from": was, "to": is });
    }
    if !conditions.is_empty() {
        value["conditions"] = Value::Object(conditions);
    }
    if !items.is_empty() {
        value["items"] = Value::Object(items);
    }
    value
}
