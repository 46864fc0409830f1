//! Remembers from which files `dist/` was made, so that an unchanged site is not built again.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};

use super::Kind;
use crate::{hash, project};

/// What the site is made from; folders with all they hold.
const INPUTS: [&str; 17] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "authoring",
    "build.rs",
    "cli",
    "engine",
    "exchange",
    "index.html",
    "js",
    "policies",
    "signature",
    "src",
    "style",
    "web",
    "xtask/npm",
    "xtask/src",
];

/// A short name for the present state of the inputs.
pub fn of_inputs(kind: Kind) -> Result<String> {
    let root = project::root();
    let mut listing = format!("{kind:?}\n");
    for input in INPUTS {
        list(&root.join(input), &mut listing).with_context(|| format!("{input} could not be looked through"))?;
    }
    Ok(format!("{:016x}", hash::of(listing.as_bytes())))
}

/// Whether `dist/` was made from the present state of the inputs.
pub fn matches(kind: Kind) -> Result<bool> {
    let now = of_inputs(kind)?;
    Ok(fs::read_to_string(file()).is_ok_and(|then| then == now))
}

/// Notes from what `dist/` was made.
pub fn remember(stamp: &str) -> Result<()> {
    Ok(fs::write(file(), stamp)?)
}

/// Says that `dist/` is of no known state.
pub fn forget() -> Result<()> {
    match fs::remove_file(file()) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn file() -> PathBuf {
    project::target().join("site.stamp")
}

/// One line a file: its path, length and time of change. A renamed or deleted file shows as well as an edited one.
fn list(path: &Path, listing: &mut String) -> Result<()> {
    let Ok(about) = fs::metadata(path) else {
        return Ok(());
    };
    if about.is_dir() {
        let mut inner: Vec<PathBuf> = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        inner.sort();
        return inner.iter().try_for_each(|path| list(path, listing));
    }
    let changed = about.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
    writeln!(listing, "{} {} {changed}", path.display(), about.len())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::list;
    use std::fs;

    #[test]
    fn edits_and_deletions_show() {
        let temp = tempfile::tempdir().unwrap();
        let state = || {
            let mut listing = String::new();
            list(temp.path(), &mut listing).unwrap();
            listing
        };
        let empty = state();
        fs::create_dir(temp.path().join("inner")).unwrap();
        fs::write(temp.path().join("inner/a"), "1").unwrap();
        let one = state();
        assert_ne!(empty, one);
        fs::write(temp.path().join("inner/a"), "22").unwrap();
        assert_ne!(one, state());
        fs::remove_file(temp.path().join("inner/a")).unwrap();
        assert_eq!(empty, state());
    }
}
