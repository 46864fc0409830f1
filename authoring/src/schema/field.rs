//! One field of a record: its type, and what it accepts.

use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::expression::{in_words, read_quantity, read_unit};
use crate::hint::one_of;
use crate::keys::Keys;
use crate::schema::words::{CHANGERS, field_types};
use crate::yaml::{Entry, Node, Word};
use qualify_engine::pack::{Changer, Domain, Field, FieldKind, Record};
use qualify_engine::{Date, Dimension, Id, Number, Simple, Unit};

/// A type of field whose answers are numbers.
pub(crate) struct NumberType {
    name: &'static str,
    /// The unit in which it is asked unless the field says otherwise.
    pub unit: Unit,
    /// The greatest answer, in `limit`.
    greatest: i64,
    limit: Unit,
}

const fn number_type(name: &'static str, unit: Simple, greatest: i64) -> NumberType {
    NumberType { name, unit: Unit::simple(unit), greatest, limit: Unit::simple(unit) }
}

const MANY: i64 = 1_000_000_000;

/// Every such type, by name.
static NUMBER_TYPES: &[NumberType] = &[
    NumberType {
        name: "money",
        unit: Unit::simple(Simple::WanYuan),
        greatest: 1_000_000_000_000_000,
        limit: Unit::simple(Simple::Yuan),
    },
    number_type("percent", Simple::Percent, 100),
    NumberType { name: "annual_rate", unit: PERCENT_A_YEAR, greatest: 100, limit: PERCENT_A_YEAR },
    number_type("duration", Simple::Year, 100),
    number_type("days", Simple::Day, MANY),
    number_type("count", Simple::Piece, MANY),
    number_type("people", Simple::Person, MANY),
    number_type("area", Simple::SquareMetre, MANY),
    number_type("energy", Simple::KilowattHour, MANY),
    number_type("power", Simple::Kilowatt, MANY),
    number_type("coal", Simple::CoalTonne, MANY),
    number_type("length", Simple::Nanometre, MANY),
    number_type("number", Simple::One, MANY),
];

const PERCENT_A_YEAR: Unit = Unit { top: Simple::Percent, per: Some(Simple::Year) };

impl NumberType {
    pub(crate) fn from_name(name: &str) -> Option<&'static Self> {
        NUMBER_TYPES.iter().find(|known| known.name == name)
    }

    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        NUMBER_TYPES.iter().map(|known| known.name)
    }
}

const COMMON: [&str; 6] = ["type", "label", "ask", "hint", "find", "changed_by"];

impl Builder<'_> {
    pub(super) fn read_field(&mut self, record: &str, of: Id<Record>, entry: &Entry) {
        let word = Word { text: format!("{record}.{}", entry.key.text), at: entry.key.at };
        let is_new = self.check_name(&entry.key) && self.fields.declare(&word, &mut self.diagnostics);
        let Some(keys) = self.field_keys(&entry.value) else { return };
        let kind = self.read_kind(&keys, &word.text);
        let label = self.required_text(&keys, "label");
        let ask = self.required_text(&keys, "ask");
        let hint = self.optional_text(&keys, "hint").flatten();
        let find = self.optional_text(&keys, "find").flatten();
        let changed_by = self.changer(&keys);
        // A field of which the type is known is known: its words are reported apart.
        if let Some(kind) = kind.filter(|_| is_new) {
            let (label, ask) = (label.unwrap_or_default(), ask.unwrap_or_default());
            let field = Field { key: word.text.clone(), record: of, kind, label, ask, hint, find, changed_by };
            let id = self.pack.fields.push(field);
            if let (FieldKind::Row(_), Some(record)) = (kind, self.pack.records.get_mut(of)) {
                record.links.push(id);
            }
            self.fields.set(&word.text, id);
        }
    }

    /// Who can bring about another answer; the enterprise itself unless it is said.
    pub(super) fn changer(&mut self, keys: &Keys<'_>) -> Changer {
        let node = keys.optional(self, "changed_by");
        node.and_then(|node| self.choice(node, "value of `changed_by`", &CHANGERS)).unwrap_or_default()
    }

    /// The keys of a field; which ones there can be depends on its type.
    fn field_keys<'n>(&mut self, node: &'n Node) -> Option<Keys<'n>> {
        let (what, of_type): (_, &[&str]) = match node.get("type").and_then(Node::text) {
            Some("yes_no") => ("a `yes_no` field", &[]),
            Some("choice") => ("a `choice`", &["options", "of"]),
            Some("date") => ("a `date` field", &["min", "max"]),
            Some("row") => ("a `row`", &["of"]),
            _ => ("a field", &["unit", "min", "max"]),
        };
        self.keys(node, what, &[COMMON.as_slice(), of_type].concat())
    }

    fn read_kind(&mut self, keys: &Keys<'_>, key: &str) -> Option<FieldKind> {
        let word = keys.required(self, "type").and_then(|node| self.scalar(node, "a type"))?;
        match word.text.as_str() {
            "yes_no" => Some(FieldKind::YesNo),
            "choice" => self.read_domain(keys, key).map(FieldKind::Choice),
            "date" => self.read_dates(keys),
            "row" => self.read_link(keys, key),
            name => match NumberType::from_name(name) {
                Some(of) => self.read_number_kind(keys, of),
                None => {
                    self.unknown_type(&word);
                    None
                }
            },
        }
    }

    fn unknown_type(&mut self, word: &Word) {
        let names = field_types();
        let hint = one_of(&word.text, &names).or_else(|| Some(format!("the types are {}", names.join(", "))));
        let message = format!("there is no type `{}`", word.text);
        self.report(Diagnostic::error(Code::BadValue, word.at, message).with_hint(hint));
    }

    fn read_domain(&mut self, keys: &Keys<'_>, key: &str) -> Option<Id<Domain>> {
        match (keys.key("options"), keys.key("of")) {
            // Read before all fields, together with the catalogues.
            (Some(_), None) => self.catalogues.get(key).flatten(),
            (None, Some(_)) => {
                let node = keys.optional(self, "of")?;
                let word = self.scalar(node, "the name of a catalogue")?;
                self.catalogues.find(&word, &mut self.diagnostics)
            }
            (Some(options), Some(of)) => {
                let message = "a choice has `options` of its own, or those `of` a catalogue, not both";
                self.report(Diagnostic::error(Code::Shape, of.at, message).and(options.at, "and here"));
                None
            }
            (None, None) => {
                self.error(Code::MissingKey, keys.at, "a choice needs `options`, or `of` with a catalogue");
                None
            }
        }
    }

    /// A row of a record that is asked before this one.
    fn read_link(&mut self, keys: &Keys<'_>, key: &str) -> Option<FieldKind> {
        let node = keys.required(self, "of")?;
        let word = self.scalar(node, "the name of a record")?;
        let record = self.records.get(&word.text);
        if key.split_once('.').is_some_and(|(own, _)| own == word.text) {
            self.error(Code::BadValue, word.at, format!("a row of `{}` belongs to a row of another record", word.text));
        } else if let Some(record) = record.flatten() {
            if self.pack.records.get(record).is_some_and(|record| record.presence.is_some()) {
                return Some(FieldKind::Row(record));
            }
            self.error(Code::BadValue, word.at, format!("there is only one {}", word.text));
        } else if record.is_some() {
            let help = "give that record a lower `order`";
            let message = format!("`{}` is not asked before this record", word.text);
            self.report(Diagnostic::error(Code::BadValue, word.at, message).with_help(help));
        } else {
            self.find_record(&word);
        }
        None
    }

    fn read_dates(&mut self, keys: &Keys<'_>) -> Option<FieldKind> {
        let first = match keys.optional(self, "min") {
            None => Date::new(1900, 1, 1)?,
            Some(node) => self.date(node)?,
        };
        let last = match keys.optional(self, "max") {
            None => Date::new(2200, 12, 31)?,
            Some(node) => self.date(node)?,
        };
        self.check_order(keys, first <= last)?;
        Some(FieldKind::Date { first, last })
    }

    fn read_number_kind(&mut self, keys: &Keys<'_>, of: &NumberType) -> Option<FieldKind> {
        let unit = match keys.optional(self, "unit") {
            None => of.unit,
            Some(node) => self.unit(node, of)?,
        };
        let least = match keys.optional(self, "min") {
            None => Number::ZERO,
            Some(node) => self.quantity(node, unit)?,
        };
        let greatest = match keys.optional(self, "max") {
            None => of.limit.to_base(Number::whole(of.greatest))?,
            Some(node) => self.quantity(node, unit)?,
        };
        self.check_order(keys, least <= greatest)?;
        Some(FieldKind::Number { unit, least, greatest })
    }

    fn check_order(&mut self, keys: &Keys<'_>, is_upright: bool) -> Option<()> {
        if !is_upright {
            let at = keys.key("min").or(keys.key("max")).map_or(keys.at, |word| word.at);
            self.error(Code::BadNumber, at, "`min` is above `max`");
        }
        is_upright.then_some(())
    }

    fn unit(&mut self, node: &Node, of: &NumberType) -> Option<Unit> {
        let word = self.scalar(node, "a unit")?;
        let unit = match read_unit(&word.text, word.at) {
            Ok(unit) => unit,
            Err(diagnostic) => {
                self.report(diagnostic);
                return None;
            }
        };
        self.check_dimension(node, unit, of.unit)?;
        Some(unit)
    }

    fn check_dimension(&mut self, node: &Node, unit: Unit, asked: Unit) -> Option<()> {
        if unit.dimension() == asked.dimension() {
            return Some(());
        }
        let message = format!("expected {}, found {}", in_words(asked.dimension()), in_words(unit.dimension()));
        let mut diagnostic = Diagnostic::error(Code::WrongUnit, node.at, message);
        if unit == Unit::ONE {
            let number = node.text().unwrap_or_default();
            diagnostic = diagnostic.with_help(format!("write the unit, as in `{number} {}`", asked.spelling()));
        } else if asked == PERCENT_A_YEAR {
            diagnostic = diagnostic.with_help("a yearly rate is written `1.5%/year`");
        }
        self.report(diagnostic);
        None
    }

    /// A number in base units, for something that is asked in `unit`. Only plain numbers and counts are written without a unit.
    pub(crate) fn quantity(&mut self, node: &Node, unit: Unit) -> Option<Number> {
        let word = self.scalar(node, "a number")?;
        let (value, written) = match read_quantity(&word.text, word.at) {
            Ok(quantity) => quantity,
            Err(diagnostic) => {
                self.report(diagnostic);
                return None;
            }
        };
        let is_bare_count = written == Unit::ONE && unit.dimension() == Dimension::COUNT;
        let is_bare_percent = written == Unit::ONE && unit == Unit::simple(Simple::Percent) && !value.is_zero();
        if is_bare_percent {
            let message = "a percentage without its sign";
            let help = format!("write `{}%`", word.text);
            self.report(Diagnostic::error(Code::WrongUnit, word.at, message).with_help(help));
            return None;
        }
        if !is_bare_count {
            self.check_dimension(node, written, unit)?;
        }
        written.to_base(value)
    }
}
