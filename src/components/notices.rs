//! What the person should know about the answers that are kept.

use crate::app::Handle;
use crate::messages::fill;
use crate::state::{Action, Notice};
use yew::prelude::*;

/// All notices, in a place that is always there.
pub fn list(store: &Handle) -> Html {
    let words = store.words;
    let dismiss = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::Dismiss))
    };
    let text = |notice: &Notice| match notice {
        Notice::Unreadable => words.unreadable.to_owned(),
        Notice::NotKept => words.not_kept.to_owned(),
        Notice::Dropped(keys) => {
            let label = |key: &String| match store.pack().field(key) {
                Some(field) => crate::words::label(store, field).to_owned(),
                None => fill(words.quoted, &[("text", key)]),
            };
            let labels: Vec<_> = keys.iter().map(label).collect();
            fill(words.dropped, &[("list", &labels.join(words.list_mark))])
        }
    };
    let can_be_dismissed = store.notices.iter().any(|notice| *notice != Notice::NotKept);
    html! {
        <div class="notices" role="status" aria-label={words.notice_label}>
            <ul>
                { for store.notices.iter().enumerate().map(|(place, notice)| html! { <li key={place}>{ text(notice) }</li> }) }
            </ul>
            <div class="slot">
                if can_be_dismissed {
                    <button type="button" class="btn quiet" onclick={dismiss}>{ words.dismiss }</button>
                }
            </div>
        </div>
    }
}
