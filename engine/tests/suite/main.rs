//! The engine from outside. One binary for all of it, which takes one link and not twenty.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot go on should stop here"
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/rules.rs"]
mod rules;

mod calendar;
mod differences;
mod entries;
mod evaluation;
mod findings;
mod first_date;
mod laws;
mod limits;
mod links;
mod list_laws;
mod nearest;
mod number;
mod packs;
mod plan;
mod questions;
mod reach;
mod rows;
mod screen;
mod settle;
mod thresholds;
mod time;
mod values;
