//! Remembers from which files `dist/` was made and what was made, so that an unchanged site is not built again and another one never served.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};

use super::Kind;
use crate::{files, hash, project};

/// What the site is made from; folders with all they hold.
const INPUTS: [&str; 18] = [
    ".cargo/config.toml",
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

/// What is compiled into tests alone; a folder of this name holds nothing of the site.
const TESTS: &str = "tests";

/// A short name for the present state of the inputs. What files say counts, not when they were written: what was changed and is as before
/// gives the same site. So does the day, since the written pages are as of the day on which they were made.
pub fn of_inputs(kind: Kind) -> Result<String> {
    on_day(kind, today(SystemTime::now())?)
}

fn on_day(kind: Kind, day: u64) -> Result<String> {
    let root = project::root();
    let mut listing = format!("{kind:?}, day {day}\n");
    for input in INPUTS {
        list(&root, Path::new(input), &mut listing).with_context(|| format!("{input} could not be looked through"))?;
    }
    Ok(short(&listing))
}

/// Whether `dist/` was made from the present state of the inputs, and still holds what was made.
pub fn matches(kind: Kind) -> Result<bool> {
    let Ok(then) = fs::read_to_string(file()) else { return Ok(false) };
    Ok(then == stamp(&of_inputs(kind)?, &project::dist())?)
}

/// Notes from what `dist/` was made, and what is in it.
pub fn remember(inputs: &str) -> Result<()> {
    Ok(fs::write(file(), stamp(inputs, &project::dist())?)?)
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

/// The inputs and, below them, what was made: a part that was made anew by itself, or deleted, shows too.
fn stamp(inputs: &str, made: &Path) -> Result<String> {
    let mut listing = String::new();
    if made.is_dir() {
        for name in files::names(made)? {
            line(made, Path::new(&name), &mut listing)?;
        }
    }
    Ok(format!("{inputs}\n{}\n", short(&listing)))
}

fn short(listing: &str) -> String {
    format!("{:016x}", hash::of(listing.as_bytes()))
}

/// The day in Beijing, counted from 1970, as `src/prerender.rs` takes it.
fn today(now: SystemTime) -> Result<u64> {
    let there = now.duration_since(UNIX_EPOCH)? + Duration::from_secs(8 * 3600);
    Ok(there.as_secs() / (24 * 3600))
}

/// One line a file. A renamed or deleted file shows as well as an edited one.
fn list(root: &Path, path: &Path, listing: &mut String) -> Result<()> {
    let there = root.join(path);
    if there.is_dir() {
        let mut inner = fs::read_dir(&there)?.map(|entry| Ok(entry?.file_name())).collect::<Result<Vec<_>>>()?;
        inner.sort();
        return inner.iter().filter(|name| *name != TESTS).try_for_each(|name| list(root, &path.join(name), listing));
    }
    if there.exists() { line(root, path, listing) } else { Ok(()) }
}

/// A file by its path and what it holds.
fn line(root: &Path, path: &Path, listing: &mut String) -> Result<()> {
    let content = fs::read(root.join(path))?;
    Ok(writeln!(listing, "{} {} {:016x}", path.display(), content.len(), hash::of(&content))?)
}

#[cfg(test)]
mod tests {
    use super::{Kind, list, on_day, stamp, today};
    use std::fs;
    use std::path::Path;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn edits_and_deletions_show_and_what_is_as_before_does_not() {
        let temp = tempfile::tempdir().unwrap();
        let state = || {
            let mut listing = String::new();
            list(temp.path(), Path::new("inner"), &mut listing).unwrap();
            listing
        };
        let file = temp.path().join("inner/a");
        let absent = state();
        fs::create_dir_all(temp.path().join("inner/tests")).unwrap();
        fs::write(&file, "1").unwrap();
        let one = state();
        assert_ne!(absent, one);
        // As long as before, and written in the same moment perhaps.
        fs::write(&file, "2").unwrap();
        assert_ne!(one, state());
        // Written again, at another time.
        fs::write(&file, "1").unwrap();
        fs::File::options().write(true).open(&file).unwrap().set_modified(UNIX_EPOCH + Duration::from_secs(1)).unwrap();
        assert_eq!(one, state());
        fs::write(temp.path().join("inner/tests/t"), "a test is no part of the site").unwrap();
        assert_eq!(one, state());
        fs::rename(&file, temp.path().join("inner/b")).unwrap();
        assert_ne!(one, state());
        fs::remove_file(temp.path().join("inner/b")).unwrap();
        assert_eq!(absent, state());
    }

    #[test]
    fn what_was_made_and_is_no_longer_there_shows() {
        let temp = tempfile::tempdir().unwrap();
        fs::create_dir(temp.path().join("npm")).unwrap();
        fs::write(temp.path().join("npm/engine"), "1").unwrap();
        let made = stamp("inputs", temp.path()).unwrap();
        assert_eq!(made, stamp("inputs", temp.path()).unwrap());
        assert_ne!(made, stamp("others", temp.path()).unwrap());
        fs::write(temp.path().join("npm/engine"), "2").unwrap();
        assert_ne!(made, stamp("inputs", temp.path()).unwrap());
        fs::remove_file(temp.path().join("npm/engine")).unwrap();
        assert_ne!(made, stamp("inputs", temp.path()).unwrap());
    }

    #[test]
    fn another_day_or_another_kind_is_another_site() {
        let one = on_day(Kind::Release, 20_779).unwrap();
        assert_eq!(one, on_day(Kind::Release, 20_779).unwrap());
        assert_ne!(one, on_day(Kind::Release, 20_780).unwrap());
        assert_ne!(one, on_day(Kind::Dev, 20_779).unwrap());
    }

    /// 2026-11-22 is day 20,779; in Beijing it ends at 16:00 UTC.
    #[test]
    fn the_day_is_that_of_beijing() {
        let at = |seconds| today(UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
        let noon_utc = 20_779 * 86_400 + 12 * 3600;
        assert_eq!([at(noon_utc), at(noon_utc + 4 * 3600 - 1), at(noon_utc + 4 * 3600)], [20_779, 20_779, 20_780]);
    }
}
