//! The folder of tools that all checkouts share: one sub-folder for each tool and version.
//!
//! A tool is made in a folder beside its place and moved there when complete, so what has the right name is whole.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The shared folder.
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// Opens the folder that the environment names, making it if it is not there.
    pub fn open() -> Result<Self> {
        let folder = folder(|key| env::var_os(key).filter(|v| !v.is_empty()).map(PathBuf::from))
            .context("no place for the tools: set HOME, or QUALIFY_TOOLS to a folder of your choice")?;
        Self::at(folder)
    }

    fn at(folder: PathBuf) -> Result<Self> {
        fs::create_dir_all(&folder)
            .with_context(|| format!("the tools folder {} could not be made", folder.display()))?;
        Ok(Self { folder: folder.canonicalize()? })
    }

    /// Where the tool of this name and version is, or will be.
    pub fn place(&self, tool: &str) -> PathBuf {
        self.folder.join(tool)
    }

    /// Where a build may keep its intermediate files, so that an interrupted one goes on where it stopped.
    pub fn workshop(&self, tool: &str) -> PathBuf {
        self.folder.join(format!(".build-{tool}"))
    }

    /// Gives the tool's folder, making it first when it is missing; `make` fills an empty folder.
    pub fn ensure(&self, tool: &str, make: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
        let place = self.place(tool);
        if place.is_dir() {
            return Ok(place);
        }
        let _alone = self.lock()?;
        // Another set-up may have finished the same tool while we waited for it.
        if place.is_dir() {
            return Ok(place);
        }
        let partial = self.folder.join(format!(".partial-{tool}"));
        if partial.exists() {
            fs::remove_dir_all(&partial)?;
        }
        fs::create_dir_all(&partial)?;
        make(&partial)?;
        fs::rename(&partial, &place).with_context(|| format!("{} could not be put in place", place.display()))?;
        let workshop = self.workshop(tool);
        if workshop.exists() {
            fs::remove_dir_all(workshop)?;
        }
        Ok(place)
    }

    fn lock(&self) -> Result<File> {
        let file = File::create(self.folder.join(".lock"))?;
        if file.try_lock().is_err() {
            println!("waiting for another set-up that uses the same tools folder");
            file.lock()?;
        }
        Ok(file)
    }
}

fn folder(var: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    var("QUALIFY_TOOLS")
        .or_else(|| Some(var("XDG_CACHE_HOME")?.join("qualify/tools")))
        .or_else(|| Some(var("HOME")?.join(".cache/qualify/tools")))
}

#[cfg(test)]
mod tests {
    use super::{Store, folder};
    use anyhow::bail;
    use std::fs;
    use std::path::PathBuf;

    #[test]
    fn the_nearest_variable_wins() {
        let home = |key: &str| (key == "HOME").then(|| PathBuf::from("/home/li"));
        assert_eq!(folder(home), Some("/home/li/.cache/qualify/tools".into()));
        let all = |key: &str| Some(PathBuf::from("/somewhere").join(key));
        assert_eq!(folder(all), Some("/somewhere/QUALIFY_TOOLS".into()));
        assert_eq!(folder(|_| None), None);
    }

    #[test]
    fn an_interrupted_install_is_not_taken_for_a_tool() {
        let temp = tempfile::tempdir().unwrap();
        let store = Store::at(temp.path().join("tools")).unwrap();
        let failed = store.ensure("axe-1.0", |partial| {
            fs::write(partial.join("half"), "")?;
            bail!("cut off")
        });
        assert!(failed.is_err());
        assert!(!store.place("axe-1.0").exists());

        let made = store
            .ensure("axe-1.0", |partial| {
                assert!(!partial.join("half").exists(), "starts clean");
                Ok(fs::write(partial.join("whole"), "")?)
            })
            .unwrap();
        assert!(made.join("whole").exists());
        store.ensure("axe-1.0", |_| bail!("must not be made twice")).unwrap();
    }
}
