//! `qualify new`: a programme and its cases to fill in.

use crate::error::Failure;
use crate::{clock, files, loading};
use qualify_authoring::is_name;
use qualify_engine::Pack;
use std::io::Write;
use std::path::Path;

const PROGRAMME: &str = include_str!("new/programme.yaml");
const CASES: &str = include_str!("new/cases.yaml");

/// Writes the two files of a new programme of this kind, about this record.
pub fn new(id: &str, kind: &str, about: &str, folder: &Path) -> Result<(), Failure> {
    let (pack, _) = loading::load(folder, loading::LANGUAGE)?;
    check(&pack, id, kind, about)?;
    let written = [("programmes", PROGRAMME), ("cases", CASES)].map(|(place, text)| {
        let text = text.replace("{id}", id).replace("{kind}", kind).replace("{about}", about);
        (folder.join(place).join(format!("{id}.yaml")), text.replace("{today}", &clock::today().to_string()))
    });
    if let Some((path, _)) = written.iter().find(|(path, _)| path.exists()) {
        return Err(Failure::ProgrammeIsThere(path.clone()));
    }
    for (path, text) in &written {
        files::write(path, text)?;
        writeln!(std::io::stdout(), "{}", path.display())?;
    }
    Ok(())
}

fn check(pack: &Pack, id: &str, kind: &str, about: &str) -> Result<(), Failure> {
    if !is_name(id) {
        return Err(Failure::NoName(id.into()));
    }
    let find = |what: &'static str, word: &str, words: Vec<&str>| {
        let fail = || Failure::NoSuch { what, word: word.into(), words: words.join(", ") };
        if words.contains(&word) { Ok(()) } else { Err(fail()) }
    };
    find("kind", kind, pack.kinds.iter().map(|it| it.key.as_str()).collect())?;
    find("record", about, pack.records.iter().map(|it| it.key.as_str()).collect())
}
