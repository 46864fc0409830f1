//! Who published a pack: a signature in a file of its own beside the compiled files.
//!
//! It is text. One line a file with the SHA-512 of its bytes, as `sha512sum` writes it, then an ed25519 signature of all lines before:
//!
//! ```text
//! qualify-signature 1
//! 3c1f…  beijing.pack
//! 90ab…  beijing.zh-Hans.texts
//! ed25519 77de…
//! ```
//!
//! So it holds for exactly these rules with exactly these texts, and rules are known to be altered before a byte of them is read.
//! It says who published them, not that there are no newer ones.

mod hex;
#[cfg(feature = "sign")]
mod sign;

use ed25519_compact::{PublicKey as Key, Signature, sha512::Hash};
#[cfg(feature = "sign")]
pub use sign::{SecretKey, sign};
use std::fmt::{self, Write};

const FIRST_LINE: &str = "qualify-signature 1\n";
const LAST_LINE: &str = "ed25519 ";

/// The key with which signatures are checked: 64 hexadecimal digits.
///
/// ```
/// use qualify_signature::PublicKey;
/// let text = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
/// assert_eq!(PublicKey::parse(text).unwrap().to_string(), text);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey(Key);

/// Why a pack is not taken for its publisher's.
///
/// ```
/// use qualify_signature::{PublicKey, Refused};
/// assert_eq!(PublicKey::parse("not a key"), Err(Refused::NotAKey));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The public key is none.
    #[error("a public key is 64 hexadecimal digits, as `qualify keys` writes it")]
    NotAKey,
    /// The signature is none.
    #[error("this is no signature of a pack, as `qualify sign` writes it")]
    NotASignature,
    /// The signature was made with another key, or what it says was changed.
    #[error("the signature was not made with the key that is expected, or was altered")]
    OtherKey,
    /// The rules are not those that were signed.
    #[error("the rules are not those that were signed")]
    RulesAltered,
    /// The texts are none of those that were signed.
    #[error("the texts are none of those that were signed")]
    TextsAltered,
}

impl PublicKey {
    /// Reads a key.
    ///
    /// # Errors
    /// [`Refused::NotAKey`]
    ///
    /// ```
    /// use qualify_signature::{PublicKey, Refused};
    /// assert!(PublicKey::parse(&"0".repeat(64)).is_ok());
    /// assert_eq!(PublicKey::parse(&"0".repeat(63)), Err(Refused::NotAKey));
    /// ```
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let bytes = hex::read(text.trim()).ok_or(Refused::NotAKey)?;
        Ok(Self(Key::new(bytes)))
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::write(self.0.as_slice()))
    }
}

/// Whether these rules and these texts were signed with this key.
///
/// # Errors
/// Any [`Refused`] but [`Refused::NotAKey`]; never panics, whatever the bytes.
///
/// ```
/// # #[cfg(feature = "sign")] {
/// use qualify_signature::{Refused, SecretKey, sign, verify};
/// let key = SecretKey::generate();
/// let signature = sign(&key, &[("city.pack", b"rules"), ("city.en.texts", b"words")]);
/// assert_eq!(verify(key.public(), &signature, b"rules", b"words"), Ok(()));
/// assert_eq!(verify(key.public(), &signature, b"other", b"words"), Err(Refused::RulesAltered));
/// assert_eq!(verify(key.public(), &signature, b"rules", b"other"), Err(Refused::TextsAltered));
/// assert_eq!(verify(SecretKey::generate().public(), &signature, b"rules", b"words"), Err(Refused::OtherKey));
/// # }
/// ```
pub fn verify(key: PublicKey, signature: &str, rules: &[u8], texts: &[u8]) -> Result<(), Refused> {
    if !holds(key, signature, ".pack", rules)? {
        return Err(Refused::RulesAltered);
    }
    if holds(key, signature, ".texts", texts)? { Ok(()) } else { Err(Refused::TextsAltered) }
}

/// Whether one of the files with this ending that were signed has these bytes.
///
/// # Errors
/// [`Refused::NotASignature`], [`Refused::OtherKey`]
///
/// ```
/// # #[cfg(feature = "sign")] {
/// use qualify_signature::{SecretKey, holds, sign};
/// let key = SecretKey::generate();
/// let signature = sign(&key, &[("city.pack", b"rules")]);
/// assert_eq!(holds(key.public(), &signature, ".pack", b"rules"), Ok(true));
/// // Rules that were signed are no texts that were.
/// assert_eq!(holds(key.public(), &signature, ".texts", b"rules"), Ok(false));
/// # }
/// ```
pub fn holds(key: PublicKey, signature: &str, ending: &str, bytes: &[u8]) -> Result<bool, Refused> {
    let files = signed(key, signature)?;
    let hash = hash(bytes);
    let mut files = files.lines().filter_map(|line| line.split_once("  "));
    Ok(files.any(|(of, name)| name.ends_with(ending) && of == hash))
}

/// The name of a file, and whether its bytes are those that were signed.
pub type Looked<'a, E> = (&'a str, Result<bool, E>);

/// The names of the files that a signature holds for, and whether the bytes of each, as `read` gives them, are those that were
/// signed.
///
/// # Errors
/// [`Refused::NotASignature`], [`Refused::OtherKey`]
///
/// ```
/// # #[cfg(feature = "sign")] {
/// use qualify_signature::{SecretKey, sign, verify_files};
/// let key = SecretKey::generate();
/// let signature = sign(&key, &[("city.pack", b"rules"), ("city.en.texts", b"words")]);
/// let read = |name| Ok::<_, ()>(if name == "city.pack" { b"rules".to_vec() } else { b"changed".to_vec() });
/// assert_eq!(verify_files(key.public(), &signature, read).unwrap(), [("city.pack", Ok(true)), ("city.en.texts", Ok(false))]);
/// # }
/// ```
pub fn verify_files<'a, E>(
    key: PublicKey,
    signature: &'a str,
    mut read: impl FnMut(&'a str) -> Result<Vec<u8>, E>,
) -> Result<Vec<Looked<'a, E>>, Refused> {
    let files = signed(key, signature)?.lines().filter_map(|line| line.split_once("  "));
    Ok(files.map(|(of, name)| (name, read(name).map(|bytes| hash(&bytes) == of))).collect())
}

/// The lines of the files, once it is known who wrote them.
fn signed(key: PublicKey, signature: &str) -> Result<&str, Refused> {
    let place = signature.rfind(LAST_LINE).ok_or(Refused::NotASignature)?;
    let (statement, last) = signature.split_at_checked(place).ok_or(Refused::NotASignature)?;
    let files = statement.strip_prefix(FIRST_LINE).ok_or(Refused::NotASignature)?;
    let digits = last.strip_prefix(LAST_LINE).and_then(|rest| rest.strip_suffix('\n')).ok_or(Refused::NotASignature)?;
    let of = Signature::new(hex::read(digits).ok_or(Refused::NotASignature)?);
    key.0.verify(statement, &of).map_err(|_| Refused::OtherKey)?;
    Ok(files)
}

#[cfg_attr(not(feature = "sign"), expect(dead_code, reason = "what only signing needs"))]
fn statement(files: &[(&str, &[u8])]) -> String {
    let mut text = FIRST_LINE.to_owned();
    for (name, bytes) in files {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}  {name}", hash(bytes));
    }
    text
}

fn hash(bytes: &[u8]) -> String {
    hex::write(&Hash::hash(bytes))
}
