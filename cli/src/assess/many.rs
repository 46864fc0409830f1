//! Many dossiers, one a line: each is read, assessed and written before the next, so that any number of them fits.

use super::whole;
use crate::Only;
use crate::dossier::{self, DOSSIER_BYTES, Entry, NoDossier};
use crate::error::Failure;
use crate::options::Rules;
use qualify_engine::{Moment, Pack, Texts, assess as assess_all};
use qualify_exchange::verdicts;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

/// Assesses every dossier of a file (`-` is the standard input) and prints one line of JSON for each: its findings, or why it is no
/// dossier. A blank line is none either: line by line, what comes out belongs to what went in. Fails at the end when there was a line that
/// could not be assessed.
pub fn assess_many(rules: &Rules, dossiers: &Path, as_of: Moment, only: Option<Only>) -> Result<(), Failure> {
    let (pack, texts) = rules.load()?;
    let fail = |error| Failure::File { path: dossiers.into(), error };
    let mut input: Box<dyn BufRead> = if dossiers == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(BufReader::new(std::fs::File::open(dossiers).map_err(fail)?))
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let (mut number, mut bad) = (0_u64, 0_u64);
    let mut line = Vec::new();
    while let Some(read) = next_line(&mut input, &mut line).map_err(fail)? {
        number += 1;
        let entry = read
            .and_then(&line)
            .and_then(|text| Ok(dossier::parse(text, &pack, &texts).map_err(|it| it.on_line(number))?));
        let found = match entry {
            Ok(entry) => findings(&pack, &texts, entry, as_of, only),
            Err(reason) => {
                bad += 1;
                reason.in_json(number)
            }
        };
        writeln!(out, "{found}")?;
    }
    out.flush()?;
    if bad > 0 { Err(Failure::Lines { bad, lines: number }) } else { Ok(()) }
}

fn findings(pack: &Pack, texts: &Texts, entry: Entry, as_of: Moment, only: Option<Only>) -> Value {
    let Entry { id, dossier } = entry;
    let findings = assess_all(pack, &dossier, as_of);
    match only {
        Some(Only::Verdicts) => json!({ "id": id, "verdicts": verdicts(pack, &findings) }),
        None => {
            let mut found = json!({ "id": id });
            if let (Value::Object(found), Value::Object(rest)) =
                (&mut found, whole(pack, texts, &dossier, as_of, &findings))
            {
                found.extend(rest);
            }
            found
        }
    }
}

/// What was read of a line.
enum Line {
    Whole,
    TooLong,
}

impl Line {
    fn and_then(self, bytes: &[u8]) -> Result<&str, NoLine> {
        match self {
            Self::Whole if bytes.trim_ascii().is_empty() => Err(NoLine::Empty),
            Self::Whole => core::str::from_utf8(bytes).map_err(|_| NoLine::NotText),
            Self::TooLong => Err(NoLine::TooLong),
        }
    }
}

/// Reads the next line, its end left out; of one that is too long only that it is.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<Option<Line>> {
    line.clear();
    if input.take(DOSSIER_BYTES + 1).read_until(b'\n', line)? == 0 {
        return Ok(None);
    }
    if line.ends_with(b"\n") || line.len() as u64 <= DOSSIER_BYTES {
        return Ok(Some(Line::Whole));
    }
    input.skip_until(b'\n')?;
    Ok(Some(Line::TooLong))
}

/// Why a line cannot be assessed.
#[derive(Debug, thiserror::Error)]
enum NoLine {
    #[error("这一行是空的；每一行要有一份答卷")]
    Empty,
    #[error("不是 UTF-8 文字")]
    NotText,
    #[error("这一行超过 {DOSSIER_BYTES} 字节")]
    TooLong,
    #[error(transparent)]
    NoDossier(#[from] NoDossier),
}

impl NoLine {
    fn in_json(&self, line: u64) -> Value {
        let code = match self {
            Self::Empty => "empty",
            Self::NotText => "not_text",
            Self::TooLong => "too_long",
            Self::NoDossier(reason) => reason.code(),
        };
        let mut error = json!({ "code": code, "message": self.to_string() });
        let mut id = &None;
        if let Self::NoDossier(NoDossier::Answers { id: of, lines }) = self {
            id = of;
            error["message"] = json!(format!("{} 处答案不能接受", lines.len()));
            error["answers"] = lines.iter().map(|line| line.trim()).collect();
        }
        json!({ "id": id, "line": line, "error": error })
    }
}
