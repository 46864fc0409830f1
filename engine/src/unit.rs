//! Units and dimensions. A number is kept in the base unit of its dimension; its unit is only how it is written.

use crate::Number;
use serde::Serialize;

/// What a number measures, as exponents of the base quantities. Only numbers of the same dimension can be added or compared.
///
/// ```
/// # use qualify_engine::Dimension;
/// let rate = Dimension::MONEY.over(Dimension::MONTHS).unwrap();
/// assert_eq!(rate.times(Dimension::MONTHS), Some(Dimension::MONEY));
/// assert_eq!(Dimension::MONEY.name(), "money");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Dimension {
    exponents: [i8; Base::COUNT],
}

/// The base quantities, each with its base unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    /// 分
    Money,
    /// Month; a year is twelve. Days are a quantity of their own, since a month has no fixed number of them.
    Month,
    /// Day
    Day,
    /// Square metre
    Area,
    /// Kilowatt-hour
    Energy,
    /// Kilowatt
    Power,
    /// Tonne of standard coal; how many kWh it stands for is a convention that each document sets, so it is its own quantity
    Coal,
    /// Nanometre
    Length,
    /// Pieces, sets, people
    Count,
}

impl Base {
    const COUNT: usize = 9;
}

impl Dimension {
    /// A plain number or a percentage.
    pub const NONE: Self = Self { exponents: [0; Base::COUNT] };
    /// Money.
    pub const MONEY: Self = Self::of(Base::Money);
    /// Years and months.
    pub const MONTHS: Self = Self::of(Base::Month);
    /// Days.
    pub const DAYS: Self = Self::of(Base::Day);
    /// Pieces, sets, people.
    pub const COUNT: Self = Self::of(Base::Count);

    #[expect(clippy::indexing_slicing, reason = "the index is an enum smaller than the array; checked at compile time")]
    const fn of(base: Base) -> Self {
        let mut exponents = [0; Base::COUNT];
        exponents[base as usize] = 1;
        Self { exponents }
    }

    /// The dimension with the exponents that `next` gives, in the order of the base quantities.
    pub(crate) fn from_exponents(mut next: impl FnMut() -> i8) -> Self {
        Self { exponents: core::array::from_fn(|_| next()) }
    }

    fn combine(self, other: Self, step: impl Fn(i8, i8) -> Option<i8>) -> Option<Self> {
        let mut exponents = self.exponents;
        for (mine, theirs) in exponents.iter_mut().zip(other.exponents) {
            *mine = step(*mine, theirs)?;
        }
        Some(Self { exponents })
    }

    /// The dimension of a product.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        self.combine(other, i8::checked_add)
    }

    /// The dimension of a quotient.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        self.combine(other, i8::checked_sub)
    }

    /// The name of a dimension that has one, in English and lower case (`money`, `money per month`, …).
    #[must_use]
    pub fn name(self) -> String {
        const NAMES: [&str; Base::COUNT] =
            ["money", "time", "days", "area", "energy", "power", "standard coal", "length", "count"];
        let list = |sign: i8| {
            let named = |(name, exponent): (&str, i8)| match exponent.saturating_mul(sign) {
                1 => Some(name.to_owned()),
                power if power > 1 => Some(format!("{name}^{power}")),
                _ => None,
            };
            NAMES.into_iter().zip(self.exponents).filter_map(named).collect::<Vec<_>>().join(" × ")
        };
        match (list(1), list(-1)) {
            (over, under) if over.is_empty() && under.is_empty() => "plain number".to_owned(),
            (over, under) if under.is_empty() => over,
            (over, under) if over.is_empty() => format!("1 per {under}"),
            (over, under) => format!("{over} per {under}"),
        }
    }
}

/// A unit in which numbers are written.
///
/// ```
/// # use qualify_engine::{Dimension, Number, Simple, Unit};
/// let wan = Simple::from_spelling("万元").unwrap();
/// assert_eq!((wan, wan.spelling(), wan.dimension()), (Simple::WanYuan, "万元", Dimension::MONEY));
/// assert_eq!(wan.without_multiplier(), Simple::Yuan);
/// // 1 元 is 100 分.
/// assert_eq!(Unit::simple(Simple::Yuan).to_base(Number::ONE), Some(Number::whole(100)));
/// assert!(Unit::spellings().any(|it| it == "万元"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[expect(missing_docs, reason = "each unit is what its name says; the table below gives factor and spellings")]
pub enum Simple {
    One,
    Percent,
    Fen,
    Yuan,
    WanYuan,
    YiYuan,
    Year,
    Month,
    Day,
    SquareMetre,
    WanSquareMetre,
    KilowattHour,
    WanKilowattHour,
    Kilowatt,
    Megawatt,
    CoalTonne,
    Nanometre,
    Piece,
    Person,
}

struct Entry {
    unit: Simple,
    dimension: Dimension,
    /// How many base units one of this is.
    factor: (i128, i128),
    /// Accepted spellings; the first is the one in which it is printed.
    spellings: &'static [&'static str],
}

const fn entry(unit: Simple, dimension: Dimension, factor: (i128, i128), spellings: &'static [&'static str]) -> Entry {
    Entry { unit, dimension, factor, spellings }
}

static UNITS: &[Entry] = &[
    entry(Simple::One, Dimension::NONE, (1, 1), &[""]),
    entry(Simple::Percent, Dimension::NONE, (1, 100), &["%", "percent"]),
    entry(Simple::Fen, Dimension::MONEY, (1, 1), &["分", "fen"]),
    entry(Simple::Yuan, Dimension::MONEY, (100, 1), &["元", "yuan", "CNY"]),
    entry(Simple::WanYuan, Dimension::MONEY, (1_000_000, 1), &["万元", "萬元", "wan_yuan"]),
    entry(Simple::YiYuan, Dimension::MONEY, (10_000_000_000, 1), &["亿元", "億元", "yi_yuan"]),
    entry(Simple::Year, Dimension::MONTHS, (12, 1), &["年", "years", "year"]),
    entry(Simple::Month, Dimension::MONTHS, (1, 1), &["个月", "個月", "月", "months", "month"]),
    entry(Simple::Day, Dimension::DAYS, (1, 1), &["天", "日", "days", "day"]),
    entry(Simple::SquareMetre, Dimension::of(Base::Area), (1, 1), &["㎡", "平方米", "m2", "m²"]),
    entry(Simple::WanSquareMetre, Dimension::of(Base::Area), (10_000, 1), &["万㎡", "万平方米"]),
    entry(Simple::KilowattHour, Dimension::of(Base::Energy), (1, 1), &["kWh", "千瓦时", "度"]),
    entry(Simple::WanKilowattHour, Dimension::of(Base::Energy), (10_000, 1), &["万kWh", "万千瓦时"]),
    entry(Simple::Kilowatt, Dimension::of(Base::Power), (1, 1), &["kW", "千瓦"]),
    entry(Simple::Megawatt, Dimension::of(Base::Power), (1_000, 1), &["MW", "兆瓦"]),
    entry(Simple::CoalTonne, Dimension::of(Base::Coal), (1, 1), &["tce", "吨标准煤"]),
    entry(Simple::Nanometre, Dimension::of(Base::Length), (1, 1), &["nm", "纳米"]),
    entry(
        Simple::Piece,
        Dimension::COUNT,
        (1, 1),
        &["项", "項", "个", "個", "件", "台", "套", "批", "sets", "set", "items", "item"],
    ),
    entry(Simple::Person, Dimension::COUNT, (1, 1), &["人", "people", "person"]),
];

impl Simple {
    fn entry(self) -> Option<&'static Entry> {
        // The table is in the order of the declaration.
        UNITS.get(self as usize)
    }

    /// The unit at this place of the declaration.
    pub(crate) fn at(place: usize) -> Option<Self> {
        UNITS.get(place).map(|entry| entry.unit)
    }

    /// The unit with this spelling.
    #[must_use]
    pub fn from_spelling(text: &str) -> Option<Self> {
        UNITS.iter().find(|entry| entry.spellings.contains(&text)).map(|entry| entry.unit)
    }

    /// The same unit without the 万 or 亿 in it.
    #[must_use]
    pub fn without_multiplier(self) -> Self {
        match self {
            Self::WanYuan | Self::YiYuan => Self::Yuan,
            Self::WanSquareMetre => Self::SquareMetre,
            Self::WanKilowattHour => Self::KilowattHour,
            other => other,
        }
    }

    /// What a number in this unit measures.
    #[must_use]
    pub fn dimension(self) -> Dimension {
        self.entry().map_or(Dimension::NONE, |entry| entry.dimension)
    }

    /// The spelling in which it is printed.
    #[must_use]
    pub fn spelling(self) -> &'static str {
        self.entry().and_then(|entry| entry.spellings.first()).copied().unwrap_or_default()
    }

    fn factor(self) -> Number {
        self.entry().and_then(|entry| Number::fraction(entry.factor.0, entry.factor.1)).unwrap_or(Number::ONE)
    }
}

/// A unit, or one unit per another (`%/年`, `元/tce`).
///
/// ```
/// # use qualify_engine::{Dimension, Number, Unit};
/// let wan = Unit::parse("万元").unwrap();
/// // Money is kept in 分.
/// assert_eq!(wan.to_base(Number::whole(3)), Some(Number::whole(3_000_000)));
/// assert_eq!(wan.from_base(Number::whole(1_000_000)), Some(Number::ONE));
/// assert_eq!((wan.spelling().as_str(), wan.dimension()), ("万元", Dimension::MONEY));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Unit {
    /// The unit itself, or the one above the line.
    pub top: Simple,
    /// The unit below the line.
    pub per: Option<Simple>,
}

impl Unit {
    /// No unit: a plain number.
    pub const ONE: Self = Self::simple(Simple::One);

    /// A unit that is not per anything.
    #[must_use]
    pub const fn simple(top: Simple) -> Self {
        Self { top, per: None }
    }

    /// Reads `万元` or `%/year`.
    ///
    /// ```
    /// # use qualify_engine::{Dimension, Unit};
    /// assert_eq!(Unit::parse("亿元").map(Unit::dimension), Some(Dimension::MONEY));
    /// assert_eq!(Unit::parse("furlong"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('/') {
            None => Some(Self::simple(Simple::from_spelling(text)?)),
            Some((top, per)) => Some(Self { top: Simple::from_spelling(top)?, per: Some(Simple::from_spelling(per)?) }),
        }
    }

    /// What a number in this unit measures.
    #[must_use]
    pub fn dimension(self) -> Dimension {
        let per = self.per.map_or(Dimension::NONE, Simple::dimension);
        self.top.dimension().over(per).unwrap_or_default()
    }

    /// `value` of this unit, in base units.
    #[must_use]
    pub fn to_base(self, value: Number) -> Option<Number> {
        value.times(self.factor()?)
    }

    /// `base` units, in this unit.
    #[must_use]
    pub fn from_base(self, base: Number) -> Option<Number> {
        base.over(self.factor()?)
    }

    fn factor(self) -> Option<Number> {
        self.top.factor().over(self.per.map_or(Number::ONE, Simple::factor))
    }

    /// The spelling in which it is printed: `万元`, `%/年`.
    #[must_use]
    pub fn spelling(self) -> String {
        match self.per {
            None => self.top.spelling().to_owned(),
            Some(per) => format!("{}/{}", self.top.spelling(), per.spelling()),
        }
    }

    /// Every spelling of every simple unit, for hints.
    pub fn spellings() -> impl Iterator<Item = &'static str> {
        UNITS.iter().flat_map(|entry| entry.spellings.iter().copied()).filter(|spelling| !spelling.is_empty())
    }
}
