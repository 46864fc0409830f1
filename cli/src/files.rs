//! Files as they are read and written, with their names in what goes wrong.

use crate::error::Failure;
use std::path::Path;

/// What a file holds.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::File { path: path.into(), error })
}

/// The text that a file holds.
pub fn text(path: &Path) -> Result<String, Failure> {
    String::from_utf8(bytes(path)?).map_err(|_| Failure::NotText(path.into()))
}

/// Writes a file, and the folders in which it lies where they are not there.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), Failure> {
    let fail = |error| Failure::File { path: path.into(), error };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(fail)?;
    }
    std::fs::write(path, content).map_err(fail)
}
