//! Plans that are hard to find are found, and proven to be the best.

use qualify_bench::{day, problems};
use qualify_engine::plan::{Wanted, plan};
use qualify_engine::{Dossier, assess};

#[test]
fn hard_plans_are_proven() {
    for seed in 140..150 {
        let pack = problems::pack(seed, 4);
        let findings = assess(&pack, &Dossier::new(), day());
        let plan = plan(&pack, &Dossier::new(), day(), &findings, Wanted::default()).expect("sixty supports");
        assert!(plan.is_proven && !plan.chosen.is_empty(), "problem {seed}");
    }
}
