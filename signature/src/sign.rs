//! Keys, and signing.

use crate::{LAST_LINE, PublicKey, Refused, hex, statement};
use ed25519_compact::{KeyPair, Seed};

const FIRST_LINE: &str = "qualify-secret-key 1\n";

/// The key with which a publisher signs.
///
/// ```
/// use qualify_signature::SecretKey;
/// let key = SecretKey::generate();
/// assert_eq!(SecretKey::parse(&key.text()).unwrap().public(), key.public());
/// ```
pub struct SecretKey(KeyPair);

impl SecretKey {
    /// A new key, from the randomness of the machine.
    #[must_use]
    pub fn generate() -> Self {
        Self(KeyPair::from_seed(Seed::generate()))
    }

    /// Reads the text of a key.
    ///
    /// # Errors
    /// [`Refused::NotAKey`]
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let digits = text.strip_prefix(FIRST_LINE).ok_or(Refused::NotAKey)?;
        let seed = hex::read(digits.trim_end()).ok_or(Refused::NotAKey)?;
        Ok(Self(KeyPair::from_seed(Seed::new(seed))))
    }

    /// The key as text, to be kept where nobody else can read it.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{FIRST_LINE}{}\n", hex::write(self.0.sk.seed().as_slice()))
    }

    /// The key with which others check.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.pk)
    }
}

/// The signature of these files, each a name and its bytes.
///
/// ```
/// use qualify_signature::{SecretKey, sign};
/// let signature = sign(&SecretKey::generate(), &[("city.pack", b"rules")]);
/// let lines: Vec<_> = signature.lines().collect();
/// assert!(lines[0] == "qualify-signature 1" && lines[1].ends_with("  city.pack") && lines[2].starts_with("ed25519 "));
/// ```
#[must_use]
pub fn sign(key: &SecretKey, files: &[(&str, &[u8])]) -> String {
    let statement = statement(files);
    let signature = key.0.sk.sign(&statement, None);
    format!("{statement}{LAST_LINE}{}\n", hex::write(signature.as_slice()))
}
