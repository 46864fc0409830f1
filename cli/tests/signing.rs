//! Keys, signatures, and what is no longer as it was signed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

mod common;

use common::{code, err, folder, out, qualify};
use std::path::Path;

const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../authoring/tests/small");

/// A compiled pack, and the keys of two publishers.
struct Signed {
    folder: std::path::PathBuf,
}

impl Signed {
    fn new(name: &str) -> Self {
        let it = Self { folder: folder(name) };
        it.done(&["build", SMALL, "-o", &it.path("small.pack")]);
        it.done(&["keys", &it.path("ours")]);
        it.done(&["keys", &it.path("theirs")]);
        it.done(&["sign", &it.path("small.pack"), "--key", &it.path("ours.key")]);
        it
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).to_str().unwrap().to_owned()
    }

    fn done(&self, arguments: &[&str]) {
        let output = qualify(arguments);
        assert_eq!(code(&output), Some(0), "{}", err(&output));
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// What the check says, and whether it went well.
    fn verify(&self, key: &str) -> (bool, String) {
        let output = qualify(&["verify", &self.path("small.pack"), "--key", key]);
        (code(&output) == Some(0), out(&output) + &err(&output))
    }
}

#[test]
fn a_pack_is_checked_with_the_key_of_who_signed_it() {
    let signed = Signed::new("signed");
    let public = signed.text("ours.pub");
    assert_eq!(public.trim_end().len(), 64);
    for key in [signed.path("ours.pub").as_str(), public.trim_end()] {
        let (is_well, says) = signed.verify(key);
        assert!(is_well, "{says}");
        assert!(says.contains("small.pack, small.zh-Hans.first.texts, small.zh-Hans.texts"), "{says}");
    }
    let (is_well, says) = signed.verify(&signed.path("theirs.pub"));
    assert!(!is_well && says.contains("not made with the key that is expected"), "{says}");
    // The key that signs is not the one that checks.
    let (is_well, says) = signed.verify(&signed.path("ours.key"));
    assert!(!is_well && says.contains("NAME.pub checks"), "{says}");
}

#[test]
fn what_was_changed_after_signing_is_named() {
    let signed = Signed::new("altered");
    let texts = signed.path("small.zh-Hans.texts");
    let mut bytes = std::fs::read(&texts).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&texts, bytes).unwrap();
    let (is_well, says) = signed.verify(&signed.path("ours.pub"));
    assert!(!is_well && says.ends_with("not as they were signed: small.zh-Hans.texts\n"), "{says}");
}

#[test]
fn what_was_added_after_signing_is_named() {
    let signed = Signed::new("added");
    std::fs::copy(signed.path("small.zh-Hans.texts"), signed.path("small.en.texts")).unwrap();
    let (is_well, says) = signed.verify(&signed.path("ours.pub"));
    assert!(!is_well && says.ends_with("not as they were signed: small.en.texts\n"), "{says}");
}

#[test]
fn keys_are_not_overwritten_and_the_secret_one_is_private() {
    let signed = Signed::new("keys");
    let before = signed.text("ours.key");
    let output = qualify(&["keys", &signed.path("ours")]);
    assert_eq!(code(&output), Some(1));
    assert!(err(&output).contains("it is not overwritten"), "{}", err(&output));
    assert_eq!(signed.text("ours.key"), before);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(Path::new(&signed.path("ours.key"))).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn what_is_no_pack_is_not_signed() {
    let signed = Signed::new("no-pack");
    std::fs::write(signed.path("small.pack"), "no pack").unwrap();
    let output = qualify(&["sign", &signed.path("small.pack"), "--key", &signed.path("ours.key")]);
    assert_eq!(code(&output), Some(1));
    assert!(err(&output).contains("这不是编译好的规则"), "{}", err(&output));
}
