//! Runs every test and adds up what the runners report.

mod summary;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::setup::{self, Route, SiteTools, TestTools};
use crate::{project, serve, shell, site, size};
use summary::Counts;

/// The test files that run under WebAssembly as well as natively. The others test what never runs in a browser, or
/// use crates that do not compile for it.
const ALSO_IN_WASM: [(&str, &str); 2] = [("qualify-engine", "suite"), ("qualify-app", "cases")];

/// The packages of the page and of the npm package: what clippy looks at for the browser's target.
const PAGE_PACKAGES: [&str; 4] = ["qualify-engine", "qualify-app", "qualify-js", "qualify-js-verify"];

/// One of the three runners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Native,
    Wasm,
    Browser,
}

impl Part {
    /// In the order in which they run: the quickest to fail first.
    pub const ALL: [Self; 3] = [Self::Native, Self::Wasm, Self::Browser];

    /// What it is called on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Wasm => "wasm",
            Self::Browser => "browser",
        }
    }

    fn run(self, tools: &TestTools) -> Result<Counts> {
        println!("\ntesting    {}", self.name());
        match self {
            Self::Native => native(),
            Self::Wasm => wasm(&tools.site),
            Self::Browser => browser(tools),
        }
    }
}

/// Runs these parts; whether all went well. A part that breaks down does not keep the others from running.
pub fn run(parts: &[Part]) -> Result<bool> {
    let tools = setup::all()?;
    let mut lines = Vec::new();
    let mut all = Counts::default();
    for part in parts {
        let counts = part.run(&tools).unwrap_or_else(|error| {
            shell::complain(&error);
            Counts::broken_down()
        });
        lines.push(format!("{:8} {counts}", part.name()));
        all += counts;
    }
    if parts.contains(&Part::Browser) {
        // Without the source of the standard library the page is larger by no fault of a change.
        let fits = size::report(tools.site.has_std_source).unwrap_or_else(|error| {
            shell::complain(&error);
            false
        });
        lines.push(format!("{:8} {}", "size", if fits { "within the limit" } else { "FAILED" }));
        all.failed += usize::from(!fits);
    }
    println!("\n{}\n\n{all}", lines.join("\n"));
    Ok(all.failed == 0)
}

fn native() -> Result<Counts> {
    let mut command = Command::new("cargo");
    command.current_dir(project::root()).args(["test", "--workspace", "--locked", "--no-fail-fast"]);
    counted(&mut command, summary::of_cargo)
}

fn wasm(tools: &SiteTools) -> Result<Counts> {
    let mut all = Counts::default();
    for (package, test) in ALSO_IN_WASM {
        // Compiled apart from the page's own release, whose `panic = "abort"` would end a run at its first failure.
        let mut command = tools.command("cargo");
        command
            .current_dir(project::root())
            .args(["test", "--locked", "--target", "wasm32-unknown-unknown"])
            .args(["-p", package, "--test", test])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
        all += counted(&mut command, summary::of_cargo)?;
    }
    Ok(all)
}

fn browser(tools: &TestTools) -> Result<Counts> {
    site::build_if_changed(&tools.site)?;
    let server = serve::start(0)?;
    let mut command = Command::new("node");
    command
        .current_dir(project::root())
        // One at a time: the tests that measure must not share the processor.
        .args(["--test", "--test-reporter=spec", "--test-concurrency=1", "--test-timeout=120000"])
        .args(test_files(&project::npm_tests())?)
        .args(test_files(&project::browser_tests())?)
        .env("QUALIFY_URL", &server.url)
        .env("QUALIFY_CHROMIUM", &tools.chromium)
        // Coloured lines could not be read again below.
        .env_remove("FORCE_COLOR");
    counted(&mut command, summary::of_node)
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    if files.is_empty() {
        bail!("{} holds no *.test.mjs", folder.display());
    }
    Ok(files)
}

/// Runs a test runner and reads its closing lines. One that fails without naming a failed test (because it did not
/// compile, or crashed) counts as one failure.
fn counted(command: &mut Command, read: fn(&str) -> Counts) -> Result<Counts> {
    let finished = shell::tee(command.env("CARGO_TERM_COLOR", "never"))?;
    let mut counts = read(&finished.output);
    if !finished.status.success() && counts.failed == 0 {
        println!("\n`{}` failed ({})", shell::line(command), finished.status);
        counts.failed = 1;
    }
    if counts.passed == 0 && counts.failed == 0 {
        println!("\n`{}` ran no test", shell::line(command));
        counts.failed = 1;
    }
    Ok(counts)
}

/// Clippy for the browser's target; whether it found nothing.
pub fn clippy_wasm() -> Result<bool> {
    let tools = setup::site()?;
    if tools.route == Route::Debian {
        println!("skipping   clippy for the browser's target: Debian's compiler comes without clippy");
        return Ok(true);
    }
    let mut command = tools.command("cargo");
    command
        .current_dir(project::root())
        .args(["clippy", "--locked", "--target", "wasm32-unknown-unknown"])
        .args(PAGE_PACKAGES.iter().flat_map(|package| ["-p", package]))
        .args(["--all-targets", "--", "-D", "warnings"]);
    shell::show(&mut command).context("clippy found something in the code of the page")?;
    Ok(true)
}

/// Counts the questions of made-up enterprises; see the example's own description.
pub fn questions() -> Result<()> {
    let mut command = Command::new("cargo");
    let measured = ["--profile", "native", "--package", "qualify-cli", "--example", "questions"];
    command.current_dir(project::root()).args(["run", "--quiet", "--locked"]).args(measured);
    shell::show(&mut command)
}
