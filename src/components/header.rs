//! The bar above every page.

use crate::app::Handle;
use crate::nodes::{el, keyed, link, say, several, slot, text, with};
use crate::route::Route;
use crate::{language, later};
use yew::prelude::*;

/// Name of the site, as-of date, and the ways to the main pages.
pub fn bar(store: &Handle, settings: Html) -> Html {
    let words = &store.words;
    let place = store.place.clone();
    let skip = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        place.focus("main h1");
    });
    let skip = html! { <a class="skip" href="#main" onclick={skip}>{ words.skip() }</a> };
    let to = |page: Route, words: &str| {
        let to = link("", page.href(), words);
        if store.route == page { with(to, "aria-current", "page".to_owned()) } else { to }
    };
    let brand = el("a", "brand", vec![text(words.brand()), say("small", "", words.tagline())]);
    let date = say("strong", "num date", &words.date(store.as_of()));
    let other_day = say("span", "tag maybe", if store.is_today() { "" } else { words.as_of_not_today() });
    let nav = vec![
        to(Route::Programmes, words.nav_programmes()),
        to(Route::Answers, words.nav_answers()),
        to(Route::Findings, words.nav_findings()),
        to(Route::Keep, words.nav_keep()),
    ];
    let inner = vec![
        with(brand, "href", Route::Start.href()),
        el("p", "asof", vec![text(words.as_of()), text(" "), date, text(" "), other_day]),
        with(el("nav", "", nav), "aria-label", words.nav_label().to_owned()),
        el("div", "settings", vec![settings]),
    ];
    el("header", "bar", vec![skip, el("div", "", inner)])
}

/// The buttons for language and elder-friendly mode.
pub fn settings(store: &Handle) -> Html {
    let aloud = (store.is_elder && store.is_whole()).then(|| later::aloud(store));
    several(vec![languages(store), slot(aloud), elder(store)])
}

/// Each language is named in itself.
pub fn own_name(tag: &str) -> &'static str {
    match tag {
        "zh-Hans" => "简体",
        "zh-Hant" => "繁體",
        _ => "English",
    }
}

/// One button a language that the rules have; nothing where there is only one.
fn languages(store: &Handle) -> Html {
    let words = &store.words;
    let spoken = &store.pack().languages;
    let button = |tag: &String| {
        let onclick = {
            let (store, tag) = (store.clone(), tag.clone());
            Callback::from(move |_: MouseEvent| language::choose(&store, &tag))
        };
        let is_spoken = (*tag == words.language).to_string();
        let button = html! {
            <button type="button" class="plain-btn" lang={tag.clone()} aria-pressed={is_spoken} {onclick}>{ own_name(tag) }</button>
        };
        keyed(tag.clone(), el("span", "", vec![button]))
    };
    let buttons = if spoken.len() > 1 { spoken.iter().map(button).collect() } else { Vec::new() };
    let class = if buttons.is_empty() { "unshown" } else { "languages" };
    with(with(el("div", class, buttons), "role", "group".to_owned()), "aria-label", words.language_label().to_owned())
}

fn elder(store: &Handle) -> Html {
    let (is_elder, words) = (store.is_elder, &store.words);
    let onclick = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| language::set_elder(&store, !is_elder))
    };
    let name = if is_elder { words.elder_off() } else { words.elder_on() };
    html! { <button type="button" class="plain-btn" {onclick}>{ name }</button> }
}
