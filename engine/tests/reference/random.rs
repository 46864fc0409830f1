//! Random packs and answers, drawn from a tape of bytes: a shorter tape makes a simpler pack, so that what fails shrinks.

mod answers;
mod expression;

pub use answers::{answer, answers};
use proptest::prelude::*;
use qualify_engine::expression::{Node, NodeId, Type};
use qualify_engine::pack::{
    AMOUNT, Application, Changer, Condition, Day, Document, Domain, DomainOption, Evidence, Field, FieldKind, InForce,
    Item, Kind, NamedNumber, Programme, Promise, Provenance, Readiness, Record, Source, Together,
};
use qualify_engine::{Date, Dimension, Id, Number, Pack, Simple, TextId, Unit};

/// Bytes to draw from; past the end, zeros.
pub struct Tape<'a> {
    bytes: std::slice::Iter<'a, u8>,
}

impl<'a> Tape<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes: bytes.iter() }
    }

    /// One of so many.
    pub fn upto(&mut self, count: usize) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or(0)) % count
    }

    pub fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.upto(of.len())]
    }

    fn is_over(&self) -> bool {
        self.bytes.len() == 0
    }
}

pub fn tape(most: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..most)
}

/// Which constructs a pack may have.
#[derive(Clone, Copy)]
pub struct Scope {
    /// What the source does not say, and what nobody has read.
    pub unpublished: bool,
    /// A field may stand in several places, and inside of lists.
    pub repeats: bool,
    /// Comparisons and extremes may be of whole expressions, not only of fields and constants, and the whole may have a ceiling.
    pub nested: bool,
}

pub const EVERYTHING: Scope = Scope { unpublished: true, repeats: true, nested: true };

const ENTERPRISE: Id<Record> = Id::at(0);
const PROJECT: Id<Record> = Id::at(1);
const LOAN: Id<Record> = Id::at(2);
const SIZES: Id<Domain> = Id::at(0);
const PURPOSES: Id<Domain> = Id::at(1);

const MONEY: Unit = Unit::simple(Simple::Fen);
const MONTHS: Unit = Unit::simple(Simple::Month);
const DAYS: Unit = Unit::simple(Simple::Day);
const COUNT: Unit = Unit::simple(Simple::Piece);

pub fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn text() -> TextId {
    TextId::default()
}

/// The vocabulary: an enterprise, its projects, and its loans, each for one of the projects.
fn vocabulary() -> Pack {
    let mut pack = Pack { key: "t".into(), version: "1".into(), ..Pack::default() };
    pack.kinds.push(Kind { key: "award".into(), label: text() });
    for options in [3, 2] {
        let options = (0..options).map(|place| DomainOption { key: format!("o{place}"), label: text() }).collect();
        pack.domains.push(Domain { key: format!("d{}", pack.domains.len()), options });
    }
    pack.documents.push(Document {
        key: "d".into(),
        title: text(),
        number: None,
        issuer: text(),
        issued: None,
        address: None,
        extent: text(),
        checked: date("2026-11-22"),
    });
    let from = |least: i64| {
        move |unit: Unit| FieldKind::Number { unit, least: Number::whole(least), greatest: Number::whole(1_000_000) }
    };
    let number = from(0);
    let day = FieldKind::Date { first: Date::FIRST, last: Date::LAST };
    let records: [(&str, &[(&str, FieldKind)]); 3] = [
        (
            "enterprise",
            &[
                ("private", FieldKind::YesNo),
                ("size", FieldKind::Choice(SIZES)),
                ("revenue", number(MONEY)),
                ("founded", day),
                ("share", number(Unit::ONE)),
                ("listed", FieldKind::YesNo),
                ("profit", from(-10)(MONEY)),
                ("term", number(MONTHS)),
                ("notice", number(DAYS)),
                ("staff", number(COUNT)),
            ],
        ),
        (
            "project",
            &[
                ("green", FieldKind::YesNo),
                ("cost", number(MONEY)),
                ("started", day),
                ("purpose", FieldKind::Choice(PURPOSES)),
            ],
        ),
        (
            "loan",
            &[
                ("principal", number(MONEY)),
                ("project", FieldKind::Row(PROJECT)),
                ("rate", number(Unit::ONE)),
                ("issued", day),
                ("purpose", FieldKind::Choice(PURPOSES)),
                ("secured", FieldKind::YesNo),
            ],
        ),
    ];
    for (key, fields) in records {
        let id = pack.records.push(Record { key: key.into(), label: text(), presence: None, links: Vec::new() });
        if id != ENTERPRISE {
            let presence = field(&mut pack, key.into(), id, FieldKind::YesNo);
            pack.records.get_mut(id).unwrap().presence = Some(presence);
        }
        for (name, kind) in fields {
            let field = field(&mut pack, format!("{key}.{name}"), id, *kind);
            if let FieldKind::Row(_) = kind {
                pack.records.get_mut(id).unwrap().links.push(field);
            }
        }
    }
    pack
}

fn field(pack: &mut Pack, key: String, record: Id<Record>, kind: FieldKind) -> Id<Field> {
    let changed_by = Changer::Enterprise;
    pack.fields.push(Field { key, record, kind, label: text(), ask: text(), hint: None, find: None, changed_by })
}

/// A random pack; every one keeps the rules of packs.
pub fn pack(tape: &mut Tape<'_>, scope: Scope) -> Pack {
    let mut author = Author { pack: vocabulary(), tape, scope, lists: 0, used: Vec::new() };
    author.named_numbers();
    for place in 0..1 + author.tape.upto(2) {
        author.programme(place);
    }
    author.pack
}

struct Author<'t, 'b> {
    pack: Pack,
    tape: &'t mut Tape<'b>,
    scope: Scope,
    /// How many lists the expression is inside of.
    lists: usize,
    used: Vec<Id<Field>>,
}

impl Author<'_, '_> {
    fn add(&mut self, node: Node) -> NodeId {
        self.pack.nodes.push(node)
    }

    fn source(&mut self) -> Source {
        let provenances =
            [Provenance::Seen, Provenance::Seen, Provenance::Seen, Provenance::Inferred, Provenance::Recalled];
        let provenance = if self.scope.unpublished { self.tape.one_of(&provenances) } else { Provenance::Seen };
        Source { provenance, readings: Vec::new(), clause: None, note: None }
    }

    fn named_numbers(&mut self) {
        for (unit, place) in [MONEY, Unit::ONE].into_iter().zip(0..) {
            let mut source = self.source();
            let value = if self.scope.unpublished && self.tape.upto(3) == 1 {
                source.provenance = Provenance::Unpublished;
                Node::Unpublished(Type::Number(unit.dimension()), text())
            } else {
                Node::Number(self.tape.one_of(&numbers()), unit)
            };
            let value = self.add(value);
            self.pack.numbers.push(NamedNumber { key: format!("n{place}"), label: text(), value, source });
        }
    }

    fn programme(&mut self, place: usize) {
        let conditions = (0..1 + self.tape.upto(3)).map(|place| self.condition(place)).collect();
        let items = (0..1 + self.tape.upto(3)).map(|place| self.item(place)).collect();
        let together = self.tape.one_of(&[Together::Sum, Together::Highest, Together::Unpublished]);
        let programme = Programme {
            key: format!("p{place}"),
            kind: Id::at(0),
            about: self.tape.one_of(&[ENTERPRISE, LOAN, PROJECT]),
            name: text(),
            summary: text(),
            body: text(),
            level: text(),
            readiness: Readiness::A,
            document: Id::at(0),
            in_force: InForce::default(),
            replaced_by: None,
            application: Application {
                opens: Day::Unpublished,
                closes: Day::Unpublished,
                closes_at: None,
                rolling: false,
            },
            application_note: None,
            next_round: None,
            conditions,
            items,
            together: if self.scope.unpublished { together } else { Together::Sum },
            total_at_most: (self.scope.nested && self.tape.upto(3) == 1).then(|| self.amount(1)),
            apply: None,
            notes: Vec::new(),
        };
        self.pack.programmes.push(programme);
    }

    fn condition(&mut self, place: usize) -> Condition {
        let test = self.truth(3);
        let evidence = self.tape.one_of(&[Evidence::Fact, Evidence::Fact, Evidence::Attested, Evidence::InPrinciple]);
        let evidence = if self.scope.unpublished { evidence } else { Evidence::Fact };
        Condition { key: format!("c{place}"), says: text(), test, evidence, source: self.source() }
    }

    fn item(&mut self, place: usize) -> Item {
        let when = (self.tape.upto(2) == 1).then(|| self.truth(2));
        let amount = (self.tape.upto(4) != 3).then(|| self.amount(3));
        let promise = self.tape.one_of(&[Promise::AtMost, Promise::Exactly]);
        Item { key: format!("i{place}"), says: text(), when, amount, promise, source: self.source() }
    }

    fn amount(&mut self, depth: usize) -> NodeId {
        self.value(AMOUNT, depth)
    }
}

fn unit(dimension: Dimension) -> Unit {
    [MONEY, MONTHS, DAYS, COUNT].into_iter().find(|unit| unit.dimension() == dimension).unwrap_or(Unit::ONE)
}

fn numbers() -> Vec<Number> {
    let half = Number::fraction(5, 2).unwrap();
    [Number::whole(2), Number::ZERO, Number::ONE, half, Number::whole(10), Number::whole(3)].into()
}

fn dates() -> Vec<Date> {
    ["2026-01-31", "2024-02-29", "2026-11-22", "2026-01-30", "1900-01-15", "2200-12-20"].map(date).into()
}

pub fn as_of(tape: &mut Tape<'_>) -> Date {
    tape.one_of(&["2026-11-22", "2024-02-29", "2026-01-31"].map(date))
}
