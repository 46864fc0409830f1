//! How things stand among what was found.

use super::Store;
use super::group::{by_programme, is_unlikely, is_without};
use qualify_engine::{Causes, Finding, Truth, Verdict};

/// How something stands: a word, a sign and a colour that always go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Yes,
    Ask,
    Wait,
    No,
    /// What it is about is not there: no project, no loan.
    Without,
    /// Not ruled out, and no longer open.
    Closed,
}

impl Standing {
    /// In the order in which they are counted.
    pub const ALL: [Self; 6] = [Self::Yes, Self::Ask, Self::Wait, Self::No, Self::Without, Self::Closed];

    pub fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Qualifies => Self::Yes,
            Verdict::Open => Self::Ask,
            Verdict::Unconfirmed => Self::Wait,
            Verdict::Fails => Self::No,
        }
    }

    /// How a finding stands, whether it is open or not. What seems to be missed waits for the authority, not for an answer.
    pub fn of_finding(store: &Store, finding: &Finding) -> Self {
        match finding.verdict {
            Verdict::Fails if is_without(store, finding) => Self::Without,
            Verdict::Open if is_unlikely(store, finding) => Self::Wait,
            verdict => Self::of_verdict(verdict),
        }
    }

    /// How a finding stands among others: what is only open to doubt and has closed has closed first of all.
    fn among_others(store: &Store, finding: &Finding) -> Self {
        match Self::of_finding(store, finding) {
            Self::Ask | Self::Wait if finding.availability.is_closed() => Self::Closed,
            standing => standing,
        }
    }

    pub fn of_truth(truth: Truth) -> Self {
        match truth {
            Truth::True => Self::Yes,
            Truth::False => Self::No,
            Truth::Unknown(causes) if causes.include(Causes::APPLICANT) => Self::Ask,
            Truth::Unknown(_) => Self::Wait,
        }
    }

    /// How good it is: the best first.
    fn rank(self) -> u8 {
        match self {
            Self::Yes => 0,
            Self::Wait => 1,
            Self::Ask => 2,
            Self::Closed => 3,
            Self::No => 4,
            Self::Without => 5,
        }
    }
}

impl Store {
    /// How each finding stands.
    pub fn standings(&self) -> &[Standing] {
        self.found.standings(|finding| Standing::among_others(self, finding))
    }

    /// How one of these findings stands among the others. It is worked out once for all: what settles each takes long.
    pub fn standing(&self, finding: &Finding) -> Standing {
        let at = self.findings().iter().position(|it| core::ptr::eq(it, finding));
        let known = at.and_then(|at| self.standings().get(at)).copied();
        known.unwrap_or_else(|| Standing::among_others(self, finding))
    }

    /// How many programmes stand so, each counted once, as the best of its findings does; what qualifies and has closed as closed, as the
    /// groups do.
    pub fn tally(&self, standing: Standing) -> usize {
        let mut standings = self.standings().iter();
        let counted = |(finding, standing): (&Finding, &Standing)| match standing {
            Standing::Yes if finding.availability.is_closed() => Standing::Closed,
            other => *other,
        };
        let best = |of: &&[Finding]| {
            let each = of.iter().zip(standings.by_ref()).map(counted);
            each.min_by_key(|it| it.rank()) == Some(standing)
        };
        by_programme(self.findings()).filter(best).count()
    }
}
