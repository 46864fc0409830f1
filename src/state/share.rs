//! Answers in a link: in the part after `#`, which no server sees.
//!
//! `#/s/1…`: the version of the format, then JSON in base64 for addresses: `{"pack": "beijing", "version": "2026.11.1", "name": "…",
//! "as_of": "…", "answers": {…}}`, the answers as everywhere in the project.

use super::dossiers::Entry;
use super::json::Json;
use super::saved::{read_answers, write_answers};
use data_encoding::BASE64URL_NOPAD;
use qualify_engine::{Date, Pack};

const FORMAT: char = '1';
/// The longest link that is made or read, in letters: some programs cut off longer ones.
pub const LINK_LIMIT: usize = 8_000;

/// What a link holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    pub entry: Entry,
    /// Of the rules with which it was made.
    pub version: String,
    /// What no longer fits the rules.
    pub dropped: Vec<String>,
}

/// Why a link cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    TooLong,
    /// Cut off, or changed on its way.
    Damaged,
    /// Of a newer version of this program.
    OtherFormat,
    OtherPack,
}

/// A dossier as the part of an address after `#/s/`; too much for a link is refused.
pub fn write(pack: &Pack, entry: &Entry) -> Result<String, LinkError> {
    let json = Json::object([
        ("pack", Json::text(&pack.key)),
        ("version", Json::text(&pack.version)),
        ("name", Json::text(&entry.name)),
        ("as_of", entry.as_of.map_or(Json::Null, |date| Json::Text(date.to_string()))),
        ("answers", write_answers(pack, &entry.answers)),
    ]);
    let text = [FORMAT.to_string(), BASE64URL_NOPAD.encode(json.print().as_bytes())].concat();
    if text.len() > LINK_LIMIT { Err(LinkError::TooLong) } else { Ok(text) }
}

/// The text of the JSON in a link.
pub fn text(shared: &str) -> Result<String, LinkError> {
    if shared.len() > LINK_LIMIT {
        return Err(LinkError::TooLong);
    }
    let digits = match shared.strip_prefix(FORMAT) {
        Some(digits) => digits,
        None if shared.starts_with(|first: char| first.is_ascii_digit()) => return Err(LinkError::OtherFormat),
        None => return Err(LinkError::Damaged),
    };
    let bytes = BASE64URL_NOPAD.decode(digits.as_bytes()).map_err(|_| LinkError::Damaged)?;
    String::from_utf8(bytes).map_err(|_| LinkError::Damaged)
}

/// The dossier in a link, each answer read as if it had been typed.
pub fn read(pack: &Pack, json: Option<&Json>) -> Result<Shared, LinkError> {
    let json = json.ok_or(LinkError::Damaged)?;
    let text = |key: &str| json.get(key).and_then(Json::as_text);
    if text("pack").ok_or(LinkError::Damaged)? != pack.key {
        return Err(LinkError::OtherPack);
    }
    let mut dropped = Vec::new();
    let answers = json.get("answers").and_then(|it| read_answers(pack, it, &mut dropped)).ok_or(LinkError::Damaged)?;
    let entry = Entry {
        name: text("name").unwrap_or_default().to_owned(),
        answers,
        as_of: text("as_of").and_then(Date::parse),
        cares: Vec::new(),
    };
    Ok(Shared { entry, version: text("version").unwrap_or_default().to_owned(), dropped })
}
