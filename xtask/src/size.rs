//! What a visitor downloads, in bytes.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::{files, project};

/// The most that a first visit may weigh, compressed with brotli.
const FIRST_VISIT_LIMIT: usize = 148_000;

/// The most that these may weigh as they are: the one file that holds the whole site, and the site as an archive.
const WHOLE_LIMITS: [(&str, usize); 2] = [("qualify.html", 600_000), ("qualify-site.zip", 1_800_000)];

/// The most that a page loads of the npm package, compressed: to assess, and on top of it for reasons, questions, ways and plans, and
/// for checking signatures.
const PACKAGE_LIMITS: [(&str, &[&str], usize); 3] = [
    ("npm package", &["index.js", "core.js", "engine.js", "engine_bg.wasm"], 60_000),
    ("its second file", &["engine_more.wasm"], 76_000),
    ("signatures", &["verify.js", "verify_bg.wasm"], 15_000),
];

/// The most that the rest may weigh, compressed: what comes once the person goes on from the first page, and what an element adds to
/// somebody's page before its program.
const LATER_LIMITS: [(&str, &[&str], usize); 2] =
    [("second file of the page", &["_more.wasm"], 170_000), ("element", &["element.js", "element.css"], 12_000)];

/// The weight of one file of the site, or of several together.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Weight {
    name: String,
    raw: usize,
    brotli: usize,
}

/// Prints the table; with `check`, says whether the first visit keeps to its limit.
pub fn report(check: bool) -> Result<bool> {
    let dist = project::dist();
    if !dist.join("index.html").is_file() {
        bail!("dist/ holds no site yet; make it with `cargo xtask build`");
    }
    let mut files = weigh(&dist)?;
    files.sort_by(|a, b| b.brotli.cmp(&a.brotli).then_with(|| a.name.cmp(&b.name)));

    let first_visit = total("first visit (*)", files.iter().filter(|file| is_first_visit(&file.name)));
    let all = total("all files", &files);
    println!("{}", table(&files, &[all, first_visit.clone()]));

    let fits = first_visit.brotli <= FIRST_VISIT_LIMIT;
    println!(
        "first visit: {} bytes with brotli, {} the limit of {FIRST_VISIT_LIMIT}",
        first_visit.brotli,
        if fits { "within" } else { "OVER" }
    );
    let package_fits = package(&files);
    let later_fits = later(&files);
    let whole_fits = whole(&files);
    Ok(fits && package_fits && later_fits && whole_fits || !check)
}

/// Prints how large the whole site is in one file, or in an archive; whether both keep to their limits.
fn whole(files: &[Weight]) -> bool {
    let mut all_fit = true;
    for (name, limit) in WHOLE_LIMITS {
        let Some(file) = files.iter().find(|file| file.name == name) else {
            println!("{name}: only in the public build");
            continue;
        };
        let fits = file.raw <= limit;
        println!("{name}: {} bytes as it is, {} the limit of {limit}", file.raw, if fits { "within" } else { "OVER" });
        all_fit &= fits;
    }
    all_fit
}

/// Prints what a page loads of the npm package; whether that keeps to its limits.
fn package(files: &[Weight]) -> bool {
    let is_part = |file: &Weight, parts: &[&str]| file.name.strip_prefix("npm/").is_some_and(|it| parts.contains(&it));
    let weights = PACKAGE_LIMITS
        .map(|(name, parts, limit)| (total(name, files.iter().filter(|file| is_part(file, parts))), limit));
    within(&weights)
}

/// Prints what is loaded beside a first visit; whether that keeps to its limits.
fn later(files: &[Weight]) -> bool {
    let is_part = |name: &str, endings: &[&str]| !name.contains('/') && endings.iter().any(|it| name.ends_with(it));
    let weights = LATER_LIMITS
        .map(|(name, endings, limit)| (total(name, files.iter().filter(|file| is_part(&file.name, endings))), limit));
    within(&weights)
}

/// Prints each weight beside its limit; whether all keep to it. What weighs nothing is not there at all.
fn within(weights: &[(Weight, usize)]) -> bool {
    let mut all_fit = true;
    for (Weight { name, brotli, .. }, limit) in weights {
        let fits = (1..=*limit).contains(brotli);
        println!("{name}: {brotli} bytes with brotli, {} the limit of {limit}", if fits { "within" } else { "OVER" });
        all_fit &= fits;
    }
    all_fit
}

/// What the browser loads to show the first page in 简体中文, with the rules of all programmes: not the other languages, not other
/// pages, not the texts and the part of the program that come later (`.texts`, `_more.wasm`).
fn is_first_visit(name: &str) -> bool {
    let at_the_top = !name.contains('/');
    let is_later = name.ends_with("_more.wasm")
        || ["frame.js", "embed.js", "element.js", "element.css", "packs.js", "rules.js", "signed.js"].contains(&name);
    name == "index.html"
        || at_the_top && !is_later && [".css", ".js", ".wasm"].iter().any(|ending| name.ends_with(ending))
        || name == "messages/zh-Hans.txt"
        || name.starts_with("pack/") && (name.ends_with(".pack") || name.ends_with(".zh-Hans.first.texts"))
}

/// Every file of the site with its weight.
fn weigh(folder: &Path) -> Result<Vec<Weight>> {
    let weigh = |name: String| {
        let bytes = fs::read(folder.join(&name))?;
        Ok(Weight { raw: bytes.len(), brotli: compressed(&bytes)?, name })
    };
    files::names(folder)?.into_iter().map(weigh).collect()
}

/// The length after brotli at its strongest, as a host would prepare the files.
fn compressed(bytes: &[u8]) -> Result<usize> {
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &settings)?;
    Ok(out.len())
}

fn total<'a>(name: &str, files: impl IntoIterator<Item = &'a Weight>) -> Weight {
    files.into_iter().fold(Weight { name: name.to_owned(), raw: 0, brotli: 0 }, |sum, file| Weight {
        raw: sum.raw + file.raw,
        brotli: sum.brotli + file.brotli,
        ..sum
    })
}

fn table(files: &[Weight], totals: &[Weight]) -> String {
    let wide = files.iter().chain(totals).map(|row| row.name.chars().count()).max().unwrap_or_default();
    let line = |mark: &str, row: &Weight| format!("{mark} {:wide$} {:>10} {:>10}\n", row.name, row.raw, row.brotli);
    let mut text = format!("  {:wide$} {:>10} {:>10}\n", "file", "raw", "brotli");
    for file in files {
        text += &line(if is_first_visit(&file.name) { "*" } else { " " }, file);
    }
    text.push('\n');
    for sum in totals {
        text += &line(" ", sum);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Weight, compressed, is_first_visit, table, total, weigh};
    use std::fs;

    fn file(name: &str, raw: usize, brotli: usize) -> Weight {
        Weight { name: name.to_owned(), raw, brotli }
    }

    #[test]
    fn the_first_visit_is_one_page_in_one_language() {
        for name in [
            "index.html",
            "app-1f.js",
            "app-1f_bg.wasm",
            "main-9.css",
            "pack/beijing.pack",
            "pack/beijing.zh-Hans.first.texts",
            "messages/zh-Hans.txt",
        ] {
            assert!(is_first_visit(name), "{name}");
        }
        for name in [
            "pack/beijing.en.texts",
            "pack/beijing.zh-Hans.texts",
            "messages/en.txt",
            "app-1f_more.wasm",
            "embed.js",
            "eligibility.html",
            "notes.txt",
        ] {
            assert!(!is_first_visit(name), "{name}");
        }
    }

    #[test]
    fn sums_add_up() {
        let files = [file("a", 10, 4), file("b", 5, 3)];
        assert_eq!(total("both", &files), file("both", 15, 7));
        assert_eq!(total("none", &[]), file("none", 0, 0));
        let text = table(&files, &[total("both", &files)]);
        assert!(text.lines().last().unwrap().ends_with("15          7"), "{text}");
    }

    #[test]
    fn files_in_folders_are_weighed() {
        let temp = tempfile::tempdir().unwrap();
        fs::create_dir(temp.path().join("pack")).unwrap();
        fs::write(temp.path().join("pack/a.pack"), vec![7; 10_000]).unwrap();
        let files = weigh(temp.path()).unwrap();
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].name, "pack/a.pack");
        assert_eq!(files[0].raw, 10_000);
        assert!(files[0].brotli < 100);
    }

    #[test]
    fn nothing_weighs_next_to_nothing() {
        assert!(compressed(b"").unwrap() < 4);
    }
}
