//! Fetches what the page needs: the rules, and the words of one language.

use crate::browser;
use crate::messages::Words;
use crate::messages::source::LANGUAGES;
use crate::place::Place;
use crate::state::{Language, Rest, Rules};
use crate::storage::Settings;
use futures_util::future::join;
use gloo::utils::window;
use js_sys::{ArrayBuffer, Object, Promise, Reflect, Uint8Array, WebAssembly};
use qualify_engine::format::{self, Fingerprint, PackError};
use qualify_engine::{Part, Texts};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{RequestCache, RequestInit, Response};

/// Where everything is at hand in one file (`web/single.js`), nothing comes in parts.
const WHOLE: &str = "data-whole";

/// Why something could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The file could not be fetched.
    Network,
    /// The server answered with this status.
    Status(u16),
    /// The file came, and cannot be used.
    Pack(PackError),
    /// The page's own words are of another version than the page.
    OtherWords,
    /// The page names a public key, and the file is not signed with it.
    NotSigned(Signature),
}

/// What is wrong with the signature of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// There is none.
    Missing,
    /// It is of another key, or none at all.
    OfAnother,
    /// What the page names is no key.
    NoKey,
    /// The file is not the one that was signed.
    Altered,
}

impl LoadError {
    /// What programs know it by.
    pub fn code(self) -> &'static str {
        match self {
            Self::Network | Self::Status(_) => "not_loaded",
            Self::Pack(error) => error.code(),
            Self::OtherWords => "other_version",
            Self::NotSigned(Signature::Missing) => "unsigned",
            Self::NotSigned(Signature::OfAnother) => "other_key",
            Self::NotSigned(Signature::NoKey) => "not_a_key",
            Self::NotSigned(Signature::Altered) => "altered",
        }
    }

    /// Whether the server has another version of the site or of the rules by now than this page began with: to load it again helps,
    /// to fetch the file again does not.
    pub fn is_of_another_version(self) -> bool {
        match self {
            Self::Pack(PackError::OtherRules | PackError::OtherFormat { .. })
            | Self::OtherWords
            | Self::NotSigned(Signature::Altered) => true,
            Self::Network | Self::Status(_) | Self::Pack(_) | Self::NotSigned(_) => false,
        }
    }

    /// Of the code that `web/rules.js` and `web/signed.js` give.
    pub fn of(code: &str) -> Self {
        match code {
            "unsigned" => Self::NotSigned(Signature::Missing),
            "altered" => Self::NotSigned(Signature::Altered),
            "not_a_key" => Self::NotSigned(Signature::NoKey),
            "not_a_pack" => Self::Pack(PackError::NotAPack),
            "other_rules" => Self::Pack(PackError::OtherRules),
            "damaged" | "pack_too_large" | "inconsistent" => Self::Pack(PackError::Damaged),
            other => match other.strip_prefix("other_pack_format ").and_then(|found| found.parse().ok()) {
                Some(found) => Self::Pack(PackError::OtherFormat { found }),
                // Of another key, or no signature.
                None => Self::NotSigned(Signature::OfAnother),
            },
        }
    }
}

/// What `web/rules.js` is told of a file that this program cannot use: an exclamation mark and the code.
pub fn refusal(error: PackError) -> String {
    let found = if let PackError::OtherFormat { found } = error { format!(" {found}") } else { String::new() };
    ["!", error.code(), &found].concat()
}

/// The rules.
pub async fn rules(place: &Place) -> Result<Rules, LoadError> {
    let bytes = signed(place, &format!("{}.pack", place.pack_address())).await?;
    let loaded = format::decode_rules(&bytes).map_err(LoadError::Pack)?;
    Ok(Rules { pack: loaded.pack, fingerprint: Some(loaded.fingerprint) })
}

/// A file of the rules, signed where the page names a public key. What the service worker keeps is taken as it is, otherwise the
/// server is asked each time whether there is something newer: rules and words must be of one version.
async fn signed(place: &Place, address: &str) -> Result<Vec<u8>, LoadError> {
    let cache = if place.takes_kept() { RequestCache::ForceCache } else { RequestCache::NoCache };
    let bytes = fetch_as(address, cache).await?;
    match place.signature(address, &bytes).await {
        Some(code) if code.is_empty() => Ok(bytes),
        Some(code) => Err(LoadError::of(&code)),
        None => Err(LoadError::Network),
    }
}

/// The language to begin with: the one that was chosen, else one that the browser prefers, else the first one of the rules.
pub fn preferred(languages: &[String], settings: &Settings) -> String {
    let wished = settings.language.iter().cloned().chain(browser::languages());
    let found = wished.filter_map(|tag| languages.iter().find(|language| speaks(language, &tag))).next();
    found.or(languages.first()).cloned().unwrap_or_else(|| "zh-Hans".to_owned())
}

/// Whether the person would rather read another language than any in which the rules are written, and the page could speak it.
pub fn lacks_preferred(languages: &[String], settings: &Settings) -> bool {
    let wished = preferred(&LANGUAGES.map(str::to_owned), settings);
    // Both ways of writing are one language.
    !languages.is_empty() && !languages.iter().any(|it| it.get(..2) == wished.get(..2))
}

/// Whether a language of ours is what a browser's tag asks for: `zh-TW` and `zh-HK` are written in traditional characters, unless
/// the tag itself names the script. Tags mean the same in capitals and small letters.
fn speaks(language: &str, tag: &str) -> bool {
    let has = |part: &str| tag.split('-').any(|it| it.eq_ignore_ascii_case(part));
    let is_traditional = !has("Hans") && ["Hant", "TW", "HK", "MO"].into_iter().any(has);
    let main = tag.split('-').next().unwrap_or_default();
    if main.eq_ignore_ascii_case("zh") {
        return language == if is_traditional { "zh-Hant" } else { "zh-Hans" };
    }
    language.eq_ignore_ascii_case(main)
}

/// The page's own words in a language, as far as the first page needs them.
pub async fn words(place: &Place, language: &str) -> Result<Words, LoadError> {
    let text = fetch_text(&place.file(&format!("messages/{language}.txt"))).await?;
    Words::read(language, &text).ok_or(LoadError::OtherWords)
}

/// All of the page's own words, beginning with the first ones.
async fn all_words(place: &Place, first: Words) -> Result<Words, LoadError> {
    let text = fetch_text(&place.file(&format!("messages/{}.later.txt", first.language))).await?;
    first.with_later(&text).ok_or(LoadError::OtherWords)
}

/// The words of a language that the rules have; all of them where the page is whole.
pub async fn language(
    place: &Place,
    language: &str,
    is_whole: bool,
    rules: Fingerprint,
) -> Result<Language, LoadError> {
    let words = words(place, language);
    if is_whole {
        return whole(place, words.await?, rules).await;
    }
    let (words, texts) = join(words, texts(place, language, Part::First, rules)).await;
    Ok(Language { words: Rc::new(words?), texts: Rc::new(texts?), rest: Rest::NotThere })
}

/// What only later pages need: all words, and the second file of the program.
pub async fn rest(place: &Place, first: Words, rules: Fingerprint) -> Result<Language, LoadError> {
    let (language, program) = join(whole(place, first, rules), program(place)).await;
    program.and(language)
}

async fn whole(place: &Place, first: Words, rules: Fingerprint) -> Result<Language, LoadError> {
    let tag = first.language.clone();
    let (words, texts) = join(all_words(place, first), texts(place, &tag, Part::All, rules)).await;
    Ok(Language { words: Rc::new(words?), texts: Rc::new(texts?), rest: Rest::There })
}

/// The words of the rules, or the first of them.
pub async fn texts(place: &Place, language: &str, part: Part, rules: Fingerprint) -> Result<Texts, LoadError> {
    let part = if place.attribute(WHOLE).is_some() { Part::All } else { part };
    let ending = match part {
        Part::First => "first.texts",
        Part::All => "texts",
    };
    let bytes = signed(place, &format!("{}.{language}.{ending}", place.pack_address())).await?;
    format::decode_texts(&bytes, part, rules).map_err(LoadError::Pack)
}

/// The second file of the program: it enters itself among the functions of the first one. Loaded once, however many elements there
/// are.
async fn program(place: &Place) -> Result<(), LoadError> {
    thread_local!(static BEGUN: RefCell<Option<Promise>> = const { RefCell::new(None) });
    if place.attribute(WHOLE).is_some() {
        return Ok(());
    }
    let begin = || {
        let address = place.second_file();
        future_to_promise(async move {
            // A file of this name belongs to one version only: it is gone when another one has come.
            let is_gone = |error: LoadError| error.is_of_another_version() || error == LoadError::Status(404);
            enter(&address).await.map(|()| JsValue::NULL).map_err(|error| is_gone(error).into())
        })
    };
    let begun = BEGUN.with_borrow_mut(|begun| begun.get_or_insert_with(begin).clone());
    let entered = JsFuture::from(begun).await;
    entered.map(drop).map_err(|is_gone| {
        // Another attempt may go better.
        BEGUN.take();
        if is_gone.is_truthy() { LoadError::OtherWords } else { LoadError::Network }
    })
}

async fn enter(address: &str) -> Result<(), LoadError> {
    let bytes = fetch(address).await?;
    let imports = Object::new();
    let begun = Reflect::set(&imports, &"first".into(), &wasm_bindgen::exports());
    let loading = begun.map(|_| WebAssembly::instantiate_buffer(&bytes, &imports));
    let entered = JsFuture::from(loading.map_err(|_| LoadError::OtherWords)?).await;
    entered.map(drop).map_err(|_| LoadError::OtherWords)
}

async fn fetch_text(address: &str) -> Result<String, LoadError> {
    String::from_utf8(fetch(address).await?).map_err(|_| LoadError::OtherWords)
}

async fn fetch(address: &str) -> Result<Vec<u8>, LoadError> {
    fetch_as(address, RequestCache::NoCache).await
}

async fn fetch_as(address: &str, cache: RequestCache) -> Result<Vec<u8>, LoadError> {
    let response = request(address, cache).await.map_err(|_| LoadError::Network)?;
    if !response.ok() {
        return Err(LoadError::Status(response.status()));
    }
    body(&response).await.map_err(|_| LoadError::Network)
}

async fn request(address: &str, cache: RequestCache) -> Result<Response, JsValue> {
    let options = RequestInit::new();
    options.set_cache(cache);
    JsFuture::from(window().fetch_with_str_and_init(address, &options)).await?.dyn_into()
}

async fn body(response: &Response) -> Result<Vec<u8>, JsValue> {
    let buffer: ArrayBuffer = JsFuture::from(response.array_buffer()?).await?.dyn_into()?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

#[cfg(test)]
mod tests {
    use super::{LoadError, Signature, refusal, speaks};
    use crate::messages::source::LANGUAGES;
    use qualify_engine::format::PackError;

    #[test]
    fn a_refusal_is_understood_again() {
        for error in
            [PackError::NotAPack, PackError::OtherFormat { found: 7 }, PackError::Damaged, PackError::OtherRules]
        {
            let told = refusal(error);
            assert_eq!(LoadError::of(told.strip_prefix('!').unwrap()), LoadError::Pack(error));
        }
        assert_eq!(refusal(PackError::OtherFormat { found: 7 }), "!other_pack_format 7");
        for signature in [Signature::Missing, Signature::OfAnother, Signature::NoKey, Signature::Altered] {
            let error = LoadError::NotSigned(signature);
            assert_eq!(LoadError::of(error.code()), error);
        }
    }

    #[test]
    fn a_browsers_wish_finds_our_language() {
        let found = |tag| LANGUAGES.into_iter().find(|language| speaks(language, tag));
        for line in include_str!("../tests/tags.txt").lines().filter(|line| !line.starts_with('#')) {
            let (tag, language) = line.split_once(' ').unwrap();
            assert_eq!(found(tag).unwrap_or("-"), language, "{tag}");
        }
    }
}
