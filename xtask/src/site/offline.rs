//! The service worker: which files it keeps, and what tells one version of the site from another.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::messages::LANGUAGES;
use super::single;
use crate::{files, hash};

/// What checks signatures: shared with the npm package, which is otherwise for other programs.
const CHECKS: [&str; 2] = ["npm/verify.js", "npm/verify_bg.wasm"];

/// Where the list goes.
const PLACE: &str = r#""{files}": """#;

/// What is not the page's own: for other sites, for programs, or the worker itself.
const LEFT_OUT: [&str; 7] =
    ["sw.js", "single.js", single::PROGRAM, "embed.js", "frame.js", "element.js", "element.css"];

/// Writes the list of files into the worker.
pub fn complete(stage: &Path) -> Result<()> {
    // Who has the worker has the program: the written pages are for those who have not. The rules are kept apart (`web/rules.js`).
    let is_left_out = |folder: &str| ["npm", "pack"].contains(&folder) || LANGUAGES.contains(&folder);
    let is_kept = |name: &String| {
        CHECKS.contains(&name.as_str())
            || !LEFT_OUT.contains(&name.as_str())
                && !name.split_once('/').is_some_and(|(folder, _)| is_left_out(folder))
    };
    let files: Vec<_> = files::names(stage)?.into_iter().filter(is_kept).collect();
    let mut all = Vec::new();
    for name in &files {
        all.extend(name.bytes());
        all.extend(hash::of(&fs::read(stage.join(name))?).to_le_bytes());
    }
    let worker = stage.join("sw.js");
    let text = fs::read_to_string(&worker).context("the site has no service worker")?;
    // A newer worker over the same files is a newer version, too.
    all.extend(text.bytes());
    let text = text.replace("{version}", &format!("{:016x}", hash::of(&all)));
    let mut list = Vec::new();
    for name in &files {
        // The host may write attributes into this one: which packs, whose signature.
        let held = if name == "index.html" { String::new() } else { integrity(&fs::read(stage.join(name))?) };
        list.push(format!("\"{name}\": \"{held}\""));
    }
    // With and without the blank that esbuild takes out.
    let place = if text.contains(PLACE) { PLACE.to_owned() } else { PLACE.replace(' ', "") };
    fs::write(&worker, text.replace(&place, &list.join(", ")))?;
    Ok(())
}

/// How a browser is told what a file holds.
fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", data_encoding::BASE64.encode(&Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::complete;
    use std::fs;

    #[test]
    fn every_file_is_listed_and_every_change_is_a_version() {
        let temp = tempfile::tempdir().unwrap();
        let stage = temp.path();
        let write = |name: &str, text: &str| fs::write(stage.join(name), text).unwrap();
        fs::create_dir_all(stage.join("npm")).unwrap();
        fs::create_dir_all(stage.join("en")).unwrap();
        fs::create_dir_all(stage.join("pack")).unwrap();
        for name in
            ["index.html", "boot.js", "element.js", "npm/index.js", "npm/verify.js", "en/index.html", "pack/a.pack"]
        {
            write(name, "1");
        }
        let made = || {
            write("sw.js", "{version} {\"{files}\": \"\"}");
            complete(stage).unwrap();
            fs::read_to_string(stage.join("sw.js")).unwrap()
        };
        let first = made();
        // `printf 1 | sha256sum`, in base64.
        let one = "sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=";
        let list = format!(r#""boot.js": "{one}", "index.html": "", "npm/verify.js": "{one}""#);
        assert!(first.ends_with(&format!(" {{{list}}}")), "{first}");
        assert_eq!(made(), first);
        write("pack/a.pack", "2");
        assert_eq!(made(), first, "rules are no version of the site");
        write("boot.js", "2");
        assert_ne!(made(), first);
    }
}
