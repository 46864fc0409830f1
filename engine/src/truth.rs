//! Three-valued truth (strong Kleene), in which the unknown carries its cause.

use core::ops::BitOr;
use serde::Serialize;

/// Why something is not known. A set: an unknown can have several causes.
///
/// ```
/// # use qualify_engine::Causes;
/// let both = Causes::APPLICANT | Causes::SOURCE;
/// assert!(both.include(Causes::SOURCE) && !Causes::APPLICANT.include(Causes::SOURCE));
/// assert!(Causes::NONE.is_none() && !both.is_none());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Causes(u8);

impl Causes {
    /// Nothing is unknown.
    pub const NONE: Self = Self(0);
    /// The applicant has not said: an answer can still settle it.
    pub const APPLICANT: Self = Self(1);
    /// The source does not say, or nobody has read it: no answer can settle it.
    pub const SOURCE: Self = Self(2);

    /// Whether every cause of `other` is among these.
    #[must_use]
    pub const fn include(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether there is no cause.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }
}

impl BitOr for Causes {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// True, false, or unknown for a reason.
///
/// ```
/// # use qualify_engine::{Causes, Truth};
/// let unknown = Truth::Unknown(Causes::APPLICANT);
/// assert_eq!((Truth::True.or(unknown), Truth::False.or(unknown)), (Truth::True, unknown));
/// assert_eq!((Truth::True.negate(), unknown.negate()), (Truth::False, unknown));
/// assert!(unknown.is_unknown() && Truth::True.causes().is_none());
/// assert!((Causes::APPLICANT | Causes::SOURCE).include(unknown.causes()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It holds, whatever else is answered.
    True,
    /// It does not hold, whatever else is answered.
    False,
    /// It depends on what these causes keep unknown.
    Unknown(Causes),
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

impl Truth {
    /// `not`: swaps true and false.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            unknown => unknown,
        }
    }

    /// `and`: false wins, then unknown.
    ///
    /// ```
    /// # use qualify_engine::{Causes, Truth};
    /// let unknown = Truth::Unknown(Causes::APPLICANT);
    /// assert_eq!(unknown.and(Truth::False), Truth::False);
    /// assert_eq!(unknown.and(Truth::True), unknown);
    /// ```
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, truth) | (truth, Self::True) => truth,
            (Self::Unknown(mine), Self::Unknown(theirs)) => Self::Unknown(mine | theirs),
        }
    }

    /// `or`: true wins, then unknown.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.negate().and(other.negate()).negate()
    }

    /// Whether this is unknown.
    #[must_use]
    pub fn is_unknown(self) -> bool {
        matches!(self, Self::Unknown(_))
    }

    /// The causes of an unknown; none when it is known.
    #[must_use]
    pub fn causes(self) -> Causes {
        match self {
            Self::Unknown(causes) => causes,
            Self::True | Self::False => Causes::NONE,
        }
    }
}
