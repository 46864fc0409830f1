//! The few things that are asked of the browser, wherever the page lives.

use gloo::events::EventListener;
use gloo::utils::{document, window};
use js_sys::{Array, JsString, Object, Promise};
use qualify_engine::Date;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, SpeechSynthesis, SpeechSynthesisUtterance, Url};

/// Happens when a newer version of the site or of the rules waits, or was refused (`web/offline.js`).
pub const NEWER: &str = "qualify-newer";

/// Whether something newer waits, and the code for which rules were refused.
pub fn newer() -> (bool, Option<String>) {
    let Some(root) = document().document_element() else { return (false, None) };
    (root.has_attribute("data-newer"), root.get_attribute("data-refused"))
}

/// Lets the newer version take over: the page is loaded again then.
pub fn take_newer() {
    if let Ok(event) = web_sys::Event::new("qualify-take") {
        let _ = window().dispatch_event(&event);
    }
}

/// Lets the browser do what else it has to do.
pub async fn pause() {
    let turn = Promise::new(&mut |done, _| drop(window().set_timeout_with_callback(&done)));
    let _ = JsFuture::from(turn).await;
}

/// The languages that the browser prefers, the dearest first.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// Hands a file out, as if it had been fetched: nothing leaves the computer.
pub fn download(name: &str, mime: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options);
    let Some(address) = blob.ok().and_then(|blob| Url::create_object_url_with_blob(&blob).ok()) else { return };
    // The browser takes it once it gets round to it: the one before is done with.
    thread_local!(static LAST: RefCell<String> = const { RefCell::new(String::new()) });
    let _ = Url::revoke_object_url(&LAST.replace(address.clone()));
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok());
    if let Some(link) = link {
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", name);
        link.click();
    }
}

/// Puts a text where it can be pasted from; answers whether the browser let us.
pub async fn copy(text: &str) -> bool {
    // Only where the connection is safe, and a page around this one allows it.
    let board = window().navigator().clipboard();
    !board.is_undefined() && JsFuture::from(board.write_text(text)).await.is_ok()
}

/// The first letters of the pinyin of the Chinese characters in a text, as the browser sorts them: `贷款贴息` is `dktx`. Of a
/// character with several readings it is the letter of the usual one.
pub fn initials(text: &str) -> String {
    thread_local!(static KNOWN: RefCell<BTreeMap<char, Option<char>>> = const { RefCell::new(BTreeMap::new()) });
    let is_chinese = |it: &char| ('\u{4e00}'..='\u{9fff}').contains(it);
    let letter = |it: char| KNOWN.with_borrow_mut(|known| *known.entry(it).or_insert_with(|| initial(it)));
    text.chars().filter(is_chinese).filter_map(letter).collect()
}

/// Found between the first characters of the letters.
fn initial(of: char) -> Option<char> {
    const LETTERS: &str = "abcdefghjklmnopqrstwxyz";
    const FIRST: &str = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀";
    let (of, order) = (JsString::from(of.to_string()), Array::of1(&"zh-Hans-u-co-pinyin".into()));
    let is_before = |first: char| of.locale_compare(&first.to_string(), &order, &Object::new()) >= 0;
    LETTERS.chars().zip(FIRST.chars()).take_while(|(_, first)| is_before(*first)).last().map(|(letter, _)| letter)
}

/// The browser's own voice, where it has one.
fn voice() -> Option<SpeechSynthesis> {
    window().speech_synthesis().ok().filter(|voice| !voice.is_undefined())
}

/// Whether the browser can read aloud.
pub fn has_voice() -> bool {
    voice().is_some()
}

/// What is read aloud at present.
struct Reading {
    /// How many lines are still to be read.
    left: Rc<Cell<usize>>,
    done: Box<dyn FnOnce()>,
}

thread_local!(static READING: RefCell<Option<Reading>> = const { RefCell::new(None) });

/// Reads a text aloud, line by line: a long one as a whole is broken off by some voices. Calls `done` at its end, or when it is
/// stopped.
pub fn read_aloud(text: &str, language: &str, done: Box<dyn FnOnce()>) {
    hush();
    let Some(voice) = voice() else { return done() };
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let lines: Vec<_> = lines.filter_map(|line| SpeechSynthesisUtterance::new_with_text(line).ok()).collect();
    if lines.is_empty() {
        return done();
    }
    let left = Rc::new(Cell::new(lines.len()));
    READING.set(Some(Reading { left: left.clone(), done }));
    for words in lines {
        words.set_lang(language);
        // Also a line that cannot be read is over.
        for over in ["end", "error"] {
            let left = left.clone();
            EventListener::once(&words, over, move |_| line_is_over(&left)).forget();
        }
        voice.speak(&words);
    }
}

fn line_is_over(left: &Rc<Cell<usize>>) {
    left.set(left.get().saturating_sub(1));
    // A line of what was stopped can end late, when something else is read.
    let is_last = left.get() == 0;
    let finished = READING.with_borrow_mut(|reading| reading.take_if(|it| is_last && Rc::ptr_eq(&it.left, left)));
    if let Some(Reading { done, .. }) = finished {
        done();
    }
}

/// Stops reading aloud; what somebody else has read aloud goes on.
pub fn hush() {
    let Some(Reading { done, .. }) = READING.take() else { return };
    if let Some(voice) = voice() {
        voice.cancel();
    }
    done();
}

/// Opens the browser's own way to print.
pub fn print() {
    let _ = window().print();
}

/// Today in Beijing, wherever the computer stands; 2026-01-01 if its clock is beyond all bounds.
pub fn today() -> Date {
    const EIGHT_HOURS: f64 = 8.0 * 3_600_000.0;
    let there = js_sys::Date::new(&JsValue::from_f64(js_sys::Date::now() + EIGHT_HOURS));
    let part = |value: u32| i8::try_from(value).ok();
    i16::try_from(there.get_utc_full_year())
        .ok()
        .zip(part(there.get_utc_month().saturating_add(1)))
        .zip(part(there.get_utc_date()))
        .and_then(|((year, month), day)| Date::new(year, month, day))
        .or_else(|| Date::new(2026, 1, 1))
        .unwrap_or_else(|| unreachable!("the first day of 2026 is a day"))
}
