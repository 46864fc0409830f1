//! What is thrown: an `Error` with a code for programs, the place, and a message for their authors.

use crate::border::{put, value};
use js_sys::{Array, Error};
use qualify_engine::Pack;
use qualify_engine::format::PackError;
use qualify_exchange::Tree;
use qualify_exchange::dossier::{NoDossier, Problem};
use std::fmt;
use wasm_bindgen::JsValue;

/// Why something cannot be done.
pub struct Fault {
    code: &'static str,
    path: String,
    message: String,
    /// In a dossier, all that is wrong: code, path and message of each.
    problems: Vec<[String; 3]>,
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
    pub fn answer(pack: &Pack, problem: &Problem) -> Self {
        Self::new(problem.reason.code(), &problem.path, &problem.message(pack))
    }

    /// A plain value that is no dossier.
    pub fn dossier(pack: &Pack, reason: NoDossier) -> Self {
        let (code, message) = (reason.code(), reason.to_string());
        match reason {
            NoDossier::Answers(problems) => {
                let three = |it: &Problem| [it.reason.code().to_owned(), it.path.clone(), it.message(pack)];
                let problems: Vec<_> = problems.iter().map(three).collect();
                let [_, path, first] = problems.first().cloned().unwrap_or_default();
                Self { code, message: format!("{message}; the first is {path}: {first}"), path, problems }
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
            let named = ["code", "path", "message"].into_iter().zip(it);
            value(&Tree::Object(named.map(|(key, it)| (key.into(), it.as_str().into())).collect()))
        });
        put(&error, "problems", &problems.collect::<Array>().into());
        error
    }
}
