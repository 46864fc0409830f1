//! What weighs more than all the rest together: what would have to change, and what to apply for. In the package's larger half only.

use crate::border::{tree, value};
use crate::fault::Fault;
use crate::rules::{Rules, text};
use qualify_engine::pack::{Changer, Programme};
use qualify_engine::plan::{Wanted, plan};
use qualify_engine::{Dossier, Finding, Id, Moment};
use qualify_exchange::{Prospect, Tree};
use wasm_bindgen::JsValue;

impl Rules {
    pub fn nearest(
        &self,
        programme: Id<Programme>,
        dossier: &Dossier,
        as_of: Moment,
        allow: &JsValue,
    ) -> Result<JsValue, Fault> {
        let changer = match option(allow, "allow")?.as_deref() {
            None | Some("enterprise") => Changer::Enterprise,
            Some("other") => Changer::Other,
            Some(_) => return Err(Fault::new("no_such_option", "allow", &"allow is \"enterprise\" or \"other\"")),
        };
        let prospects = Prospect::of(&self.pack, programme, dossier, as_of, changer);
        Ok(value(&prospects.map(|it| it.tree(&self.pack, dossier)).collect()))
    }

    pub fn plan(
        &self,
        dossier: &Dossier,
        as_of: Moment,
        findings: &[Finding],
        include: &JsValue,
    ) -> Result<JsValue, Fault> {
        let plan = plan(&self.pack, dossier, as_of.date, findings, wanted(include)?)
            .map_err(|error| Fault::new("plan_too_large", "", &error))?;
        Ok(value(&qualify_exchange::plan(&self.pack, &self.texts, &plan)))
    }
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
