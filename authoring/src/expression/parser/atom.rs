//! Values: numbers with their units, dates, names, calls, parentheses.

use super::{Parsed, Parser};
use crate::diagnostic::Code;
use crate::expression::number::read_unit;
use crate::expression::syntax::{Expression, Kind, List};
use crate::expression::token::{Keyword, TokenKind};
use crate::source::Span;
use crate::yaml::Word;
use qualify_engine::Unit;
use qualify_engine::expression::{Extreme, Fold};

impl Parser<'_, '_> {
    pub(super) fn atom(&mut self) -> Parsed {
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
                self.extreme(start, if keyword == Keyword::Min { Extreme::Min } else { Extreme::Max })
            }
            Keyword::Sum => self.list(Fold::Sum),
            Keyword::Count => self.list(Fold::Count),
            Keyword::Any => self.list(Fold::Any),
            Keyword::All => self.list(Fold::All),
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
            Keyword::And
            | Keyword::Or
            | Keyword::Not
            | Keyword::In
            | Keyword::Then
            | Keyword::Else
            | Keyword::Where => Err(self.unexpected("a value")),
        }
    }

    /// `min(a, b)`, or `min(loan, loan.rate where …)` over the rows of a record: which of the two is known by its names alone,
    /// unless a condition on the rows follows.
    fn extreme(&mut self, start: Span, extreme: Extreme) -> Parsed {
        self.expect(TokenKind::Open, "`(`")?;
        let mut parts = vec![self.expression()?];
        while self.accept(TokenKind::Comma) {
            parts.push(self.expression()?);
        }
        let only = self.only()?;
        let end = self.expect(TokenKind::Close, "`,` or `)`")?;
        let span = start.to(end);
        let Some(only) = only else { return self.node(span, Kind::Extreme(extreme, parts)) };
        match <[Expression; 2]>::try_from(parts) {
            Ok([Expression { kind: Kind::Name(name), span: at, .. }, of]) => {
                let record = Word { text: name, at: self.at.with(at) };
                let list = List { fold: Fold::Extreme(extreme), record, parts: vec![only, of], is_filtered: true };
                self.node(span, Kind::Over(list))
            }
            _ => {
                let help = "write `min(loan, loan.rate where …)`".to_owned();
                Err(self.report(Code::Syntax, only.span, "`where` follows what is taken of one record", Some(help)))
            }
        }
    }

    /// `sum(loan, … where …)`; of `count` and `any`, the part before `where` may be left out.
    fn list(&mut self, fold: Fold) -> Parsed {
        let start = self.advance().span;
        self.expect(TokenKind::Open, "`(`")?;
        let record = self.name("the name of a record")?;
        let of = if self.accept(TokenKind::Comma) { Some(self.expression()?) } else { None };
        let only = self.only()?;
        let end = self.expect(TokenKind::Close, "`,`, `where` or `)`")?;
        let is_filtered = only.is_some();
        let parts = only.into_iter().chain(of).collect();
        self.node(start.to(end), Kind::Over(List { fold, record, parts, is_filtered }))
    }

    /// The condition on rows, where one follows.
    fn only(&mut self) -> Parsed<Option<Expression>> {
        if self.accept(TokenKind::Keyword(Keyword::Where)) { self.expression().map(Some) } else { Ok(None) }
    }

    /// `places`, or `loan.purpose` for the options of that field.
    pub(super) fn catalogue_name(&mut self) -> Parsed<Word> {
        let wanted = "the name of a catalogue";
        let first = self.name(wanted)?;
        if !self.accept(TokenKind::Dot) {
            return Ok(first);
        }
        let second = self.name(wanted)?;
        Ok(Word {
            text: format!("{}.{}", first.text, second.text),
            at: first.at.with(first.at.span.to(second.at.span)),
        })
    }

    fn name_in_parentheses(&mut self, wanted: &str) -> Parsed<(Word, Span)> {
        self.expect(TokenKind::Open, "`(`")?;
        let name = self.name(wanted)?;
        let end = self.expect(TokenKind::Close, "`)`")?;
        Ok((name, end))
    }

    pub(super) fn name(&mut self, wanted: &str) -> Parsed<Word> {
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
