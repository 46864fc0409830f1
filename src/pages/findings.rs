//! The findings, in the order in which they are of use.

use super::{answers, care};
use crate::app::Handle;
use crate::browser;
use crate::components::small::{back_to, button_link, counted, heading, plain_tag, tag, to_question};
use crate::components::tally;
use crate::components::{as_of, consent, filter, overview, plan};
use crate::messages::fill;
use crate::nodes::{block_slot, el, keyed, link, say, slot, text};
use crate::route::Route;
use crate::state::group::{Group, Placed, placed};
use crate::state::{Language, interview};
use crate::words::{self, Standing, ways};
use qualify_engine::{Date, Dossier, Finding, Slot, Way};
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
    let mut placed = placed(store);
    let all = placed.len();
    placed.retain(|it| store.filter.lists(store, it.finding, &browser::initials));
    let filter = keyed("filter".to_owned(), filter::form(store, placed.len(), all));
    let groups = Group::ALL.into_iter().map(|group| section(store, group, &placed)).collect();
    let inner = vec![
        back_to(&Route::Answers, words.answers_title()),
        heading(words.findings_title()),
        el("p", "meta", meta),
        say("p", "note", words.self_check()),
        say("p", "note", words.not_additive()),
        head(store),
        care::chosen(store),
        el("p", "row", vec![link("btn quiet", Route::Keep.href(), words.keep_all()), dossier(store)]),
        consent::tick(store),
        plan::sheet(store),
        block_slot((!store.has_answers()).then(|| nothing_answered(store))),
        filter,
        el("div", "", groups),
        overview::tables(store),
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
    let rows = store.answers().iter().map(|(slot, _)| answers::row(store, slot, &Route::Findings)).collect();
    let answers = vec![say("summary", "", store.words.nav_answers()), el("dl", "answers", rows)];
    let inner = vec![as_of::control(store), tally::counts(store), el("details", "why", answers)];
    el("div", "sheet head", inner)
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
        Group::Ended => words.ended_title(),
        Group::Out => words.out_title(),
        Group::Without => words.without_title(),
    }
}

/// A group; an empty one is left out, except the first, which says what that means. What is not about anything that the
/// enterprise has is folded.
fn section(store: &Handle, group: Group, placed: &[Placed<'_>]) -> Html {
    let words = &store.words;
    let found: Vec<_> = placed.iter().filter(|it| it.group == group).collect();
    let (count, is_shown) = (found.len(), !found.is_empty() || group == Group::Now);
    let hint = match group {
        Group::Now if found.is_empty() => words.now_empty(),
        Group::Near => words.near_hint(),
        _ => "",
    };
    let heading = counted(store, title(store, group), count);
    let items = el("ul", "", found.into_iter().map(|it| ItemProps::of(store, it).draw()).collect());
    let inner = match group {
        Group::Without => vec![el("details", "", vec![el("summary", "", vec![heading]), items])],
        _ => vec![heading, say("p", "hint", hint), items],
    };
    keyed(title(store, group).to_owned(), el("section", if is_shown { "group" } else { "unshown" }, inner))
}

/// All that an item is drawn from.
#[derive(Clone, Debug, Properties)]
struct ItemProps {
    store: Handle,
    // Of their own: a handle always gives the newest state, also one that was taken before.
    dossier: Rc<Dossier>,
    language: Language,
    finding: Finding,
    way: Option<Box<Way>>,
    in_time: Option<(Date, Box<Finding>)>,
    question: Option<Slot>,
}

impl PartialEq for ItemProps {
    /// An item is drawn anew only where this is different: most of a page stays as it is when one thing changes.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.dossier, &other.dossier)
            && Rc::ptr_eq(&self.language.words, &other.language.words)
            && Rc::ptr_eq(&self.language.texts, &other.language.texts)
            && (&self.finding, &self.way, &self.in_time, self.question)
                == (&other.finding, &other.way, &other.in_time, other.question)
    }
}

impl ItemProps {
    fn of(store: &Handle, placed: &Placed<'_>) -> Self {
        let question = interview::first_missing(store, placed.finding);
        let (finding, way, in_time) = (placed.finding.clone(), placed.way.clone(), placed.in_time.clone());
        let (dossier, language) = (store.dossier.clone(), store.language.clone());
        Self { store: store.clone(), dossier, language, finding, way, in_time, question }
    }

    fn draw(self) -> Html {
        let subject = self.finding.subject.unwrap_or_default().to_string();
        let key = [&self.store.programme(self.finding.programme).key, "/", &subject].concat();
        html! { <Item {key} ..self /> }
    }
}

#[component(Item)]
fn item(props: &ItemProps) -> Html {
    let (store, finding) = (&props.store, &props.finding);
    let programme = store.programme(finding.programme);
    let here = Route::Programme(programme.key.clone());
    let amount = words::amount(store, finding).unwrap_or_default();
    let question = props.question.map(|slot| to_question(store, store.words.answer_this(), slot, &Route::Findings));
    let meta = vec![
        tag(store, Standing::of_verdict(finding.verdict)),
        plain_tag(store.text(store.pack().kinds.at(programme.kind).label)),
        say("span", "", &words::who(store, programme)),
        say("span", "num", &words::availability(store, finding.availability)),
    ];
    let about = vec![
        el(
            "h3",
            "",
            vec![link("", here.href(), store.text(programme.name)), say("small", "", &words::of_row(store, finding))],
        ),
        el("p", "", vec![text(&words::because(store, finding)), text(" "), slot(question)]),
        el("ul", "ways-in", ways(props)),
        el("p", "meta", meta),
    ];
    let sum = el("p", "amt num", vec![text(&amount.sum), say("small", "", &amount.note)]);
    el("li", "item", vec![el("div", "", about), sum])
}

/// What is lacking, and what comes of it.
fn ways(props: &ItemProps) -> Vec<Html> {
    let store = &props.store;
    let mut lines = Vec::new();
    if let Some(way) = &props.way {
        let what = way.changes.iter().map(|change| say("strong", "", &ways::change(store, change)));
        lines.push(el("li", "", what.chain([text(" "), text(&ways::outcome(store, way))]).collect()));
    }
    if let Some((day, then)) = &props.in_time {
        lines.push(say("li", "", &ways::in_time(store, *day, then)));
    }
    lines
}
