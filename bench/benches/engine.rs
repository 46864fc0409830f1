//! What one call of the engine takes: loading a pack, and each thing that can be asked about a dossier. The dossiers are those of the
//! real pack's cases, one after the other.

#![allow(missing_docs, reason = "each bench is named for what it measures")]

use divan::{Bencher, black_box};
use qualify_bench::{compiled, day, real_cases, rule_files};
use qualify_engine::format::{decode_rules, encode_rules};
use qualify_engine::pack::Changer;
use qualify_engine::plan::{Wanted, plan};
use qualify_engine::question::next_question;
use qualify_engine::{Desk, Dossier, Evaluator, Finding, Pack, Row, Screen, Verdict, assess, nearest};
use std::sync::LazyLock;

fn main() {
    divan::main();
}

static REAL: LazyLock<(Pack, Vec<Dossier>)> = LazyLock::new(real_cases);
static FINDINGS: LazyLock<Vec<Vec<Finding>>> =
    LazyLock::new(|| REAL.1.iter().map(|dossier| assess(&REAL.0, dossier, day())).collect());

/// Everything that may come to something.
const WANTED: Wanted = Wanted { unconfirmed: true, open: true, closed: true };

/// Measures `of` on one dossier after the other.
fn each<T>(bencher: Bencher<'_, '_>, of: impl Fn(&'static Dossier, &'static [Finding]) -> T) {
    let mut cases = REAL.1.iter().zip(FINDINGS.iter()).cycle();
    bencher.bench_local(move || cases.next().map(|(dossier, findings)| of(dossier, findings)));
}

mod thirty_rules {
    use super::*;

    #[divan::bench]
    fn load_from_the_compiled_pack(bencher: Bencher<'_, '_>) {
        let bytes = encode_rules(&compiled(&rule_files())).expect("a small pack").0;
        bencher.bench(|| decode_rules(black_box(&bytes)));
    }

    /// A part of loading: that nothing in the file can lead the engine astray.
    #[divan::bench]
    fn check_what_was_loaded(bencher: Bencher<'_, '_>) {
        let pack = compiled(&rule_files());
        bencher.bench(|| black_box(&pack).check());
    }

    #[divan::bench]
    fn make_ready_for_verdicts(bencher: Bencher<'_, '_>) {
        let pack = compiled(&rule_files());
        bencher.bench(|| Screen::new(black_box(&pack), day()));
    }

    #[divan::bench]
    fn load_from_yaml(bencher: Bencher<'_, '_>) {
        let files = rule_files();
        bencher.bench(|| compiled(black_box(&files)));
    }
}

mod real_pack {
    use super::*;

    #[divan::bench]
    fn load_from_the_compiled_pack(bencher: Bencher<'_, '_>) {
        let bytes = encode_rules(&REAL.0).expect("a small pack").0;
        bencher.bench(|| decode_rules(black_box(&bytes)));
    }

    #[divan::bench]
    fn make_ready_for_verdicts(bencher: Bencher<'_, '_>) {
        bencher.bench(|| Screen::new(black_box(&REAL.0), day()));
    }

    /// The dossiers are held as typed values; every verdict and amount is worked out anew.
    #[divan::bench]
    fn verdicts(bencher: Bencher<'_, '_>) {
        let screen = Screen::new(&REAL.0, day());
        let mut desks: Vec<_> = REAL.1.iter().map(|_| Desk::new(&screen)).collect();
        desks.iter_mut().zip(&REAL.1).for_each(|(desk, dossier)| desk.open(dossier));
        let mut next = 0;
        bencher.bench_local(|| {
            next = (next + 1) % desks.len();
            desks[next].rework();
            desks[next].refresh().len()
        });
    }

    #[divan::bench]
    fn findings(bencher: Bencher<'_, '_>) {
        each(bencher, |dossier, _| assess(&REAL.0, dossier, day()));
    }

    #[divan::bench]
    fn findings_with_the_proof_of_every_condition(bencher: Bencher<'_, '_>) {
        each(bencher, |dossier, _| proofs(&REAL.0, dossier));
    }

    #[divan::bench]
    fn next_question_from_the_findings(bencher: Bencher<'_, '_>) {
        each(bencher, |dossier, findings| next_question(&REAL.0, dossier, day(), findings));
    }

    #[divan::bench]
    fn plan_of_all_that_do_not_fail(bencher: Bencher<'_, '_>) {
        each(bencher, |dossier, findings| plan(&REAL.0, dossier, day(), findings, WANTED));
    }

    /// A programme that fails for want of any loan has no way in worth timing.
    #[divan::bench]
    fn nearest_way_into_one_that_fails(bencher: Bencher<'_, '_>) {
        let all = REAL.1.iter().zip(FINDINGS.iter());
        let pairs = all.flat_map(|(dossier, findings)| findings.iter().map(move |finding| (dossier, finding)));
        let failing: Vec<_> = pairs.filter(|(_, it)| it.verdict == Verdict::Fails && it.subject.is_some()).collect();
        let mut failing = failing.into_iter().cycle();
        bencher.bench_local(move || {
            let (dossier, finding) = failing.next().expect("some programme fails in some case");
            let row = finding.subject.map_or(Row::At(0), Row::At);
            nearest(&REAL.0, finding.programme, row, dossier, day(), Changer::Other)
        });
    }
}

fn proofs(pack: &Pack, dossier: &Dossier) -> usize {
    let mut parts = 0;
    for finding in assess(pack, dossier, day()) {
        let evaluator = Evaluator::new(pack, dossier, day()).for_finding(&finding);
        for condition in &pack.programmes.at(finding.programme).conditions {
            parts += black_box(evaluator.prove(condition.test)).parts.len();
        }
    }
    parts
}
