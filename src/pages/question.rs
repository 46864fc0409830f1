//! One question, and the way back.

use super::{missing, question_route};
use crate::app::Handle;
use crate::components::question_form::{QuestionForm, Stands};
use crate::components::small::back;
use crate::messages::fill;
use crate::nodes::el;
use crate::route::Route;
use crate::state::interview;
use qualify_engine::Slot;
use yew::prelude::*;

/// The page of a field.
pub fn page(store: &Handle, key: &str, row: u16, then: Option<&String>) -> Html {
    let words = &store.words;
    let field = store
        .pack()
        .field(key)
        .filter(|field| row == 0 || row < store.dossier.rows(store.pack().fields.at(*field).record));
    let Some(field) = field else {
        return missing(store, words.unknown_field_title(), &fill(words.unknown_field(), &[("key", key)]));
    };
    let slot = Slot { field, row };
    let before = match Route::after(then.map(String::as_str)) {
        Route::Next => {
            interview::previous(store, slot).map_or(Route::Have, |before| question_route(store, before, None))
        }
        page => page,
    };
    let stands = Stands::Alone { then: then.cloned() };
    let form = html! { <QuestionForm store={store.clone()} {slot} {stands} /> };
    el("div", "", vec![back(store, &before), form])
}
