//! What expressions are made of.

use crate::source::Span;
use qualify_engine::expression::Comparison;
use qualify_engine::{Date, Number};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum TokenKind {
    Number(Number),
    Date(Date),
    /// A name or a unit; its letters are in the file.
    Word,
    Keyword(Keyword),
    Compare(Comparison),
    Open,
    Close,
    OpenList,
    CloseList,
    Comma,
    Dot,
    Plus,
    Minus,
    Times,
    Over,
    End,
}

macro_rules! keywords {
    ($($name:ident = $text:literal,)*) => {
        /// Words that cannot be names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Keyword { $($name,)* }

        impl Keyword {
            pub(super) const TEXTS: &[&str] = &[$($text,)*];

            pub(super) fn from_text(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)* _ => None }
            }
        }
    };
}

keywords! {
    And = "and",
    Or = "or",
    Not = "not",
    In = "in",
    If = "if",
    Then = "then",
    Else = "else",
    True = "true",
    False = "false",
    AsOf = "as_of",
    Min = "min",
    Max = "max",
    Sum = "sum",
    Count = "count",
    Any = "any",
    All = "all",
    Where = "where",
    Catalogue = "catalogue",
    Unpublished = "unpublished",
}

/// Whether expressions could not tell this name from a word of the language.
pub(crate) fn is_keyword(word: &str) -> bool {
    Keyword::from_text(word).is_some()
}
