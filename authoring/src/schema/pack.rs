//! `pack.yaml`

use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::hint::nearest;
use crate::keys::is_language_tag;
use crate::shape;
use crate::texts::TextTable;
use crate::yaml::Node;
use qualify_engine::pack::Kind;

/// Reads name, version, languages and kinds. Languages come first: every other text is checked against them.
pub(crate) fn read_pack_file(builder: &mut Builder<'_>, root: &Node) {
    let Some(keys) = builder.shaped(root, &shape::PACK) else {
        return;
    };
    if let Some(languages) = keys.required(builder, "languages").and_then(|node| read_languages(builder, node)) {
        builder.pack.languages.clone_from(&languages);
        builder.texts = TextTable::new(languages);
    }
    if let Some(id) = keys.required(builder, "id").and_then(|node| builder.new_name(node, "the id")) {
        builder.pack.key = id.text;
    }
    if let Some(version) = keys.required(builder, "version").and_then(|node| builder.scalar(node, "the version")) {
        builder.pack.version = version.text;
    }
    builder.pack.name = builder.required_text(&keys, "name").unwrap_or_default();
    if let Some(kinds) = keys.required(builder, "kinds") {
        read_kinds(builder, kinds);
    }
}

fn read_languages(builder: &mut Builder<'_>, node: &Node) -> Option<Vec<String>> {
    let mut languages = Vec::new();
    for item in builder.items(node, "`languages`")? {
        let word = builder.scalar(item, "a language")?;
        if let Some(diagnostic) = check_language(&word.text, &languages)
            .map(|(message, help)| Diagnostic::error(Code::UnknownLanguage, word.at, message).with_hint(help))
        {
            builder.report(diagnostic);
            return None;
        }
        languages.push(word.text);
    }
    if languages.is_empty() {
        builder.error(Code::MissingKey, node.at, "a pack has at least one language");
        return None;
    }
    Some(languages)
}

/// What is wrong with a language tag.
fn check_language(tag: &str, before: &[String]) -> Option<(String, Option<String>)> {
    if before.iter().any(|other| other == tag) {
        return Some((format!("`{tag}` stands twice"), None));
    }
    if is_language_tag(tag) {
        return None;
    }
    let help = nearest(tag, ["zh-Hans", "zh-Hant", "en"]).unwrap_or("zh-Hans");
    Some((format!("`{tag}` is no language tag"), Some(format!("did you mean `{help}`?"))))
}

fn read_kinds(builder: &mut Builder<'_>, node: &Node) {
    let Some(entries) = builder.entries(node, "`kinds`") else {
        builder.kinds.is_incomplete = true;
        return;
    };
    for entry in entries {
        if !builder.kinds.declare(&entry.key, &mut builder.diagnostics) || !builder.check_name(&entry.key) {
            continue;
        }
        if let Some(label) = builder.text(&entry.value) {
            let id = builder.pack.kinds.push(Kind { key: entry.key.text.clone(), label });
            builder.kinds.set(&entry.key.text, id);
        }
    }
}
