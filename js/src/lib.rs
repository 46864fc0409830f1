//! The engine for JavaScript: a pack that is loaded from bytes, and sessions that hold the answers about one enterprise.
//!
//! Values cross in the form that [`qualify_exchange`] gives them; what cannot be done is thrown as an `Error` with `code`, `path` and
//! `message`. Nothing is kept: no storage, no network, no clock. `package/index.d.ts` says the same in TypeScript, for people.

mod border;
mod fault;
mod later;
mod options;
mod pack;
mod rules;
mod session;

pub use pack::Pack;
pub use session::Session;
