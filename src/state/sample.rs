//! A small pack for tests: an enterprise, loans, and three programmes.

use super::json::Json;
use super::saved::{Restored, restore};
use super::{Beginning, Language, Rest, Rules, Store};
use crate::host::Only;
use crate::messages::Words;
use crate::place::Place;
use crate::route::Route;
use qualify_engine::expression::{Arithmetic, Comparison, Node, NodeId};
use qualify_engine::format::{decode_rules, encode_rules};
use qualify_engine::pack::{
    Application, Changer, Condition, Day, Document, Domain, DomainOption, Evidence, Field, FieldKind, InForce, Item,
    Kind, Pack, Programme, Promise, Provenance, Readiness, Record, Source, Together,
};
use qualify_engine::{Date, Id, Number, Simple, Slot, TextId, Texts, Unit};
use serde_json::Value;
use std::rc::Rc;

pub const SIZE: Id<Field> = Id::at(0);
pub const LOAN: Id<Field> = Id::at(1);
pub const PRINCIPAL: Id<Field> = Id::at(2);
pub const ISSUED: Id<Field> = Id::at(3);

/// The texts are numbered as they are made.
struct Making {
    pack: Pack,
    words: Vec<String>,
}

impl Making {
    fn text(&mut self, text: &str) -> TextId {
        let id = TextId::at(u32::try_from(self.words.len()).unwrap());
        self.words.push(text.to_owned());
        id
    }

    fn field(&mut self, key: &str, record: u32, kind: FieldKind) {
        let label = self.text(key);
        let field = Field {
            key: key.to_owned(),
            record: Id::at(record),
            kind,
            label,
            ask: label,
            hint: None,
            find: None,
            changed_by: Changer::Enterprise,
        };
        self.pack.fields.push(field);
    }

    fn record(&mut self, key: &str, presence: Option<Id<Field>>) {
        let label = self.text(key);
        self.pack.records.push(Record { key: key.to_owned(), label, presence, links: Vec::new() });
    }

    fn node(&mut self, node: Node) -> NodeId {
        self.pack.nodes.push(node)
    }

    fn compare(&mut self, comparison: Comparison, field: Id<Field>, with: Node) -> NodeId {
        let (a, b) = (self.node(Node::Field(field)), self.node(with));
        self.node(Node::Compare(comparison, a, b))
    }

    /// A programme with these conditions; the amount is 10% of the loan.
    fn programme(&mut self, key: &str, tests: &[NodeId], closes: Day) {
        let name = self.text(key);
        let source = || Source { provenance: Provenance::Seen, readings: Vec::new(), clause: None, note: None };
        let conditions = tests.iter().enumerate().map(|(place, test)| Condition {
            key: format!("c{place}"),
            says: name,
            test: *test,
            evidence: Evidence::Fact,
            source: source(),
        });
        let conditions = conditions.collect();
        let principal = self.node(Node::Field(PRINCIPAL));
        let tenth = self.node(Node::Number(Number::fraction(1, 10).unwrap(), Unit::simple(Simple::Percent)));
        let amount = self.node(Node::Arithmetic(Arithmetic::Multiply, principal, tenth));
        let item = Item {
            key: "money".to_owned(),
            says: name,
            when: None,
            amount: Some(amount),
            promise: Promise::AtMost,
            source: source(),
        };
        self.pack.programmes.push(Programme {
            key: key.to_owned(),
            kind: Id::at(0),
            about: Id::at(1),
            name,
            summary: name,
            body: name,
            level: name,
            readiness: Readiness::A,
            document: Id::at(0),
            application: Application {
                opens: Day::On(Date::new(2026, 1, 1).unwrap()),
                closes,
                closes_at: None,
                rolling: false,
            },
            in_force: InForce::default(),
            replaced_by: None,
            application_note: None,
            next_round: None,
            conditions,
            items: vec![item],
            together: Together::Sum,
            total_at_most: None,
            apply: None,
            notes: Vec::new(),
        });
    }
}

/// The rules. `current` asks for a loan of a small enterprise, issued in 2026; `closed` for the size as well; `plain` for a loan.
fn made() -> (Rc<Rules>, Texts) {
    let mut making =
        Making { pack: Pack { key: "sample".into(), version: "1".into(), ..Pack::default() }, words: Vec::new() };
    let label = making.text("sample");
    making.pack.kinds.push(Kind { key: "award".into(), label });
    making.record("enterprise", None);
    making.record("loan", Some(LOAN));
    let options = ["small", "large"].map(|key| DomainOption { key: key.to_owned(), label }).into();
    making.pack.domains.push(Domain { key: "size".into(), options });
    making.field("enterprise.size", 0, FieldKind::Choice(Id::at(0)));
    making.field("loan", 1, FieldKind::YesNo);
    let wan = Unit::simple(Simple::WanYuan);
    let greatest = wan.to_base(Number::whole(100_000)).unwrap();
    making.field("loan.principal", 1, FieldKind::Number { unit: wan, least: Number::ZERO, greatest });
    let (first, last) = (Date::new(2000, 1, 1).unwrap(), Date::new(2099, 12, 31).unwrap());
    making.field("loan.issued", 1, FieldKind::Date { first, last });
    making.pack.documents.push(Document {
        key: "notice".into(),
        title: label,
        number: None,
        issuer: label,
        issued: None,
        address: None,
        extent: label,
        checked: first,
    });
    // No two expressions share a part.
    let loan = |making: &mut Making| making.node(Node::Field(LOAN));
    let small = |making: &mut Making| making.compare(Comparison::Equal, SIZE, Node::Choice(Id::at(0), 0));
    let recent =
        |making: &mut Making| making.compare(Comparison::AtLeast, ISSUED, Node::Date(Date::new(2026, 1, 1).unwrap()));
    let end = |year, month, day| Day::On(Date::new(year, month, day).unwrap());
    let tests = [loan(&mut making), small(&mut making), recent(&mut making)];
    making.programme("current", &tests, end(2026, 12, 31));
    let tests = [loan(&mut making), small(&mut making)];
    making.programme("closed", &tests, end(2026, 3, 31));
    let tests = [loan(&mut making)];
    making.programme("plain", &tests, end(2026, 12, 31));
    // Through the bytes, as in the page: what is not well-formed is refused here.
    let (bytes, fingerprint) = encode_rules(&making.pack).unwrap();
    let pack = decode_rules(&bytes).unwrap().pack;
    let texts = Texts { language: "zh-Hans".into(), words: making.words };
    (Rc::new(Rules { pack, fingerprint: Some(fingerprint) }), texts)
}

/// The rules alone.
pub fn rules() -> Rc<Rules> {
    made().0
}

pub fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

/// The first row of a field.
pub fn first(field: Id<Field>) -> Slot {
    Slot { field, row: 0 }
}

fn begun(restored: Restored) -> Store {
    let (rules, texts) = made();
    let words = Rc::new(Words::of("zh-Hans").unwrap());
    let language = Language { words, texts: Rc::new(texts), rest: Rest::There };
    Store::new(Beginning {
        place: Place::default(),
        only: Only::default(),
        rules,
        language,
        is_elder: false,
        today: today(),
        route: Route::Start,
        restored,
    })
}

/// Nothing answered.
pub fn store() -> Store {
    begun(Restored::default())
}

/// What this is taken up as, as if it had been kept.
pub fn restored(kept: &Json) -> Store {
    begun(restore(&rules().pack, kept).unwrap())
}

/// JSON as it is written.
pub fn json(text: &str) -> Json {
    from_value(&serde_json::from_str(text).unwrap())
}

fn from_value(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => Json::Number(number.as_i64().unwrap().try_into().unwrap()),
        Value::String(text) => Json::text(text),
        Value::Array(list) => Json::List(list.iter().map(from_value).collect()),
        Value::Object(entries) => Json::Object(entries.iter().map(|(key, it)| (key.clone(), from_value(it))).collect()),
    }
}

/// The same as serde has it, whose objects are equal in any order.
pub fn to_value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => (*value).into(),
        Json::Number(number) => (*number).into(),
        Json::Text(text) => text.as_str().into(),
        Json::List(list) => list.iter().map(to_value).collect(),
        Json::Object(entries) => entries.iter().map(|(key, it)| (key.clone(), to_value(it))).collect(),
    }
}
