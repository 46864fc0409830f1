//! The benchmarks, natively and in WebAssembly.

use std::process::Command;

use anyhow::{Context, Result};

use crate::setup::Route;
use crate::{project, shell};

const TARGET: &str = "wasm32-unknown-unknown";

/// Prints how long the engine takes beside the same rules written by hand. Ratios are shown, never judged: a shared machine has
/// its moods.
pub fn run() -> Result<()> {
    let route = Route::find()?;
    shell::show(cargo("bench", "qualify-bench").args(["--bench", "engine"])).context("the benchmarks did not run")?;
    shell::show(&mut cargo("run", "qualify-bench")).context("the comparison with the rules by hand did not run")?;

    let pack = project::target().join("bench.pack");
    shell::show(cargo("run", "qualify-bench").arg("--").arg(&pack))
        .context("the rules of the benchmarks could not be compiled")?;
    let mut build = cargo("build", "qualify-bench-wasm");
    build.args(["--target", TARGET]);
    route.apply(&mut build);
    shell::show(&mut build).context("the benchmarks could not be compiled to WebAssembly")?;

    let room = project::root().join("bench");
    // Cargo keeps what the profile `bench` makes in `release`.
    let wasm = project::target().join(TARGET).join("release/qualify_bench_wasm.wasm");
    let mut node = Command::new("node");
    node.arg(room.join("wasm/run.mjs")).args([wasm, pack, room.join("data/profiles.csv")]);
    shell::show(&mut node).context("the benchmarks in WebAssembly did not run")
}

fn cargo(task: &str, package: &str) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(project::root()).args([task, "--quiet", "--locked", "--profile", "bench", "-p", package]);
    command
}
