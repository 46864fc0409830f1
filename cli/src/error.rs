//! What can go wrong, in words for the person at the terminal.

use crate::dossier::NoDossier;
use qualify_engine::format::PackError;
use std::io::ErrorKind;
use std::path::PathBuf;

/// Why a command could not do its work. Each message says what happened and, where it helps, what to do.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file or folder could not be read or written.
    #[error("{path}: {what}", path = .path.display(), what = in_words(.error))]
    File { path: PathBuf, error: std::io::Error },
    /// A file that is there already and would be lost.
    #[error("{path}: 已经有这个文件，不覆盖；请换一个名字，或者用 --dossier 接着它回答", path = .0.display())]
    IsThere(PathBuf),
    /// The output could not be written.
    #[error("the output could not be written: {0}")]
    Output(#[from] std::io::Error),
    /// A file that is not text.
    #[error("{path}: not UTF-8 text", path = .0.display())]
    NotText(PathBuf),
    /// A folder without rule files.
    #[error("{path}: there are no .yaml files here; a pack is a folder with pack.yaml in it", path = .0.display())]
    NoRules(PathBuf),
    /// The diagnostics have been printed; only the count is left to say.
    #[error("{errors} error{s} in {files} file{t}", s = plural(*.errors), t = plural(*.files))]
    Diagnostics { errors: usize, files: usize },
    /// A new programme under a name that is taken.
    #[error("{path}: this file is there already, and is kept; choose another id", path = .0.display())]
    ProgrammeIsThere(PathBuf),
    /// An id that is no name.
    #[error("`{0}` is no name: lower-case letters, then letters, digits and `_`")]
    NoName(String),
    /// A word that the pack does not have.
    #[error("there is no {what} `{word}`; there are {words}")]
    NoSuch { what: &'static str, word: String, words: String },
    /// Files that `qualify fmt` would change; the output has named them.
    #[error("{files} file{s} would be written otherwise; run `qualify fmt`", s = plural(*.files))]
    Untidy { files: usize },
    /// The rewritten files would say something else. Nothing was written.
    #[error("the files would compile to another pack; nothing was written")]
    OtherPack,
    /// Programmes of which enough was read, and not enough is tried; the output has said what.
    #[error("{programmes} programme{s} of readiness A or B {are} not tried whole; see above which cases are missing", s = plural(*.programmes),
        are = if *.programmes == 1 { "is" } else { "are" })]
    NotTried { programmes: usize },
    /// A compiled pack that cannot be used.
    #[error("{path}: {error}; build it again with `qualify build`", path = .path.display())]
    Pack { path: PathBuf, error: PackError },
    /// The rules have no file of texts beside them.
    #[error("{path}: there are no texts beside the rules; build the pack again with `qualify build`", path = .0.display())]
    NoTexts(PathBuf),
    /// A key that is there already, and would be lost.
    #[error("{path}: there is a key already; it is not overwritten, choose another name", path = .0.display())]
    KeyIsThere(PathBuf),
    /// A file that is no key, or not of the kind that is wanted.
    #[error("{path}: this is no such key as `qualify keys` makes: NAME.key signs, NAME.pub checks", path = .0.display())]
    NoKey(PathBuf),
    /// A signature that does not hold.
    #[error("{path}: {error}", path = .path.display())]
    Signature { path: PathBuf, error: qualify_signature::Refused },
    /// Files that are not as they were signed.
    #[error("not as they were signed: {0}")]
    Altered(String),
    /// A dossier that cannot be used.
    #[error("{path}: {reason}", path = .path.display())]
    Dossier { path: PathBuf, reason: NoDossier },
    /// Lines of a file of dossiers that cannot be used; the output has said which, and why.
    #[error("{lines} 份答卷中有 {bad} 份没有得到结论，原因见输出")]
    Lines { bad: u64, lines: u64 },
    /// No such programme.
    #[error("there is no programme `{key}` in this pack{}", .hint.as_ref().map(|it| format!("; did you mean `{it}`?")).unwrap_or_default())]
    NoProgramme { key: String, hint: Option<String> },
    /// No plan can be made.
    #[error("可选的支持太多，排不出方案")]
    Plan(#[from] qualify_engine::plan::PlanError),
}

/// The ending of more than one.
pub fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// What the system says of a file, in words for somebody who knows no error numbers.
fn in_words(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder; look at how the path is written".into(),
        ErrorKind::IsADirectory => "this is a folder; a file is expected".into(),
        ErrorKind::NotADirectory => "this is no folder; a folder is expected".into(),
        ErrorKind::PermissionDenied => "this may not be read or written by you".into(),
        _ => error.to_string(),
    }
}
