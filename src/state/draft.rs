//! A question while it is being answered. What was typed in one way stays while another way is tried.

use super::given::Given;
use qualify_engine::pack::Field;
use qualify_engine::{EntryError, Id, Pack, Unit};
use std::rc::Rc;

/// Which way of answering is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// None yet.
    Nothing,
    /// One of the listed options, by its key; `yes` and `no` too.
    Option(String),
    /// One value, typed.
    Exactly,
    /// From–to, typed.
    Roughly,
    /// "不清楚"
    DontKnow,
}

/// Where something is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Value,
    From,
    To,
}

/// An answer on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub way: Way,
    pub value: String,
    pub from: String,
    pub to: String,
    /// Digits alone are yuan, as in languages that do not count in 万; otherwise they are in the unit of the field.
    pub is_in_yuan: bool,
}

/// What makes digits yuan, whatever the field is asked in.
const YUAN: &str = "CNY ";

/// What the person does to it.
#[derive(Clone, Debug)]
pub enum Edit {
    Choose(Way),
    Type(Place, String),
}

impl Draft {
    /// Begins with what was given before. `is_typed`: the answer is typed, not chosen from a list.
    pub fn new(given: Option<&Given>, is_typed: bool) -> Self {
        let mut draft = Self {
            way: if is_typed { Way::Exactly } else { Way::Nothing },
            value: String::new(),
            from: String::new(),
            to: String::new(),
            is_in_yuan: false,
        };
        match given {
            None => {}
            Some(Given::DontKnow) => draft.way = Way::DontKnow,
            Some(Given::Exactly(text)) if is_typed => text.clone_into(&mut draft.value),
            Some(Given::Exactly(key)) => draft.way = Way::Option(key.clone()),
            Some(Given::Between(from, to)) => {
                draft.way = Way::Roughly;
                from.clone_into(&mut draft.from);
                to.clone_into(&mut draft.to);
            }
        }
        draft
    }

    /// The same, where digits alone are yuan: those that were given in the unit of the field say so now.
    pub fn in_yuan(mut self, asked_in: Unit) -> Self {
        for text in [&mut self.value, &mut self.from, &mut self.to] {
            *text = match text.strip_prefix(YUAN) {
                Some(yuan) => yuan.to_owned(),
                None if is_bare(text) => [text.as_str(), &asked_in.spelling()].concat(),
                None => core::mem::take(text),
            };
        }
        self.is_in_yuan = true;
        self
    }

    /// What is meant by what was typed.
    pub fn meant(&self, typed: &str) -> String {
        if self.is_in_yuan && is_bare(typed) { [YUAN, typed.trim()].concat() } else { typed.to_owned() }
    }

    /// After an edit. Who types in one place means that way of answering.
    pub fn after(&self, edit: Edit) -> Self {
        let mut next = self.clone();
        match edit {
            Edit::Choose(way) => next.way = way,
            Edit::Type(place, text) => {
                next.way = if place == Place::Value { Way::Exactly } else { Way::Roughly };
                match place {
                    Place::Value => next.value = text,
                    Place::From => next.from = text,
                    Place::To => next.to = text,
                }
            }
        }
        next
    }

    /// The answer, if the field accepts it.
    ///
    /// # Errors
    /// What keeps it from being an answer.
    pub fn check(&self, pack: &Pack, field: Id<Field>) -> Result<Given, EntryError> {
        let given = match &self.way {
            Way::Nothing => return Err(EntryError::Empty),
            Way::DontKnow => Given::DontKnow,
            Way::Option(key) => Given::Exactly(key.clone()),
            Way::Exactly => Given::Exactly(self.meant(&self.value)),
            Way::Roughly => Given::Between(self.meant(&self.from), self.meant(&self.to)),
        };
        given.answer(pack, field).map(|_| given)
    }
}

/// Whether a number was typed with something else, which is its own unit as a rule.
pub fn has_unit(text: &str) -> bool {
    text.contains(|it| is_digit(it) || "万萬亿億".contains(it)) && !is_bare(text)
}

fn is_digit(it: char) -> bool {
    it.is_ascii_digit() || ('０'..='９').contains(&it)
}

/// A number without a unit.
fn is_bare(text: &str) -> bool {
    text.contains(is_digit) && text.chars().all(|it| is_digit(it) || ".,，． -".contains(it))
}

impl yew::Reducible for Draft {
    type Action = Edit;

    fn reduce(self: Rc<Self>, edit: Edit) -> Rc<Self> {
        Rc::new(self.after(edit))
    }
}
