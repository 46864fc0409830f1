//! "did you mean": the nearest of the words that would have been right.

/// How many candidates are looked at: more than any real pack has.
const MOST: usize = 10_000;

/// The candidate that differs from `word` by so little that it was probably meant.
///
/// ```
/// use qualify_authoring::nearest;
/// assert_eq!(nearest("enterprize", ["loan", "enterprise"]), Some("enterprise"));
/// assert_eq!(nearest("bank", ["loan", "enterprise"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = word.chars().count();
    if letters > 100 {
        return None;
    }
    let most = (letters / 3).clamp(1, 4);
    let distance = |candidate: &str| strsim::damerau_levenshtein(word, candidate);
    candidates
        .into_iter()
        .take(MOST)
        .filter(|candidate| candidate.chars().count().abs_diff(letters) <= most)
        .map(|candidate| (distance(candidate), candidate))
        // Nothing is left of a word when all its letters are replaced.
        .filter(|(distance, _)| *distance <= most && *distance < letters)
        .min()
        .map(|(_, candidate)| candidate)
}

/// ``did you mean `x`?`` for the nearest candidate.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

/// ``did you mean `x`?``, or else the whole list when it is short.
pub(crate) fn one_of(word: &str, candidates: &[&str]) -> Option<String> {
    did_you_mean(word, candidates.iter().copied()).or_else(|| {
        let list = candidates.iter().map(|candidate| format!("`{candidate}`")).collect::<Vec<_>>().join(", ");
        match candidates.len() {
            0 => None,
            1 => Some(format!("only {list} is possible here")),
            2..=12 => Some(format!("possible here: {list}")),
            _ => None,
        }
    })
}
