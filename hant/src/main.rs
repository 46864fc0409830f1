//! `cargo xtask hant`: writes `policies/languages/zh-Hant`, or says what is wrong with it; or converts a file of words.

use anyhow::{Context, Result, bail};
use qualify_hant::Tree;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

const HELP: &str =
    "cargo xtask hant [--check]          write policies/languages/zh-Hant, or say what it should have otherwise
cargo xtask hant FROM TO            convert a whole file, such as the words of the page";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [folder] => pack(Path::new(folder), false),
        [folder, "--check"] => pack(Path::new(folder), true),
        [folder, from, to] => file(Path::new(folder), Path::new(from), Path::new(to)),
        _ => bail!("{HELP}"),
    }
}

fn pack(folder: &Path, check: bool) -> Result<()> {
    let tree = Tree::of(folder)?;
    let strangers = tree.strangers();
    let differences = if check { tree.differences()? } else { tree.write()? };
    for line in strangers.iter().chain(&differences) {
        println!("{line}");
    }
    if !strangers.is_empty() {
        bail!("the characters above belong to the other script; a name is quoted with an entry in overrides.yaml");
    }
    if check && !differences.is_empty() {
        bail!("the files above are not what would be written; run `cargo xtask hant`");
    }
    Ok(())
}

/// Converts a file with the overrides of the pack; whatever is not Chinese stays as it is.
fn file(folder: &Path, from: &Path, to: &Path) -> Result<()> {
    let tree = Tree::of(folder)?;
    let text = fs::read_to_string(from).with_context(|| from.display().to_string())?;
    fs::write(to, tree.converter().convert(&text)).with_context(|| to.display().to_string())
}
