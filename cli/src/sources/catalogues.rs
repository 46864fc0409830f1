//! What catalogues say of themselves: where they come from, when they hold, and the official codes of their options.

use super::source_json;
use crate::error::Failure;
use crate::report;
use qualify_authoring::Catalogue;
use qualify_engine::pack::Domain;
use qualify_engine::{Date, Pack, Texts};
use serde_json::{Value, json};
use std::io::Write;

/// Those that say something.
fn speaking<'a>(pack: &'a Pack, all: &'a [Catalogue]) -> impl Iterator<Item = (&'a Domain, &'a Catalogue)> {
    let is_mute = |it: &Catalogue| it.source.is_none() && it.in_force == Default::default() && it.codes.is_empty();
    pack.domains.iter().zip(all).filter(move |(_, it)| !is_mute(it))
}

pub(super) fn print(out: &mut impl Write, pack: &Pack, texts: &Texts, all: &[Catalogue]) -> Result<(), Failure> {
    if speaking(pack, all).next().is_some() {
        writeln!(out, "■ 选项目录")?;
    }
    for (domain, catalogue) in speaking(pack, all) {
        let options: Vec<_> = domain.options.iter().map(|option| texts.get(option.label)).collect();
        writeln!(out, "目录  {}  [{}]", options.join("、"), domain.key)?;
        let in_force = catalogue.in_force;
        let day = |day: Option<Date>| day.map_or_else(|| "没有写明".into(), |day| day.to_string());
        if in_force != Default::default() {
            writeln!(out, "      有效期：{} 至 {}", day(in_force.from), day(in_force.until))?;
        }
        if let Some(source) = &catalogue.source {
            writeln!(out, "      出处：{}", report::source(pack, texts, source))?;
        }
        let codes = catalogue
            .codes
            .iter()
            .filter_map(|(place, code)| Some(format!("{} {code}", options.get(usize::from(*place))?)));
        let codes: Vec<_> = codes.collect();
        if !codes.is_empty() {
            writeln!(out, "      代码：{}", codes.join("、"))?;
        }
    }
    Ok(())
}

pub(super) fn json(pack: &Pack, texts: &Texts, all: &[Catalogue]) -> Vec<Value> {
    speaking(pack, all).map(|(domain, catalogue)| catalogue_json(pack, texts, domain, catalogue)).collect()
}

fn catalogue_json(pack: &Pack, texts: &Texts, domain: &Domain, catalogue: &Catalogue) -> Value {
    let option = |(place, option): (u16, &qualify_engine::pack::DomainOption)| {
        let code = catalogue.codes.iter().find(|(of, _)| *of == place).map(|(_, code)| code.as_str());
        let is_outside = catalogue.outside.contains(&place);
        json!({ "id": option.key, "label": texts.get(option.label), "code": code, "outside": is_outside })
    };
    let options: Vec<_> = (0..).zip(&domain.options).map(option).collect();
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let mut object = json!({
        "id": domain.key,
        "from": day(catalogue.in_force.from),
        "until": day(catalogue.in_force.until),
        "options": options,
    });
    if let Some(source) = &catalogue.source {
        source_json(pack, texts, source, &mut object);
    }
    object
}
