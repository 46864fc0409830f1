//! The words of a pack in one language. Rules point at words by number, so that a page loads only its own language.

use crate::{Id, Pack};
use serde::Serialize;

/// A text, the same number in every language.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// let pack = example();
/// let texts = |word: &str| qualify_engine::Texts { language: "en".into(), words: vec![word.into(); 100] };
/// // The same number in every language.
/// let name: qualify_engine::TextId = pack.programmes.iter().next().unwrap().name;
/// assert_eq!((texts("interest").get(name), texts("贴息").get(name)), ("interest", "贴息"));
/// ```
pub type TextId = Id<String>;

/// How many of the words.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Part, Texts, format::{PackError, decode_rules, decode_texts, encode_rules, encode_texts}};
/// let rules = decode_rules(&encode_rules(&example()).unwrap().0).unwrap();
/// let texts = Texts { language: "zh-Hans".into(), words: vec!["字".into(); 100] };
/// let first = encode_texts(&texts, Part::First, &rules).unwrap();
/// assert_eq!(decode_texts(&first, Part::First, rules.fingerprint), Ok(texts.first(&rules.pack)));
/// // One is not taken for the other.
/// assert_eq!(decode_texts(&first, Part::All, rules.fingerprint), Err(PackError::NotAPack));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of them.
    All,
    /// An extract: what lists of programmes are made of. A page says what there is before anybody answers a question or reads a
    /// condition.
    First,
}

/// The words of a pack in one language.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::Texts;
/// let pack = example();
/// let texts = Texts { language: "zh-Hans".into(), words: vec!["字".into(); 100] };
/// let programme = pack.programmes.iter().next().unwrap();
/// assert_eq!(texts.get(programme.name), "字");
/// // An extract has as many places, and fewer words.
/// assert_eq!((texts.first(&pack).get(programme.name), texts.first(&pack).words.len()), ("字", 100));
/// assert_eq!(Texts::default().get(programme.name), "");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Texts {
    /// BCP 47: `zh-Hans`, `zh-Hant`, `en`.
    pub language: String,
    /// The words by [`TextId`].
    pub words: Vec<String>,
}

impl Texts {
    /// The words; empty when there are none (texts and rules are checked to belong together when they are loaded).
    #[must_use]
    pub fn get(&self, id: TextId) -> &str {
        self.words.get(id.place()).map_or("", String::as_str)
    }

    /// The words of [`Part::First`], with nothing in the places of the others.
    #[must_use]
    pub fn first(&self, pack: &Pack) -> Self {
        let mut words = vec![String::new(); self.words.len()];
        pack.each_first_text(&mut |id| {
            if let Some(word) = words.get_mut(id.place()) {
                self.get(id).clone_into(word);
            }
        });
        Self { language: self.language.clone(), words }
    }
}

impl Pack {
    /// The words of [`Part::First`].
    fn each_first_text(&self, look: &mut impl FnMut(TextId)) {
        look(self.name);
        self.kinds.iter().for_each(|kind| look(kind.label));
        for programme in self.programmes.iter() {
            [programme.name, programme.summary, programme.body, programme.level].into_iter().for_each(&mut *look);
        }
    }
}
