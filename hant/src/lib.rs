//! From simplified to traditional characters with OpenCC's dictionaries. Only the script changes: the words stay those of the
//! mainland's administration, so the phrase tables of Taiwan and Hong Kong are off.

mod tree;

pub use tree::{Outcome, Tree};

use anyhow::{Result, anyhow};
use opencc_fmmseg::{CustomDictMode, CustomDictSpec, DictMaxLen, DictSlot, DictionaryMaxlength, OpenCC};
use std::collections::HashSet;

/// Simplified characters with traditional ones for them.
const CONFIGURATION: &str = "s2t";

/// Which of the two ways to write Chinese.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// `zh-Hans`
    Simplified,
    /// `zh-Hant`
    Traditional,
}

/// Converts texts, and knows which characters belong to one script alone.
pub struct Converter {
    opencc: OpenCC,
    overrides: Vec<(String, String)>,
    only_simplified: HashSet<char>,
    only_traditional: HashSet<char>,
}

impl Converter {
    /// A converter that writes these phrases as they are given here.
    ///
    /// # Errors
    /// When the dictionaries, which are part of the program, cannot be read.
    pub fn new(overrides: Vec<(String, String)>) -> Result<Self> {
        let dictionaries = DictionaryMaxlength::from_zstd().map_err(|error| anyhow!("{error}"))?;
        let only_simplified = changed(&dictionaries.st_characters, &dictionaries.st_phrases);
        let only_traditional = changed(&dictionaries.ts_characters, &dictionaries.ts_phrases);
        let spec = CustomDictSpec { slot: DictSlot::STPhrases, pairs: overrides.clone(), mode: CustomDictMode::Append };
        let dictionaries = dictionaries.with_custom_dicts(&[spec]).map_err(|error| anyhow!("{error}"))?;
        Ok(Self { opencc: OpenCC::from_dictionary(dictionaries), overrides, only_simplified, only_traditional })
    }

    /// A text in traditional characters, with the quotation marks that go with them. An override counts before the dictionaries, and
    /// again in what they give: so one entry, `覈` → `核`, does for a character that stands in many phrases.
    #[must_use]
    pub fn convert(&self, text: &str) -> String {
        let converted = self.opencc.convert(text, CONFIGURATION, true);
        self.overrides.iter().fold(converted, |text, (before, after)| text.replace(before, after))
    }

    /// The characters of a text that belong to the other script, outside phrases that are to be written so.
    #[must_use]
    pub fn strangers(&self, text: &str, script: Script) -> Vec<char> {
        let mut text = text.to_owned();
        for (before, after) in &self.overrides {
            let phrase = if script == Script::Simplified { before } else { after };
            text = text.replace(phrase.as_str(), " ");
        }
        let others = if script == Script::Simplified { &self.only_traditional } else { &self.only_simplified };
        text.chars().filter(|letter| others.contains(letter)).collect()
    }
}

/// The characters that a dictionary turns into others, but for those that some phrase keeps: 后 is the queen in both scripts.
fn changed(characters: &DictMaxLen, phrases: &DictMaxLen) -> HashSet<char> {
    let kept: HashSet<char> = phrases.iter().flat_map(|(_, to)| to.chars()).collect();
    let letters = characters.iter().filter_map(|(from, to)| match from {
        [letter] if !to.contains(*letter) && !kept.contains(letter) => Some(*letter),
        _ => None,
    });
    letters.collect()
}
