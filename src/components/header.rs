//! The bar above every page.

use crate::browser;
use crate::nodes::{el, link, say, text, with};
use crate::route::Route;
use crate::state::Store;
use yew::prelude::*;

/// Name of the site, as-of date, and the ways to the main pages.
pub fn bar(store: &Store) -> Html {
    let words = store.words;
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        browser::focus("main h1");
    });
    let skip = html! { <a class="skip" href="#main" onclick={skip}>{ words.skip }</a> };
    let to = |page: Route, words: &'static str| {
        let to = link("", page.href(), words);
        if store.route == page { with(to, "aria-current", "page".to_owned()) } else { to }
    };
    let brand = el("a", "brand", vec![text(words.brand), say("small", "", words.tagline)]);
    let date = say("strong", "num date", &store.as_of().to_string());
    let other_day = say("span", "tag maybe", if store.is_today() { "" } else { words.as_of_not_today });
    let nav = vec![
        to(Route::Programmes, words.nav_programmes),
        to(Route::Answers, words.nav_answers),
        to(Route::Findings, words.nav_findings),
    ];
    let inner = vec![
        with(brand, "href", Route::Start.href()),
        el("p", "asof", vec![text(words.as_of), text(" "), date, text(" "), other_day]),
        with(el("nav", "", nav), "aria-label", words.nav_label.to_owned()),
    ];
    el("header", "bar", vec![skip, el("div", "", inner)])
}
