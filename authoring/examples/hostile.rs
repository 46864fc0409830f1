//! How long hostile rules take, and how much memory: `cargo run --release -p qualify-authoring --example hostile`.

use qualify_authoring::{SourceFile, compile};
use qualify_engine::expression::{Fold, Node, Over};
use qualify_engine::{Answer, Date, Dossier, Id, Pack, assess, limits};
use std::time::Instant;

const FILES: [(&str, &str); 7] = [
    ("pack.yaml", include_str!("../tests/small/pack.yaml")),
    ("catalogues.yaml", include_str!("../tests/small/catalogues.yaml")),
    ("documents.yaml", include_str!("../tests/small/documents.yaml")),
    ("readings.yaml", include_str!("../tests/small/readings.yaml")),
    ("vocabulary/enterprise.yaml", include_str!("../tests/small/vocabulary/enterprise.yaml")),
    ("vocabulary/loan.yaml", include_str!("../tests/small/vocabulary/loan.yaml")),
    ("programmes/loan_interest.yaml", include_str!("../tests/small/programmes/loan_interest.yaml")),
];

fn files(when: &str) -> Vec<SourceFile> {
    FILES
        .map(|(path, text)| SourceFile { path: path.into(), text: text.replace("loan.issued >= 2026-01-01", when) })
        .into()
}

fn timed(what: &str, work: impl FnOnce() -> String) {
    let start = Instant::now();
    let outcome = work();
    println!("{what:<34} {:>9} µs  {outcome}", start.elapsed().as_micros());
}

/// As many steps as a pack may take, over 100 loans: lists in lists, for every loan.
fn as_much_work_as_may_be(mut pack: Pack) -> Option<(Pack, Dossier)> {
    let loan = pack.records.ids().find(|id| pack.records.at(*id).key == "loan")?;
    let (about, principal) = (Id::at(0), pack.field("loan.principal")?);
    let any = |pack: &mut Pack, of| {
        pack.nodes.push(Node::Over(Over { fold: Fold::Any, record: loan, only: None, of: Some(of) }))
    };
    let mut parts = Vec::new();
    while (parts.len() as u64) < limits::WORK / 150_600 {
        let field = pack.field("loan")?;
        let leaf = pack.nodes.push(Node::Field(field));
        let not = pack.nodes.push(Node::Not(leaf));
        let inner = any(&mut pack, not);
        let outer = any(&mut pack, inner);
        parts.push(pack.nodes.push(Node::Not(outer)));
    }
    let all = pack.nodes.push(Node::All(parts));
    let programme = pack.programmes.ids().next()?;
    let programme = pack.programmes.get_mut(programme)?;
    programme.about = about;
    programme.conditions.truncate(1);
    programme.items.clear();
    programme.total_at_most = None;
    programme.conditions.first_mut()?.test = all;
    let mut dossier = Dossier::new();
    for row in 0..limits::ROWS {
        dossier.set_at(&pack, principal, row, Answer::DontKnow).ok()?;
        dossier.set_at(&pack, principal, row, Answer::number(qualify_engine::Number::ONE)).ok()?;
    }
    dossier.set_may_be_more(loan, true);
    Some((pack, dossier))
}

fn main() {
    let shapes = [
        ("100,000 parentheses", format!("{}loan{}", "(".repeat(100_000), ")".repeat(100_000))),
        ("1,000 parentheses", format!("{}loan{}", "(".repeat(1_000), ")".repeat(1_000))),
        ("1,000 times not", format!("{}loan", "not ".repeat(1_000))),
        ("and with 100,000 terms", vec!["loan"; 100_000].join(" and ")),
        ("a list of 100,000", format!("enterprise.size in [{}]", vec!["small"; 100_000].join(", "))),
        ("a text of 10 MB", "长".repeat(3_500_000)),
        ("a number of 9,000 digits", format!("loan.principal >= {} 元", "9".repeat(9_000))),
    ];
    for (what, when) in shapes {
        timed(what, || {
            let found = compile(&files(&when));
            found.diagnostics.first().map_or_else(|| "compiled".into(), |it| it.code.text().into())
        });
    }
    let Some((pack, dossier)) = compile(&files("loan")).pack.and_then(as_much_work_as_may_be) else { return };
    timed("check of the most work", || format!("{:?}", pack.check()));
    if pack.check().is_ok()
        && let Some(day) = Date::new(2026, 11, 22)
    {
        timed("assessment of the most work", || {
            format!("{:?}", assess(&pack, &dossier, day).first().map(|it| it.verdict))
        });
    }
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
}
