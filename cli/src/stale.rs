//! `qualify stale`: what has expired by a day, and which documents nobody has checked for long.

use crate::error::Failure;
use crate::options::Rules;
use crate::{Format, words};
use qualify_engine::pack::{Document, Programme};
use qualify_engine::{Availability, Date, Id, Moment, Pack, Texts};
use serde_json::json;
use std::io::Write;

/// Prints the programmes that are over, and the documents last checked more than `days` days before.
pub fn stale(rules: &Rules, as_of: Date, days: u32, format: Format) -> Result<(), Failure> {
    let (pack, texts) = rules.load()?;
    let over = pack.programmes.entries().filter_map(|(id, it)| {
        let state = Availability::of(&pack, it, Moment::from(as_of));
        state.is_closed().then_some((id, it, state))
    });
    let old = pack.documents.iter().map(|it| (it, it.checked.days_to(as_of)));
    let stale = Stale { over: over.collect(), old: old.filter(|(_, age)| *age > i64::from(days)).collect() };
    match format {
        Format::Text => stale.text(&pack, &texts, as_of, days),
        Format::Json => stale.json(&pack, &texts, as_of, days),
    }
}

struct Stale<'a> {
    over: Vec<(Id<Programme>, &'a Programme, Availability)>,
    /// With the days since they were checked.
    old: Vec<(&'a Document, i64)>,
}

impl Stale<'_> {
    fn text(&self, pack: &Pack, texts: &Texts, as_of: Date, days: u32) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        let (over, all) = (self.over.len(), pack.programmes.len());
        writeln!(out, "{as_of} 已截止、失效或被代替的政策：{over} 项，共 {all} 项")?;
        for (id, programme, state) in &self.over {
            let expected = if programme.next_round.is_some() { "，写有下一轮的预期" } else { "" };
            let state = words::availability(pack, texts, *id, *state);
            writeln!(out, "  {}  {state}{expected}  [{}]", texts.get(programme.name), programme.key)?;
        }
        let (old, all) = (self.old.len(), pack.documents.len());
        writeln!(out, "\n超过 {days} 天没有核对的文件：{old} 份，共 {all} 份")?;
        for (document, age) in &self.old {
            let title = texts.get(document.title);
            writeln!(out, "  {title}  {} 核对，{age} 天前  [{}]", document.checked, document.key)?;
        }
        Ok(())
    }

    fn json(&self, pack: &Pack, texts: &Texts, as_of: Date, days: u32) -> Result<(), Failure> {
        let over = self.over.iter().map(|(id, it, state)| {
            json!({
                "programme": it.key, "name": texts.get(it.name),
                "availability": qualify_exchange::availability(pack, *id, *state),
                "next_round": it.next_round.map(|expected| texts.get(expected)),
            })
        });
        let old = self.old.iter().map(|(it, age)| {
            json!({
                "document": it.key, "title": texts.get(it.title), "checked": it.checked.to_string(), "days_ago": age,
            })
        });
        let all = json!({
            "format": 1, "pack": pack.key, "version": pack.version, "as_of": as_of.to_string(), "days": days,
            "over": over.collect::<Vec<_>>(), "not_checked": old.collect::<Vec<_>>(),
        });
        Ok(writeln!(std::io::stdout(), "{all:#}")?)
    }
}
