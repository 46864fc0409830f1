// The pack of the examples in the documentation: included there, so it has no inner attributes.

/// A pack with one programme: 1.5% a year of a private enterprise's loan from 500 万元 on, for two years at most.
pub fn example() -> qualify_engine::Pack {
    compiled(&[])
}

/// The same with a second one, an award of 10 万元 for private enterprises, and one relation between the two: `at_most: one`.
pub fn related(relation: &str) -> qualify_engine::Pack {
    let award = "id: award\nkind: loan_interest\nabout: enterprise\nname: 奖\nsummary: 奖\nbody: 局\nlevel: 市级\nreadiness: A\ndocument: d\n\
        application: { opens: 2026-01-01, closes: 2026-12-31 }\n\
        require: [ { id: private, says: 民营企业, when: enterprise.private, source: { seen: S1 } } ]\n\
        support: { items: [ { id: award, says: 奖, exactly: '10 万元', source: { seen: S1 } } ] }\n";
    let relations = format!("r: {{ says: 规定, among: [interest, award], {relation}, source: {{ seen: S1 }} }}\n");
    compiled(&[("programmes/award.yaml", award), ("relations.yaml", &relations)])
}

fn compiled(more: &[(&str, &str)]) -> qualify_engine::Pack {
    let files = [
        ("pack.yaml", "id: t\nversion: '1'\nname: 示例\nlanguages: [zh-Hans]\nkinds: { loan_interest: 贷款贴息 }\n"),
        (
            "vocabulary/enterprise.yaml",
            "record: enterprise\norder: 10\nlabel: 企业\nfields:\n  private: { type: yes_no, label: 民营, ask: 民营？, changed_by: nobody }\n  \
             size: { type: choice, options: { small: 小型, large: 大型 }, label: 规模, ask: 规模？ }\n",
        ),
        (
            "vocabulary/loan.yaml",
            "record: loan\norder: 20\nlabel: 贷款\nask: 有没有贷款？\nfields:\n  principal: { type: money, label: 本金, ask: 本金？ }\n  \
             term: { type: duration, label: 期限, ask: 期限？ }\n",
        ),
        ("documents.yaml", "d: { title: 文, issuer: 局, extent: 全文, checked: 2026-11-22 }\n"),
        ("readings.yaml", "S1: { grade: A, what: 文 }\n"),
        (
            "programmes/interest.yaml",
            "id: interest\nkind: loan_interest\nabout: loan\nname: 贷款贴息\nsummary: 贴息\nbody: 局\nlevel: 市级\nreadiness: A\ndocument: d\n\
             application: { opens: 2026-01-01, closes: 2026-12-31 17:30 }\nrequire:\n  \
             - { id: private, says: 民营企业, when: enterprise.private, source: { seen: S1 } }\n  \
             - { id: size, says: 本金不少于 500 万元, when: loan.principal >= 500 万元, source: { seen: S1 } }\n\
             support: { items: [ { id: interest, says: 贴息, at_most: 'loan.principal * 1.5%/year * min(loan.term, 2 years)', source: { seen: S1 } } ] }\n",
        ),
    ];
    let files = files.iter().chain(more);
    let files = files.map(|(path, text)| qualify_authoring::SourceFile { path: (*path).into(), text: (*text).into() });
    qualify_authoring::compile(&files.collect::<Vec<_>>()).pack.unwrap()
}

/// Answers of the first row, written `("loan.principal", "3000 万元")`.
pub fn answers(pack: &qualify_engine::Pack, list: &[(&str, &str)]) -> qualify_engine::Dossier {
    let mut dossier = qualify_engine::Dossier::new();
    for (key, text) in list {
        let field = pack.field(key).unwrap();
        dossier.set(pack, field, qualify_engine::read(pack, field, text).unwrap()).unwrap();
    }
    dossier
}
