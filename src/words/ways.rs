//! What would have to change, in words.

use super::{answer_words, list, slot_label};
use crate::messages::fill;
use crate::state::Store;
use crate::state::standing::Standing;
use qualify_engine::pack::FieldKind;
use qualify_engine::{Change, Date, Distance, Finding, Number, Verdict, Way};

/// `期限：由 60 个月改为 36 个月（减少 24 个月）`
pub fn change(store: &Store, change: &Change) -> String {
    let field = change.slot.field;
    let to: Vec<_> = [change.to].iter().chain(&change.or).map(|to| answer_words(store, field, *to)).collect();
    let values = [
        ("label", slot_label(store, change.slot)),
        ("from", answer_words(store, field, change.from)),
        ("to", to.join(store.words.way_or())),
    ];
    let mut text = fill(store.words.way_change(), &values.each_ref().map(|(name, value)| (*name, value.as_str())));
    text.push_str(&distance(store, change));
    text
}

/// How far it is; nothing where there is no distance.
fn distance(store: &Store, change: &Change) -> String {
    let words = &store.words;
    match (change.distance, store.pack().fields.at(change.slot.field).kind) {
        (Distance::Number(by), FieldKind::Number { unit, .. }) => {
            let (text, by) = match Number::ZERO.minus(by).filter(|_| by.is_negative()) {
                Some(less) => (words.way_less(), less),
                None => (words.way_more(), by),
            };
            fill(text, &[("by", &words.value(by, unit))])
        }
        (Distance::Days(days), _) => {
            let text = if days < 0 { words.way_earlier() } else { words.way_later() };
            fill(text, &[("n", &days.unsigned_abs().to_string())])
        }
        _ => String::new(),
    }
}

/// What comes of it: the verdict and the sum, and what is still to be answered.
pub fn outcome(store: &Store, way: &Way) -> String {
    let words = &store.words;
    let mut text = fill(words.way_then(), &[("outcome", &verdict_and_sum(store, &way.finding))]);
    if way.finding.verdict == Verdict::Open {
        let labels = way.finding.missing.iter().map(|slot| super::label(store, slot.field)).collect();
        text.push_str(&fill(words.way_missing(), &[("list", &list(store, labels, 3))]));
    }
    if !way.is_least {
        text.push_str(words.way_not_least());
    }
    text
}

/// `只等时间过去：2027年3月18日起符合 · 最多 90 万元。`
pub fn in_time(store: &Store, day: Date, then: &Finding) -> String {
    let values = [("date", store.words.date(day)), ("outcome", verdict_and_sum(store, then))];
    fill(store.words.way_in_time(), &values.each_ref().map(|(name, value)| (*name, value.as_str())))
}

fn verdict_and_sum(store: &Store, finding: &Finding) -> String {
    let word = Standing::of_verdict(finding.verdict).word(store);
    match super::amount(store, finding) {
        Some(amount) if !amount.sum.is_empty() => [word, " · ", &amount.sum].concat(),
        _ => word.to_owned(),
    }
}
