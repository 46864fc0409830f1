//! The page's own words: one file a language in `messages/`. The page fetches what the first page needs, and what stands below
//! `# Later` with the other pages. The build script makes a method
//! of each message, so a word that does not exist, or is missing in a language, does not compile. Words of policies come with
//! the rules. `{name}` marks a place to [`fill`].

pub mod source;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The words of the page in one language: `words.brand()`, `words.items()`, …
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// BCP 47: `zh-Hans`, `zh-Hant`, `en`.
    pub language: String,
    texts: Vec<Box<str>>,
}

impl Words {
    /// Reads the first file that [`source::delivered`] made; `None` when it is something else, or of another version of the page.
    pub fn read(language: &str, delivered: &str) -> Option<Self> {
        let texts = lines(delivered).filter(|texts| texts.len() == FIRST)?;
        Some(Self { language: language.to_owned(), texts })
    }

    /// These words with the later ones, read from the second file.
    pub fn with_later(mut self, delivered: &str) -> Option<Self> {
        self.texts.truncate(FIRST);
        self.texts.extend(lines(delivered)?);
        (self.texts.len() == COUNT).then_some(self)
    }

    #[inline(never)]
    fn at(&self, place: usize) -> &str {
        self.texts.get(place).map_or("", |text| text)
    }

    /// The words as they stand in the project, for tests and for pages that are made when the site is built.
    #[cfg(test)]
    pub fn of(language: &str) -> Option<Self> {
        let file = match language {
            "zh-Hans" => include_str!("messages/zh-Hans.txt"),
            "zh-Hant" => include_str!("messages/zh-Hant.txt"),
            "en" => include_str!("messages/en.txt"),
            _ => return None,
        };
        let [first, later] = source::delivered(file).ok()?;
        Self::read(language, &first)?.with_later(&later)
    }
}

/// The texts of a file, if it is of this version of the page.
fn lines(delivered: &str) -> Option<Vec<Box<str>>> {
    let (keys, texts) = delivered.split_once('\n')?;
    (u32::from_str_radix(keys, 16) == Ok(KEYS)).then(|| texts.split('\n').map(Box::from).collect())
}

/// Puts values into the places of a text. `{n|programme|programmes}` is the first word when `n` is 1, else the second.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let value = |name: &str| values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        filled.push_str(match name.split_once('|') {
            None => value(name),
            Some((name, words)) => {
                let (one, many) = words.split_once('|').unwrap_or((words, words));
                if value(name) == "1" { one } else { many }
            }
        });
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::source::{LANGUAGES, delivered, difference, entries};
    use super::{Words, fill};

    #[test]
    fn places_are_filled_by_name() {
        assert_eq!(fill("共 {n} 项，{n}", &[("n", "3")]), "共 3 项，3");
        assert_eq!(fill("{absent}。", &[]), "。");
        assert_eq!(fill("{n", &[("n", "3")]), "{n", "an open brace is only a brace");
        let count = |n| fill("{n} {n|loan|loans}", &[("n", n)]);
        assert_eq!((count("1"), count("2")), ("1 loan".to_owned(), "2 loans".to_owned()));
    }

    #[test]
    fn each_language_has_its_own_words() {
        let brands = LANGUAGES.map(|language| Words::of(language).unwrap().brand().to_owned());
        assert_eq!(brands, ["达标即享", "達標即享", "Qualify"]);
    }

    #[test]
    fn words_of_another_version_are_refused() {
        let [first, later] = delivered("a = 1\nb = \" 2 \"\n# c = 3\n\n# Later: more\n\nd = 4\n").unwrap();
        assert_eq!(first.split_once('\n').unwrap().1, "1\n 2 ");
        assert_eq!(later.split_once('\n').unwrap().1, "4");
        assert_eq!(first.split_once('\n').unwrap().0, later.split_once('\n').unwrap().0);
        assert_eq!(Words::read("en", &first), None);
        let ours = delivered(include_str!("messages/en.txt")).unwrap();
        let read = |first: usize, later: usize| Words::read("en", &ours[first])?.with_later(&ours[later]);
        assert_eq!((read(0, 1), read(0, 0), read(1, 1)), (Words::of("en"), None, None));
        assert_eq!(Words::read("en", "<!doctype html>"), None);
    }

    #[test]
    fn a_translation_that_differs_is_told() {
        let told = |other: &str| difference(&entries("a = {n} 项\nb = 无").unwrap(), &entries(other).unwrap());
        assert_eq!(told("a = {n} {n|item|items}\nb = none"), None);
        assert_eq!(told("a = {n}"), Some("`b` is missing".to_owned()));
        assert_eq!(told("a = {m}\nb = none"), Some("`a` has other places to fill".to_owned()));
        assert_eq!(told("b = none\na = {n}"), Some("`b` stands where `a` is expected".to_owned()));
        assert_eq!(told("a = {n}\nb = none\nc = more"), Some("`c` is not in the original".to_owned()));
        assert!(entries("no message").is_err());
    }
}
