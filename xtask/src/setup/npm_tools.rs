//! Node, and the npm packages: `wasm-opt` and `esbuild` for the site, Playwright and axe for the browser tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::apt;
use super::store::Store;
use crate::{project, shell};

/// `node --test` takes the flags we use from this version on.
const OLDEST_NODE: u32 = 20;

/// Makes sure that Node and npm are here.
pub fn node() -> Result<()> {
    super::finding("node and npm");
    if major_version().is_none() || !shell::works(Command::new("npm").arg("--version")) {
        apt::install(&["nodejs", "npm"], "node and npm", "about 1 minute")?;
    }
    match major_version() {
        Some(version) if version >= OLDEST_NODE => Ok(()),
        Some(version) => bail!(
            "node is of version {version}; the build and the browser tests need {OLDEST_NODE} or newer. Install it, \
             and have it first in PATH"
        ),
        None => bail!("`node --version` gives no version; install node {OLDEST_NODE} or newer"),
    }
}

fn major_version() -> Option<u32> {
    let text = shell::answer(Command::new("node").arg("--version"))?;
    text.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// The folder with the programs `wasm-opt` and `esbuild`.
pub fn site_tools(store: &Store) -> Result<PathBuf> {
    super::finding("wasm-opt and esbuild");
    let source = project::root().join("xtask/npm");
    let tool = format!("site-tools-{}", fingerprint(&source)?);
    let place = store.ensure(&tool, |partial| {
        super::installing("wasm-opt (binaryen) and esbuild", "a few seconds");
        for file in ["package.json", "package-lock.json"] {
            fs::copy(source.join(file), partial.join(file))?;
        }
        clean_install(partial)
    })?;
    Ok(place.join("node_modules/.bin"))
}

/// The packages of the tests that run in Node, in their own `node_modules`.
pub fn test_packages() -> Result<()> {
    packages_in(&project::browser_tests(), "playwright and axe")?;
    packages_in(&project::npm_tests(), "typescript")
}

fn packages_in(folder: &Path, what: &str) -> Result<()> {
    super::finding(what);
    let wanted = fingerprint(folder)?;
    // Written last, so that an interrupted install is not taken for a complete one.
    let stamp = folder.join("node_modules/.qualify-complete");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    super::installing(what, "a few seconds");
    clean_install(folder)?;
    Ok(fs::write(stamp, wanted)?)
}

fn clean_install(folder: &Path) -> Result<()> {
    let mut command = Command::new("npm");
    command
        .args(["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"])
        .args(["--omit-lockfile-registry-resolved", "--fetch-retries=3", "--fetch-retry-maxtimeout=20000"])
        .current_dir(folder);
    shell::quiet(&mut command).context(
        "npm packages could not be installed. See that the npm registry can be reached, then run `cargo xtask setup` again",
    )?;
    Ok(())
}

/// A short name for the exact set of packages that a lock file asks for.
fn fingerprint(folder: &Path) -> Result<String> {
    let lock = folder.join("package-lock.json");
    let text = fs::read(&lock).with_context(|| format!("{} could not be read", lock.display()))?;
    Ok(format!("{:016x}", crate::hash::of(&text)))
}
