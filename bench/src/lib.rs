//! The rule set of the benchmarks: 30 rules over 1,000 companies of 40 fields, as a rule pack and by hand.

#[allow(missing_docs, unused_parens, clippy::all, reason = "written by a script, as a programmer would by hand")]
#[rustfmt::skip]
pub mod hand;
pub mod measure;
pub mod problems;

use qualify_authoring::{SourceFile, compile, render};
use qualify_engine::pack::{Field, FieldKind};
use qualify_engine::{Answer, Date, Dossier, Id, Number, Pack};
use std::fs;
use std::path::{Path, PathBuf};

/// Fields of a company.
pub const FIELDS: usize = 40;
/// Rules of the pack.
pub const RULES: usize = 30;

/// The company's answers, as whole numbers: see `translate.mjs`.
pub type Company = [i64; FIELDS];

/// What must come out.
#[derive(Debug)]
pub struct Expected {
    /// Pairs of a company and a rule that it meets.
    pub eligible: u64,
    /// The sum of their amounts, in 元.
    pub amount: i64,
    /// A hash of which pairs these are.
    pub hash: u32,
    /// For each company of which some answers are missing, what each rule comes to: `t`, `f`, `u`.
    pub codes: Vec<[u8; RULES]>,
}

/// The files of the pack with the rules.
#[must_use]
pub fn rule_files() -> Vec<SourceFile> {
    files(&data("pack"))
}

/// The files of the real pack.
#[must_use]
pub fn real_files() -> Vec<SourceFile> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../policies"))
}

/// The real pack, and the answers of all its cases.
///
/// # Panics
/// When it does not compile.
#[must_use]
pub fn real_cases() -> (Pack, Vec<Dossier>) {
    let mut compilation = compile(&real_files());
    let dossiers = compilation.cases.iter().map(|case| case.dossier.clone()).collect();
    (compilation.pack.take().expect("the real pack compiles"), dossiers)
}

/// The pack that these files make.
///
/// # Panics
/// When they do not make one: with what is wrong.
#[must_use]
pub fn compiled(files: &[SourceFile]) -> Pack {
    let compilation = compile(files);
    let wrong = || compilation.diagnostics.iter().map(|it| render(it, &compilation.sources, false)).collect::<String>();
    compilation.pack.clone().unwrap_or_else(|| panic!("{}", wrong()))
}

/// The companies.
#[must_use]
pub fn companies() -> Vec<Company> {
    let company = |line: &str| {
        let mut values = line.split(',').map(|value| value.parse().expect("a whole number"));
        std::array::from_fn(|_| values.next().expect("40 values"))
    };
    text("profiles.csv").lines().map(company).collect()
}

/// More companies of the same kind: each field from some company of the file, whose fields were drawn apart from each other too.
#[must_use]
pub fn mixed(companies: &[Company], count: u32) -> Vec<Company> {
    // Knuth's linear congruence; the upper bits are random enough.
    let mut state = 20_261_122_u64;
    let mut pick = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % companies.len()
    };
    (0..count).map(|_| std::array::from_fn(|field| companies[pick()][field])).collect()
}

/// Which answers of each company are left in the incomplete variant, a bit each.
#[must_use]
pub fn known() -> Vec<u64> {
    text("known.txt").lines().map(|line| u64::from_str_radix(line, 16).expect("hexadecimal")).collect()
}

/// What must come out.
#[must_use]
pub fn expected() -> Expected {
    let text = text("expected.txt");
    let (head, codes) = text.split_once('\n').expect("a first line");
    let mut head = head.split(' ').map(|number| number.parse::<i64>().expect("a whole number"));
    let mut next = || head.next().expect("three numbers");
    Expected {
        eligible: next().try_into().expect("a count"),
        amount: next(),
        hash: next().try_into().expect("32 bits"),
        codes: codes.lines().map(|line| line.as_bytes().try_into().expect("30 codes")).collect(),
    }
}

/// A company's value as the answer to a field.
///
/// # Panics
/// When it is none.
#[must_use]
pub fn answer(kind: FieldKind, value: i64) -> Answer {
    match kind {
        FieldKind::YesNo => Answer::YesNo(value != 0),
        FieldKind::Choice(_) => Answer::Choice(value.try_into().expect("an option")),
        FieldKind::Number { unit, .. } => Answer::number(unit.to_base(Number::whole(value)).expect("a small number")),
        FieldKind::Date { .. } => {
            let epoch = Date::new(1970, 1, 1).expect("a day");
            Answer::date(epoch.moved(0, value))
        }
        other => panic!("no answer of a company is a {other:?}"),
    }
}

/// A company's answers to the fields of the pack; with `known`, only those.
#[must_use]
pub fn answers(pack: &Pack, company: &Company, known: u64) -> Vec<(Id<Field>, Answer)> {
    let fields = pack.fields.entries().zip(company).enumerate();
    fields
        .filter(|(place, _)| known >> place & 1 == 1)
        .map(|(_, ((id, field), value))| (id, answer(field.kind, *value)))
        .collect()
}

/// A company as the rules by hand take it; what is not known is nothing.
#[must_use]
pub fn profile(company: &Company, known: u64) -> hand::Profile {
    let mut profile = hand::Profile::default();
    for (place, value) in company.iter().enumerate().filter(|(place, _)| known >> place & 1 == 1) {
        hand::set_at(&mut profile, place, *value);
    }
    profile
}

/// The day of the benchmarks. None of the rules depends on it.
///
/// # Panics
/// Never: it is a day.
#[must_use]
pub fn day() -> Date {
    Date::new(2026, 11, 22).expect("a day")
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(data(name)).expect("the data stand beside the benchmarks")
}

/// Every rule file under a folder, in the order of their names.
fn files(folder: &Path) -> Vec<SourceFile> {
    let mut found = Vec::new();
    gather(folder, "", &mut found);
    found.sort_by(|a: &SourceFile, b| a.path.cmp(&b.path));
    found
}

fn gather(folder: &Path, prefix: &str, found: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(folder).expect("a folder of rule files") {
        let entry = entry.expect("a readable folder");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{path}/"), found);
        } else if path.ends_with(".yaml") {
            let text = fs::read_to_string(entry.path()).expect("a rule file");
            found.push(SourceFile { path, text });
        }
    }
}
