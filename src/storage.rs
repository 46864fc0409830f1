//! Keeps the answers in this browser, and gives them back. What cannot be read is put aside, never thrown away.

use crate::state::given::Given;
use crate::state::saved::{FORMAT, Saved};
use gloo::utils::window;
use js_sys::{Array, JSON, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

/// How often something may be put aside before nothing more is kept.
const ASIDE: u32 = 20;

/// The drawer of one pack in the browser's storage.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawer {
    key: String,
}

/// The browser does not keep anything: forbidden, full, or not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    Nothing,
    Saved(Saved),
    /// A text that is not what this program keeps.
    Unreadable,
}

impl Drawer {
    pub fn of(pack: &str) -> Self {
        Self { key: format!("qualify/{pack}/answers") }
    }

    /// The key in the browser's storage.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What was kept.
    pub fn read(&self) -> Result<Found, Refused> {
        Ok(match self.text()? {
            None => Found::Nothing,
            Some(text) => parse(&text).map_or(Found::Unreadable, Found::Saved),
        })
    }

    /// Keeps this, in the place of what was kept before.
    pub fn write(&self, saved: &Saved) -> Result<(), Refused> {
        let text = print(saved).ok_or(Refused)?;
        storage()?.set_item(&self.key, &text).map_err(|_| Refused)
    }

    /// Copies the present text to another place, so that it survives the next [`Self::write`].
    pub fn put_aside(&self) -> Result<(), Refused> {
        let storage = storage()?;
        let Some(text) = self.text()? else { return Ok(()) };
        for place in (1..=ASIDE).map(|number| self.aside(number)) {
            match storage.get_item(&place).map_err(|_| Refused)? {
                Some(there) if there == text => return Ok(()),
                Some(_) => {}
                None => return storage.set_item(&place, &text).map_err(|_| Refused),
            }
        }
        Err(Refused)
    }

    /// Forgets everything, also what was put aside.
    pub fn empty(&self) -> Result<(), Refused> {
        let storage = storage()?;
        for place in (1..=ASIDE).map(|number| self.aside(number)) {
            storage.remove_item(&place).map_err(|_| Refused)?;
        }
        storage.remove_item(&self.key).map_err(|_| Refused)
    }

    fn aside(&self, number: u32) -> String {
        format!("{}/unreadable-{number}", self.key)
    }

    fn text(&self) -> Result<Option<String>, Refused> {
        storage()?.get_item(&self.key).map_err(|_| Refused)
    }
}

fn storage() -> Result<Storage, Refused> {
    window().local_storage().ok().flatten().ok_or(Refused)
}

fn print(saved: &Saved) -> Option<String> {
    let value = saved.serialize(&Serializer::json_compatible()).ok()?;
    JSON::stringify(&value).ok()?.as_string()
}

/// Read by hand: serde's errors could name a number, and with them the page would carry the formatting of binary fractions, a
/// tenth of its size.
fn parse(text: &str) -> Option<Saved> {
    let all = JSON::parse(text).ok()?;
    if get(&all, "format")?.as_f64()? != f64::from(FORMAT) {
        return None;
    }
    let answers: Object = get(&all, "answers")?.dyn_into().ok()?;
    let answers = Object::entries(&answers).iter().map(|entry| answer(&entry)).collect::<Option<_>>()?;
    Some(Saved {
        format: FORMAT,
        pack: get(&all, "pack")?.as_string()?,
        version: get(&all, "version")?.as_string()?,
        answers,
        as_of: get(&all, "as_of")?.as_string(),
    })
}

fn answer(entry: &JsValue) -> Option<(String, Given)> {
    let entry: &Array = entry.dyn_ref()?;
    let (key, value) = (entry.get(0).as_string()?, entry.get(1));
    let given = if value.is_null() {
        Given::DontKnow
    } else if let Some(ends) = value.dyn_ref::<Array>() {
        Given::Between(ends.get(0).as_string()?, ends.get(1).as_string()?)
    } else {
        Given::Exactly(value.as_string()?)
    };
    Some((key, given))
}

/// The value under a key; `None` when there is nothing to look into.
fn get(object: &JsValue, key: &str) -> Option<JsValue> {
    Reflect::get(object, &key.into()).ok()
}
