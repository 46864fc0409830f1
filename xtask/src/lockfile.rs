//! Reads the one thing we want from `Cargo.lock`: which version of a package this checkout uses.

use anyhow::{Context, Result, bail};

/// The version of `package` in the text of a `Cargo.lock`.
///
/// Two versions of it are an error: a tool that must match "the" version could match only one of them.
pub fn version_of(package: &str, lock: &str) -> Result<String> {
    let mut versions = lock
        .split("[[package]]")
        .filter_map(|entry| (value(entry, "name")? == package).then(|| value(entry, "version")).flatten());
    let first = versions
        .next()
        .with_context(|| format!("Cargo.lock names no package `{package}`; run `cargo check` to complete it"))?;
    if let Some(second) = versions.next() {
        bail!("Cargo.lock holds `{package}` twice ({first} and {second}); pin one version in Cargo.toml");
    }
    Ok(first.to_owned())
}

fn value<'a>(entry: &'a str, key: &str) -> Option<&'a str> {
    entry.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::version_of;

    const LOCK: &str = r#"
version = 4

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
dependencies = [
 "wasm-bindgen-macro",
]

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.131"

[[package]]
name = "syn"
version = "1.0.0"

[[package]]
name = "syn"
version = "2.0.0"
"#;

    #[test]
    fn finds_the_exact_name() {
        assert_eq!(version_of("wasm-bindgen", LOCK).unwrap(), "0.2.130");
        assert_eq!(version_of("wasm-bindgen-macro", LOCK).unwrap(), "0.2.131");
    }

    #[test]
    fn an_absent_package_is_an_error() {
        assert!(version_of("bindgen", LOCK).is_err());
    }

    #[test]
    fn two_versions_are_an_error() {
        let error = version_of("syn", LOCK).unwrap_err().to_string();
        assert!(error.contains("1.0.0") && error.contains("2.0.0"));
    }
}
