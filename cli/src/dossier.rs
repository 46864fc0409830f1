//! Dossiers as JSON text; docs/dossier.md says how they are written.

use crate::answers::{accepted, no_such_row, refusal};
use crate::error::Failure;
use crate::kept;
use crate::strict::{self, NotStrict};
use qualify_engine::pack::FieldKind;
use qualify_engine::{Dossier, Pack, Texts};
use qualify_exchange::Tree;
use qualify_exchange::dossier::{self as exchanged, FORMAT, Problem, Reason};
use serde_json::Value;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Bytes of one dossier, be it a file or one line of many.
pub const DOSSIER_BYTES: u64 = 1024 * 1024;

/// The answers about one enterprise, with the id by which its sender knows it.
pub struct Entry {
    pub id: Option<Value>,
    pub dossier: Dossier,
}

/// Why a text is no dossier.
#[derive(Debug, thiserror::Error)]
pub enum NoDossier {
    #[error("文件超过 {DOSSIER_BYTES} 字节，不像是一份答卷")]
    TooLong,
    #[error("不是 UTF-8 文字；请另存为 UTF-8 编码")]
    NotText,
    #[error(transparent)]
    Json(#[from] NotStrict),
    #[error("答卷要是一个 JSON 对象：{{\"format\": {FORMAT}, …}}")]
    NotAnObject,
    #[error("没有 format；请写上 \"format\": {FORMAT}")]
    NoFormat,
    #[error("format 是 {0}，这里读的是 {FORMAT}{hint}", hint = of_page(.0))]
    OtherFormat(String),
    /// A file of the page in which none is meant, or not one alone.
    #[error("网页保存的这个文件里有 {count} 份档案：{names}；请在文件名后面写上 # 和其中一份的序号或名字，如 #1")]
    Several { count: usize, names: String },
    #[error("网页保存的这个文件里没有档案")]
    NothingKept,
    #[error("这个文件就是一份答卷，文件名后面不用写 #{0}；只有网页保存的文件才可能有几份")]
    OnlyOne(String),
    /// Answers that the pack's fields do not accept, one line each.
    #[error("{count} 处答案不能接受\n{list}", count = .lines.len(), list = .lines.join("\n"))]
    Answers { id: Option<Value>, lines: Vec<String> },
}

impl NoDossier {
    /// The same, where the text is one line of a file, counted from 1.
    pub fn on_line(self, line: u64) -> Self {
        match self {
            Self::Json(reason) => Self::Json(reason.on_line(line)),
            other => other,
        }
    }

    /// The code by which programs know the reason.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::NotText => "not_text",
            Self::Json(NotStrict::NotJson { .. }) => "not_json",
            Self::Json(NotStrict::DuplicateKey { .. }) => "duplicate_key",
            Self::NotAnObject => "not_an_object",
            Self::NoFormat => "no_format",
            Self::OtherFormat(_) | Self::Several { .. } | Self::NothingKept | Self::OnlyOne(_) => "other_format",
            Self::Answers { .. } => "answers",
        }
    }
}

/// What stands after the format of a file that the page saves, where only dossiers are read.
fn of_page(format: &str) -> &'static str {
    if format == kept::FORMAT.to_string() { "；这是网页保存的文件，请用 --dossier 打开" } else { "" }
}

/// What was read of a file.
pub struct Opened {
    pub dossier: Dossier,
    /// Whether the page has saved it: then there is more in it than these answers.
    pub is_of_page: bool,
}

/// Reads the dossier of a file.
pub fn load(path: &Path, pack: &Pack, texts: &Texts) -> Result<Dossier, Failure> {
    open(path, pack, texts).map(|opened| opened.dossier)
}

/// The same, and whose file it is. Of a file that the page has saved with several, `kept.json#2` is the second.
pub fn open(path: &Path, pack: &Pack, texts: &Texts) -> Result<Opened, Failure> {
    let (path, wanted) = kept::which(path);
    let in_file = |error| Failure::File { path: path.clone(), error };
    let mut bytes = Vec::new();
    // One byte more, to see that there is more.
    File::open(&path).map_err(in_file)?.take(DOSSIER_BYTES + 1).read_to_end(&mut bytes).map_err(in_file)?;
    opened(bytes, wanted, pack, texts).map_err(|reason| Failure::Dossier { path, reason })
}

fn opened(bytes: Vec<u8>, wanted: Option<&str>, pack: &Pack, texts: &Texts) -> Result<Opened, NoDossier> {
    if bytes.len() as u64 > DOSSIER_BYTES {
        return Err(NoDossier::TooLong);
    }
    let file = strict::read(&String::from_utf8(bytes).map_err(|_| NoDossier::NotText)?)?;
    let is_of_page = kept::is_kept(&file);
    let answers = match wanted {
        wanted if is_of_page => kept::answers(&file, wanted)?,
        Some(wanted) => return Err(NoDossier::OnlyOne(wanted.to_owned())),
        None => &file,
    };
    Ok(Opened { dossier: entry(answers, pack, texts)?.dossier, is_of_page })
}

/// Reads a dossier; all answers that are not accepted are reported together.
pub fn parse(text: &str, pack: &Pack, texts: &Texts) -> Result<Entry, NoDossier> {
    entry(&strict::read(text)?, pack, texts)
}

fn entry(value: &Value, pack: &Pack, texts: &Texts) -> Result<Entry, NoDossier> {
    let id = value.get("id").cloned();
    match exchanged::read(pack, &tree(value)) {
        Ok(dossier) => Ok(Entry { id, dossier }),
        Err(exchanged::NoDossier::NotAnObject) => Err(NoDossier::NotAnObject),
        Err(exchanged::NoDossier::NoFormat) => Err(NoDossier::NoFormat),
        Err(exchanged::NoDossier::OtherFormat(_)) => Err(NoDossier::OtherFormat(value["format"].to_string())),
        Err(exchanged::NoDossier::Answers(problems)) => {
            let lines = problems.into_iter().map(|it| line(pack, texts, it)).collect();
            Err(NoDossier::Answers { id, lines })
        }
    }
}

/// A value of JSON as the engine's side has it.
fn tree(value: &Value) -> Tree {
    match value {
        Value::Null => Tree::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => number.as_i64().map_or(Tree::Other, Tree::Whole),
        Value::String(text) => text.as_str().into(),
        Value::Array(list) => list.iter().map(tree).collect(),
        Value::Object(object) => Tree::Object(object.iter().map(|(key, it)| (key.clone().into(), tree(it))).collect()),
    }
}

/// A problem in one line.
fn line(pack: &Pack, texts: &Texts, Problem { path, field, reason }: Problem) -> String {
    let label = field.map(|field| format!("（{}）", texts.get(pack.fields.at(field).label))).unwrap_or_default();
    let why = match reason {
        Reason::NoSuchRecord => {
            let known: Vec<_> = pack.records.iter().map(|record| record.key.as_str()).collect();
            format!("没有这一组问题；有 {}", known.join("、"))
        }
        Reason::NoSuchField { record } => {
            let fields = pack.fields.iter().filter(|field| field.record == record);
            let known: Vec<_> = fields.filter_map(|field| Some(field.key.split_once('.')?.1)).collect();
            format!("没有这个问题；{} 有 {}", pack.records.at(record).key, known.join("、"))
        }
        Reason::NotARecord { may_be_listed: true } => {
            "要写成 { … } 这样的对象，有几条就写成列表；没有就写 \"none\"，不清楚就写 null".into()
        }
        Reason::NotARecord { may_be_listed: false } if path.ends_with(']') => {
            "列表里的每一条要写成 { … } 这样的对象；可能还有没列出的，就在列表的最后写 \"more\"".into()
        }
        Reason::NotARecord { may_be_listed: false } => "要写成 { … } 这样的对象，不能写成列表".into(),
        Reason::TooManyRows => format!("最多 {} 条", qualify_engine::limits::ROWS),
        Reason::NoSuchRow { of, row, rows } => no_such_row(pack, texts, of, row, rows),
        Reason::Refused(reason) => match field.map(|field| pack.fields.at(field)) {
            Some(field) => {
                let what = match field.kind {
                    FieldKind::Choice(_) => "请写括号前的代号",
                    _ => "可以填写",
                };
                format!("{}；{what}：{}", refusal(pack, field, reason), accepted(pack, texts, field))
            }
            None => reason.to_string(),
        },
    };
    format!("  {path}{label}: {why}")
}
