//! Any bytes as compiled rules, under a fingerprint that fits them: what is accepted can be assessed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qualify_engine::format::{FORMAT, Fingerprint, PackError, decode_rules, decode_texts, encode_rules};
use qualify_engine::{Dossier, Part};
use qualify_fuzz::{assessed, compiled, dossier, small_pack};
use std::sync::LazyLock;

/// FNV-1a, which guards against damage only: here it stands in no way.
fn fingerprint(bytes: &[u8]) -> [u8; 8] {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step).to_le_bytes()
}

/// The fingerprint of rules whose texts the bytes might be: as a file has it, and as the engine knows it.
static SMALL: LazyLock<([u8; 8], Fingerprint)> = LazyLock::new(|| {
    let pack = compiled(&small_pack(|_, text| text.to_owned())).pack.unwrap();
    let (file, known) = encode_rules(&pack).unwrap();
    let head = b"QFYR".len() + FORMAT.to_le_bytes().len();
    (file[head..head + 8].try_into().unwrap(), known)
});

fuzz_target!(|input: &[u8]| {
    // How many answers, the answers, and the rules, which are tried as texts too.
    let Some((count, rest)) = input.split_first() else { return };
    let (answers, rules) = rest.split_at_checked(4 * usize::from(*count)).unwrap_or((&[], rest));
    let _ = decode_rules(rules);
    let (of, known) = *SMALL;
    for (part, magic) in [(Part::First, b"QFYF"), (Part::All, b"QFYT")] {
        let sealed = [magic.as_slice(), &FORMAT.to_le_bytes(), &of, &fingerprint(rules), rules].concat();
        assert_ne!(decode_texts(&sealed, part, known), Err(PackError::OtherRules));
    }
    let sealed = [b"QFYR".as_slice(), &FORMAT.to_le_bytes(), &fingerprint(rules), rules].concat();
    let Ok(loaded) = decode_rules(&sealed) else { return };
    assessed(&loaded.pack, &Dossier::new());
    assessed(&loaded.pack, &dossier(&loaded.pack, answers));
});
