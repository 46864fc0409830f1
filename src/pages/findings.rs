//! The findings, in the order in which they are of use.

use super::answers;
use crate::app::Handle;
use crate::components::small::{back_to, button_link, counted, heading, plain_tag, tag, to_question};
use crate::components::tally;
use crate::components::{as_of, plan};
use crate::messages::fill;
use crate::nodes::{block_slot, el, keyed, link, say, slot, text};
use crate::route::Route;
use crate::state::group::{Group, members};
use crate::state::interview;
use crate::words::{self, Standing};
use qualify_engine::Finding;
use yew::Html;

/// All findings.
pub fn page(store: &Handle) -> Html {
    let words = &store.words;
    let (n, unknown) = store.counts();
    let meta = vec![
        say("span", "num", &fill(words.pack_version(), &[("version", &store.pack().version)])),
        say("span", "", &fill(words.answered(), &[("n", &n.to_string()), ("unknown", &unknown.to_string())])),
    ];
    let groups = Group::ALL.into_iter().map(|group| section(store, group)).collect();
    let inner = vec![
        back_to(&Route::Answers, words.answers_title()),
        heading(words.findings_title()),
        el("p", "meta", meta),
        say("p", "note", words.self_check()),
        say("p", "note", words.not_additive()),
        head(store),
        plan::sheet(store),
        block_slot((!store.has_answers()).then(|| nothing_answered(store))),
        el("div", "", groups),
    ];
    el("div", "findings", inner)
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

fn title(store: &Handle, group: Group) -> &str {
    let words = &store.words;
    match group {
        Group::Now => words.now_title(),
        Group::ToAnswer => words.to_answer_title(),
        Group::Later => words.later_title(),
        Group::ToConfirm => words.to_confirm_title(),
        Group::Ended => words.ended_title(),
        Group::Out => words.out_title(),
    }
}

/// A group; an empty one is left out, except the first, which says what that means.
fn section(store: &Handle, group: Group) -> Html {
    let found = members(&store.findings, group);
    let is_shown = !found.is_empty() || group == Group::Now;
    let class = if is_shown { "group" } else { "unshown" };
    let inner = vec![
        counted(store, title(store, group), found.len()),
        say("p", "hint", if found.is_empty() { store.words.now_empty() } else { "" }),
        el("ul", "", found.into_iter().map(|finding| item(store, finding)).collect()),
    ];
    keyed(title(store, group).to_owned(), el("section", class, inner))
}

fn item(store: &Handle, finding: &Finding) -> Html {
    let programme = store.programme(finding.programme);
    let here = Route::Programme(programme.key.clone());
    let amount = words::amount(store, finding).unwrap_or_default();
    let question = interview::first_missing(store, finding)
        .map(|slot| to_question(store, store.words.answer_this(), slot, &Route::Findings));
    let meta = vec![
        tag(store, Standing::of_verdict(finding.verdict)),
        plain_tag(store.text(store.pack().kinds.at(programme.kind).label)),
        say("span", "", &words::who(store, programme)),
        say("span", "num", &words::availability(store, finding.availability)),
    ];
    let about = vec![
        el("h3", "", vec![link("", here.href(), store.text(programme.name)), subject_of(store, finding)]),
        el("p", "", vec![text(&words::because(store, finding)), text(" "), slot(question)]),
        el("p", "meta", meta),
    ];
    let sum = el("p", "amt num", vec![text(&amount.sum), say("small", "", &amount.note)]);
    let subject = finding.subject.unwrap_or_default().to_string();
    keyed([&programme.key, "/", &subject].concat(), el("li", "item", vec![el("div", "", about), sum]))
}

/// Which of several loans or projects a finding is about.
fn subject_of(store: &Handle, finding: &Finding) -> Html {
    let about = store.programme(finding.programme).about;
    let several = store.dossier.rows(about) > 1;
    let row = finding.subject.filter(|_| several).map(|row| words::row(store, about, row));
    say("small", "", &row.map(|row| [" · ", &row].concat()).unwrap_or_default())
}
