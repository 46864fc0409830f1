//! Reading what postcard wrote. The general reader weighs more in the page than all of evaluation; this one knows only the types
//! of a pack. Fields stand in the order of their declaration and variants in theirs, as postcard writes them: what is written is
//! read back, or the tests of this format fail.

use crate::expression::{Arithmetic, Comparison, Extreme, Fold, Node, Over, Step, Type};
use crate::pack::{
    Application, Changer, Condition, Day, Document, Domain, DomainOption, Evidence, Field, FieldKind, Grade, InForce,
    Item, Kind, NamedNumber, Pack, Programme, Promise, Provenance, Readiness, Reading, Record, Source, Together,
};
use crate::relation::{Per, Relation, Rule};
use crate::{Date, Dimension, Id, Number, Simple, Table, Texts, Time, Unit};

/// Reads a whole value from bytes; `None` when they are not one, or more than one.
pub(super) fn read<T: Read>(bytes: &[u8]) -> Option<T> {
    let mut reader = Reader { rest: bytes, is_broken: false };
    let value = T::read(&mut reader);
    (!reader.is_broken && reader.rest.is_empty()).then_some(value)
}

/// What is left of the bytes. Once something was wrong, everything after it is read as nothing: the caller asks once, at the end.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
    is_broken: bool,
}

pub(super) trait Read {
    fn read(from: &mut Reader<'_>) -> Self;
}

impl Reader<'_> {
    fn fail(&mut self) {
        (self.rest, self.is_broken) = (&[], true);
    }

    fn byte(&mut self) -> u8 {
        if let Some((first, rest)) = self.rest.split_first() {
            self.rest = rest;
            return *first;
        }
        self.fail();
        0
    }

    /// Seven bits a byte, the lowest first.
    fn varint(&mut self) -> u128 {
        let mut value = 0_u128;
        for place in 0..19_u32 {
            let byte = self.byte();
            let bits = u128::from(byte & 0x7f);
            let shift = place.saturating_mul(7);
            if shift > 121 && bits.leading_zeros() < shift {
                break;
            }
            value |= bits.wrapping_shl(shift);
            if byte & 0x80 == 0 {
                return value;
            }
        }
        self.fail();
        0
    }

    /// A signed number: even for what is not negative, odd for what is.
    fn zigzag(&mut self) -> i128 {
        let value = self.varint();
        let half = (value >> 1).cast_signed();
        if value & 1 == 0 { half } else { !half }
    }

    fn number<T: TryFrom<u128> + Default>(&mut self) -> T {
        let value = self.varint();
        T::try_from(value).unwrap_or_else(|_| {
            self.fail();
            T::default()
        })
    }

    fn or_fail<T>(&mut self, value: Option<T>, instead: T) -> T {
        value.unwrap_or_else(|| {
            self.fail();
            instead
        })
    }
}

macro_rules! structs {
    ($($name:ident { $($field:ident)* })*) => {
        $(impl Read for $name {
            fn read(from: &mut Reader<'_>) -> Self {
                $(let $field = Read::read(from);)*
                Self { $($field),* }
            }
        })*
    };
}

structs! {
    Pack { key version languages name kinds records domains fields documents readings numbers nodes programmes relations }
    Kind { key label }
    Record { key label presence links }
    Domain { key options }
    DomainOption { key label }
    Field { key record kind label ask hint find changed_by }
    Document { key title number issuer issued address extent checked }
    Reading { key grade what }
    Source { provenance readings clause note }
    NamedNumber { key label value source }
    Condition { key says test evidence source }
    Item { key says when amount promise source }
    Application { opens closes closes_at rolling }
    InForce { from until }
    Programme {
        key kind about name summary body level readiness document in_force replaced_by application application_note next_round
        conditions items together total_at_most apply notes
    }
    Relation { key says among per rule unless evidence source }
    Over { fold record only of }
    Unit { top per }
    Texts { language words }
}

/// Variants in the order of their declaration; after `else`, what stands in for a variant that there is not.
macro_rules! enums {
    ($($name:ident { $($variant:ident $(($($part:ident)*))? $({ $($field:ident)* })?)* } else $nothing:expr;)*) => {
        $(impl Read for $name {
            fn read(from: &mut Reader<'_>) -> Self {
                let mut variants = 0..from.byte();
                $(if variants.next().is_none() {
                    $($(let $part = Read::read(from);)*)?
                    $($(let $field = Read::read(from);)*)?
                    return Self::$variant $(($($part),*))? $({ $($field),* })?;
                })*
                from.fail();
                $nothing
            }
        })*
    };
}

enums! {
    FieldKind {
        YesNo Choice(domain) Number { unit least greatest } Date { first last } Row(record)
    } else Self::YesNo;
    Type { Truth Number(dimension) Date Choice(domain) Row(record) } else Self::Truth;
    Node {
        Truth(value) Number(value unit) Date(day) Choice(domain option) AsOf Field(field) Named(number) Unpublished(of reason)
        Not(of) All(of) Any(of) Compare(comparison a b) OneOf(of options) Arithmetic(operator a b) Move(operator step date by)
        Extreme(extreme of) If(test then other) Row(record) Over(over)
    } else Self::AsOf;
    Comparison { Equal NotEqual Less AtMost Greater AtLeast } else Self::Equal;
    Arithmetic { Add Subtract Multiply Divide } else Self::Add;
    Extreme { Min Max } else Self::Min;
    Fold { Sum Count Any All Extreme(extreme) } else Self::Sum;
    Step { Months Days } else Self::Months;
    Changer { Enterprise Other Nobody } else Self::Nobody;
    Grade { A B C D } else Self::D;
    Provenance { Seen Inferred Recalled Unpublished } else Self::Unpublished;
    Evidence { Fact Attested InPrinciple } else Self::InPrinciple;
    Promise { AtMost Exactly } else Self::AtMost;
    Together { Sum Highest Unpublished } else Self::Unpublished;
    Readiness { A B C } else Self::C;
    Day { On(day) By(day) Unpublished } else Self::Unpublished;
    Per { Enterprise Year Row(record) } else Self::Enterprise;
    Rule { AtMostOne { used } SumAtMost(limit) BaseAtMost { base limit } Needs { one_of held } } else Self::AtMostOne { used: None };
}

impl Read for bool {
    fn read(from: &mut Reader<'_>) -> Self {
        let byte = from.byte();
        from.or_fail((byte < 2).then_some(byte == 1), false)
    }
}

impl Read for u16 {
    fn read(from: &mut Reader<'_>) -> Self {
        from.number()
    }
}

impl Read for String {
    fn read(from: &mut Reader<'_>) -> Self {
        let length = from.number();
        let text = from.rest.split_at_checked(length).and_then(|(text, rest)| {
            from.rest = rest;
            core::str::from_utf8(text).ok()
        });
        from.or_fail(text, "").to_owned()
    }
}

impl<T: Read> Read for Option<T> {
    fn read(from: &mut Reader<'_>) -> Self {
        bool::read(from).then(|| T::read(from))
    }
}

impl<T: Read> Read for Vec<T> {
    /// Nothing that is read takes less than a byte, so a wrong length is found out before it can ask for much memory.
    fn read(from: &mut Reader<'_>) -> Self {
        let length: usize = from.number();
        let mut list = Self::new();
        while list.len() < length && !from.is_broken {
            list.push(T::read(from));
        }
        list
    }
}

impl<T: Read> Read for Table<T> {
    fn read(from: &mut Reader<'_>) -> Self {
        Self::from(Vec::read(from))
    }
}

impl<T> Read for Id<T> {
    fn read(from: &mut Reader<'_>) -> Self {
        Self::at(from.number())
    }
}

impl Read for Number {
    fn read(from: &mut Reader<'_>) -> Self {
        let (numerator, denominator) = (from.zigzag(), from.zigzag());
        let number = Self::fraction(numerator, denominator).filter(|number| number.is_reasonable());
        from.or_fail(number, Self::ZERO)
    }
}

impl Read for Date {
    fn read(from: &mut Reader<'_>) -> Self {
        let year = i16::try_from(from.zigzag()).unwrap_or_default();
        let (month, day) = (from.byte().cast_signed(), from.byte().cast_signed());
        from.or_fail(Self::new(year, month, day), Self::FIRST)
    }
}

impl Read for Time {
    fn read(from: &mut Reader<'_>) -> Self {
        let minutes: u16 = from.number();
        let time = Self::new(minutes.checked_div(60).unwrap_or_default(), minutes.checked_rem(60).unwrap_or_default());
        from.or_fail(time, Self::MIDNIGHT)
    }
}

impl Read for Dimension {
    fn read(from: &mut Reader<'_>) -> Self {
        Self::from_exponents(|| from.byte().cast_signed())
    }
}

impl Read for Simple {
    fn read(from: &mut Reader<'_>) -> Self {
        let place = usize::from(from.byte());
        from.or_fail(Self::at(place), Self::One)
    }
}
