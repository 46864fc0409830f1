//! The frame around the pages: which page is shown, what is kept, what has to be said.

use crate::browser;
use crate::components::{failed, footer, header, notices, tally};
use crate::load::LoadError;
use crate::messages::ZH_HANS;
use crate::pages;
use crate::route::Route;
use crate::state::interview::{self, Step};
use crate::state::saved::{Restored, restore};
use crate::state::{Action, Notice, Rules, Store};
use crate::storage::{Drawer, Found};
use gloo::events::EventListener;
use std::rc::Rc;
use yew::prelude::*;

/// The state, shared by all pages.
pub type Handle = UseReducerHandle<Store>;

/// What the app starts from.
#[derive(Clone, Debug, Properties)]
pub struct Props {
    pub rules: Result<Rc<Rules>, LoadError>,
}

impl PartialEq for Props {
    /// Set once.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The app, or what kept it from starting.
#[component(App)]
pub fn app(props: &Props) -> Html {
    match &props.rules {
        Ok(rules) => html! { <Shell rules={Shared(rules.clone())} /> },
        Err(error) => html! { <div class="frame">{ failed::page(&ZH_HANS, *error) }</div> },
    }
}

/// The rules, the same from beginning to end.
#[derive(Clone, Debug)]
struct Shared(Rc<Rules>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(PartialEq, Properties)]
struct ShellProps {
    rules: Shared,
}

#[component(Shell)]
fn shell(props: &ShellProps) -> Html {
    let store = use_reducer(|| begin(props.rules.0.clone()));
    let route = use_state_eq(|| Route::parse(&browser::fragment()));
    use_keeping(&store);
    use_address(&route, &store);
    use_arrival(&route, &store);

    let key = if let Route::Question { key, .. } = &*route { key.clone() } else { route.href() };
    let aside = match &*route {
        Route::Question { key, .. } => tally::aside(&store, store.pack().field(key)),
        Route::Have => tally::aside(&store, None),
        _ => html! {},
    };
    let layout = if matches!(&*route, Route::Question { .. } | Route::Have) { "two" } else { "one" };
    html! {
        <div class="frame">
            { header::bar(&store, &route) }
            <main id="main" class="page">
                { notices::list(&store) }
                <div class={layout}>
                    <div class="slot" key={key}>{ pages::page(&store, &route) }</div>
                    <div class="slot" key="aside">{ aside }</div>
                </div>
            </main>
            { footer::footer(&store) }
        </div>
    }
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
    let mut store = Store::new(&ZH_HANS, rules, browser::today(), restored);
    store.notices.extend(told);
    store
}

/// Keeps the answers after every change.
#[hook]
fn use_keeping(store: &Handle) {
    let store = store.clone();
    use_effect_with(store.changes, move |changes| {
        if *changes == 0 || store.notices.contains(&Notice::NotKept) {
            return;
        }
        let drawer = Drawer::of(&store.pack().key);
        let kept = if store.is_cleared { drawer.empty() } else { drawer.write(&store.to_save()) };
        if kept.is_err() {
            store.dispatch(Action::Tell(Notice::NotKept));
        }
    });
}

/// Follows the address.
#[hook]
fn use_address(route: &UseStateHandle<Route>, store: &Handle) {
    let (route, store) = (route.clone(), store.clone());
    use_effect_with((), move |()| {
        let listener = EventListener::new(&gloo::utils::window(), "hashchange", move |_| {
            let today = browser::today();
            if store.today() != today {
                store.dispatch(Action::Today(today));
            }
            route.set(Route::parse(&browser::fragment()));
        });
        move || drop(listener)
    });
}

/// On arriving at a page: its title, and the focus on its heading.
#[hook]
fn use_arrival(route: &UseStateHandle<Route>, store: &Handle) {
    let is_first = use_mut_ref(|| true);
    let store = store.clone();
    use_effect_with((**route).clone(), move |route| {
        if *route == Route::Next {
            browser::go_instead(&next(&store).href());
            return;
        }
        browser::set_title(&pages::title(&store, route));
        if !is_first.replace(false) {
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
