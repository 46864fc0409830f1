//! JSON as far as dossiers need it. The browser reads and writes the text; natively, tests do.

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    Null,
    Bool(bool),
    Text(String),
    Number(i32),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// An object of these entries.
    pub fn object<const N: usize>(entries: [(&str, Self); N]) -> Self {
        Self::Object(entries.map(|(key, value)| (key.to_owned(), value)).into())
    }

    /// The value under a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(entries) = self else { return None };
        entries.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// The text of it. Not the browser's own: a page around this one may have changed what that writes.
    pub fn print(&self) -> String {
        let mut out = String::new();
        self.print_to(&mut out);
        out
    }

    fn print_to(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => out.push_str(&number.to_string()),
            Self::Text(text) => print_text(text, out),
            Self::List(list) => {
                for (place, value) in list.iter().enumerate() {
                    out.push(if place == 0 { '[' } else { ',' });
                    value.print_to(out);
                }
                out.push_str(if list.is_empty() { "[]" } else { "]" });
            }
            Self::Object(entries) => {
                for (place, (key, value)) in entries.iter().enumerate() {
                    out.push(if place == 0 { '{' } else { ',' });
                    print_text(key, out);
                    out.push(':');
                    value.print_to(out);
                }
                out.push_str(if entries.is_empty() { "{}" } else { "}" });
            }
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub fn as_number(&self) -> Option<i32> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    pub fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    pub fn entries(&self) -> Option<&[(String, Self)]> {
        if let Self::Object(entries) = self { Some(entries) } else { None }
    }
}

fn print_text(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            // Control characters by their number: the last one is 1f.
            letter if letter < ' ' => {
                let code = u32::from(letter);
                let digit = |of: u32| char::from_digit(of % 16, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.extend([digit(code / 16), digit(code)]);
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn it_is_written_as_everybody_reads_it() {
        let text = "“引号”\" \\ \n\t\u{1f}\u{7f} 😀";
        let all = Json::List(vec![
            Json::Null,
            Json::Bool(true),
            Json::Number(-7),
            Json::object([("键\"", Json::text(text)), ("empty", Json::List(vec![])), ("none", Json::Object(vec![]))]),
        ]);
        let read: serde_json::Value = serde_json::from_str(&all.print()).unwrap();
        assert_eq!(read, serde_json::json!([null, true, -7, { "键\"": text, "empty": [], "none": {} }]));
        assert_eq!(Json::text("a\u{1f}").print(), r#""a\u001f""#);
    }
}
