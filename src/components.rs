//! Parts of pages. Most are plain functions; a part with a state of its own is a component, and returns exactly one element.

pub mod aloud;
pub mod as_of;
pub mod checklist;
pub mod clear;
pub mod conditions;
pub mod consent;
pub mod failed;
pub mod filter;
pub mod folded;
pub mod footer;
pub mod formula;
pub mod have_form;
pub mod header;
pub mod notices;
pub mod overview;
pub mod plan;
pub mod question_form;
pub mod relations;
pub mod small;
pub mod tally;
pub mod trial;
pub mod undo;
