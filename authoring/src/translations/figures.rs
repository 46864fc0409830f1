//! The figures in a text, whatever the language: 3,000 万元 is 30 million yuan, 11 月 is November.

use core::iter::Peekable;
use core::str::CharIndices;
use std::collections::HashSet;

/// A number as its digits without zeros at the ends, and the power of ten by which they are multiplied.
type Figure = (String, i32);

/// A number in a text.
struct Read<'t> {
    /// As it is written, with what multiplies it.
    words: &'t str,
    digits: String,
    /// How many of the digits stand after the point.
    decimals: i32,
    /// The power of ten that follows: 4 for 万.
    scale: i32,
    /// It stands before another one as the lower end of a range, `30—50 万`, and may share what multiplies that one.
    shares: bool,
}

const SCALES: [(&str, i32); 7] =
    [("万", 4), ("萬", 4), ("亿", 8), ("億", 8), ("thousand", 3), ("million", 6), ("billion", 9)];
const RANGES: [&str; 9] = ["—", "–", "-", "~", "～", "至", "到", "to", "and"];
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
const WORDS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The figures of a text that its translation lacks, as they are written.
pub(super) fn lost(text: &str, translation: &str) -> Vec<String> {
    let there = meanings(translation);
    let lost = all(text).into_iter().filter(|(_, meanings)| !meanings.iter().any(|it| there.contains(it)));
    lost.map(|(words, _)| words.to_owned()).collect()
}

/// Everything that the figures of a text may mean, months and small numbers in words included.
fn meanings(text: &str) -> HashSet<Figure> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter_map(|word| {
        let place = |list: &[&str]| list.iter().position(|it| it.eq_ignore_ascii_case(word));
        let number = place(&MONTHS).or_else(|| place(&WORDS))?;
        Some(figure(&number.saturating_add(1).to_string(), 0))
    });
    words.chain(all(text).into_iter().flat_map(|(_, meanings)| meanings)).collect()
}

/// Each figure as it is written, with what it may mean.
fn all(text: &str) -> Vec<(&str, Vec<Figure>)> {
    let numbers = numbers(text);
    let next = numbers.iter().skip(1).map(Some).chain([None]);
    let pairs = numbers.iter().zip(next);
    let read = pairs.map(|(number, next)| {
        let own = number.scale.saturating_sub(number.decimals);
        let shared = next.filter(|next| number.shares && number.scale == 0 && next.scale > 0);
        let shared = shared.map(|next| figure(&number.digits, own.saturating_add(next.scale)));
        (number.words, [figure(&number.digits, own)].into_iter().chain(shared).collect())
    });
    read.collect()
}

fn figure(digits: &str, power: i32) -> Figure {
    let digits = digits.trim_start_matches('0');
    let short = digits.trim_end_matches('0');
    let zeros = i32::try_from(digits.len().saturating_sub(short.len())).unwrap_or_default();
    (short.to_owned(), if short.is_empty() { 0 } else { power.saturating_add(zeros) })
}

fn numbers(text: &str) -> Vec<Read<'_>> {
    let mut found = Vec::new();
    let mut letters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((start, letter)) = letters.peek().copied() {
        if !letter.is_ascii_digit() {
            before = letter;
            letters.next();
            continue;
        }
        let (digits, decimals) = digits(text, &mut letters);
        let end = letters.peek().map_or(text.len(), |(place, _)| *place);
        let (scale, end) = scale(text, end);
        // `S67`, `IPv6`: a name, no figure.
        if !before.is_ascii_alphabetic() {
            let words = text.get(start..end).unwrap_or_default();
            let rest = text.get(end..).unwrap_or_default().trim_start();
            let shares = RANGES.iter().any(|range| rest.starts_with(range));
            found.push(Read { words, digits, decimals, scale, shares });
        }
        before = '0';
    }
    found
}

/// The digits of a number and how many of them stand after the point; `3,000` is one number.
fn digits(text: &str, letters: &mut Peekable<CharIndices<'_>>) -> (String, i32) {
    let (mut digits, mut decimals, mut is_fraction) = (String::new(), 0_i32, false);
    while let Some((place, letter)) = letters.peek().copied() {
        let rest = text.get(place.saturating_add(letter.len_utf8())..).unwrap_or_default();
        let follows = rest.chars().take(4).take_while(char::is_ascii_digit).count();
        match letter {
            '0'..='9' => {
                digits.push(letter);
                decimals = decimals.saturating_add(i32::from(is_fraction));
            }
            ',' if follows == 3 && !is_fraction => {}
            '.' if follows > 0 && !is_fraction => is_fraction = true,
            _ => break,
        }
        letters.next();
    }
    (digits, decimals)
}

/// The power of ten that multiplies a number which ends here, and where its words end.
fn scale(text: &str, mut end: usize) -> (i32, usize) {
    let mut power = 0_i32;
    loop {
        let rest = text.get(end..).unwrap_or_default();
        let word = rest.trim_start();
        let Some((name, by)) = SCALES.iter().find(|(name, _)| word.starts_with(name)) else { return (power, end) };
        power = power.saturating_add(*by);
        end = end.saturating_add(rest.len().saturating_sub(word.len())).saturating_add(name.len());
    }
}

#[cfg(test)]
mod tests {
    use super::lost;

    #[test]
    fn figures_are_the_same_in_both_languages() {
        for (text, translation) in [
            ("3,000 万元两年期贷款，最多 90 万元", "at most 900,000 yuan for a loan of 30 million yuan over 2 years"),
            ("1.5 亿元", "150 million yuan"),
            ("2.5 个百分点", "2.5 percentage points"),
            ("2025 年 11 月 30 日", "30 November 2025"),
            ("2026-06-16", "16 June 2026"),
            ("2 年", "two years"),
            ("奖励 30—50 万元", "300,000 to 500,000 yuan"),
            ("300 万至 500 万元", "3 to 5 million yuan"),
            ("不少于 400 万千瓦时", "at least 4 million kWh"),
            ("见 S67 和 2.0 版", "see the register, and version 2.0"),
            ("0 元", "0 yuan"),
        ] {
            assert_eq!(lost(text, translation), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_figure_that_is_gone_or_another_one_is_named() {
        assert_eq!(lost("最多 3,000 万元", "at most 3,000 yuan"), ["3,000 万"]);
        assert_eq!(lost("10% 和 5%", "10%"), ["5"]);
        assert_eq!(lost("50 万元", "5 million yuan"), ["50 万"]);
        assert_eq!(lost("1.5%", "15%"), ["1.5"]);
        assert_eq!(lost("11 月", "October"), ["11"]);
        // Apart, they share nothing.
        assert_eq!(lost("30 家，50 万元", "300,000 firms, 500,000 yuan"), ["30"]);
    }
}
