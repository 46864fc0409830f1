//! A compiled pack as bytes: a header with format version and checksum, then the data (postcard).
//!
//! | bytes | rules | texts |
//! |---|---|---|
//! | 4 | `QFYR` | `QFYT`, or `QFYF` for the first of them |
//! | 2 | format version, little-endian | the same |
//! | 8 | fingerprint of the rules' data | fingerprint of the rules they belong to |
//! | 8 | — | fingerprint of the texts' data |
//! | rest | [`Pack`] | [`Texts`] |

mod read;

use crate::{Pack, Part, Texts, limits};
use serde::Serialize;

/// The format version that this engine writes and reads.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::format::{FORMAT, PackError, decode_rules, encode_rules};
/// let (mut bytes, _) = encode_rules(&example()).unwrap();
/// assert_eq!(bytes[4..6], FORMAT.to_le_bytes());
/// bytes[4] += 1;
/// assert_eq!(decode_rules(&bytes), Err(PackError::OtherFormat { found: FORMAT + 1 }));
/// ```
pub const FORMAT: u16 = 2;

const RULES: [u8; 4] = *b"QFYR";

fn magic(part: Part) -> [u8; 4] {
    match part {
        Part::All => *b"QFYT",
        Part::First => *b"QFYF",
    }
}

/// Why bytes are not a pack that can be used.
///
/// ```
/// # use qualify_engine::format::{PackError, decode_rules};
/// let error = decode_rules(b"{}").unwrap_err();
/// assert_eq!((error, error.code()), (PackError::NotAPack, "not_a_pack"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// Not a compiled pack at all.
    #[error("this is no compiled pack")]
    NotAPack,
    /// Of another format version than this engine reads.
    #[error("the pack has format version {found}, and this program reads version {FORMAT}")]
    OtherFormat {
        /// The version found.
        found: u16,
    },
    /// Truncated or altered.
    #[error("the pack is damaged or incomplete")]
    Damaged,
    /// Larger than the limits allow.
    #[error("the pack is larger than the limits allow")]
    TooLarge,
    /// Well-formed bytes whose parts do not fit together.
    #[error("the pack contradicts itself ({0})")]
    Inconsistent(&'static str),
    /// The texts belong to other rules.
    #[error("the texts belong to other rules than these")]
    OtherRules,
}

impl PackError {
    /// The code of this error for programs; it stays.
    ///
    /// ```
    /// # use qualify_engine::format::{PackError, decode_rules};
    /// let error = decode_rules(b"<html>").unwrap_err();
    /// assert_eq!((error, error.code()), (PackError::NotAPack, "not_a_pack"));
    /// ```
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAPack => "not_a_pack",
            Self::OtherFormat { .. } => "other_pack_format",
            Self::Damaged => "damaged",
            Self::TooLarge => "pack_too_large",
            Self::Inconsistent(_) => "inconsistent",
            Self::OtherRules => "other_rules",
        }
    }
}

/// What identifies the rules of a pack: equal rules have equal fingerprints. Guards against damage and mix-ups, not against forgery.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::format::encode_rules;
/// let (pack, mut other) = (example(), example());
/// other.version = "2".to_owned();
/// let [a, b, c] = [&pack, &pack, &other].map(|pack| encode_rules(pack).unwrap().1);
/// assert!(a == b && a != c);
/// // Sixteen hexadecimal digits.
/// assert_eq!(a.to_string().len(), 16);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// FNV-1a over 64 bits.
    fn of(bytes: &[u8]) -> Self {
        Self(
            bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
            }),
        )
    }
}

impl core::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// A pack and the fingerprint of its rules.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::format::{Loaded, decode_rules, encode_rules};
/// let (bytes, fingerprint) = encode_rules(&example()).unwrap();
/// assert_eq!(decode_rules(&bytes), Ok(Loaded { pack: example(), fingerprint }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The rules, checked: every id points somewhere, every expression has a type.
    pub pack: Pack,
    /// What identifies them.
    pub fingerprint: Fingerprint,
}

/// The rules as bytes, and their fingerprint.
///
/// # Errors
/// [`PackError::TooLarge`]
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::format::{PackError, encode_rules};
/// use qualify_engine::limits;
/// let mut pack = example();
/// assert_eq!(encode_rules(&pack).unwrap().0[..4], *b"QFYR");
/// pack.version = "1".repeat(limits::PACK_BYTES);
/// assert_eq!(encode_rules(&pack), Err(PackError::TooLarge));
/// ```
pub fn encode_rules(pack: &Pack) -> Result<(Vec<u8>, Fingerprint), PackError> {
    let data = to_bytes(pack)?;
    let fingerprint = Fingerprint::of(&data);
    Ok((sealed(RULES, &[fingerprint], &data), fingerprint))
}

/// The texts of one language as bytes, or the first of them.
///
/// # Errors
/// [`PackError::TooLarge`]
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Part, Texts, format::{decode_rules, encode_rules, encode_texts}};
/// let rules = decode_rules(&encode_rules(&example()).unwrap().0).unwrap();
/// let texts = Texts { language: "zh-Hans".to_owned(), words: vec!["字".to_owned(); 100] };
/// let of = |part| encode_texts(&texts, part, &rules).unwrap();
/// assert!(of(Part::All).starts_with(b"QFYT") && of(Part::First).starts_with(b"QFYF"));
/// // The extract has fewer words.
/// assert!(of(Part::First).len() < of(Part::All).len());
/// ```
pub fn encode_texts(texts: &Texts, part: Part, rules: &Loaded) -> Result<Vec<u8>, PackError> {
    let data = match part {
        Part::All => to_bytes(texts)?,
        Part::First => to_bytes(&texts.first(&rules.pack))?,
    };
    Ok(sealed(magic(part), &[rules.fingerprint, Fingerprint::of(&data)], &data))
}

/// Reads rules, and checks that they fit together.
///
/// # Errors
/// Any [`PackError`]; never panics, whatever the bytes.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::format::{PackError, decode_rules, encode_rules};
/// let (bytes, fingerprint) = encode_rules(&example()).unwrap();
/// assert_eq!(decode_rules(&bytes).unwrap().fingerprint, fingerprint);
/// assert_eq!(decode_rules(&bytes[..20]), Err(PackError::Damaged));
/// ```
pub fn decode_rules(bytes: &[u8]) -> Result<Loaded, PackError> {
    let ([fingerprint], data) = opened(RULES, bytes)?;
    if Fingerprint::of(data) != fingerprint {
        return Err(PackError::Damaged);
    }
    let pack: Pack = read::read(data).ok_or(PackError::Damaged)?;
    pack.check()?;
    Ok(Loaded { pack, fingerprint })
}

/// Reads the texts that belong to these rules, or the first of them.
///
/// # Errors
/// Any [`PackError`]; never panics, whatever the bytes.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Part, Texts, format::{Fingerprint, PackError, decode_rules, decode_texts, encode_rules, encode_texts}};
/// let rules = decode_rules(&encode_rules(&example()).unwrap().0).unwrap();
/// let words = vec!["字".to_owned(); 100];
/// let texts = Texts { language: "zh-Hans".to_owned(), words };
/// let bytes = encode_texts(&texts, Part::All, &rules).unwrap();
/// assert_eq!(decode_texts(&bytes, Part::All, rules.fingerprint), Ok(texts));
/// // They belong to these rules alone.
/// let other = encode_rules(&Default::default()).unwrap().1;
/// assert_eq!(decode_texts(&bytes, Part::All, other), Err(PackError::OtherRules));
/// ```
pub fn decode_texts(bytes: &[u8], part: Part, rules: Fingerprint) -> Result<Texts, PackError> {
    let ([belongs_to, fingerprint], data) = opened(magic(part), bytes)?;
    if Fingerprint::of(data) != fingerprint {
        return Err(PackError::Damaged);
    }
    if belongs_to != rules {
        return Err(PackError::OtherRules);
    }
    read::read(data).ok_or(PackError::Damaged)
}

fn to_bytes(value: &impl Serialize) -> Result<Vec<u8>, PackError> {
    let data = postcard::to_allocvec(value).map_err(|_| PackError::TooLarge)?;
    if data.len() > limits::PACK_BYTES { Err(PackError::TooLarge) } else { Ok(data) }
}

fn sealed(magic: [u8; 4], fingerprints: &[Fingerprint], data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::from(magic);
    bytes.extend(FORMAT.to_le_bytes());
    bytes.extend(fingerprints.iter().flat_map(|it| it.0.to_le_bytes()));
    bytes.extend(data);
    bytes
}

fn opened<const N: usize>(magic: [u8; 4], bytes: &[u8]) -> Result<([Fingerprint; N], &[u8]), PackError> {
    if bytes.len() > limits::PACK_BYTES.saturating_add(64) {
        return Err(PackError::TooLarge);
    }
    let rest = bytes.strip_prefix(&magic).ok_or(PackError::NotAPack)?;
    let (format, mut rest) = rest.split_first_chunk().ok_or(PackError::Damaged)?;
    let found = u16::from_le_bytes(*format);
    if found != FORMAT {
        return Err(PackError::OtherFormat { found });
    }
    let mut fingerprints = [Fingerprint(0); N];
    for slot in &mut fingerprints {
        let (bytes, after) = rest.split_first_chunk().ok_or(PackError::Damaged)?;
        *slot = Fingerprint(u64::from_le_bytes(*bytes));
        rest = after;
    }
    Ok((fingerprints, rest))
}
