//! Numbers in Chinese characters: `三千万`, `一亿五千万`, `一百零五`; `1亿5000万` too.

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
    if text.len() > LONGEST { None } else { value(&text.chars().collect::<Vec<_>>()) }
}

/// How many times a place counts what stands before it; 1 for what is no place.
fn worth(character: char) -> u64 {
    match character {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => 1,
    }
}

fn value(all: &[char]) -> Option<u64> {
    let greatest = all.iter().map(|it| worth(*it)).max()?;
    if greatest == 1 {
        return digits(all);
    }
    let at = all.iter().position(|it| worth(*it) == greatest)?;
    // 十二 is 一十二; nothing else is counted by nothing.
    let count = if at == 0 && greatest == 10 { 1 } else { value(all.get(..at)?)? };
    let limit = if greatest < 10_000 { 10 } else { greatest };
    let rest = match all.get(at.checked_add(1)?..)? {
        [] => 0,
        ['零' | '〇', rest @ ..] => value(rest)?,
        // What follows a place belongs to the next one, or says to which.
        rest => value(rest).filter(|it| *it >= greatest / 10 || rest.iter().any(|it| worth(*it) > 1))?,
    };
    if count == 0 || count >= limit || rest >= greatest {
        return None;
    }
    count.checked_mul(greatest)?.checked_add(rest)
}

/// One digit, or a number in Arabic ones.
fn digits(all: &[char]) -> Option<u64> {
    if let [one] = all {
        return digit(*one);
    }
    all.iter().try_fold(0_u64, |sum, it| sum.checked_mul(10)?.checked_add(it.to_digit(10)?.into()))
}

fn digit(character: char) -> Option<u64> {
    Some(match character {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' | '兩' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        other => other.to_digit(10)?.into(),
    })
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
