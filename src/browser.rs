//! The few things that are asked of the browser, wherever the page lives.

use gloo::utils::window;
use qualify_engine::Date;
use wasm_bindgen::JsValue;

/// Asks a question that must be answered before anything is lost.
pub fn confirm(question: &str) -> bool {
    window().confirm_with_message(question).unwrap_or(false)
}

/// The languages that the browser prefers, the dearest first.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
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
