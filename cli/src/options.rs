//! Options that several commands have: everywhere the same name, default and words.

use crate::clock;
use crate::error::Failure;
use crate::loading;
use qualify_authoring::Catalogue;
use qualify_engine::{Moment, Pack, Texts};
use std::path::PathBuf;

/// Which rules, and in which language their words are printed.
#[derive(clap::Args)]
pub struct Rules {
    /// A compiled pack, or the folder of a pack.
    #[arg(long, default_value = "policies")]
    pack: PathBuf,
    /// The language of names, sentences and labels, one of those that the pack has; the words around them stay Chinese.
    #[arg(long, value_name = "TAG", default_value = loading::LANGUAGE, value_parser = parse_language)]
    language: String,
}

impl Rules {
    /// The rules and their texts.
    pub fn load(&self) -> Result<(Pack, Texts), Failure> {
        loading::load(&self.pack, &self.language)
    }

    /// The same, with what the rule files say of each list of options.
    pub fn load_with_catalogues(&self) -> Result<(Pack, Texts, Vec<Catalogue>), Failure> {
        loading::load_with_catalogues(&self.pack, &self.language)
    }

    /// Another pack in the same language; the same one where none is named.
    pub fn of(&self, pack: Option<PathBuf>) -> Self {
        Self { pack: pack.unwrap_or_else(|| self.pack.clone()), language: self.language.clone() }
    }
}

/// For which day.
#[derive(clap::Args)]
pub struct Day {
    /// The day, as 2026-11-22, or with the hour, as "2026-11-22 17:30"; today in Beijing (UTC+8), unless it is said.
    #[arg(long, value_name = "DAY", value_parser = parse_moment)]
    as_of: Option<Moment>,
}

impl Day {
    pub fn moment(&self) -> Moment {
        self.as_of.unwrap_or_else(clock::today)
    }
}

pub fn parse_moment(text: &str) -> Result<Moment, &'static str> {
    Moment::parse(text).ok_or("不是日期；请写成 2026-11-22，要写时刻就写成 \"2026-11-22 17:30\"")
}

/// A language is also the name of a folder, so nothing but a tag will do.
pub fn parse_language(text: &str) -> Result<String, &'static str> {
    let tag = qualify_authoring::is_language_tag(text).then(|| text.to_owned());
    tag.ok_or("this is no language tag; write it as en, or zh-Hant")
}
