//! The sums and the windows as pictures, each in a table that says the same.

use crate::app::Handle;
use crate::messages::fill;
use crate::nodes::{el, keyed, link, say, with};
use crate::route::Route;
use crate::state::overview::{Bar, WIDTH, Window, sums, windows};
use crate::state::standing::Standing;
use crate::words;
use qualify_engine::Finding;
use yew::Html;

/// Both tables; nothing where nothing can be drawn.
pub fn tables(store: &Handle) -> Html {
    let words = &store.words;
    let (sums, timeline) = (sums(store), windows(store));
    let mut inner = Vec::new();
    if !sums.is_empty() {
        let rows = sums.iter().map(|it| sum(store, it)).collect();
        let head = vec![words.name_col(), words.amount_col()];
        inner.push(table(words.sums_title(), words.sums_hint(), head, rows));
    }
    // A picture of what is over helps nobody.
    if timeline.windows.iter().any(|it| !it.finding.availability.is_closed()) {
        let rows = timeline.windows.iter().map(|it| window(store, it, timeline.now)).collect();
        let span = [("first", words.date(timeline.first)), ("last", words.date(timeline.last))];
        let hint = fill(words.windows_hint(), &span.each_ref().map(|(name, value)| (*name, value.as_str())));
        let head = vec![words.name_col(), words.window_col()];
        inner.push(table(words.windows_title(), &hint, head, rows));
    }
    el("div", "overview", inner)
}

fn table(title: &str, hint: &str, head: Vec<&str>, rows: Vec<Html>) -> Html {
    let head = head.into_iter().map(|it| with(say("th", "", it), "scope", "col".to_owned())).collect();
    let inner = vec![
        el("caption", "", vec![say("h2", "", title), say("p", "hint", hint)]),
        el("thead", "", vec![el("tr", "", head)]),
        el("tbody", "", rows),
    ];
    keyed(title.to_owned(), el("div", "sheet", vec![el("table", "", inner)]))
}

fn row(store: &Handle, finding: &Finding, of: &str, cell: Vec<Html>) -> Html {
    let programme = store.programme(finding.programme);
    let name = link("", Route::Programme(programme.key.clone()).href(), store.text(programme.name));
    let name = with(el("th", "", vec![name, say("small", "", of)]), "scope", "row".to_owned());
    keyed([programme.key.as_str(), of].concat(), el("tr", "", vec![name, el("td", "num", cell)]))
}

fn sum(store: &Handle, bar: &Bar<'_>) -> Html {
    let amount = words::amount(store, bar.finding).unwrap_or_default();
    let verdict = Standing::of_verdict(bar.finding.verdict);
    let certain = (bar.low > 0).then(|| stretch("certain", 0, bar.low));
    let shapes = [stretch("possible", 0, bar.high)].into_iter().chain(certain).collect();
    let told = vec![say("span", "", &amount.sum), say("small", "", verdict.word(store))];
    row(store, bar.finding, &words::of_row(store, bar.finding), vec![el("p", "", told), picture(shapes)])
}

fn window(store: &Handle, window: &Window<'_>, now: i64) -> Html {
    let left = window.days_left.map(|days| fill(store.words.days_left(), &[("n", &days.to_string())]));
    let class = if window.finding.availability.is_closed() { "over" } else { "certain" };
    let shapes = vec![
        stretch("track", 0, WIDTH),
        stretch(class, window.from, window.to.unwrap_or(window.from)),
        stretch("now", now, now),
    ];
    let told = vec![
        say("span", "", &words::availability(store, window.finding.availability)),
        say("small", "", &left.unwrap_or_default()),
    ];
    row(store, window.finding, "", vec![el("p", "", told), picture(shapes)])
}

/// What is only for the eye: the words beside it say the same.
fn picture(shapes: Vec<Html>) -> Html {
    let picture = with(el("svg", "bars", shapes), "viewBox", ["0 0 ", &WIDTH.to_string(), " 8"].concat());
    let picture = with(picture, "preserveAspectRatio", "none".to_owned());
    with(picture, "aria-hidden", "true".to_owned())
}

/// So narrow that it can just be seen.
const NARROWEST: i64 = 4;

fn stretch(class: &'static str, from: i64, to: i64) -> Html {
    let width = to.saturating_sub(from).max(NARROWEST);
    let rect = with(el("rect", class, Vec::new()), "x", from.min(WIDTH.saturating_sub(NARROWEST)).to_string());
    with(with(rect, "width", width.to_string()), "height", "8".to_owned())
}
