//! The JSON Schema of rule files: as it would be written, and all rule files keep to it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop here")]

mod common;

use common::{out, qualify};
use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Map, Value};
use std::path::Path;

const POLICIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies");

fn schema() -> Value {
    serde_json::from_str(&std::fs::read_to_string(Path::new(POLICIES).join("schema.json")).unwrap()).unwrap()
}

#[test]
fn the_schema_is_as_it_would_be_written() {
    let kept = std::fs::read_to_string(Path::new(POLICIES).join("schema.json")).unwrap();
    assert_eq!(out(&qualify(&["schema"])), kept, "run `qualify schema > policies/schema.json`");
}

#[test]
fn every_rule_file_keeps_to_it() {
    let schema = schema();
    let mut files = 0;
    for folder in ["", "vocabulary", "programmes", "cases"] {
        for entry in std::fs::read_dir(Path::new(POLICIES).join(folder)).unwrap().map(Result::unwrap) {
            if entry.path().extension().is_some_and(|it| it == "yaml") {
                let text = std::fs::read_to_string(entry.path()).unwrap();
                let wrong = errors(&schema, &schema, &json(&text), "");
                assert!(wrong.is_empty(), "{}: {wrong:#?}", entry.path().display());
                files += 1;
            }
        }
    }
    assert!(files > 100, "only {files} files");
}

#[test]
fn what_breaks_it_is_found() {
    let schema = schema();
    let found = |text: &str| errors(&schema, &schema, &json(text), "");
    let programme = std::fs::read_to_string(Path::new(POLICIES).join("programmes/xc_green_2024.yaml")).unwrap();
    assert_eq!(found(&programme), [] as [&str; 0]);
    assert_eq!(found(&programme.replacen("level:", "lewel:", 1)), [": `level` is missing", ": `lewel` is not known"]);
    assert_eq!(found(&programme.replacen("readiness: A", "readiness: D", 1)), ["/readiness: not one of the words"]);
    assert_eq!(found("programme: p\ncases: 3\n"), ["/cases: not of the type"]);
}

/// What breaks a schema, in the order of the schema: the few keywords that ours uses, and no others.
fn errors(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let Some(schema) = schema.as_object() else { return Vec::new() };
    let mut found = Vec::new();
    for (keyword, rule) in schema {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "then" | "else" | "propertyNames" => {}
            "$ref" => {
                let name = rule.as_str().unwrap().strip_prefix('#').unwrap();
                found.extend(errors(root, root.pointer(name).unwrap(), value, at));
            }
            "if" => {
                let branch = if errors(root, rule, value, at).is_empty() { "then" } else { "else" };
                found.extend(errors(root, &schema[branch], value, at));
            }
            "anyOf" => {
                let mut all = rule.as_array().unwrap().iter().map(|rule| errors(root, rule, value, at));
                if !all.any(|wrong| wrong.is_empty()) {
                    found.push(format!("{at}: none of the forms"));
                }
            }
            "type" if !has_type(rule, value) => found.push(format!("{at}: not of the type")),
            "enum" if !rule.as_array().unwrap().contains(value) => found.push(format!("{at}: not one of the words")),
            "type" | "enum" => {}
            "required" => {
                for key in rule.as_array().unwrap().iter().filter_map(Value::as_str) {
                    if value.as_object().is_none_or(|value| !value.contains_key(key)) {
                        found.push(format!("{at}: `{key}` is missing"));
                    }
                }
            }
            "items" => {
                for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(errors(root, rule, item, &format!("{at}/{place}")));
                }
            }
            "properties" => {
                for (key, rule) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(key) {
                        found.extend(errors(root, rule, value, &format!("{at}/{key}")));
                    }
                }
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                for (key, value) in value.as_object().into_iter().flatten() {
                    if known.is_some_and(|known| known.contains_key(key)) {
                        continue;
                    }
                    match rule {
                        Value::Bool(false) => found.push(format!("{at}: `{key}` is not known")),
                        rule => found.extend(errors(root, rule, value, &format!("{at}/{key}"))),
                    }
                }
            }
            other => panic!("this check does not know `{other}`"),
        }
    }
    found
}

fn has_type(rule: &Value, value: &Value) -> bool {
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    rule.as_str() == Some(name) || rule.as_array().is_some_and(|names| names.iter().any(|it| it == name))
}

/// A YAML file as the JSON that an editor sees.
fn json(text: &str) -> Value {
    fn of(node: &Yaml<'_>) -> Value {
        match node {
            Yaml::Value(Scalar::String(text)) => text.as_ref().into(),
            Yaml::Value(Scalar::Integer(value)) => (*value).into(),
            Yaml::Value(Scalar::Boolean(value)) => (*value).into(),
            Yaml::Value(Scalar::FloatingPoint(value)) => value.into_inner().into(),
            Yaml::Value(Scalar::Null) => Value::Null,
            Yaml::Sequence(items) => items.iter().map(of).collect(),
            Yaml::Mapping(entries) => {
                let key = |key: &Yaml<'_>| key.as_str().map_or_else(|| of(key).to_string(), str::to_owned);
                entries.iter().map(|(name, value)| (key(name), of(value))).collect::<Map<_, _>>().into()
            }
            other => panic!("{other:?}"),
        }
    }
    of(Yaml::load_from_str(text).unwrap().first().unwrap())
}
