//! The findings, in the order in which they are of use.

use super::{answers, care};
use crate::app::Handle;
use crate::browser;
use crate::components::conditions::slot_key;
use crate::components::folded::{folded, only_one};
use crate::components::question_form::{QuestionForm, Stands};
use crate::components::small::{back_to, button_link, counted, heading, plain_tag, tag};
use crate::components::tally;
use crate::components::{as_of, consent, filter, overview, plan};
use crate::messages::fill;
use crate::nodes::{block_slot, el, keyed, link, say, several, slot, text};
use crate::route::Route;
use crate::state::filter::Filter;
use crate::state::found::Found;
use crate::state::group::{Group, Place, Placed};
use crate::state::{Language, Store, interview};
use crate::words::{self, ways};
use qualify_engine::plan::Wanted;
use qualify_engine::{Dossier, Finding, Slot};
use std::rc::Rc;
use yew::prelude::*;

/// All findings.
pub fn page(store: &Handle) -> Html {
    let words = &store.words;
    let (n, unknown) = store.counts();
    let meta = vec![
        say("span", "num", &fill(words.pack_version(), &[("version", &store.pack().version)])),
        say("span", "", &fill(words.answered(), &[("n", &n.to_string()), ("unknown", &unknown.to_string())])),
    ];
    let placed = store.placed().into_iter();
    let placed: Vec<_> = placed.map(|it| (store.filter.lists(store, it.finding, &browser::initials), it)).collect();
    let listed = placed.iter().filter(|(is_listed, _)| *is_listed).count();
    let filter = keyed("filter".to_owned(), filter::form(store, listed, placed.len()));
    let groups = Group::ALL.into_iter().map(|group| section(store, group, &placed)).collect();
    let inner = vec![
        back_to(&Route::Answers, words.answers_title()),
        heading(words.findings_title()),
        el("p", "meta", meta),
        say("p", "note", words.self_check()),
        say("p", "note", words.not_additive()),
        lasting(store, head),
        el(
            "div",
            "row",
            vec![link("btn quiet", Route::Keep.href(), words.keep_all()), dossier(store), care::chosen(store)],
        ),
        consent::tick(store),
        lasting(store, plan::sheet),
        block_slot((!store.has_answers()).then(|| nothing_answered(store))),
        filter,
        el("div", "", groups),
        lasting(store, overview::tables),
    ];
    el("div", "findings", inner)
}

/// Which dossier this is, where there are several.
fn dossier(store: &Handle) -> Html {
    let open = store.dossiers();
    let name = (open.all().len() > 1).then(|| words::dossier_name(store, open.place()));
    slot(name.map(|name| link("", Route::Dossiers.href(), &fill(store.words.dossier_of(), &[("name", &name)]))))
}

/// The as-of date, the counts, and the answers they rest on.
fn head(store: &Handle) -> Html {
    let of = store.clone();
    let answers = move || {
        let all = of.answers_in_order().into_iter().map(|(slot, _)| slot);
        let row = |slot| answers::row(&of, slot, &words::slot_label(&of, slot), &Route::Findings);
        el("dl", "answers", all.map(row).collect())
    };
    let answers = folded("why", text(store.words.nav_answers()), answers);
    el("div", "sheet head", vec![as_of::control(store), tally::counts(store), answers])
}

fn nothing_answered(store: &Handle) -> Html {
    let words = &store.words;
    let on = el("p", "", vec![button_link(Route::Have.href(), words.answer_first())]);
    el("div", "sheet stack", vec![say("p", "", words.nothing_answered()), on])
}

pub fn title(store: &Handle, group: Group) -> &str {
    let words = &store.words;
    match group {
        Group::Now => words.now_title(),
        Group::ToAnswer => words.to_answer_title(),
        Group::Near => words.near_title(),
        Group::Later => words.later_title(),
        Group::ToConfirm => words.to_confirm_title(),
        Group::Unlikely => words.unlikely_title(),
        Group::Missed => words.missed_title(),
        Group::Ended => words.ended_title(),
        Group::Out => words.out_title(),
        Group::Without => words.without_title(),
    }
}

/// A group; an empty one is left out, except the first, which says what that means. What seems to be missed, what has closed, and what is
/// not about anything that the enterprise has, is folded. What is not listed stays there, unseen: with each letter in the search some items come and others go,
/// and to draw them took longest.
fn section(store: &Handle, group: Group, placed: &[(bool, Placed<'_>)]) -> Html {
    let words = &store.words;
    let found = || placed.iter().filter(|(_, it)| it.place.group == group);
    let count = found().filter(|(is_listed, _)| *is_listed).count();
    let is_none_now = group == Group::Now && count == 0 && store.filter == Filter::default();
    let hint = match group {
        Group::Now if is_none_now => words.now_empty(),
        Group::Near => words.near_hint(),
        _ => "",
    };
    let heading = counted(store, title(store, group), count);
    let items = found().map(|(is_listed, it)| (key(store, it.finding), *is_listed, ItemProps::of(store, it)));
    let items: Vec<_> = items.collect();
    let item = |(key, is_listed, props): &(String, bool, ItemProps)| {
        let class = if *is_listed { "" } else { "unshown" };
        keyed(key.clone(), el("li", class, vec![props.clone().draw()]))
    };
    let list = move || el("ul", "", items.iter().map(item).collect());
    let inner = match group {
        Group::Ended => vec![folded("ended", heading, list)],
        Group::Unlikely | Group::Without => vec![folded("", heading, list)],
        _ => vec![heading, say("p", "hint", hint), list()],
    };
    keyed(
        title(store, group).to_owned(),
        el("section", if count > 0 || is_none_now { "group" } else { "unshown" }, inner),
    )
}

/// All that an item is drawn from.
#[derive(Clone, Debug, Properties)]
struct ItemProps {
    store: Handle,
    // Of their own: a handle always gives the newest state, also one that was taken before.
    dossier: Rc<Dossier>,
    language: Language,
    found: Rc<Found>,
    at: usize,
    question: Option<Slot>,
}

impl PartialEq for ItemProps {
    /// An item is drawn anew only where this is different: most of a page stays as it is when one thing changes.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.dossier, &other.dossier)
            && self.language == other.language
            && self.question == other.question
            && (Rc::ptr_eq(&self.found, &other.found) || self.found.at(self.at) == other.found.at(other.at))
    }
}

impl ItemProps {
    fn of(store: &Handle, placed: &Placed<'_>) -> Self {
        let question = interview::first_missing(store, placed.finding);
        let (dossier, found, language) = (store.dossier.clone(), store.found.clone(), store.language.clone());
        Self { store: store.clone(), dossier, language, found, at: placed.at, question }
    }

    fn draw(self) -> Html {
        html! { <Item ..self /> }
    }
}

fn key(store: &Store, finding: &Finding) -> String {
    [&store.programme(finding.programme).key, "/", &finding.subject.unwrap_or_default().to_string()].concat()
}

/// A part that is drawn from all findings.
#[derive(Clone, Debug, Properties)]
struct LastingProps {
    store: Handle,
    found: Rc<Found>,
    language: Language,
    wanted: Wanted,
    is_wrong_day: bool,
    part: fn(&Handle) -> Html,
}

impl PartialEq for LastingProps {
    /// A letter in the search leaves it as it is.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.found, &other.found)
            && self.language == other.language
            && self.wanted == other.wanted
            && self.is_wrong_day == other.is_wrong_day
    }
}

#[component(Lasting)]
fn lasting_part(props: &LastingProps) -> Html {
    (props.part)(&props.store)
}

/// Draws this part, unless it is there and would be the same.
fn lasting(store: &Handle, part: fn(&Handle) -> Html) -> Html {
    let (found, language, wanted) = (store.found.clone(), store.language.clone(), store.wanted);
    let is_wrong_day = store.is_wrong_day;
    html! { <Lasting store={store.clone()} {found} {language} {wanted} {is_wrong_day} {part} /> }
}

#[component(Item)]
fn item(props: &ItemProps) -> Html {
    let (store, Some(placed)) = (&props.store, props.found.at(props.at)) else { return Html::default() };
    let finding = placed.finding;
    let programme = store.programme(finding.programme);
    let here = Route::Programme(programme.key.clone());
    let amount = words::amount(store, finding).unwrap_or_default();
    let question = props.question.map(|slot| ask(store, slot, here.href()));
    let meta = vec![
        tag(store, store.standing(finding)),
        plain_tag(store.text(store.pack().kinds.at(programme.kind).label)),
        say("span", "num", &words::who_and_when(store, finding)),
    ];
    let about = vec![
        el(
            "h3",
            "",
            vec![link("", here.href(), store.text(programme.name)), say("small", "", &words::of_row(store, finding))],
        ),
        say("p", "", &words::because(store, finding)),
        el("ul", "ways-in", ways(store, placed.place)),
        el("p", "meta", meta),
        block_slot(question),
    ];
    let sum = el("p", "amt num", vec![text(&amount.sum), say("small", "", &amount.note)]);
    el("div", "item", vec![el("div", "", about), sum])
}

/// The question that it waits for, to be answered right there.
fn ask(store: &Handle, slot: Slot, at: String) -> Html {
    let of = fill(store.words.change_of(), &[("label", &words::slot_label(store, slot))]);
    let summary = several(vec![text(store.words.answer_this()), say("span", "unseen", &of)]);
    let store = store.clone();
    only_one("ask", summary, move || {
        let stands = Stands::Beside(at.clone());
        html! { <QuestionForm key={slot_key(&store, slot)} store={store.clone()} {slot} {stands} /> }
    })
}

/// What is lacking, and what comes of it.
fn ways(store: &Store, place: &Place) -> Vec<Html> {
    let mut lines = Vec::new();
    if let Some(way) = &place.way {
        let what = way.changes.iter().map(|change| say("strong", "", &ways::change(store, change)));
        lines.push(el("li", "", what.chain([text(" "), text(&ways::outcome(store, way))]).collect()));
    }
    if let Some((day, then)) = &place.in_time {
        lines.push(say("li", "", &ways::in_time(store, *day, then)));
    }
    lines
}
