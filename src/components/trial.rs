//! Trying other answers: the way in, and above every page what they change, to be kept or discarded.

use crate::app::Handle;
use crate::messages::fill;
use crate::nodes::{block_slot, el, say, with};
use crate::state::standing::Standing;
use crate::state::trial::Trial;
use crate::state::{Action, Store};
use crate::words;
use qualify_engine::Finding;
use yew::prelude::*;

/// How many changes are named.
const NAMED: usize = 6;

/// A button that begins; hidden while answers are tried.
pub fn begin(store: &Handle) -> Html {
    let class = if store.is_trying() { "unshown" } else { "btn quiet" };
    button(store, class, store.words.trial_begin(), Trial::Begin)
}

/// What is tried and what it changes.
pub fn banner(store: &Handle) -> Html {
    block_slot(store.is_trying().then(|| shown(store)))
}

fn shown(store: &Handle) -> Html {
    let words = &store.words;
    let tried = store.tried();
    let count = match tried.len() {
        0 => words.trial_none().to_owned(),
        n => fill(words.trial_changed(), &[("n", &n.to_string())]),
    };
    let named = tried.iter().take(NAMED).map(|(before, now)| say("li", "", &changed(store, *before, now))).collect();
    let more = match tried.len().saturating_sub(NAMED) {
        0 => String::new(),
        n => fill(words.trial_more(), &[("n", &n.to_string())]),
    };
    let buttons = vec![
        button(store, "btn", words.trial_keep(), Trial::Keep),
        button(store, "btn quiet", words.trial_discard(), Trial::Discard),
    ];
    let inner = vec![
        say("h2", "", words.trial_title()),
        say("p", "", words.trial_lead()),
        with(say("p", "strong", &count), "role", "status".to_owned()),
        el("ul", "bullets", named),
        say("p", "note", &more),
        el("div", "row", buttons),
    ];
    with(el("section", "trial stack", inner), "aria-label", words.trial_title().to_owned())
}

/// `首台（套）奖励（贷款 1）：原为 … ，现为 …`
fn changed(store: &Store, before: Option<&Finding>, now: &Finding) -> String {
    let programme = store.programme(now.programme);
    let row = now.subject.filter(|_| store.findings_of(now.programme).count() > 1);
    let row = row.map(|row| [" · ", &words::row(store, programme.about, row)].concat()).unwrap_or_default();
    let name = [store.text(programme.name), &row].concat();
    let before = before.map_or_else(|| store.words.trial_absent().to_owned(), |it| standing(store, it));
    fill(store.words.trial_from_to(), &[("name", &name), ("before", &before), ("after", &standing(store, now))])
}

fn standing(store: &Store, finding: &Finding) -> String {
    let amount = words::amount(store, finding).unwrap_or_default().sum;
    let parts = [Standing::of_verdict(finding.verdict).word(store), &amount];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(store.words.comma())
}

fn button(store: &Handle, class: &'static str, words: &str, step: Trial) -> Html {
    let onclick = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.dispatch(Action::Try(step));
            // The button is about to go: the focus must not go with it.
            store.place.focus("main h1");
        })
    };
    html! { <button type="button" {class} {onclick}>{ words }</button> }
}
