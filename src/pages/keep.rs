//! Ways to keep the results: a file, print, a calendar, a link.

use crate::app::Handle;
use crate::browser;
use crate::components::clear;
use crate::components::small::{back_to, button_link, heading};
use crate::messages::fill;
use crate::nodes::{block_slot, el, say, several, with};
use crate::route::Route;
use crate::state::calendar::calendar;
use crate::state::files::{self, FILE_LIMIT, Outcome, Refusal};
use crate::state::{Action, Change, share};
use crate::storage;
use crate::words;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// All of them.
pub fn page(store: &Handle) -> Html {
    let words = &store.words;
    let inner = vec![
        back_to(&Route::Findings, words.nav_findings()),
        heading(words.keep_title()),
        say("p", "hint", if store.is_kept() { words.keep_lead() } else { words.kept_nowhere() }),
        file(store),
        printed(store),
        dates(store),
        link(store),
        forget(store),
    ];
    el("div", "stack keep", inner)
}

fn sheet(title: &str, hint: &str, inner: Vec<Html>) -> Html {
    let head = vec![say("h2", "", title), say("p", "hint", hint)];
    el("section", "sheet stack", head.into_iter().chain(inner).collect())
}

/// A button that hands a file out when it is pressed; what is in it is written only then.
fn button(store: &Handle, words: &str, hand_out: fn(&Handle)) -> Html {
    let onclick = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| hand_out(&store))
    };
    html! { <button type="button" class="btn quiet" {onclick}>{ words }</button> }
}

fn write_file(store: &Handle, all: bool) {
    let name = files::name(store, store.words.file_name(), "json");
    browser::download(&name, "application/json", &files::write(store, all).print());
}

fn file(store: &Handle) -> Html {
    let words = &store.words;
    let several = store.dossiers().all().len() > 1;
    let one = button(store, words.file_one(), |store| write_file(store, false));
    let all = several.then(|| button(store, words.file_all(), |store| write_file(store, true)));
    let onchange = {
        let store = store.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                read_file(&store, &input);
            }
        })
    };
    // The browser's own button speaks the browser's language: the label stands for it.
    let input = html! { <input class="unseen" id="file" type="file" accept=".json,application/json" {onchange} aria-describedby="file-told" /> };
    let told = store.file.as_ref().map_or(String::new(), |outcome| outcome_words(store, outcome));
    let told = with(with(say("p", "past", &told), "id", "file-told".to_owned()), "role", "status".to_owned());
    let dossiers = crate::nodes::link("", Route::Dossiers.href(), words.dossiers_manage());
    let inner = vec![
        el("p", "row", [one].into_iter().chain(all).collect()),
        el("p", "row", vec![input, with(say("label", "btn quiet", words.file_read()), "for", "file".to_owned())]),
        told,
        el("p", "", vec![dossiers]),
    ];
    sheet(words.file_title(), words.file_hint(), inner)
}

/// Reads the file that was chosen; nothing is changed before it was read to the end.
fn read_file(store: &Handle, input: &HtmlInputElement) {
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    if file.size() > f64::from(FILE_LIMIT) {
        store.dispatch(Action::FileRead(Outcome::Refused(Refusal::TooLarge)));
        return;
    }
    let (store, input) = (store.clone(), input.clone());
    spawn_local(async move {
        let outcome = match JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) {
            None => Outcome::Refused(Refusal::Unreadable),
            Some(text) => match files::read(store.pack(), storage::parse(&text).as_ref()) {
                Err(refusal) => Outcome::Refused(refusal),
                Ok(restored) => {
                    let entries = restored.dossiers.all().to_vec();
                    let added = entries.len();
                    store.dispatch(Change::AddDossiers(entries).into());
                    Outcome::Added(added, restored.dropped)
                }
            },
        };
        // So that the same file can be chosen again.
        input.set_value("");
        store.dispatch(Action::FileRead(outcome));
    });
}

fn outcome_words(store: &Handle, outcome: &Outcome) -> String {
    let words = &store.words;
    match outcome {
        Outcome::Added(n, dropped) => {
            let mut text = fill(words.file_added(), &[("n", &n.to_string())]);
            if !dropped.is_empty() {
                text.push_str(&fill(words.file_dropped(), &[("list", &words::field_names(store, dropped))]));
            }
            text
        }
        Outcome::Refused(refusal) => {
            let why = match refusal {
                Refusal::TooLarge => words.file_too_large().to_owned(),
                Refusal::Unreadable => words.file_unreadable().to_owned(),
                Refusal::NotJson => words.file_not_json().to_owned(),
                Refusal::NotOurs => words.file_not_ours().to_owned(),
                Refusal::Newer(format) => fill(words.file_newer(), &[("format", &format.to_string())]),
                Refusal::OtherPack(key) => fill(words.file_other_pack(), &[("key", key)]),
            };
            [&why, words.file_nothing_changed()].concat()
        }
    }
}

fn printed(store: &Handle) -> Html {
    let words = &store.words;
    let on = el("p", "", vec![button_link(Route::Report.href(), words.report_open())]);
    sheet(words.report_title(), words.report_hint(), vec![on])
}

fn dates(store: &Handle) -> Html {
    let words = &store.words;
    let (_, n) = calendar(store);
    let told =
        if n == 0 { words.calendar_empty().to_owned() } else { fill(words.calendar_hint(), &[("n", &n.to_string())]) };
    let hand_out = |store: &Handle| {
        browser::download(&files::name(store, store.words.calendar_name(), "ics"), "text/calendar", &calendar(store).0);
    };
    let on = block_slot((n > 0).then(|| button(store, words.calendar_get(), hand_out)));
    sheet(words.calendar_title(), &told, vec![on])
}

/// Not shown before the person opens it.
fn link(store: &Handle) -> Html {
    let words = &store.words;
    let made = match share::write(store.pack(), store.own_dossiers().current()) {
        Ok(text) => {
            let address = store.place.address() + &Route::Shared(text).href();
            let key = address.clone();
            html! { <Link {key} store={store.clone()} {address} /> }
        }
        Err(_) => say("p", "error", words.link_too_long()),
    };
    let warning = say("p", "past", &fill(words.link_warning(), &[("version", &store.pack().version)]));
    let inner = vec![say("summary", "", words.link_make()), warning, made];
    let is_from_disk = store.place.address().starts_with("file:");
    let hint = if is_from_disk { words.link_from_disk() } else { words.link_hint() };
    sheet(words.link_title(), hint, vec![el("details", "stack", inner)])
}

#[derive(PartialEq, Properties)]
struct LinkProps {
    store: Handle,
    address: String,
}

/// The link, to be copied.
#[component(Link)]
fn shown_link(LinkProps { store, address }: &LinkProps) -> Html {
    let words = &store.words;
    let is_copied = use_state_eq(|| None);
    let onfocus = Callback::from(|event: FocusEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            input.select();
        }
    });
    let copy = {
        let (address, is_copied) = (address.clone(), is_copied.setter());
        Callback::from(move |_: MouseEvent| {
            let (address, is_copied) = (address.clone(), is_copied.clone());
            spawn_local(async move { is_copied.set(Some(browser::copy(&address).await)) });
        })
    };
    let told = match *is_copied {
        None => "",
        Some(true) => words.link_copied(),
        Some(false) => words.link_not_copied(),
    };
    let input = html! { <input id="link" class="wide" type="text" readonly=true value={address.clone()} {onfocus} /> };
    let copy = html! { <button type="button" class="btn quiet" onclick={copy}>{ words.link_copy() }</button> };
    several(vec![
        with(say("label", "", words.link_label()), "for", "link".to_owned()),
        input,
        el("p", "row", vec![copy]),
        with(say("p", "past", told), "role", "status".to_owned()),
    ])
}

fn forget(store: &Handle) -> Html {
    let words = &store.words;
    sheet(words.clear(), if store.is_kept() { words.keep_where() } else { "" }, vec![clear::button(store)])
}
