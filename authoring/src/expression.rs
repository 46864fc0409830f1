//! The expression language: from the raw words of a scalar to a syntax tree whose every part knows its bytes in the file.

mod lexer;
mod number;
mod parser;
mod syntax;
#[cfg(test)]
mod tests;
mod token;

pub(crate) use number::{in_words, read_quantity, read_unit};
pub(crate) use parser::parse;
pub(crate) use syntax::{Expression, Kind, List, Members};
pub(crate) use token::is_keyword;
