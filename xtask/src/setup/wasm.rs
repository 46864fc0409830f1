//! A Rust compiler for `wasm32-unknown-unknown`, by one of two routes.
//!
//! Rustup's own target is the plain way. Where rustup cannot fetch it, Debian's compiler builds the standard library
//! for it from source; then every command that compiles for the target needs the variables of [`Route::apply`].

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::apt;
use crate::{project, shell};

/// What the project calls Debian's compiler in rustup.
const TOOLCHAIN: &str = "qualify-debian";
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];
const TARGET: &str = "wasm32-unknown-unknown";

/// How this machine compiles for the browser.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Route {
    /// The active toolchain has the target.
    Target,
    /// Debian's compiler, with the standard library built from source.
    Debian,
}

impl Route {
    /// Finds the route that works here, installing what is missing.
    pub fn find() -> Result<Self> {
        super::finding(TARGET);
        match env::var("QUALIFY_WASM_ROUTE").as_deref() {
            Ok("debian") => {
                println!("           QUALIFY_WASM_ROUTE=debian: taking Debian's compiler");
                return debian();
            }
            Ok("target") | Err(_) => {}
            Ok(other) => bail!("QUALIFY_WASM_ROUTE is `{other}`; it may be `target` or `debian`"),
        }
        if has_target() {
            return Ok(Self::Target);
        }
        if debian_is_ready() {
            println!("           not in the active toolchain: taking Debian's compiler, found");
            return Ok(Self::Debian);
        }
        super::installing(TARGET, "a few seconds");
        match shell::quiet(Command::new("rustup").args(["target", "add", TARGET])) {
            Ok(_) if has_target() => Ok(Self::Target),
            Ok(_) => bail!(
                "rustup says that it added {TARGET}, yet `rustc --print target-libdir --target {TARGET}` names no \
                 folder; see with `rustup show` which toolchain is active"
            ),
            Err(error) => {
                println!("           rustup could not add it; trying Debian's compiler instead");
                debian().with_context(|| {
                    format!("{TARGET} is to be had neither by rustup nor by Debian. Rustup said: {error:#}")
                })
            }
        }
    }

    /// Whether the standard library's source is here, so that it can be compiled without panic messages; installs it where
    /// that is a matter of seconds. Without it the page works as well and is about a tenth larger.
    pub fn has_std_source(self) -> bool {
        // Debian's route compiles the library anyway.
        if self == Self::Debian {
            return true;
        }
        compiler_can_stop_plainly()
            && (std_source_is_here() || {
                super::installing("the standard library's source", "a few seconds");
                let is_added = shell::quiet(Command::new("rustup").args(["component", "add", "rust-src"])).is_ok();
                if !is_added {
                    println!("           not to be had here: the page will be about a tenth larger");
                }
                is_added && std_source_is_here()
            })
    }

    /// Prepares a command that compiles the public page: the standard library from source and for size (sorting alone was a fifth of
    /// the npm package), a panic a plain stop. What a panic says would only reach the browser's console, and the page shows its own
    /// message; the tests run with messages.
    pub fn apply_small(self, command: &mut Command) {
        self.apply(command);
        let flags = [remaps().as_str(), "-Zunstable-options", "-Cpanic=immediate-abort"].join("\u{1f}");
        command
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
            // Sorting is a page of code for each type otherwise, and there are few things to sort.
            .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
            .env("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true")
            .env("CARGO_PROFILE_RELEASE_PANIC", "immediate-abort")
            .env("CARGO_ENCODED_RUSTFLAGS", flags);
    }

    /// Prepares a command that compiles for the browser.
    pub fn apply(self, command: &mut Command) {
        command.env("CARGO_ENCODED_RUSTFLAGS", remaps());
        if self == Self::Debian {
            command
                .env("RUSTUP_TOOLCHAIN", TOOLCHAIN)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-19");
            // Left by the cargo that runs us, these would lead back to the other compiler.
            for key in ["CARGO", "RUSTC", "RUSTDOC", "LD_LIBRARY_PATH"] {
                command.env_remove(key);
            }
        }
    }
}

fn debian() -> Result<Route> {
    if !apt::has(&PACKAGES) {
        apt::install(&PACKAGES, "Debian's Rust for the browser", "about 2 minutes")?;
    }
    if has_rustup() && !is_linked() {
        shell::quiet(Command::new("rustup").args(["toolchain", "link", TOOLCHAIN, "/usr"]))
            .context("Debian's compiler could not be made known to rustup")?;
    }
    Ok(Route::Debian)
}

fn debian_is_ready() -> bool {
    apt::has(&PACKAGES) && (!has_rustup() || is_linked())
}

fn has_target() -> bool {
    let asked = ["--print", "target-libdir", "--target", TARGET];
    shell::answer(Command::new("rustc").args(asked)).is_some_and(|folder| Path::new(&folder).is_dir())
}

fn std_source_is_here() -> bool {
    let sysroot = shell::answer(Command::new("rustc").args(["--print", "sysroot"]));
    sysroot.is_some_and(|root| Path::new(&root).join("lib/rustlib/src/rust/library/Cargo.lock").is_file())
}

/// Older compilers do not know the flag.
fn compiler_can_stop_plainly() -> bool {
    let asked = ["-Zunstable-options", "-Cpanic=immediate-abort", "--print", "cfg"];
    shell::works(Command::new("rustc").args(asked).env("RUSTC_BOOTSTRAP", "1"))
}

fn has_rustup() -> bool {
    shell::works(Command::new("rustup").arg("--version"))
}

fn is_linked() -> bool {
    shell::answer(Command::new("rustup").args(["toolchain", "list"]))
        .is_some_and(|list| list.lines().any(|line| line.starts_with(TOOLCHAIN)))
}

/// Flags that keep this machine's folders out of the published file, where panic messages would name them.
fn remaps() -> String {
    let mut flags = vec![remap(&project::root(), "qualify")];
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    // One folder a registry, its address in the name: each is renamed alike.
    let registries =
        cargo_home.and_then(|home| fs::read_dir(home.join("registry/src")).ok()).into_iter().flatten().flatten();
    let mut crates: Vec<String> = registries.map(|entry| remap(&entry.path(), "crates")).collect();
    // The order of a folder's entries is not fixed, and other flags mean another build.
    crates.sort();
    flags.extend(crates);
    // Cargo's own separator: a folder's name may hold a space.
    flags.join("\u{1f}")
}

fn remap(from: &Path, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}
