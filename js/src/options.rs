//! What may be asked for beside a programme and a day.

use crate::border::tree;
use crate::fault::Fault;
use crate::rules::text;
use qualify_engine::pack::Changer;
use qualify_engine::plan::Wanted;
use qualify_exchange::Tree;
use wasm_bindgen::JsValue;

/// Who may bring a change about: a text that may be left out.
pub fn changer(allow: &JsValue) -> Result<Changer, Fault> {
    if allow.is_undefined() {
        return Ok(Changer::Enterprise);
    }
    match text(allow, "allow")?.as_str() {
        "enterprise" => Ok(Changer::Enterprise),
        "other" => Ok(Changer::Other),
        _ => Err(Fault::new("no_such_option", "allow", &"allow is \"enterprise\" or \"other\"")),
    }
}

/// Which findings a plan may choose from: a list of names.
pub fn wanted(include: &JsValue) -> Result<Wanted, Fault> {
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
