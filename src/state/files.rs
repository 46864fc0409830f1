//! Dossiers as a file, and back. A file is what is kept in the browser, or the answers of one enterprise as the command line reads
//! them; whatever it is, nothing that is there is touched before it was read to the end.

use super::Store;
use super::dossiers::{Dossiers, Entry};
use super::json::Json;
use super::saved::{self, FORMAT, Restored};
use qualify_engine::Pack;

/// The largest file that is read, in bytes: a thousand times what a dossier takes.
pub const FILE_LIMIT: u32 = 1_000_000;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// So many dossiers were added; what no longer fits the rules was left out.
    Added(usize, Vec<String>),
    Refused(Refusal),
}

/// Why a file was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    TooLarge,
    /// The browser could not read it.
    Unreadable,
    /// Cut off, or no JSON at all.
    NotJson,
    /// JSON, and none of ours.
    NotOurs,
    /// Written by a newer version of this program.
    Newer(i32),
    /// Of other rules; their key.
    OtherPack(String),
}

/// The dossiers in a file.
pub fn read(pack: &Pack, text: Option<&Json>) -> Result<Restored, Refusal> {
    let file = text.ok_or(Refusal::NotJson)?;
    if let Some(other) = file.get("pack").and_then(Json::as_text).filter(|key| *key != pack.key) {
        return Err(Refusal::OtherPack(other.to_owned()));
    }
    let format = file.get("format").and_then(Json::as_number).ok_or(Refusal::NotOurs)?;
    if format > FORMAT {
        return Err(Refusal::Newer(format));
    }
    if let Some(restored) = saved::restore(pack, file) {
        return Ok(restored);
    }
    let mut dropped = Vec::new();
    let answers = saved::read_answers(pack, file, &mut dropped).ok_or(Refusal::NotOurs)?;
    let dossiers = Dossiers::new(vec![Entry { answers, ..Entry::default() }], 0);
    Ok(Restored { dossiers, dropped })
}

/// The open dossier, or all of them.
pub fn write(store: &Store, all: bool) -> Json {
    if all {
        return store.to_save();
    }
    saved::save(store.pack(), &Dossiers::new(vec![store.own_dossiers().current().clone()], 0))
}

/// A name for a file about the open dossier, for any system: `达标即享-精机一号-2026-11-22.json`.
pub fn name(store: &Store, what: &str, ending: &str) -> String {
    let kept = |letter: &char| !letter.is_control() && !r#"\/:*?"<>|"#.contains(*letter);
    let dossier: String = store.dossiers().current().name.chars().filter(kept).take(40).collect();
    let parts = [what, dossier.trim(), &store.as_of().to_string()];
    [&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-"), ".", ending].concat()
}
