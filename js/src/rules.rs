//! A pack with its texts, and what can be asked of it about a dossier.

use crate::border::{tree, value};
use crate::fault::Fault;
use qualify_engine::pack::Programme;
use qualify_engine::{Dossier, Finding, Id, Moment, Pack, Texts};
use qualify_exchange::{dossier, headline};
use wasm_bindgen::JsValue;

/// A pack with its texts.
pub struct Rules {
    pub pack: Pack,
    pub texts: Texts,
    pub fingerprint: String,
}

impl Rules {
    #[inline(never)]
    pub fn dossier(&self, given: &JsValue) -> Result<Dossier, Fault> {
        dossier::read(&self.pack, &tree(given)).map_err(|reason| Fault::dossier(&self.pack, reason))
    }

    #[inline(never)]
    pub fn programme(&self, key: &JsValue) -> Result<Id<Programme>, Fault> {
        let key = text(key, "programme")?;
        let missing = || Fault::new("no_such_programme", "programme", &format!("there is no programme `{key}`"));
        self.pack.programme(&key).ok_or_else(missing)
    }

    /// Every programme, without reasons.
    pub fn headlines(&self, dossier: &Dossier, findings: &[Finding]) -> JsValue {
        value(&findings.iter().map(|it| headline(&self.pack, &self.texts, dossier, it)).collect())
    }
}

/// The day that is meant, or the minute.
#[inline(never)]
pub fn moment(as_of: &JsValue) -> Result<Moment, Fault> {
    let wrong =
        || Fault::new("not_a_date", "asOf", &"asOf is a day, \"2026-11-22\", or a minute, \"2026-11-22 17:30\"");
    Moment::parse(&text(as_of, "asOf")?).ok_or_else(wrong)
}

/// A text that must be there.
#[inline(never)]
pub fn text(given: &JsValue, path: &str) -> Result<String, Fault> {
    given.as_string().ok_or_else(|| Fault::new("not_text", path, &format!("{path} must be a text")))
}
