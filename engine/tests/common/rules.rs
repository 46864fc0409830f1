//! Packs from rule text, as an editor writes it: a test names its fields and conditions, and nothing else.

#![allow(dead_code, reason = "each test file that includes this one uses a part of it")]

use qualify_authoring::{SourceFile, compile};
use qualify_engine::{Dossier, Pack, read, read_range};

const VOCABULARY: &str = "
record: enterprise
order: 10
label: 企业
fields:
  private: { type: yes_no, label: 民营, ask: 民营？ }
  listed: { type: yes_no, changed_by: other, label: 上市, ask: 上市？ }
  size: { type: choice, options: { micro: 微, small: 小, medium: 中, large: 大 }, label: 规模, ask: 规模？ }
  staff: { type: people, label: 人数, ask: 人数？ }
  guests: { type: people, max: 6 people, label: 访客, ask: 访客？ }
  revenue: { type: money, label: 收入, ask: 收入？ }
  cost: { type: money, label: 成本, ask: 成本？ }
  share: { type: percent, label: 比例, ask: 比例？ }
  term: { type: duration, label: 期限, ask: 期限？ }
  founded: { type: date, changed_by: nobody, label: 成立, ask: 成立？ }
  started: { type: date, label: 开工, ask: 开工？ }
";

const PROJECT: &str = "
record: project
order: 15
label: 项目
ask: 有没有项目？
fields:
  invested: { type: money, label: 投资, ask: 投资？ }
";

const LOAN: &str = "
record: loan
order: 20
label: 贷款
ask: 有没有贷款？
fields:
  project: { type: row, of: project, label: 项目, ask: 哪个项目？ }
  principal: { type: money, label: 本金, ask: 本金？ }
  rate: { type: annual_rate, label: 利率, ask: 利率？ }
  secured: { type: yes_no, label: 有担保, ask: 有担保？ }
";

/// A pack with one programme, made of the text from `require:` or `support:` on.
pub fn pack(about: &str, rest: &str) -> Pack {
    related(&[("p", about, rest)], "")
}

/// A pack with several programmes (id, subject, and the text from `require:` or `support:` on) and `relations.yaml`.
pub fn related(programmes: &[(&str, &str, &str)], relations: &str) -> Pack {
    let mut files = vec![
        (
            "pack.yaml".to_owned(),
            "id: t\nversion: '1'\nname: 试\nlanguages: [zh-Hans]\nkinds: { award: 奖 }\n".to_owned(),
        ),
        ("vocabulary/enterprise.yaml".into(), VOCABULARY.into()),
        ("vocabulary/project.yaml".into(), PROJECT.into()),
        ("vocabulary/loan.yaml".into(), LOAN.into()),
        ("documents.yaml".into(), "d: { title: 文, issuer: 局, extent: 全文, checked: 2026-11-22 }\n".into()),
        ("readings.yaml".into(), "S1: { grade: A, what: 文 }\n".into()),
    ];
    for (id, about, rest) in programmes {
        let head = format!(
            "id: {id}\nkind: award\nabout: {about}\nname: 名\nsummary: 概\nbody: 局\nlevel: 市级\nreadiness: A\ndocument: d\n\
             application: {{ opens: 2026-01-01, closes: 2026-12-31 }}\n{rest}"
        );
        files.push((format!("programmes/{id}.yaml"), head));
    }
    if !relations.is_empty() {
        files.push(("relations.yaml".into(), relations.into()));
    }
    let files: Vec<_> = files.into_iter().map(|(path, text)| SourceFile { path, text }).collect();
    let compilation = compile(&files);
    let rendered: Vec<_> =
        compilation.diagnostics.iter().map(|it| qualify_authoring::render(it, &compilation.sources, false)).collect();
    compilation.pack.unwrap_or_else(|| panic!("{}", rendered.join("\n")))
}

/// A pack whose one programme has these conditions, named `c0`, `c1`, …
pub fn conditions(tests: &[&str]) -> Pack {
    let list: String = tests
        .iter()
        .enumerate()
        .map(|(place, test)| format!("  - {{ id: c{place}, says: 条件, when: '{test}', source: {{ seen: S1 }} }}\n"))
        .collect();
    let items = "support:\n  items:\n    - { id: i, says: 奖, source: { seen: S1 } }\n";
    pack("enterprise", &format!("require:\n{list}{items}"))
}

/// Answers as `field=text`; `field@2=text` in the second row; `field=?` is "don't know", `field=a..b` a range, `..b` and `a..`
/// open ranges, `loan=more` says that there may be more loans.
pub fn dossier(pack: &Pack, answers: &[&str]) -> Dossier {
    let mut dossier = Dossier::new();
    for entry in answers {
        let (place, text) = entry.split_once('=').unwrap();
        let (key, row) = place.split_once('@').unwrap_or((place, "1"));
        let row = row.parse::<u16>().unwrap().checked_sub(1).unwrap();
        let field = pack.field(key).unwrap_or_else(|| panic!("no field {key}"));
        if text == "more" {
            dossier.set_may_be_more(pack.fields.at(field).record, true);
            continue;
        }
        let answer = match (text, text.split_once("..")) {
            ("?", _) => qualify_engine::Answer::DontKnow,
            (_, Some((from, to))) => read_range(pack, field, end(from), end(to)).unwrap(),
            _ => read(pack, field, text).unwrap(),
        };
        dossier.set_at(pack, field, row, answer).unwrap();
    }
    dossier
}

fn end(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
