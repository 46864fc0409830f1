//! How an amount comes about, with the applicant's own numbers.

use crate::state::Store;
use crate::words;
use qualify_engine::expression::{Arithmetic, Extreme, NodeId};
use qualify_engine::formula::Piece;
use qualify_engine::{Causes, Dimension, Known, Number, TextId, Unit, write};
use yew::prelude::*;

/// The formula of an amount and what it comes to.
pub fn formula(store: &Store, node: NodeId) -> Html {
    let pieces = store.evaluator().formula(node);
    let result = store.evaluator().number(node);
    html! {
        <p class="formula">
            { for pieces.iter().map(|piece| write_piece(store, piece)) }
            <span class="op">{ store.words.equals }</span>
            <strong class="num">{ value(store, result, None) }</strong>
        </p>
    }
}

fn write_piece(store: &Store, piece: &Piece) -> Html {
    let words = store.words;
    let sign = |text: &str| html! { <span class="op">{ text }</span> };
    match piece {
        Piece::Quantity { label, value: known, unit } => quantity(store, *label, *known, *unit),
        Piece::Sign(Arithmetic::Add) => sign("+"),
        Piece::Sign(Arithmetic::Subtract) => sign("−"),
        Piece::Sign(Arithmetic::Multiply) => sign("×"),
        Piece::Sign(Arithmetic::Divide) => sign("÷"),
        Piece::Extreme(Extreme::Min) => sign(&[words.least_of, "（"].concat()),
        Piece::Extreme(Extreme::Max) => sign(&[words.greatest_of, "（"].concat()),
        Piece::Open => sign("（"),
        Piece::Comma => sign("，"),
        Piece::Or => sign(words.or),
        Piece::Close => sign("）"),
    }
}

fn quantity(store: &Store, label: Option<TextId>, known: Known<Number>, unit: Unit) -> Html {
    html! {
        <span class="term">
            <span class="src">{ label.map_or("", |label| store.text(label)) }</span>
            <strong class="num">{ value(store, known, Some(unit)) }</strong>
        </span>
    }
}

/// A number as far as it is known; without a unit, a sum of money.
fn value(store: &Store, known: Known<Number>, unit: Option<Unit>) -> String {
    let words = store.words;
    let write = |number: Number| match unit {
        Some(unit) if unit.dimension() != Dimension::MONEY => write::quantity(number, unit),
        _ => write::money(number),
    };
    match (known.span.high, known.span.exact()) {
        (_, Some(exact)) => write(exact),
        (Some(_), None) => words::span(store, known.span, write),
        (None, None) if known.causes.include(Causes::APPLICANT) => words.not_given.to_owned(),
        (None, None) => words.unpublished.to_owned(),
    }
}
