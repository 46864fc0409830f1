//! Compiles the rules with the project's own `qualify` program.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{project, shell};

const PACK: &str = "beijing.pack";

/// Compiles the rules; gives the files that the page loads: the rules, and the texts of each language.
pub fn compile() -> Result<Vec<PathBuf>> {
    let folder = project::target().join("pack");
    // A language that was taken out must not stay behind.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    if !has_rules(&project::root().join("policies"))? {
        println!("           policies/ holds no rule file: the site will have no rules");
        return Ok(Vec::new());
    }
    shell::show(
        Command::new("cargo")
            .current_dir(project::root())
            .args(["run", "--quiet", "--locked", "-p", "qualify-cli", "--bin", "qualify", "--"])
            .args(["build", "policies/", "-o"])
            .arg(Path::new("target/pack").join(PACK)),
    )
    .context("the rules could not be compiled; the messages above name the file and the line")?;

    let files = made_in(&folder)?;
    if !files.iter().any(|file| file.file_name() == Some(OsStr::new(PACK))) {
        bail!("`qualify build` succeeded, yet target/pack/{PACK} was not written; see cli/");
    }
    if !files.iter().any(|file| has_ending(file, ".zh-Hans.texts")) {
        bail!("`qualify build` wrote no texts in 简体中文 (target/pack/*.zh-Hans.texts); see cli/");
    }
    Ok(files)
}

fn made_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|file| has_ending(file, ".pack") || has_ending(file, ".texts"));
    files.sort();
    Ok(files)
}

fn has_ending(file: &Path, ending: &str) -> bool {
    file.to_string_lossy().ends_with(ending)
}

fn has_rules(folder: &Path) -> Result<bool> {
    if !folder.is_dir() {
        return Ok(false);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if has_ending(&path, ".yaml") || (path.is_dir() && has_rules(&path)?) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::has_rules;
    use std::fs;

    #[test]
    fn rules_are_found_in_sub_folders() {
        let temp = tempfile::tempdir().unwrap();
        let inner = temp.path().join("programmes");
        fs::create_dir(&inner).unwrap();
        fs::write(temp.path().join("README.md"), "").unwrap();
        assert!(!has_rules(temp.path()).unwrap());
        fs::write(inner.join("one.yaml"), "").unwrap();
        assert!(has_rules(temp.path()).unwrap());
        assert!(!has_rules(&temp.path().join("absent")).unwrap());
    }
}
