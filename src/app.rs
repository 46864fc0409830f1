//! The frame around the pages: which page is shown, what is kept, what has to be said.

use crate::browser;
use crate::components::{failed, footer, header, notices, tally};
use crate::load::LoadError;
use crate::messages::ZH_HANS;
use crate::nodes::{block_slot, el, keyed, with};
use crate::pages;
use crate::route::Route;
use crate::state::interview::{self, Step};
use crate::state::saved::{Restored, restore};
use crate::state::{Action, Notice, Rules, Store};
use crate::storage::{Drawer, Found};
use gloo::events::EventListener;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;
use yew::prelude::*;

/// The state, shared by all pages.
pub type Handle = UseReducerHandle<Store>;

/// What the app starts from.
#[derive(Debug, Properties)]
pub struct Props {
    rules: Result<Rc<Rules>, LoadError>,
}

impl Props {
    pub fn new(rules: Result<Rules, LoadError>) -> Self {
        Self { rules: rules.map(Rc::new) }
    }
}

impl PartialEq for Props {
    /// Set once.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The frame with a page in it.
#[component(App)]
pub fn app(props: &Props) -> Html {
    // Without rules there is nothing to ask: an empty pack stands in, and a message in the place of the page.
    let store = use_reducer(|| begin(props.rules.clone().unwrap_or_default()));
    let error = props.rules.as_ref().err().copied();
    use_keeping(&store);
    use_other_tabs(Drawer::of(&store.pack().key).key().to_owned());
    use_address(&store);
    use_arrival(&store, error.is_some());
    if let Some(error) = error {
        return el("div", "frame", vec![failed::page(&ZH_HANS, error)]);
    }
    let (key, layout, aside) = match &store.route {
        Route::Question { key, .. } => (key.clone(), "two", Some(tally::aside(&store, store.pack().field(key)))),
        Route::Have => (Route::Have.href(), "two", Some(tally::aside(&store, None))),
        other => (other.href(), "one", None),
    };
    let parts = vec![
        keyed(key, el("div", "slot", vec![pages::page(&store, &store.route)])),
        keyed("aside".to_owned(), block_slot(aside)),
    ];
    let main = with(el("main", "page", vec![notices::list(&store), el("div", layout, parts)]), "id", "main".to_owned());
    el("div", "frame", vec![header::bar(&store), main, footer::footer(&store)])
}

/// The state at the start, with what was kept.
fn begin(rules: Rc<Rules>) -> Store {
    let drawer = Drawer::of(&rules.pack.key);
    let (restored, mut told) = match drawer.read() {
        Err(_) => (Restored::default(), vec![Notice::NotKept]),
        Ok(Found::Nothing) => (Restored::default(), Vec::new()),
        Ok(Found::Unreadable) => (Restored::default(), vec![Notice::Unreadable]),
        Ok(Found::Saved(saved)) => (restore(&rules.pack, saved), Vec::new()),
    };
    let loses_something = told.contains(&Notice::Unreadable) || !restored.dropped.is_empty();
    if loses_something && drawer.put_aside().is_err() {
        told.push(Notice::NotKept);
    }
    let mut store = Store::new(&ZH_HANS, rules, browser::today(), Route::parse(&browser::fragment()), restored);
    store.notices.extend(told);
    store
}

/// Keeps the answers after every change.
#[hook]
fn use_keeping(store: &Handle) {
    let store = store.clone();
    use_effect_with(store.changes, move |changes| {
        if *changes == 0 || store.notices.contains(&Notice::NotKept) && !store.is_cleared {
            return;
        }
        let drawer = Drawer::of(&store.pack().key);
        let kept = if store.is_cleared { drawer.empty() } else { drawer.write(&store.to_save()) };
        if kept.is_err() {
            store.dispatch(Action::Tell(Notice::NotKept));
        }
    });
}

/// Another tab has changed what is kept: start again from there, so that the two do not overwrite each other.
#[hook]
fn use_other_tabs(key: String) {
    use_effect_with(key, move |key| {
        let key = key.clone();
        let listener = EventListener::new(&gloo::utils::window(), "storage", move |event| {
            let changed = event.dyn_ref::<StorageEvent>().map(StorageEvent::key);
            // No key at all: everything was removed.
            if changed.is_some_and(|changed| changed.is_none_or(|changed| changed == key)) {
                browser::reload();
            }
        });
        move || drop(listener)
    });
}

/// Follows the address.
#[hook]
fn use_address(store: &Handle) {
    let store = store.clone();
    use_effect_with((), move |()| {
        let listener = EventListener::new(&gloo::utils::window(), "hashchange", move |_| {
            store.dispatch(Action::Go(Route::parse(&browser::fragment()), browser::today()));
        });
        move || drop(listener)
    });
}

/// On arriving at a page: its title, and the focus on its heading.
#[hook]
fn use_arrival(store: &Handle, has_failed: bool) {
    let store = store.clone();
    use_effect_with(store.arrivals, move |arrivals| {
        if has_failed {
            return;
        }
        if store.route == Route::Next {
            browser::go_instead(&next(&store).href());
            return;
        }
        browser::set_title(&pages::title(&store, &store.route));
        if *arrivals > 0 {
            browser::scroll_to_top();
            browser::focus("main h1");
        }
    });
}

fn next(store: &Store) -> Route {
    match interview::next(store) {
        Step::Have => Route::Have,
        Step::Ask(field) => Route::Question { key: store.pack().fields.at(field).key.clone(), then: None },
        Step::Done => Route::Answers,
    }
}
