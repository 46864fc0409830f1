//! Finds the tools, installs the missing ones, says each step.

mod cargo_tools;
mod store;

use anyhow::Result;
use store::Store;

fn finding(what: &str) {
    println!("finding    {what}");
}

fn installing(what: &str, time: &str) {
    println!("installing {what} ({time})");
}

pub fn run() -> Result<()> {
    let store = Store::open()?;
    cargo_tools::wasm_bindgen(&store)?;
    cargo_tools::trunk(&store)?;
    Ok(())
}
