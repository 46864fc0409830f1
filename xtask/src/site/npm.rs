//! The npm package `qualify` in `dist/npm/`: the engine without the page.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Kind, compiling, finish};
use crate::setup::SiteTools;
use crate::{project, shell};

/// What is written by hand, in `js/package/`, and goes into the package as it is.
const WRITTEN: [&str; 5] = ["README.md", "core.js", "index.d.ts", "index.js", "node.js"];

/// What is compiled: the name of the files, and the package.
const COMPILED: [(&str, &str); 2] = [("engine", "qualify-js"), ("verify", "qualify-js-verify")];

/// Makes the package alone.
pub fn build(tools: &SiteTools) -> Result<()> {
    let stage = project::target().join("npm");
    make(tools, Kind::Release, &stage)?;
    fs::create_dir_all(project::dist())?;
    finish::replace(&stage, &project::dist().join("npm"))?;
    println!("built      dist/npm/");
    Ok(())
}

/// Makes the package in the folder `place`.
pub fn make(tools: &SiteTools, kind: Kind, place: &Path) -> Result<()> {
    println!("building   the npm package");
    if place.exists() {
        fs::remove_dir_all(place)?;
    }
    fs::create_dir_all(place)?;
    for (name, package) in COMPILED {
        let compiled = compile(tools, kind, package)?;
        shell::quiet(
            tools
                .command("wasm-bindgen")
                .args(["--target", "web", "--no-typescript", "--out-name", name])
                .args(["--remove-producers-section", "--out-dir"])
                .args([place, &compiled]),
        )
        .context("the glue of the npm package could not be made")?;
    }
    if kind == Kind::Release {
        finish::plain_names(place)?;
    }
    finish::split_in_two(&place.join("engine_bg.wasm"))?;
    if kind == Kind::Release {
        finish::minify(tools, place)?;
    }
    let written = project::root().join("js/package");
    for file in WRITTEN {
        fs::copy(written.join(file), place.join(file)).with_context(|| format!("js/package/{file} is missing"))?;
    }
    let about = fs::read_to_string(written.join("package.json")).context("js/package/package.json is missing")?;
    Ok(fs::write(place.join("package.json"), with_version(&about))?)
}

/// The package has the project's version.
fn with_version(about: &str) -> String {
    about.replacen("\"version\": \"0.0.0\"", &format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION")), 1)
}

fn compile(tools: &SiteTools, kind: Kind, package: &str) -> Result<PathBuf> {
    let mut command = compiling(tools, kind, "cargo");
    command
        .current_dir(project::root())
        .args(["build", "--quiet", "--locked", "--target", "wasm32-unknown-unknown"])
        .args(["--package", package]);
    let folder = match kind {
        Kind::Release => {
            command.arg("--release");
            "release"
        }
        Kind::Dev => "debug",
    };
    shell::show(&mut command).context("the npm package could not be compiled; the messages above say why")?;
    let file = format!("{}.wasm", package.replace('-', "_"));
    Ok(project::target().join("wasm32-unknown-unknown").join(folder).join(file))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_package_has_the_version_of_the_project() {
        let written = include_str!("../../../js/package/package.json");
        let made = super::with_version(written);
        assert!(made.contains(&format!("\"version\": \"{}\",\n", env!("CARGO_PKG_VERSION"))), "{made}");
    }
}
