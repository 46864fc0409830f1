//! Any text as the test of a condition, and as an amount.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qualify_fuzz::{compiled, small_pack};

fuzz_target!(|text: &str| {
    // In a block, so that YAML does not mind what it says.
    let block = format!("|\n      {}\n", text.replace(['\n', '\r'], " "));
    let changed = |old: &str| {
        small_pack(|_, file| file.replacen(old, &format!("{}{block}", old.split_inclusive(": ").next().unwrap()), 1))
    };
    compiled(&changed("when: loan.issued >= 2026-01-01\n"));
    compiled(&changed("at_most: min(loan.principal, cap) * rate * min(loan.term, years)\n"));
});
