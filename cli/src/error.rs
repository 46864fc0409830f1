//! What can go wrong, in words for the person at the terminal: in Chinese what anybody can meet who assesses, in English, as the diagnostics
//! of rule files are, what only their authors do.

use crate::dossier::NoDossier;
use qualify_engine::format::{FORMAT, PackError};
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
    #[error("输出写不出去：{0}")]
    Output(#[from] std::io::Error),
    /// A file that is not text.
    #[error("{path}: 不是 UTF-8 文字；请另存为 UTF-8 编码", path = .0.display())]
    NotText(PathBuf),
    /// A folder without rule files.
    #[error("{path}: 这里没有 .yaml 文件；规则是一个文件夹，里面有 pack.yaml", path = .0.display())]
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
    #[error("{path}: {what}；请用 qualify build 重新编译", path = .path.display(), what = of_pack(*.error))]
    Pack { path: PathBuf, error: PackError },
    /// The rules have no file of texts beside them.
    #[error("{path}: 规则旁边没有这个文字文件；请把它和规则放在一起，或者用 qualify build 重新编译", path = .0.display())]
    NoTexts(PathBuf),
    /// A language that the rules are not in.
    #[error("{path}: 规则没有 {language} 的文字，有 {languages}；请用 --language 选其中一种", path = .path.display())]
    NoLanguage { path: PathBuf, language: String, languages: String },
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
    #[error("{lines} 行中有 {bad} 行没有得到结论，原因见输出；其余各行的结论不受影响")]
    Lines { bad: u64, lines: u64 },
    /// No such programme.
    #[error("规则里没有政策 {key}{}", .hint.as_ref().map_or_else(|| "；qualify list 列出全部".to_owned(), |it| format!("；是不是 {it}？")))]
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
        ErrorKind::NotFound => "没有这个文件或文件夹；请看看路径写得对不对".into(),
        ErrorKind::IsADirectory => "这是文件夹，这里要的是文件".into(),
        ErrorKind::NotADirectory => "这不是文件夹，这里要的是文件夹".into(),
        ErrorKind::PermissionDenied => "没有读写它的权限".into(),
        _ => error.to_string(),
    }
}

/// Why a compiled pack cannot be used.
fn of_pack(error: PackError) -> String {
    match error {
        PackError::NotAPack => "这不是编译好的规则".into(),
        PackError::OtherFormat { found } => format!("格式版本是 {found}，本程序读的是 {FORMAT}"),
        PackError::Damaged => "文件损坏或者不完整".into(),
        PackError::TooLarge => "超过了大小限制".into(),
        PackError::Inconsistent(what) => format!("内容前后矛盾（{what}）"),
        PackError::OtherRules => "这些文字属于另一份规则".into(),
    }
}
