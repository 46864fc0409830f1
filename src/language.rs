//! Which language is spoken: at the start, and when another one is chosen.

use crate::app::{Handle, Props};
use crate::browser;
use crate::load::{self, LoadError};
use crate::messages::source::LANGUAGES;
use crate::place::Place;
use crate::state::{Action, Language, Notice, Rest, Rules};
use crate::storage::Settings;
use futures_util::future::join;
use qualify_engine::Part;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Everything that the first page needs.
///
/// # Errors
/// When there are not even the words to say what is wrong.
pub async fn begin(place: Place) -> Result<Props, LoadError> {
    let settings = Settings::read(&place);
    let guess = load::preferred(&LANGUAGES.map(str::to_owned), &settings);
    loop {
        let (rules, words) = join(load::rules(&place), load::words(&place, &guess)).await;
        let mut language = Language { words: Rc::new(words?), ..Language::default() };
        let rules = match rules {
            Ok(rules) => with_texts(&place, &settings, &mut language, rules).await,
            Err(error) => Err(error),
        };
        // What is kept and cannot be used: the server has something else, perhaps.
        if rules.is_ok() || !place.leave_kept() {
            match &rules {
                Ok(rules) => place.mark("data-version", &rules.pack.version),
                Err(error) => place.mark("data-failed", error.code()),
            }
            return Ok(Props::new(place, rules, language, settings));
        }
    }
}

/// The same rules, once their first texts are there, in the language in which they are spoken of.
async fn with_texts(
    place: &Place,
    settings: &Settings,
    language: &mut Language,
    rules: Rules,
) -> Result<Rules, LoadError> {
    let spoken = load::preferred(&rules.pack.languages, settings);
    if spoken != language.words.language {
        language.words = Rc::new(load::words(place, &spoken).await?);
    }
    if let Some(fingerprint) = rules.fingerprint {
        language.texts = Rc::new(load::texts(place, &spoken, Part::First, fingerprint).await?);
    }
    Ok(rules)
}

/// Speaks another language, and remembers it. The present one stays when the other cannot be had.
pub fn choose(store: &Handle, tag: &str) {
    let (store, tag) = (store.clone(), tag.to_owned());
    let Some(fingerprint) = store.rules.fingerprint else { return };
    store.dispatch(Action::Wish(tag.clone()));
    spawn_local(async move {
        // All that the present page shows comes in one step.
        let is_whole = store.language.rest == Rest::There;
        let loaded = load::language(&store.place, &tag, is_whole, fingerprint).await;
        // Another one was chosen meanwhile.
        if store.wished != tag {
            return;
        }
        match loaded {
            Ok(language) => {
                Settings::write(&store.place, &tag, store.is_elder);
                store.dispatch(Action::Speak(language));
            }
            Err(error) if error.is_of_another_version() => {
                store.place.mark("data-failed", error.code());
                store.dispatch(Action::Tell(Notice::Changed));
            }
            Err(_) => store.dispatch(Action::Tell(Notice::NotTranslated)),
        }
    });
}

/// Fetches what only later pages need.
pub fn fetch_rest(store: &Handle) {
    let (store, words) = (store.clone(), store.words.as_ref().clone());
    let Some(fingerprint) = store.rules.fingerprint.filter(|_| store.language.rest != Rest::There) else { return };
    spawn_local(async move {
        let rest = load::rest(&store.place, words, fingerprint).await;
        if let Err(error) = rest {
            store.place.mark("data-failed", error.code());
            store.place.tell("qualify-failed");
        }
        // What came was read in one go; the browser has its turn before it is drawn.
        browser::pause().await;
        store.dispatch(Action::Rest(rest));
    });
}

/// Turns the elder-friendly mode on or off, and remembers it.
pub fn set_elder(store: &Handle, is_elder: bool) {
    Settings::write(&store.place, &store.words.language, is_elder);
    store.dispatch(Action::Elder(is_elder));
}

/// Tells the browser what is spoken, and how: assistive technology and the stylesheet go by it.
pub fn announce(store: &Handle) {
    store.place.mark("lang", &store.words.language);
    store.place.mark("data-mode", if store.is_elder { "elder" } else { "plain" });
}
