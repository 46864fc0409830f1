//! The whole site in one file, `qualify.html`, which works from a disk.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::finish::esbuild;
use crate::setup::SiteTools;
use crate::shell;

/// As in `web/single.js`.
const DIGITS: &[u8; 85] = b"!#$%()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{";

/// The program as it is before it is split; it goes into the one file only.
pub const PROGRAM: &str = "single.wasm";

/// Writes the file from a complete site.
pub fn write(tools: &SiteTools, stage: &Path, wasm: &str) -> Result<()> {
    let script = script(tools, stage, wasm)?;
    let page = fs::read_to_string(stage.join("index.html"))?;
    let style = named(stage, ".css", |name| name.starts_with("main-"))?;
    let style = fs::read_to_string(stage.join(style))?;
    let (packed, length) = packed(stage)?;
    fs::remove_file(stage.join(PROGRAM))?;

    let policy = format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; base-uri 'none'; form-action 'none'",
        hash(&script),
        hash(&style)
    );
    let (head, body) = page.split_once("</head>").context("the page has a head")?;
    let kept =
        |line: &&str| !["<link", "<script", "Content-Security-Policy", "<!--"].iter().any(|it| line.contains(it));
    let head: Vec<&str> = head.lines().filter(kept).filter(|line| !line.trim().is_empty()).collect();
    let head = head.join("\n").replacen(
        "<meta charset=\"utf-8\">",
        &format!("<meta charset=\"utf-8\">\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"),
        1,
    );
    let end = format!(
        "<script type=\"application/octet-stream\" id=\"files\" data-length=\"{length}\">{packed}</script>\n\
         <script type=\"module\">{script}</script>\n  </body>"
    );
    let body = body.replacen("</body>", &end, 1);
    fs::write(stage.join("qualify.html"), format!("{head}\n    <style>{style}</style>\n  </head>{body}"))?;
    Ok(())
}

/// What starts the page, with all that it imports.
fn script(tools: &SiteTools, stage: &Path, wasm: &str) -> Result<String> {
    let source = stage.join("single.js");
    let text = fs::read_to_string(&source)?;
    fs::write(&source, text.replace("{glue}", &wasm.replace("_bg.wasm", ".js")).replace("{wasm}", PROGRAM))?;
    let bundle = stage.join("single.bundle.js");
    let mut command = esbuild(tools, &source, &bundle);
    shell::quiet(command.args(["--bundle", "--format=esm"])).context("the scripts could not be put together")?;
    let script = fs::read_to_string(&bundle)?;
    fs::remove_file(&bundle)?;
    fs::remove_file(&source)?;
    // It would end the element that it stands in.
    Ok(script.replace("</script", "<\\/script"))
}

/// All that the page fetches, as text, with how many bytes that is.
fn packed(stage: &Path) -> Result<(String, usize)> {
    let mut names = vec![PROGRAM.to_owned()];
    for folder in ["messages", "pack"] {
        let mut found: Vec<String> = Vec::new();
        for entry in fs::read_dir(stage.join(folder))? {
            let name = format!("{folder}/{}", entry?.file_name().display());
            // The page takes all texts at once there.
            if !name.ends_with(".first.texts") {
                found.push(name);
            }
        }
        found.sort();
        names.extend(found);
    }
    let mut list = Vec::new();
    let mut content = Vec::new();
    for name in names {
        let mut bytes = fs::read(stage.join(&name))?;
        let like = name.replace("zh-Hant", "zh-Hans");
        let other = if like == name { Vec::new() } else { fs::read(stage.join(&like))? };
        if other.len() == bytes.len() {
            list.push(format!("[\"{name}\",{},\"{like}\"]", bytes.len()));
            bytes.iter_mut().zip(other).for_each(|(byte, other)| *byte ^= other);
        } else {
            list.push(format!("[\"{name}\",{}]", bytes.len()));
        }
        content.extend(bytes);
    }
    let list = format!("[{}]", list.join(","));
    let all = [&u32::try_from(list.len())?.to_be_bytes(), list.as_bytes(), &content].concat();
    let mut deflated = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Deflate, all.as_slice(), &mut deflated)?;
    Ok((as_text(&deflated), deflated.len()))
}

/// Four bytes are five digits.
fn as_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() / 4 * 5 + 5);
    for chunk in bytes.chunks(4) {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        let mut rest = u32::from_be_bytes(word);
        let mut digits = [0; 5];
        for digit in digits.iter_mut().rev() {
            *digit = DIGITS[(rest % 85) as usize];
            rest /= 85;
        }
        text.extend(digits.map(char::from));
    }
    text
}

fn named(stage: &Path, ending: &str, is_it: impl Fn(&str) -> bool) -> Result<String> {
    for entry in fs::read_dir(stage)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(ending) && is_it(&name) {
            return Ok(name);
        }
    }
    anyhow::bail!("the site has no {ending}")
}

/// How a policy names what stands in the page itself.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", data_encoding::BASE64.encode(&Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::{DIGITS, as_text, hash};

    #[test]
    fn bytes_become_digits_that_html_leaves_alone() {
        assert_eq!(as_text(&[0, 0, 0, 0]), "!!!!!");
        // 2^32 - 1 = 82 * 85^4 + 23 * 85^3 + 54 * 85^2 + 12 * 85 + 0
        let expected: String = [82, 23, 54, 12, 0].map(|place| char::from(DIGITS[place])).into_iter().collect();
        assert_eq!(as_text(&[255; 4]), expected);
        assert_eq!(as_text(&[0, 0, 0, 85, 1]).len(), 10);
        assert!(DIGITS.iter().all(|digit| !b"<&\"'\\`".contains(digit)));
        assert_eq!(DIGITS.iter().collect::<std::collections::BTreeSet<_>>().len(), 85);
    }

    #[test]
    fn a_policy_names_a_text_by_its_hash() {
        // The example of the CSP specification.
        assert_eq!(hash("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }
}
