//! The whole site in one file, `qualify.html`, which works from a disk.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::finish::esbuild;
use crate::setup::SiteTools;
use crate::shell;

/// As in `web/single.js`: what can be seen of ASCII, but for `<`, with which HTML would begin to read. Two digits are 13 bits and, since 93 × 93 is
/// more than 8,192, sometimes 14 (basE91, by Joachim Henke, with two digits more).
const BASE: u32 = 93;
/// Up to here a number of 13 bits has room for one bit more.
const ROOM: u32 = BASE * BASE - 8192;

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
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Zlib, all.as_slice(), &mut deflated)?;
    Ok((as_text(&deflated), deflated.len()))
}

/// Bytes as digits, the lowest bits first.
fn as_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() / 4 * 5 + 4);
    let (mut held, mut bits) = (0_u32, 0);
    let mut put = |number: u32| text.extend([number % BASE, number / BASE].map(digit));
    for byte in bytes {
        held |= u32::from(*byte) << bits;
        bits += 8;
        if bits > 13 {
            let width = if held % 8192 < ROOM { 14 } else { 13 };
            put(held % (1 << width));
            held >>= width;
            bits -= width;
        }
    }
    if bits > 0 {
        put(held);
    }
    text
}

fn digit(value: u32) -> char {
    let code = 33 + value + u32::from(value >= 27);
    char::from_u32(code).unwrap_or_else(|| unreachable!("below 127"))
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
    use super::{BASE, as_text, digit, hash};

    #[test]
    fn bytes_become_digits_that_html_leaves_alone() {
        // 8 bits are left over; 14 and 2 bits.
        assert_eq!(as_text(&[0]), "!!");
        assert_eq!(as_text(&[0, 0]), "!!!!");
        // 13 bits: 8,191 = 7 + 88 × 93. Then 3 bits: 7.
        assert_eq!(as_text(&[255, 255]), "(z(!");
        // The lowest 13 bits are 1, so there is room for 14: 8,193 = 9 + 88 × 93.
        assert_eq!(as_text(&[1, 32]), "*z!!");
        let digits: std::collections::BTreeSet<char> = (0..BASE).map(digit).collect();
        assert_eq!(digits.len(), 93);
        assert!(digits.iter().all(|it| it.is_ascii_graphic() && *it != '<'));
    }

    #[test]
    fn a_policy_names_a_text_by_its_hash() {
        // The example of the CSP specification.
        assert_eq!(hash("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }
}
