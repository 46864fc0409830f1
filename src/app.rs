//! The frame around the pages: which page is shown, what is kept, what has to be said.

use crate::components::{failed, footer, header, notices};
use crate::host::{Only, use_host};
use crate::load::LoadError;
use crate::nodes::{block_slot, el, keyed, with};
use crate::place::Place;
use crate::route::Route;
use crate::state::interview::Step;
use crate::state::saved::{Restored, restore};
use crate::state::{Action, Beginning, Language, Notice, Rest, Rules, Store};
use crate::storage::{Drawer, Found, Settings};
use crate::{browser, language, later, load, pages};
use gloo::events::EventListener;
use qualify_engine::Slot;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;
use yew::prelude::*;

/// The state, shared by all pages.
pub type Handle = UseReducerHandle<Store>;

/// What the app starts from.
#[derive(Debug, Properties)]
pub struct Props {
    place: Place,
    rules: Result<Rc<Rules>, LoadError>,
    language: Language,
    settings: Settings,
}

impl Props {
    pub fn new(place: Place, rules: Result<Rules, LoadError>, language: Language, settings: Settings) -> Self {
        Self { place, rules: rules.map(Rc::new), language, settings }
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
    let store = use_reducer(|| begin(props));
    let error = props.rules.as_ref().err().copied();
    use_keeping(&store);
    use_other_tabs(&store);
    use_address(&store);
    use_language(&store);
    use_arrival(&store, error.is_some());
    use_host(&store);
    use_newer(&store);
    if let Some(error) = error {
        return el("div", "frame", vec![failed::page(&store, error)]);
    }
    let (key, layout, aside) = match &store.route {
        Route::Question { key, row, .. } => {
            let slot = store.pack().field(key).map(|field| Slot { field, row: *row });
            // What was typed belongs to the trial in which it was.
            let trial = if store.is_trying() { "/trial" } else { "" };
            ([key, "/", &row.to_string(), trial].concat(), "two", Some(slot))
        }
        Route::Have | Route::List(_) => (store.route.href(), "two", Some(None)),
        other => (other.href(), "one", None),
    };
    let aside = aside.filter(|_| store.is_whole()).map(|slot| later::aside(&store, slot));
    let parts = vec![
        keyed(key, el("div", "slot", vec![pages::page(&store, &store.route)])),
        keyed("aside".to_owned(), block_slot(aside)),
    ];
    frame(&store, header::settings(&store), layout, parts)
}

/// What stands around every page.
pub fn frame(store: &Handle, settings: Html, layout: &'static str, parts: Vec<Html>) -> Html {
    let main = with(el("main", "page", vec![notices::list(store), el("div", layout, parts)]), "id", "main".to_owned());
    el("div", "frame", vec![header::bar(store, settings), main, footer::footer(store)])
}

/// The state at the start, with what was kept.
fn begin(props: &Props) -> Store {
    let rules = props.rules.clone().unwrap_or_default();
    let drawer = Drawer::of(&props.place, &rules.pack.key);
    let mut told: Vec<_> = props.place.attribute("data-lacks").map(Notice::Lacks).into_iter().collect();
    if load::lacks_preferred(&rules.pack.languages, &props.settings) {
        told.push(Notice::OtherLanguage);
    }
    let restored = match drawer.read() {
        Err(_) => {
            told.push(if props.place.may_keep() { Notice::NotKept } else { Notice::NotWanted });
            Some(Restored::default())
        }
        Ok(Found::Nothing) => Some(Restored::default()),
        Ok(Found::Unreadable) => None,
        Ok(Found::Saved(saved)) => restore(&rules.pack, &saved),
    };
    let loses_something = restored.as_ref().is_none_or(|restored| !restored.dropped.is_empty());
    if restored.is_none() {
        told.push(Notice::Unreadable);
    }
    if loses_something && drawer.put_aside().is_err() {
        told.push(Notice::NotKept);
    }
    let mut store = Store::new(Beginning {
        place: props.place.clone(),
        only: Only::of(&props.place, &rules.pack),
        rules,
        language: props.language.clone(),
        is_elder: props.settings.is_elder,
        today: browser::today(),
        route: Route::parse(&props.place.fragment()),
        restored: restored.unwrap_or_default(),
    });
    store.notices.extend(told);
    store
}

/// Keeps the answers after every change.
#[hook]
fn use_keeping(store: &Handle) {
    let store = store.clone();
    use_effect_with(store.changes, move |changes| {
        if *changes == 0
            || store.is_trying()
            || store.is_prefilled
            || !store.place.may_keep()
            || store.notices.contains(&Notice::NotKept) && !store.is_cleared
        {
            return;
        }
        let drawer = Drawer::of(&store.place, &store.pack().key);
        let kept = if store.is_cleared { drawer.empty() } else { drawer.write(&later::to_save(&store)) };
        if kept.is_err() {
            store.dispatch(Action::Tell(Notice::NotKept));
        }
    });
}

/// Tells the browser which language is spoken, and fetches the rest of its words once the person goes beyond the first page,
/// or wants it read aloud.
#[hook]
fn use_language(store: &Handle) {
    let (spoken, is_elder) = (store.words.language.clone(), store.is_elder);
    let is_beyond = store.route != Route::Start || store.place.is_embedded() || store.is_elder;
    let is_inside = is_beyond && store.language.rest == Rest::NotThere;
    let store = store.clone();
    use_effect_with((spoken, is_elder, is_inside), move |_| {
        language::announce(&store);
        if is_inside {
            language::fetch_rest(&store);
        }
    });
}

/// Another tab has changed what is kept: start again from there, so that the two do not overwrite each other.
#[hook]
fn use_other_tabs(store: &Handle) {
    let place = store.place.clone();
    let key = Drawer::of(&place, &store.pack().key).key().map(str::to_owned);
    use_effect_with(key, move |key| {
        let listen = |key: String| {
            EventListener::new(&gloo::utils::window(), "storage", move |event| {
                let changed = event.dyn_ref::<StorageEvent>().map(StorageEvent::key);
                // No key at all: everything was removed.
                if changed.is_some_and(|changed| changed.is_none_or(|changed| changed == key)) {
                    place.reload();
                }
            })
        };
        let listener = key.clone().map(listen);
        move || drop(listener)
    });
}

/// Says that a newer version of the site or newer rules are there, or were refused (`web/offline.js`).
#[hook]
fn use_newer(store: &Handle) {
    let store = store.clone();
    use_effect_with((), move |()| {
        let tell = move || {
            let (is_newer_there, refused) = browser::newer();
            if is_newer_there {
                store.dispatch(Action::Tell(Notice::Newer));
            }
            if let Some(code) = refused {
                store.dispatch(Action::Tell(Notice::Refused(LoadError::of(&code))));
            }
        };
        tell();
        let listener = EventListener::new(&gloo::utils::window(), browser::NEWER, move |_| tell());
        move || drop(listener)
    });
}

/// Follows the address.
#[hook]
fn use_address(store: &Handle) {
    let store = store.clone();
    use_effect_with((), move |()| {
        let listener = store.place.clone().on_moved(move |_| {
            let (route, today) = (Route::parse(&store.place.fragment()), browser::today());
            store.dispatch(if store.place.is_return() {
                Action::Return(route, today)
            } else {
                Action::Go(route, today)
            });
        });
        move || drop(listener)
    });
}

/// On arriving at a page: its title, and the focus on its heading; on coming back, on the link that led away.
#[hook]
fn use_arrival(store: &Handle, has_failed: bool) {
    let (spoken, arrivals) = (store.words.language.clone(), store.arrivals);
    // A page can be gone to before it is there.
    let is_there = store.route == Route::Start || store.is_whole();
    let titled = store.clone();
    use_effect_with((arrivals, spoken, is_there, store.is_mistaken), move |_| {
        if !has_failed {
            titled.place.set_title(&pages::title(&titled, &titled.route));
        }
    });
    let store = store.clone();
    use_effect_with((arrivals, is_there), move |(arrivals, is_there)| {
        if store.route == Route::Next && *is_there && !has_failed {
            let next = next(&store).href();
            if *arrivals == 0 && store.place.is_embedded() {
                store.place.go_quietly(&next)
            } else {
                store.place.go_instead(&next)
            }
        } else if *arrivals > 0 && store.place.is_arrival() {
            // What is read aloud is of the page that was left.
            if store.is_elder && store.is_whole() {
                later::hush();
            }
            let at = store.back_to.as_ref().map(|it| ["main :is(.item, .answers) [href='", it, "']"].concat());
            if !at.is_some_and(|at| store.place.focus(&at)) {
                store.place.scroll_to_top();
                store.place.focus("main h1");
            }
        }
    });
}

fn next(store: &Store) -> Route {
    match later::next(store) {
        Step::Have => Route::Have,
        Step::Ask(slot) => pages::question_route(store, slot, None),
        Step::List(record) => Route::List(store.pack().records.at(record).key.clone()),
        Step::Done => Route::Answers,
    }
}
