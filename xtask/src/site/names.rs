//! Plainer names between the WebAssembly and its glue.
//!
//! Each function that the one takes from the other is named with sixteen random digits, which no compression can shorten.
//! Counting instead leaves every length as it was, so the compiled file stays valid.

use std::collections::BTreeMap;

const START: &str = "__wbg_";
const DIGITS: usize = 16;

/// The names in the glue with random digits, and what each becomes.
pub fn plainer(glue: &str) -> BTreeMap<String, String> {
    let names = glue.match_indices(START).filter_map(|(start, _)| name_at(&glue[start..]));
    let names: std::collections::BTreeSet<_> = names.collect();
    let numbered = names.into_iter().enumerate();
    numbered
        .map(|(number, name)| {
            let stem = &name[..name.len() - DIGITS];
            (name.to_owned(), format!("{stem}{number:0width$}", width = DIGITS))
        })
        .collect()
}

/// The name at the start of a text, if it ends in random digits.
fn name_at(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let name = &text[..end];
    let (stem, digits) = name.split_at_checked(name.len().checked_sub(DIGITS)?)?;
    let is_random = stem.ends_with('_') && digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    is_random.then_some(name)
}

/// Puts the plainer names into a file, compiled or not.
pub fn rename(bytes: &mut [u8], names: &BTreeMap<String, String>) {
    let mut place = 0;
    while let Some(found) = find(&bytes[place..], START.as_bytes()) {
        place += found;
        let rest = &bytes[place..];
        let known = names.iter().find(|(name, _)| rest.starts_with(name.as_bytes()));
        if let Some((name, plain)) = known {
            bytes[place..place + name.len()].copy_from_slice(plain.as_bytes());
        }
        place += START.len();
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "a={__wbg_now_0123456789abcdef:b,__wbg_new_fedcba9876543210(){},__wbg_free:c,__wbindgen_cast_0000000000000001:d}";

    #[test]
    fn random_digits_become_a_count_and_nothing_else_changes() {
        let names = plainer(GLUE);
        let mut bytes = GLUE.as_bytes().to_vec();
        rename(&mut bytes, &names);
        let expected = "a={__wbg_now_0000000000000001:b,__wbg_new_0000000000000000(){},__wbg_free:c,__wbindgen_cast_0000000000000001:d}";
        assert_eq!(String::from_utf8_lossy(&bytes), expected);
    }
}
