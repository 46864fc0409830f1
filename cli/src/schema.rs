//! `qualify schema`: the JSON Schema of rule files, so that editors complete and check them.

use crate::error::Failure;
use qualify_authoring::shape::{self, Holds, Key, Shape};
use serde_json::{Map, Value, json};
use std::io::Write;

/// Every kind of mapping, under its name in the schema.
static SHAPES: [(&str, &Shape); 19] = [
    ("pack", &shape::PACK),
    ("record", &shape::RECORD),
    ("field", &shape::FIELD),
    ("catalogue", &shape::CATALOGUE),
    ("option", &shape::OPTION),
    ("document", &shape::DOCUMENT),
    ("reading", &shape::READING),
    ("programme", &shape::PROGRAMME),
    ("in_force", &shape::IN_FORCE),
    ("application", &shape::APPLICATION),
    ("by", &shape::BY),
    ("number", &shape::NUMBER),
    ("condition", &shape::CONDITION),
    ("support", &shape::SUPPORT),
    ("item", &shape::ITEM),
    ("source", &shape::SOURCE),
    ("relation", &shape::RELATION),
    ("cases", &shape::CASES),
    ("case", &shape::CASE),
];

/// Prints the schema.
pub fn schema() -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout(), "{:#}", whole())?)
}

/// One schema for all files: which kind a file is, is told by a key that only this kind has.
fn whole() -> Value {
    let named = |shape: &str| json!({ "type": "object", "additionalProperties": reference(shape) });
    let options = json!({ "anyOf": [options(), reference("catalogue")] });
    let catalogues = json!({ "type": "object", "additionalProperties": options });
    let registers =
        json!({ "anyOf": [named("document"), named("reading"), named("relation"), catalogues, named("text")] });
    let kinds = [("cases", "cases"), ("record", "record"), ("kinds", "pack"), ("support", "programme")];
    let by_key = kinds.into_iter().rev().fold(
        registers,
        |otherwise, (key, shape)| json!({ "if": { "required": [key] }, "then": reference(shape), "else": otherwise }),
    );
    let mut definitions: Map<_, _> = SHAPES.iter().map(|(name, shape)| ((*name).to_owned(), mapping(shape))).collect();
    definitions.insert("scalar".to_owned(), json!({ "type": ["string", "number", "boolean"] }));
    definitions.insert("text".to_owned(), text());
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rule files of Qualify",
        "description": "Written by `qualify schema` from the keys that the reader knows; what stands in them is in docs/language.md.",
    });
    for (key, value) in by_key.as_object().into_iter().flatten() {
        schema[key] = value.clone();
    }
    schema["$defs"] = definitions.into();
    schema
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn of(shape: &Shape) -> Value {
    let found = SHAPES.iter().find(|(_, known)| core::ptr::eq(*known, shape));
    found.map_or(Value::Bool(true), |(name, _)| reference(name))
}

fn mapping(shape: &Shape) -> Value {
    let properties: Map<_, _> = shape.keys.iter().map(|key| (key.name.to_owned(), value(key))).collect();
    let required: Vec<_> = shape.keys.iter().filter(|key| key.is_required).map(|key| key.name).collect();
    json!({
        "description": shape.what.replace('`', ""),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn value(key: &Key) -> Value {
    let scalar = || reference("scalar");
    let each = |inner: Value| json!({ "type": "object", "additionalProperties": inner });
    match key.holds {
        Holds::Text => reference("text"),
        Holds::Texts => one_or_more(reference("text")),
        Holds::NamedTexts => each(reference("text")),
        Holds::Scalar => scalar(),
        Holds::Scalars => one_or_more(scalar()),
        Holds::Flag => json!({ "type": "boolean" }),
        Holds::Word(words) => json!({ "enum": words() }),
        Holds::ScalarOr(shape) => json!({ "anyOf": [scalar(), of(shape)] }),
        Holds::One(shape) => of(shape),
        Holds::List(shape) => json!({ "type": "array", "items": of(shape) }),
        Holds::Named(shape) => each(of(shape)),
        Holds::NamedTextOr(_) => each(options_value()),
        Holds::Answers => json!({ "type": "object" }),
    }
}

fn one_or_more(one: Value) -> Value {
    json!({ "anyOf": [one, { "type": "array", "items": one }] })
}

/// The options of one catalogue.
fn options() -> Value {
    json!({ "type": "object", "additionalProperties": options_value() })
}

fn options_value() -> Value {
    json!({ "anyOf": [reference("text"), reference("option")] })
}

/// A text, or one for each language tag.
fn text() -> Value {
    let tagged = json!({ "type": "object", "propertyNames": { "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$" }, "additionalProperties": reference("scalar") });
    json!({ "anyOf": [reference("scalar"), tagged] })
}
