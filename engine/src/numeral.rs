//! Numbers in Chinese characters: `三千万`, `一亿五千万`, `一百零五`; `1亿5000万` too.

/// The places, the greatest first: its characters, what it is worth, and up to where it can be counted.
const PLACES: [([char; 2], u64, u64); 5] = [
    (['亿', '億'], 100_000_000, 100_000_000),
    (['万', '萬'], 10_000, 10_000),
    (['千', '千'], 1_000, 10),
    (['百', '百'], 100, 10),
    (['十', '十'], 10, 10),
];

/// Bytes of the longest numeral that is read; what is longer could only repeat itself, and each place goes one call deeper.
const LONGEST: usize = 96;

/// What a numeral is worth: a whole number in Chinese characters, in Arabic digits, or in both. `None` for what is none, or could mean two
/// things: by `三千五` 3,500 are meant where it is spoken, and 3,005 may be where it is written.
///
/// ```
/// use qualify_engine::numeral;
/// assert_eq!((numeral("两"), numeral("一亿五千万"), numeral("3千5百")), (Some(2), Some(150_000_000), Some(3_500)));
/// assert_eq!((numeral("三千五"), numeral("万千"), numeral("半")), (None, None, None));
/// ```
#[must_use]
pub fn numeral(text: &str) -> Option<u64> {
    if text.len() > LONGEST {
        return None;
    }
    let Some((characters, worth, limit)) = PLACES.into_iter().find(|place| text.contains(place.0)) else {
        return digit(text);
    };
    let (count, rest) = text.split_once(characters)?;
    // 十二 is 一十二; nothing else is counted by nothing.
    let count = if count.is_empty() && worth == 10 { 1 } else { numeral(count)? };
    if !(1..limit).contains(&count) {
        return None;
    }
    let rest = if rest.is_empty() { 0 } else { rest_of(rest, worth)? };
    count.checked_mul(worth)?.checked_add(rest)
}

/// What follows a place. It belongs to the next one, or has said to which it does.
fn rest_of(text: &str, worth: u64) -> Option<u64> {
    let after_zero = text.strip_prefix(['零', '〇']);
    let says_its_place = after_zero.is_some() || PLACES.iter().any(|place| text.contains(place.0));
    let rest = numeral(after_zero.unwrap_or(text))?;
    (rest < worth && (says_its_place || rest >= worth / 10)).then_some(rest)
}

/// A digit, or a number in Arabic digits.
fn digit(text: &str) -> Option<u64> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let mut characters = text.chars();
    let place = "零一二三四五六七八九〇两兩".chars().zip([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 2, 2]);
    let first = characters.next()?;
    let found = place.into_iter().find(|(it, _)| *it == first)?;
    characters.next().is_none().then_some(found.1)
}

#[cfg(test)]
mod tests {
    use super::numeral;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn numerals_are_worth_what_they_say() {
        for (text, expected) in [
            ("零", 0),
            ("三", 3),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("二十五", 25),
            ("一百零五", 105),
            ("一百一十", 110),
            ("两百", 200),
            ("两千", 2_000),
            ("三千零五", 3_005),
            ("三千零五十", 3_050),
            ("三千五百", 3_500),
            ("九千九百九十九", 9_999),
            ("十万", 100_000),
            ("一万零五百", 10_500),
            ("一万五千", 15_000),
            ("三千万", 30_000_000),
            ("一千两百三十四万五千六百七十八", 12_345_678),
            ("一亿五千万", 150_000_000),
            ("一亿零五百万", 105_000_000),
            ("一亿五百万", 105_000_000),
            ("兩億零三萬", 200_030_000),
            ("三万亿", 3_000_000_000_000),
            ("3千万", 30_000_000),
            ("3千5百万", 35_000_000),
            ("1亿5000万", 150_000_000),
            ("1万5000", 15_000),
        ] {
            assert_eq!(numeral(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_numeral_or_two_is_none() {
        for text in [
            "",
            "半",
            "百",
            "千万",
            "万千",
            "万",
            "一万万",
            "亿亿",
            "三千五",
            "一万五",
            "一百五",
            "1万5",
            "三十百",
            "三百千",
            "零十",
            "一百零",
            "一百零零五",
            "一百二百",
            "二〇二六",
            "一二",
            "三千 万",
            "三千元",
            "十十",
            "三点五",
            "-三",
            "+3",
            "99999999999999999999",
            "99999999999999999999万",
            "一万亿亿",
        ] {
            assert_eq!(numeral(text), None, "{text}");
        }
        assert_eq!(numeral(&"一亿".repeat(100_000)), None);
    }
}
