//! The keys of every kind of mapping in rule files, in the order in which they are written. The reader refuses other keys, the JSON
//! Schema lists these, and `qualify fmt` puts them in this order.

use crate::cases::{CaseAvailability, VERDICTS};
use crate::schema::words::{CHANGERS, EVIDENCE, GRADES, READINESS, RELATION_EVIDENCE, TOGETHER, field_types};

/// A kind of mapping.
///
/// ```
/// use qualify_authoring::shape::PACK;
/// // The order in which keys are written.
/// assert_eq!((PACK.keys[0].name, PACK.keys[0].is_required), ("id", true));
/// ```
#[derive(Debug)]
pub struct Shape {
    /// What it describes, for messages: `a condition`.
    pub what: &'static str,
    /// Its keys in order.
    pub keys: &'static [Key],
}

/// A key of a mapping.
///
/// ```
/// use qualify_authoring::shape::PROGRAMME;
/// let required = |name| PROGRAMME.keys.iter().find(|key| key.name == name).unwrap().is_required;
/// assert!(required("support") && !required("notes"));
/// ```
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// Whether it must be there.
    pub is_required: bool,
    /// What stands after it.
    pub holds: Holds,
}

/// What stands after a key.
///
/// ```
/// use qualify_authoring::shape::{Holds, PROGRAMME};
/// let holds = |name| PROGRAMME.keys.iter().find(|key| key.name == name).unwrap().holds;
/// assert!(matches!(holds("id"), Holds::Scalar) && matches!(holds("require"), Holds::List(_)));
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// A text, or one for each language.
    Text,
    /// One or several texts.
    Texts,
    /// Names with a text each.
    NamedTexts,
    /// A single value: a name, a number with its unit, a day, an expression.
    Scalar,
    /// A list of single values, or one.
    Scalars,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    /// A single value, or such a mapping.
    ScalarOr(&'static Shape),
    /// Such a mapping.
    One(&'static Shape),
    /// A list of such mappings.
    List(&'static Shape),
    /// Names with such a mapping each.
    Named(&'static Shape),
    /// Names with a text or such a mapping each.
    NamedTextOr(&'static Shape),
    /// Answers by record and field: whatever the vocabulary says.
    Answers,
}

impl Shape {
    /// The names of the keys, in order.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }

    /// The key of this name.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Where a key stands among the others; one that is not known, at the end.
    pub(crate) fn place(&self, name: &str) -> usize {
        self.keys.iter().position(|key| key.name == name).unwrap_or(self.keys.len())
    }
}

const fn must(name: &'static str, holds: Holds) -> Key {
    Key { name, is_required: true, holds }
}

const fn may(name: &'static str, holds: Holds) -> Key {
    Key { name, is_required: false, holds }
}

fn words<T>(choices: &[(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(word, _)| *word).collect()
}

use Holds::{Answers, Flag, List, Named, NamedTextOr, NamedTexts, One, Scalar, ScalarOr, Scalars, Text, Texts, Word};

const CHANGER: Key = may("changed_by", Word(|| words(&CHANGERS)));
const SOURCED: Key = must("source", One(&SOURCE));

/// `pack.yaml`
pub static PACK: Shape = Shape {
    what: "pack.yaml",
    keys: &[
        must("id", Scalar),
        must("version", Scalar),
        must("name", Text),
        must("languages", Scalars),
        must("kinds", NamedTexts),
    ],
};

/// `vocabulary/*.yaml`
pub static RECORD: Shape = Shape {
    what: "a vocabulary file",
    keys: &[
        must("record", Scalar),
        may("order", Scalar),
        must("label", Text),
        may("ask", Text),
        may("hint", Text),
        may("find", Text),
        CHANGER,
        must("fields", Named(&FIELD)),
    ],
};

/// A field of a record; which keys it can have depends on its type.
pub static FIELD: Shape = Shape {
    what: "a field",
    keys: &[
        must("type", Word(field_types)),
        may("of", Scalar),
        may("options", NamedTextOr(&OPTION)),
        may("unit", Scalar),
        may("min", Scalar),
        may("max", Scalar),
        CHANGER,
        must("label", Text),
        must("ask", Text),
        may("hint", Text),
        may("find", Text),
    ],
};

/// A catalogue that says where it comes from or when it holds.
pub static CATALOGUE: Shape = Shape {
    what: "a catalogue",
    keys: &[may("in_force", One(&IN_FORCE)), may("source", One(&SOURCE)), must("options", NamedTextOr(&OPTION))],
};

/// An option that is not written as a mere text.
pub static OPTION: Shape =
    Shape { what: "an option", keys: &[must("label", Text), may("code", Scalar), may("outside", Flag)] };

/// An official document.
pub static DOCUMENT: Shape = Shape {
    what: "a document",
    keys: &[
        must("title", Text),
        may("number", Text),
        must("issuer", Text),
        may("issued", Scalar),
        may("address", Scalar),
        must("extent", Text),
        must("checked", Scalar),
    ],
};

/// An entry of the source register.
pub static READING: Shape =
    Shape { what: "a reading", keys: &[must("grade", Word(|| words(&GRADES))), must("what", Text)] };

/// `programmes/*.yaml`
pub static PROGRAMME: Shape = Shape {
    what: "a programme",
    keys: &[
        must("id", Scalar),
        must("kind", Scalar),
        must("about", Scalar),
        must("name", Text),
        must("summary", Text),
        must("body", Text),
        must("level", Text),
        must("readiness", Word(|| words(&READINESS))),
        must("document", Scalar),
        may("in_force", One(&IN_FORCE)),
        may("replaces", Scalar),
        must("application", One(&APPLICATION)),
        may("next_round", Text),
        may("numbers", Named(&NUMBER)),
        may("unpublished", NamedTexts),
        must("require", List(&CONDITION)),
        must("support", One(&SUPPORT)),
        may("apply", Text),
        may("notes", Texts),
    ],
};

/// The days through which a version applies.
pub static IN_FORCE: Shape = Shape { what: "`in_force`", keys: &[may("from", Scalar), may("until", Scalar)] };

/// When applications are accepted.
pub static APPLICATION: Shape = Shape {
    what: "`application`",
    keys: &[must("opens", ScalarOr(&BY)), must("closes", ScalarOr(&BY)), may("rolling", Flag), may("note", Text)],
};

/// A day by which something has happened.
pub static BY: Shape = Shape { what: "a day", keys: &[must("by", Scalar)] };

/// A number with a name and a source of its own.
pub static NUMBER: Shape = Shape {
    what: "a number",
    keys: &[must("label", Text), may("type", Scalar), may("is", Scalar), may("unpublished", Text), SOURCED],
};

/// One testable sentence.
pub static CONDITION: Shape = Shape {
    what: "a condition",
    keys: &[
        must("id", Scalar),
        must("says", Text),
        may("when", Scalar),
        may("unpublished", Text),
        may("evidence", Word(|| words(&EVIDENCE))),
        SOURCED,
    ],
};

/// What a programme gives.
pub static SUPPORT: Shape = Shape {
    what: "`support`",
    keys: &[may("together", Word(|| words(&TOGETHER))), may("total_at_most", Scalar), must("items", List(&ITEM))],
};

/// One thing that it gives.
pub static ITEM: Shape = Shape {
    what: "an item",
    keys: &[
        must("id", Scalar),
        must("says", Text),
        may("when", Scalar),
        may("at_most", Scalar),
        may("exactly", Scalar),
        SOURCED,
    ],
};

/// Where something comes from.
pub static SOURCE: Shape = Shape {
    what: "a source",
    keys: &[
        may("seen", Scalars),
        may("inferred", Text),
        may("recalled", Text),
        may("unpublished", Text),
        may("clause", Text),
        may("from", Scalars),
    ],
};

/// What holds between programmes.
pub static RELATION: Shape = Shape {
    what: "a relation",
    keys: &[
        must("says", Text),
        must("among", Scalars),
        may("per", Scalar),
        may("at_most", Scalar),
        may("used", Scalar),
        may("sum_at_most", Scalar),
        may("base", Scalar),
        may("base_at_most", Scalar),
        may("needs", Scalars),
        may("held", Scalar),
        may("unless", Scalar),
        may("evidence", Word(|| words(&RELATION_EVIDENCE))),
        SOURCED,
    ],
};

/// `cases/*.yaml`
pub static CASES: Shape = Shape {
    what: "a file of cases",
    keys: &[must("programme", Scalar), may("base", Answers), must("cases", List(&CASE))],
};

/// One case.
pub static CASE: Shape = Shape {
    what: "a case",
    keys: &[
        must("says", Scalar),
        must("as_of", Scalar),
        may("with", Answers),
        may("without", Scalars),
        may("subject", Scalar),
        must("verdict", Word(|| words(&VERDICTS))),
        may("because", Scalars),
        may("applies", Scalars),
        may("availability", Word(|| words(&CaseAvailability::WORDS))),
        may("at_most", Scalar),
        may("at_least", Scalar),
        may("no_amount", Flag),
        may("missing", Scalars),
        may("working", Scalar),
    ],
};
