//! Which question to ask next: the one whose answer is expected to settle most.
//!
//! Of every answer that is missing, the possible answers are split into [`Cell`]s that the rules can tell apart. The findings that
//! miss the answer are made anew for each cell, as if it had been given exactly; what changes is weighed by how likely the cell is.

mod cells;

pub use cells::{CELLS, Cell, Cuts};

use crate::dossier::Dossier;
use crate::evaluate::Evaluator;
use crate::missing::Slot;
use crate::{Causes, Date, Finding, Pack, Row, Verdict, assess_one};
use core::cmp::Reverse;

/// How much a finding counts whose programme accepts applications, will, or may; and how much one that has closed.
const CURRENT: u64 = 4;
const CLOSED: u64 = 1;
/// How many questions spared are as good as a verdict settled.
const VERDICT: u64 = 3;
/// The precision of a [`Worth`]: thousandths.
const WHOLE: u64 = 1_000;

/// A question worth asking.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Slot, assess, question::next_question};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "500 万元")]);
/// let question = next_question(&pack, &dossier, day, &assess(&pack, &dossier, day)).unwrap();
/// // The verdict is settled; with the term the amount will be.
/// assert_eq!(question.slot, Slot { field: pack.field("loan.term").unwrap(), row: 0 });
/// assert!(question.worth.amounts > 0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Where the answer belongs.
    pub slot: Slot,
    /// What the answer is expected to bring.
    pub worth: Worth,
}

/// What an answer is expected to bring, on average over the answers that can be given. In thousandths of a question spared for a
/// programme that has closed; for any other a question counts four times, and a verdict as much as three questions.
///
/// ```
/// use qualify_engine::question::Worth;
/// // What settles verdicts and spares questions comes before what makes amounts known.
/// assert!(Worth { settled: 2, amounts: 0 } > Worth { settled: 1, amounts: 9 });
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Worth {
    /// Verdicts settled, and questions that need not be asked any more, this one included.
    pub settled: u64,
    /// Amounts that no answer can change any more.
    pub amounts: u64,
}

/// The next question: of those that can be asked now the one expected to settle most, the first in the pack among equals. `None`
/// when there is nothing to ask: nothing is missing, or all that is has been answered as well as it could be.
///
/// `findings` are those that count, of this dossier on this day; a caller who cares for one programme alone hands in its findings
/// alone.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Dossier, assess, question::next_question};
/// let pack = example();
/// let (dossier, day) = (Dossier::new(), Date::new(2026, 11, 22).unwrap());
/// let question = next_question(&pack, &dossier, day, &assess(&pack, &dossier, day)).unwrap();
/// // Without a loan the only programme fails, so that is asked first.
/// assert_eq!(pack.fields.at(question.slot.field).key, "loan");
/// ```
#[must_use]
pub fn next_question(pack: &Pack, dossier: &Dossier, as_of: Date, findings: &[Finding]) -> Option<Question> {
    next_among(pack, dossier, as_of, findings, askable(pack, dossier, findings))
}

/// The same among some questions only, as where one subject is finished before the next one: `slots` are some of [`askable`].
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Dossier, assess, question::{askable, next_among, next_question}};
/// let (pack, dossier, day) = (example(), Dossier::new(), Date::new(2026, 11, 22).unwrap());
/// let findings = assess(&pack, &dossier, day);
/// let of_enterprise = askable(&pack, &dossier, &findings).into_iter().filter(|slot| pack.fields.at(slot.field).key == "enterprise.private");
/// let question = next_among(&pack, &dossier, day, &findings, of_enterprise.collect()).unwrap();
/// // Among all it is not the first: that there is a loan comes before.
/// assert_ne!(next_question(&pack, &dossier, day, &findings), Some(question));
/// assert_eq!(next_among(&pack, &dossier, day, &findings, Vec::new()), None);
/// ```
#[must_use]
pub fn next_among(
    pack: &Pack,
    dossier: &Dossier,
    as_of: Date,
    findings: &[Finding],
    slots: Vec<Slot>,
) -> Option<Question> {
    let inquiry = Inquiry::new(pack, dossier, as_of, findings);
    let mut hopes: Vec<_> = slots.into_iter().map(|slot| (inquiry.most(slot), slot)).collect();
    hopes.sort_by_key(|(most, slot)| (Reverse(*most), *slot));
    let mut scratch = dossier.clone();
    let mut best: Option<Question> = None;
    for (most, slot) in hopes {
        if best.is_some_and(|best| most < best.worth.settled) {
            break;
        }
        let question = Question { slot, worth: inquiry.worth(slot, &mut scratch) };
        let rank = |it: Question| (it.worth, Reverse(it.slot));
        best = Some(best.filter(|best| rank(*best) > rank(question)).unwrap_or(question));
    }
    best
}

/// What the answer to one question is expected to bring; `findings` as in [`next_question`].
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::{Date, Slot, assess, question::worth};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.principal", "500 万元")]);
/// let worth = |key| worth(&pack, &dossier, day, &assess(&pack, &dossier, day), Slot { field: pack.field(key).unwrap(), row: 0 });
/// // The term is all that is missing; how large the enterprise is no rule asks.
/// assert!(worth("loan.term") > worth("enterprise.size"));
/// ```
#[must_use]
pub fn worth(pack: &Pack, dossier: &Dossier, as_of: Date, findings: &[Finding], slot: Slot) -> Worth {
    Inquiry::new(pack, dossier, as_of, findings).worth(slot, &mut dossier.clone())
}

/// What can be asked now, in the order of the pack: what is missing and was not answered yet, not even roughly or with "don't
/// know". Whether there is a loan comes before what the loan is like.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/example.rs")); } use docs::*;
/// use qualify_engine::question::{askable, next_among, worth};
/// use qualify_engine::{Date, assess};
/// let (pack, day) = (example(), Date::new(2026, 11, 22).unwrap());
/// let dossier = answers(&pack, &[("enterprise.private", "是"), ("loan.term", "2 年")]);
/// let findings = assess(&pack, &dossier, day);
/// let slots = askable(&pack, &dossier, &findings);
/// // Of the loan only the principal is left.
/// assert_eq!(slots.iter().map(|it| it.field).collect::<Vec<_>>(), [pack.field("loan.principal").unwrap()]);
/// let next = next_among(&pack, &dossier, day, &findings, slots.clone()).unwrap();
/// assert_eq!((next.slot, next.worth), (slots[0], worth(&pack, &dossier, day, &findings, slots[0])));
/// ```
#[must_use]
pub fn askable(pack: &Pack, dossier: &Dossier, findings: &[Finding]) -> Vec<Slot> {
    let mut slots: Vec<_> = findings.iter().flat_map(|finding| finding.missing.iter().copied()).collect();
    slots.retain(|slot| {
        let record = pack.fields.at(slot.field).record;
        let presence = pack.records.at(record).presence;
        let is_there = presence.is_none_or(|presence| presence == slot.field || slot.row < dossier.rows(record));
        is_there && dossier.at(slot.field, slot.row).is_none()
    });
    slots.sort_unstable();
    slots.dedup();
    slots
}

/// Everything that the worth of a question is computed from.
struct Inquiry<'a> {
    pack: &'a Pack,
    as_of: Date,
    findings: &'a [Finding],
    /// Each slot that is missing, and how much the findings count that miss it.
    missing: Vec<(Slot, u64)>,
    cuts: Cuts<'a>,
}

impl<'a> Inquiry<'a> {
    fn new(pack: &'a Pack, dossier: &'a Dossier, as_of: Date, findings: &'a [Finding]) -> Self {
        let mut missing: Vec<(Slot, u64)> = Vec::new();
        let mut all: Vec<_> =
            findings.iter().flat_map(|it| it.missing.iter().map(|slot| (*slot, weight(it)))).collect();
        all.sort_unstable();
        for (slot, weight) in all {
            match missing.last_mut() {
                Some((last, sum)) if *last == slot => *sum = sum.saturating_add(weight),
                _ => missing.push((slot, weight)),
            }
        }
        let evaluator = Evaluator::new(pack, dossier, as_of);
        Self { pack, as_of, findings, missing, cuts: Cuts::of(&evaluator, findings) }
    }

    /// The findings that miss a slot: the only ones that an answer to it can change.
    fn waiting(&self, slot: Slot) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().filter(move |finding| finding.missing.binary_search(&slot).is_ok())
    }

    /// No answer to a slot settles more than this: everything that the findings wait for which miss it.
    fn most(&self, slot: Slot) -> u64 {
        let verdicts = self.waiting(slot).map(|finding| weight(finding).saturating_mul(VERDICT));
        let mut missing: Vec<_> = self.waiting(slot).flat_map(|finding| finding.missing.iter()).collect();
        missing.sort_unstable();
        missing.dedup();
        let sums = missing.into_iter().filter_map(|slot| self.missing.get(self.place(*slot)?));
        let spared = sums.map(|(_, sum)| (*sum).min(CURRENT));
        verdicts.chain(spared).fold(0, u64::saturating_add).saturating_mul(WHOLE)
    }

    fn place(&self, slot: Slot) -> Option<usize> {
        self.missing.binary_search_by_key(&slot, |(slot, _)| *slot).ok()
    }

    fn worth(&self, slot: Slot, dossier: &mut Dossier) -> Worth {
        let cells = self.cuts.cells(self.pack, dossier, slot.field);
        let (mut worth, mut weights) = (Worth::default(), 0_u64);
        for Cell { answer, weight } in cells {
            if dossier.set_at(self.pack, slot.field, slot.row, answer).is_err() {
                continue;
            }
            let found = self.brought(slot, dossier);
            worth.settled = worth.settled.saturating_add(found.settled.saturating_mul(weight));
            worth.amounts = worth.amounts.saturating_add(found.amounts.saturating_mul(weight));
            weights = weights.saturating_add(weight);
            dossier.clear(self.pack, slot.field, slot.row);
        }
        let mean = |sum: u64| sum.saturating_mul(WHOLE).checked_div(weights).unwrap_or_default();
        Worth { settled: mean(worth.settled), amounts: mean(worth.amounts) }
    }

    /// What it brings that `slot` is answered in `dossier`.
    fn brought(&self, slot: Slot, dossier: &Dossier) -> Worth {
        let mut worth = Worth::default();
        let mut missing = self.missing.clone();
        for before in self.waiting(slot) {
            let weight = weight(before);
            let after = again(self.pack, before, dossier, self.as_of);
            if before.verdict == Verdict::Open && after.verdict != Verdict::Open {
                worth.settled = worth.settled.saturating_add(weight.saturating_mul(VERDICT));
            }
            if waits(before) && !waits(&after) {
                worth.amounts = worth.amounts.saturating_add(weight);
            }
            for (slot, is_still) in
                before.missing.iter().map(|it| (it, false)).chain(after.missing.iter().map(|it| (it, true)))
            {
                if let Some((_, sum)) = self.place(*slot).and_then(|place| missing.get_mut(place)) {
                    *sum = if is_still { sum.saturating_add(weight) } else { sum.saturating_sub(weight) };
                }
            }
        }
        let spared = self
            .missing
            .iter()
            .zip(&missing)
            .map(|((_, before), (_, after))| (*before).min(CURRENT).saturating_sub((*after).min(CURRENT)));
        worth.settled = spared.fold(worth.settled, u64::saturating_add);
        worth
    }
}

fn weight(finding: &Finding) -> u64 {
    if finding.availability.is_closed() { CLOSED } else { CURRENT }
}

/// Whether an answer can still change the amount.
fn waits(finding: &Finding) -> bool {
    finding.amount.is_some_and(|amount| amount.known.causes.include(Causes::APPLICANT))
}

/// The same finding for other answers. Where no row was listed, it is about the first one.
fn again(pack: &Pack, finding: &Finding, dossier: &Dossier, as_of: Date) -> Finding {
    let about = pack.programmes.at(finding.programme).about;
    let subject = finding.subject.map(Row::At);
    let subject = subject.or_else(|| Evaluator::new(pack, dossier, as_of).subjects(about).next());
    assess_one(pack, finding.programme, subject.unwrap_or(Row::Absent), dossier, as_of)
}
