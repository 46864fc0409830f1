//! What the targets share: a small pack, and dossiers from bytes.

use qualify_authoring::{Compilation, SourceFile, compile, render};
use qualify_engine::pack::FieldKind;
use qualify_engine::{Answer, Date, Dossier, Number, Pack, Span, assess};

/// The files of the small pack.
pub const FILES: [(&str, &str); 7] = [
    ("pack.yaml", include_str!("../../authoring/tests/small/pack.yaml")),
    ("catalogues.yaml", include_str!("../../authoring/tests/small/catalogues.yaml")),
    ("documents.yaml", include_str!("../../authoring/tests/small/documents.yaml")),
    ("readings.yaml", include_str!("../../authoring/tests/small/readings.yaml")),
    ("vocabulary/enterprise.yaml", include_str!("../../authoring/tests/small/vocabulary/enterprise.yaml")),
    ("vocabulary/loan.yaml", include_str!("../../authoring/tests/small/vocabulary/loan.yaml")),
    ("programmes/loan_interest.yaml", include_str!("../../authoring/tests/small/programmes/loan_interest.yaml")),
];

/// The small pack, with the text of one file changed.
pub fn small_pack(change: impl Fn(usize, &str) -> String) -> Vec<SourceFile> {
    let file = |(place, (path, text)): (usize, &(&str, &str))| SourceFile {
        path: (*path).to_owned(),
        text: change(place, text),
    };
    FILES.iter().enumerate().map(file).collect()
}

/// Compiles, and renders all that is found; a pack that comes of it is assessed.
pub fn compiled(files: &[SourceFile]) -> Compilation {
    let compilation = compile(files);
    for found in &compilation.diagnostics {
        assert!(!render(found, &compilation.sources, false).is_empty());
    }
    assert_eq!(compilation.pack.is_none(), compilation.has_errors());
    if let Some(pack) = &compilation.pack {
        pack.check().unwrap();
        assessed(pack, &Dossier::new());
    }
    compilation
}

/// Assesses a pack that was checked.
pub fn assessed(pack: &Pack, dossier: &Dossier) {
    let found = assess(pack, dossier, Date::new(2026, 11, 22).unwrap());
    assert!(found.len() >= pack.programmes.len());
}

/// Answers to the fields of a pack, as the bytes have it.
pub fn dossier(pack: &Pack, bytes: &[u8]) -> Dossier {
    let mut dossier = Dossier::new();
    let fields: Vec<_> = pack.fields.ids().collect();
    for (field, four) in fields.into_iter().cycle().zip(bytes.chunks_exact(4)) {
        let number = Number::whole(i64::from(four[2]) * 1000 + i64::from(four[3]));
        let day = Date::new(1900 + i16::from(four[2]), 1 + i8::try_from(four[3] % 12).unwrap(), 15).unwrap();
        let answer = match (four[0] % 4, pack.fields.at(field).kind) {
            (0, _) => Answer::DontKnow,
            (_, FieldKind::YesNo) => Answer::YesNo(four[2] % 2 == 0),
            (_, FieldKind::Choice(_)) => Answer::Choice(u16::from(four[2])),
            (_, FieldKind::Row(_)) => Answer::Row(u16::from(four[2] % 4)),
            (1, FieldKind::Number { .. }) => Answer::Number(Span { low: Some(number), high: None }),
            (2, FieldKind::Number { .. }) => Answer::Number(Span { low: None, high: Some(number) }),
            (_, FieldKind::Number { .. }) => Answer::number(number),
            (1, FieldKind::Date { .. }) => Answer::Date(Span { low: Some(day), high: None }),
            (_, FieldKind::Date { .. }) => Answer::date(day),
        };
        // What a field does not accept is refused, and the dossier stays as it was.
        let _ = dossier.set_at(pack, field, u16::from(four[1] % 4), answer);
        dossier.set_may_be_more(pack.fields.at(field).record, four[1] > 127);
    }
    dossier
}
