//! `qualify show`: one programme with all its conditions, numbers and sources.

use crate::error::Failure;
use crate::options::Rules;
use crate::report::source;
use crate::{answers, words};
use qualify_engine::expression::Node;
use qualify_engine::pack::{Application, Day, Document, NamedNumber, Programme};
use qualify_engine::{Id, Pack, Texts, fields_of, numbers_of, write};
use std::io::Write;

/// Prints a programme.
pub fn show(key: &str, rules: &Rules) -> Result<(), Failure> {
    let (pack, texts) = rules.load()?;
    let id = programme(&pack, key)?;
    print(&pack, &texts, pack.programmes.at(id))
}

/// The programme with this key.
pub fn programme(pack: &Pack, key: &str) -> Result<Id<Programme>, Failure> {
    pack.programme(key).ok_or_else(|| Failure::NoProgramme { key: key.into(), hint: nearest(pack, key) })
}

/// The programme whose key is spelt most like this one.
fn nearest(pack: &Pack, key: &str) -> Option<String> {
    let keys = || pack.programmes.iter().map(|it| it.key.as_str());
    qualify_authoring::nearest(key, keys()).or_else(|| keys().find(|it| it.contains(key))).map(str::to_owned)
}

fn print(pack: &Pack, texts: &Texts, programme: &Programme) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}  [{}]", texts.get(programme.name), programme.key)?;
    writeln!(out, "{}", texts.get(programme.summary))?;
    let kind = texts.get(pack.kinds.at(programme.kind).label);
    writeln!(out, "{kind} · {} · {}", texts.get(programme.level), texts.get(programme.body))?;
    writeln!(out)?;
    document(&mut out, texts, pack.documents.at(programme.document))?;
    writeln!(out, "受理  {}", application(&programme.application))?;
    if let Some(note) = programme.application_note {
        writeln!(out, "      {}", texts.get(note))?;
    }
    writeln!(out, "资料  {}", words::readiness(programme.readiness))?;
    if let Some(expected) = programme.next_round {
        writeln!(out, "预期（不是事实）  {}", texts.get(expected))?;
    }
    writeln!(out, "\n条件")?;
    for condition in &programme.conditions {
        let evidence = words::evidence(condition.evidence).map(|it| format!("（{it}）")).unwrap_or_default();
        writeln!(out, "  {}{evidence}  [{}]", texts.get(condition.says), condition.key)?;
        for field in fields_of(pack, condition.test) {
            let is_presence = pack.records.at(pack.fields.at(field).record).presence == Some(field);
            let field = pack.fields.at(field);
            let accepted = if is_presence {
                "{ … }，有几条就写成列表；没有就写 \"none\"，不清楚就写 null".to_owned()
            } else {
                answers::accepted(pack, texts, field)
            };
            writeln!(out, "      {} [{}]：{accepted}", texts.get(field.label), field.key)?;
        }
        writeln!(out, "      出处：{}", source(pack, texts, &condition.source))?;
    }
    writeln!(out, "\n支持")?;
    for item in &programme.items {
        writeln!(out, "  {}  [{}]", texts.get(item.says), item.key)?;
        writeln!(out, "      出处：{}", source(pack, texts, &item.source))?;
    }
    let numbers = numbers(pack, programme);
    if !numbers.is_empty() {
        writeln!(out, "\n数字")?;
    }
    for number in numbers {
        writeln!(out, "  {}：{}  [{}]", texts.get(number.label), value(pack, texts, number), number.key)?;
        writeln!(out, "      出处：{}", source(pack, texts, &number.source))?;
    }
    writeln!(out)?;
    for (title, text) in
        programme.apply.map(|it| ("办理", it)).into_iter().chain(programme.notes.iter().map(|it| ("注意", *it)))
    {
        writeln!(out, "{title}  {}", texts.get(text))?;
    }
    Ok(())
}

/// A document: what it is, how much of it was read, and when that was checked.
pub fn document(out: &mut impl Write, texts: &Texts, document: &Document) -> Result<(), Failure> {
    writeln!(out, "文件  {}", texts.get(document.title))?;
    let number = document.number.map_or("文号未读到", |number| texts.get(number));
    let issued = document.issued.map_or("发布日期未读到".into(), |day| day.to_string());
    writeln!(out, "      {number} · {issued} · {}", texts.get(document.issuer))?;
    writeln!(out, "      {} · 资料整理于 {}", texts.get(document.extent), document.checked)?;
    if let Some(address) = &document.address {
        writeln!(out, "      {address}")?;
    }
    Ok(())
}

/// A named number as its author wrote it, or why it is not known.
fn value(pack: &Pack, texts: &Texts, number: &NamedNumber) -> String {
    match pack.nodes.at(number.value) {
        Node::Number(value, unit) => write::quantity(*value, *unit),
        Node::Unpublished(_, reason) => texts.get(*reason).to_owned(),
        _ => String::new(),
    }
}

/// The named numbers in a programme's formulas, each once.
pub fn numbers<'a>(pack: &'a Pack, programme: &Programme) -> Vec<&'a NamedNumber> {
    let mut found = Vec::new();
    let tests = programme.conditions.iter().map(|it| it.test);
    let items = programme.items.iter().flat_map(|it| it.when.into_iter().chain(it.amount));
    for number in tests.chain(items).chain(programme.total_at_most).flat_map(|node| numbers_of(pack, node)) {
        if !found.contains(&number) {
            found.push(number);
        }
    }
    found.into_iter().map(|id| pack.numbers.at(id)).collect()
}

/// When applications are accepted, by the dates that are published.
pub fn application(application: &Application) -> String {
    let opens = match application.opens {
        Day::On(day) => format!("{day} 起"),
        Day::By(day) => format!("{day} 前已开始，起始日未公布"),
        Day::Unpublished => "起始日未公布".into(),
    };
    let closes = match application.closes {
        Day::On(day) => {
            let at = application.closes_at.map(|at| format!(" {at}")).unwrap_or_default();
            format!("{day}{at} 止")
        }
        Day::By(day) => format!("{day} 前已截止，截止日未公布"),
        Day::Unpublished => "截止日未公布".into(),
    };
    let rolling = if application.rolling { "，随时受理" } else { "" };
    format!("{opens}，{closes}{rolling}")
}
