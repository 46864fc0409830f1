//! One question, and the way back.

use super::{missing, title};
use crate::app::Handle;
use crate::components::question_form::QuestionForm;
use crate::components::small::back;
use crate::messages::fill;
use crate::nodes::el;
use crate::route::Route;
use crate::state::interview;
use yew::prelude::*;

/// The page of a field.
pub fn page(store: &Handle, route: &Route, key: &str, then: Option<&String>) -> Html {
    let words = store.words;
    let Some(field) = store.pack().field(key) else {
        return missing(store, words.unknown_field_title, &fill(words.unknown_field, &[("key", key)]));
    };
    let before = match Route::after(then.map(String::as_str)) {
        Route::Next => interview::previous(store, field).map_or(Route::Have, |before| Route::Question {
            key: store.pack().fields.at(before).key.clone(),
            then: None,
        }),
        page => page,
    };
    let form =
        html! { <QuestionForm store={store.clone()} {field} then={then.cloned()} title={title(store, route)} /> };
    el("div", "", vec![back(store, &before), form])
}
