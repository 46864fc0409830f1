//! Where the answers of an interview are kept. That they can be is found out before the first question, not after the last.

use crate::error::Failure;
use std::fs::{File, OpenOptions, canonicalize, remove_file};
use std::io::Write;
use std::path::Path;

/// A file that can be written, and is not there or may be replaced.
pub struct Keep<'a> {
    path: &'a Path,
    is_there: bool,
}

impl<'a> Keep<'a> {
    /// Fails where nothing can be written, and where a file would be lost that is not the dossier gone on from.
    pub fn at(path: &'a Path, answered: Option<&Path>) -> Result<Self, Failure> {
        let is_same = |other: &Path| canonicalize(other).ok().zip(canonicalize(path).ok()).is_some_and(|(a, b)| a == b);
        if path.is_file() && !answered.is_some_and(is_same) {
            return Err(Failure::IsThere(path.into()));
        }
        let keep = Self { path, is_there: path.exists() };
        drop(keep.open()?);
        if !keep.is_there {
            // Whoever breaks off leaves no empty file.
            remove_file(path).map_err(|error| keep.failure(error))?;
        }
        Ok(keep)
    }

    /// Writes the answers.
    pub fn write(&self, text: &str) -> Result<(), Failure> {
        let mut file = self.open()?;
        let cut = if self.path.is_file() { file.set_len(0) } else { Ok(()) };
        cut.and_then(|()| file.write_all(text.as_bytes())).map_err(|error| self.failure(error))
    }

    fn open(&self) -> Result<File, Failure> {
        let file = OpenOptions::new().write(true).create_new(!self.is_there).open(self.path);
        file.map_err(|error| self.failure(error))
    }

    fn failure(&self, error: std::io::Error) -> Failure {
        Failure::File { path: self.path.into(), error }
    }
}
