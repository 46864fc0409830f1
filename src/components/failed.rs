//! The page when there are no rules.

use super::small::heading;
use crate::browser;
use crate::load::LoadError;
use crate::messages::{Messages, fill};
use qualify_engine::format::{FORMAT, PackError};
use yew::prelude::*;

/// What happened, what is kept, what to do.
pub fn page(words: &Messages, error: LoadError) -> Html {
    let reload = Callback::from(|_: MouseEvent| browser::reload());
    html! {
        <main class="page" id="main">
            <div class="sheet stack" role="alert">
                { heading(words.failed_title) }
                <p>{ what_happened(words, error) }</p>
                <p>{ words.failed_kept }</p>
                <p>{ words.failed_todo }</p>
                <p><button type="button" class="btn" onclick={reload}>{ words.reload }</button></p>
            </div>
        </main>
    }
}

fn what_happened(words: &Messages, error: LoadError) -> String {
    match error {
        LoadError::Network => words.failed_network.to_owned(),
        LoadError::Status(status) => fill(words.failed_status, &[("status", &status.to_string())]),
        LoadError::Pack(PackError::NotAPack) => words.failed_not_a_pack.to_owned(),
        LoadError::Pack(PackError::OtherFormat { found }) => {
            fill(words.failed_format, &[("found", &found.to_string()), ("known", &FORMAT.to_string())])
        }
        LoadError::Pack(PackError::OtherRules) => words.failed_other.to_owned(),
        LoadError::Pack(PackError::Damaged | PackError::TooLarge | PackError::Inconsistent(_)) => {
            words.failed_damaged.to_owned()
        }
    }
}
