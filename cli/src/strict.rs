//! JSON in which every key of an object stands once: of two, one would be lost without a word.

use core::fmt;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value, error::Category};

/// Why a text is no such JSON. Lines and columns are counted from 1, in the text.
#[derive(Debug, thiserror::Error)]
pub enum NotStrict {
    #[error("不是 JSON：第 {line} 行第 {column} 列{what}")]
    NotJson { line: u64, column: usize, what: &'static str },
    #[error("“{key}”写了两遍，后一遍在第 {line} 行；只留一个")]
    DuplicateKey { key: String, line: u64 },
}

impl NotStrict {
    /// The same, where the text is one line of a file.
    pub fn on_line(self, line: u64) -> Self {
        match self {
            Self::NotJson { column, what, .. } => Self::NotJson { line, column, what },
            Self::DuplicateKey { key, .. } => Self::DuplicateKey { key, line },
        }
    }
}

/// Reads a text; a mark of the byte order at its start is passed over.
pub fn read(text: &str) -> Result<Value, NotStrict> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_end();
    match serde_json::from_str(text) {
        Ok(Strict(value)) => Ok(value),
        // Any JSON is accepted but for a key that stands twice.
        Err(error) if error.classify() == Category::Data => {
            let (line, message) = (error.line() as u64, error.to_string());
            let key = message.strip_suffix(&format!(" at line {line} column {}", error.column())).unwrap_or(&message);
            Err(NotStrict::DuplicateKey { key: key.into(), line })
        }
        Err(error) => {
            let what = if error.classify() == Category::Eof { "还没有写完" } else { "写得不对" };
            Err(NotStrict::NotJson { line: error.line() as u64, column: column(text, &error), what })
        }
    }
}

/// In characters; the reader counts bytes.
fn column(text: &str, error: &serde_json::Error) -> usize {
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    line.char_indices().filter(|(place, _)| *place < error.column()).count().max(1)
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(StrictVisitor).map(Self)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Strict(value)) = all.next_element()? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((key, Strict(value))) = all.next_entry::<String, _>()? {
            if object.contains_key(&key) {
                return Err(A::Error::custom(key));
            }
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}
