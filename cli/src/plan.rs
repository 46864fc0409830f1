//! `qualify plan`: what to apply for where not everything can be had together.

use crate::error::Failure;
use crate::options::Rules;
use crate::report::source;
use crate::{Format, Include, answers, dossier, words};
use qualify_engine::pack::Programme;
use qualify_engine::plan::{Choice, LeftOut, OpenQuestion, Plan, Support, Wanted, plan as choose};
use qualify_engine::relation::Relation;
use qualify_engine::{Dossier, Finding, Id, Moment, Number, Pack, Span, Texts, Verdict, assess, write};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

/// Plans for a dossier and prints the plan.
pub fn plan(rules: &Rules, dossier: &Path, as_of: Moment, include: &[Include], format: Format) -> Result<(), Failure> {
    let (pack, texts) = rules.load()?;
    let dossier = dossier::load(dossier, &pack, &texts)?;
    let findings = assess(&pack, &dossier, as_of);
    let has = |one: Include| include.contains(&one);
    let wanted =
        Wanted { unconfirmed: has(Include::Unconfirmed), open: has(Include::Open), closed: has(Include::Closed) };
    let plan = choose(&pack, &dossier, as_of.date, &findings, wanted)?;
    let printer = Printer { pack: &pack, texts: &texts, dossier: &dossier };
    let passed_over = PassedOver::of(&findings, wanted);
    let mut out = std::io::stdout().lock();
    match format {
        Format::Text => {
            writeln!(out, "{} {} · 政策口径 {as_of}", texts.get(pack.name), pack.version)?;
            writeln!(out, "{}\n", words::SELF_CHECK)?;
            printer.text(&plan, passed_over, &mut out)
        }
        Format::Json => {
            let mut all = json!({
                "format": 1, "pack": pack.key, "version": pack.version, "as_of": as_of.to_string(),
            });
            all["plan"] = json!(qualify_exchange::plan(&pack, &texts, &plan));
            all["plan"]["not_considered"] = passed_over.json();
            Ok(writeln!(out, "{all:#}")?)
        }
    }
}

/// Everything that a plan is put into words with.
struct Printer<'a> {
    pack: &'a Pack,
    texts: &'a Texts,
    dossier: &'a Dossier,
}

impl Printer<'_> {
    fn text(&self, plan: &Plan, passed_over: PassedOver, out: &mut impl Write) -> Result<(), Failure> {
        writeln!(out, "建议申报：{} 项，{}", plan.chosen.len(), total(plan.total))?;
        plan.chosen.iter().try_for_each(|choice| self.choice(choice, out))?;
        if let Some(words) = passed_over.words() {
            writeln!(out, "  {words}")?;
        }
        if !plan.left_out.is_empty() {
            writeln!(out, "\n没有列入")?;
            plan.left_out.iter().try_for_each(|left| self.left_out(left, out))?;
        }
        if !plan.questions.is_empty() {
            writeln!(out, "\n还没有定论的规定")?;
            plan.questions.iter().try_for_each(|question| self.question(question, out))?;
            if plan.at_worst != plan.total {
                writeln!(out, "  这些都按对企业不利的一面算，{}", total(plan.at_worst))?;
            }
            if plan.at_best != plan.total {
                writeln!(out, "  这些都按对企业有利的一面算，{}", total(plan.at_best))?;
            }
        }
        if !plan.is_proven {
            writeln!(out, "\n组合太多，没有算完：可能还有更好的方案，或者没有列出的问题。")?;
        }
        Ok(())
    }

    fn choice(&self, choice: &Choice, out: &mut impl Write) -> Result<(), Failure> {
        let none =
            if self.programme(choice.support).has_unread_item() { "没有读到金额" } else { "不涉及金额" };
        let counted = choice.counted.map_or(none.into(), |counted| money("计入", counted));
        writeln!(out, "  {} · {} · {counted}", words::verdict(choice.verdict), self.name(choice.support))?;
        writeln!(
            out,
            "      {}",
            words::availability(self.pack, self.texts, choice.support.programme, choice.availability)
        )?;
        if let (Some(limit), Some(counted), Some(worth)) = (choice.limited_by, choice.counted, choice.worth) {
            let says = self.texts.get(self.relation(limit).says);
            writeln!(out, "      因{says}，{}，{}", money("只计入", counted), money("原可", worth))?;
        }
        if let Some(limit) = choice.shares {
            writeln!(out, "      与其他几项合计受限：{}", self.texts.get(self.relation(limit).says))?;
        }
        let programme = self.programme(choice.support);
        if programme.items.len() > 1 {
            let says = |places: &[usize]| {
                let items = places.iter().filter_map(|place| programme.items.get(*place));
                items.map(|item| self.texts.get(item.says)).collect::<Vec<_>>().join("；")
            };
            writeln!(out, "      形式：{}", says(&choice.forms))?;
            if !choice.rivals.is_empty() {
                writeln!(out, "      也可能更高，只能选一种：{}", says(&choice.rivals))?;
            }
        }
        Ok(())
    }

    fn left_out(&self, left: &LeftOut, out: &mut impl Write) -> Result<(), Failure> {
        let relation = self.pack.relations.at(left.because);
        writeln!(out, "  ✗ {}", self.name(left.support))?;
        writeln!(out, "      {}：{}", words::obstacle(left.obstacle), self.texts.get(relation.says))?;
        if !left.displaced_by.is_empty() {
            let names: Vec<_> = left.displaced_by.iter().map(|support| self.name(*support)).collect();
            writeln!(out, "      已列入：{}", names.join("、"))?;
        }
        Ok(writeln!(out, "      出处：{}", source(self.pack, self.texts, &relation.source))?)
    }

    fn question(&self, question: &OpenQuestion, out: &mut impl Write) -> Result<(), Failure> {
        let relation = self.relation(question.relation);
        writeln!(out, "  ? {}  [{}]", self.texts.get(relation.says), relation.key)?;
        let stake = question.at_stake[1]
            .map_or("，相差多少没有上限".into(), |it| format!("，相差 {}", write::money(it)));
        writeln!(out, "      {}，{}{stake}", words::doubt(question.doubt), total(question.otherwise))?;
        for (relation, doubt) in &question.together {
            let relation = self.relation(*relation);
            writeln!(out, "      同时：{}  [{}]", self.texts.get(relation.says), relation.key)?;
            writeln!(out, "            {}", words::doubt(*doubt))?;
        }
        Ok(writeln!(out, "      出处：{}", source(self.pack, self.texts, &relation.source))?)
    }

    fn programme(&self, support: Support) -> &Programme {
        self.pack.programmes.at(support.programme)
    }

    fn relation(&self, relation: Id<Relation>) -> &Relation {
        self.pack.relations.at(relation)
    }

    /// The programme, with the row where there are several.
    fn name(&self, support: Support) -> String {
        let programme = self.programme(support);
        let rows = self.dossier.rows(programme.about);
        let row = support.subject.filter(|_| rows > 1);
        let row = row.map(|row| format!(" · {}", words::row(self.pack, self.texts, programme.about, row)));
        format!("{}{}  [{}]", self.texts.get(programme.name), row.unwrap_or_default(), programme.key)
    }
}

/// How many findings the plan was not to choose from, by what `--include` calls them.
#[derive(Clone, Copy)]
struct PassedOver {
    unconfirmed: usize,
    open: usize,
    closed: usize,
    /// What was read speaks against it: no `--include` brings it in.
    missed: usize,
}

impl PassedOver {
    /// What is closed counts as that, whatever else it is.
    fn of(findings: &[Finding], wanted: Wanted) -> Self {
        let count = |is_one: &dyn Fn(&Finding) -> bool| {
            findings.iter().filter(|it| it.verdict != Verdict::Fails && !wanted.counts(it) && is_one(it)).count()
        };
        let is_closed = |it: &Finding| it.availability.is_closed() && !wanted.closed;
        let is = |it: &Finding, verdict: Verdict| it.verdict == verdict && !is_closed(it) && !it.seems_missed();
        Self {
            unconfirmed: count(&|it| is(it, Verdict::Unconfirmed)),
            open: count(&|it| is(it, Verdict::Open)),
            closed: count(&is_closed),
            missed: count(&|it| it.seems_missed() && !is_closed(it)),
        }
    }

    /// `None`: nothing was passed over.
    fn words(self) -> Option<String> {
        let Self { unconfirmed, open, closed, missed } = self;
        // Without the sign that stands before it.
        let verdict = |of| words::verdict(of).split_once(' ').map_or("", |(_, word)| word);
        let kinds = [
            (verdict(Verdict::Unconfirmed), unconfirmed, Some("unconfirmed")),
            (verdict(Verdict::Open), open, Some("open")),
            ("已截止", closed, Some("closed")),
            ("看来不满足", missed, None),
        ];
        let some: Vec<_> = kinds.into_iter().filter(|(_, count, _)| *count > 0).collect();
        let counts: Vec<_> = some.iter().map(|(kind, count, _)| format!("{kind} {count} 项")).collect();
        let keys: Vec<_> = some.iter().filter_map(|(.., key)| *key).collect();
        let how = if keys.is_empty() {
            String::new()
        } else {
            format!("要一并考虑，请加 --include {}", keys.join(","))
        };
        (!some.is_empty()).then(|| format!("没有考虑：{}。{how}", counts.join("，")))
    }

    fn json(self) -> Value {
        json!({ "unconfirmed": self.unconfirmed, "open": self.open, "closed": self.closed, "missed": self.missed })
    }
}

/// What a plan comes to. Sums are ceilings, or not known to be less.
fn total(span: Span<Number>) -> String {
    money("合计上限", span)
}

/// A sum behind a word; that a sum is not negative is not said.
fn money(what: &str, span: Span<Number>) -> String {
    match (span.high, span.low.filter(|low| !low.is_zero())) {
        (Some(_), _) => format!("{what} {}", answers::span(span, write::money)),
        (None, Some(low)) => format!("{what} {}以上，有的部分上限还不知道", write::money(low)),
        (None, None) => format!("{what}多少还不知道"),
    }
}
