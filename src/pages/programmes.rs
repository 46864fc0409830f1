//! All programmes, whatever was answered.

use crate::app::Handle;
use crate::components::small::{counted, heading, tag};
use crate::messages::fill;
use crate::nodes::{el, keyed, link, say, slot};
use crate::route::Route;
use crate::words::{self, Standing};
use qualify_engine::pack::Kind;
use qualify_engine::{Finding, Id};
use yew::Html;

/// The programmes by kind.
pub fn page(store: &Handle) -> Html {
    let words = &store.words;
    let n = store.findings.len().to_string();
    let sections = store.pack().kinds.ids().map(|kind| section(store, kind)).collect();
    let lead = say("p", "hint", &fill(words.programmes_lead(), &[("n", &n)]));
    el("div", "", vec![heading(words.programmes_title()), lead, el("div", "", sections)])
}

fn section(store: &Handle, kind: Id<Kind>) -> Html {
    let entry = store.pack().kinds.at(kind);
    let of_kind = store.findings.iter().filter(|finding| store.programme(finding.programme).kind == kind);
    let items: Vec<_> = of_kind.map(|finding| item(store, finding)).collect();
    let class = if items.is_empty() { "unshown" } else { "group" };
    let title = counted(store, store.text(entry.label), items.len());
    keyed(entry.key.clone(), el("section", class, vec![title, el("ul", "", items)]))
}

fn item(store: &Handle, finding: &Finding) -> Html {
    let programme = store.programme(finding.programme);
    let here = Route::Programme(programme.key.clone());
    let standing = store.has_answers().then(|| tag(store, Standing::of_verdict(finding.verdict)));
    let meta = vec![
        slot(standing),
        say("span", "", &words::who(store, programme)),
        say("span", "num", &words::availability(store, finding.availability)),
    ];
    let inner = vec![
        el("h3", "", vec![link("", here.href(), store.text(programme.name))]),
        say("p", "", store.text(programme.summary)),
        el("p", "meta", meta),
    ];
    keyed(programme.key.clone(), el("li", "item", vec![el("div", "", inner)]))
}
