//! Prints how long the engine takes beside the same rules written by hand, how long hard plans take, and how time grows; what one
//! call takes is in `benches/engine.rs`. `cargo xtask bench` runs both. With a file as its argument this only writes the compiled
//! rules there, for WebAssembly.

use qualify_bench::hand::{self, LEAVES, Profile};
use qualify_bench::measure::{Bench, Taken, line, measure, once, time};
use qualify_bench::{
    RULES, answers, companies, compiled, day, known, mixed, problems, profile, real_cases, rule_files,
};
use qualify_engine::format::encode_rules;
use qualify_engine::pack::Field;
use qualify_engine::plan::{Wanted, plan};
use qualify_engine::{Answer, Desk, Dossier, Id, Pack, Screen, assess};
use std::hint::black_box;

const ALL: u64 = u64::MAX;
const MORE: u32 = 8_192;

fn main() {
    if let Some(file) = std::env::args().nth(1) {
        let bytes = encode_rules(&compiled(&rule_files())).expect("a small pack").0;
        return std::fs::write(file, bytes).expect("a file that can be written");
    }
    println!("{:<66} {:>10} {:>10} {:>8}", "", "median", "least", "ratio");
    rules();
    plans();
    growth();
    growth_in_rows();
}

/// Prints benches, each beside the first of its group.
fn table(title: &str, benches: Vec<(Bench<'_>, &str)>) {
    println!("\n{title}");
    let (mut benches, aims): (Vec<_>, Vec<_>) = benches.into_iter().unzip();
    let taken = measure(&mut benches);
    let beside: Option<Taken> = taken.first().copied();
    for (((bench, taken), aim), place) in benches.iter().zip(&taken).zip(aims).zip(0..) {
        println!("{}", line(&bench.name, *taken, beside.filter(|_| place > 0), aim));
    }
}

type Answers = Vec<(Id<Field>, Answer)>;

/// The 30 rules over the 1,000 companies.
fn rules() {
    let pack = compiled(&rule_files());
    let screen = Screen::new(&pack, day());
    let companies = companies();
    let count = u32::try_from(companies.len()).expect("a thousand");
    let complete: Vec<Profile> = companies.iter().map(|company| profile(company, ALL)).collect();
    let incomplete: Vec<(Profile, u64)> =
        companies.iter().zip(known()).map(|(company, known)| (profile(company, known), known)).collect();
    let whole: Vec<Answers> = companies.iter().map(|company| answers(&pack, company, ALL)).collect();
    let partial: Vec<Answers> =
        companies.iter().zip(known()).map(|(company, known)| answers(&pack, company, known)).collect();
    let more: Vec<Profile> = mixed(&companies, MORE).iter().map(|company| profile(company, ALL)).collect();
    let held =
        |dossiers: &[Answers]| -> Vec<Desk<'_>> { dossiers.iter().map(|answers| filled(&screen, answers)).collect() };
    let (mut desks, mut open_desks, mut one) = (held(&whole), held(&partial), Desk::new(&screen));
    let mut changing = held(&whole[..1]).remove(0);
    let findings: Vec<Dossier> = desks.iter().take(50).map(|desk| desk.dossier().clone()).collect();
    let mut amounts = [0; RULES];
    let (mut three, mut sums, mut log) = ([0; RULES], [0; RULES], [0; LEAVES]);
    let mut more_amounts = [0; RULES];
    let mut step = 0;
    table(
        "30 rules, 250 comparisons: a company (every verdict and amount)",
        vec![
            (
                Bench::new("by hand, stopping early, from a record", count, || {
                    for profile in &complete {
                        hand::all(black_box(profile), &mut amounts);
                        black_box(&amounts);
                    }
                }),
                "",
            ),
            (
                Bench::new("by hand, 8,192 companies: branches not known by heart", MORE, || {
                    for profile in &more {
                        hand::all(black_box(profile), &mut more_amounts);
                        black_box(&more_amounts);
                    }
                }),
                "",
            ),
            (
                Bench::new("engine, the company held: all comparisons, verdicts, amounts", count, || {
                    for desk in &mut desks {
                        desk.rework();
                        black_box(desk.refresh());
                    }
                }),
                "aim: 3",
            ),
            (
                Bench::new("engine, a company taken in: 40 answers set, then the same", count, || {
                    for answers in &whole {
                        take_in(&mut one, answers);
                    }
                }),
                "",
            ),
            (
                Bench::new("engine, one answer changed, what it matters to worked out", 40 * 50, || {
                    for _ in 0..40 * 50 {
                        step += 1;
                        let (field, answer) = whole[step % 997][step % 40];
                        changing.set(field, answer).expect("an answer of the data");
                        black_box(changing.refresh());
                    }
                }),
                "",
            ),
            (
                Bench::new("engine, full findings (what is missing, every condition)", 50, || {
                    for dossier in &findings {
                        black_box(assess(&pack, dossier, day()));
                    }
                }),
                "",
            ),
        ],
    );
    table(
        "The same with 30% of the answers missing: three-valued, every comparison kept",
        vec![
            (
                Bench::new("by hand, from a record", count, || {
                    for (profile, known) in &incomplete {
                        hand::all3(black_box(profile), *known, &mut three, &mut sums, &mut log);
                        black_box((&three, &sums, &log));
                    }
                }),
                "",
            ),
            (
                Bench::new("engine, the company held, 30% missing", count, || {
                    for desk in &mut open_desks {
                        desk.rework();
                        black_box(desk.refresh());
                    }
                }),
                "aim: 2",
            ),
        ],
    );
}

fn filled<'s>(screen: &'s Screen<'s>, answers: &Answers) -> Desk<'s> {
    let mut desk = Desk::new(screen);
    take_in(&mut desk, answers);
    desk
}

fn take_in(desk: &mut Desk<'_>, answers: &Answers) {
    desk.rework();
    for (field, answer) in answers {
        desk.set(*field, *answer).expect("an answer of the data");
    }
    black_box(desk.refresh());
}

/// How long plans take that are hard to find.
fn plans() {
    const PROBLEMS: usize = 300;
    println!("\nPlans: {PROBLEMS} problems made up, 60 programmes under 20 relations");
    println!("{:<40} {:>12} {:>12} {:>12} {:>12}", "", "median", "90 of 100", "99 of 100", "slowest");
    for (name, questions) in [("all relations stated", 0), ("four of them questions", 4)] {
        let mut times: Vec<f64> = (0..PROBLEMS as u64).map(|seed| plan_time(seed, questions)).collect();
        times.sort_by(f64::total_cmp);
        let [median, most, nearly_all, all] =
            [50, 90, 99, 100].map(|part| time(times[(PROBLEMS * part / 100).min(PROBLEMS - 1)]));
        println!("{name:<40} {median:>12} {most:>12} {nearly_all:>12} {all:>12}  aim: below 10 ms");
    }
}

fn plan_time(seed: u64, questions: usize) -> f64 {
    let pack = problems::pack(seed, questions);
    let dossier = Dossier::new();
    let findings = assess(&pack, &dossier, day());
    once(|| {
        let plan = plan(&pack, &dossier, day(), &findings, Wanted::default()).expect("sixty supports");
        assert!(plan.is_proven && !plan.chosen.is_empty(), "problem {seed}");
    })
}

/// The real pack's programmes, over and over.
fn growth() {
    let (pack, dossiers) = real_cases();
    let dossier = dossiers.iter().max_by_key(|dossier| dossier.len()).expect("some case");
    println!("\nGrowth: the real pack's programmes repeated, the fullest dossier of its cases");
    println!("{:<24} {:>12} {:>12} {:>12} {:>14}", "programmes", "ready", "verdicts", "findings", "a programme");
    for count in [60, 600, 6_000] {
        let pack = repeated(&pack, count);
        let screen = Screen::new(&pack, day());
        let mut desk = Desk::new(&screen);
        desk.open(dossier);
        let mut benches = [
            Bench::new("", 1, || drop(black_box(Screen::new(&pack, day())))),
            Bench::new("", 1, || {
                desk.rework();
                black_box(desk.refresh());
            }),
            Bench::new("", 1, || drop(black_box(assess(&pack, dossier, day())))),
        ];
        let taken = measure(&mut benches);
        let [ready, verdicts, findings] = [0, 1, 2].map(|place: usize| taken[place].median);
        let each = time(verdicts / count as f64);
        println!("{count:<24} {:>12} {:>12} {:>12} {each:>14}", time(ready), time(verdicts), time(findings));
    }
}

/// The real pack and a dossier with more and more rows of the record that most programmes are about.
fn growth_in_rows() {
    let (pack, dossiers) = real_cases();
    let of = |record| pack.programmes.iter().filter(|programme| programme.about == record).count();
    let several = pack.records.entries().filter(|(_, record)| record.presence.is_some()).map(|(id, _)| id);
    let record = several.max_by_key(|record| of(*record)).expect("a record of several rows");
    let dossier = dossiers.iter().filter(|dossier| dossier.rows(record) > 0).max_by_key(|dossier| dossier.len());
    let dossier = dossier.expect("a case about the record");
    let screen = Screen::new(&pack, day());
    println!("\nGrowth: rows of `{}`, which {} programmes are about", pack.records.at(record).key, of(record));
    println!("{:<24} {:>12} {:>12}", "rows", "verdicts", "findings");
    for count in [1, 10, 100] {
        let mut dossier = dossier.clone();
        for (id, _) in pack
            .fields
            .entries()
            .filter(|(id, field)| field.record == record && pack.records.at(record).presence != Some(*id))
        {
            if let Some(answer) = dossier.get(id) {
                (1..count).for_each(|row| dossier.set_at(&pack, id, row, answer).expect("an answer of the first row"));
            }
        }
        let mut desk = Desk::new(&screen);
        desk.open(&dossier);
        let mut benches = [
            Bench::new("", 1, || {
                desk.rework();
                black_box(desk.refresh());
            }),
            Bench::new("", 1, || drop(black_box(assess(&pack, &dossier, day())))),
        ];
        let taken = measure(&mut benches);
        println!("{count:<24} {:>12} {:>12}", time(taken[0].median), time(taken[1].median));
    }
}

/// A pack with `count` programmes: those of `pack` over and over.
fn repeated(pack: &Pack, count: usize) -> Pack {
    let mut large = pack.clone();
    large.programmes = qualify_engine::Table::default();
    for programme in pack.programmes.iter().cycle().take(count) {
        large.programmes.push(programme.clone());
    }
    large
}
