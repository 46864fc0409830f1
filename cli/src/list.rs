//! `qualify list`: every programme in a table, as `docs/programmes.md` has it.

use crate::error::Failure;
use crate::options::Rules;
use crate::sources::stated;
use crate::{Format, words};
use qualify_engine::pack::{Kind, Programme, Provenance, Readiness};
use qualify_engine::{Availability, Date, Id, Pack, Texts};
use serde_json::{Value, json};
use std::io::Write;

const READINESS: [Readiness; 3] = [Readiness::A, Readiness::B, Readiness::C];
const PROVENANCES: [Provenance; 4] =
    [Provenance::Seen, Provenance::Inferred, Provenance::Recalled, Provenance::Unpublished];

/// Prints every programme with its state on a day: kind by kind in Markdown, or for programs in one list.
pub fn list(rules: &Rules, as_of: Date, format: Format) -> Result<(), Failure> {
    let (pack, texts) = rules.load()?;
    let mut out = std::io::stdout().lock();
    match format {
        Format::Text => markdown(&mut out, &pack, &texts, as_of),
        Format::Json => Ok(writeln!(out, "{:#}", in_json(&pack, &texts, as_of))?),
    }
}

fn in_json(pack: &Pack, texts: &Texts, as_of: Date) -> Value {
    let programmes = pack.programmes.entries().map(|(id, it)| {
        let mut programme = json!(qualify_exchange::programme(pack, texts, id));
        let state = Availability::of(pack, it, as_of);
        programme["availability"] = json!(qualify_exchange::availability(pack, id, state));
        programme
    });
    let programmes: Vec<_> = programmes.collect();
    json!({ "format": 1, "pack": pack.key, "version": pack.version, "as_of": as_of.to_string(), "programmes": programmes })
}

fn markdown(out: &mut impl Write, pack: &Pack, texts: &Texts, as_of: Date) -> Result<(), Failure> {
    writeln!(out, "# Programmes\n\n{}\n", counts(pack))?;
    writeln!(
        out,
        "Made by `qualify list --as-of {as_of}`; a test keeps it fresh. *State* is that of {as_of}. *Read* says how much of the text was read:\n\
         {}; {}; {}.\n\
         The last column counts the conditions, numbers and items that were seen, inferred, recalled and are unpublished.",
        meaning(Readiness::A),
        meaning(Readiness::B),
        meaning(Readiness::C),
    )?;
    for (kind, label) in pack.kinds.entries() {
        let of_kind: Vec<_> = pack.programmes.entries().filter(|(_, it)| it.kind == kind).collect();
        writeln!(out, "\n## {}\n", heading(texts, label, of_kind.len()))?;
        writeln!(out, "| id | name | body | level | state | read | seen, inferred, recalled, unpublished |")?;
        writeln!(out, "|---|---|---|---|---|---|---|")?;
        for (id, programme) in of_kind {
            writeln!(out, "{}", row(pack, texts, id, programme, as_of))?;
        }
    }
    Ok(())
}

/// What the whole pack holds, in one line.
fn counts(pack: &Pack) -> String {
    let programmes = &pack.programmes;
    let of = |readiness| programmes.iter().filter(|it| it.readiness == readiness).count();
    let [a, b, c] = READINESS.map(of);
    let conditions: usize = programmes.iter().map(|it| it.conditions.len()).sum();
    format!(
        "{} programmes and measures ({a} read well enough to compute, {b} in part, {c} hardly), with {conditions} conditions,\n{} named numbers, {} relations, {} questions, from {} documents.",
        programmes.len(),
        pack.numbers.len(),
        pack.relations.len(),
        pack.fields.len(),
        pack.documents.len()
    )
}

fn meaning(readiness: Readiness) -> &'static str {
    match readiness {
        Readiness::A => "A enough to compute with real numbers",
        Readiness::B => "B the core numbers, while some condition or base is missing",
        Readiness::C => "C that it exists, and little else",
    }
}

fn heading(texts: &Texts, kind: &Kind, count: usize) -> String {
    format!("{} (`{}`): {count}", texts.get(kind.label), kind.key)
}

fn row(pack: &Pack, texts: &Texts, id: Id<Programme>, programme: &Programme, as_of: Date) -> String {
    let state = words::state(pack, texts, id, Availability::of(pack, programme, as_of));
    let sources = stated(pack, programme);
    let count = |of: &Provenance| sources.iter().filter(|source| source.provenance == *of).count().to_string();
    let provenance = PROVENANCES.iter().map(count).collect::<Vec<_>>().join(", ");
    let readiness = words::readiness_key(programme.readiness);
    let (name, body, level) = (texts.get(programme.name), texts.get(programme.body), texts.get(programme.level));
    format!("| `{}` | {name} | {body} | {level} | {state} | {readiness} | {provenance} |", programme.key)
}
