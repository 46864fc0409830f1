//! `qualify stale`: what has expired by a day, and which documents nobody has checked for long.

use crate::error::Failure;
use crate::{loading, words};
use qualify_engine::{Availability, Date, Moment};
use std::io::Write;
use std::path::Path;

/// Prints the programmes that are over, and the documents last checked more than `days` days before.
pub fn stale(pack: &Path, as_of: Date, days: u32) -> Result<(), Failure> {
    let (pack, texts) = loading::load(pack)?;
    let mut out = std::io::stdout().lock();
    let over = pack.programmes.entries().filter_map(|(id, it)| {
        let state = Availability::of(&pack, it, Moment::from(as_of));
        state.is_closed().then_some((id, it, state))
    });
    let over: Vec<_> = over.collect();
    writeln!(out, "{as_of} 已截止、失效或被代替的政策：{} 项，共 {} 项", over.len(), pack.programmes.len())?;
    for (id, programme, state) in over {
        let expected = if programme.next_round.is_some() { "，写有下一轮的预期" } else { "" };
        let state = words::availability(&pack, &texts, id, state);
        writeln!(out, "  {}  {state}{expected}  [{}]", texts.get(programme.name), programme.key)?;
    }
    let old: Vec<_> = pack.documents.iter().filter(|it| it.checked.days_to(as_of) > i64::from(days)).collect();
    writeln!(out, "\n超过 {days} 天没有核对的文件：{} 份，共 {} 份", old.len(), pack.documents.len())?;
    for document in old {
        let age = document.checked.days_to(as_of);
        writeln!(out, "  {}  {} 核对，{age} 天前  [{}]", texts.get(document.title), document.checked, document.key)?;
    }
    Ok(())
}
