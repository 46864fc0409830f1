//! How many questions it takes until nothing can change: `cargo run --profile native -p qualify-cli --example questions`.
//!
//! Enterprises are made up from a seed; each answers truly what it is asked, until nothing more is. Three ways of asking are
//! counted: the question that settles most, the first one of the pack that is missing, and everything that applies.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should stop here")]

use qualify_authoring::SourceFile;
use qualify_engine::expression::Node;
use qualify_engine::pack::{Field, FieldKind};
use qualify_engine::question::{askable, next_question};
use qualify_engine::{Answer, Date, Dossier, Finding, Id, Number, Pack, Slot, Verdict, assess};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const POLICIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies");

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut argument = |otherwise: u64| arguments.next().map_or(otherwise, |it| it.parse().unwrap());
    let (count, seed) = (argument(1_000), argument(20_261_122));
    let pack = pack();
    let as_of = Date::new(2026, 11, 22).unwrap();
    let mut chance = Chance(seed);
    let (mut best, mut fixed, mut all) = (Asked::default(), Asked::default(), 0);
    let mut times = Vec::new();
    for _ in 0..count {
        let truth = enterprise(&pack, &mut chance);
        best += interview(&pack, &truth, as_of, |dossier, findings| {
            let next = || next_question(&pack, dossier, as_of, findings);
            times.push(time(next));
            next().map(|it| it.slot)
        });
        fixed +=
            interview(&pack, &truth, as_of, |dossier, findings| askable(&pack, dossier, findings).first().copied());
        all += truth.len();
    }
    times.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "a mean with one decimal")]
    let mean = |sum: usize| sum as f64 / count as f64;
    let at = |share: usize| times.get(times.len().saturating_sub(1) * share / 100).copied().unwrap_or_default();
    println!("{} programmes, {} fields, {count} enterprises, seed {seed}", pack.programmes.len(), pack.fields.len());
    println!("questions, on average                 until all verdicts stand   until nothing can change");
    let row = |way, Asked { verdicts, all }: Asked| println!("  {way}{:20.1}{:27.1}", mean(verdicts), mean(all));
    row("the one that settles most     ", best);
    row("the first one in the pack     ", fixed);
    println!("  everything that applies     {:49.1}", mean(all));
    let nothing = Dossier::new();
    let open = assess(&pack, &nothing, as_of);
    let first = time(|| next_question(&pack, &nothing, as_of, &open));
    let total: Duration = times.iter().sum();
    let average = total / u32::try_from(times.len()).unwrap();
    println!("time for the first question, when everything is open: {first:.2?}");
    println!("time for any: mean {average:.2?}, median {:.2?}, 99% {:.2?}", at(50), at(99));
}

/// The best of three runs: what others do on the machine is not measured.
fn time<T>(run: impl Fn() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        std::hint::black_box(run());
        start.elapsed()
    };
    (0..3).map(once).min().unwrap_or_default()
}

/// How many questions were asked.
#[derive(Clone, Copy, Default)]
struct Asked {
    /// Until no verdict was open any more.
    verdicts: usize,
    /// Until no answer could change anything.
    all: usize,
}

impl core::ops::AddAssign for Asked {
    fn add_assign(&mut self, other: Self) {
        self.verdicts += other.verdicts;
        self.all += other.all;
    }
}

/// How many questions this way of asking takes.
fn interview(
    pack: &Pack,
    truth: &Dossier,
    as_of: Date,
    mut next: impl FnMut(&Dossier, &[Finding]) -> Option<Slot>,
) -> Asked {
    let mut dossier = Dossier::new();
    let mut asked = Asked::default();
    loop {
        let findings = assess(pack, &dossier, as_of);
        let Some(slot) = next(&dossier, &findings) else { return asked };
        asked.all += 1;
        if findings.iter().any(|finding| finding.verdict == Verdict::Open) {
            asked.verdicts = asked.all;
        }
        let answer = truth.at(slot.field, slot.row).unwrap();
        dossier.set_at(pack, slot.field, slot.row, answer).unwrap();
        let record = pack.fields.at(slot.field).record;
        // Who is asked whether there is one says how many there are.
        while dossier.rows(record) < truth.rows(record) && answer == Answer::YesNo(true) {
            dossier.add_row(pack, record).unwrap();
        }
    }
}

/// An enterprise with an answer to everything that applies to it. Each record is there for three in ten, once or, for a quarter of
/// them, twice. Options and days around the days of the rules are equally likely; numbers are spread evenly by their size, from a
/// tenth of the least number that the rules compare them with to ten times the greatest.
fn enterprise(pack: &Pack, chance: &mut Chance) -> Dossier {
    let mut truth = Dossier::new();
    for (id, record) in pack.records.entries() {
        let Some(presence) = record.presence else { continue };
        let is_there = chance.below(10) < 3;
        truth.set(pack, presence, Answer::YesNo(is_there)).unwrap();
        if is_there && chance.below(4) == 0 {
            truth.add_row(pack, id).unwrap();
        }
    }
    for (id, field) in pack.fields.entries() {
        let presence = pack.records.at(field.record).presence;
        let rows = if presence.is_none() { 1 } else { truth.rows(field.record) };
        for row in (0..rows).filter(|_| presence != Some(id)) {
            let answer = answer(pack, &truth, id, field, chance);
            truth.set_at(pack, id, row, answer).unwrap();
        }
    }
    truth
}

fn answer(pack: &Pack, truth: &Dossier, id: Id<Field>, field: &Field, chance: &mut Chance) -> Answer {
    match field.kind {
        FieldKind::YesNo => Answer::YesNo(chance.below(2) == 0),
        FieldKind::Choice(domain) => Answer::Choice(chance.place(pack.domains.at(domain).options.len())),
        FieldKind::Row(record) => Answer::Row(chance.place(usize::from(truth.rows(record).max(1)))),
        FieldKind::Number { unit, least, greatest } => {
            let one = unit.to_base(Number::ONE).unwrap();
            let compared =
                compared(pack, id, |node| if let Node::Number(number, _) = node { Some(*number) } else { None });
            let positive = || compared.iter().copied().filter(|number| *number > Number::ZERO);
            let low = positive().min().unwrap_or(one).over(Number::whole(10)).unwrap();
            let high = positive().max().unwrap_or(one).times(Number::whole(10)).unwrap();
            Answer::number(chance.between(low, high).max(least).min(greatest))
        }
        FieldKind::Date { first, last } => {
            let days = compared(pack, id, |node| if let Node::Date(date) = node { Some(*date) } else { None });
            let today = Date::new(2026, 11, 22).unwrap();
            let day = days.get(chance.below(days.len().max(1))).copied().unwrap_or(today);
            let by = i64::try_from(chance.below(1_461)).unwrap() - 730;
            Answer::date(day.moved(0, by).max(first).min(last))
        }
    }
}

/// The literals that stand beside a field in a comparison or a choice of the least or greatest.
fn compared<T>(pack: &Pack, field: Id<Field>, literal: impl Fn(&Node) -> Option<T>) -> Vec<T> {
    let named = |node: &Node| match node {
        Node::Named(number) => literal(pack.nodes.at(pack.numbers.at(*number).value)),
        other => literal(other),
    };
    let beside = |node: &&Node| matches!(node, Node::Compare(..) | Node::Extreme(..));
    let is_field = |node: &Node| *node == Node::Field(field);
    let together = pack
        .nodes
        .iter()
        .filter(beside)
        .map(|node| node.children().into_iter().map(|it| pack.nodes.at(it)).collect::<Vec<_>>());
    together.filter(|of| of.iter().any(|it| is_field(it))).flatten().filter_map(named).collect()
}

/// Xorshift: the same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % end
    }

    fn place(&mut self, count: usize) -> u16 {
        u16::try_from(self.below(count)).unwrap()
    }

    /// Evenly by size: as likely between 1 and 2 as between 2 and 4.
    fn between(&mut self, low: Number, high: Number) -> Number {
        let mut doublings = 0;
        while doublings < 60 && low.times(Number::whole(1 << (doublings + 1))).is_some_and(|it| it <= high) {
            doublings += 1;
        }
        let start = low.times(Number::whole(1 << self.below(doublings + 1))).unwrap();
        let part = Number::fraction(i128::try_from(self.below(100)).unwrap(), 100).unwrap();
        start.plus(start.times(part).unwrap()).unwrap().min(high)
    }
}

fn pack() -> Pack {
    let mut paths = Vec::new();
    files(Path::new(POLICIES), &mut paths);
    paths.sort();
    let shown = |path: &Path| path.strip_prefix(POLICIES).unwrap().to_string_lossy().replace('\\', "/");
    let source = |path: &PathBuf| SourceFile { path: shown(path), text: std::fs::read_to_string(path).unwrap() };
    qualify_authoring::compile(&paths.iter().map(source).collect::<Vec<_>>()).pack.unwrap()
}

fn files(folder: &Path, paths: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { files(&path, paths) } else { paths.push(path) }
    }
}
