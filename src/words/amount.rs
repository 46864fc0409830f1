//! Sums of money in words. Never more than the text promises.

use super::{label, list};
use crate::messages::fill;
use crate::state::Store;
use qualify_engine::pack::{Promise, Provenance};
use qualify_engine::{Amount, Causes, Finding, Number, Verdict};

/// A sum in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AmountWords {
    /// What is written large.
    pub sum: String,
    /// What has to be said beside it.
    pub note: String,
}

/// The sum of a finding; `None` when no money is at stake.
pub fn amount(store: &Store, finding: &Finding) -> Option<AmountWords> {
    let amount = finding.amount?;
    let mut notes = Vec::new();
    let sum = match amount.known.span.high {
        Some(high) => bounded(store, amount, high),
        None => String::new(),
    };
    let causes = amount.known.causes;
    let has_no_ceiling = amount.known.span.high.is_none() && causes.include(Causes::SOURCE);
    if finding.verdict == Verdict::Open {
        // What is still to be answered stands beside it already.
        let words = &store.words;
        let condition = match (sum.is_empty(), has_no_ceiling) {
            (false, _) => Some(words.if_met()),
            (true, true) => None,
            (true, false) => Some(words.amount_later()),
        };
        notes.extend(condition.map(str::to_owned));
    } else if causes.include(Causes::APPLICANT) {
        let labels = finding.missing.iter().map(|slot| label(store, slot.field)).collect();
        notes.push(fill(store.words.depends_on(), &[("list", &list(store, labels, 2))]));
    }
    // Once is enough.
    if has_no_ceiling {
        notes.push(store.words.no_ceiling().to_owned());
    } else {
        notes.extend(how_known(store, amount.provenance).map(str::to_owned));
    }
    Some(AmountWords { sum, note: notes.join(store.words.list_end()) })
}

fn bounded(store: &Store, amount: Amount, high: Number) -> String {
    let words = &store.words;
    let low = amount.known.span.low.filter(|low| *low > Number::ZERO);
    match low {
        Some(low) if low == high && amount.promise == Promise::Exactly => store.words.money(high),
        Some(low) if low < high => {
            let span = between(store, low, high);
            if amount.promise == Promise::AtMost { fill(words.ceiling(), &[("sum", &span)]) } else { span }
        }
        _ => fill(words.at_most(), &[("sum", &store.words.money(high))]),
    }
}

/// `30 – 90 万元`.
pub fn between(store: &Store, low: Number, high: Number) -> String {
    let (low, high) = (without_repeated_unit(store, low, high), store.words.money(high));
    fill(store.words.between(), &[("low", &low), ("high", &high)])
}

/// `30` beside `90 万元`, and `8,000 元` beside `90 万元`.
fn without_repeated_unit(store: &Store, low: Number, high: Number) -> String {
    let (low, high) = (store.words.money(low), store.words.money(high));
    let unit = |text: &str| text.split_once(' ').map(|(_, unit)| unit.to_owned());
    match low.split_once(' ') {
        Some((digits, of)) if unit(&high).as_deref() == Some(of) => digits.to_owned(),
        _ => low,
    }
}

fn how_known(store: &Store, provenance: Provenance) -> Option<&str> {
    match provenance {
        Provenance::Seen => None,
        Provenance::Inferred => Some(store.words.amount_inferred()),
        Provenance::Recalled => Some(store.words.amount_recalled()),
        Provenance::Unpublished => Some(store.words.amount_unpublished()),
    }
}
