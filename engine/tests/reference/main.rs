//! A second evaluator, written from the page on the rule language and without cleverness: on random packs and dossiers it must
//! come to what the engine comes to.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot go on should stop here"
)]

mod answers;
mod calendar;
mod evaluator;
mod finding;
mod growth;
mod near;
mod random;
mod show;
mod tight;
mod value;

use finding::{Plain, findings};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use qualify_engine::format::PackError;
use qualify_engine::{Finding, Pack, Reach, Truth, assess};
use random::{EVERYTHING, Tape, tape};
use value::Interval;

/// How many random packs are tried: more when `QUALIFY_CASES` says so.
#[expect(clippy::disallowed_methods, reason = "how long a test runs is no matter of the engine")]
fn cases() -> ProptestConfig {
    let asked: Option<u32> = std::env::var("QUALIFY_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        max_shrink_iters: 20_000,
        // About one pack in 500 is too large.
        max_global_rejects: asked.unwrap_or(2_000),
        failure_persistence: None,
        // A change is judged by the same cases each time; whoever asks for more gets others.
        rng_seed: if asked.is_some() { RngSeed::Random } else { RngSeed::Fixed(20_261_122) },
        ..ProptestConfig::with_cases(asked.unwrap_or(2_000))
    }
}

/// What the reference computes of a finding of the engine.
fn plain(found: &Finding) -> Plain {
    Plain {
        programme: found.programme.place(),
        subject: found.subject,
        verdict: found.verdict,
        evidence: found.evidence,
        amount: found.amount.map(|amount| {
            let span = amount.known.span;
            let interval = Interval { low: span.low.map(evaluator::exact), high: span.high.map(evaluator::exact) };
            (interval, amount.promise, amount.provenance)
        }),
        missing: found.missing.clone(),
    }
}

fn told(pack: &Pack, found: &Plain) -> String {
    format!(
        "{} {:?}: {:?} {:?} {:?} missing {}",
        found.programme,
        found.subject,
        found.verdict,
        found.evidence,
        found.amount,
        show::slots(pack, &found.missing)
    )
}

proptest! {
    #![proptest_config(cases())]

    /// What is called impossible never happens: what the conditions of a finding come to is possible, one by one and together.
    #[test]
    fn what_happens_is_possible(rules in tape(250), said in tape(120)) {
        let pack = random::pack(&mut Tape::new(&rules), EVERYTHING);
        let mut said = Tape::new(&said);
        let as_of = random::as_of(&mut said);
        let answers = random::answers(&mut said, &pack);
        let mut reach = Reach::new(&pack);
        for found in assess(&pack, &answers.dossier(&pack).unwrap(), as_of) {
            let conditions = pack.programmes.at(found.programme).conditions.iter().zip(&found.conditions);
            let known: Vec<_> = conditions
                .filter(|(_, found)| !found.truth.is_unknown())
                .map(|(condition, found)| (condition.test, found.truth == Truth::True))
                .collect();
            prop_assert!(!reach.is_impossible(&known), "{}{}", show::pack(&pack), show::answers(&pack, &answers));
            for wish in known {
                prop_assert!(!reach.is_impossible(&[wish]), "{}{}", show::pack(&pack), show::answers(&pack, &answers));
            }
        }
    }

    #[test]
    fn both_evaluators_agree(rules in tape(250), said in tape(120)) {
        let pack = random::pack(&mut Tape::new(&rules), EVERYTHING);
        // Some would take too long with full lists; nothing else may be wrong with them.
        prop_assume!(pack.check() != Err(PackError::TooLarge));
        pack.check().unwrap();
        let mut said = Tape::new(&said);
        let as_of = random::as_of(&mut said);
        let answers = random::answers(&mut said, &pack);
        let found: Vec<_> = assess(&pack, &answers.dossier(&pack).unwrap(), as_of).iter().map(plain).collect();
        let expected = findings(&pack, &answers, as_of);
        prop_assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            prop_assert!(
                found == expected,
                "\n{}{}engine    {}\nreference {}",
                show::pack(&pack),
                show::answers(&pack, &answers),
                told(&pack, found),
                told(&pack, expected)
            );
        }
    }
}
