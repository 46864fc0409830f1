//! Finds the tools, installs the missing ones, says each step.

mod apt;
mod browser;
mod cargo_tools;
mod npm_tools;
mod store;
mod wasm;

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use store::Store;
pub use wasm::Route;

/// What building the site takes.
pub struct SiteTools {
    /// How to compile for the browser.
    pub route: Route,
    /// Whether the page can be made as small as its size limit supposes.
    pub has_std_source: bool,
    folders: Vec<PathBuf>,
}

impl SiteTools {
    /// A command that finds our tools first and compiles for the browser in this machine's way.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("PATH", self.path());
        self.route.apply(&mut command);
        command
    }

    /// A command that compiles the public page, as small as this machine can make it.
    pub fn small(&self, program: &str) -> Command {
        let mut command = self.command(program);
        if self.has_std_source {
            self.route.apply_small(&mut command);
        }
        command
    }

    fn path(&self) -> OsString {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(env::split_paths(&inherited));
        env::join_paths(folders).unwrap_or(inherited)
    }
}

/// What the tests take on top of it.
pub struct TestTools {
    pub site: SiteTools,
    pub chromium: PathBuf,
}

/// Everything: what building and testing take.
pub fn all() -> Result<TestTools> {
    let started = Instant::now();
    // What is most likely to fail, since it may want root's rights, comes before the long compilations.
    npm_tools::node()?;
    let chromium = browser::chromium()?;
    npm_tools::test_packages()?;
    let site = find_site_tools()?;
    done(started);
    Ok(TestTools { site, chromium })
}

/// What building the site takes: no browser, nothing that asks for root's rights where rustup works.
pub fn site() -> Result<SiteTools> {
    let started = Instant::now();
    let tools = find_site_tools()?;
    done(started);
    Ok(tools)
}

/// What building the npm package takes.
pub fn package() -> Result<SiteTools> {
    find_package_tools(&Store::open()?)
}

fn find_package_tools(store: &Store) -> Result<SiteTools> {
    // The quick ones first: what is going to fail should fail before the long compilations.
    let route = Route::find()?;
    let has_std_source = route.has_std_source();
    npm_tools::node()?;
    let folders = vec![npm_tools::site_tools(store)?, cargo_tools::wasm_bindgen(store)?];
    Ok(SiteTools { route, has_std_source, folders })
}

fn find_site_tools() -> Result<SiteTools> {
    let store = Store::open()?;
    let mut tools = find_package_tools(&store)?;
    tools.folders.push(cargo_tools::trunk(&store)?);
    Ok(tools)
}

fn finding(what: &str) {
    println!("finding    {what}");
}

fn installing(what: &str, time: &str) {
    println!("installing {what} ({time})");
}

fn done(started: Instant) {
    println!("set up     in {:.1} s", started.elapsed().as_secs_f64());
}
