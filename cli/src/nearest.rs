//! `qualify nearest`: what would have to change for one programme, and whether time alone brings it about.

use crate::error::Failure;
use crate::report::{Report, in_words};
use crate::{Allow, Format, answers, dossier, json, loading, show, words};
use qualify_engine::pack::Changer;
use qualify_engine::{
    Change, Distance, Dossier, Evaluator, Finding, FirstDate, Moment, Nearest, Pack, Row, Texts, Verdict, Way,
    assess_programme, first_date, nearest as find_nearest,
};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

/// Finds the nearest way into a programme, for each row of the record that it is about, and prints it.
pub fn nearest(
    key: &str,
    pack: &Path,
    dossier: &Path,
    as_of: Moment,
    allow: Allow,
    format: Format,
) -> Result<(), Failure> {
    let (pack, texts) = loading::load(pack)?;
    let id = show::programme(&pack, key)?;
    let dossier = dossier::load(dossier, &pack, &texts)?;
    let changer = match allow {
        Allow::Enterprise => Changer::Enterprise,
        Allow::Other => Changer::Other,
    };
    let evaluator = Evaluator::new(&pack, &dossier, as_of.date);
    let subjects = evaluator.subjects(pack.programmes.at(id).about);
    let ways: Vec<_> = subjects
        .zip(assess_programme(&pack, id, &dossier, as_of))
        .map(|(row, now)| Prospect {
            nearest: find_nearest(&pack, id, row, &dossier, as_of, changer),
            in_time: InTime::of(&pack, row, &dossier, as_of, &now),
            report: Report { evaluator: evaluator.for_finding(&now), texts: &texts },
            now,
        })
        .collect();
    let mut out = std::io::stdout().lock();
    match format {
        Format::Text => {
            let name = texts.get(pack.programmes.at(id).name);
            writeln!(out, "{name}  [{key}] · 政策口径 {as_of}")?;
            writeln!(out, "{}", words::SELF_CHECK)?;
            for way in &ways {
                writeln!(out, "\n{}", way.text(&dossier))?;
            }
        }
        Format::Json => {
            let ways: Vec<_> = ways.iter().map(Prospect::json).collect();
            let all = json!({
                "format": 1, "pack": pack.key, "version": pack.version, "as_of": as_of.to_string(), "programme": key,
                "ways": ways,
            });
            writeln!(out, "{all:#}")?;
        }
    }
    Ok(())
}

/// What can become of a finding.
struct Prospect<'a> {
    now: Finding,
    nearest: Nearest,
    in_time: InTime,
    report: Report<'a>,
}

/// What becomes of a programme that fails, if only time passes.
enum InTime {
    /// It does not fail now.
    NotAsked,
    /// On the day it has this verdict.
    On(qualify_engine::Date, Verdict),
    /// It fails on every day to come.
    Never,
    /// It cannot be told.
    Unknown,
}

impl InTime {
    /// The first day on which it qualifies, or else the first on which it no longer fails.
    fn of(pack: &Pack, row: Row, dossier: &Dossier, as_of: Moment, now: &Finding) -> Self {
        if now.verdict != Verdict::Fails {
            return Self::NotAsked;
        }
        let wanted: [fn(&Finding) -> bool; 2] =
            [|found| found.verdict == Verdict::Qualifies, |found| found.verdict != Verdict::Fails];
        let first = |wanted| match first_date(pack, now.programme, row, dossier, as_of.date, wanted) {
            FirstDate::On(day, finding) => Some(Self::On(day, finding.verdict)),
            FirstDate::Unknown => Some(Self::Unknown),
            FirstDate::Now | FirstDate::Never => None,
        };
        wanted.into_iter().find_map(first).unwrap_or(Self::Never)
    }
}

impl Prospect<'_> {
    fn texts(&self) -> &Texts {
        self.report.texts
    }

    fn pack(&self) -> &Pack {
        self.report.evaluator.pack
    }

    fn text(&self, dossier: &Dossier) -> String {
        let programme = self.pack().programmes.at(self.now.programme);
        let subject = self.now.subject.filter(|_| dossier.rows(programme.about) > 1);
        let subject = subject.map(|row| format!("{} · ", words::row(self.pack(), self.texts(), programme.about, row)));
        let mut lines = vec![format!("{}{}", subject.unwrap_or_default(), words::verdict(self.now.verdict))];
        if self.now.verdict == Verdict::Fails {
            lines.push(format!("决定性条件：{}", self.report.decisive(&self.now)));
        }
        match &self.nearest {
            Nearest::Already(_) => lines.push("不需要改变什么".into()),
            Nearest::Changes(way) => self.way(way, &mut lines),
            Nearest::NoChangeHelps { because } => {
                lines.push("能改变的都改变了也不行，因为：".into());
                let because = because.iter().map(|it| words::requirement(self.texts(), programme, *it));
                lines.extend(because.map(|says| format!("  · {says}")));
            }
            Nearest::TooFar => lines.push("在搜索范围内没有找到可行的改变".into()),
        }
        match self.in_time {
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

    fn json(&self) -> Value {
        let programme = self.pack().programmes.at(self.now.programme);
        let nearest = match &self.nearest {
            Nearest::Already(_) => json!({ "found": "already" }),
            Nearest::Changes(way) => self.way_json(way),
            Nearest::NoChangeHelps { because } => {
                let because: Vec<_> = because.iter().map(|it| words::requirement_key(programme, *it)).collect();
                json!({ "found": "no_change_helps", "because": because })
            }
            Nearest::TooFar => json!({ "found": "too_far" }),
        };
        let in_time = match self.in_time {
            InTime::NotAsked => Value::Null,
            InTime::On(day, verdict) => json!({ "date": day.to_string(), "verdict": json::verdict(verdict) }),
            InTime::Never => json!({ "date": null }),
            InTime::Unknown => json!({ "date": null, "unknown": true }),
        };
        json!({
            "subject": self.now.subject.map(|row| row.saturating_add(1)), "verdict": json::verdict(self.now.verdict),
            "nearest": nearest, "if_only_time_passes": in_time,
        })
    }

    fn way_json(&self, way: &Way) -> Value {
        let changes: Vec<_> = way.changes.iter().map(|change| self.change_json(change)).collect();
        let missing: Vec<_> = way
            .finding
            .missing
            .iter()
            .map(|slot| words::slot_key(self.pack(), self.report.evaluator.dossier, *slot))
            .collect();
        json!({
            "found": "changes", "is_least": way.is_least, "relative_distance": json::exact_text(way.distance),
            "changes": changes, "verdict": json::verdict(way.finding.verdict),
            "amount": way.finding.amount.map(json::amount), "missing": missing,
        })
    }

    fn change_json(&self, change: &Change) -> Value {
        let pack = self.pack();
        let answer = |answer| json::answer(pack, change.slot.field, answer);
        let distance = match change.distance {
            Distance::Number(by) => json::quantity(pack, change.slot.field, by),
            Distance::Days(days) => json!(format!("{days} days")),
            Distance::Other => Value::Null,
        };
        json!({
            "field": words::slot_key(pack, self.report.evaluator.dossier, change.slot), "from": answer(change.from), "to": answer(change.to),
            "or": change.or.iter().map(|it| answer(*it)).collect::<Vec<_>>(), "distance": distance,
        })
    }
}
