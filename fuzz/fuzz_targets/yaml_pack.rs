//! Any text as one file of a pack.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qualify_fuzz::{FILES, compiled, small_pack};

fuzz_target!(|input: (u8, &str)| {
    let (place, text) = input;
    let place = usize::from(place) % FILES.len();
    compiled(&small_pack(|file, old| if file == place { text.to_owned() } else { old.to_owned() }));
});
