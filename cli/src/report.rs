//! A finding in words, for a terminal.

use crate::answers;
use crate::words;
use qualify_engine::expression::{Arithmetic, Extreme, Node, NodeId, Type};
use qualify_engine::formula::Piece;
use qualify_engine::pack::{Condition, FieldKind, Programme, Promise, Provenance, Source};
use qualify_engine::{
    Amount, Causes, ConditionFinding, Dimension, Evaluator, Finding, Known, Number, Pack, Requirement, Sight, Span,
    TextId, Texts, Truth, Unit, Verdict, fields_of, reasons_of, settle, write,
};
use std::fmt::Write;

/// How many answers are shown beside a condition.
const SIGHTS: usize = 12;

/// Everything that a finding is put into words with.
pub struct Report<'a> {
    pub evaluator: Evaluator<'a>,
    pub texts: &'a Texts,
}

impl Report<'_> {
    /// One programme: headline, conditions, what it gives, what is missing.
    pub fn finding(&self, finding: &Finding) -> String {
        let pack = self.evaluator.pack;
        let programme = pack.programmes.at(finding.programme);
        let mut text = String::new();
        let evidence = words::evidence(finding.evidence).map(|it| format!("（{it}）")).unwrap_or_default();
        let line = |text: &mut String, words: std::fmt::Arguments<'_>| {
            // Writing to a string cannot fail.
            let _ = text.write_fmt(words);
            text.push('\n');
        };
        let heading = words::heading(pack, self.texts, self.evaluator.dossier, finding);
        line(&mut text, format_args!("{heading}"));
        line(
            &mut text,
            format_args!(
                "  {}{evidence} · {} · {}",
                words::verdict(finding.verdict),
                amount(pack, finding),
                words::availability(pack, self.texts, finding.programme, finding.availability)
            ),
        );
        for (condition, found) in programme.conditions.iter().zip(&finding.conditions) {
            text.push_str(&self.condition(condition, *found));
        }
        text.push_str(&self.items(programme, finding));
        if finding.verdict == Verdict::Fails {
            line(&mut text, format_args!("  决定性条件：{}", self.decisive(finding)));
        } else if let Some(missed) = self.missed(finding) {
            line(&mut text, format_args!("  {missed}"));
        }
        if !finding.missing.is_empty() {
            line(&mut text, format_args!("  还需回答：{}", self.missing(finding)));
        }
        text
    }

    /// What a finding still asks.
    pub fn missing(&self, finding: &Finding) -> String {
        let Evaluator { pack, dossier, .. } = self.evaluator;
        let labels: Vec<_> =
            finding.missing.iter().map(|slot| words::missing(pack, self.texts, dossier, *slot)).collect();
        labels.join("、")
    }

    /// What seems not to be met, though that settles nothing.
    pub fn missed(&self, finding: &Finding) -> Option<String> {
        let programme = self.evaluator.pack.programmes.at(finding.programme);
        let says = |place| words::requirement(self.texts, programme, Requirement::Condition(place));
        let missed: Vec<_> = finding.missed().map(says).collect();
        (!missed.is_empty())
            .then(|| format!("看来不满足：{}（不能就此断定不符合，请向主管部门核实）", missed.join("；")))
    }

    /// What settles a verdict, with the answers on which it rests.
    pub fn decisive(&self, finding: &Finding) -> String {
        let Evaluator { pack, dossier, as_of, .. } = self.evaluator;
        let found = settle(pack, finding, dossier, as_of);
        let programme = pack.programmes.at(finding.programme);
        let decisive: Vec<_> = found.decisive.iter().map(|it| words::requirement(self.texts, programme, *it)).collect();
        let answers: Vec<_> = found.answers.iter().map(|slot| words::slot(pack, self.texts, dossier, *slot)).collect();
        let because =
            if answers.is_empty() { String::new() } else { format!("（依据：{}）", answers.join("、")) };
        format!("{}{because}", decisive.join("；"))
    }

    fn condition(&self, condition: &Condition, found: ConditionFinding) -> String {
        let mark = words::mark(found.truth, found.counts_as);
        let mut text = format!("    {mark:<2} {}\n", self.texts.get(condition.says));
        if let Some(seen) = self.seen(condition.test) {
            text.push_str(&format!("       您的情况：{seen}\n"));
        }
        if let Truth::Unknown(causes) = found.truth
            && causes.include(Causes::SOURCE)
        {
            for reason in reasons_of(self.evaluator.pack, condition.test) {
                text.push_str(&format!("       未公布：{}\n", self.texts.get(reason)));
            }
        }
        text.push_str(&format!("       出处：{}\n", source(self.evaluator.pack, self.texts, &condition.source)));
        text
    }

    /// The answers at which an expression looks, as many as can be read at a glance, and what its lists come to.
    fn seen(&self, node: NodeId) -> Option<String> {
        let sights = self.evaluator.sights(node);
        let (totals, answers): (Vec<_>, Vec<_>) = sights.into_iter().partition(|it| matches!(it, Sight::Total(_)));
        let mut shown: Vec<_> = answers.iter().take(SIGHTS).map(|it| self.sight(*it)).collect();
        if answers.len() > SIGHTS {
            shown.push(format!("等 {} 项", answers.len()));
        }
        shown.extend(totals.into_iter().map(|it| self.sight(it)));
        (!shown.is_empty()).then(|| shown.join("；"))
    }

    fn sight(&self, sight: Sight) -> String {
        let Evaluator { pack, dossier, .. } = self.evaluator;
        let (label, field, answer) = match sight {
            Sight::Slot(slot) => {
                (words::slot(pack, self.texts, dossier, slot), slot.field, dossier.at(slot.field, slot.row))
            }
            Sight::NoRow(field) => (self.texts.get(pack.fields.at(field).label).to_owned(), field, None),
            Sight::Total(node) => return self.total(node),
        };
        format!("{label} = {}", answers::given(pack, self.texts, field, answer))
    }

    /// What a sum or a count comes to.
    fn total(&self, node: NodeId) -> String {
        let pack = self.evaluator.pack;
        let total = self.evaluator.number(node).span;
        let of = if let Node::Over(over) = pack.nodes.at(node) { over.of } else { None };
        let Some(of) = of else {
            return format!("共 {}", answers::span(total, |end| format!("{} 条", write::number(end))));
        };
        let is_money = pack.type_of(node) == Some(Type::Number(Dimension::MONEY));
        let unit = fields_of(pack, of).into_iter().find_map(|field| match pack.fields.at(field).kind {
            FieldKind::Number { unit, .. } if Some(Type::Number(unit.dimension())) == pack.type_of(node) => Some(unit),
            _ => None,
        });
        let end = |end| if is_money { write::money(end) } else { write::quantity(end, unit.unwrap_or(Unit::ONE)) };
        format!("合计 {}", answers::span(total, end))
    }

    fn items(&self, programme: &Programme, finding: &Finding) -> String {
        let mut text = String::new();
        for (item, found) in programme.items.iter().zip(&finding.items) {
            let mark = item.when.map_or("→", |_| words::mark(found.applies, found.applies));
            text.push_str(&format!("    {mark:<2} {}\n", self.texts.get(item.says)));
            if let (Some(amount), Some(known)) = (item.amount, found.amount)
                && found.applies != Truth::False
                && finding.amount.is_some()
                && let Some(sum) = self.sum(amount, known)
            {
                text.push_str(&format!("       算法：{sum}\n"));
            }
            text.push_str(&format!("       出处：{}\n", source(self.evaluator.pack, self.texts, &item.source)));
        }
        text
    }

    /// How an amount comes about: an equation only where both sides say the same.
    fn sum(&self, node: NodeId, known: Known<Number>) -> Option<String> {
        let pieces = self.evaluator.formula(node);
        let formula: String = pieces.iter().map(|piece| self.piece(piece)).collect();
        let value = if known.causes == Causes::SOURCE && says_nothing(known.span) {
            words::UNPUBLISHED.to_owned()
        } else if says_nothing(known.span) {
            words::NOT_KNOWN.to_owned()
        } else {
            money(known)
        };
        // Two branches, of which it is not known which one applies, are written with "or".
        let is_exact = |piece: &Piece| match piece {
            Piece::Quantity { value, .. } => value.span.exact().is_some(),
            other => *other != Piece::Or,
        };
        match pieces.as_slice() {
            // Nothing is listed yet.
            [Piece::Quantity { label: None, value: zero, .. }] if zero.span != known.span => None,
            [Piece::Quantity { value: same, .. }] if same.span == known.span => Some(formula),
            pieces if known.span.exact().is_none() && pieces.iter().all(is_exact) => {
                Some(format!("{formula}；有的还没列出，或者还不知道算不算：{value}"))
            }
            _ => Some(format!("{formula} = {value}")),
        }
    }

    /// Whether a number is one that the programme leaves open.
    fn is_unpublished(&self, label: Option<TextId>, value: &Known<Number>) -> bool {
        let is_asked = || self.evaluator.pack.fields.iter().any(|field| Some(field.label) == label);
        value.causes == Causes::SOURCE && says_nothing(value.span) && !is_asked()
    }

    fn piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Quantity { label, value, unit } => {
                let is_unpublished = self.is_unpublished(*label, value);
                let label = label.map(|label| format!("{} ", self.texts.get(label))).unwrap_or_default();
                if is_unpublished {
                    return format!("{label}{}", words::UNPUBLISHED);
                }
                if says_nothing(value.span) {
                    return format!("{label}{}", words::NOT_KNOWN);
                }
                format!("{label}{}", answers::span(value.span, |end| write::quantity(end, *unit)))
            }
            Piece::Sign(operator) => format!(" {} ", sign(*operator)),
            Piece::Extreme(Extreme::Min) => "取较小者（".into(),
            Piece::Extreme(Extreme::Max) => "取较大者（".into(),
            Piece::Open => "（".into(),
            Piece::Comma => "，".into(),
            Piece::Or => " 或 ".into(),
            Piece::Close => "）".into(),
        }
    }
}

/// Whether all that is known of a number is that it is not negative.
fn says_nothing(span: Span<Number>) -> bool {
    span.high.is_none() && span.low.is_none_or(Number::is_zero)
}

/// How a condition, a number or an item is known.
pub fn source(pack: &qualify_engine::Pack, texts: &Texts, source: &Source) -> String {
    let readings: Vec<_> = source
        .readings
        .iter()
        .map(|reading| pack.readings.at(*reading))
        .map(|reading| format!("{} {}（{}）", reading.key, texts.get(reading.what), words::grade(reading.grade)))
        .collect();
    let parts = [
        Some(words::provenance(source.provenance).to_owned()),
        source.clause.map(|clause| texts.get(clause).to_owned()),
        source.note.map(|note| texts.get(note).to_owned()),
        (!readings.is_empty()).then(|| readings.join("、")),
    ];
    if source.provenance == Provenance::Seen && source.readings.is_empty() {
        return "申报对象".into();
    }
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The amount of a finding in a few words.
pub fn amount(pack: &Pack, finding: &Finding) -> String {
    match finding.amount {
        Some(amount) => in_words(amount),
        None if finding.verdict == Verdict::Fails => "无金额".into(),
        None if pack.programmes.at(finding.programme).has_unread_item() => "没有读到金额".into(),
        None => "不涉及金额".into(),
    }
}

/// An amount in words: never more than a ceiling unless the text promises it.
pub fn in_words(amount: Amount) -> String {
    let Known { span, causes } = amount.known;
    let ceiling = if amount.promise == Promise::AtMost { "最多 " } else { "" };
    let doubt = match amount.provenance {
        Provenance::Seen => "",
        Provenance::Inferred | Provenance::Recalled => "（算法待核实）",
        Provenance::Unpublished => "（部分数字未公布）",
    };
    match (span.exact(), span.high) {
        (Some(exact), _) => format!("{ceiling}{}{doubt}", write::money(exact)),
        // What is promised exactly has a lower end too; below a ceiling it goes without saying.
        (None, Some(_)) if causes.include(Causes::APPLICANT) && amount.promise == Promise::Exactly => {
            format!("{}，取决于还没回答的问题{doubt}", money(amount.known))
        }
        (None, Some(high)) if causes.include(Causes::APPLICANT) => {
            format!("{ceiling}{}，取决于还没回答的问题{doubt}", write::money(high))
        }
        (None, Some(high)) => format!("不超过 {}{doubt}", write::money(high)),
        (None, None) if causes.include(Causes::APPLICANT) => format!("金额取决于还没回答的问题{doubt}"),
        (None, None) => "金额未公布".into(),
    }
}

fn money(known: Known<Number>) -> String {
    answers::span(known.span, write::money)
}

fn sign(operator: Arithmetic) -> &'static str {
    match operator {
        Arithmetic::Add => "+",
        Arithmetic::Subtract => "−",
        Arithmetic::Multiply => "×",
        Arithmetic::Divide => "÷",
    }
}
