//! What stands behind the doors of [`crate::later`]: reasons, the next question, ways in, plans.

use crate::border::{tree, value};
use crate::fault::Fault;
use crate::rules::{Rules, text};
use qualify_engine::pack::Changer;
use qualify_engine::plan::Wanted;
use qualify_engine::{Dossier, Evaluator, Finding, Moment, assess_programme, plan as best, question};
use qualify_exchange::{Prospect, Tree, finding};
use wasm_bindgen::JsValue;

pub fn explain(rules: &Rules, programme: &JsValue, dossier: &Dossier, as_of: Moment) -> Result<JsValue, Fault> {
    let programme = rules.programme(programme)?;
    let evaluator = Evaluator::new(&rules.pack, dossier, as_of.date);
    let found = assess_programme(&rules.pack, programme, dossier, as_of);
    Ok(value(&found.map(|it| finding(&evaluator.for_finding(&it), &rules.texts, &it)).collect()))
}

pub fn next_question(rules: &Rules, dossier: &Dossier, as_of: Moment, findings: &[Finding]) -> JsValue {
    let next = question::next_question(&rules.pack, dossier, as_of.date, findings);
    value(&next.map(|it| qualify_exchange::question(&rules.pack, &rules.texts, dossier, it)).into())
}

pub fn nearest(
    rules: &Rules,
    programme: &JsValue,
    dossier: &Dossier,
    as_of: Moment,
    allow: &JsValue,
) -> Result<JsValue, Fault> {
    let programme = rules.programme(programme)?;
    let changer = match option(allow, "allow")?.as_deref() {
        None | Some("enterprise") => Changer::Enterprise,
        Some("other") => Changer::Other,
        Some(_) => return Err(Fault::new("no_such_option", "allow", &"allow is \"enterprise\" or \"other\"")),
    };
    let prospects = Prospect::of(&rules.pack, programme, dossier, as_of, changer);
    Ok(value(&prospects.map(|it| it.tree(&rules.pack, dossier)).collect()))
}

pub fn plan(
    rules: &Rules,
    dossier: &Dossier,
    as_of: Moment,
    findings: &[Finding],
    include: &JsValue,
) -> Result<JsValue, Fault> {
    let plan = best::plan(&rules.pack, dossier, as_of.date, findings, wanted(include)?)
        .map_err(|error| Fault::new("plan_too_large", "", &error))?;
    Ok(value(&qualify_exchange::plan(&rules.pack, &rules.texts, &plan)))
}

/// Which findings a plan may choose from: a list of names.
fn wanted(include: &JsValue) -> Result<Wanted, Fault> {
    let mut wanted = Wanted::default();
    if include.is_undefined() {
        return Ok(wanted);
    }
    let wrong =
        || Fault::new("no_such_option", "include", &"include is a list of \"unconfirmed\", \"open\" and \"closed\"");
    let Tree::List(names) = tree(include) else { return Err(wrong()) };
    for name in names {
        match &name {
            Tree::Text(name) if name == "unconfirmed" => wanted.unconfirmed = true,
            Tree::Text(name) if name == "open" => wanted.open = true,
            Tree::Text(name) if name == "closed" => wanted.closed = true,
            _ => return Err(wrong()),
        }
    }
    Ok(wanted)
}

/// A text that may be left out.
fn option(given: &JsValue, path: &str) -> Result<Option<String>, Fault> {
    if given.is_undefined() { Ok(None) } else { text(given, path).map(Some) }
}
