//! The whole site as an archive, to be put on the server of an intranet.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use crate::files;

/// The archive, within the site.
pub const NAME: &str = "qualify-site.zip";

/// Packs all files of the site but the one file that holds it too.
pub fn write(stage: &Path) -> Result<()> {
    let mut archive = ZipWriter::new(File::create(stage.join(NAME))?);
    // No date: the same files make the same archive.
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for name in files::names(stage)?.iter().filter(|name| ![NAME, "qualify.html"].contains(&name.as_str())) {
        archive.start_file(name, options)?;
        archive.write_all(&fs::read(stage.join(name))?)?;
    }
    archive.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{NAME, write};
    use std::fs::{self, File};
    use std::io::Read;

    #[test]
    fn the_archive_holds_the_site_and_is_always_the_same() {
        let temp = tempfile::tempdir().unwrap();
        let stage = temp.path();
        fs::create_dir(stage.join("pack")).unwrap();
        for name in ["index.html", "qualify.html", "pack/a.pack"] {
            fs::write(stage.join(name), name).unwrap();
        }
        write(stage).unwrap();
        let first = fs::read(stage.join(NAME)).unwrap();
        write(stage).unwrap();
        assert_eq!(fs::read(stage.join(NAME)).unwrap(), first);
        let mut archive = zip::ZipArchive::new(File::open(stage.join(NAME)).unwrap()).unwrap();
        let names: Vec<_> = archive.file_names().map(str::to_owned).collect();
        assert_eq!(names, ["index.html", "pack/a.pack"]);
        let mut text = String::new();
        archive.by_name("pack/a.pack").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "pack/a.pack");
    }
}
