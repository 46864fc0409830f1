//! Keeps answers and settings in this browser, and gives them back. What cannot be read is put aside, never thrown away.

use crate::place::Place;
use crate::state::json::Json;
use gloo::utils::window;
use js_sys::{Array, JSON, Object};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

/// How often something may be put aside before nothing more is kept.
const ASIDE: u32 = 20;
/// Where the language and the elder-friendly mode are kept: they hold for every pack.
const SETTINGS: &str = "qualify/settings";

/// The drawer of one pack in the browser's storage.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawer {
    /// `None` where nothing may be kept.
    key: Option<String>,
}

/// The browser does not keep anything: forbidden, full, or not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    Nothing,
    Saved(Json),
    /// A text that is no JSON.
    Unreadable,
}

impl Drawer {
    pub fn of(place: &Place, pack: &str) -> Self {
        Self { key: place.drawer(pack) }
    }

    /// The key in the browser's storage.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    fn open(&self) -> Result<(&str, Storage), Refused> {
        Ok((self.key().ok_or(Refused)?, storage()?))
    }

    /// What was kept.
    pub fn read(&self) -> Result<Found, Refused> {
        Ok(match self.text()? {
            None => Found::Nothing,
            Some(text) => parse(&text).map_or(Found::Unreadable, Found::Saved),
        })
    }

    /// Keeps this, in the place of what was kept before.
    pub fn write(&self, saved: &Json) -> Result<(), Refused> {
        let (key, storage) = self.open()?;
        storage.set_item(key, &saved.print()).map_err(|_| Refused)
    }

    /// Copies the present text to another place, so that it survives the next [`Self::write`].
    pub fn put_aside(&self) -> Result<(), Refused> {
        let (key, storage) = self.open()?;
        let Some(text) = self.text()? else { return Ok(()) };
        for place in (1..=ASIDE).map(|number| aside(key, number)) {
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
        let (key, storage) = self.open()?;
        for place in (1..=ASIDE).map(|number| aside(key, number)) {
            storage.remove_item(&place).map_err(|_| Refused)?;
        }
        storage.remove_item(key).map_err(|_| Refused)
    }

    fn text(&self) -> Result<Option<String>, Refused> {
        let (key, storage) = self.open()?;
        storage.get_item(key).map_err(|_| Refused)
    }
}

fn aside(key: &str, number: u32) -> String {
    format!("{key}/unreadable-{number}")
}

/// What was chosen for all pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub language: Option<String>,
    pub is_elder: bool,
}

impl Settings {
    /// As they were kept, where anything may be kept; the language can be told from outside.
    pub fn read(place: &Place) -> Self {
        let text = Self::storage(place).and_then(|storage| storage.get_item(SETTINGS).ok().flatten());
        let kept = text.and_then(|text| parse(&text)).unwrap_or(Json::Null);
        let told = place.attribute("data-lang");
        Self {
            language: told.or_else(|| kept.get("language").and_then(Json::as_text).map(str::to_owned)),
            is_elder: kept.get("elder") == Some(&Json::Bool(true)),
        }
    }

    /// Keeps them, where anything can be kept at all: a choice that is not kept is made again.
    pub fn write(place: &Place, language: &str, is_elder: bool) {
        let kept = Json::object([("language", Json::text(language)), ("elder", Json::Bool(is_elder))]);
        if let Some(storage) = Self::storage(place) {
            let _ = storage.set_item(SETTINGS, &kept.print());
        }
    }

    fn storage(place: &Place) -> Option<Storage> {
        storage().ok().filter(|_| place.may_keep())
    }
}

fn storage() -> Result<Storage, Refused> {
    window().local_storage().ok().flatten().ok_or(Refused)
}

/// The value of a text; `None` when it is none that a dossier may hold.
pub fn parse(text: &str) -> Option<Json> {
    from_js(&JSON::parse(text).ok()?, DEPTH)
}

/// How deep what is kept may be nested; it is not half as deep.
const DEPTH: u32 = 20;

fn from_js(value: &JsValue, depth: u32) -> Option<Json> {
    let depth = depth.checked_sub(1)?;
    if value.is_null() {
        return Some(Json::Null);
    }
    if let Some(value) = value.as_bool() {
        return Some(Json::Bool(value));
    }
    if let Some(text) = value.as_string() {
        return Some(Json::Text(text));
    }
    if let Some(number) = value.as_f64() {
        #[expect(clippy::cast_possible_truncation, reason = "what is cut off is written out")]
        let whole = number as i32;
        if f64::from(whole) == number {
            return Some(Json::Number(whole));
        }
        // A fraction, or beyond all places and versions, can only be an answer, and is read as if it had been typed.
        return Some(Json::Text(js_sys::Number::from(number).to_string_with_radix(10).ok()?.into()));
    }
    if let Some(list) = value.dyn_ref::<Array>() {
        return list.iter().map(|value| from_js(&value, depth)).collect::<Option<_>>().map(Json::List);
    }
    let entries = Object::entries(value.dyn_ref()?);
    let entries = entries.iter().map(|entry| {
        let entry: &Array = entry.dyn_ref()?;
        Some((entry.get(0).as_string()?, from_js(&entry.get(1), depth)?))
    });
    entries.collect::<Option<_>>().map(Json::Object)
}
