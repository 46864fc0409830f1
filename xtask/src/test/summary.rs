//! Reads how many tests passed from what the runners print.

use std::fmt;
use std::ops::AddAssign;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: usize,
    pub failed: usize,
}

impl Counts {
    /// Of a part that could not even run.
    pub fn broken_down() -> Self {
        Self { passed: 0, failed: 1 }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// From `test result: ok. 3 passed; 0 failed; …`, one line a test program.
pub fn of_cargo(output: &str) -> Counts {
    let mut counts = Counts::default();
    let closing = output.lines().filter_map(|line| line.trim().strip_prefix("test result: "));
    for line in closing {
        counts += Counts { passed: number_before(line, " passed;"), failed: number_before(line, " failed;") };
    }
    counts
}

/// From `ℹ pass 3`, `ℹ fail 0`, `ℹ cancelled 0` at the end. A cancelled test, one that ran out of time, has failed.
pub fn of_node(output: &str) -> Counts {
    let last = |key: &str| {
        output
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix("ℹ ")?.strip_prefix(key)?.trim().parse().ok())
            .unwrap_or(0)
    };
    Counts { passed: last("pass "), failed: last("fail ") + last("cancelled ") }
}

fn number_before(line: &str, word: &str) -> usize {
    line.split_once(word).and_then(|(before, _)| before.rsplit(' ').next()?.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Counts, of_cargo, of_node};

    #[test]
    fn cargo_reports_each_program() {
        let output = "\
running 2 tests
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

test result: FAILED. 11 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s
";
        assert_eq!(of_cargo(output), Counts { passed: 13, failed: 3 });
    }

    #[test]
    fn the_runner_under_wasm_says_it_the_same_way() {
        let output = "test result: ok. 1 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.03s\n";
        assert_eq!(of_cargo(output), Counts { passed: 1, failed: 0 });
    }

    #[test]
    fn node_counts_cancelled_tests_apart() {
        let output = "\
✔ loads (120.1ms)
ℹ tests 4
ℹ suites 0
ℹ pass 2
ℹ fail 1
ℹ cancelled 1
ℹ skipped 0
";
        assert_eq!(of_node(output), Counts { passed: 2, failed: 2 });
    }

    #[test]
    fn no_closing_line_is_no_test() {
        assert_eq!(of_cargo("error[E0308]: mismatched types"), Counts::default());
        assert_eq!(of_node("SyntaxError"), Counts::default());
    }

    #[test]
    fn the_sum_is_one_plain_line() {
        let mut all = Counts { passed: 2, failed: 0 };
        all += Counts::broken_down();
        assert_eq!(all.to_string(), "2 passed, 1 failed");
    }
}
