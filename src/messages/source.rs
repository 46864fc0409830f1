//! The message files: how they are written, and what is made of them for the page. The page's build script, the site's
//! builder and the tests read them here.

/// The languages of the page; the first is the one in which it was written.
pub const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// The line below which stands what is fetched once the person goes beyond the first page.
pub const LATER: &str = "\n# Later: ";

/// The part of a message file that the first page needs, and the part that comes later.
#[must_use]
pub fn parts(file: &str) -> [&str; 2] {
    let (first, later) = file.split_once(LATER).unwrap_or((file, ""));
    // The rest of the line is a comment.
    [first, later.split_once('\n').map_or("", |(_, later)| later)]
}

/// Key and text of every message, in the order of the file.
///
/// # Errors
/// The first line that is none.
pub fn entries(file: &str) -> Result<Vec<(&str, &str)>, String> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| entry(line).ok_or_else(|| format!("no `key = text`: {line}"))).collect()
}

fn entry(line: &str) -> Option<(&str, &str)> {
    let (key, text) = line.split_once(" = ")?;
    let is_key =
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    is_key.then_some((key, text))
}

/// What tells two sets of keys apart (FNV-1a): texts are found by their place alone.
pub fn fingerprint(entries: &[(&str, &str)]) -> u32 {
    let bytes = entries.iter().flat_map(|(key, _)| key.bytes().chain([b'\n']));
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The two files that the page fetches, the first and the later one: the fingerprint of all keys, then the texts, one a line.
///
/// # Errors
/// As [`entries`].
#[allow(dead_code, reason = "the page's own program reads such files, and does not write them")]
pub fn delivered(file: &str) -> Result<[String; 2], String> {
    let keys = format!("{:08x}", fingerprint(&entries(file)?));
    let [first, later] = parts(file);
    let lines = |part| -> Result<String, String> {
        let texts = entries(part)?.into_iter().map(|(_, text)| text);
        Ok([keys.as_str()].into_iter().chain(texts).collect::<Vec<_>>().join("\n"))
    };
    Ok([lines(first)?, lines(later)?])
}

/// What is wrong with a translation beside the original: keys and places to fill must be the same.
#[allow(dead_code, reason = "checked when the page is compiled, not when it runs")]
pub fn difference(original: &[(&str, &str)], other: &[(&str, &str)]) -> Option<String> {
    for (place, (key, text)) in original.iter().enumerate() {
        let Some((other_key, other_text)) = other.get(place) else { return Some(format!("`{key}` is missing")) };
        if other_key != key {
            return Some(format!("`{other_key}` stands where `{key}` is expected"));
        }
        if text.trim().is_empty() != other_text.trim().is_empty() {
            return Some(format!("`{key}` is empty"));
        }
        if names(text) != names(other_text) {
            return Some(format!("`{key}` has other places to fill"));
        }
    }
    other.get(original.len()).map(|(key, _)| format!("`{key}` is not in the original"))
}

/// The names of the places to fill, each once. A choice between one and many is no place.
fn names(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
    names.retain(|name| !name.contains('|'));
    names.sort_unstable();
    names.dedup();
    names
}
