//! Findings in the order in which they are of use.

use qualify_engine::{Availability, Finding, Truth, Verdict};

/// Where a finding is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Can be applied for on the as-of date: it qualifies, or all that can be asked is met.
    Now,
    /// An answer can still decide.
    ToAnswer,
    /// It qualifies, but whether and when it is open is not published, or it opens later.
    Later,
    /// Nothing more can be asked; the authority has to be.
    ToConfirm,
    /// Not ruled out, but no longer open.
    Ended,
    /// A condition does not hold.
    Out,
}

impl Group {
    pub const ALL: [Self; 6] = [Self::Now, Self::ToAnswer, Self::Later, Self::ToConfirm, Self::Ended, Self::Out];

    /// The group of a finding.
    pub fn of(finding: &Finding) -> Self {
        let misses_something = finding.conditions.iter().any(|found| found.truth == Truth::False);
        match (finding.verdict, finding.availability) {
            (Verdict::Fails, _) => Self::Out,
            (_, closed) if closed.is_closed() => Self::Ended,
            (Verdict::Open, _) => Self::ToAnswer,
            (Verdict::Unconfirmed, _) if misses_something => Self::ToConfirm,
            (_, Availability::Open { .. } | Availability::Rolling { .. }) => Self::Now,
            (Verdict::Qualifies, _) => Self::Later,
            (Verdict::Unconfirmed, _) => Self::ToConfirm,
        }
    }
}

/// The findings of one group: the surest verdict first, and of those the ones that are open.
pub fn members(findings: &[Finding], group: Group) -> Vec<&Finding> {
    use Verdict::{Fails, Open, Qualifies, Unconfirmed};
    let mut found = Vec::new();
    for verdict in [Qualifies, Unconfirmed, Open, Fails] {
        for is_open in [true, false] {
            found.extend(findings.iter().filter(|finding| {
                Group::of(finding) == group && finding.verdict == verdict && finding.availability.is_open() == is_open
            }));
        }
    }
    found
}

/// How many findings have this verdict.
pub fn count(findings: &[Finding], verdict: Verdict) -> usize {
    findings.iter().filter(|finding| finding.verdict == verdict).count()
}
