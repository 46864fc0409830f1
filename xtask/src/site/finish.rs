//! What comes after Trunk: smaller files, the rules, and the move into `dist/`.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{Kind, archive, element, messages, names, offline, single, split};
use crate::setup::SiteTools;
use crate::{project, shell};

/// Completes the site in `stage` and puts it in the place of the old one.
pub fn complete(tools: &SiteTools, kind: Kind, stage: &Path, packs: &[PathBuf]) -> Result<()> {
    if kind == Kind::Release {
        plain_names(stage)?;
    }
    let (wasm, style) = (first_visit(stage)?, with_ending(stage, "css")?);
    // The one file has no use for two parts.
    fs::copy(&wasm, stage.join(single::PROGRAM))?;
    split_in_two(&wasm)?;
    element::share(stage)?;
    element::complete(stage, &wasm, style.first().context("the site has no stylesheet")?)?;
    if kind == Kind::Release {
        minify(tools, stage)?;
    }
    messages::write(stage)?;
    let folder = stage.join("pack");
    fs::create_dir_all(&folder)?;
    for pack in packs {
        let name = pack.file_name().context("a pack is a file")?;
        fs::copy(pack, folder.join(name))?;
    }
    prerender(stage)?;
    offline::complete(stage)?;
    if kind == Kind::Release {
        single::write(tools, stage, &file_name(&wasm)?)?;
        archive::write(stage)?;
    } else {
        // A developer's build is too large for it.
        fs::remove_file(stage.join("single.js"))?;
        fs::remove_file(stage.join(single::PROGRAM))?;
    }
    replace(stage, &project::dist())
}

/// Lets the page's own code write pages out.
fn prerender(stage: &Path) -> Result<()> {
    let mut command = Command::new("cargo");
    command.current_dir(project::root()).args(["run", "--quiet", "--locked", "--package", "qualify-app", "--"]);
    shell::quiet(command.arg(stage)).context("the pages could not be written out")?;
    Ok(())
}

/// Gives the functions between the WebAssembly and its glue names that compress.
pub fn plain_names(stage: &Path) -> Result<()> {
    let compiled = with_ending(stage, "wasm")?;
    for wasm in &compiled {
        // Trunk names the two alike: `app-HASH_bg.wasm`, `app-HASH.js`.
        let glue = PathBuf::from(wasm.to_string_lossy().replace("_bg.wasm", ".js"));
        let names = names::plainer(&fs::read_to_string(&glue)?);
        for path in [&glue, wasm] {
            let mut bytes = fs::read(path)?;
            names::rename(&mut bytes, &names);
            fs::write(path, bytes)?;
        }
    }
    Ok(())
}

/// Puts what is reached only through the doors in its module `later` into a file of its own, `…_more.wasm`.
pub fn split_in_two(compiled: &Path) -> Result<()> {
    let whole = fs::read(compiled)?;
    let parts = split::split(&whole, "later").with_context(|| format!("{} could not be split", compiled.display()))?;
    fs::write(compiled.to_string_lossy().replace("_bg.wasm", "_more.wasm"), parts.more)?;
    Ok(fs::write(compiled, parts.first)?)
}

/// The file of program that a first visit loads.
fn first_visit(stage: &Path) -> Result<PathBuf> {
    let mut compiled = with_ending(stage, "wasm")?.into_iter();
    let found = compiled.find(|path| path.to_string_lossy().ends_with("_bg.wasm"));
    found.context("the site has no compiled file")
}

fn file_name(path: &Path) -> Result<String> {
    Ok(path.file_name().and_then(OsStr::to_str).context("a compiled file has a name")?.to_owned())
}

fn with_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().and_then(OsStr::to_str) == Some(ending) {
            found.push(path);
        }
    }
    Ok(found)
}

/// Makes the compiled files smaller, each in its place.
pub fn minify(tools: &SiteTools, stage: &Path) -> Result<()> {
    for entry in fs::read_dir(stage)? {
        let path = entry?.path();
        let mut command = match path.extension().and_then(OsStr::to_str) {
            Some("js" | "css") => esbuild(tools, &path, &path),
            Some("wasm") => wasm_opt(tools, &path),
            _ => continue,
        };
        shell::quiet(&mut command).with_context(|| format!("{} could not be made smaller", path.display()))?;
    }
    Ok(())
}

/// Makes a script or a stylesheet smaller.
pub fn esbuild(tools: &SiteTools, from: &Path, to: &Path) -> Command {
    let mut command = tools.command("esbuild");
    command
        .args(["--minify", "--charset=utf8", "--log-level=warning", "--allow-overwrite"])
        .arg(from)
        .arg(format!("--outfile={}", to.display()));
    command
}

fn wasm_opt(tools: &SiteTools, path: &Path) -> Command {
    let mut command = tools.command("wasm-opt");
    // No feature is named: the file says itself what it uses, and `--all-features` gives one that Chrome refuses.
    // Two rounds find more than one. Rust's stack lies at the low end of the memory and is never full there, so addresses below
    // 1024 are unused, which lets offsets be folded into loads.
    command
        .args(["-Os", "--low-memory-unused", "-Oz", "--strip-producers", "--strip-debug"])
        .arg(path)
        .arg("-o")
        .arg(path);
    command
}

/// Moves the new folder to where the old one is: a browser never loads half a site.
pub fn replace(new: &Path, place: &Path) -> Result<()> {
    let old = new.with_extension("old");
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    if place.exists() {
        fs::rename(place, &old)?;
    }
    fs::rename(new, place).with_context(|| format!("the new site could not be moved to {}", place.display()))?;
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::replace;
    use std::fs;

    #[test]
    fn the_new_site_takes_the_place_of_the_old_one() {
        let temp = tempfile::tempdir().unwrap();
        let (new, place) = (temp.path().join("site"), temp.path().join("dist"));
        for round in ["first", "second"] {
            fs::create_dir(&new).unwrap();
            fs::write(new.join(round), "").unwrap();
            replace(&new, &place).unwrap();
            assert!(place.join(round).exists());
            assert_eq!(fs::read_dir(&place).unwrap().count(), 1);
            assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 1);
        }
    }
}
