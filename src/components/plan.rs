//! What to apply for: the best choice among what qualifies, where not everything can be had together.

use super::conditions::source;
use super::small::tag;
use crate::app::Handle;
use crate::messages::fill;
use crate::nodes::{block_slot, el, keyed, link, say, slot, text, with};
use crate::route::Route;
use crate::state::standing::Standing;
use crate::state::{Action, Store};
use crate::words;
use qualify_engine::pack::Programme;
use qualify_engine::plan::{Choice, Doubt, LeftOut, Obstacle, OpenQuestion, Plan, PlanError, Support, Wanted};
use qualify_engine::relation::Relation;
use qualify_engine::{Finding, Id, Number, Span, Verdict};
use yew::prelude::*;

/// The plan, with its total, what is left out, and what no source settles.
pub fn sheet(store: &Handle) -> Html {
    let found = store.plan();
    let inner = match &*found {
        Ok(found) => parts(store, found),
        Err(PlanError::TooLarge) => vec![say("p", "", store.words.plan_too_large())],
    };
    let mut all = vec![say("h2", "", store.words.plan_title())];
    all.extend(inner);
    el("section", "plan stack", all)
}

/// What may be chosen from beside what certainly qualifies.
fn wanted(store: &Handle) -> Html {
    let words = &store.words;
    let (unconfirmed, open) = (store.wanted.unconfirmed, store.wanted.open);
    let boxes = vec![
        tick(
            store,
            "with-unconfirmed",
            words.plan_with_unconfirmed(),
            unconfirmed,
            Wanted { unconfirmed: !unconfirmed, ..store.wanted },
        ),
        tick(store, "with-open", words.plan_with_open(), open, Wanted { open: !open, ..store.wanted }),
    ];
    with(
        with(el("div", "ways options", boxes), "role", "group".to_owned()),
        "aria-label",
        words.plan_wanted().to_owned(),
    )
}

fn tick(store: &Handle, id: &'static str, words: &str, is_ticked: bool, then: Wanted) -> Html {
    let onchange = {
        let store = store.clone();
        Callback::from(move |_: Event| store.dispatch(Action::Plan(then)))
    };
    let input = html! { <input type="checkbox" {id} checked={is_ticked} {onchange} /> };
    el("div", "choice", vec![input, with(say("label", "", words), "for", id.to_owned())])
}

/// The plan as it is printed: without what can be chosen.
pub fn summary(store: &Handle) -> Html {
    let found = store.plan();
    let inner = match &*found {
        Ok(found) => {
            let left_out = found.left_out.iter().map(|it| self::left_out(store, it)).collect();
            let rest = [choices(store, found), listed(store, found, left_out), doubts(store, found)];
            head(store, found).into_iter().chain(rest).collect()
        }
        Err(PlanError::TooLarge) => vec![say("p", "", store.words.plan_too_large())],
    };
    el("section", "plan stack", [say("h2", "", store.words.plan_title())].into_iter().chain(inner).collect())
}

fn parts(store: &Handle, plan: &Plan) -> Vec<Html> {
    let words = &store.words;
    let left_out = plan.left_out.iter().map(|it| self::left_out(store, it)).collect();
    let unproven = if plan.is_proven { "" } else { words.plan_unproven() };
    let rest = [
        wanted(store),
        choices(store, plan),
        folded(store, words.plan_left_out(), left_out),
        block_slot((!plan.questions.is_empty()).then(|| questions(store, plan))),
        say("p", "note", unproven),
    ];
    head(store, plan).into_iter().chain(rest).collect()
}

/// The total, and what it is of.
fn head(store: &Store, plan: &Plan) -> Vec<Html> {
    let words = &store.words;
    let is_empty = plan.chosen.is_empty();
    // Measures without money have no sum, not one of nothing.
    let has_money = plan.chosen.iter().any(|choice| choice.counted.is_some());
    let total = match (is_empty, has_money) {
        (true, _) => String::new(),
        (false, true) => known(store, plan.total),
        (false, false) => {
            let unread = plan.chosen.iter().find(|choice| store.programme(choice.support.programme).has_unread_item());
            unread.or(plan.chosen.first()).map(|choice| measure(store, choice.support).to_owned()).unwrap_or_default()
        }
    };
    let lead = match (is_empty, store.wanted.unconfirmed || store.wanted.open) {
        (true, _) => words.plan_empty(),
        (_, false) => words.plan_lead(),
        (_, true) => words.plan_lead_wanted(),
    };
    let is_unread = has_money && plan.total.high.is_none();
    let note = if is_unread { words.plan_part_unread() } else { "" };
    let sum = el("p", "sum num", vec![text(&total), say("small", "", note)]);
    vec![
        with(sum, "role", "status".to_owned()),
        say("p", "strong", &at_worst(store, plan)),
        say("p", "hint", lead),
        say("p", "note", &passed_over(store)),
    ]
}

/// What stands for the sum where there is none.
fn measure(store: &Store, support: Support) -> &str {
    let is_unread = store.programme(support.programme).has_unread_item();
    if is_unread { store.words.plan_unread() } else { store.words.plan_measure() }
}

fn choices(store: &Store, plan: &Plan) -> Html {
    el("ul", "choices", plan.chosen.iter().map(|it| choice(store, it)).collect())
}

/// What is not in the plan, on paper.
fn listed(store: &Store, plan: &Plan, items: Vec<Html>) -> Html {
    let class = if items.is_empty() { "unshown" } else { "" };
    let title = counted(store, store.words.plan_left_out(), plan.left_out.len());
    el("div", class, vec![title, el("ul", "choices", items)])
}

/// How many relations nobody has read, on paper.
fn doubts(store: &Store, plan: &Plan) -> Html {
    let class = if plan.questions.is_empty() { "unshown" } else { "" };
    el("div", class, vec![counted(store, store.words.plan_questions(), plan.questions.len())])
}

/// The total if everything stands against the enterprise; nothing where it is the same.
fn at_worst(store: &Store, plan: &Plan) -> String {
    let is_other = plan.at_worst != plan.total;
    if is_other { fill(store.words.plan_at_worst(), &[("sum", &total(store, plan.at_worst))]) } else { String::new() }
}

/// A list that is opened when it is wanted; hidden where it would be empty.
fn folded(store: &Store, title: &str, items: Vec<Html>) -> Html {
    let count = fill(store.words.items(), &[("n", &items.len().to_string())]);
    let class = if items.is_empty() { "unshown" } else { "why" };
    let summary = el("summary", "", vec![text(title), text(" "), say("small", "num", &count)]);
    el("details", class, vec![summary, el("ul", "choices", items)])
}

fn choice(store: &Store, choice: &Choice) -> Html {
    let words = &store.words;
    let sum = choice.counted.map_or_else(|| measure(store, choice.support).to_owned(), |counted| total(store, counted));
    let limited = match (choice.limited_by, choice.worth) {
        (Some(limit), Some(worth)) => {
            let says = store.text(relation(store, limit).says);
            fill(words.plan_limited(), &[("says", says), ("sum", &total(store, worth))])
        }
        _ => {
            let says = choice.shares.map(|limit| store.text(relation(store, limit).says));
            says.map(|says| fill(words.plan_shares(), &[("says", says)])).unwrap_or_default()
        }
    };
    let programme = store.programme(choice.support.programme);
    let items = |places: &[usize]| {
        let items: Vec<_> =
            places.iter().filter_map(|place| programme.items.get(*place)).map(|it| store.text(it.says)).collect();
        items.join(words.list_end())
    };
    let forms = if choice.rivals.is_empty() {
        String::new()
    } else {
        let values = [("list", items(&choice.forms)), ("rivals", items(&choice.rivals))];
        fill(words.plan_rivals(), &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    };
    let is_certain = choice.verdict == Verdict::Qualifies;
    let standing = (!is_certain).then(|| tag(store, Standing::of_verdict(choice.verdict)));
    // What it hangs on is said where it is counted.
    let hangs_on = finding(store, choice.support).filter(|_| !is_certain);
    let about = vec![
        el("h3", "", vec![name(store, choice.support), text(" "), slot(standing)]),
        say("p", "note num", &words::availability(store, choice.availability)),
        say("p", "note", &hangs_on.map(|it| words::because(store, it)).unwrap_or_default()),
        say("p", "note", &limited),
        say("p", "note", &forms),
    ];
    let sum = say("p", "amt num", &sum);
    keyed(key(store, choice.support), el("li", "item", vec![el("div", "", about), sum]))
}

fn finding(store: &Store, of: Support) -> Option<&Finding> {
    store.findings().iter().find(|it| it.programme == of.programme && it.subject == of.subject)
}

/// What is not in the plan, with what it would give: whoever may have the one or the other can compare.
fn left_out(store: &Store, left: &LeftOut) -> Html {
    let words = &store.words;
    let relation = relation(store, left.because);
    let why = match left.obstacle {
        Obstacle::Displaced => words.plan_displaced(),
        Obstacle::Used => words.plan_used(),
        Obstacle::Exhausted => words.plan_exhausted(),
        Obstacle::Lacking => words.plan_lacking(),
    };
    let by: Vec<_> = left.displaced_by.iter().map(|support| full_name(store, *support)).collect();
    let by = if by.is_empty() {
        String::new()
    } else {
        fill(words.plan_displaced_by(), &[("list", &by.join(words.list_mark()))])
    };
    let inner = vec![
        el("h3", "", vec![name(store, left.support)]),
        say("p", "", &fill(why, &[("says", store.text(relation.says))])),
        say("p", "note", &by),
        el("div", "src", vec![source(store, &relation.source)]),
    ];
    let amount = finding(store, left.support).and_then(|it| words::amount(store, it)).unwrap_or_default();
    let sum = say("p", "amt num", &amount.sum);
    keyed(key(store, left.support), el("li", "item", vec![el("div", "", inner), sum]))
}

/// What no source that was read settles: to be asked of the authority, with what hangs on it.
fn questions(store: &Store, plan: &Plan) -> Html {
    let words = &store.words;
    let at_best = if plan.at_best == plan.total {
        String::new()
    } else {
        fill(words.plan_at_best(), &[("sum", &total(store, plan.at_best))])
    };
    let inner = vec![
        counted(store, words.plan_questions(), plan.questions.len()),
        say("p", "note", words.plan_questions_hint()),
        el("ul", "choices", plan.questions.iter().map(|it| question(store, it)).collect()),
        say("p", "", &at_best),
    ];
    el("div", "stack", inner)
}

fn counted(store: &Store, words: &str, count: usize) -> Html {
    let count = fill(store.words.items(), &[("n", &count.to_string())]);
    el("h3", "", vec![text(words), text(" "), say("small", "num", &count)])
}

fn question(store: &Store, question: &OpenQuestion) -> Html {
    let words = &store.words;
    let asked = relation(store, question.relation);
    let stake = match question.at_stake[1] {
        Some(stake) => fill(words.plan_stake(), &[("sum", &store.words.money(stake))]),
        None => words.plan_stake_open().to_owned(),
    };
    let otherwise = [("doubt", doubt(store, question.doubt).to_owned()), ("sum", total(store, question.otherwise))];
    let otherwise = otherwise.each_ref().map(|(name, value)| (*name, value.as_str()));
    let together = question.together.iter().map(|(relation, doubt)| {
        let says = store.text(self::relation(store, *relation).says);
        let values = [("says", says), ("doubt", self::doubt(store, *doubt))];
        say("li", "", &fill(words.plan_together(), &values))
    });
    let inner = vec![
        say("p", "strong", store.text(asked.says)),
        say("p", "", &[&fill(words.plan_otherwise(), &otherwise), stake.as_str()].concat()),
        el("ul", "bullets src", together.collect()),
        el("div", "src", vec![source(store, &asked.source)]),
    ];
    keyed(asked.key.clone(), el("li", "item", vec![el("div", "", inner)]))
}

/// What is not known, and what the plan does as if.
fn doubt(store: &Store, doubt: Doubt) -> &str {
    let words = &store.words;
    match doubt {
        Doubt::Unstated => words.doubt_unstated(),
        Doubt::InPrinciple => words.doubt_in_principle(),
        Doubt::Exception => words.doubt_exception(),
        Doubt::Used => words.doubt_used(),
        Doubt::Held => words.doubt_held(),
        Doubt::Shared => words.doubt_shared(),
    }
}

/// What the plan did not choose from, each finding counted once.
fn passed_over(store: &Store) -> String {
    let words = &store.words;
    let is_closed = |finding: &Finding| finding.availability.is_closed();
    let count = |is_one: &dyn Fn(&Finding) -> bool| {
        let left = |it: &&Finding| it.verdict != Verdict::Fails && !store.wanted.counts(it) && is_one(it);
        store.findings().iter().filter(left).count()
    };
    let counts = [
        (words.plan_open(), count(&|it| it.verdict == Verdict::Open && !is_closed(it) && !it.seems_missed())),
        (
            words.plan_unconfirmed(),
            count(&|it| it.verdict == Verdict::Unconfirmed && !is_closed(it) && !it.seems_missed()),
        ),
        (words.plan_missed(), count(&|it| !is_closed(it) && it.seems_missed())),
        (words.plan_closed(), count(&is_closed)),
    ];
    let some = counts.into_iter().filter(|(_, count)| *count > 0);
    let some: Vec<_> = some.map(|(words, count)| fill(words, &[("n", &count.to_string())])).collect();
    if some.is_empty() {
        return String::new();
    }
    fill(words.plan_passed_over(), &[("list", &some.join(words.list_mark()))])
}

/// A sum of what the texts promise "at most": never less than its low end, so far as the answers go.
fn total(store: &Store, span: Span<Number>) -> String {
    let (words, known) = (&store.words, known(store, span));
    match (span.low.filter(|low| *low > Number::ZERO), span.high) {
        (Some(_), None) => [&known, words.comma(), words.plan_part_unread()].concat(),
        _ => known,
    }
}

/// The same, as far as there is a sum.
fn known(store: &Store, span: Span<Number>) -> String {
    let words = &store.words;
    let low = span.low.filter(|low| *low > Number::ZERO);
    match (low, span.high) {
        (Some(low), Some(high)) if low < high => fill(words.ceiling(), &[("sum", &words::between(store, low, high))]),
        (_, Some(high)) => fill(words.at_most(), &[("sum", &words.money(high))]),
        (Some(low), None) => fill(words.plan_no_ceiling(), &[("sum", &words.money(low))]),
        (None, None) => words.no_ceiling().to_owned(),
    }
}

fn relation(store: &Store, id: Id<Relation>) -> &Relation {
    store.pack().relations.at(id)
}

/// A link to the programme, with the row where there are several.
fn name(store: &Store, support: Support) -> Html {
    let programme = store.programme(support.programme);
    link("", Route::Programme(programme.key.clone()).href(), &full_name(store, support))
}

fn full_name(store: &Store, support: Support) -> String {
    let programme: &Programme = store.programme(support.programme);
    let row = support.subject.filter(|_| store.dossier.rows(programme.about) > 1);
    match row {
        Some(row) => [store.text(programme.name), " · ", &words::row(store, programme.about, row)].concat(),
        None => store.text(programme.name).to_owned(),
    }
}

fn key(store: &Store, support: Support) -> String {
    [&store.programme(support.programme).key, "/", &support.subject.unwrap_or_default().to_string()].concat()
}
