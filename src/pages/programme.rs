//! One programme: the verdict, the conditions one by one, what is given and how it is computed, when and where to apply.

use super::missing;
use crate::app::Handle;
use crate::components::checklist::checklist;
use crate::components::conditions::{self, source};
use crate::components::formula::formula;
use crate::components::small::{back_to, heading, plain_tag, tag, to_question, worded_tag};
use crate::components::{relations, trial};
use crate::messages::fill;
use crate::nodes::{block_slot, el, keyed, link, say, several, slot, text, with};
use crate::route::Route;
use crate::state::standing::Standing;
use crate::state::{group, interview};
use crate::words::{self, ways};
use qualify_engine::pack::{Document, Item, Programme, Promise, Provenance, Together};
use qualify_engine::{Finding, ItemFinding, Nearest, Truth, Verdict, numbers_of, reasons_of};
use yew::Html;

/// The page of a programme.
pub fn page(store: &Handle, key: &str) -> Html {
    let words = &store.words;
    let found = store.pack().programme(key).map(|id| store.findings_of(id).collect::<Vec<_>>());
    let found = found.filter(|found| !found.is_empty());
    let Some((findings, first)) = found.as_deref().and_then(|found| Some((found, *found.first()?))) else {
        return missing(store, words.unknown_title(), &fill(words.programme_unknown(), &[("key", key)]));
    };
    let programme = store.programme(first.programme);
    let here = Route::Programme(key.to_owned());
    let meta = vec![
        plain_tag(store.text(store.pack().kinds.at(programme.kind).label)),
        say("span", "", &words::who(store, programme)),
    ];
    let mut main = match findings {
        [one] => subject(store, programme, one, &here),
        several => {
            // A few are not worth a page that looks empty.
            let is_open = |place| place == 0 && several.len() <= FEW;
            let rows = several.iter().enumerate();
            rows.map(|(place, finding)| folded(store, programme, finding, &here, is_open(place))).collect()
        }
    };
    main.push(relations::sheet(store, first.programme));
    let beside = vec![
        application(store, programme, first),
        papers(store, programme, first),
        notes(store, programme),
        document(store, programme),
    ];
    // Where the page is only written out, there are no results to go back to.
    let back = match store.place.is_nowhere() || store.list == Route::Programmes {
        true => back_to(&Route::Programmes, words.programmes_title()),
        false => back_to(&Route::Findings, words.to_findings()),
    };
    let inner = vec![
        back,
        el("p", "meta", meta),
        heading(store.text(programme.name)),
        say("p", "hint", store.text(programme.summary)),
        el("div", "two wide", vec![el("div", "stack", main), el("div", "stack", beside)]),
    ];
    el("div", "programme", inner)
}

/// What is found for one loan, one project, or the enterprise itself.
fn subject(store: &Handle, programme: &Programme, finding: &Finding, here: &Route) -> Vec<Html> {
    let table = conditions::table(store, programme, finding, here);
    vec![
        verdict(store, programme, finding, here),
        ways_in(store, programme, finding),
        el("section", "sheet", vec![say("h2", "", store.words.conditions_title()), table]),
        items(store, programme, finding, here),
    ]
}

/// So few loans that the first of them is open.
const FEW: usize = 3;

/// One of several, to be opened: closed, all of them are seen with their verdicts.
fn folded(store: &Handle, programme: &Programme, finding: &Finding, here: &Route, is_open: bool) -> Html {
    let row = finding.subject.unwrap_or_default();
    let amount = words::amount(store, finding).unwrap_or_default();
    let title = vec![
        say("strong", "", &words::row(store, programme.about, row)),
        text(" "),
        tag(store, Standing::of_finding(store, finding)),
        text(" "),
        say("span", "num", &amount.sum),
    ];
    let inner = [el("summary", "", title)].into_iter().chain(subject(store, programme, finding, here)).collect();
    let details = el("details", "stack subject", inner);
    keyed(row.to_string(), if is_open { with(details, "open", String::new()) } else { details })
}

/// For what fails: the least that would have to change, and what becomes of it with time.
fn ways_in(store: &Handle, programme: &Programme, finding: &Finding) -> Html {
    let words = &store.words;
    let lines: Vec<Html> = match group::nearest_of(store, finding) {
        Nearest::Already(_) => return block_slot(None),
        Nearest::Changes(way) => {
            let changes = way.changes.iter().map(|change| say("li", "", &ways::change(store, change))).collect();
            vec![el("ul", "bullets", changes), say("p", "", &ways::outcome(store, &way))]
        }
        Nearest::NoChangeHelps { because } => {
            let says = because.iter().map(|it| say("li", "", &words::requirement(store, programme, *it))).collect();
            vec![say("p", "", words.ways_none()), el("ul", "bullets", says)]
        }
        Nearest::TooFar => vec![say("p", "", words.ways_too_far())],
    };
    let in_time = group::in_time(store, finding).map(|(day, then)| say("p", "", &ways::in_time(store, day, &then)));
    let head = [say("h2", "", words.ways_title()), say("p", "note", words.ways_note())];
    let inner = head.into_iter().chain(lines).chain(in_time).collect();
    block_slot(Some(el("section", "sheet stack", inner)))
}

fn verdict(store: &Handle, programme: &Programme, finding: &Finding, here: &Route) -> Html {
    let words = &store.words;
    let amount = words::amount(store, finding).unwrap_or_default();
    let document = store.pack().documents.at(programme.document);
    let is_ceiling = programme.items.iter().any(|item| item.amount.is_some() && item.promise == Promise::AtMost);
    let ceiling = if is_ceiling && finding.verdict != Verdict::Fails { words.ceiling_note() } else { "" };
    let question =
        interview::first_missing(store, finding).map(|slot| to_question(store, words.answer_this(), slot, here));
    let meta = vec![
        tag(store, Standing::of_finding(store, finding)),
        say("span", "num", &words::availability(store, finding.availability)),
    ];
    let inner = vec![
        el("p", "meta", meta),
        el("p", "sum num", vec![text(&amount.sum), text(" "), say("small", "", &amount.note)]),
        el("p", "", vec![text(&words::because(store, finding)), text(" "), slot(question)]),
        el("p", "note", vec![text(ceiling), text(words.self_check())]),
        say("p", "note", &fill(words.rests_on(), &[("extent", store.text(document.extent))])),
        block_slot((!store.place.is_nowhere() && store.has_answers()).then(|| trial::begin(store))),
    ];
    el("section", "plan stack", inner)
}

fn items(store: &Handle, programme: &Programme, finding: &Finding, here: &Route) -> Html {
    let words = &store.words;
    let with_money = programme.items.iter().filter(|item| item.amount.is_some()).count();
    let together = match programme.together {
        _ if with_money < 2 => "",
        Together::Sum => words.together_sum(),
        Together::Highest => words.together_highest(),
        Together::Unpublished => words.together_unpublished(),
    };
    let items =
        programme.items.iter().zip(&finding.items).map(|(item, found)| self::item(store, finding, item, *found));
    let limit = programme.total_at_most.map(|limit| {
        several(vec![say("h3", "", words.total_at_most()), formula(store, finding, limit, Promise::AtMost)])
    });
    let inner = vec![
        say("h2", "", words.items_title()),
        el("ul", "gifts", items.collect()),
        say("p", "note", together),
        block_slot(limit),
        conditions::beside(store, programme, finding, here),
    ];
    el("section", "sheet", inner)
}

fn item(store: &Handle, finding: &Finding, item: &Item, found: ItemFinding) -> Html {
    let words = &store.words;
    let standing = Standing::of_truth(found.counts_as);
    let word = match found.counts_as {
        Truth::True => words.applies(),
        Truth::False => words.applies_not(),
        Truth::Unknown(_) => standing.word(store),
    };
    let mark = item.when.map(|_| several(vec![worded_tag(store, standing, word), text(" ")]));
    let amount = item.amount.filter(|_| found.applies != Truth::False).map(|amount| {
        several(vec![say("h3", "src", words.formula_title()), formula(store, finding, amount, item.promise)])
    });
    let inner = vec![
        el("p", "", vec![slot(mark), text(store.text(item.says))]),
        block_slot(amount),
        el("div", "src", vec![source(store, &item.source)]),
        doubts(store, item),
    ];
    keyed(item.key.clone(), el("li", "", inner))
}

/// What nobody has read of an item, and which of its numbers were concluded.
fn doubts(store: &Handle, item: &Item) -> Html {
    let nodes = || item.when.into_iter().chain(item.amount);
    let reasons = nodes().flat_map(|node| reasons_of(store.pack(), node)).map(|it| say("li", "", store.text(it)));
    let numbers = nodes().flat_map(|node| numbers_of(store.pack(), node)).map(|id| store.pack().numbers.at(id));
    let concluded = numbers.filter(|it| matches!(it.source.provenance, Provenance::Inferred | Provenance::Recalled));
    let concluded =
        concluded.map(|it| el("li", "", vec![text(store.text(it.label)), text(" "), source(store, &it.source)]));
    el("ul", "bullets src", reasons.chain(concluded).collect())
}

fn application(store: &Handle, programme: &Programme, finding: &Finding) -> Html {
    // What the next round would probably ask is never shown without the word that it is expected only.
    let expected = programme.next_round.map(|it| fill(store.words.expected(), &[("text", store.text(it))]));
    let inner = vec![
        say("h2", "", store.words.apply_title()),
        say("p", "num strong", &words::availability(store, finding.availability)),
        say("p", "note", programme.application_note.map_or("", |note| store.text(note))),
        say("p", "", programme.apply.map_or("", |apply| store.text(apply))),
        say("p", "note", &expected.unwrap_or_default()),
    ];
    el("section", "sheet stack", inner)
}

/// What its conditions ask about, each field once.
fn papers(store: &Handle, programme: &Programme, finding: &Finding) -> Html {
    let slots = programme.conditions.iter().flat_map(|it| words::slots_of(store, finding, it));
    let mut fields = Vec::new();
    for slot in slots {
        if !fields.contains(&slot.field) {
            fields.push(slot.field);
        }
    }
    checklist(store, "sheet stack checklist", &fields)
}

fn notes(store: &Handle, programme: &Programme) -> Html {
    let class = if programme.notes.is_empty() { "unshown" } else { "sheet stack" };
    let notes = programme.notes.iter().map(|note| say("li", "", store.text(*note))).collect();
    el("section", class, vec![say("h2", "", store.words.notes_title()), el("ul", "bullets", notes)])
}

fn document(store: &Handle, programme: &Programme) -> Html {
    let words = &store.words;
    let document = store.pack().documents.at(programme.document);
    let pair = |term: &str, value: &str| {
        let value = if value.is_empty() { words.not_found() } else { value };
        el("div", "", vec![say("dt", "", term), say("dd", "", value)])
    };
    let address = el("div", "", vec![say("dt", "", words.address()), el("dd", "", vec![address(store, document)])]);
    let facts = vec![
        pair(words.document_number(), document.number.map_or("", |number| store.text(number))),
        pair(words.issued(), &document.issued.map(|date| words.date(date)).unwrap_or_default()),
        pair(words.issuer(), store.text(document.issuer)),
        address,
        pair(words.extent(), store.text(document.extent)),
        pair(words.checked(), &words.date(document.checked)),
    ];
    let readings = words::readings(store, programme).iter().map(|reading| say("li", "", reading)).collect();
    let inner = vec![
        say("h2", "", words.document_title()),
        say("p", "", store.text(document.title)),
        el("dl", "facts", facts),
        el("details", "why", vec![say("summary", "", words.readings()), el("ul", "bullets", readings)]),
    ];
    el("section", "sheet stack", inner)
}

/// A link only to an address that a browser opens as a page; anything else stays text.
fn address(store: &Handle, document: &Document) -> Html {
    match document.address.as_deref() {
        Some(address) if ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme)) => {
            with(link("", address.to_owned(), address), "rel", "noopener noreferrer external".to_owned())
        }
        Some(other) => text(other),
        None => text(store.words.not_found()),
    }
}
