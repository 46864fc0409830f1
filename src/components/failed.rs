//! The page when there are no rules.

use super::small::heading;
use crate::app::Handle;
use crate::load::{LoadError, Signature};
use crate::messages::{Words, fill};
use crate::nodes::{el, say, with};
use qualify_engine::format::{FORMAT, PackError};
use yew::prelude::*;

/// What happened, what is kept, what to do.
pub fn page(store: &Handle, error: LoadError) -> Html {
    let words = &store.words;
    let reload = {
        let place = store.place.clone();
        Callback::from(move |_: MouseEvent| place.reload())
    };
    let button = html! { <button type="button" class="btn" onclick={reload}>{ words.reload() }</button> };
    let inner = vec![
        heading(words.failed_title()),
        say("p", "", &what_happened(words, error)),
        say("p", "", if store.is_kept() { words.failed_kept() } else { "" }),
        say("p", "", words.failed_todo()),
        el("p", "", vec![button]),
    ];
    let sheet = with(el("div", "sheet stack", inner), "role", "alert".to_owned());
    with(el("main", "page", vec![sheet]), "id", "main".to_owned())
}

/// Why there are no rules, or no newer ones.
pub fn what_happened(words: &Words, error: LoadError) -> String {
    match error {
        LoadError::Network => words.failed_network().to_owned(),
        LoadError::Status(status) => fill(words.failed_status(), &[("status", &status.to_string())]),
        LoadError::Pack(PackError::NotAPack) => words.failed_not_a_pack().to_owned(),
        LoadError::Pack(PackError::OtherFormat { found }) => {
            fill(words.failed_format(), &[("found", &found.to_string()), ("known", &FORMAT.to_string())])
        }
        LoadError::NotSigned(Signature::Missing) => words.failed_unsigned().to_owned(),
        LoadError::NotSigned(Signature::OfAnother) => words.failed_other_key().to_owned(),
        LoadError::NotSigned(Signature::NoKey) => words.failed_not_a_key().to_owned(),
        LoadError::NotSigned(Signature::Altered) => words.failed_altered().to_owned(),
        LoadError::OtherWords | LoadError::Pack(PackError::OtherRules) => words.failed_other().to_owned(),
        LoadError::Pack(PackError::Damaged | PackError::TooLarge | PackError::Inconsistent(_)) => {
            words.failed_damaged().to_owned()
        }
    }
}
