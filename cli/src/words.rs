//! The words of the command line's findings. Policy words come from the pack.

use qualify_engine::pack::{Evidence, FieldKind, Grade, Programme, Provenance, Readiness, Record};
use qualify_engine::plan::{Doubt, Obstacle};
use qualify_engine::{
    Availability, Causes, Change, Distance, Dossier, Finding, Id, Number, Pack, Requirement, Slot, Texts, Time, Truth,
    Verdict, write,
};
use qualify_exchange::closed_at;

pub const NOT_ANSWERED: &str = "未填写";
pub const DONT_KNOW: &str = "不清楚";
pub const NO_ROW: &str = "都不是";
pub const SELF_CHECK: &str = "这是自测预判，不是行政决定。";
pub const UNPUBLISHED: &str = "未公布";
pub const NOT_KNOWN: &str = "未知";

pub fn yes_or_no(value: bool) -> &'static str {
    if value { "是" } else { "否" }
}

pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Qualifies => "✓ 符合",
        Verdict::Unconfirmed => "… 待核实",
        Verdict::Open => "? 还需回答",
        Verdict::Fails => "✗ 不符合",
    }
}

/// What stands before a condition: what it comes to and, where it cannot settle the verdict, that it cannot.
pub fn mark(truth: Truth, counts_as: Truth) -> &'static str {
    match (truth, counts_as) {
        (Truth::True, Truth::True) => "✓",
        (Truth::False, Truth::False) => "✗",
        (Truth::True, _) => "…✓",
        (Truth::False, _) => "…✗",
        (Truth::Unknown(causes), _) if causes.include(Causes::APPLICANT) => "?",
        (Truth::Unknown(_), _) => "…",
    }
}

/// How many findings have come to what.
pub fn tally(findings: &[Finding]) -> String {
    let has_closed = |it: &&Finding| it.verdict != Verdict::Fails && it.availability.is_closed();
    let count = |of: Verdict| findings.iter().filter(|it| it.verdict == of && !has_closed(it)).count();
    let all = [Verdict::Qualifies, Verdict::Unconfirmed, Verdict::Open, Verdict::Fails];
    let counts = all.map(|of| format!("{} {}", verdict(of), count(of))).join(" · ");
    format!("{counts} · 已截止 {}", findings.iter().filter(has_closed).count())
}

/// Whether a programme takes applications.
pub fn availability(pack: &Pack, texts: &Texts, of: Id<Programme>, availability: Availability) -> String {
    let hour = |at: Option<Time>| at.map(|at| format!(" {at}")).unwrap_or_default();
    match availability {
        Availability::Open { until, at } => format!("现在可以申报，至 {until}{}", hour(at)),
        Availability::Rolling { until, at } => format!("随时受理，至 {until}{}", hour(at)),
        Availability::ReplacedBy(newer) => format!("已由《{}》代替", texts.get(pack.programmes.at(newer).name)),
        Availability::OpensOn(day) => format!("尚未开始，{day} 起"),
        Availability::ClosedOn(day) => format!("已截止（{day}{}）", hour(closed_at(pack, of, availability))),
        Availability::ClosedBy(_) => "已截止（截止日未公布）".into(),
        Availability::NotConfirmed => "是否在受理：待核实".into(),
    }
}

/// The same in the language of the texts, for what is not framed in Chinese: in traditional characters, or in English where the
/// texts are not in Chinese.
pub fn state(pack: &Pack, texts: &Texts, of: Id<Programme>, state: Availability) -> String {
    let is_traditional = match texts.language.as_str() {
        "zh-Hant" => true,
        chinese if chinese.split('-').next() == Some("zh") => return availability(pack, texts, of, state),
        _ => false,
    };
    let hour = |at: Option<Time>| at.map(|at| format!(" {at}")).unwrap_or_default();
    let newer = |newer| texts.get(pack.programmes.at(newer).name);
    let closed_at = hour(closed_at(pack, of, state));
    match (state, is_traditional) {
        (Availability::Open { until, at }, true) => format!("現在可以申報，至 {until}{}", hour(at)),
        (Availability::Open { until, at }, false) => format!("Open until {until}{}", hour(at)),
        (Availability::Rolling { until, at }, true) => format!("隨時受理，至 {until}{}", hour(at)),
        (Availability::Rolling { until, at }, false) => format!("Open on a rolling basis until {until}{}", hour(at)),
        (Availability::ReplacedBy(by), true) => format!("已由《{}》代替", newer(by)),
        (Availability::ReplacedBy(by), false) => format!("Replaced by “{}”", newer(by)),
        (Availability::OpensOn(day), true) => format!("尚未開始，{day} 起"),
        (Availability::OpensOn(day), false) => format!("Opens on {day}"),
        (Availability::ClosedOn(day), true) => format!("已截止（{day}{closed_at}）"),
        (Availability::ClosedOn(day), false) => format!("Closed on {day}{closed_at}"),
        (Availability::ClosedBy(_), true) => "已截止（截止日沒有公佈）".into(),
        (Availability::ClosedBy(_), false) => "Closed (closing date not published)".into(),
        (Availability::NotConfirmed, true) => "是否在受理：待核實".into(),
        (Availability::NotConfirmed, false) => "Dates not confirmed".into(),
    }
}

pub fn evidence(evidence: Evidence) -> Option<&'static str> {
    match evidence {
        Evidence::Fact => None,
        Evidence::Attested => Some("由您声明"),
        Evidence::InPrinciple => Some("原则上"),
    }
}

pub fn readiness(readiness: Readiness) -> &'static str {
    match readiness {
        Readiness::A => "读到的足够按实际数字测算",
        Readiness::B => "读到主要数字，有的条件或计算基数没有读到",
        Readiness::C => "只知道有这项政策，内容大多没有读到",
    }
}

/// As rule files have it.
pub fn readiness_key(readiness: Readiness) -> &'static str {
    match readiness {
        Readiness::A => "A",
        Readiness::B => "B",
        Readiness::C => "C",
    }
}

pub fn provenance(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Seen => "读到",
        Provenance::Inferred => "推断",
        Provenance::Recalled => "凭记忆",
        Provenance::Unpublished => "未公布或未读到",
    }
}

/// As rule files have it.
pub fn grade_key(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "A",
        Grade::B => "B",
        Grade::C => "C",
        Grade::D => "D",
    }
}

pub fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "A 政府网站",
        Grade::B => "B 原文转载",
        Grade::C => "C 新闻报道",
        Grade::D => "D 第三方整理",
    }
}

/// Why a support is not in the plan.
pub fn obstacle(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Displaced => "只能选一个",
        Obstacle::Used => "名额已被其他支持占用",
        Obstacle::Exhausted => "合计上限已经用满",
        Obstacle::Lacking => "缺少前提",
    }
}

/// What is not known about a relation, and what the plan supposes.
pub fn doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Unstated => "现行文本里没有读到这样的规定，方案没有按它限制；如果有",
        Doubt::InPrinciple => "原则上有这样的规定，方案按它限制；如果可以例外",
        Doubt::Exception => "是否属于例外还不清楚，方案按不属于处理；如果属于",
        Doubt::Used => "名额是否已被其他支持占用还不清楚，方案按没有处理；如果已被占用",
        Doubt::Held => "前提是否已经具备还不清楚，方案按没有处理；如果已经具备",
        Doubt::Shared => "是不是同一个对象还不清楚，方案按不是处理；如果是",
    }
}

/// One of several rows: `贷款（第 2 条）`.
pub fn row(pack: &Pack, texts: &Texts, record: Id<Record>, row: u16) -> String {
    format!("{}（第 {} 条）", texts.get(pack.records.at(record).label), row.saturating_add(1))
}

/// Where an answer belongs: the label of its field, with the row where there are several.
pub fn slot(pack: &Pack, texts: &Texts, dossier: &Dossier, slot: Slot) -> String {
    let field = pack.fields.at(slot.field);
    let label = texts.get(field.label);
    if is_one_of_several(pack, dossier, slot) {
        format!("{}·{label}", row(pack, texts, field.record, slot.row))
    } else {
        label.into()
    }
}

/// What is still asked. Whether there are rows, once there are some, asks for others.
pub fn missing(pack: &Pack, texts: &Texts, dossier: &Dossier, of: Slot) -> String {
    let id = pack.fields.at(of.field).record;
    let record = pack.records.at(id);
    if record.presence == Some(of.field) && dossier.rows(id) > 0 {
        return format!("还有没有别的{}", texts.get(record.label));
    }
    slot(pack, texts, dossier, of)
}

fn is_one_of_several(pack: &Pack, dossier: &Dossier, slot: Slot) -> bool {
    let record = pack.fields.at(slot.field).record;
    let is_presence = pack.records.at(record).presence == Some(slot.field);
    !is_presence && (slot.row > 0 || dossier.rows(record) > 1)
}

/// What a programme requires.
pub fn requirement<'a>(texts: &'a Texts, programme: &Programme, requirement: Requirement) -> &'a str {
    match requirement {
        Requirement::Condition(place) => {
            programme.conditions.get(place).map_or(NOT_KNOWN, |condition| texts.get(condition.says))
        }
        Requirement::AnyItem => "至少适用一项支持内容",
    }
}

/// How far it is from one answer to another: `还差 120 万元`, `须减少 20 人`, `须晚 59 天`; nothing where there is no distance.
pub fn distance(pack: &Pack, change: &Change) -> Option<String> {
    match (change.distance, pack.fields.at(change.slot.field).kind) {
        (Distance::Number(by), FieldKind::Number { unit, .. }) if by.is_negative() => {
            Some(format!("须减少 {}", write::quantity(Number::ZERO.minus(by)?, unit)))
        }
        (Distance::Number(by), FieldKind::Number { unit, .. }) => Some(format!("还差 {}", write::quantity(by, unit))),
        (Distance::Days(days), _) if days < 0 => Some(format!("须早 {} 天", days.unsigned_abs())),
        (Distance::Days(days), _) => Some(format!("须晚 {days} 天")),
        _ => None,
    }
}

/// What stands above a finding.
pub fn heading(pack: &Pack, texts: &Texts, dossier: &Dossier, finding: &Finding) -> String {
    format!("■ {}", title(pack, texts, dossier, finding))
}

/// A programme by its name, with the row where there are several, and its key.
pub fn title(pack: &Pack, texts: &Texts, dossier: &Dossier, finding: &Finding) -> String {
    let programme = pack.programmes.at(finding.programme);
    // Of one loan alone, it need not be said which.
    let subject = finding.subject.filter(|_| dossier.rows(programme.about) > 1);
    let subject = subject.map(|of| format!(" · {}", row(pack, texts, programme.about, of))).unwrap_or_default();
    format!("{}{subject}  [{}]", texts.get(programme.name), programme.key)
}
