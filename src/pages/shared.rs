//! Answers that somebody shared in a link: nothing is taken over before the person says so.

use super::missing;
use crate::app::Handle;
use crate::components::small::heading;
use crate::messages::fill;
use crate::nodes::{el, link, say};
use crate::route::Route;
use crate::state::Change;
use crate::state::share::{self, LinkError};
use crate::{storage, words};
use yew::prelude::*;

/// What is in the link, and whether to open it.
pub fn page(store: &Handle, text: &str) -> Html {
    let words = &store.words;
    let read = share::text(text).and_then(|text| share::read(store.pack(), storage::parse(&text).as_ref()));
    let shared = match read {
        Ok(shared) => shared,
        Err(error) => {
            let why = match error {
                LinkError::TooLong => words.link_too_long(),
                LinkError::Damaged => words.link_damaged(),
                LinkError::OtherFormat => words.link_other_format(),
                LinkError::OtherPack => words.link_other_pack(),
            };
            return missing(store, words.shared_title(), &[why, words.file_nothing_changed()].concat());
        }
    };
    let answers = shared.entry.answers.iter().count().to_string();
    let here = &store.pack().version;
    let other = fill(words.shared_other_version(), &[("version", &shared.version), ("here", here)]);
    let dropped = fill(words.file_dropped(), &[("list", &words::field_names(store, &shared.dropped))]);
    let onclick = {
        let (store, entry) = (store.clone(), shared.entry.clone());
        Callback::from(move |_: MouseEvent| {
            store.dispatch(Change::AddDossiers(vec![entry.clone()]).into());
            store.place.go_instead(&Route::Findings.href());
        })
    };
    let inner = vec![
        heading(words.shared_title()),
        say("p", "", &fill(words.shared_lead(), &[("n", &answers), ("version", &shared.version)])),
        say("p", "past", if shared.version == *here { "" } else { &other }),
        say("p", "past", if shared.dropped.is_empty() { "" } else { &dropped }),
        say("p", "hint", words.shared_hint()),
        html! {
            <p class="row">
                <button type="button" class="btn" {onclick}>{ words.shared_open() }</button>
                { link("", Route::Start.href(), words.to_start()) }
            </p>
        },
    ];
    el("div", "sheet stack", inner)
}
