//! The crate from outside: whole packs in, packs and rendered diagnostics out.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../common/small.rs"]
mod small;

mod catalogues;
mod coverage;
mod diagnostics;
mod hostile;
mod lint;
mod relations;
mod tidy;
mod translations;
mod whole;

use small::{changed, small_pack};
