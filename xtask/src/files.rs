//! What is in a folder.

use std::fs;
use std::path::Path;

use anyhow::Result;

/// The files in a folder and in those inside it, by their names within it (`pack/beijing.pack`), in order.
pub fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    list(folder, "", &mut names)?;
    names.sort();
    Ok(names)
}

fn list(folder: &Path, prefix: &str, names: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().display());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}
