//! Shapes that bring rule engines down: within a second of work and 100 MB there is an answer, or an error with a code.

use qualify_authoring::{SourceFile, compile};
use qualify_bench::measure::once;
use qualify_bench::{day, rule_files};
use qualify_engine::format::{decode_rules, encode_rules};
use qualify_engine::{Dossier, assess};

const SECOND: f64 = 1e9;
const BYTES: u64 = 100_000_000;

/// The 30 rules with another first condition.
fn with_condition(when: &str) -> Vec<SourceFile> {
    changed("enterprise.planned_cost >= 751000 元", when)
}

fn changed(from: &str, to: &str) -> Vec<SourceFile> {
    let mut files = rule_files();
    let file = files.iter_mut().find(|file| file.path == "programmes/rule_01.yaml").expect("the first rule");
    assert!(file.text.contains(from));
    file.text = file.text.replacen(from, to, 1);
    files
}

/// What is found in these files, of which the pack is assessed where there is one; held to a second and to 100 MB.
fn found(files: &[SourceFile]) -> Vec<&'static str> {
    let mut codes = Vec::new();
    let mut run = || {
        let compilation = compile(files);
        codes = compilation.diagnostics.iter().map(|it| it.code.text()).collect();
        if let Some(pack) = compilation.pack {
            let bytes = encode_rules(&pack).expect("a pack that fits").0;
            let loaded = decode_rules(&bytes).expect("what was written can be read");
            assert_eq!(assess(&loaded.pack, &Dossier::new(), day()).len(), 30);
        }
    };
    let most = allocation_counter::measure(&mut run).bytes_max;
    let time = once(&mut run);
    assert!(time < SECOND && most < BYTES, "{time} ns, {most} bytes");
    codes
}

#[test]
fn deep_and_wide() {
    let field = "enterprise.invoice_registered";
    let wrapped = |count: usize| format!("{}{field}{}", "(".repeat(count), ")".repeat(count));
    let negated = |count: usize| format!("{}{field}", "not ".repeat(count));
    let joined = |count: usize| vec!["true"; count].join(" and ");
    let listed = |count: usize| format!("enterprise.energy_plan in [{}]", vec!["e04"; count].join(", "));
    for text in [wrapped(1_000), wrapped(100_000), negated(1_000), joined(100_000), listed(100_000)] {
        assert_eq!(found(&with_condition(&text)), ["limit"], "{} characters", text.len());
    }
    for text in [wrapped(63), negated(63), joined(1_000)] {
        assert_eq!(found(&with_condition(&text)), Vec::<&str>::new(), "{} characters", text.len());
    }
}

#[test]
fn huge_numbers_and_texts() {
    assert_eq!(found(&with_condition(&format!("enterprise.planned_cost >= {} 元", "9".repeat(9_000)))), ["bad-number"]);
    // What leaves the range of numbers is not known, and no error.
    let product = " * 1000000000000".repeat(60);
    assert_eq!(found(&with_condition(&format!("enterprise.planned_cost >= 1 元{product}"))), Vec::<&str>::new());
    assert_eq!(found(&changed("name: rule_01", &format!("name: {}", "长".repeat(10_000_000 / 3)))), ["limit"]);
    assert_eq!(found(&with_condition(&"a".repeat(10_000_000))), ["limit"]);
}
