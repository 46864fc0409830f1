//! How an amount comes about, with the applicant's own numbers.

use crate::messages::fill;
use crate::nodes::{el, say, several};
use crate::state::Store;
use crate::words;
use qualify_engine::expression::{Arithmetic, Extreme, Node, NodeId};
use qualify_engine::formula::Piece;
use qualify_engine::pack::Promise;
use qualify_engine::{Causes, Evaluator, Finding, Known, Number, Unit};
use yew::Html;

/// The formula of an amount, what it comes to, and what its parts do.
pub fn formula(store: &Store, finding: &Finding, node: NodeId, promise: Promise) -> Html {
    let evaluator = store.evaluator().for_finding(finding);
    let (pieces, result) = (evaluator.formula(node), evaluator.number(node));
    let mut inner: Vec<_> = terms(&pieces).into_iter().map(|term| el("span", "", write_term(store, term))).collect();
    let ceiling = result.span.high.filter(|_| promise == Promise::AtMost);
    // "At most" from nothing is said by its upper end alone.
    let is_from_nothing = result.span.low.is_none_or(|low| low <= Number::ZERO);
    let sum = match ceiling.filter(|_| is_from_nothing) {
        Some(high) => store.words.money(high),
        None => value(store, result, None),
    };
    let sum = if ceiling.is_some() { fill(store.words.at_most(), &[("sum", &sum)]) } else { sum };
    inner.push(el("span", "", vec![say("span", "op", store.words.equals()), say("strong", "num", &sum)]));
    several(vec![el("p", "formula", inner), say("p", "note num", &parts(store, evaluator, node, result))])
}

/// What the parts of a `min` or `max` come to where one of them has to be computed, and which of them is taken.
fn parts(store: &Store, evaluator: Evaluator<'_>, node: NodeId, result: Known<Number>) -> String {
    let words = &store.words;
    let nodes = &store.pack().nodes;
    let Node::Extreme(_, of) = nodes.at(node) else { return String::new() };
    if !of.iter().any(|part| matches!(nodes.at(*part), Node::Arithmetic(..) | Node::Over(_))) {
        return String::new();
    }
    let parts: Vec<_> = of.iter().map(|part| evaluator.number(*part)).collect();
    // Of what is not known there is nothing to choose yet.
    if parts.iter().any(|part| part.span.high.is_none()) {
        return String::new();
    }
    let list = parts.iter().map(|part| value(store, *part, None)).collect::<Vec<_>>().join(words.list_mark());
    let mut told = fill(words.formula_parts(), &[("list", &list)]);
    let is_taken = |part: &Known<Number>| result.span.exact().is_some() && part.span.exact() == result.span.exact();
    if let Some(place) = parts.iter().position(is_taken) {
        told.push_str(&fill(words.formula_taken(), &[("n", &place.saturating_add(1).to_string())]));
    }
    told
}

/// What stays in one line: a sign stands before what follows, a bracket or comma with what it is about.
fn terms(pieces: &[Piece]) -> Vec<&[Piece]> {
    let is_last = |piece: &Piece| matches!(piece, Piece::Comma | Piece::Close | Piece::Quantity { .. });
    let goes_on = |piece: &Piece| matches!(piece, Piece::Comma | Piece::Close);
    pieces.chunk_by(|before, after| !is_last(before) || goes_on(after)).collect()
}

/// What stands before a quantity, and the quantity with the brackets and commas behind it.
fn write_term(store: &Store, pieces: &[Piece]) -> Vec<Html> {
    let op = |piece: &Piece| say("span", "op", sign(store, piece));
    let place = pieces.iter().position(|piece| matches!(piece, Piece::Quantity { .. })).unwrap_or(pieces.len());
    let (before, from) = pieces.split_at(place);
    let quantity = from.split_first().map(|(quantity, behind)| {
        let Piece::Quantity { label, value: known, unit } = quantity else { return op(quantity) };
        let value = say("strong", "num", &value(store, *known, Some(*unit)));
        let label = say("span", "src", label.map_or("", |label| store.text(label)));
        el("span", "term", vec![label, el("span", "", [value].into_iter().chain(behind.iter().map(op)).collect())])
    });
    before.iter().map(op).chain(quantity).collect()
}

fn sign<'s>(store: &'s Store, piece: &Piece) -> &'s str {
    let words = &store.words;
    match piece {
        Piece::Quantity { .. } => "",
        Piece::Sign(Arithmetic::Add) => "+",
        Piece::Sign(Arithmetic::Subtract) => "−",
        Piece::Sign(Arithmetic::Multiply) => "×",
        Piece::Sign(Arithmetic::Divide) => "÷",
        Piece::Extreme(Extreme::Min) => words.least_of(),
        Piece::Extreme(Extreme::Max) => words.greatest_of(),
        Piece::Open => words.open_bracket(),
        Piece::Comma => words.comma(),
        Piece::Or => words.or(),
        Piece::Close => words.close_bracket(),
    }
}

/// A number as far as it is known; without a unit, a sum of money.
fn value(store: &Store, known: Known<Number>, unit: Option<Unit>) -> String {
    let words = &store.words;
    let write = |number: Number| match unit {
        Some(unit) => words.value(number, unit),
        None => words.money(number),
    };
    match (known.span.high, known.span.exact()) {
        (_, Some(exact)) => write(exact),
        (Some(_), None) => words::span(store, known.span, write),
        (None, None) if known.causes.include(Causes::APPLICANT) => words.not_given().to_owned(),
        (None, None) => words.unpublished().to_owned(),
    }
}
