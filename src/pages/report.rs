//! The results on paper: one to three pages.

use crate::app::Handle;
use crate::browser;
use crate::components::checklist::checklist;
use crate::components::conditions::{own_answer, slot_key};
use crate::components::plan;
use crate::components::small::{back_to, heading};
use crate::messages::fill;
use crate::nodes::{el, keyed, say, with};
use crate::route::Route;
use crate::state::given::Given;
use crate::state::group::{Group, Placed};
use crate::state::standing::Standing;
use crate::words::{self, ways};
use qualify_engine::pack::Field;
use qualify_engine::{Id, Slot};
use std::collections::BTreeSet;
use yew::prelude::*;

/// The whole report.
pub fn page(store: &Handle) -> Html {
    let words = &store.words;
    let placed = store.placed();
    let print = Callback::from(|_: MouseEvent| browser::print());
    let shown = [Group::Now, Group::Near, Group::Later, Group::ToConfirm, Group::ToAnswer];
    let inner = vec![
        back_to(&Route::Keep, words.keep_title()),
        heading(words.report_heading()),
        facts(store),
        say("p", "strong", words.self_check()),
        // The stylesheet does what it says.
        html! {
            <p class="choice without-answers">
                <input type="checkbox" id="without-answers" />
                <label for="without-answers">{ words.report_without() }</label>
            </p>
        },
        html! { <p class="row"><button type="button" class="btn" onclick={print}>{ words.report_print() }</button></p> },
        plan::summary(store),
        say("p", "note", words.not_additive()),
        el("div", "", shown.into_iter().map(|group| section(store, group, &placed)).collect()),
        say("p", "note", &rest(store, &placed)),
        papers(store, &placed),
        answers(store),
    ];
    el("article", "report", inner)
}

/// Of whom, for which day, by which rules.
fn facts(store: &Handle) -> Html {
    let words = &store.words;
    let version = match store.rules.fingerprint {
        Some(fingerprint) => [&store.pack().version, " · ", &fingerprint.to_string()].concat(),
        None => store.pack().version.clone(),
    };
    let facts = [
        (words.report_dossier(), words::dossier_name(store, store.dossiers().place())),
        (words.report_as_of(), words.date(store.as_of())),
        (words.report_made(), words.date(store.today())),
        (words.report_rules(), [store.text(store.pack().name), " ", &version].concat()),
    ];
    let row = |(name, value): (&str, String)| el("div", "", vec![say("dt", "", name), say("dd", "num", &value)]);
    el("dl", "facts", facts.into_iter().map(row).collect())
}

fn section(store: &Handle, group: Group, placed: &[Placed<'_>]) -> Html {
    let rows: Vec<_> =
        placed.iter().filter(|it| it.place.group == group && is_listed(it)).map(|it| row(store, it)).collect();
    let class = if rows.is_empty() { "unshown" } else { "" };
    let title = with(say("caption", "", super::findings::title(store, group)), "class", "strong".to_owned());
    let head = [store.words.name_col(), store.words.why_col(), store.words.amount_col()];
    let head = head.map(|it| with(say("th", "", it), "scope", "col".to_owned())).into();
    let table = vec![title, el("thead", "", vec![el("tr", "", head)]), el("tbody", "", rows)];
    keyed(super::findings::title(store, group).to_owned(), el("table", class, table))
}

/// What is still open is listed while it takes applications: on paper, all of it would bury the rest.
fn is_listed(placed: &Placed<'_>) -> bool {
    placed.place.group != Group::ToAnswer || placed.finding.availability.is_open()
}

fn row(store: &Handle, placed: &Placed<'_>) -> Html {
    let finding = placed.finding;
    let programme = store.programme(finding.programme);
    let amount = words::amount(store, finding).unwrap_or_default();
    let name = [store.text(programme.name), &words::of_row(store, finding)].concat();
    let about = words::who_and_when(store, finding);
    let mut why =
        [Standing::of_finding(store, finding).word(store), words::because(store, finding).as_str()].join(" · ");
    for change in placed.place.way.iter().flat_map(|way| &way.changes) {
        why.push_str(&[" ", &ways::change(store, change), store.words.stop()].concat());
    }
    let cells = vec![
        with(el("th", "", vec![say("span", "", &name), say("small", "", &about)]), "scope", "row".to_owned()),
        say("td", "", &why),
        el("td", "num", vec![say("span", "", &amount.sum), say("small", "", &amount.note)]),
    ];
    keyed([&programme.key, "/", &finding.subject.unwrap_or_default().to_string()].concat(), el("tr", "", cells))
}

/// What is not listed, so that nobody takes the list for everything.
fn rest(store: &Handle, placed: &[Placed<'_>]) -> String {
    let count = |group| placed.iter().filter(|it| it.place.group == group).count();
    let ended = count(Group::Ended).saturating_add(count(Group::Missed)).to_string();
    let [unlikely, out, without] = [Group::Unlikely, Group::Out, Group::Without].map(|group| count(group).to_string());
    let open = placed.iter().filter(|it| !is_listed(it)).count().to_string();
    let counts = [("open", &open), ("unlikely", &unlikely), ("ended", &ended), ("out", &out), ("without", &without)];
    fill(store.words.report_rest(), &counts.map(|(name, count)| (name, count.as_str())))
}

/// Of what is not ruled out.
fn papers(store: &Handle, placed: &[Placed<'_>]) -> Html {
    let wanted = [Group::Now, Group::Near, Group::Later, Group::ToConfirm];
    let wanted = placed.iter().filter(|it| wanted.contains(&it.place.group));
    let mut seen = BTreeSet::new();
    let fields: Vec<_> = wanted.flat_map(|it| fields_of(store, it)).filter(|it| seen.insert(*it)).collect();
    checklist(store, if fields.is_empty() { "unshown" } else { "checklist" }, &fields)
}

/// The fields at which the conditions of a finding look, and that were answered.
fn fields_of(store: &Handle, placed: &Placed<'_>) -> Vec<Id<Field>> {
    let programme = store.programme(placed.finding.programme);
    let slots = programme.conditions.iter().flat_map(|it| words::slots_of(store, placed.finding, it));
    slots.filter(|slot| store.given(*slot).is_some()).map(|slot| slot.field).collect()
}

fn answers(store: &Handle) -> Html {
    let words = &store.words;
    let row = |(slot, _): &(Slot, _)| {
        let inner = vec![say("dt", "", &words::slot_label(store, *slot)), own_answer(store, *slot, "dd")];
        keyed(slot_key(store, *slot), el("div", "", inner))
    };
    let (unknown, known): (Vec<_>, Vec<_>) =
        store.answers_in_order().into_iter().partition(|(_, given)| **given == Given::DontKnow);
    // All that nobody knows, in one line.
    let unknown: Vec<_> = unknown.iter().map(|(slot, _)| words::slot_label(store, *slot)).collect();
    let unknown = fill(words.value_of(), &[("label", words.dont_know()), ("value", &unknown.join(words.list_mark()))]);
    let inner = vec![
        say("h2", "", words.nav_answers()),
        el("dl", "columns", known.iter().map(row).collect()),
        say("p", if store.counts().1 == 0 { "unshown" } else { "note" }, &unknown),
    ];
    el("section", if store.has_answers() { "own-answers" } else { "unshown" }, inner)
}
