//! Random packs and answers, drawn from a tape of bytes: a shorter tape makes a simpler pack, so that what fails shrinks.

use super::answers::{Answers, List, Said};
use proptest::prelude::*;
use qualify_engine::expression::{Arithmetic, Comparison, Extreme, Fold, Node, NodeId, Over, Step, Type};
use qualify_engine::pack::{
    AMOUNT, Application, Changer, Condition, Day, Document, Domain, DomainOption, Evidence, Field, FieldKind, InForce,
    Item, Kind, NamedNumber, Programme, Promise, Provenance, Readiness, Record, Source, Together,
};
use qualify_engine::{Answer, Date, Dimension, Id, Number, Pack, Simple, Span, TextId, Unit};

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

    /// A field of this type; its leaf, or `None` where all have been used.
    fn field_leaf(&mut self, of: Type) -> Option<NodeId> {
        let fields: Vec<_> = self
            .pack
            .fields
            .entries()
            .filter(|(id, field)| field.kind.value_type() == of && (self.scope.repeats || self.is_fresh(*id)))
            .map(|(id, _)| id)
            .collect();
        if fields.is_empty() {
            return None;
        }
        let field = self.tape.one_of(&fields);
        self.used.push(field);
        Some(self.add(Node::Field(field)))
    }

    /// Whether no other part of the pack depends on this field: all fields of a row depend on whether there is one, and those
    /// of a project on the link to it too.
    fn is_fresh(&self, id: Id<Field>) -> bool {
        let record = self.pack.fields.at(id).record;
        let is_related =
            |used: &Id<Field>| *used == id || (record == LOAN && self.pack.fields.at(*used).record == LOAN);
        let is_presence = self.pack.records.at(record).presence == Some(id);
        record != PROJECT && !is_presence && !self.used.iter().any(is_related)
    }

    fn constant(&mut self, of: Type) -> NodeId {
        if self.scope.unpublished && self.tape.upto(6) == 5 {
            return self.add(Node::Unpublished(of, text()));
        }
        let node = match of {
            Type::Truth => Node::Truth(self.tape.upto(2) == 0),
            Type::Number(dimension) => Node::Number(self.tape.one_of(&numbers()), unit(dimension)),
            Type::Date => match self.tape.upto(3) {
                0 => Node::AsOf,
                _ => Node::Date(self.tape.one_of(&dates())),
            },
            Type::Choice(domain) => Node::Choice(domain, u16::try_from(self.tape.upto(2)).unwrap()),
            Type::Row(record) => Node::Row(record),
        };
        self.add(node)
    }

    fn leaf(&mut self, of: Type) -> NodeId {
        match self.tape.upto(4) {
            0..3 => self.field_leaf(of).unwrap_or_else(|| self.constant(of)),
            _ => self.constant(of),
        }
    }

    fn value(&mut self, of: Type, depth: usize) -> NodeId {
        if depth == 0 || self.tape.is_over() {
            return self.leaf(of);
        }
        match of {
            Type::Truth => self.truth(depth),
            Type::Number(dimension) => self.number(dimension, depth),
            Type::Date => self.date(depth),
            Type::Choice(_) | Type::Row(_) => self.leaf(of),
        }
    }

    fn several(&mut self, of: Type, depth: usize) -> Vec<NodeId> {
        let depth = if self.scope.nested || of == Type::Truth { depth - 1 } else { 0 };
        (0..2 + self.tape.upto(2)).map(|_| self.value(of, depth)).collect()
    }

    fn either(&mut self, of: Type, depth: usize) -> NodeId {
        let test = self.truth(depth - 1);
        let then = self.value(of, depth - 1);
        let other = self.value(of, depth - 1);
        self.add(Node::If(test, then, other))
    }

    fn truth(&mut self, depth: usize) -> NodeId {
        if depth == 0 || self.tape.is_over() {
            return self.leaf(Type::Truth);
        }
        let node = match self.tape.upto(14) {
            0 | 1 => return self.leaf(Type::Truth),
            2 => Node::Not(self.truth(depth - 1)),
            3 => Node::All(self.several(Type::Truth, depth)),
            4 => Node::Any(self.several(Type::Truth, depth)),
            5 => return self.either(Type::Truth, depth),
            6 => {
                let domain = self.tape.one_of(&[SIZES, PURPOSES]);
                let of = self.leaf(Type::Choice(domain));
                Node::OneOf(of, if domain == SIZES && self.tape.upto(2) == 1 { vec![0, 2] } else { vec![1] })
            }
            7 => {
                let types = [Type::Choice(SIZES), Type::Choice(PURPOSES), Type::Truth, Type::Row(PROJECT)];
                let of = self.tape.one_of(&types[..if self.scope.repeats { 4 } else { 3 }]);
                let comparison = self.tape.one_of(&[Comparison::Equal, Comparison::NotEqual]);
                let a = self.value(of, depth - 1);
                let b = if let Type::Row(record) = of { self.add(Node::Row(record)) } else { self.constant(of) };
                Node::Compare(comparison, a, b)
            }
            8 | 9 => return self.over(Type::Truth, depth),
            10 => self.comparison(Type::Date, depth),
            _ => {
                let unit = self.tape.one_of(&[MONEY, MONEY, Unit::ONE, COUNT, MONTHS, DAYS]);
                self.comparison(Type::Number(unit.dimension()), depth)
            }
        };
        self.add(node)
    }

    fn comparison(&mut self, of: Type, depth: usize) -> Node {
        let comparisons = [
            Comparison::AtLeast,
            Comparison::Equal,
            Comparison::Less,
            Comparison::AtMost,
            Comparison::Greater,
            Comparison::NotEqual,
        ];
        let mut comparison = self.tape.one_of(&comparisons);
        if !self.scope.nested {
            if comparison.is_sameness() {
                comparison = Comparison::AtLeast;
            }
            return Node::Compare(comparison, self.leaf(of), self.constant(of));
        }
        let a = self.value(of, depth - 1);
        let b = if self.tape.upto(2) == 0 { self.constant(of) } else { self.value(of, depth - 1) };
        Node::Compare(comparison, a, b)
    }

    fn number(&mut self, dimension: Dimension, depth: usize) -> NodeId {
        let of = Type::Number(dimension);
        let plain = Type::Number(Dimension::NONE);
        let node = match self.tape.upto(12) {
            0 | 1 => return self.leaf(of),
            2 if dimension == Dimension::MONEY => Node::Named(Id::at(0)),
            2 if dimension == Dimension::NONE => Node::Named(Id::at(1)),
            2 | 3 => Node::Arithmetic(Arithmetic::Add, self.value(of, depth - 1), self.value(of, depth - 1)),
            4 => Node::Arithmetic(Arithmetic::Subtract, self.value(of, depth - 1), self.value(of, depth - 1)),
            5 => Node::Arithmetic(Arithmetic::Multiply, self.value(of, depth - 1), self.value(plain, depth - 1)),
            6 if !self.scope.nested => return self.leaf(of),
            6 if dimension == Dimension::NONE => {
                Node::Arithmetic(Arithmetic::Divide, self.value(AMOUNT, depth - 1), self.value(AMOUNT, depth - 1))
            }
            6 => Node::Arithmetic(Arithmetic::Divide, self.value(of, depth - 1), self.value(plain, depth - 1)),
            7 => Node::Extreme(Extreme::Min, self.several(of, depth)),
            8 => Node::Extreme(Extreme::Max, self.several(of, depth)),
            9 => return self.either(of, depth),
            _ => return self.over(of, depth),
        };
        self.add(node)
    }

    fn date(&mut self, depth: usize) -> NodeId {
        let node = match self.tape.upto(9) {
            0 | 1 => return self.leaf(Type::Date),
            2 => Node::Extreme(Extreme::Min, self.several(Type::Date, depth)),
            3 => Node::Extreme(Extreme::Max, self.several(Type::Date, depth)),
            4 => return self.either(Type::Date, depth),
            5 => return self.over(Type::Date, depth),
            _ => {
                let operator = self.tape.one_of(&[Arithmetic::Add, Arithmetic::Subtract]);
                let step = self.tape.one_of(&[Step::Months, Step::Days]);
                let date = self.value(Type::Date, depth - 1);
                let by = self.value(Type::Number(step.dimension()), depth - 1);
                Node::Move(operator, step, date, by)
            }
        };
        self.add(node)
    }

    /// The rows of a record taken together.
    fn over(&mut self, of: Type, depth: usize) -> NodeId {
        if self.lists == 2 || !self.scope.repeats {
            return self.leaf(of);
        }
        let record = self.tape.one_of(&[LOAN, PROJECT, LOAN, ENTERPRISE]);
        let extreme = [Fold::Extreme(Extreme::Min), Fold::Extreme(Extreme::Max)];
        let fold = match of {
            Type::Truth => self.tape.one_of(&[Fold::Any, Fold::All]),
            Type::Number(Dimension::COUNT) if self.tape.upto(2) == 0 => Fold::Count,
            Type::Number(_) => self.tape.one_of(&[Fold::Sum, Fold::Sum, extreme[0], extreme[1]]),
            _ => self.tape.one_of(&extreme),
        };
        self.lists += 1;
        let only = (self.tape.upto(2) == 1).then(|| self.truth(depth - 1));
        let of =
            (fold != Fold::Count && (fold != Fold::Any || self.tape.upto(4) != 3)).then(|| self.value(of, depth - 1));
        self.lists -= 1;
        self.add(Node::Over(Over { fold, record, only, of }))
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

/// Random answers: exact ones, ranges open at either end, "don't know", and none.
pub fn answers(tape: &mut Tape<'_>, pack: &Pack) -> Answers {
    let mut answers = Answers::new(pack);
    for (id, record) in pack.records.entries() {
        let mut rows = 1;
        if record.presence.is_some() {
            let said = tape.one_of(&[Said::NotAsked, Said::Yes, Said::Yes, Said::DontKnow, Said::No, Said::Yes]);
            answers.lists[id.place()] = List { said, may_be_more: tape.upto(2) == 1 };
            rows = if said == Said::Yes { 1 + tape.upto(3) } else { tape.upto(2) };
        }
        for row in 0..u16::try_from(rows).unwrap() {
            for (field, Field { kind, .. }) in
                pack.fields.entries().filter(|(field, it)| it.record == id && record.presence != Some(*field))
            {
                if let Some(answer) = answer(tape, *kind) {
                    answers.given.insert((row, field), answer);
                }
            }
        }
    }
    answers
}

/// An answer to a field, or none.
pub fn answer(tape: &mut Tape<'_>, kind: FieldKind) -> Option<Answer> {
    let how = tape.upto(8);
    match how {
        0 | 1 => return None,
        2 => return Some(Answer::DontKnow),
        _ => {}
    }
    let place = tape.upto(2);
    Some(match kind {
        FieldKind::YesNo => Answer::YesNo(place == 0),
        FieldKind::Choice(_) | FieldKind::Row(_) if how == 3 && matches!(kind, FieldKind::Row(_)) => Answer::Row(2),
        FieldKind::Choice(_) => Answer::Choice(u16::try_from(place).unwrap()),
        FieldKind::Row(_) if how == 4 => Answer::NoRow,
        FieldKind::Row(_) => Answer::Row(u16::try_from(place).unwrap()),
        FieldKind::Number { .. } => Answer::Number(span(tape, how, &numbers())),
        FieldKind::Date { .. } => Answer::Date(span(tape, how, &dates())),
    })
}

fn span<T: Copy + Ord>(tape: &mut Tape<'_>, how: usize, values: &[T]) -> Span<T> {
    let (a, b) = (tape.one_of(values), tape.one_of(values));
    match how {
        3 => Span { low: Some(a.min(b)), high: Some(a.max(b)) },
        4 => Span { low: Some(a), high: None },
        5 => Span { low: None, high: Some(a) },
        _ => Span::exactly(a),
    }
}
