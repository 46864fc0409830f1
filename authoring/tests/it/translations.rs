//! Translations beside the rules: found, missing, left over, and written for whoever fills them in.

use qualify_authoring::{Compilation, Severity, SourceFile, compile, one_line};

/// The least pack: seven texts, of which `局` and `文` stand in two files.
fn pack(languages: &str, trees: &[(&str, &str)]) -> Vec<SourceFile> {
    let pack = format!("id: t\nversion: '1'\nname: 包\nlanguages: [{languages}]\nkinds: {{ award: 奖励 }}\n");
    let enterprise = "record: enterprise\nlabel: 企业\nfields:\n  age: { type: count, label: 年龄, ask: 多大？ }\n";
    let files = [
        ("pack.yaml", pack.as_str()),
        ("vocabulary/enterprise.yaml", enterprise),
        ("documents.yaml", "d: { title: 《办法》, issuer: 局, extent: 文, checked: 2026-11-22 }\n"),
        ("readings.yaml", "S1: { grade: A, what: 文 }\n"),
        ("relations.yaml", "{}\n"),
    ];
    let files = files.iter().chain(trees);
    files.map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() }).collect()
}

const ENGLISH: [(&str, &str); 5] = [
    ("languages/en/pack.yaml", "\"包\": \"pack\"\n\"奖励\": \"award\"\n"),
    (
        "languages/en/vocabulary/enterprise.yaml",
        "\"企业\": \"enterprise\"\n\"年龄\": \"age\"\n\"多大？\": \"how old?\"\n",
    ),
    ("languages/en/documents.yaml", "\"《办法》\": \"Measures (《办法》)\"\n\"文\": \"all of it\"\n"),
    ("languages/en/common.yaml", "\"局\": \"bureau\"\n\"文\": \"text\"\n"),
    ("languages/zh-Hant/overrides.yaml", "\"局\": \"局\"\n"),
];

/// The English tree with the first `old` of it replaced.
fn english(old: &str, new: &str) -> Vec<(&'static str, String)> {
    let mut done = false;
    let tree = ENGLISH.map(|(path, text)| {
        let hit = !done && text.contains(old);
        done |= hit;
        (path, if hit { text.replacen(old, new, 1) } else { text.to_owned() })
    });
    assert!(done, "`{old}` is not in the tree");
    tree.to_vec()
}

fn compiled(languages: &str, tree: &[(&str, String)]) -> Compilation {
    let tree: Vec<_> = tree.iter().map(|(path, text)| (*path, text.as_str())).collect();
    compile(&pack(languages, &tree))
}

fn lines(compilation: &Compilation) -> Vec<String> {
    compilation.diagnostics.iter().map(|it| one_line(it, &compilation.sources)).collect()
}

#[test]
fn a_text_is_looked_up_in_its_own_mirror_and_then_in_what_is_common() {
    let compilation = compile(&pack("zh-Hans, en", &ENGLISH));
    assert_eq!(lines(&compilation), [""; 0]);
    let words: Vec<_> = compilation.texts.iter().map(|texts| texts.words.join(" ")).collect();
    assert_eq!(
        words,
        [
            " 包 奖励 《办法》 局 文 文 企业 年龄 多大？",
            " pack award Measures (《办法》) bureau all of it text enterprise age how old?"
        ]
    );
    assert_eq!(compilation.translations.progress("en"), (9, 9));
    let overrides: Vec<_> = compilation.translations.overrides("zh-Hant").collect();
    assert_eq!(overrides, [("局", "局")]);
}

#[test]
fn a_missing_or_empty_translation_is_an_error_where_the_text_stands() {
    for gone in ["\"包\": \"pack\"\n", "\"pack\""] {
        let compilation = compiled("zh-Hans, en", &english(gone, if gone == "\"pack\"" { "\"\"" } else { "" }));
        assert!(compilation.pack.is_none());
        assert_eq!(lines(&compilation), ["pack.yaml:3:7: error[missing-translation]: `包` is not translated into en"]);
        assert_eq!(compilation.translations.progress("en"), (8, 9));
    }
}

#[test]
fn a_language_that_is_not_declared_is_asked_about_only() {
    let compilation = compiled("zh-Hans", &english("\"age\"", "\"\""));
    assert!(compilation.pack.is_some() && compilation.diagnostics.is_empty());
    let missing = compilation.translations.check("en");
    let missing: Vec<_> = missing.iter().map(|it| one_line(it, &compilation.sources)).collect();
    let expected = "vocabulary/enterprise.yaml:4:30: error[missing-translation]: `年龄` is not translated into en";
    assert_eq!(missing, [expected]);
}

#[test]
fn what_translates_no_text_and_what_loses_a_figure_or_a_title_are_warnings() {
    let changes = [
        ("\"年龄\":", "\"岁数\": \"age\"\n\"年龄\":", "vocabulary/enterprise.yaml:2:2: warning[unused-translation]"),
        ("Measures (《办法》)", "Measures", "documents.yaml:1:10: warning[lossy-translation]"),
        (
            "\"局\": \"bureau\"",
            "\"局\": \"bureau\"\n\"处\": \"office\"",
            "common.yaml:2:2: warning[unused-translation]",
        ),
    ];
    for (old, new, expected) in changes {
        let compilation = compiled("zh-Hans, en", &english(old, new));
        assert!(compilation.pack.is_some());
        let found = lines(&compilation);
        let expected = format!("languages/en/{expected}");
        assert!(found.len() == 1 && found.iter().all(|only| only.starts_with(&expected)), "{found:?}");
        assert!(compilation.diagnostics.iter().all(|it| it.severity == Severity::Warning));
    }
}

#[test]
fn the_tree_is_written_with_every_text_with_what_is_known_and_what_is_left_over() {
    let tree = english("\"企业\": \"enterprise\"\n\"年龄\"", "\"岁数\": \"years\"\n\"年龄\"");
    let compilation = compiled("zh-Hans", &tree);
    let written = compilation.translations.updated("en");
    let text = |path: &str| written.iter().find(|file| file.path == path).map(|file| file.text.as_str());
    let left =
        "# What no text says any more. Move what still fits to the text that replaced it, and delete the rest.\n";
    let expected = format!("\"企业\": \"\"\n\"年龄\": \"age\"\n\"多大？\": \"how old?\"\n{left}\"岁数\": \"years\"\n");
    assert_eq!(text("languages/en/vocabulary/enterprise.yaml"), Some(expected.as_str()));
    // What is translated stays in the file in which it is.
    assert_eq!(
        text("languages/en/documents.yaml"),
        Some("\"《办法》\": \"Measures (《办法》)\"\n\"文\": \"all of it\"\n")
    );
    assert_eq!(text("languages/en/common.yaml"), Some("\"局\": \"bureau\"\n\"文\": \"text\"\n"));
    // Whatever is written can be read again and says the same.
    let again: Vec<_> = written.iter().map(|file| (file.path.as_str(), file.text.clone())).collect();
    assert_eq!(compiled("zh-Hans", &again).translations.updated("en"), written);
}

/// A rule that moves changes no translator's file; what is new stands after the text that it follows in the rules.
#[test]
fn what_is_translated_keeps_its_place_and_what_is_new_stands_where_the_rules_have_it() {
    let path = "languages/en/vocabulary/enterprise.yaml";
    let updated = |old: &str, new: &str| {
        let written = compiled("zh-Hans", &english(old, new)).translations.updated("en");
        written.into_iter().find(|file| file.path == path).map(|file| file.text)
    };
    let (firm, age, how) = ("\"企业\": \"enterprise\"\n", "\"年龄\": \"age\"\n", "\"多大？\": \"how old?\"\n");
    let all = [firm, age, how].concat();
    // The rules have 企业, 年龄, 多大？ in this order.
    let moved = [how, firm, age].concat();
    assert_eq!(updated(&all, &moved), Some(moved));
    assert_eq!(updated(&all, &[how, firm].concat()), Some([how, firm, "\"年龄\": \"\"\n"].concat()));
    assert_eq!(updated(&all, how), Some(["\"企业\": \"\"\n\"年龄\": \"\"\n", how].concat()));
}

#[test]
fn a_new_tree_has_what_several_files_say_in_one_place() {
    let compilation = compile(&pack("zh-Hans", &[]));
    let written = compilation.translations.converted("xx", |text| format!("x\"{text}\\"));
    let files: Vec<_> = written.iter().map(|file| file.path.as_str()).collect();
    let expected = ["common.yaml", "documents.yaml", "pack.yaml", "vocabulary/enterprise.yaml"];
    assert_eq!(files, expected.map(|file| format!("languages/xx/{file}")));
    let common = written.first().map(|file| file.text.as_str());
    assert_eq!(common, Some("\"文\": \"x\\\"文\\\\\"\n"));
    let again: Vec<_> = written.iter().map(|file| (file.path.as_str(), file.text.clone())).collect();
    let compilation = compiled("zh-Hans, xx", &again);
    assert_eq!(lines(&compilation), [""; 0]);
    assert_eq!(compilation.texts.last().map(|texts| texts.get(qualify_engine::TextId::at(1))), Some("x\"包\\"));
}

#[test]
fn a_line_of_chinese_may_be_broken_anywhere() {
    let files = pack("zh-Hans", &[("relations.yaml", "{}\n")]);
    let broken = files.into_iter().map(|file| SourceFile {
        text: file.text.replace("extent: 文,", "extent: '读到正文，\n    未读到 附件 2 和\n    A 级',"),
        ..file
    });
    let compilation = compile(&broken.collect::<Vec<_>>());
    let texts: Vec<_> = compilation.translations.texts().map(|(_, text)| text).collect();
    assert!(texts.contains(&"读到正文，未读到附件 2 和 A 级"), "{texts:?}");
}

/// Each step looks a text up once: thousands of texts, of entries and of figures in one text take no time that anyone would notice.
#[test]
fn a_large_tree_with_nothing_right_in_it_is_read_in_no_time() {
    let options = (0..1_999).map(|place| format!("  o{place}: 选项{place}\n")).collect::<String>();
    let catalogues = format!("places:\n{options}  last: {}\n", "1 《题》 ".repeat(50_000));
    let entries = (0..30_000).map(|place| format!("\"没有这{place}\": \"none\"\n")).collect::<String>();
    let titles = format!("? \"{}\"\n: \"2 {}\"\n", "1 《题》 ".repeat(50_000).trim(), "x".repeat(200_000));
    let trees = [
        ("catalogues.yaml", catalogues.as_str()),
        ("languages/en/catalogues.yaml", entries.as_str()),
        ("languages/en/common.yaml", titles.as_str()),
    ];
    let compilation = compile(&pack("zh-Hans, en", &trees));
    // Of everything that is wrong 200 are shown.
    let message = compilation.diagnostics.last().map(|it| it.message.clone()).unwrap_or_default();
    assert!(compilation.pack.is_none() && message.starts_with("and "), "{message}");
    // Whatever is written can be read again, a key of any length too.
    let written = compilation.translations.updated("en");
    let again: Vec<_> = written.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let again = [&trees[..1], again.as_slice()].concat();
    assert_eq!(compile(&pack("zh-Hans", &again)).translations.updated("en"), written);
}
