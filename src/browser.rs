//! The few things that are asked of the browser.

use gloo::utils::{document, window};
use qualify_engine::Date;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement};

const PACK: &str = "pack/beijing";

/// The element in which the page lives.
pub fn root() -> Option<Element> {
    document().get_element_by_id("app")
}

/// Where the rules are, without the ending: an attribute of the page, so that another publisher needs no other program.
pub fn pack_address() -> String {
    root().and_then(|root| root.get_attribute("data-pack")).unwrap_or_else(|| PACK.to_owned())
}

/// Where the second file of the program is: beside the first, which the page's script names.
pub fn second_file() -> String {
    let script = document().query_selector("script[data-wasm]").ok().flatten();
    let first = script.and_then(|script| script.get_attribute("data-wasm")).unwrap_or_default();
    first.replace("_bg.wasm", "_more.wasm")
}

/// The fragment of the address.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Goes to a page of ours.
pub fn go(href: &str) {
    let _ = window().location().set_hash(href);
}

/// Goes to a page of ours in the place of the present one, so that "back" does not return here.
pub fn go_instead(href: &str) {
    let _ = window().location().replace(href);
}

/// Loads everything again.
pub fn reload() {
    let _ = window().location().reload();
}

/// Asks a question that must be answered before anything is lost.
pub fn confirm(question: &str) -> bool {
    window().confirm_with_message(question).unwrap_or(false)
}

/// Whether the box with this name is ticked.
pub fn is_ticked(id: &str) -> bool {
    let found = document().get_element_by_id(id);
    found.and_then(|element| element.dyn_into::<HtmlInputElement>().ok()).is_some_and(|input| input.checked())
}

/// The languages that the browser prefers, the dearest first.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// Writes an attribute of the whole document.
pub fn mark_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Without words there is no page: what the document itself has to say then.
pub fn give_up() {
    if let Some(notice) = document().get_element_by_id("crashed") {
        let _ = notice.remove_attribute("hidden");
    }
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.remove();
    }
}

pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Puts the focus on the first element that fits; answers whether there is one.
pub fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    found.and_then(|element| element.dyn_into::<HtmlElement>().ok()).is_some_and(|element| element.focus().is_ok())
}

/// To the top, as after loading a page.
pub fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
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
