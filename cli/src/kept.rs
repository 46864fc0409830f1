//! The file that the page saves: one or several dossiers, each with its name, and what the page alone needs beside them.
//! `{"format": 2, "dossiers": [{"name": "…", "answers": {"format": 1, …}}]}`

use crate::dossier::NoDossier;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The format of such a file.
pub const FORMAT: i64 = 2;

/// Whether this is a file of the page.
pub fn is_kept(file: &Value) -> bool {
    file["format"] == FORMAT
}

/// The answers of the only dossier, or of the one that is wanted, by its name or its number.
pub fn answers<'a>(file: &'a Value, wanted: Option<&str>) -> Result<&'a Value, NoDossier> {
    let all = file["dossiers"].as_array().map(Vec::as_slice).unwrap_or_default();
    let name = |dossier: &'a Value| dossier["name"].as_str().unwrap_or_default();
    let found = match wanted {
        None => only(all.iter()),
        Some(wanted) => only(all.iter().filter(|it| name(it) == wanted)).or_else(|| {
            let place = wanted.parse::<usize>().ok()?.checked_sub(1)?;
            all.get(place)
        }),
    };
    let named = || {
        let names = all.iter().zip(1..).map(|(it, number)| match name(it) {
            "" => format!("{number}（没有名字）"),
            name => format!("{number}“{name}”"),
        });
        match all.len() {
            0 => NoDossier::NothingKept,
            count => NoDossier::Several { count, names: names.collect::<Vec<_>>().join("、") },
        }
    };
    found.map(|dossier| &dossier["answers"]).ok_or_else(named)
}

fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

/// `kept.json#2` → the file, and which of its dossiers is wanted. A file that has such a name is that file.
pub fn which(path: &Path) -> (PathBuf, Option<&str>) {
    let parts = path.to_str().filter(|_| !path.exists()).and_then(|text| text.rsplit_once('#'));
    parts.map_or_else(|| (path.into(), None), |(file, wanted)| (file.into(), Some(wanted)))
}
