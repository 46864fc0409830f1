//! How long something takes, in CPU time of the process: the machine may be shared, and waiting is not work.

use rustix::time::{ClockId, clock_gettime};
use std::fmt::Write;

/// Something to measure, and how many units of work one run of it is.
pub struct Bench<'a> {
    /// What a person reads.
    pub name: String,
    /// Units of work of a run.
    pub units: u32,
    /// One run.
    pub run: Box<dyn FnMut() + 'a>,
}

impl<'a> Bench<'a> {
    /// `run` does `units` units of work.
    pub fn new(name: impl Into<String>, units: u32, run: impl FnMut() + 'a) -> Self {
        Self { name: name.into(), units, run: Box::new(run) }
    }
}

/// Nanoseconds a unit.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// The median of all rounds.
    pub median: f64,
    /// The least.
    pub least: f64,
}

/// Rounds for each, and the least time that a round takes in nanoseconds.
const ROUNDS: usize = 11;
const ROUND: f64 = 60e6;

/// Measures all of them in turns, so that what disturbs one disturbs the others alike.
///
/// # Panics
/// When the system has no clock for CPU time.
#[must_use]
pub fn measure(benches: &mut [Bench<'_>]) -> Vec<Taken> {
    let repeats: Vec<u32> = benches.iter_mut().map(repeats).collect();
    let mut rounds = vec![Vec::with_capacity(ROUNDS); benches.len()];
    for _ in 0..ROUNDS {
        for ((bench, repeats), rounds) in benches.iter_mut().zip(&repeats).zip(&mut rounds) {
            rounds.push(round(bench, *repeats));
        }
    }
    let taken = |mut rounds: Vec<f64>| {
        rounds.sort_by(f64::total_cmp);
        Taken { median: rounds[ROUNDS / 2], least: rounds[0] }
    };
    rounds.into_iter().map(taken).collect()
}

/// The CPU time of one run in nanoseconds: the least of three.
#[must_use]
pub fn once(mut run: impl FnMut()) -> f64 {
    let one = |_| {
        let start = cpu();
        run();
        cpu() - start
    };
    (0..3).map(one).fold(f64::INFINITY, f64::min)
}

/// How many runs make a round; warms up on the way.
fn repeats(bench: &mut Bench<'_>) -> u32 {
    let mut repeats = 1;
    while round(bench, repeats) * f64::from(repeats) * f64::from(bench.units) < ROUND && repeats < 1 << 24 {
        repeats *= 2;
    }
    repeats
}

fn round(bench: &mut Bench<'_>, repeats: u32) -> f64 {
    let start = cpu();
    for _ in 0..repeats {
        (bench.run)();
    }
    (cpu() - start) / f64::from(repeats) / f64::from(bench.units)
}

/// CPU time of this process in nanoseconds.
fn cpu() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}

/// A time as a person reads it.
#[must_use]
pub fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        small if small < 1e3 => format!("{small:.1} ns"),
        middling if middling < 1e6 => format!("{:.2} µs", middling / 1e3),
        large => format!("{:.2} ms", large / 1e6),
    }
}

/// A line of the table; with `beside`, how many times as long as that.
#[must_use]
pub fn line(name: &str, taken: Taken, beside: Option<Taken>, aim: &str) -> String {
    let mut line = format!("{name:<66} {:>10} {:>10}", time(taken.median), time(taken.least));
    if let Some(beside) = beside {
        let _ = write!(line, " {:>7.2}×", taken.median / beside.median);
    }
    if !aim.is_empty() {
        let _ = write!(line, "  {aim}");
    }
    line
}
