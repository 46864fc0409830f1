//! `qualify build`: a folder of rule files → one file of rules, one file of texts a language.

use crate::error::Failure;
use crate::loading::{compile_folder, texts_beside};
use qualify_engine::format::{PackError, encode_rules, encode_texts};
use std::path::Path;

/// Compiles a folder and writes the pack.
pub fn build(folder: &Path, output: &Path) -> Result<(), Failure> {
    let compilation = compile_folder(folder)?;
    let Some(pack) = &compilation.pack else { return Err(Failure::NoRules(folder.into())) };
    let fail = |error: PackError| Failure::Pack { path: output.into(), error };
    let (rules, fingerprint) = encode_rules(pack).map_err(fail)?;
    if let Some(parent) = output.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent).map_err(|error| Failure::File { path: parent.into(), error })?;
    }
    write(output, &rules)?;
    for texts in &compilation.texts {
        write(&texts_beside(output, &texts.language), &encode_texts(texts, fingerprint).map_err(fail)?)?;
    }
    println!("{} programmes, version {}, rules {fingerprint}", pack.programmes.len(), pack.version);
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| Failure::File { path: path.into(), error })?;
    println!("{} ({} bytes)", path.display(), bytes.len());
    Ok(())
}
