//! One question.

use super::small::heading;
use crate::app::Handle;
use crate::messages::fill;
use crate::nodes::{block_slot, el, keyed, link, say, text};
use crate::route::Route;
use crate::state::draft::{Draft, Edit, Place, Way, has_unit};
use crate::state::{Action, Change};
use crate::{later, words};
use qualify_engine::pack::{Field, FieldKind, Programme, Record};
use qualify_engine::{Answer, Dimension, EntryError, Id, NO_ROW, Number, Simple, Slot, Unit, read};
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Handle,
    pub slot: Slot,
    pub stands: Stands,
}

/// How many options stand one under the other.
const FEW: usize = 6;

/// Where a question stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// On a page of its own; then on to that page, or to the next question.
    Alone { then: Option<String> },
    /// Within a page, beside what leads to this address.
    Beside(String),
}

/// The question with its ways of answering. Checks on "continue", and keeps what was typed.
#[component(QuestionForm)]
pub fn question_form(props: &Props) -> Html {
    let Props { store, slot, stands } = props;
    let (store, slot, field) = (store.clone(), *slot, slot.field);
    let draft = use_reducer(|| {
        let draft = Draft::new(store.given(slot), is_typed(store.pack().fields.at(field)));
        match store.pack().fields.at(field).kind {
            FieldKind::Number { unit, .. } if store.words.is_in_yuan(unit) => draft.in_yuan(unit),
            _ => draft,
        }
    });
    // The error, and how often there was one: each time the summary takes the focus.
    let error = use_state_eq(|| (None::<EntryError>, 0_u32));
    let place = store.place.clone();
    use_effect_with(error.1, move |times| {
        if *times > 0 {
            place.focus("#errors");
        }
    });
    let onsubmit = {
        let (store, draft, error, stands) = (store.clone(), draft.clone(), error.clone(), stands.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match draft.check(store.pack(), field) {
                Ok(given) => {
                    store.dispatch(Change::Answer(slot, given).into());
                    match &stands {
                        Stands::Alone { then } => store.place.go(&Route::after(then.as_deref()).href()),
                        Stands::Beside(at) => store.dispatch(Action::Stay(at.clone())),
                    }
                }
                Err(found) => {
                    if let Stands::Alone { .. } = &stands {
                        store.dispatch(Action::Mistake);
                    }
                    error.set((Some(found), error.1.saturating_add(1)));
                }
            }
        })
    };
    later::question(&Form { store: &store, slot, draft: &draft, error: error.0, onsubmit, stands })
}

/// A question as it is being answered.
pub struct Form<'a> {
    store: &'a Handle,
    slot: Slot,
    draft: &'a UseReducerHandle<Draft>,
    error: Option<EntryError>,
    onsubmit: Callback<SubmitEvent>,
    stands: &'a Stands,
}

/// What it looks like.
pub fn view(form: &Form<'_>) -> Html {
    let Form { store, slot, draft, .. } = *form;
    let subject = store.pack().fields.at(slot.field);
    let message = form.error.map(|error| words::entry_error(store, slot.field, error));
    let topic = match store.dossier.rows(subject.record) {
        rows if rows < 2 => store.text(store.pack().records.at(subject.record).label).to_owned(),
        _ => words::row(store, subject.record, slot.row),
    };
    let ask = store.text(subject.ask);
    let legend = match form.stands {
        Stands::Alone { .. } => heading(ask),
        Stands::Beside(_) => say("strong", "", ask),
    };
    let view = View { store, field: slot.field, draft, is_wrong: message.is_some() };
    html! {
        <form class="sheet stack" novalidate=true onsubmit={form.onsubmit.clone()}>
            <div class="slot">{ summary(&view, message.as_deref()) }</div>
            <p class="topic">{ topic }</p>
            <fieldset class="stack" aria-describedby="hint error">
                <legend>{ legend }</legend>
                <p id="hint" class="hint">{ subject.hint.map_or("", |hint| store.text(hint)) }</p>
                <p id="error" class="error">{ message.unwrap_or_default() }</p>
                <div class={if is_many(store, subject) { "ways options" } else { "ways" }}>{ for view.ways() }</div>
            </fieldset>
            { more(store, slot) }
            <p class="row"><button type="submit" class="btn">{ store.words.go_on() }</button></p>
        </form>
    }
}

/// Whether the answer is typed, not chosen from a list.
fn is_typed(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Number { .. } | FieldKind::Date { .. })
}

/// Whether there are so many options that they stand side by side.
fn is_many(store: &Handle, field: &Field) -> bool {
    matches!(field.kind, FieldKind::Choice(domain) if store.pack().domains.at(domain).options.len() > FEW)
}

/// Where to find the answer, and why it is asked.
fn more(store: &Handle, slot: Slot) -> Html {
    let words = &store.words;
    let find = store.pack().fields.at(slot.field).find;
    let asked_for = crate::state::interview::asked_for(store, slot);
    let find =
        find.map(|find| el("details", "", vec![say("summary", "", words.find()), say("p", "", store.text(find))]));
    let programme = |id: &Id<Programme>| {
        let programme = store.programme(*id);
        let there = Route::Programme(programme.key.clone()).href();
        keyed(programme.key.clone(), el("li", "", vec![link("", there, store.text(programme.name))]))
    };
    let why = vec![
        say("summary", "", words.why()),
        say("p", "", if asked_for.is_empty() { words.why_none() } else { "" }),
        el("ul", "bullets", asked_for.iter().map(programme).collect()),
    ];
    el("div", "why stack", vec![block_slot(find), el("details", "", why)])
}

fn summary(view: &View<'_>, message: Option<&str>) -> Html {
    let place = view.store.place.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        let _ = place.focus("fieldset [aria-invalid=true]") || place.focus("fieldset input");
    });
    let Some(message) = message else { return html! {} };
    html! {
        <div id="errors" class="errors" role="alert" tabindex="-1">
            <h2>{ view.store.words.errors_title() }</h2>
            <p><a href="#error" {onclick}>{ message }</a></p>
        </div>
    }
}

struct View<'a> {
    store: &'a Handle,
    field: Id<Field>,
    draft: &'a UseReducerHandle<Draft>,
    is_wrong: bool,
}

impl View<'_> {
    fn ways(&self) -> Vec<Html> {
        let words = &self.store.words;
        let mut ways = match self.store.pack().fields.at(self.field).kind {
            FieldKind::YesNo => [("yes", true), ("no", false)]
                .map(|(key, value)| self.option(key, words::yes_no(self.store, self.field, value)))
                .into(),
            FieldKind::Choice(domain) => {
                let options = &self.store.pack().domains.at(domain).options;
                options.iter().map(|option| self.option(&option.key, self.store.text(option.label))).collect()
            }
            FieldKind::Number { unit, .. } => vec![self.exactly(Some(unit)), self.roughly(Some(unit))],
            FieldKind::Date { .. } => vec![self.exactly(None), self.roughly(None)],
            FieldKind::Row(record) => {
                let rows = (0..self.store.dossier.rows(record))
                    .map(|row| self.option(&row.saturating_add(1).to_string(), &words::row(self.store, record, row)));
                let none = (self.store.dossier.rows(record) == 0).then(|| self.add_first(record));
                none.into_iter().chain(rows).chain([self.option(NO_ROW, words.no_row())]).collect()
            }
        };
        ways.push(self.way(
            "dont-know",
            Way::DontKnow,
            words.dont_know(),
            html! { <span class="hint">{ words.dont_know_hint() }</span> },
        ));
        ways
    }

    /// There is none to choose from yet.
    fn add_first(&self, record: Id<Record>) -> Html {
        let words = &self.store.words;
        let record = self.store.pack().records.at(record);
        let label = fill(words.list_add(), &[("record", self.store.text(record.label))]);
        let to_list = link("", Route::List(record.key.clone()).href(), &label);
        let none = fill(words.row_none(), &[("record", self.store.text(record.label))]);
        keyed("none".to_owned(), el("p", "hint", vec![text(&none), to_list]))
    }

    fn option(&self, key: &str, label: &str) -> Html {
        self.way(&format!("option-{key}"), Way::Option(key.to_owned()), label, html! {})
    }

    /// A way of answering, with what belongs to it.
    fn way(&self, id: &str, way: Way, label: &str, more: Html) -> Html {
        let id = id.to_owned();
        let checked = self.draft.way == way;
        let onchange = {
            let draft = self.draft.clone();
            Callback::from(move |_: Event| draft.dispatch(Edit::Choose(way.clone())))
        };
        html! {
            <div class="choice" key={id.clone()}>
                <input type="radio" name="way" id={id.clone()} {checked} {onchange} />
                <label for={id}>{ label }</label>
                <div class="more">{ more }</div>
            </div>
        }
    }

    fn exactly(&self, unit: Option<Unit>) -> Html {
        let words = &self.store.words;
        let hint = if unit.is_none() { words.date_hint() } else { "" };
        let more = html! {
            <>
                <p class="entry">{ self.input(Place::Value, "value", unit) }</p>
                <p id="echo" class="echo" aria-live="polite">{ self.echo() }</p>
                <p class="hint">{ hint }</p>
            </>
        };
        let label = if unit.is_none() { words.exactly_day() } else { words.exactly() };
        self.way("exactly", Way::Exactly, label, more)
    }

    fn roughly(&self, unit: Option<Unit>) -> Html {
        let words = &self.store.words;
        let more = html! {
            <>
                <p class="hint">{ words.roughly_hint() }</p>
                <div class="entry when-chosen">
                    <span class="end"><span>{ words.from() }</span>{ self.input(Place::From, "from", unit) }</span>
                    <span class="end"><span>{ words.to() }</span>{ self.input(Place::To, "to", unit) }</span>
                </div>
            </>
        };
        self.way("roughly", Way::Roughly, words.roughly(), more)
    }

    /// A text field and its unit. What is typed is written back as it is, so that input methods are not disturbed.
    fn input(&self, place: Place, id: &'static str, unit: Option<Unit>) -> Html {
        let words = &self.store.words;
        let draft = self.draft;
        let (value, end, is_used, described) = match place {
            Place::Value => (&draft.value, "", draft.way == Way::Exactly, "error echo"),
            Place::From => (&draft.from, words.from(), draft.way == Way::Roughly, "error"),
            Place::To => (&draft.to, words.to(), draft.way == Way::Roughly, "error"),
        };
        let unit = unit.map(|unit| if draft.is_in_yuan { Unit::simple(Simple::Yuan) } else { unit });
        let spelling = unit.map(|unit| words.unit(unit, Number::ZERO)).unwrap_or_default();
        let mut name = vec![words::label(self.store, self.field), end, &spelling];
        name.retain(|it| !it.is_empty());
        let name = name.join(" ");
        let oninput = {
            let draft = draft.clone();
            Callback::from(move |event: InputEvent| {
                if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                    draft.dispatch(Edit::Type(place, input.value()));
                }
            })
        };
        html! {
            <span class="field">
                <input type="text" {id} class={if unit.is_some() { "number" } else { "date" }} value={value.clone()} {oninput}
                    inputmode={unit.map(|_| "decimal")} autocomplete="off" aria-label={name}
                    aria-describedby={described} aria-invalid={(self.is_wrong && is_used).to_string()} />
                <span aria-hidden="true" class={if has_unit(value) { "own-unit" } else { "" }}>{ spelling }</span>
            </span>
        }
    }

    /// What was understood, before "continue": a slip of a few zeros shows here.
    fn echo(&self) -> String {
        let words = &self.store.words;
        let pack = self.store.pack();
        let meant = self.draft.meant(&self.draft.value);
        match (read(pack, self.field, &meant), pack.fields.at(self.field).kind) {
            (Ok(Answer::Number(span)), FieldKind::Number { unit, .. }) => {
                let Some(value) = span.exact() else { return String::new() };
                let written = words.value(value, unit);
                if unit.dimension() == Dimension::MONEY {
                    let yuan = words.quantity(value, Unit::simple(Simple::Yuan));
                    // Where it is written in yuan anyway, once is enough.
                    let echo = if yuan == written { words.echo() } else { words.echo_yuan() };
                    return fill(echo, &[("value", &written), ("yuan", &yuan)]);
                }
                fill(words.echo(), &[("value", &written)])
            }
            (Ok(Answer::Date(span)), _) => {
                span.exact().map(|date| fill(words.echo(), &[("value", &words.date(date))])).unwrap_or_default()
            }
            _ => String::new(),
        }
    }
}
