//! The page's own words as it fetches them: two files a language.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};

use crate::project;

#[path = "../../../src/messages/source.rs"]
mod source;

pub use source::LANGUAGES;

/// Writes `messages/LANGUAGE.txt`, and `messages/LANGUAGE.later.txt` for what the first page does not need, into the site.
pub fn write(stage: &Path) -> Result<()> {
    let folder = stage.join("messages");
    fs::create_dir_all(&folder)?;
    for language in source::LANGUAGES {
        let path = project::root().join("src/messages").join(format!("{language}.txt"));
        let file = fs::read_to_string(&path).with_context(|| format!("{} could not be read", path.display()))?;
        let [first, later] = source::delivered(&file).map_err(|error| anyhow!("{}: {error}", path.display()))?;
        fs::write(folder.join(format!("{language}.txt")), first)?;
        fs::write(folder.join(format!("{language}.later.txt")), later)?;
    }
    Ok(())
}
