//! Numbers, money and days as the language writes them: by the browser's `Intl`, which knows each language's ways. Natively, where
//! there is no browser, the same is written for the three languages that the page has.

use crate::messages::{Words, fill};
use qualify_engine::{Date, Dimension, Moment, Number, Simple, Unit, write};

impl Words {
    /// A number with its thousands separated; exact, or cut off with `…`.
    pub fn number(&self, value: Number) -> String {
        let written = write::number(value);
        let (digits, cut_off) = written.strip_suffix('…').map_or((written.as_str(), ""), |digits| (digits, "…"));
        [&intl::number(self.region(), &digits.replace(',', "")), cut_off].concat()
    }

    /// A day: `2026年12月31日`, `31 December 2026`.
    pub fn date(&self, date: Date) -> String {
        intl::date(self.region(), date)
    }

    /// A day, with the hour where there is one.
    pub fn moment(&self, moment: Moment) -> String {
        let day = self.date(moment.date);
        // The engine writes `2026-08-31 17:30`: the hour is alike in all languages.
        match moment.to_string().split_once(' ') {
            Some((_, hour)) => [day.as_str(), hour].join(" "),
            None => day,
        }
    }

    /// A number of base units, written in a unit.
    pub fn quantity(&self, base: Number, unit: Unit) -> String {
        if self.is_in_yuan(unit) {
            return self.yuan(base);
        }
        let Some(value) = unit.from_base(base) else { return "…".to_owned() };
        let (digits, spelling) = (self.number(value), self.unit(unit, value));
        let gap = if spelling.is_empty() || spelling.starts_with('%') { "" } else { " " };
        [&digits, gap, &spelling].concat()
    }

    /// Money in the unit in which it reads best: `8,000 元`, `90 万元`, `1.25 亿元`.
    pub fn money(&self, fen: Number) -> String {
        let million = Number::whole(100_000_000);
        let is_large = fen >= Number::whole(10_000_000_000) && fen.over(million).is_some_and(|it| it.parts().1 == 1);
        let is_small = !fen.is_zero() && fen < Number::whole(1_000_000);
        let unit = match (is_large, is_small) {
            (true, _) => Simple::YiYuan,
            (_, true) => Simple::Yuan,
            _ => Simple::WanYuan,
        };
        self.quantity(fen, Unit::simple(unit))
    }

    /// A value in its unit; money in the one in which it reads best.
    pub fn value(&self, base: Number, unit: Unit) -> String {
        if unit.dimension() == Dimension::MONEY { self.money(base) } else { self.quantity(base, unit) }
    }

    /// The language with the ways of one region, as `Intl` names it.
    fn region(&self) -> &str {
        if self.language == "en" { "en-GB" } else { &self.language }
    }

    /// Whether quantities that are asked in this unit are written in yuan: money, where the language counts in thousands only.
    pub fn is_in_yuan(&self, unit: Unit) -> bool {
        unit.dimension() == Dimension::MONEY && self.language == "en"
    }

    fn yuan(&self, fen: Number) -> String {
        match Unit::simple(Simple::Yuan).from_base(fen) {
            Some(yuan) => [self.unit_yuan(), &self.number(yuan)].join(" "),
            None => "…".to_owned(),
        }
    }

    /// The name of a unit, for so many of it.
    pub fn unit(&self, unit: Unit, value: Number) -> String {
        let n = if value == Number::ONE { "1" } else { "2" };
        match unit.per {
            None => fill(self.simple_unit(unit.top), &[("n", n)]),
            Some(per) => {
                let top = fill(self.simple_unit(unit.top), &[("n", n)]);
                let per = fill(self.simple_unit(per), &[("n", "1")]);
                fill(self.unit_per(), &[("top", &top), ("per", &per)])
            }
        }
    }

    fn simple_unit(&self, unit: Simple) -> &str {
        match unit {
            Simple::One => self.unit_one(),
            Simple::Percent => self.unit_percent(),
            Simple::Fen => self.unit_fen(),
            Simple::Yuan => self.unit_yuan(),
            Simple::WanYuan => self.unit_wan_yuan(),
            Simple::YiYuan => self.unit_yi_yuan(),
            Simple::Year => self.unit_year(),
            Simple::Month => self.unit_month(),
            Simple::Day => self.unit_day(),
            Simple::SquareMetre => self.unit_square_metre(),
            Simple::WanSquareMetre => self.unit_wan_square_metre(),
            Simple::KilowattHour => self.unit_kilowatt_hour(),
            Simple::WanKilowattHour => self.unit_wan_kilowatt_hour(),
            Simple::Kilowatt => self.unit_kilowatt(),
            Simple::Megawatt => self.unit_megawatt(),
            Simple::CoalTonne => self.unit_coal_tonne(),
            Simple::Nanometre => self.unit_nanometre(),
            Simple::Piece => self.unit_piece(),
            Simple::Person => self.unit_person(),
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod intl {
    use js_sys::Intl::{DateTimeFormat, NumberFormat};
    use js_sys::{Array, Object, Reflect};
    use qualify_engine::Date;
    use std::cell::RefCell;
    use wasm_bindgen::JsValue;

    thread_local! {
        // A formatter takes long to make, and one page writes hundreds of numbers.
        static MADE: RefCell<Option<(String, NumberFormat, DateTimeFormat)>> = const { RefCell::new(None) };
    }

    fn with<T>(locale: &str, write: impl Fn(&NumberFormat, &DateTimeFormat) -> T) -> T {
        MADE.with_borrow_mut(|made| {
            if made.as_ref().is_none_or(|(of, ..)| of != locale) {
                let tags = Array::of1(&locale.into());
                let number = NumberFormat::new(&tags, &options([("maximumFractionDigits", 6.into())]));
                let date = options([("dateStyle", "long".into()), ("timeZone", "UTC".into())]);
                *made = Some((locale.to_owned(), number, DateTimeFormat::new(&tags, &date)));
            }
            match made {
                Some((_, number, date)) => write(number, date),
                None => unreachable!("made above"),
            }
        })
    }

    fn options<const N: usize>(entries: [(&str, JsValue); N]) -> Object {
        let options = Object::new();
        for (key, value) in entries {
            let _ = Reflect::set(&options, &key.into(), &value);
        }
        options
    }

    /// As text, not as a binary fraction: it stays exact.
    pub fn number(locale: &str, digits: &str) -> String {
        with(locale, |format, _| format.format().call1(&JsValue::UNDEFINED, &digits.into()))
            .ok()
            .and_then(|written| written.as_string())
            .unwrap_or_else(|| digits.to_owned())
    }

    pub fn date(locale: &str, date: Date) -> String {
        let day = js_sys::Date::new(&date.to_string().into());
        with(locale, |_, format| format.format().call1(&JsValue::UNDEFINED, &day))
            .ok()
            .and_then(|written| written.as_string())
            .unwrap_or_else(|| date.to_string())
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod intl {
    use qualify_engine::{Date, Number, write};

    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    pub fn number(_: &str, digits: &str) -> String {
        let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
        let whole = whole.parse().map_or_else(|_| whole.to_owned(), |whole| write::number(Number::whole(whole)));
        decimals.map_or(whole.clone(), |decimals| [&whole, ".", decimals].concat())
    }

    pub fn date(locale: &str, date: Date) -> String {
        let written = date.to_string();
        let mut parts = written.splitn(3, '-').map(|part| part.parse::<usize>().unwrap_or_default());
        let mut next = || parts.next().unwrap_or_default();
        let (year, month, day) = (next(), next(), next());
        if locale.starts_with("zh") {
            return format!("{year}年{month}月{day}日");
        }
        let month = month.checked_sub(1).and_then(|place| MONTHS.get(place)).copied().unwrap_or_default();
        format!("{day} {month} {year}")
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::Words;
    use qualify_engine::{Date, Number, Simple, Unit};

    fn in_each(write: impl Fn(&Words) -> String) -> [String; 3] {
        ["zh-Hans", "zh-Hant", "en"].map(|language| write(&Words::of(language).unwrap()))
    }

    #[test]
    fn each_language_has_its_way_with_money_days_and_units() {
        let fen = Number::whole(300_000_000_000);
        assert_eq!(in_each(|words| words.money(fen)), ["30 亿元", "30 億元", "CNY 3,000,000,000"]);
        let chinese = |yuan: i64| Words::of("zh-Hans").unwrap().money(Number::whole(yuan * 100));
        assert_eq!(chinese(125_000_000), "1.25 亿元");
        assert_eq!(chinese(100_000_000), "1 亿元");
        assert_eq!(chinese(99_000_000), "9,900 万元");
        // Three places read better in the smaller unit.
        assert_eq!(chinese(125_500_000), "12,550 万元");
        assert_eq!(in_each(|words| words.money(Number::whole(90_000_000))), ["90 万元", "90 萬元", "CNY 900,000"]);
        assert_eq!(in_each(|words| words.money(Number::whole(80_050))), ["800.5 元", "800.5 元", "CNY 800.5"]);
        let day = Date::new(2026, 3, 8).unwrap();
        assert_eq!(in_each(|words| words.date(day)), ["2026年3月8日", "2026年3月8日", "8 March 2026"]);
        let (one, two) = (Number::ONE, Number::whole(2));
        let months = Unit::simple(Simple::Month);
        assert_eq!(in_each(|words| words.quantity(two, months)), ["2 个月", "2 個月", "2 months"]);
        assert_eq!(in_each(|words| words.quantity(one, months))[2], "1 month");
        let rate = Unit { top: Simple::Percent, per: Some(Simple::Year) };
        let value = rate.to_base(Number::fraction(3, 2).unwrap()).unwrap();
        assert_eq!(in_each(|words| words.quantity(value, rate)), ["1.5%/年", "1.5%/年", "1.5% per year"]);
    }
}
