//! From tokens to the syntax tree: precedence climbing, depth counted.

use super::lexer::lex;
use super::number::read_unit;
use super::syntax::{Expression, Kind, Members};
use super::token::{Keyword, Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::hint::did_you_mean;
use crate::limits::{EXPRESSION_CHARACTERS, EXPRESSION_DEPTH};
use crate::source::{Location, Span};
use crate::yaml::Word;
use qualify_engine::Unit;
use qualify_engine::expression::{Arithmetic, Extreme};

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
        let _reported = self.report(Code::NestedIf, span, "an `if` inside another expression needs parentheses", Some(help));
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

    fn atom(&mut self) -> Parsed {
        let token = self.peek();
        let leaf = |kind| Ok(Expression { span: token.span, depth: 1, kind });
        match token.kind {
            TokenKind::Number(_) => self.quantity(),
            TokenKind::Date(date) => {
                self.advance();
                leaf(Kind::Date(date))
            }
            TokenKind::Word => self.path(),
            TokenKind::Open => {
                self.advance();
                let inner = self.expression()?;
                let end = self.expect(TokenKind::Close, "an operator or `)`")?;
                Ok(Expression { span: token.span.to(end), ..inner })
            }
            TokenKind::Keyword(keyword) => self.keyword_atom(keyword),
            TokenKind::Minus => {
                let help = "write `0 - x`, with the unit of `x`".to_owned();
                let _reported = self.report(Code::Syntax, token.span, "there are no negative numbers here", Some(help));
                self.advance();
                self.deeper(Self::atom)
            }
            TokenKind::OpenList => {
                let help = "write `field in [a, b]`".to_owned();
                Err(self.report(Code::Syntax, token.span, "a list stands only after `in`", Some(help)))
            }
            _ => Err(self.unexpected("a value")),
        }
    }

    fn keyword_atom(&mut self, keyword: Keyword) -> Parsed {
        let start = self.peek().span;
        let leaf = |kind| Ok(Expression { span: start, depth: 1, kind });
        match keyword {
            Keyword::True | Keyword::False => {
                self.advance();
                leaf(Kind::Truth(keyword == Keyword::True))
            }
            Keyword::AsOf => {
                self.advance();
                leaf(Kind::AsOf)
            }
            Keyword::Min | Keyword::Max => {
                self.advance();
                let (parts, end) = self.arguments()?;
                let extreme = if keyword == Keyword::Min { Extreme::Min } else { Extreme::Max };
                self.node(start.to(end), Kind::Extreme(extreme, parts))
            }
            Keyword::Unpublished => {
                self.advance();
                let (name, end) = self.name_in_parentheses("the name of a reason under `unpublished`")?;
                Ok(Expression { span: start.to(end), depth: 1, kind: Kind::Unpublished(name) })
            }
            Keyword::If => {
                self.nested_if();
                self.expression()
            }
            Keyword::Catalogue => {
                let help = "write `field in catalogue(name)`".to_owned();
                Err(self.report(Code::Syntax, start, "`catalogue` stands only after `in`", Some(help)))
            }
            Keyword::And | Keyword::Or | Keyword::Not | Keyword::In | Keyword::Then | Keyword::Else => {
                Err(self.unexpected("a value"))
            }
        }
    }

    fn arguments(&mut self) -> Parsed<(Vec<Expression>, Span)> {
        self.expect(TokenKind::Open, "`(`")?;
        let mut parts = vec![self.expression()?];
        while self.accept(TokenKind::Comma) {
            parts.push(self.expression()?);
        }
        let end = self.expect(TokenKind::Close, "`,` or `)`")?;
        Ok((parts, end))
    }

    /// `places`, or `loan.purpose` for the options of that field.
    fn catalogue_name(&mut self) -> Parsed<Word> {
        let wanted = "the name of a catalogue";
        let first = self.name(wanted)?;
        if !self.accept(TokenKind::Dot) {
            return Ok(first);
        }
        let second = self.name(wanted)?;
        Ok(Word { text: format!("{}.{}", first.text, second.text), at: first.at.with(first.at.span.to(second.at.span)) })
    }

    fn name_in_parentheses(&mut self, wanted: &str) -> Parsed<(Word, Span)> {
        self.expect(TokenKind::Open, "`(`")?;
        let name = self.name(wanted)?;
        let end = self.expect(TokenKind::Close, "`)`")?;
        Ok((name, end))
    }

    fn name(&mut self, wanted: &str) -> Parsed<Word> {
        let span = self.expect(TokenKind::Word, wanted)?;
        Ok(self.word(span))
    }

    fn word(&self, span: Span) -> Word {
        Word { text: self.words(span).to_owned(), at: self.at.with(span) }
    }

    /// A name, or `record.field`.
    fn path(&mut self) -> Parsed {
        let start = self.advance().span;
        let first = self.word(start);
        if !self.accept(TokenKind::Dot) {
            return Ok(Expression { span: start, depth: 1, kind: Kind::Name(first.text) });
        }
        let next = self.peek();
        if !matches!(next.kind, TokenKind::Word | TokenKind::Keyword(_)) {
            return Err(self.unexpected("the name of a field"));
        }
        self.advance();
        let field = self.word(next.span);
        Ok(Expression { span: start.to(next.span), depth: 1, kind: Kind::Field { record: first, field } })
    }

    /// A number with its unit: the words that follow it, and `/` with another unit where there is no blank around it.
    fn quantity(&mut self) -> Parsed {
        let token = self.advance();
        let TokenKind::Number(value) = token.kind else { return Err(self.unexpected("a number")) };
        if self.peek().kind != TokenKind::Word {
            return Ok(Expression { span: token.span, depth: 1, kind: Kind::Number(value, Unit::ONE) });
        }
        let mut unit_span = self.advance().span;
        if let Some(per) = self.per(unit_span) {
            unit_span = unit_span.to(per);
        }
        let spelling = self.words(unit_span).replace('％', "%");
        let unit = read_unit(&spelling, self.at.with(unit_span)).unwrap_or_else(|diagnostic| {
            self.diagnostics.push(diagnostic);
            Unit::ONE
        });
        let span = token.span.to(unit_span);
        if unit.to_base(value).is_none_or(|base| !base.is_reasonable()) {
            let _reported = self.report(Code::BadNumber, span, "a number that is out of range", None);
        }
        Ok(Expression { span, depth: 1, kind: Kind::Number(value, unit) })
    }

    /// The unit below the line, when one follows the unit at `top` directly.
    fn per(&mut self, top: Span) -> Option<Span> {
        let (line, per) = match self.tokens {
            [line, per, ..] if line.kind == TokenKind::Over && per.kind == TokenKind::Word => (line.span, per.span),
            _ => return None,
        };
        let is_glued = top.end == line.start && line.end == per.start;
        if !is_glued {
            return None;
        }
        self.advance();
        self.advance();
        Some(per)
    }
}
