//! The smallest parts.

use crate::messages::fill;
use crate::route::Route;
use crate::state::Store;
use crate::words::{self, Standing};
use qualify_engine::Id;
use qualify_engine::pack::Field;
use yew::prelude::*;

/// The heading of a page; takes the focus on arrival.
pub fn heading(text: &str) -> Html {
    html! { <h1 tabindex="-1">{ text }</h1> }
}

/// Word, sign and colour of how something stands.
pub fn tag(store: &Store, standing: Standing) -> Html {
    worded_tag(store, standing, standing.word(store))
}

/// The same with another word.
pub fn worded_tag(store: &Store, standing: Standing, word: &str) -> Html {
    html! {
        <span class={standing.class()}><span aria-hidden="true">{ standing.sign(store) }</span>{ word }</span>
    }
}

/// A quiet mark.
pub fn plain_tag(text: &str) -> Html {
    html! { <span class="tag plain">{ text }</span> }
}

/// The address of a question, and of the page to come back to.
pub fn question(store: &Store, field: Id<Field>, from: &Route) -> String {
    let key = store.pack().fields.at(field).key.clone();
    Route::Question { key, then: from.as_return() }.href()
}

/// "更改", for those who cannot see where it stands too.
pub fn change(store: &Store, field: Id<Field>, from: &Route) -> Html {
    let of = fill(store.words.change_of, &[("label", words::label(store, field))]);
    html! {
        <a class="change" href={question(store, field, from)}>
            { store.words.change }<span class="unseen">{ of }</span>
        </a>
    }
}

/// A link that looks like a button.
pub fn button_link(href: String, text: &str) -> Html {
    html! { <a class="btn" href={href}>{ text }</a> }
}

/// Back to a page.
pub fn back(store: &Store, to: &Route) -> Html {
    back_to(to, store.words.back)
}

/// Back to a page, with its own words.
pub fn back_to(to: &Route, text: &str) -> Html {
    html! { <p class="back"><a href={to.href()}><span aria-hidden="true">{ "‹ " }</span>{ text }</a></p> }
}
