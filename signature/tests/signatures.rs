//! A signature holds for the files that were signed, with the key that signed them, and for nothing else.

#![cfg(feature = "sign")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on should stop here"
)]

use qualify_signature::{PublicKey, Refused, SecretKey, sign, verify, verify_files};

/// The first key pair of RFC 8032, section 7.1.
const SECRET: &str = "qualify-secret-key 1\n9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60\n";
const PUBLIC: &str = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

const RULES: &[u8] = b"rules";
const CHINESE: &[u8] = b"texts in Chinese";
const ENGLISH: &[u8] = b"texts in English";

fn signature(secret: &SecretKey) -> String {
    sign(secret, &[("t.pack", RULES), ("t.zh-Hans.texts", CHINESE), ("t.en.texts", ENGLISH)])
}

fn known() -> (SecretKey, PublicKey) {
    let secret = SecretKey::parse(SECRET).unwrap();
    let public = secret.public();
    (secret, public)
}

#[test]
fn keys_are_those_of_the_standard() {
    let (secret, public) = known();
    assert_eq!(public.to_string(), PUBLIC);
    assert_eq!(PublicKey::parse(&format!(" {PUBLIC}\n")), Ok(public));
    assert_eq!(secret.text(), SECRET);
    for wrong in ["", "d75a", &PUBLIC.to_uppercase(), &format!("{PUBLIC}00"), &PUBLIC.replace('d', "g")] {
        assert_eq!(PublicKey::parse(wrong), Err(Refused::NotAKey), "{wrong}");
    }
    assert!(SecretKey::parse(PUBLIC).is_err());
}

#[test]
fn new_keys_are_different_and_work() {
    let (one, other) = (SecretKey::generate(), SecretKey::generate());
    assert_ne!(one.public(), other.public());
    let signature = signature(&SecretKey::parse(&one.text()).unwrap());
    assert_eq!(verify(one.public(), &signature, RULES, CHINESE), Ok(()));
    assert_eq!(verify(other.public(), &signature, RULES, CHINESE), Err(Refused::OtherKey));
}

#[test]
fn what_was_signed_is_accepted_in_each_language() {
    let (secret, public) = known();
    let signature = signature(&secret);
    // As `printf rules | sha512sum` has it.
    let rules = "cc7eb2669f4a02cd593fc3d639f033b1b6936f572e9d8c016a80a26d1ee7c4fec6991ca683c4a5b6d5ce2c32c78af30af407a582206ca8be500d1283fe1e228b";
    assert!(signature.starts_with(&format!("qualify-signature 1\n{rules}  t.pack\n")), "{signature}");
    assert_eq!(signature.lines().count(), 5);
    assert_eq!(verify(public, &signature, RULES, CHINESE), Ok(()));
    assert_eq!(verify(public, &signature, RULES, ENGLISH), Ok(()));
}

#[test]
fn what_was_not_signed_is_refused() {
    let (secret, public) = known();
    let signature = signature(&secret);
    assert_eq!(verify(public, &signature, b"Rules", CHINESE), Err(Refused::RulesAltered));
    assert_eq!(verify(public, &signature, RULES, b"other texts"), Err(Refused::TextsAltered));
    // Signed both, but each as something else.
    assert_eq!(verify(public, &signature, CHINESE, RULES), Err(Refused::RulesAltered));
}

#[test]
fn a_signature_with_any_one_byte_changed_is_refused() {
    let (secret, public) = known();
    let signature = signature(&secret);
    for place in 0..signature.len() {
        let mut bytes = signature.clone().into_bytes();
        bytes[place] ^= 1;
        let Ok(changed) = String::from_utf8(bytes) else { continue };
        assert!(verify(public, &changed, RULES, CHINESE).is_err(), "byte {place}");
    }
    for end in 0..signature.len() {
        assert_eq!(verify(public, &signature[..end], RULES, CHINESE), Err(Refused::NotASignature), "cut at {end}");
    }
    assert_eq!(verify(public, &format!("{signature}\n"), RULES, CHINESE), Err(Refused::NotASignature));
}

#[test]
fn the_files_of_a_signature_are_looked_at_one_by_one() {
    let (secret, public) = known();
    let signature = signature(&secret);
    let read = |name: &str| match name {
        "t.pack" => Ok(RULES.to_vec()),
        "t.en.texts" => Ok(b"changed".to_vec()),
        other => Err(other.to_owned()),
    };
    let expected =
        vec![("t.pack", Ok(true)), ("t.zh-Hans.texts", Err("t.zh-Hans.texts".to_owned())), ("t.en.texts", Ok(false))];
    assert_eq!(verify_files(public, &signature, read), Ok(expected));
}
