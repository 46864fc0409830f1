//! `qualify keys`, `sign` and `verify`: who published a pack.

use crate::error::Failure;
use crate::files::{bytes, text};
use qualify_engine::Part;
use qualify_engine::format::{decode_rules, decode_texts};
use qualify_signature::{PublicKey, SecretKey, sign as sign_files, verify_files};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Makes a pair of keys: `NAME.key`, which only its owner may read, and `NAME.pub`.
pub fn keys(name: &Path) -> Result<(), Failure> {
    let [secret, public] = ["key", "pub"].map(|ending| beside(name, ending));
    if let Some(there) = [&secret, &public].into_iter().find(|path| path.exists()) {
        return Err(Failure::KeyIsThere(there.clone()));
    }
    let key = SecretKey::generate();
    write(&secret, private(&secret), &key.text())?;
    write(&public, File::create_new(&public), &format!("{}\n", key.public()))?;
    let mut out = io::stdout().lock();
    writeln!(out, "{} signs packs: keep it where nobody else can read it, and keep a copy", secret.display())?;
    writeln!(out, "{} checks them: {}", public.display(), key.public())?;
    Ok(())
}

/// Signs a compiled pack with all its texts: `beijing.pack` → `beijing.pack.sig`.
pub fn sign(pack: &Path, key: &Path) -> Result<(), Failure> {
    let secret = SecretKey::parse(&text(key)?).map_err(|_| Failure::NoKey(key.into()))?;
    let rules = bytes(pack)?;
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |error| Failure::Pack { path, error }
    };
    // What is signed is what can be used.
    let loaded = decode_rules(&rules).map_err(fail(pack))?;
    let mut files = vec![(name(pack)?, rules)];
    for path in texts_of(pack)? {
        let texts = bytes(&path)?;
        let part = if name(&path)?.ends_with(".first.texts") { Part::First } else { Part::All };
        decode_texts(&texts, part, loaded.fingerprint).map_err(fail(&path))?;
        files.push((name(&path)?, texts));
    }
    if files.len() == 1 {
        return Err(Failure::NoTexts(pack.into()));
    }
    let listed: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let path = signature_of(pack);
    write(&path, File::create(&path), &sign_files(&secret, &listed))?;
    let names: Vec<_> = listed.iter().map(|(name, _)| *name).collect();
    Ok(writeln!(io::stdout(), "{} signs {}", path.display(), names.join(", "))?)
}

/// Checks the signature of a compiled pack and that all its files are those that were signed. The key is a file, or its digits.
pub fn verify(pack: &Path, key: &str) -> Result<(), Failure> {
    let public = PublicKey::parse(key).or_else(|_| {
        let path = Path::new(key);
        PublicKey::parse(&text(path)?).map_err(|_| Failure::NoKey(path.into()))
    })?;
    let path = signature_of(pack);
    let signature = text(&path)?;
    let fail = |error| Failure::Signature { path: path.clone(), error };
    let (mut names, mut wrong) = (Vec::new(), Vec::new());
    for (name, is_signed) in verify_files(public, &signature, |name| bytes(&pack.with_file_name(name))).map_err(fail)? {
        if !is_signed? {
            wrong.push(name.to_owned());
        }
        names.push(name);
    }
    // What would be loaded must have been signed under its own name.
    for path in [pack.to_owned()].into_iter().chain(texts_of(pack)?) {
        let name = name(&path)?;
        if !names.contains(&name.as_str()) {
            wrong.push(name);
        }
    }
    if !wrong.is_empty() {
        return Err(Failure::Altered(wrong.join(", ")));
    }
    Ok(writeln!(io::stdout(), "{} was signed with {public}: {}", pack.display(), names.join(", "))?)
}

/// `beijing` → `beijing.key`; dots in a name stay.
fn beside(name: &Path, ending: &str) -> PathBuf {
    let mut path = name.as_os_str().to_owned();
    path.push(".");
    path.push(ending);
    path.into()
}

fn signature_of(pack: &Path) -> PathBuf {
    beside(pack, "sig")
}

/// The files of texts beside the rules, in the order of their names.
fn texts_of(pack: &Path) -> Result<Vec<PathBuf>, Failure> {
    let folder = pack.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let start = pack.file_stem().map(|stem| format!("{}.", stem.to_string_lossy())).unwrap_or_default();
    let fail = |error| Failure::File { path: folder.into(), error };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let name = entry.map_err(fail)?.file_name();
        let is_of_pack = name.to_str().is_some_and(|name| name.starts_with(&start) && name.ends_with(".texts"));
        if is_of_pack {
            found.push(pack.with_file_name(name));
        }
    }
    found.sort();
    Ok(found)
}

fn name(path: &Path) -> Result<String, Failure> {
    let name = path.file_name().and_then(|name| name.to_str()).filter(|name| !name.contains('\n'));
    name.map(str::to_owned).ok_or_else(|| Failure::NotText(path.into()))
}

fn write(path: &Path, file: io::Result<File>, text: &str) -> Result<(), Failure> {
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| Failure::File { path: path.into(), error })
}

/// A new file that its owner alone can read, from the start.
fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
