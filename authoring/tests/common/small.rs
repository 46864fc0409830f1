// The small pack, for the tests and for the examples in the documentation: included there, so it has no inner attributes.

/// The files of the small pack.
pub fn small_pack() -> Vec<qualify_authoring::SourceFile> {
    macro_rules! file {
        ($path:literal) => {
            ($path, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/small/", $path)))
        };
    }
    let files = [
        file!("pack.yaml"),
        file!("catalogues.yaml"),
        file!("documents.yaml"),
        file!("readings.yaml"),
        file!("vocabulary/enterprise.yaml"),
        file!("vocabulary/loan.yaml"),
        file!("programmes/loan_interest.yaml"),
        file!("cases/loan_interest.yaml"),
    ];
    files.map(|(path, text)| qualify_authoring::SourceFile { path: path.to_owned(), text: text.to_owned() }).to_vec()
}

/// The small pack with the first `old` of a file replaced by `new`.
#[track_caller]
pub fn changed(changes: &[(&str, &str, &str)]) -> Vec<qualify_authoring::SourceFile> {
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
