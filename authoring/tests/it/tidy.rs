//! Rule files in one order and spacing; comments stay with what they are about.

use crate::{changed, small_pack};
use qualify_authoring::{SourceFile, compile, tidy};

#[track_caller]
fn tidied(path: &str, text: &str) -> String {
    let mut files: Vec<_> = small_pack().into_iter().filter(|file| file.path != path).collect();
    files.push(SourceFile { path: path.to_owned(), text: text.to_owned() });
    let once = tidy(&files);
    assert_eq!(tidy(&once), once, "twice is as once");
    once.into_iter().find(|file| file.path == path).map(|file| file.text).unwrap_or_default()
}

#[test]
fn keys_are_put_in_order_with_their_comments() {
    let written = "\
# About the whole file.
kind:   award

id: p     # its name


# Who may apply.
require:
  # First.
  - says: 文
    # What is asked.
    when: >-
      enterprise.listed
      # no comment: a part of the text
    id: a
    source: { seen: S1, clause:  二 }
  - id: b
    source:
      clause: 二
      seen: S1
    says:  文
about: loan
";
    let expected = "\
# About the whole file.

id: p     # its name
kind: award
about: loan

# Who may apply.
require:
  # First.
  - id: a
    says: 文
    # What is asked.
    when: >-
      enterprise.listed
      # no comment: a part of the text
    source: { seen: S1, clause:  二 }
  - id: b
    says: 文
    source:
      seen: S1
      clause: 二
";
    assert_eq!(tidied("programmes/p.yaml", written), expected);
}

/// A comment above the key that would come first cannot stand behind the dash.
#[test]
fn an_item_is_left_alone_where_a_comment_would_have_no_place() {
    let written =
        "programme: p\ncases:\n  - as_of: 2026-11-22\n    # What it is about.\n    says: 文\n    verdict: fails\n";
    assert_eq!(tidied("cases/p.yaml", written), written);
}

#[test]
fn what_is_no_yaml_comes_back_as_it_is() {
    let written = "id:  p\n\tkind: award\n\n\n";
    assert_eq!(tidied("programmes/p.yaml", written), written);
    assert_eq!(tidied("notes/p.yaml", "a:  b\n"), "a:  b\n");
}

/// Names that the author gives keep their order: options are shown and numbers are counted in it.
#[test]
fn names_keep_their_order_and_the_pack_is_the_same() {
    let files = changed(&[(
        "catalogues.yaml",
        "places:\n",
        "places:\n  # Last in the alphabet, first in the list.\n  zeta:   末\n",
    )]);
    let after = tidy(&files);
    let text = after.iter().find(|file| file.path == "catalogues.yaml").map_or("", |file| file.text.as_str());
    assert!(text.starts_with("places:\n  # Last in the alphabet, first in the list.\n  zeta:   末\n"), "{text}");
    let (before, after) = (compile(&files), compile(&after));
    assert!(before.pack.is_some() && before.pack == after.pack && before.texts == after.texts);
}
