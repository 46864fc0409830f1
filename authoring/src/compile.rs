//! From files to a pack: which file is what, and in which order they are read.

use crate::builder::Builder;
use crate::cases::Case;
use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::hint::nearest;
use crate::limits::{FILES, PACK_BYTES};
use crate::places::Places;
use crate::schema::read_pack_file;
use crate::source::{FileId, Location, SourceFile, Sources, Span};
use crate::translations::{FOLDER, Translations, mirrored};
use crate::yaml::{self, Node};
use qualify_engine::{Pack, Texts};

/// What came of a folder of rule files.
///
/// ```
/// # mod docs { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/small.rs")); } use docs::*;
/// use qualify_authoring::compile;
/// let found = compile(&small_pack());
/// assert!(!found.has_errors() && found.pack.is_some());
/// assert_eq!((found.texts[0].language.as_str(), found.cases.len()), ("zh-Hans", 3));
/// ```
#[derive(Clone, Debug)]
pub struct Compilation {
    /// The compiled rules; `None` when there are errors.
    pub pack: Option<Pack>,
    /// The words, one table for each language of the pack; empty when there are errors.
    pub texts: Vec<Texts>,
    /// The cases; empty when there are errors.
    pub cases: Vec<Case>,
    /// What each list of options says of itself, in the order of the pack's domains; empty when there are errors.
    pub catalogues: Vec<Catalogue>,
    /// What the texts are in other languages, declared or not, as far as the files could be read.
    pub translations: Translations,
    /// All that was found, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// Where the parts of the pack are written.
    pub places: Places,
    /// The files, to which the places in diagnostics and cases refer.
    pub sources: Sources,
}

impl Compilation {
    /// Whether there is no pack.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Compiles the files of one pack. Their paths may all start with the same folders; which file is what is told from where it
/// stands beside `pack.yaml`. Files that are not YAML are passed over.
///
/// ```
/// use qualify_authoring::{SourceFile, compile};
/// let file = SourceFile { path: "pack.yaml".to_owned(), text: "id: Beijing".to_owned() };
/// let compilation = compile(&[file]);
/// assert!(compilation.pack.is_none());
/// assert_eq!(compilation.diagnostics.iter().filter(|found| found.message.contains("`Beijing`")).count(), 1);
/// ```
#[must_use]
pub fn compile(files: &[SourceFile]) -> Compilation {
    let sources = Sources::new(files);
    let mut diagnostics = Diagnostics::default();
    let mut translations = Translations::default();
    let result = match check_size(files) {
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            None
        }
        Ok(()) => {
            let mut builder = Builder::new(&sources, root_folder(&sources), core::mem::take(&mut diagnostics));
            let cases = read(&mut builder);
            builder.check_pack();
            builder.check_translations();
            let places = builder.places();
            diagnostics = builder.diagnostics;
            translations = builder.translations;
            Some((builder.pack, builder.texts.finish(), cases, builder.listed, places))
        }
    };
    let (pack, texts, cases, catalogues, places) = match result.filter(|_| !diagnostics.has_errors()) {
        Some((pack, texts, cases, catalogues, places)) => (Some(pack), texts, cases, catalogues, places),
        None => (None, Vec::new(), Vec::new(), Vec::new(), Places::default()),
    };
    Compilation { pack, texts, cases, catalogues, translations, places, diagnostics: diagnostics.finish(), sources }
}

fn check_size(files: &[SourceFile]) -> Result<(), Diagnostic> {
    if files.len() > FILES {
        return Err(Diagnostic::everywhere(Code::Limit, format!("a pack has at most {FILES} files")));
    }
    let bytes = files.iter().map(|file| file.text.len()).fold(0_usize, usize::saturating_add);
    if bytes > PACK_BYTES {
        return Err(Diagnostic::everywhere(Code::Limit, "the files of a pack have at most 16 MiB together"));
    }
    Ok(())
}

/// What a file is, told from its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Pack,
    Vocabulary,
    Catalogues,
    Documents,
    Readings,
    Programme,
    Relations,
    Cases,
    Translations,
}

/// A file that was read as YAML.
struct Parsed<'s> {
    role: Role,
    /// Its folder in the pack.
    folder: &'s str,
    /// The file's name without its ending.
    stem: &'s str,
    /// `None`: it is no YAML.
    root: Option<Node>,
}

/// Reads everything, each kind of file after those to which it refers.
fn read(builder: &mut Builder<'_>) -> Vec<Case> {
    let files = parse_all(builder);
    let roots = |role: Role| files.iter().filter(move |file| file.role == role);
    let whole = |role: Role| roots(role).filter_map(|file| file.root.as_ref());
    note_losses(builder, &files);

    for file in roots(Role::Translations) {
        if let (Some((language, mirrored)), Some(root)) = (mirrored(file.folder, file.stem), &file.root) {
            builder.read_mirror(&language, &mirrored, root);
        }
    }
    for root in whole(Role::Pack) {
        read_pack_file(builder, root);
    }
    for root in whole(Role::Documents) {
        builder.read_documents(root);
    }
    for root in whole(Role::Readings) {
        builder.read_readings(root);
    }
    for root in whole(Role::Catalogues) {
        builder.read_catalogues(root);
    }
    let mut records = Vec::new();
    for file in roots(Role::Vocabulary) {
        records.extend(file.root.as_ref().and_then(|root| builder.open_record(root, file.stem)));
    }
    records.sort_by(|a, b| a.rank().cmp(&b.rank()));
    records.iter().for_each(|record| builder.read_own_options(record));
    records.iter().for_each(|record| builder.read_record(record));
    for file in roots(Role::Programme) {
        if let Some(root) = &file.root {
            builder.read_programme(root, file.stem);
        }
    }
    builder.link_versions();
    for root in whole(Role::Relations) {
        builder.read_relations(root);
    }
    builder.check_catalogues();
    let mut cases = Vec::new();
    for file in roots(Role::Cases) {
        if let Some(root) = &file.root {
            builder.read_cases(root, file.stem, &mut cases);
        }
    }
    cases
}

fn parse_all<'s>(builder: &mut Builder<'s>) -> Vec<Parsed<'s>> {
    let sources = builder.sources;
    let root = root_folder(sources);
    let mut files = Vec::new();
    for file in sources.ids() {
        let path = sources.path(file);
        let Some((folder, name)) = place(path, root) else { continue };
        let Some((stem, ending)) = name.rsplit_once('.') else { continue };
        match (role(folder, stem), ending) {
            (Ok(role), "yaml") => {
                let root = yaml::load(sources, file, &mut builder.diagnostics);
                files.push(Parsed { role, folder, stem, root });
            }
            (_, "yml") => builder.report(misplaced(file, path, "name it `.yaml`".to_owned())),
            (Err(help), "yaml") => builder.report(misplaced(file, path, help)),
            _ => {}
        }
    }
    for (role, name) in [(Role::Pack, "pack.yaml"), (Role::Vocabulary, "vocabulary/enterprise.yaml")] {
        let is_there = |file: &Parsed<'_>| file.role == role && (role == Role::Pack || file.stem == "enterprise");
        if !files.iter().any(is_there) {
            builder.report(Diagnostic::everywhere(Code::MissingFile, format!("there is no `{name}`")));
        }
    }
    files
}

/// Names that may stand in files that are no YAML are not called unknown.
fn note_losses(builder: &mut Builder<'_>, files: &[Parsed<'_>]) {
    for file in files.iter().filter(|file| file.root.is_none()) {
        match file.role {
            Role::Pack => builder.kinds.is_incomplete = true,
            Role::Vocabulary => {
                builder.records.is_incomplete = true;
                builder.fields.is_incomplete = true;
                builder.catalogues.is_incomplete = true;
            }
            Role::Catalogues => builder.catalogues.is_incomplete = true,
            Role::Documents => builder.documents.is_incomplete = true,
            Role::Readings => builder.readings.is_incomplete = true,
            Role::Programme => builder.programmes.is_incomplete = true,
            Role::Relations | Role::Cases | Role::Translations => {}
        }
    }
}

fn misplaced(file: FileId, path: &str, help: String) -> Diagnostic {
    let at = Location { file, span: Span::default() };
    Diagnostic::error(Code::FileName, at, format!("`{path}` is no file of a pack")).with_help(help)
}

/// The folder in which the uppermost `pack.yaml` stands, with its last `/`.
pub(crate) fn root_folder(sources: &Sources) -> &str {
    let folders = sources.ids().filter_map(|file| {
        let folder = sources.path(file).strip_suffix("pack.yaml")?;
        (folder.is_empty() || folder.ends_with('/')).then_some(folder)
    });
    folders.min_by_key(|folder| folder.len()).unwrap_or_default()
}

/// What the file at a path is; `None` for one that is no part of the pack in the folder `root`.
pub(crate) fn role_of(path: &str, root: &str) -> Option<Role> {
    let (folder, name) = place(path, root)?;
    role(folder, name.strip_suffix(".yaml")?).ok()
}

/// Folder and name of a path in a pack; `None` outside it.
fn place<'p>(path: &'p str, root: &str) -> Option<(&'p str, &'p str)> {
    let inner = path.strip_prefix(root)?;
    Some(inner.rsplit_once('/').unwrap_or(("", inner)))
}

/// What a YAML file in this folder is, or what is to be done about it.
fn role(folder: &str, stem: &str) -> Result<Role, String> {
    const FILES: [(&str, Role); 5] = [
        ("pack", Role::Pack),
        ("catalogues", Role::Catalogues),
        ("documents", Role::Documents),
        ("readings", Role::Readings),
        ("relations", Role::Relations),
    ];
    const FOLDERS: [(&str, Role); 3] =
        [("vocabulary", Role::Vocabulary), ("programmes", Role::Programme), ("cases", Role::Cases)];
    if folder.split('/').next() == Some(FOLDER) && folder != FOLDER {
        return Ok(Role::Translations);
    }
    let (known, word) = if folder.is_empty() { (FILES.as_slice(), stem) } else { (FOLDERS.as_slice(), folder) };
    if let Some((_, role)) = known.iter().find(|(name, _)| *name == word) {
        return Ok(*role);
    }
    Err(match nearest(word, known.iter().map(|(name, _)| *name)) {
        Some(name) if folder.is_empty() => format!("did you mean `{name}.yaml`?"),
        Some(name) => format!("did you mean the folder `{name}`?"),
        None => {
            "files are `pack.yaml`, `catalogues.yaml`, `documents.yaml`, `readings.yaml`, `relations.yaml`, and those in \
                 `vocabulary/`, `programmes/`, `cases/` and `languages/`"
                .to_owned()
        }
    })
}
