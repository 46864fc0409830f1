//! The crate from outside: whole packs in, packs and rendered diagnostics out.
#![cfg(not(target_arch = "wasm32"))]

mod catalogues;
mod coverage;
mod diagnostics;
mod hostile;
mod lint;
mod relations;
mod tidy;
mod translations;
mod whole;

use qualify_authoring::SourceFile;

const FILES: [(&str, &str); 8] = [
    ("pack.yaml", include_str!("../small/pack.yaml")),
    ("catalogues.yaml", include_str!("../small/catalogues.yaml")),
    ("documents.yaml", include_str!("../small/documents.yaml")),
    ("readings.yaml", include_str!("../small/readings.yaml")),
    ("vocabulary/enterprise.yaml", include_str!("../small/vocabulary/enterprise.yaml")),
    ("vocabulary/loan.yaml", include_str!("../small/vocabulary/loan.yaml")),
    ("programmes/loan_interest.yaml", include_str!("../small/programmes/loan_interest.yaml")),
    ("cases/loan_interest.yaml", include_str!("../small/cases/loan_interest.yaml")),
];

/// The small pack.
fn small_pack() -> Vec<SourceFile> {
    FILES.map(|(path, text)| SourceFile { path: path.to_owned(), text: text.to_owned() }).to_vec()
}

/// The small pack with the first `old` of a file replaced by `new`.
#[track_caller]
fn changed(changes: &[(&str, &str, &str)]) -> Vec<SourceFile> {
    let mut files = small_pack();
    for (path, old, new) in changes {
        let file = files.iter_mut().find(|file| file.path == *path);
        let text = file.map(|file| &mut file.text);
        assert!(text.as_ref().is_some_and(|text| text.contains(old)), "`{old}` is not in {path}");
        if let Some(text) = text {
            *text = text.replacen(old, new, 1);
        }
    }
    files
}
