//! The doors to the second file of the engine: why, what to ask next, what would have to change, and what to apply for. When the
//! package is made, everything that is reached only through the functions of this module moves into that file
//! (`xtask/src/site/split.rs`), and `package/core.js` fetches it before it lets anybody call one. Each must stay a function of its
//! own, and nothing but doors may stand here.

use crate::advice;
use crate::fault::Fault;
use crate::rules::Rules;
use qualify_engine::{Dossier, Finding, Moment};
use wasm_bindgen::JsValue;

/// One programme with its reasons, for each row of what it is about.
#[inline(never)]
pub fn explain(rules: &Rules, programme: &JsValue, dossier: &Dossier, as_of: Moment) -> Result<JsValue, Fault> {
    advice::explain(rules, programme, dossier, as_of)
}

/// The question that is expected to settle most.
#[inline(never)]
pub fn next_question(rules: &Rules, dossier: &Dossier, as_of: Moment, findings: &[Finding]) -> JsValue {
    advice::next_question(rules, dossier, as_of, findings)
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
    advice::nearest(rules, programme, dossier, as_of, allow)
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
    advice::plan(rules, dossier, as_of, findings, include)
}
