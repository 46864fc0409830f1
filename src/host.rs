//! What passes between the page and the page of somebody else's in which it lives (`web/element.js`): attributes of the element
//! come in, events go out. No answer goes out unless the host asks for them and the person agrees.

use crate::app::Handle;
use crate::later;
use crate::place::Place;
use crate::route::Route;
use crate::state::given::Answers;
use crate::state::{Action, Change, Store, saved};
use crate::storage::{self, Settings};
use crate::{language, load};
use qualify_engine::pack::Programme;
use qualify_engine::{Date, Id, Pack, Verdict};
use yew::prelude::*;

/// What the host wants shown, by key; empty is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Only {
    pub kinds: Vec<String>,
    pub programmes: Vec<String>,
}

impl Only {
    /// What the host names and the pack knows: what it does not know is told to the host, and changes nothing.
    pub fn of(place: &Place, pack: &Pack) -> Self {
        let known = |what: &str| {
            let mut names = place.words(what);
            names.retain(|name| knows(pack, what, name));
            names
        };
        Self { kinds: known(KINDS), programmes: known(PROGRAMMES) }
    }

    /// Whether this programme is shown.
    pub fn includes(&self, pack: &Pack, id: Id<Programme>) -> bool {
        let programme = pack.programmes.at(id);
        let is_named = |names: &[String], key: &str| names.is_empty() || names.iter().any(|name| name == key);
        is_named(&self.kinds, &pack.kinds.at(programme.kind).key) && is_named(&self.programmes, &programme.key)
    }
}

const KINDS: &str = "data-kinds";
const PROGRAMMES: &str = "data-programmes";

fn knows(pack: &Pack, what: &str, name: &str) -> bool {
    if what == KINDS { pack.kinds.iter().any(|kind| kind.key == name) } else { pack.programme(name).is_some() }
}

/// What to ask of the host: see [`use_host`].
const WISHES: [&str; 5] = ["data-preset", "data-answers", "data-day", "data-speak", "data-reset"];
/// Between answers that it has given one after the other (`web/element.js`).
const NEXT: char = '\u{1e}';

/// Follows what the host wishes, and tells it how many programmes stand where.
#[hook]
pub fn use_host(store: &Handle) {
    let listening = store.clone();
    use_effect_with((), move |()| {
        let listener = listening.place.clone().on_told(move |_| listening.dispatch(Action::Told));
        move || drop(listener)
    });
    let (store, is_whole) = (store.clone(), store.is_whole() && store.place.is_embedded());
    use_effect_with((is_whole, store.told, store.step(), store.tells_answers), move |_| {
        if is_whole {
            later::host(&store);
        }
    });
}

/// Does what the host wishes, and tells it how things stand then.
pub fn meet(store: &Handle) {
    let place = &store.place;
    for what in [KINDS, PROGRAMMES] {
        let named = place.take(what).unwrap_or_default();
        if named.split_whitespace().any(|name| !knows(store.pack(), what, name)) {
            refuse(store, &what.replace("data-", "@"));
        }
    }
    let [preset, answers, day, speak, reset] = WISHES.map(|name| place.take(name));
    if reset.is_some() {
        store.dispatch(Change::ClearAll.into());
        place.go_quietly(&Route::Start.href());
    }
    // To begin with: who comes back has begun already.
    if let Some(text) = preset.filter(|_| !store.has_answers()) {
        fill(store, &text, Change::Begin);
    }
    for text in answers.iter().flat_map(|all| all.split(NEXT)) {
        fill(store, text, Change::Fill);
    }
    if let Some(day) = day {
        match Date::parse(&day) {
            None if !day.is_empty() => refuse(store, "@as-of"),
            date => store.dispatch(Change::AsOf(date).into()),
        }
    }
    if let Some(tag) = speak {
        let wish = Settings { language: Some(tag), ..Settings::default() };
        language::choose(store, &load::preferred(&store.pack().languages, &wish));
    }
    // What is only tried is no answer, and nothing of it goes out.
    if store.is_trying() {
        return;
    }
    let given = store.tells_answers.then(|| saved::write_answers(store.pack(), store.answers()));
    let told = [("data-counts", counts(store)), ("data-given", given.map(|given| given.print()).unwrap_or_default())];
    // What it knows already is not told again.
    if told.iter().any(|(name, value)| place.attribute(name).as_ref() != Some(value)) {
        told.iter().for_each(|(name, value)| place.mark(name, value));
        place.tell("qualify-findings");
    }
}

/// Takes answers of the host over, each as if it had been typed; names what it refuses.
fn fill(store: &Handle, text: &str, change: fn(Answers) -> Change) {
    let mut dropped = Vec::new();
    let read = storage::parse(text).and_then(|json| saved::read_answers(store.pack(), &json, &mut dropped));
    match read {
        Some(answers) => store.dispatch(change(answers).into()),
        None => dropped.push("*".to_owned()),
    }
    if !dropped.is_empty() {
        refuse(store, &dropped.join(" "));
    }
}

/// Tells the host what of its wishes is not done.
fn refuse(store: &Handle, what: &str) {
    store.place.mark("data-refused", what);
    store.place.tell("qualify-refused");
}

/// How many findings have each verdict: `1 2 0 5` for qualifies, open, unconfirmed, fails.
fn counts(store: &Store) -> String {
    let count = |verdict| crate::state::group::count(store.findings(), verdict).to_string();
    [Verdict::Qualifies, Verdict::Open, Verdict::Unconfirmed, Verdict::Fails].map(count).join(" ")
}
