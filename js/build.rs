//! Tells the linker where the table of functions begins, for the engine is split in two (`xtask/src/site/split.rs`).

use std::env;

fn main() {
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32") {
        // Far from numbers that mean something else: xtask/src/site/leads.rs.
        println!("cargo::rustc-link-arg-cdylib=--table-base=57344");
    }
}
