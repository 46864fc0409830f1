//! The bar above every page.

use crate::browser;
use crate::route::Route;
use crate::state::Store;
use yew::prelude::*;

/// Name of the site, as-of date, and the ways to the main pages.
pub fn bar(store: &Store, route: &Route) -> Html {
    let words = store.words;
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        browser::focus("main h1");
    });
    let to = |page: Route, text: &'static str| {
        let current = (*route == page).then_some("page");
        html! { <a href={page.href()} aria-current={current}>{ text }</a> }
    };
    html! {
        <header class="bar">
            <a class="skip" href="#main" onclick={skip}>{ words.skip }</a>
            <div>
                <a class="brand" href={Route::Start.href()}>{ words.brand }<small>{ words.tagline }</small></a>
                <p class="asof">
                    { words.as_of }{ " " }<strong class="num date">{ store.as_of().to_string() }</strong>
                    <span class={if store.is_today() { "unshown" } else { "tag maybe" }}>{ words.as_of_not_today }</span>
                </p>
                <nav aria-label={words.nav_label}>
                    { to(Route::Programmes, words.nav_programmes) }
                    { to(Route::Answers, words.nav_answers) }
                    { to(Route::Findings, words.nav_findings) }
                </nav>
            </div>
        </header>
    }
}
