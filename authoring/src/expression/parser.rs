//! From tokens to the syntax tree: precedence climbing, depth counted.

mod atom;

use super::lexer::lex;
use super::syntax::{Expression, Kind, Members};
use super::token::{Keyword, Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::hint::did_you_mean;
use crate::limits::{EXPRESSION_CHARACTERS, EXPRESSION_DEPTH};
use crate::source::{Location, Span};
use qualify_engine::expression::Arithmetic;

/// Reads the expression that stands at `at` in the file with this `text`. `None` when it is wrong beyond repair; every
/// mistake is among the diagnostics, also those after which reading could go on.
pub(crate) fn parse(text: &str, at: Location, diagnostics: &mut Diagnostics) -> Option<Expression> {
    let raw = text.get(at.span.range()).unwrap_or_default();
    if raw.chars().nth(EXPRESSION_CHARACTERS).is_some() {
        let message = format!("an expression of more than {EXPRESSION_CHARACTERS} characters");
        diagnostics.push(Diagnostic::error(Code::Limit, at, message));
        return None;
    }
    let tokens = lex(text, at, diagnostics);
    let mut parser = Parser { text, at, tokens: &tokens, depth: 0, diagnostics };
    parser.whole().ok()
}

/// Reading cannot go on; the reason is among the diagnostics.
struct Stop;

type Parsed<T = Expression> = Result<T, Stop>;

struct Parser<'t, 'd> {
    text: &'t str,
    at: Location,
    tokens: &'t [Token],
    depth: usize,
    diagnostics: &'d mut Diagnostics,
}

/// Binary operators, the weakest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Or,
    And,
    Not,
    Compare,
    Sum,
    Product,
}

impl<'t> Parser<'t, '_> {
    fn peek(&self) -> Token {
        let end = Token { kind: TokenKind::End, span: Span { start: self.at.span.end, end: self.at.span.end } };
        self.tokens.first().copied().unwrap_or(end)
    }

    fn second(&self) -> Option<TokenKind> {
        self.tokens.get(1).map(|token| token.kind)
    }

    fn advance(&mut self) -> Token {
        let token = self.peek();
        self.tokens = self.tokens.get(1..).unwrap_or_default();
        token
    }

    fn accept(&mut self, kind: TokenKind) -> bool {
        let is_next = self.peek().kind == kind;
        if is_next {
            self.advance();
        }
        is_next
    }

    fn words(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn report(&mut self, code: Code, span: Span, message: impl Into<String>, help: Option<String>) -> Stop {
        self.diagnostics.push(Diagnostic::error(code, self.at.with(span), message).with_hint(help));
        Stop
    }

    /// The next token is not what must stand here.
    fn unexpected(&mut self, wanted: &str) -> Stop {
        let token = self.peek();
        let words = self.words(token.span);
        let found = if token.kind == TokenKind::End { "the end".to_owned() } else { format!("`{words}`") };
        let help = match token.kind {
            TokenKind::Word => did_you_mean(&words.to_lowercase(), Keyword::TEXTS.iter().copied()),
            _ => None,
        };
        self.report(Code::Syntax, token.span, format!("expected {wanted}, found {found}"), help)
    }

    fn expect(&mut self, kind: TokenKind, wanted: &str) -> Parsed<Span> {
        if self.peek().kind == kind { Ok(self.advance().span) } else { Err(self.unexpected(wanted)) }
    }

    fn whole(&mut self) -> Parsed {
        let expression = self.expression()?;
        match self.peek().kind {
            TokenKind::End => Ok(expression),
            TokenKind::Close => Err(self.unexpected("the end, since no `(` is open")),
            _ => Err(self.unexpected("an operator or the end")),
        }
    }

    /// Runs `read` one level deeper.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= EXPRESSION_DEPTH {
            return Err(self.too_deep(self.peek().span));
        }
        self.depth = self.depth.saturating_add(1);
        let outcome = read(self);
        self.depth = self.depth.saturating_sub(1);
        outcome
    }

    fn too_deep(&mut self, span: Span) -> Stop {
        let message = format!("an expression nested deeper than {EXPRESSION_DEPTH}");
        self.report(Code::Limit, span, message, Some("split it into several conditions".to_owned()))
    }

    /// The node over `kind`'s parts, unless that would be too deep.
    fn node(&mut self, span: Span, kind: Kind) -> Parsed {
        let depth = kind.parts().iter().map(|part| part.depth).max().unwrap_or(0).saturating_add(1);
        if depth > EXPRESSION_DEPTH { Err(self.too_deep(span)) } else { Ok(Expression { span, depth, kind }) }
    }

    fn expression(&mut self) -> Parsed {
        match self.peek().kind {
            TokenKind::Keyword(Keyword::If) => self.deeper(Self::conditional),
            _ => self.deeper(|parser| parser.binary(Level::Or)),
        }
    }

    fn conditional(&mut self) -> Parsed {
        let start = self.advance().span;
        let test = self.branch()?;
        self.expect(TokenKind::Keyword(Keyword::Then), "an operator or `then`")?;
        let then = self.branch()?;
        self.expect(TokenKind::Keyword(Keyword::Else), "an operator or `else`")?;
        let other = self.branch()?;
        self.node(start.to(other.span), Kind::If(Box::new([test, then, other])))
    }

    fn branch(&mut self) -> Parsed {
        if self.peek().kind == TokenKind::Keyword(Keyword::If) {
            self.nested_if();
        }
        self.expression()
    }

    fn nested_if(&mut self) {
        let help = "write `if a then b else (if c then d else e)`".to_owned();
        let span = self.peek().span;
        let _reported =
            self.report(Code::NestedIf, span, "an `if` inside another expression needs parentheses", Some(help));
    }

    fn binary(&mut self, level: Level) -> Parsed {
        match level {
            Level::Or => self.joined(Keyword::Or, Level::And, Kind::Any),
            Level::And => self.joined(Keyword::And, Level::Not, Kind::All),
            Level::Not => self.negation(),
            Level::Compare => self.comparison(),
            Level::Sum => self.arithmetic(Level::Product, |kind| match kind {
                TokenKind::Plus => Some(Arithmetic::Add),
                TokenKind::Minus => Some(Arithmetic::Subtract),
                _ => None,
            }),
            Level::Product => self.product(),
        }
    }

    /// `a or b or c`, one node with all of them.
    fn joined(&mut self, word: Keyword, part: Level, kind: fn(Vec<Expression>) -> Kind) -> Parsed {
        let first = self.binary(part)?;
        let mut span = first.span;
        let mut parts = vec![first];
        while self.accept(TokenKind::Keyword(word)) {
            let next = self.binary(part)?;
            span = span.to(next.span);
            parts.push(next);
        }
        match <[Expression; 1]>::try_from(parts) {
            Ok([only]) => Ok(only),
            Err(parts) => self.node(span, kind(parts)),
        }
    }

    fn negation(&mut self) -> Parsed {
        if self.peek().kind != TokenKind::Keyword(Keyword::Not) {
            return self.binary(Level::Compare);
        }
        let start = self.advance().span;
        let part = self.deeper(Self::negation)?;
        self.node(start.to(part.span), Kind::Not(Box::new(part)))
    }

    fn comparison(&mut self) -> Parsed {
        let first = self.binary(Level::Sum)?;
        let compared = self.compared_with(first)?;
        if matches!(self.peek().kind, TokenKind::Compare(_) | TokenKind::Keyword(Keyword::In)) {
            let help = "write `a < b and b < c`".to_owned();
            let span = self.peek().span;
            let _reported = self.report(Code::ChainedComparison, span, "comparisons do not chain", Some(help));
            // What follows is read for its own mistakes only.
            while matches!(self.peek().kind, TokenKind::Compare(_) | TokenKind::Keyword(Keyword::In)) {
                let ignored = Expression { span, depth: 1, kind: Kind::AsOf };
                self.compared_with(ignored)?;
            }
        }
        Ok(compared)
    }

    /// `first` with the comparison that follows, if one does.
    fn compared_with(&mut self, first: Expression) -> Parsed {
        match self.peek().kind {
            TokenKind::Compare(comparison) => {
                self.advance();
                self.refuse_not()?;
                let second = self.binary(Level::Sum)?;
                let span = first.span.to(second.span);
                self.node(span, Kind::Compare(comparison, Box::new([first, second])))
            }
            TokenKind::Keyword(Keyword::In) => {
                self.advance();
                let (members, end) = self.members()?;
                let span = first.span.to(end);
                self.node(span, Kind::In(Box::new(first), members))
            }
            TokenKind::Keyword(Keyword::Not) if self.second() == Some(TokenKind::Keyword(Keyword::In)) => {
                let span = self.peek().span;
                let help = "write `not field in […]`".to_owned();
                Err(self.report(Code::Syntax, span, "`not` stands before the whole comparison", Some(help)))
            }
            _ => Ok(first),
        }
    }

    fn refuse_not(&mut self) -> Parsed<()> {
        if self.peek().kind != TokenKind::Keyword(Keyword::Not) {
            return Ok(());
        }
        let span = self.peek().span;
        let help = "write `a != b`, or put parentheses around `(not …)`".to_owned();
        Err(self.report(Code::Syntax, span, "`not` cannot follow a comparison sign", Some(help)))
    }

    fn members(&mut self) -> Parsed<(Members, Span)> {
        if self.accept(TokenKind::Keyword(Keyword::Catalogue)) {
            self.expect(TokenKind::Open, "`(`")?;
            let name = self.catalogue_name()?;
            let end = self.expect(TokenKind::Close, "`)`")?;
            return Ok((Members::Catalogue(name), end));
        }
        self.expect(TokenKind::OpenList, "`[` or `catalogue(`")?;
        let mut options = Vec::new();
        loop {
            options.push(self.name("an option")?);
            if !self.accept(TokenKind::Comma) {
                break;
            }
        }
        let end = self.expect(TokenKind::CloseList, "`,` or `]`")?;
        Ok((Members::Options(options), end))
    }

    fn arithmetic(&mut self, part: Level, operator: impl Fn(TokenKind) -> Option<Arithmetic>) -> Parsed {
        let mut first = self.binary(part)?;
        while let Some(operator) = operator(self.peek().kind) {
            self.advance();
            let second = self.binary(part)?;
            let span = first.span.to(second.span);
            first = self.node(span, Kind::Arithmetic(operator, Box::new([first, second])))?;
        }
        Ok(first)
    }

    fn product(&mut self) -> Parsed {
        let mut first = self.atom()?;
        loop {
            let operator = match self.peek().kind {
                TokenKind::Times => Arithmetic::Multiply,
                TokenKind::Over => Arithmetic::Divide,
                _ => return Ok(first),
            };
            self.advance();
            let second = self.atom()?;
            let span = first.span.to(second.span);
            first = self.node(span, Kind::Arithmetic(operator, Box::new([first, second])))?;
        }
    }
}
