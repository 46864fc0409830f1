//! From characters to tokens. Whatever is wrong is reported, and something plausible put in its place, so that the
//! parser can go on to the next mistake.

use super::number::{read_number, thousands};
use super::token::{Keyword, Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Location, Span};
use qualify_engine::expression::Comparison;
use qualify_engine::{Date, Number};

/// The tokens of `text.get(at.span)`, where `text` is the whole file; the last one is the end.
pub(super) fn lex(text: &str, at: Location, diagnostics: &mut Diagnostics) -> Vec<Token> {
    let rest = text.get(at.span.range()).unwrap_or_default();
    let mut lexer = Lexer { rest, at, diagnostics };
    let mut tokens = Vec::new();
    loop {
        let token = lexer.next();
        tokens.push(token);
        if token.kind == TokenKind::End {
            return tokens;
        }
    }
}

struct Lexer<'t, 'd> {
    /// What is still to be read.
    rest: &'t str,
    /// Where the expression stands; only its end is used to know how far we are.
    at: Location,
    diagnostics: &'d mut Diagnostics,
}

impl<'t> Lexer<'t, '_> {
    fn place(&self) -> usize {
        (self.at.span.end as usize).saturating_sub(self.rest.len())
    }

    /// Takes `length` bytes.
    fn take(&mut self, length: usize) -> (&'t str, Span) {
        let start = self.place();
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        (taken, Span::new(start, start.saturating_add(taken.len())))
    }

    fn report(&mut self, code: Code, span: Span, message: impl Into<String>, help: &str) {
        let help = (!help.is_empty()).then(|| help.to_owned());
        self.diagnostics.push(Diagnostic::error(code, self.at.with(span), message).with_hint(help));
    }

    fn next(&mut self) -> Token {
        loop {
            let blanks = self.rest.len().saturating_sub(self.rest.trim_start().len());
            self.take(blanks);
            let Some(first) = self.rest.chars().next() else {
                let (_, span) = self.take(0);
                return Token { kind: TokenKind::End, span };
            };
            let token = match first {
                '0'..='9' => Some(self.number()),
                '%' | '％' => Some(self.percent(first)),
                _ if is_word(first) => Some(self.word()),
                _ => self.sign(first),
            };
            if let Some(token) = token {
                return token;
            }
        }
    }

    fn percent(&mut self, first: char) -> Token {
        let (_, span) = self.take(first.len_utf8());
        Token { kind: TokenKind::Word, span }
    }

    fn word(&mut self) -> Token {
        let end = self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len());
        let (text, span) = self.take(end);
        Token { kind: Keyword::from_text(text).map_or(TokenKind::Word, TokenKind::Keyword), span }
    }

    fn number(&mut self) -> Token {
        if let Some(length) = date_length(self.rest) {
            return self.date(length);
        }
        let length = number_length(self.rest);
        let (digits, span) = self.take(length);
        let at = self.at.with(span);
        let plain = digits.replace([',', '，'], "");
        if plain.len() < digits.len() {
            self.diagnostics.push(thousands(at, &plain));
        }
        let value = read_number(&plain, at).unwrap_or_else(|diagnostic| {
            self.diagnostics.push(diagnostic);
            Number::ZERO
        });
        Token { kind: TokenKind::Number(value), span }
    }

    fn date(&mut self, length: usize) -> Token {
        let (text, span) = self.take(length);
        let kind = Date::parse(text).map_or_else(
            || {
                self.report(Code::BadDate, span, format!("there is no day `{text}`"), DAYS);
                // A day as well, whichever it is.
                TokenKind::Keyword(Keyword::AsOf)
            },
            TokenKind::Date,
        );
        Token { kind, span }
    }

    /// A sign, or `None` after one that was reported and is left out.
    fn sign(&mut self, first: char) -> Option<Token> {
        if let Some((_, close)) = QUOTES.iter().find(|(open, _)| *open == first) {
            return self.quoted(first, *close);
        }
        if let Some((text, kind, _)) = WRONG_SIGNS.iter().find(|(text, ..)| self.rest.starts_with(text)) {
            let (_, span) = self.take(text.len());
            self.wrong_sign(text, span);
            return kind.map(|kind| Token { kind, span });
        }
        if let Some((text, kind)) = SIGNS.iter().find(|(text, _)| self.rest.starts_with(text)) {
            let (_, span) = self.take(text.len());
            return Some(Token { kind: *kind, span });
        }
        let (text, span) = self.take(first.len_utf8());
        self.report(Code::Sign, span, format!("`{text}` has no place in an expression"), "");
        None
    }

    /// A quote, with the word in it if it holds one: that is then read as if it had none.
    fn quoted(&mut self, open: char, close: char) -> Option<Token> {
        let inner = self.rest.get(open.len_utf8()..).unwrap_or_default();
        let length = inner.find(|c| !is_word(c)).unwrap_or(inner.len());
        let is_closed = inner.get(length..).is_some_and(|rest| rest.starts_with(close));
        let is_word = length > 0 && is_closed && !inner.starts_with(|c: char| c.is_ascii_digit());
        let help = "options and numbers are written without quotes";
        if !is_word {
            let (text, span) = self.take(open.len_utf8());
            self.report(Code::Sign, span, format!("`{text}` has no place in an expression"), help);
            return None;
        }
        let (_, start) = self.take(open.len_utf8());
        let token = self.word();
        let (_, end) = self.take(close.len_utf8());
        self.report(Code::Sign, start.to(end), "quotes have no place in an expression", help);
        Some(token)
    }

    fn wrong_sign(&mut self, text: &str, span: Span) {
        let help = WRONG_SIGNS.iter().find(|(wrong, ..)| *wrong == text).map_or("", |(_, _, help)| help);
        let code = if text == "==" { Code::DoubleEquals } else { Code::Sign };
        self.report(code, span, format!("`{text}` has no place in an expression"), help);
    }
}

/// What to say about a day that there is not.
const DAYS: &str = "days go from 1900-01-01 to 2200-12-31";

/// Signs, the longer ones first.
const SIGNS: &[(&str, TokenKind)] = &[
    ("<=", TokenKind::Compare(Comparison::AtMost)),
    (">=", TokenKind::Compare(Comparison::AtLeast)),
    ("!=", TokenKind::Compare(Comparison::NotEqual)),
    ("≤", TokenKind::Compare(Comparison::AtMost)),
    ("≥", TokenKind::Compare(Comparison::AtLeast)),
    ("≠", TokenKind::Compare(Comparison::NotEqual)),
    ("<", TokenKind::Compare(Comparison::Less)),
    (">", TokenKind::Compare(Comparison::Greater)),
    ("=", TokenKind::Compare(Comparison::Equal)),
    ("＜", TokenKind::Compare(Comparison::Less)),
    ("＞", TokenKind::Compare(Comparison::Greater)),
    ("＝", TokenKind::Compare(Comparison::Equal)),
    ("(", TokenKind::Open),
    (")", TokenKind::Close),
    ("（", TokenKind::Open),
    ("）", TokenKind::Close),
    ("[", TokenKind::OpenList),
    ("]", TokenKind::CloseList),
    ("【", TokenKind::OpenList),
    ("】", TokenKind::CloseList),
    (",", TokenKind::Comma),
    ("，", TokenKind::Comma),
    ("、", TokenKind::Comma),
    (".", TokenKind::Dot),
    ("+", TokenKind::Plus),
    ("＋", TokenKind::Plus),
    ("-", TokenKind::Minus),
    ("−", TokenKind::Minus),
    ("－", TokenKind::Minus),
    ("*", TokenKind::Times),
    ("×", TokenKind::Times),
    ("/", TokenKind::Over),
    ("÷", TokenKind::Over),
    ("／", TokenKind::Over),
];

/// Signs of other languages: what they are read as, and what to write.
const WRONG_SIGNS: &[(&str, Option<TokenKind>, &str)] = &[
    ("==", Some(TokenKind::Compare(Comparison::Equal)), "sameness is written with one `=`"),
    ("=<", Some(TokenKind::Compare(Comparison::AtMost)), "write `<=`"),
    ("=>", Some(TokenKind::Compare(Comparison::AtLeast)), "write `>=`"),
    ("<>", Some(TokenKind::Compare(Comparison::NotEqual)), "write `!=`"),
    ("&&", Some(TokenKind::Keyword(Keyword::And)), "write `and`"),
    ("||", Some(TokenKind::Keyword(Keyword::Or)), "write `or`"),
];

/// Quotes with the ones that close them.
const QUOTES: [(char, char); 6] = [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('”', '”'), ('’', '’')];

const OTHER_PUNCTUATION: &str = "；：。！？《》〈〉「」『』‘’“”…—–·～＂＇＆｜";

/// Whether names and units can have this character: any that is no sign.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    let mut letters = [0; 4];
    let text: &str = c.encode_utf8(&mut letters);
    !c.is_whitespace() && c != '％' && !OTHER_PUNCTUATION.contains(c) && !SIGNS.iter().any(|(sign, _)| *sign == text)
}

/// How long a date at the start of `text` is: `2026-01-01`, `2026年1月1日`.
fn date_length(text: &str) -> Option<usize> {
    let mut end = 0_usize;
    let mut rest = text;
    let mut advance = |rest: &mut &str, length: usize| {
        end = end.saturating_add(length);
        *rest = rest.get(length..).unwrap_or_default();
    };
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits(rest) != 4 {
        return None;
    }
    advance(&mut rest, 4);
    let is_chinese = rest.starts_with('年');
    let separators = if is_chinese { ["年", "月"] } else { ["-", "-"] };
    for separator in separators {
        if !rest.starts_with(separator) {
            return None;
        }
        advance(&mut rest, separator.len());
        let length = digits(rest);
        if length == 0 || length > 2 {
            return None;
        }
        advance(&mut rest, length);
    }
    if is_chinese && rest.starts_with('日') {
        advance(&mut rest, "日".len());
    }
    (!rest.starts_with(is_word)).then_some(end)
}

/// How long a number at the start of `text` is, groups of thousands included.
fn number_length(text: &str) -> usize {
    let digits = |from: usize| text.get(from..).unwrap_or_default().bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    loop {
        let rest = text.get(end..).unwrap_or_default();
        let Some(comma) = rest.chars().next().filter(|c| matches!(c, ',' | '，')) else { break };
        let after = end.saturating_add(comma.len_utf8());
        if digits(after) != 3 {
            break;
        }
        end = after.saturating_add(3);
    }
    let has_point = text.get(end..).is_some_and(|rest| rest.starts_with('.'));
    let decimals = if has_point { digits(end.saturating_add(1)) } else { 0 };
    if decimals > 0 { end.saturating_add(1).saturating_add(decimals) } else { end }
}
