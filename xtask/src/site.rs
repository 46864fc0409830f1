//! Makes the complete site in `dist/`.

mod archive;
mod element;
mod finish;
mod leads;
mod messages;
mod names;
pub mod npm;
mod offline;
mod pack;
mod single;
mod split;
mod stamp;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::setup::SiteTools;
use crate::{project, shell};

/// For whom the site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// For the public: small.
    Release,
    /// For the developer: quick to compile, with checks and names.
    Dev,
}

/// Builds the site, whatever is there.
pub fn build(tools: &SiteTools, kind: Kind) -> Result<()> {
    let started = Instant::now();
    // Read before the build: an edit made while it runs must lead to another one.
    let stamp = stamp::of_inputs(kind)?;
    stamp::forget()?;

    println!("packing    the rules");
    let packs = pack::compile()?;

    println!("building   the page ({})", time(kind));
    fetch(tools, kind)?;
    let stage = project::target().join("site");
    shell::show(&mut trunk(tools, kind, &stage))
        .context("the page could not be built; the compiler's or Trunk's messages above say why")?;

    npm::make(tools, kind, &stage.join("npm"))?;
    finish::complete(tools, kind, &stage, &packs)?;
    stamp::remember(&stamp)?;
    println!("built      dist/ in {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// Builds the public site unless `dist/` already holds what the present files would give.
pub fn build_if_changed(tools: &SiteTools) -> Result<()> {
    if stamp::matches(Kind::Release)? && project::dist().join("index.html").is_file() {
        println!("built      nothing has changed since dist/ was made");
        return Ok(());
    }
    build(tools, Kind::Release)
}

/// Puts the rules' words, or a file of words, into traditional characters.
pub fn traditional(words: &[String]) -> Result<()> {
    let mut command = Command::new("cargo");
    command.current_dir(project::root()).args([
        "run",
        "--quiet",
        "--locked",
        "--package",
        "qualify-hant",
        "--",
        "policies",
    ]);
    shell::show(command.args(words))
}

fn time(kind: Kind) -> &'static str {
    match kind {
        Kind::Release => "about a minute the first time",
        Kind::Dev => "half a minute the first time",
    }
}

/// Trunk compiles without the network, so what it wants must be here before it starts.
fn fetch(tools: &SiteTools, kind: Kind) -> Result<()> {
    let mut command = compiling(tools, kind, "cargo");
    command.args(["fetch", "--locked", "--target", "wasm32-unknown-unknown"]);
    if let Some(host) = host() {
        command.args(["--target", &host]);
    }
    shell::quiet(command.current_dir(project::root())).context("the crates of the page could not be fetched")?;
    Ok(())
}

fn compiling(tools: &SiteTools, kind: Kind, program: &str) -> Command {
    match kind {
        Kind::Release => tools.small(program),
        Kind::Dev => tools.command(program),
    }
}

fn host() -> Option<String> {
    let version = shell::answer(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "))?;
    Some(host.to_owned())
}

fn trunk(tools: &SiteTools, kind: Kind, stage: &Path) -> Command {
    let mut command = compiling(tools, kind, "trunk");
    command
        .current_dir(project::root())
        .args(["build", "--offline", "--dist"])
        .arg(stage)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // Trunk 0.21 takes NO_COLOR=1, which everyone else understands, for a wrong value.
        .env_remove("NO_COLOR")
        // Its stack says nothing about the page, and hides the compiler's message.
        .env_remove("RUST_BACKTRACE");
    if kind == Kind::Release {
        command.arg("--release");
    }
    command
}
