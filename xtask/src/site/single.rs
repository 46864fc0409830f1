//! The whole site in one file, `qualify.html`, which works from a disk.

use std::collections::BTreeMap;
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
    let mut files = Vec::new();
    for name in names {
        let bytes = fs::read(stage.join(&name))?;
        let like = name.replace("zh-Hant", "zh-Hans");
        let other = if like == name { None } else { Some(fs::read(stage.join(&like))?) };
        let other = other.filter(|other| other.len() == bytes.len());
        files.push((name, bytes, other.map(|other| (like, other))));
    }
    let pairs = || files.iter().filter_map(|(_, bytes, like)| Some((like.as_ref()?.1.as_slice(), bytes.as_slice())));
    let table = Traditional::of(pairs());
    let mut list = vec![format!("[\"\",{}]", table.bytes().len())];
    let mut content = table.bytes();
    for (name, mut bytes, like) in files {
        match like {
            Some((like, mut other)) => {
                list.push(format!("[\"{name}\",{},\"{like}\"]", bytes.len()));
                table.write(&mut other);
                bytes.iter_mut().zip(other).for_each(|(byte, other)| *byte ^= other);
            }
            None => list.push(format!("[\"{name}\",{}]", bytes.len())),
        }
        content.extend(bytes);
    }
    let list = format!("[{}]", list.join(","));
    let all = [&u32::try_from(list.len())?.to_be_bytes(), list.as_bytes(), &content].concat();
    let mut deflated = Vec::new();
    // Program, rules and words of three languages are each written in their own way; without any bound it takes them apart badly.
    let options = zopfli::Options { maximum_block_splits: 60, ..Default::default() };
    zopfli::compress(options, zopfli::Format::Zlib, all.as_slice(), &mut deflated)?;
    Ok((as_text(&deflated), deflated.len()))
}

/// A character of three bytes, as almost all Chinese ones are in UTF-8.
type Character = [u8; 3];

/// The traditional characters that mostly stand where a simplified one does: what differs from that is little.
struct Traditional(BTreeMap<Character, Character>);

impl Traditional {
    /// Of texts that have the same length in both.
    fn of<'a>(pairs: impl Iterator<Item = (&'a [u8], &'a [u8])>) -> Self {
        let mut counts: BTreeMap<Character, BTreeMap<Character, usize>> = BTreeMap::new();
        for (simplified, traditional) in pairs {
            for place in places(simplified) {
                let [from, to] = [simplified, traditional].map(|text| character(text, place));
                *counts.entry(from).or_default().entry(to).or_default() += 1;
            }
        }
        let most = |(from, to): (Character, BTreeMap<Character, usize>)| {
            let (to, _) = to.into_iter().max_by_key(|(_, count)| *count)?;
            (from != to).then_some((from, to))
        };
        Self(counts.into_iter().filter_map(most).collect())
    }

    /// One character after the other, each with what stands for it.
    fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|(from, to)| [*from, *to]).flatten().collect()
    }

    /// Writes a simplified text with them.
    fn write(&self, text: &mut [u8]) {
        for place in places(text) {
            if let Some(to) = self.0.get(&character(text, place)) {
                text[place..place + 3].copy_from_slice(to);
            }
        }
    }
}

/// Where characters of three bytes begin; what is no text may look like some, and is read alike in `web/single.js`.
fn places(text: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut place = 0;
    while place + 3 <= text.len() {
        let is_one = text[place] >> 4 == 0xE;
        found.extend(is_one.then_some(place));
        place += if is_one { 3 } else { 1 };
    }
    found
}

fn character(text: &[u8], place: usize) -> Character {
    [text[place], text[place + 1], text[place + 2]]
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
    use super::{BASE, Traditional, as_text, digit, hash};

    #[test]
    fn the_traditional_character_that_mostly_stands_there_is_written() {
        // 发 is 發 twice and 髮 once; 头 is always 頭; 中 is the same in both.
        let pair =
            |simplified: &'static str, traditional: &'static str| (simplified.as_bytes(), traditional.as_bytes());
        let table = Traditional::of([pair("发, 发中", "發, 發中"), pair("头发", "頭髮")].into_iter());
        assert_eq!(table.bytes(), "发發头頭".as_bytes());
        let mut text = "a头发中".to_owned().into_bytes();
        table.write(&mut text);
        assert_eq!(text, "a頭發中".as_bytes());
        // What begins as a character and is cut off is left alone.
        let mut cut = vec![0xE5, 0xA4];
        table.write(&mut cut);
        assert_eq!(cut, [0xE5, 0xA4]);
    }

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
