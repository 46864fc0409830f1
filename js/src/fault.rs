//! What is thrown: an `Error` with a code for programs, the place, and a message for their authors.

use crate::border::{put, value};
use js_sys::{Array, Error};
use qualify_engine::format::PackError;
use qualify_exchange::Tree;
use qualify_exchange::dossier::{NoDossier, Problem, Reason};
use std::fmt;
use wasm_bindgen::JsValue;

/// Why something cannot be done.
pub struct Fault {
    code: &'static str,
    path: String,
    message: String,
    /// In a dossier, all that is wrong.
    problems: Vec<Problem>,
}

impl Fault {
    /// A fault without further detail.
    #[inline(never)]
    pub fn new(code: &'static str, path: &str, message: &dyn fmt::Display) -> Self {
        Self { code, path: path.to_owned(), message: message.to_string(), problems: Vec::new() }
    }

    /// A compiled file that cannot be used; `path` says which.
    pub fn pack(path: &str, error: PackError) -> Self {
        Self::new(error.code(), path, &error)
    }

    /// An answer that is not accepted.
    pub fn answer(path: &str, reason: &Reason) -> Self {
        Self::new(reason.code(), path, reason)
    }
}

impl From<NoDossier> for Fault {
    fn from(reason: NoDossier) -> Self {
        let (code, message) = (reason.code(), reason.to_string());
        match reason {
            NoDossier::Answers(problems) => {
                let first = problems.first().map(|it| (it.path.clone(), format!("{}: {}", it.path, it.reason)));
                let (path, first) = first.unwrap_or_default();
                Self { code, path, message: format!("{message}; the first is {first}"), problems }
            }
            NoDossier::NoFormat | NoDossier::OtherFormat(_) => Self::new(code, "format", &message),
            NoDossier::NotAnObject => Self::new(code, "", &message),
        }
    }
}

impl From<Fault> for JsValue {
    fn from(fault: Fault) -> Self {
        let text = |text: &str| Self::from(text);
        let error: Self = Error::new(&fault.message).into();
        put(&error, "name", &text("QualifyError"));
        put(&error, "code", &text(fault.code));
        put(&error, "path", &text(&fault.path));
        let problems = fault.problems.iter().map(|it| {
            let entries = [("code", it.reason.code().into()), ("path", it.path.as_str().into())];
            let message = ("message", it.reason.to_string().into());
            value(&Tree::Object(entries.into_iter().chain([message]).map(|(key, it)| (key.into(), it)).collect()))
        });
        put(&error, "problems", &problems.collect::<Array>().into());
        error
    }
}
