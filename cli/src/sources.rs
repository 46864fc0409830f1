//! `qualify sources`: every number and condition of a pack with where it was read, so that whoever holds the official text can go
//! through it line by line.

mod catalogues;

use crate::error::Failure;
use crate::options::Rules;
use crate::show::{application, document, numbers, programme};
use crate::{Format, report, words};
use qualify_engine::expression::{Node, NodeId};
use qualify_engine::pack::{Document, Grade, NamedNumber, Programme, Provenance, Source};
use qualify_engine::relation::{Relation, Rule};
use qualify_engine::{Id, Pack, Texts, write};
use serde_json::{Value, json};
use std::io::Write;

/// Something that was read, or was not: one line to verify.
struct Line<'a> {
    /// What it is: `condition`, `number`, `item`, `total`, `relation`.
    what: &'static str,
    key: &'a str,
    says: String,
    /// The numbers and days written in its expressions, those of the numbers it names apart.
    figures: Vec<String>,
    /// Where it was read; a total has the source of the items.
    source: Option<&'a Source>,
}

/// Prints all sources of a pack, or those of one programme.
pub fn sources(rules: &Rules, only: Option<&str>, format: Format) -> Result<(), Failure> {
    let (pack, texts, catalogues) = rules.load_with_catalogues()?;
    let only = only.map(|key| programme(&pack, key)).transpose()?;
    let programmes: Vec<_> = pack.programmes.entries().filter(|(id, _)| only.is_none_or(|only| only == *id)).collect();
    let is_meant = |relation: &&Relation| only.is_none_or(|only| relation.among.contains(&only));
    let relations: Vec<_> = pack.relations.iter().filter(is_meant).collect();
    let catalogues = if only.is_none() { catalogues } else { Vec::new() };
    let mut out = std::io::stdout().lock();
    match format {
        Format::Text => {
            for (_, programme) in programmes {
                print(&mut out, &pack, &texts, programme)?;
            }
            writeln!(out, "■ 政策之间")?;
            for relation in relations {
                print_line(&mut out, &pack, &texts, &of_relation(&pack, &texts, relation))?;
            }
            catalogues::print(&mut out, &pack, &texts, &catalogues)?;
        }
        Format::Json => {
            let programmes: Vec<_> = programmes.iter().map(|(_, it)| programme_json(&pack, &texts, it)).collect();
            let relations = relations.iter().map(|it| line_json(&pack, &texts, &of_relation(&pack, &texts, it)));
            let relations: Vec<_> = relations.collect();
            let all = json!({ "format": 1, "pack": pack.key, "version": pack.version, "programmes": programmes, "relations": relations, "catalogues": catalogues::json(&pack, &texts, &catalogues) });
            writeln!(out, "{all:#}")?;
        }
    }
    Ok(())
}

fn lines<'a>(pack: &'a Pack, texts: &Texts, programme: &'a Programme) -> Vec<Line<'a>> {
    let text = |id| texts.get(id).to_owned();
    let conditions = programme.conditions.iter().map(|it| Line {
        what: "condition",
        key: &it.key,
        says: text(it.says),
        figures: figures(pack, [it.test]),
        source: Some(&it.source),
    });
    let named = numbers(pack, programme).into_iter().map(|it| Line {
        what: "number",
        key: &it.key,
        says: number_in_words(pack, texts, it),
        figures: figures(pack, [it.value]),
        source: Some(&it.source),
    });
    let items = programme.items.iter().map(|it| Line {
        what: "item",
        key: &it.key,
        says: text(it.says),
        figures: figures(pack, it.when.into_iter().chain(it.amount)),
        source: Some(&it.source),
    });
    let total = programme.total_at_most.map(|total| Line {
        what: "total",
        key: "total_at_most",
        says: "各项合计的上限".into(),
        figures: figures(pack, [total]),
        source: None,
    });
    conditions.chain(named).chain(items).chain(total).collect()
}

fn of_relation<'a>(pack: &Pack, texts: &Texts, relation: &'a Relation) -> Line<'a> {
    let rule: Vec<NodeId> = match &relation.rule {
        Rule::AtMostOne { used } => used.iter().copied().collect(),
        Rule::SumAtMost(limit) => vec![*limit],
        Rule::BaseAtMost { base, limit } => vec![*base, *limit],
        Rule::Needs { held, .. } => held.iter().copied().collect(),
    };
    Line {
        what: "relation",
        key: &relation.key,
        says: texts.get(relation.says).to_owned(),
        figures: figures(pack, rule.into_iter().chain(relation.unless)),
        source: Some(&relation.source),
    }
}

/// What a number is; of one that is not known, why.
fn number_in_words(pack: &Pack, texts: &Texts, number: &NamedNumber) -> String {
    let label = texts.get(number.label);
    match pack.nodes.at(number.value) {
        Node::Unpublished(_, reason) => format!("{label}（{}：{}）", words::NOT_KNOWN, texts.get(*reason)),
        _ => label.to_owned(),
    }
}

/// The grade of the best text that was read of a programme; `None`: nothing was.
fn best_grade(pack: &Pack, programme: &Programme) -> Option<Grade> {
    let readings = stated(pack, programme).into_iter().flat_map(|source| &source.readings);
    readings.map(|id| pack.readings.at(*id).grade).min()
}

/// The sources of everything in a programme; that it is about a loan needs none.
pub fn stated<'a>(pack: &'a Pack, programme: &'a Programme) -> Vec<&'a Source> {
    let conditions = programme.conditions.iter().map(|it| &it.source);
    let is_stated = |it: &&Source| it.provenance != Provenance::Seen || !it.readings.is_empty();
    let numbers = numbers(pack, programme).into_iter().map(|it| &it.source);
    conditions.filter(is_stated).chain(numbers).chain(programme.items.iter().map(|it| &it.source)).collect()
}

/// The numbers and days written in expressions, each once.
fn figures(pack: &Pack, nodes: impl IntoIterator<Item = NodeId>) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest: Vec<NodeId> = nodes.into_iter().collect();
    rest.reverse();
    while let Some(node) = rest.pop() {
        let node = pack.nodes.at(node);
        let figure = match node {
            Node::Number(value, unit) => Some(write::quantity(*value, *unit)),
            Node::Date(day) => Some(day.to_string()),
            _ => None,
        };
        found.extend(figure.filter(|figure| !found.contains(figure)));
        rest.extend(node.children().into_iter().rev());
    }
    found
}

fn print(out: &mut impl Write, pack: &Pack, texts: &Texts, programme: &Programme) -> Result<(), Failure> {
    writeln!(out, "■ {}  [{}]", texts.get(programme.name), programme.key)?;
    document(out, texts, pack.documents.at(programme.document))?;
    let best = best_grade(pack, programme).map_or("没有读到", words::grade);
    writeln!(out, "      读到的最好的资料：{best}")?;
    writeln!(out, "受理  {}", application(&programme.application))?;
    for line in lines(pack, texts, programme) {
        print_line(out, pack, texts, &line)?;
    }
    writeln!(out)?;
    Ok(())
}

fn print_line(out: &mut impl Write, pack: &Pack, texts: &Texts, line: &Line<'_>) -> Result<(), Failure> {
    let title = match line.what {
        "condition" => "条件",
        "number" => "数字",
        "item" => "支持",
        "total" => "合计",
        _ => "关系",
    };
    writeln!(out, "{title}  {}  [{}]", line.says, line.key)?;
    if !line.figures.is_empty() {
        writeln!(out, "      规则里写的数：{}", line.figures.join("、"))?;
    }
    if let Some(source) = line.source {
        writeln!(out, "      出处：{}", report::source(pack, texts, source))?;
    }
    Ok(())
}

fn programme_json(pack: &Pack, texts: &Texts, programme: &Programme) -> Value {
    let lines: Vec<_> = lines(pack, texts, programme).iter().map(|it| line_json(pack, texts, it)).collect();
    json!({
        "programme": programme.key,
        "name": texts.get(programme.name),
        "document": document_json(pack, texts, programme.document),
        "grade": best_grade(pack, programme).map(words::grade_key),
        "lines": lines,
    })
}

fn document_json(pack: &Pack, texts: &Texts, id: Id<Document>) -> Value {
    let document = pack.documents.at(id);
    json!({
        "id": document.key,
        "title": texts.get(document.title),
        "number": document.number.map(|it| texts.get(it)),
        "issuer": texts.get(document.issuer),
        "issued": document.issued.map(|it| it.to_string()),
        "address": document.address,
        "extent": texts.get(document.extent),
        "checked": document.checked.to_string(),
    })
}

fn line_json(pack: &Pack, texts: &Texts, line: &Line<'_>) -> Value {
    let mut object = json!({ "what": line.what, "id": line.key, "says": line.says, "figures": line.figures });
    if let Some(source) = line.source {
        source_json(pack, texts, source, &mut object);
    }
    object
}

/// Adds where something was read to what is said of it.
fn source_json(pack: &Pack, texts: &Texts, source: &Source, object: &mut Value) {
    let readings = source.readings.iter().map(|id| pack.readings.at(*id));
    let readings: Vec<_> = readings
        .map(|it| json!({ "id": it.key, "grade": words::grade_key(it.grade), "what": texts.get(it.what) }))
        .collect();
    object["provenance"] = qualify_exchange::provenance(source.provenance).into();
    object["clause"] = source.clause.map(|it| texts.get(it)).into();
    object["note"] = source.note.map(|it| texts.get(it)).into();
    object["readings"] = readings.into();
}
