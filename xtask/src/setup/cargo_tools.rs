//! The two build tools written in Rust: Trunk, and the `wasm-bindgen` programs.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::store::Store;
use crate::{lockfile, project, shell};

/// The newest Trunk that rustc 1.95 compiles.
const TRUNK: &str = "0.21.14";

/// The folder with the `trunk` program.
pub fn trunk(store: &Store) -> Result<PathBuf> {
    // Trunk's own lock file resolves, so its dependencies are pinned too.
    install(store, "trunk", TRUNK, &["--locked"], "about 6 minutes")
}

/// The folder with `wasm-bindgen` and `wasm-bindgen-test-runner`, of exactly the version that the project links.
pub fn wasm_bindgen(store: &Store) -> Result<PathBuf> {
    let lock = fs::read_to_string(project::root().join("Cargo.lock"))
        .context("Cargo.lock could not be read; run `cargo check` to make it")?;
    let version = lockfile::version_of("wasm-bindgen", &lock)?;
    // Not `--locked`: the lock file published with 0.2.130 names a crate version that was withdrawn.
    install(store, "wasm-bindgen-cli", &version, &[], "about 3 minutes")
}

fn install(store: &Store, name: &str, version: &str, flags: &[&str], time: &str) -> Result<PathBuf> {
    let tool = format!("{name}-{version}");
    super::finding(&tool);
    let place = store.ensure(&tool, |partial| {
        super::installing(&tool, time);
        let mut command = Command::new("cargo");
        command
            .args(["install", &format!("{name}@{version}")])
            .args(flags)
            .arg("--root")
            .arg(partial)
            .arg("--target-dir")
            .arg(store.workshop(&tool))
            // Flags meant for the project must not reach the tools.
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("CARGO_BUILD_TARGET")
            .env("CARGO_NET_RETRY", "5");
        shell::quiet(&mut command).with_context(|| {
            format!(
                "{tool} could not be installed. See that the crate registry can be reached and that 2 GB are free, \
                 then run `cargo xtask setup` again; it goes on where it stopped"
            )
        })?;
        Ok(())
    })?;
    Ok(place.join("bin"))
}
