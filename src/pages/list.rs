//! The rows of a record: each loan, each project, to go through, add and take out.

use super::{answers, missing, record};
use crate::app::Handle;
use crate::components::small::{back, heading, to_question};
use crate::messages::fill;
use crate::nodes::{block_slot, el, keyed, say};
use crate::route::Route;
use crate::state::Change;
use crate::words;
use qualify_engine::pack::Record;
use qualify_engine::{Id, Slot, limits};
use yew::prelude::*;

/// The page of a record.
pub fn page(store: &Handle, key: &str) -> Html {
    let words = &store.words;
    let Some(record) = record(store, key) else {
        return missing(store, words.unknown_title(), words.unknown_text());
    };
    let label = store.text(store.pack().records.at(record).label);
    let rows = store.answers().rows(store.pack(), record);
    let items = (0..rows).map(|row| item(store, record, row)).collect();
    let inner = vec![
        heading(&fill(words.list_title(), &[("record", label), ("n", &rows.to_string())])),
        say("p", "hint", words.list_hint()),
        el("ul", "rows", items),
        add(store, record, label),
        onward(store, record),
    ];
    el("div", "", vec![back(store, &Route::Answers), el("div", "sheet stack", inner)])
}

fn item(store: &Handle, record: Id<Record>, row: u16) -> Html {
    let words = &store.words;
    let name = words::row(store, record, row);
    let presence = store.pack().records.at(record).presence;
    let fields = store.pack().fields.entries().filter(|(id, field)| field.record == record && presence != Some(*id));
    let slots: Vec<_> = fields.map(|(field, _)| Slot { field, row }).collect();
    let here = Route::List(store.pack().records.at(record).key.clone());
    let (answered, open): (Vec<_>, Vec<_>) = slots.into_iter().partition(|slot| store.given(*slot).is_some());
    let answers =
        answered.into_iter().map(|slot| answers::row(store, slot, words::label(store, slot.field), &here)).collect();
    let first = open.first().map(|slot| to_question(store, words.list_change(), *slot, &here));
    let remove = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.dispatch(Change::RemoveRow(record, row).into());
            store.place.focus("main h1");
        })
    };
    let remove = html! {
        <button type="button" class="btn quiet danger" onclick={remove}>
            { words.list_remove() }<span class="unseen">{ fill(words.change_of(), &[("label", &name)]) }</span>
        </button>
    };
    let inner = vec![
        say("h2", "", &name),
        el("dl", "answers", answers),
        el("p", "row", first.into_iter().chain([remove]).collect()),
    ];
    keyed(row.to_string(), el("li", "", inner))
}

/// Adds a row and goes to its first question, while there is room for one.
fn add(store: &Handle, record: Id<Record>, label: &str) -> Html {
    if store.answers().rows(store.pack(), record) >= limits::ROWS {
        return block_slot(None);
    }
    let onclick = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            let row = store.answers().rows(store.pack(), record);
            store.dispatch(Change::AddRow(record).into());
            let presence = store.pack().records.at(record).presence;
            let of_record =
                |(id, field): &(_, &qualify_engine::pack::Field)| field.record == record && presence != Some(*id);
            if let Some((field, _)) = store.pack().fields.entries().find(of_record) {
                store.place.go(&super::question_route(&store, Slot { field, row }, None).href());
            }
        })
    };
    let words = fill(store.words.list_add(), &[("record", label)]);
    html! { <p><button type="button" class="btn quiet" {onclick}>{ words }</button></p> }
}

/// That these are all, or that there may be others; then on.
fn onward(store: &Handle, record: Id<Record>) -> Html {
    let say_so = |may_be_more: bool| {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.dispatch(Change::MayBeMore(record, may_be_more).into());
            store.place.go(&Route::Next.href());
        })
    };
    html! {
        <p class="row">
            <button type="button" class="btn" onclick={say_so(false)}>{ store.words.list_all() }</button>
            <button type="button" class="btn quiet" onclick={say_so(true)}>{ store.words.list_more() }</button>
        </p>
    }
}
