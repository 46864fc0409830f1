//! `qualify nearest`: what would have to change for one programme, and whether time alone brings it about.

use crate::error::Failure;
use crate::options::Rules;
use crate::report::{Report, in_words};
use crate::{Allow, Format, answers, dossier, show, words};
use qualify_engine::pack::Changer;
use qualify_engine::{Change, Dossier, Evaluator, Moment, Nearest, Pack, Texts, Verdict, Way};
use qualify_exchange::{InTime, Prospect};
use serde_json::json;
use std::io::Write;
use std::path::Path;

/// Finds the nearest way into a programme, for each row of the record that it is about, and prints it.
pub fn nearest(
    key: &str,
    rules: &Rules,
    dossier: &Path,
    as_of: Moment,
    allow: Allow,
    format: Format,
) -> Result<(), Failure> {
    let (pack, texts) = rules.load()?;
    let id = show::programme(&pack, key)?;
    let dossier = dossier::load(dossier, &pack, &texts)?;
    let changer = match allow {
        Allow::Enterprise => Changer::Enterprise,
        Allow::Other => Changer::Other,
    };
    let prospects: Vec<_> = Prospect::of(&pack, id, &dossier, as_of, changer).collect();
    let mut out = std::io::stdout().lock();
    match format {
        Format::Text => {
            let name = texts.get(pack.programmes.at(id).name);
            writeln!(out, "{name}  [{key}] · 政策口径 {as_of}")?;
            writeln!(out, "{}", words::SELF_CHECK)?;
            let evaluator = Evaluator::new(&pack, &dossier, as_of.date);
            for prospect in &prospects {
                let report = Report { evaluator: evaluator.for_finding(&prospect.now), texts: &texts };
                writeln!(out, "\n{}", Told { prospect, report }.text(&dossier))?;
            }
        }
        Format::Json => {
            let ways: Vec<_> = prospects.iter().map(|it| it.tree(&pack, &dossier)).collect();
            let all = json!({
                "format": 1, "pack": pack.key, "version": pack.version, "as_of": as_of.to_string(), "programme": key,
                "ways": ways,
            });
            writeln!(out, "{all:#}")?;
        }
    }
    Ok(())
}

/// A prospect, and everything that it is put into words with.
struct Told<'a> {
    prospect: &'a Prospect,
    report: Report<'a>,
}

impl Told<'_> {
    fn texts(&self) -> &Texts {
        self.report.texts
    }

    fn pack(&self) -> &Pack {
        self.report.evaluator.pack
    }

    fn text(&self, dossier: &Dossier) -> String {
        let programme = self.pack().programmes.at(self.prospect.now.programme);
        let subject = self.prospect.now.subject.filter(|_| dossier.rows(programme.about) > 1);
        let subject = subject.map(|row| format!("{} · ", words::row(self.pack(), self.texts(), programme.about, row)));
        let now = &self.prospect.now;
        let availability = words::availability(self.pack(), self.texts(), now.programme, now.availability);
        let verdict = words::verdict(now.verdict);
        let mut lines = vec![format!("{}{verdict} · {availability}", subject.unwrap_or_default())];
        if now.verdict == Verdict::Fails {
            lines.push(format!("决定性条件：{}", self.report.decisive(now)));
        }
        match &self.prospect.nearest {
            Nearest::Already(_) => {
                let missed = self.report.missed(now);
                lines.push(missed.unwrap_or_else(|| match now.verdict {
                    Verdict::Open | Verdict::Unconfirmed => "没有不符合的条件".into(),
                    Verdict::Qualifies | Verdict::Fails => "不需要改变什么".into(),
                }));
                match now.verdict {
                    Verdict::Open => lines.push(format!("还需回答：{}", self.report.missing(now))),
                    Verdict::Unconfirmed => lines.push("有的条件没有公布、没有读到，或只是原则上的要求，待核实".into()),
                    Verdict::Qualifies | Verdict::Fails => {}
                }
            }
            Nearest::Changes(way) => self.way(way, &mut lines),
            Nearest::NoChangeHelps { because } => {
                lines.push("能改变的都改变了也不行，因为：".into());
                let because = because.iter().map(|it| words::requirement(self.texts(), programme, *it));
                lines.extend(because.map(|says| format!("  · {says}")));
            }
            Nearest::TooFar => lines.push("在搜索范围内没有找到可行的改变".into()),
        }
        match self.prospect.in_time {
            InTime::NotAsked => {}
            InTime::On(day, verdict) => {
                lines.push(format!("如果只是时间过去：{day} 起 {}", words::verdict(verdict)));
            }
            InTime::Never => lines.push("如果只是时间过去：不会改变".into()),
            InTime::Unknown => lines.push("如果只是时间过去：情形太多，未能算出".into()),
        }
        lines.join("\n")
    }

    fn way(&self, way: &Way, lines: &mut Vec<String>) {
        let least = if way.is_least { "最少改变" } else { "可以这样改变（未证明最少）" };
        lines.push(format!("{least} {} 项：", way.changes.len()));
        lines.extend(way.changes.iter().map(|change| format!("  · {}", self.change(change))));
        let amount = way.finding.amount.map(|amount| format!(" · {}", in_words(amount))).unwrap_or_default();
        lines.push(format!(
            "改变后：{}{amount} · {}",
            words::verdict(way.finding.verdict),
            words::availability(self.pack(), self.texts(), way.finding.programme, way.finding.availability)
        ));
        if !way.finding.missing.is_empty() {
            lines.push(format!("改变后还需回答：{}", self.report.missing(&way.finding)));
        }
        if way.finding.verdict == Verdict::Open {
            lines.push("这些回答（包括日期）也要符合条件，改变才够用".into());
        }
    }

    fn change(&self, change: &Change) -> String {
        let answer = |answer| answers::given(self.pack(), self.texts(), change.slot.field, Some(answer));
        let distance = words::distance(self.pack(), change).map(|by| format!("，{by}")).unwrap_or_default();
        let label = words::slot(self.pack(), self.texts(), self.report.evaluator.dossier, change.slot);
        let to: Vec<_> = [change.to].iter().chain(&change.or).map(|to| answer(*to)).collect();
        format!("{label}：现为 {}，改为 {}{distance}", answer(change.from), to.join(" 或 "))
    }
}
