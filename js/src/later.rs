//! The doors to the second file of the engine: why, what to ask next, what would have to change, and what to apply for. When the
//! package is made, everything that is reached only through the functions of this module moves into that file
//! (`xtask/src/site/split.rs`), and `package/core.js` fetches it before it lets anybody call one. Each must stay a function of its
//! own, and nothing but doors may stand here.

use crate::border::value;
use crate::fault::Fault;
use crate::options::{changer, wanted};
use crate::rules::Rules;
use qualify_engine::{Dossier, Evaluator, Finding, Moment, assess_programme, plan as best, question};
use qualify_exchange::{Prospect, finding};
use wasm_bindgen::JsValue;

/// One programme with its reasons, for each row of what it is about.
#[inline(never)]
pub fn explain(rules: &Rules, programme: &JsValue, dossier: &Dossier, as_of: Moment) -> Result<JsValue, Fault> {
    let programme = rules.programme(programme)?;
    let evaluator = Evaluator::new(&rules.pack, dossier, as_of.date);
    let found = assess_programme(&rules.pack, programme, dossier, as_of);
    Ok(value(&found.map(|it| finding(&evaluator.for_finding(&it), &rules.texts, &it)).collect()))
}

/// The question that is expected to settle most.
#[inline(never)]
pub fn next_question(rules: &Rules, dossier: &Dossier, as_of: Moment, findings: &[Finding]) -> JsValue {
    let next = question::next_question(&rules.pack, dossier, as_of.date, findings);
    value(&next.map(|it| qualify_exchange::question(&rules.pack, &rules.texts, dossier, it)).into())
}

/// What would have to change for a programme.
#[inline(never)]
pub fn nearest(
    rules: &Rules,
    programme: &JsValue,
    dossier: &Dossier,
    as_of: Moment,
    allow: &JsValue,
) -> Result<JsValue, Fault> {
    let programme = rules.programme(programme)?;
    let prospects = Prospect::of(&rules.pack, programme, dossier, as_of, changer(allow)?);
    Ok(value(&prospects.map(|it| it.tree(&rules.pack, dossier)).collect()))
}

/// What to apply for.
#[inline(never)]
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
