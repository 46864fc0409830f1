//! A Chromium to test in, and a font for its Chinese.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::apt;
use crate::shell;

const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// The path of the browser.
pub fn chromium() -> Result<PathBuf> {
    super::finding("Chromium and a Chinese font");
    if let Some(chosen) = env::var_os("CHROME").filter(|value| !value.is_empty()) {
        let chosen = PathBuf::from(chosen);
        if !chosen.is_file() {
            bail!("CHROME names {}, which is no file; correct it, or unset it", chosen.display());
        }
        font()?;
        return Ok(chosen);
    }
    if let Some(found) = installed() {
        font()?;
        return Ok(found);
    }
    apt::install(&["chromium", "fonts-noto-cjk", "fontconfig"], "Chromium and a Chinese font", "about 2 minutes")
        .context("the browser tests need Chromium or Chrome; with one elsewhere, set CHROME to its path")?;
    font()?;
    installed().context("Chromium was installed, yet is not in PATH; set CHROME to its path")
}

/// Without a font that has the characters, screenshots show boxes and widths mean nothing.
fn font() -> Result<()> {
    // Other systems bring such a font with them.
    if cfg!(not(target_os = "linux")) || has_font() {
        return Ok(());
    }
    apt::install(&["fonts-noto-cjk", "fontconfig"], "a Chinese font", "about 1 minute")
}

fn has_font() -> bool {
    shell::answer(Command::new("fc-list").arg(":lang=zh")).is_some_and(|fonts| !fonts.is_empty())
}

fn installed() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .flat_map(|folder| NAMES.map(|name| folder.join(name)))
        .chain([Path::new(MAC).to_path_buf()])
        .find(|candidate| candidate.is_file())
}
