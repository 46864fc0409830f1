//! What the engine found, in words. Nothing is decided here.

mod amount;
mod entry;
mod locale;
mod threshold;
pub mod ways;

pub use amount::{amount, between};
pub use entry::entry_error;
pub use threshold::threshold;

use crate::messages::fill;
use crate::state::Store;
use crate::state::standing::Standing;
use qualify_engine::expression::{Node, NodeId};
use qualify_engine::pack::{
    Condition, Evidence, Field, FieldKind, Grade, Programme, Provenance, Reading, Record, Source,
};
use qualify_engine::{
    Answer, Availability, ConditionFinding, Date, Finding, Id, Moment, Requirement, Sight, Slot, Span, Truth, Verdict,
    numbers_of,
};

impl Standing {
    /// The class that gives the colour.
    pub fn class(self) -> &'static str {
        match self {
            Self::Yes => "tag yes",
            Self::Ask => "tag maybe",
            Self::Wait => "tag wait",
            Self::No => "tag no",
            Self::Without | Self::Closed => "tag plain",
        }
    }

    pub fn sign(self, store: &Store) -> &str {
        let words = &store.words;
        match self {
            Self::Yes => words.sign_yes(),
            Self::Ask => words.sign_ask(),
            Self::Wait => words.sign_wait(),
            Self::No => words.sign_no(),
            Self::Without | Self::Closed => words.sign_closed(),
        }
    }

    /// How a condition stands, in a word.
    pub fn of_condition(self, store: &Store) -> &str {
        match self {
            Self::Yes => store.words.met(),
            Self::No => store.words.not_met(),
            Self::Ask | Self::Wait | Self::Without | Self::Closed => self.word(store),
        }
    }

    pub fn word(self, store: &Store) -> &str {
        let words = &store.words;
        match self {
            Self::Yes => words.qualifies(),
            Self::Ask => words.open_verdict(),
            Self::Wait => words.unconfirmed(),
            Self::No => words.fails(),
            Self::Without => words.not_applicable(),
            Self::Closed => words.ended_title(),
        }
    }
}

/// Words of a list, one after the other; only so many, then how many there are.
pub fn list(store: &Store, mut items: Vec<&str>, most: usize) -> String {
    let all = items.len();
    items.truncate(most);
    let mut words = items.join(store.words.list_mark());
    if all > most {
        words.push_str(&fill(store.words.why_more(), &[("n", &all.to_string())]));
    }
    words
}

/// The short name of a field.
pub fn label(store: &Store, field: Id<Field>) -> &str {
    store.text(store.pack().fields.at(field).label)
}

/// Yes or no; of the field that says whether there is a loan, a project, …: there is, or there is not.
pub fn yes_no(store: &Store, field: Id<Field>, value: bool) -> &str {
    let words = &store.words;
    match (store.pack().records.iter().any(|record| record.presence == Some(field)), value) {
        (true, true) => words.has(),
        (true, false) => words.has_not(),
        (false, true) => words.yes(),
        (false, false) => words.no(),
    }
}

/// The short name of a field of a row: `贷款 2 · 期限` where there are several.
pub fn slot_label(store: &Store, slot: Slot) -> String {
    let record = store.pack().fields.at(slot.field).record;
    if store.dossier.rows(record) < 2 || store.pack().records.at(record).presence == Some(slot.field) {
        return label(store, slot.field).to_owned();
    }
    [&row(store, record, slot.row), " · ", label(store, slot.field)].concat()
}

/// One row of a record: `贷款 2`.
pub fn row(store: &Store, record: Id<Record>, row: u16) -> String {
    [store.text(store.pack().records.at(record).label), &row.saturating_add(1).to_string()].join(" ")
}

/// The answer to a field of a row; `None` when there is none.
pub fn answer(store: &Store, slot: Slot) -> Option<String> {
    Some(answer_words(store, slot.field, store.answer(slot)?))
}

/// What the person calls a dossier, or its number.
pub fn dossier_name(store: &Store, place: usize) -> String {
    let name = store.dossiers().all().get(place).map_or("", |entry| entry.name.trim());
    if !name.is_empty() {
        return name.to_owned();
    }
    fill(store.words.dossier_number(), &[("n", &place.saturating_add(1).to_string())])
}

/// Fields by their keys, by their names where they have any.
pub fn field_names(store: &Store, keys: &[String]) -> String {
    let name = |key: &String| match store.pack().field(key) {
        // The words of questions come later.
        Some(field) if !label(store, field).is_empty() => label(store, field).to_owned(),
        _ => fill(store.words.quoted(), &[("text", key)]),
    };
    keys.iter().map(name).collect::<Vec<_>>().join(store.words.list_mark())
}

/// Which of several loans or projects a finding is about: ` · 贷款 2`; nothing where there is but one.
pub fn of_row(store: &Store, finding: &Finding) -> String {
    let about = store.programme(finding.programme).about;
    let subject = finding.subject.filter(|_| store.dossier.rows(about) > 1);
    subject.map(|subject| [" · ", &row(store, about, subject)].concat()).unwrap_or_default()
}

/// An answer to a field.
pub fn answer_words(store: &Store, field: Id<Field>, answer: Answer) -> String {
    let words = &store.words;
    match (answer, store.pack().fields.at(field).kind) {
        (Answer::YesNo(value), _) => yes_no(store, field, value).to_owned(),
        (Answer::Choice(option), FieldKind::Choice(domain)) => {
            let options = &store.pack().domains.at(domain).options;
            options.get(usize::from(option)).map_or("", |option| store.text(option.label)).to_owned()
        }
        (Answer::Number(value), FieldKind::Number { unit, .. }) => {
            span(store, value, |number| words.value(number, unit))
        }
        (Answer::Row(to), FieldKind::Row(record)) => row(store, record, to),
        (Answer::NoRow, _) => words.no_row().to_owned(),
        (Answer::Date(value), _) => span(store, value, |date| words.date(date)),
        _ => words.dont_know().to_owned(),
    }
}

/// From–to, or the one value.
pub fn span<T: Copy + Ord>(store: &Store, span: Span<T>, write: impl Fn(T) -> String) -> String {
    let words = &store.words;
    match (span.low, span.high) {
        (Some(low), Some(high)) if low == high => write(low),
        (Some(low), Some(high)) => fill(words.span(), &[("low", &write(low)), ("high", &write(high))]),
        (Some(low), None) => fill(words.at_least(), &[("low", &write(low))]),
        (None, Some(high)) => fill(words.no_more_than(), &[("high", &write(high))]),
        (None, None) => words.dont_know().to_owned(),
    }
}

/// Whether applications are accepted.
pub fn availability(store: &Store, of: Availability) -> String {
    let words = &store.words;
    let dated = |text: &str, date: Date| fill(text, &[("date", &words.date(date))]);
    let timed = |text: &str, date, time| fill(text, &[("date", &words.moment(Moment { date, time }))]);
    match of {
        Availability::Open { until, at } => timed(words.open_until(), until, at),
        Availability::Rolling { until, at } => timed(words.rolling_until(), until, at),
        Availability::ReplacedBy(newer) => {
            fill(words.replaced_by(), &[("name", store.text(store.programme(newer).name))])
        }
        Availability::OpensOn(date) => dated(words.opens_on(), date),
        Availability::ClosedOn(date) => dated(words.closed_on(), date),
        Availability::ClosedBy(_) => words.closed_by().to_owned(),
        Availability::NotConfirmed => words.not_confirmed().to_owned(),
    }
}

/// On which level, and by whom.
pub fn who(store: &Store, programme: &Programme) -> String {
    [store.text(programme.level), store.text(programme.body)].join(" · ")
}

/// The same, and whether applications are accepted.
pub fn who_and_when(store: &Store, finding: &Finding) -> String {
    let who = who(store, store.programme(finding.programme));
    [who, availability(store, finding.availability)].join(" · ")
}

/// How a fact is known.
pub fn provenance(store: &Store, of: Provenance) -> &str {
    let words = &store.words;
    match of {
        Provenance::Seen => words.seen(),
        Provenance::Inferred => words.inferred(),
        Provenance::Recalled => words.recalled(),
        Provenance::Unpublished => words.unpublished(),
    }
}

/// How far the texts behind a fact can be trusted, each grade once.
pub fn grades(store: &Store, source: &Source) -> String {
    let has = |grade: &Grade| source.readings.iter().any(|id| store.pack().readings.at(*id).grade == *grade);
    let grades = [Grade::A, Grade::B, Grade::C, Grade::D].into_iter().filter(has);
    list(store, grades.map(|grade| self::grade(store, grade)).collect(), 4)
}

/// How far a text can be trusted.
pub fn grade(store: &Store, grade: Grade) -> &str {
    let words = &store.words;
    match grade {
        Grade::A => words.grade_a(),
        Grade::B => words.grade_b(),
        Grade::C => words.grade_c(),
        Grade::D => words.grade_d(),
    }
}

/// The texts behind a programme, in the order of the register.
pub fn readings(store: &Store, programme: &Programme) -> Vec<String> {
    let sources = programme.conditions.iter().map(|it| &it.source).chain(programme.items.iter().map(|it| &it.source));
    let items = programme.items.iter().flat_map(|it| it.when.into_iter().chain(it.amount));
    let nodes = programme.conditions.iter().map(|it| it.test).chain(items).chain(programme.total_at_most);
    let numbers = nodes.flat_map(|node| numbers_of(store.pack(), node)).map(|id| &store.pack().numbers.at(id).source);
    let used: Vec<_> = sources.chain(numbers).flat_map(|source| source.readings.iter().copied()).collect();
    let write = |id: Id<Reading>| {
        let reading = store.pack().readings.at(id);
        let values =
            [("what", store.text(reading.what)), ("grade", grade(store, reading.grade)), ("key", &reading.key)];
        fill(store.words.reading(), &values)
    };
    store.pack().readings.ids().filter(|id| used.contains(id)).map(write).collect()
}

/// What a condition's own kind leaves to be said.
pub fn condition_note<'s>(store: &'s Store, condition: &Condition, found: ConditionFinding) -> Option<&'s str> {
    let words = &store.words;
    match (found.truth, found.counts_as) {
        (_, Truth::Unknown(_)) if condition.evidence == Evidence::InPrinciple && found.truth == Truth::False => {
            Some(words.in_principle_missed())
        }
        (Truth::True, Truth::Unknown(_)) => Some(words.unread_holds()),
        (Truth::False, Truth::Unknown(_)) => Some(words.unread_fails()),
        _ => match condition.evidence {
            Evidence::Fact => None,
            Evidence::Attested => Some(words.declared_mark()),
            Evidence::InPrinciple => Some(words.in_principle()),
        },
    }
}

/// The answers at which a condition looks, each once, in the order in which it does; without sums over rows.
pub fn slots_of(store: &Store, finding: &Finding, condition: &Condition) -> Vec<Slot> {
    slots_in(store, finding, condition.test)
}

/// The answers at which an expression looks.
pub fn slots_in(store: &Store, finding: &Finding, node: NodeId) -> Vec<Slot> {
    let sights = store.evaluator().for_finding(finding).sights(node).into_iter();
    sights.filter_map(|sight| if let Sight::Slot(slot) = sight { Some(slot) } else { None }).collect()
}

/// The applicant's own values beside a condition: `贷款本金 3,000 万元`.
pub fn own_values(store: &Store, finding: &Finding, condition: &Condition) -> String {
    let pair = store.words.own_value();
    let own = |slot: Slot| Some(fill(pair, &[("label", &slot_label(store, slot)), ("value", &answer(store, slot)?)]));
    let values: Vec<_> = slots_of(store, finding, condition).into_iter().filter_map(own).collect();
    list(store, values.iter().map(String::as_str).collect(), 4)
}

/// Programmes from which on it can be said how many questions there are as a rule: of few, it depends on which.
const MANY: usize = 40;

/// What this is for, and how long it takes.
pub fn start_lead(store: &Store) -> String {
    let words = &store.words;
    let length = if store.programmes().count() >= MANY { words.start_many() } else { "" };
    fill(words.start_lead(), &[("length", length)])
}

/// Why, in a sentence or two.
pub fn because(store: &Store, finding: &Finding) -> String {
    let words = &store.words;
    let programme = store.programme(finding.programme);
    let pairs = || programme.conditions.iter().zip(&finding.conditions);
    // What is missed comes first, though it settles nothing.
    let missed: Vec<_> = finding.missed().filter_map(|place| programme.conditions.get(place)).collect();
    if !missed.is_empty() && finding.verdict != Verdict::Fails {
        let says: Vec<_> = missed.into_iter().map(|it| says(store, it)).collect();
        let says = list(store, says.iter().map(|it| sentence(it)).collect(), 2);
        let seems = fill(words.seems_missed(), &[("says", &says)]);
        return if finding.verdict == Verdict::Open { [seems, still_asked(store, finding)].concat() } else { seems };
    }
    match finding.verdict {
        Verdict::Qualifies => {
            let declared = pairs().filter(|(it, _)| it.evidence == Evidence::Attested).count();
            let mut text = fill(words.all_met(), &[("n", &programme.conditions.len().to_string())]);
            if declared > 0 {
                text.push_str(&fill(words.declared(), &[("n", &declared.to_string())]));
            }
            text
        }
        Verdict::Open => still_asked(store, finding),
        Verdict::Unconfirmed => {
            let unsettled = pairs().filter(|(_, found)| found.counts_as.is_unknown());
            let says: Vec<_> = unsettled.map(|(it, _)| says(store, it)).collect();
            let is_known = |(condition, found): (&Condition, &ConditionFinding)| {
                found.truth == Truth::True && !condition.source.readings.is_empty()
            };
            let words = if pairs().any(is_known) { words.all_met_but() } else { words.none_read() };
            fill(words, &[("says", &list(store, says.iter().map(|it| sentence(it)).collect(), 2))])
        }
        Verdict::Fails => failing(store, finding),
    }
}

fn still_asked(store: &Store, finding: &Finding) -> String {
    let labels = finding.missing.iter().map(|slot| label(store, slot.field)).collect();
    fill(store.words.by_now_met(), &[("list", &list(store, labels, 3))])
}

fn failing(store: &Store, finding: &Finding) -> String {
    let words = &store.words;
    let conditions = &store.programme(finding.programme).conditions;
    let failing = || {
        let pairs = conditions.iter().zip(&finding.conditions);
        pairs.filter(|(_, found)| found.counts_as == Truth::False).map(|(condition, _)| condition)
    };
    let Some(first) = failing().min_by_key(|condition| condition.evidence) else { return words.no_item().to_owned() };
    let mut text = fill(words.says_fails(), &[("says", sentence(&says(store, first)))]);
    let values = own_values(store, finding, first);
    if !values.is_empty() {
        text.push_str(&fill(words.fails_values(), &[("values", &values)]));
    }
    let more = failing().count().saturating_sub(1);
    if more > 0 {
        text.push_str(&fill(words.more_fail(), &[("n", &more.to_string())]));
    }
    text
}

/// What a condition says. That there is a loan, a project, … at all is a condition too.
pub fn says(store: &Store, condition: &Condition) -> String {
    let says = store.text(condition.says);
    let is_presence = |field| store.pack().records.iter().any(|record| record.presence == Some(field));
    match store.pack().nodes.at(condition.test) {
        Node::Field(field) if is_presence(*field) => fill(store.words.there_is(), &[("record", says)]),
        _ => says.to_owned(),
    }
}

/// What a programme requires: a condition, or that one of its items applies.
pub fn requirement(store: &Store, programme: &Programme, of: Requirement) -> String {
    match of {
        Requirement::Condition(place) => {
            programme.conditions.get(place).map(|condition| says(store, condition)).unwrap_or_default()
        }
        Requirement::AnyItem => store.words.no_item().to_owned(),
    }
}

/// Without the full stop, for use inside another sentence.
fn sentence(text: &str) -> &str {
    text.trim_end_matches(['。', '.'])
}
