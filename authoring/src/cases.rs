//! Cases: what a programme should come to for given answers, as the policy editor worked it out by hand.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Location;
use qualify_engine::pack::Programme;
use qualify_engine::{
    Availability, ConditionFinding, Dossier, Evaluator, Finding, Id, Moment, Number, Pack, Truth, Verdict, assess_one,
    write,
};

/// One case of a programme.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::compile;
/// let found = compile(&small_pack());
/// let (pack, case) = (found.pack.unwrap(), &found.cases[0]);
/// assert_eq!((case.says.as_str(), case.subject), ("投保条件没有公布", 0));
/// // It comes out as its author worked it out.
/// assert!(case.finding(&pack).is_some() && case.disappointments(&pack).is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The programme.
    pub programme: Id<Programme>,
    /// What the case is about, in a sentence.
    pub says: String,
    /// The day, or the moment, for which it is asked.
    pub as_of: Moment,
    /// The answers: the file's `base` with the changes of the case.
    pub dossier: Dossier,
    /// For which of the rows that the programme is about, counted from 0.
    pub subject: usize,
    /// What should come out.
    pub expect: Expectation,
    /// Where the case starts.
    pub at: Location,
}

/// What a case expects; what is `None` is not looked at.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::compile;
/// use qualify_engine::Verdict;
/// let expect = &compile(&small_pack()).cases[0].expect;
/// assert_eq!(expect.verdict.value, Verdict::Unconfirmed);
/// // Of the amount nothing is said.
/// assert!(expect.at_most.is_none() && expect.no_amount.is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The verdict.
    pub verdict: Expected<Verdict>,
    /// Exactly the conditions that are false or not met, by key.
    pub because: Option<Expected<Vec<String>>>,
    /// Exactly the items that apply, by key.
    pub applies: Option<Expected<Vec<String>>>,
    /// When applications are accepted.
    pub availability: Option<Expected<CaseAvailability>>,
    /// The greatest amount, in 分.
    pub at_most: Option<Expected<Number>>,
    /// The least amount, in 分.
    pub at_least: Option<Expected<Number>>,
    /// That there is no amount.
    pub no_amount: Option<Expected<bool>>,
    /// Exactly the fields that can still change something, by key.
    pub missing: Option<Expected<Vec<String>>>,
    /// How the amount was worked out.
    pub working: Option<String>,
}

/// An expected value and where it is written.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::compile;
/// let found = compile(&small_pack());
/// assert_eq!(found.sources.excerpt(found.cases[0].expect.verdict.at), "unconfirmed");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected<T> {
    /// The value.
    pub value: T,
    /// Its place in the file.
    pub at: Location,
}

/// When applications are accepted, as cases name it.
///
/// ```
/// use qualify_authoring::CaseAvailability;
/// use qualify_engine::{Availability, Date};
/// let closed = CaseAvailability::of(Availability::ClosedOn(Date::FIRST));
/// assert_eq!((closed, closed.word()), (CaseAvailability::Closed, "closed"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseAvailability {
    /// Open now, in a round.
    Open,
    /// Open at any time.
    Rolling,
    /// Opens later.
    Opens,
    /// Closed.
    Closed,
    /// A newer version is in force.
    Replaced,
    /// Not known.
    NotConfirmed,
}

pub(crate) const VERDICTS: [(&str, Verdict); 4] = [
    ("qualifies", Verdict::Qualifies),
    ("fails", Verdict::Fails),
    ("open", Verdict::Open),
    ("unconfirmed", Verdict::Unconfirmed),
];

/// The word for a verdict in case files.
///
/// ```
/// use qualify_authoring::verdict_word;
/// assert_eq!(verdict_word(qualify_engine::Verdict::Unconfirmed), "unconfirmed");
/// ```
#[must_use]
pub fn verdict_word(verdict: Verdict) -> &'static str {
    VERDICTS.iter().find(|(_, known)| *known == verdict).map_or("", |(word, _)| word)
}

impl CaseAvailability {
    pub(crate) const WORDS: [(&str, Self); 6] = [
        ("open", Self::Open),
        ("rolling", Self::Rolling),
        ("opens", Self::Opens),
        ("closed", Self::Closed),
        ("replaced", Self::Replaced),
        ("not_confirmed", Self::NotConfirmed),
    ];

    /// What an availability is called in case files.
    #[must_use]
    pub fn of(availability: Availability) -> Self {
        match availability {
            Availability::Open { .. } => Self::Open,
            Availability::Rolling { .. } => Self::Rolling,
            Availability::OpensOn(_) => Self::Opens,
            Availability::ClosedOn(_) | Availability::ClosedBy(_) => Self::Closed,
            Availability::ReplacedBy(_) => Self::Replaced,
            Availability::NotConfirmed => Self::NotConfirmed,
        }
    }

    /// The word for it in case files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, availability)| *availability == self).map_or("", |(word, _)| word)
    }
}

impl Case {
    /// What the programme comes to in this case, under these rules; `None` where the row that it is about is not there.
    #[must_use]
    pub fn finding(&self, pack: &Pack) -> Option<Finding> {
        let evaluator = Evaluator::new(pack, &self.dossier, self.as_of.date);
        let row = evaluator.subjects(pack.programmes.at(self.programme).about).nth(self.subject)?;
        Some(assess_one(pack, self.programme, row, &self.dossier, self.as_of))
    }

    /// What the case expects and does not get, at the places where it is expected. `pack` is the one it was compiled with.
    #[must_use]
    pub fn disappointments(&self, pack: &Pack) -> Vec<Diagnostic> {
        let programme = pack.programmes.at(self.programme);
        let mut wrong = Vec::new();
        let Some(found) = self.finding(pack) else { return wrong };
        let mut check = |what: &str, at: Location, expected: &str, found: &str| {
            if expected != found {
                let message = format!("{what} is {}, not {}: {}", quoted(found), quoted(expected), self.says);
                wrong.push(Diagnostic::error(Code::CaseFails, at, message));
            }
        };
        let expect = &self.expect;
        check("the verdict", expect.verdict.at, verdict_word(expect.verdict.value), verdict_word(found.verdict));
        if let Some(Expected { value, at }) = &expect.because {
            check("`because`", *at, &sorted(value), &sorted(&because(programme, &found)));
        }
        if let Some(Expected { value, at }) = &expect.applies {
            check("`applies`", *at, &sorted(value), &sorted(&applying(programme, &found)));
        }
        if let Some(Expected { value, at }) = &expect.missing {
            let missing: Vec<_> = found.missing.iter().map(|slot| pack.fields.at(slot.field).key.as_str()).collect();
            check("`missing`", *at, &sorted(value), &sorted(&missing));
        }
        if let Some(Expected { value, at }) = &expect.availability {
            check("the availability", *at, value.word(), CaseAvailability::of(found.availability).word());
        }
        let span = found.amount.map(|amount| amount.known.span);
        let sum = |end: Option<Number>| end.map_or_else(String::new, write::money);
        if let Some(Expected { value, at }) = &expect.at_most {
            check("the greatest amount", *at, &write::money(*value), &sum(span.and_then(|span| span.high)));
        }
        if let Some(Expected { value, at }) = &expect.at_least {
            check("the least amount", *at, &write::money(*value), &sum(span.and_then(|span| span.low)));
        }
        if let Some(Expected { value, at }) = &expect.no_amount {
            check("`no_amount`", *at, &value.to_string(), &span.is_none().to_string());
        }
        wrong
    }
}

/// The conditions that are false when a programme fails, else those that are not met or not known to be.
fn because<'a>(programme: &'a Programme, finding: &Finding) -> Vec<&'a str> {
    let stands_in_the_way = |found: &ConditionFinding| match finding.verdict {
        Verdict::Fails => found.counts_as == Truth::False,
        _ => found.truth != Truth::True,
    };
    let conditions = programme.conditions.iter().zip(&finding.conditions);
    conditions.filter(|(_, found)| stands_in_the_way(found)).map(|(it, _)| it.key.as_str()).collect()
}

/// The items that are known to apply, whatever the conditions come to.
fn applying<'a>(programme: &'a Programme, finding: &Finding) -> Vec<&'a str> {
    let items = programme.items.iter().zip(&finding.items);
    items.filter(|(_, found)| found.applies == Truth::True).map(|(it, _)| it.key.as_str()).collect()
}

fn sorted<T: AsRef<str>>(keys: &[T]) -> String {
    let mut keys: Vec<_> = keys.iter().map(AsRef::as_ref).collect();
    keys.sort_unstable();
    keys.join(", ")
}

fn quoted(words: &str) -> String {
    if words.is_empty() { "nothing".to_owned() } else { format!("`{words}`") }
}
