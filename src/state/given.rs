//! Answers as they were typed. The text is what is kept, so that a person finds back what they wrote, and a newer version of
//! the rules reads it anew.

use qualify_engine::pack::{Field, FieldKind, Record};
use qualify_engine::{Answer, Dossier, EntryError, Id, NO_ROW, Pack, Slot, limits, read, read_range};

/// What was given for a field of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// "不清楚"
    DontKnow,
    /// A number or a day as typed, an option by its key, `yes` or `no`, the number of a row.
    Exactly(String),
    /// From–to as typed; an empty end is open.
    Between(String, String),
}

impl Given {
    pub fn yes_no(value: bool) -> Self {
        Self::Exactly(if value { "yes" } else { "no" }.to_owned())
    }

    /// What the engine makes of it.
    pub fn answer(&self, pack: &Pack, field: Id<Field>) -> Result<Answer, EntryError> {
        match self {
            Self::DontKnow => Ok(Answer::DontKnow),
            Self::Exactly(text) => read(pack, field, text),
            Self::Between(from, to) => read_range(pack, field, end(from), end(to)),
        }
    }
}

fn end(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim().is_empty())
}

/// Everything that was given about one enterprise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// By field, then by row.
    columns: Vec<Vec<Option<Given>>>,
    /// By record.
    lists: Vec<List>,
}

/// What is said of the rows of one record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct List {
    rows: u16,
    /// Whether there may be more than those; `None` before it was asked.
    may_be_more: Option<bool>,
}

impl Answers {
    pub fn get(&self, slot: Slot) -> Option<&Given> {
        self.columns.get(slot.field.place())?.get(usize::from(slot.row))?.as_ref()
    }

    /// Takes an answer down. Who answers about a loan has one, whatever was said before; "don't know" says nothing.
    pub fn put(&mut self, pack: &Pack, slot: Slot, given: Given) {
        let record = pack.fields.at(slot.field).record;
        if let Some(presence) = pack.records.at(record).presence {
            if slot.field == presence {
                let list = self.list_mut(record);
                list.rows = list.rows.max(u16::from(given == Given::yes_no(true)));
            } else {
                if given != Given::DontKnow {
                    self.set(Slot { field: presence, row: 0 }, Some(Given::yes_no(true)));
                }
                let list = self.list_mut(record);
                list.rows = list.rows.max(slot.row.saturating_add(1));
            }
        }
        self.set(slot, Some(given));
    }

    /// Takes all of these down, row by row over those that are there.
    pub fn fill(&mut self, pack: &Pack, more: &Self) {
        for (slot, given) in more.iter() {
            self.put(pack, slot, given.clone());
        }
    }

    /// How many rows are listed of a record that the enterprise has.
    pub fn rows(&self, pack: &Pack, record: Id<Record>) -> u16 {
        let presence = pack.records.at(record).presence.map(|field| self.get(Slot { field, row: 0 }));
        let list = self.lists.get(record.place()).copied().unwrap_or_default();
        match presence {
            Some(said) if said == Some(&Given::yes_no(true)) => list.rows.max(1),
            Some(_) => 0,
            None => 1,
        }
    }

    /// How many rows are kept of a record, whether or not the enterprise says that it has any.
    pub fn kept_rows(&self, record: Id<Record>) -> u16 {
        self.lists.get(record.place()).map_or(0, |list| list.rows)
    }

    /// Takes back what was given.
    pub fn forget(&mut self, slot: Slot) {
        if self.get(slot).is_some() {
            self.set(slot, None);
        }
    }

    /// Adds a row; `None` when there can be no more.
    pub fn add_row(&mut self, pack: &Pack, record: Id<Record>) -> Option<u16> {
        let presence = pack.records.at(record).presence?;
        let row = self.rows(pack, record);
        if row >= limits::ROWS {
            return None;
        }
        self.set(Slot { field: presence, row: 0 }, Some(Given::yes_no(true)));
        self.list_mut(record).rows = row.saturating_add(1);
        Some(row)
    }

    /// Takes a row out; those after it move up, and links to them follow. With the last one it is no longer said that there is any.
    pub fn remove_row(&mut self, pack: &Pack, record: Id<Record>, row: u16) {
        let (rows, presence) = (self.rows(pack, record), pack.records.at(record).presence);
        let Some(presence) = presence.filter(|_| row < rows) else { return };
        for (id, field) in pack.fields.entries() {
            let Some(column) = self.columns.get_mut(id.place()) else { continue };
            if field.record == record && id != presence && column.len() > usize::from(row) {
                column.remove(usize::from(row));
            }
            if field.kind == FieldKind::Row(record) {
                column.iter_mut().for_each(|link| *link = follow(link.take(), row));
            }
        }
        self.list_mut(record).rows = rows.saturating_sub(1);
        if rows == 1 {
            self.set(Slot { field: presence, row: 0 }, None);
        }
    }

    /// Whether there may be rows that are not listed; `None` before it was asked.
    pub fn may_be_more(&self, record: Id<Record>) -> Option<bool> {
        self.lists.get(record.place())?.may_be_more
    }

    pub fn say_may_be_more(&mut self, record: Id<Record>, may_be_more: bool) {
        self.list_mut(record).may_be_more = Some(may_be_more);
    }

    /// In the order of the pack.
    pub fn iter(&self) -> impl Iterator<Item = (Slot, &Given)> {
        (0..).map(Id::at).zip(&self.columns).flat_map(|(field, column)| {
            (0..).zip(column).filter_map(move |(row, given)| Some((Slot { field, row }, given.as_ref()?)))
        })
    }

    /// What the engine reckons with: answers about something the enterprise says it does not have wait until it does.
    pub fn dossier(&self, pack: &Pack) -> Dossier {
        let mut dossier = Dossier::new();
        for (record, of) in pack.records.entries() {
            let Some(presence) = of.presence else { continue };
            self.hand_over(pack, Slot { field: presence, row: 0 }, &mut dossier);
            while dossier.rows(record) < self.rows(pack, record) && dossier.add_row(pack, record).is_ok() {}
            dossier.set_may_be_more(record, self.may_be_more(record) == Some(true));
        }
        for (slot, _) in self.iter() {
            let record = pack.fields.at(slot.field).record;
            let presence = pack.records.at(record).presence;
            let is_absent = presence.is_some_and(|field| dossier.get(field) == Some(Answer::YesNo(false)));
            if presence != Some(slot.field) && !is_absent {
                self.hand_over(pack, slot, &mut dossier);
            }
        }
        dossier
    }

    fn hand_over(&self, pack: &Pack, slot: Slot, dossier: &mut Dossier) {
        if let Some(answer) = self.get(slot).and_then(|given| given.answer(pack, slot.field).ok()) {
            // Read by the engine a moment ago, so accepted.
            let _ = dossier.set_at(pack, slot.field, slot.row, answer);
        }
    }

    fn set(&mut self, slot: Slot, given: Option<Given>) {
        let column = at_least(&mut self.columns, slot.field.place());
        *at_least(column, usize::from(slot.row)) = given;
    }

    fn list_mut(&mut self, record: Id<Record>) -> &mut List {
        at_least(&mut self.lists, record.place())
    }
}

/// A link after a row was taken out of what it points at.
fn follow(link: Option<Given>, removed: u16) -> Option<Given> {
    let Some(Given::Exactly(text)) = &link else { return link };
    let Some(to) = text.parse::<u16>().ok().filter(|_| text != NO_ROW) else { return link };
    match to.checked_sub(1) {
        Some(row) if row == removed => None,
        Some(row) if row > removed => Some(Given::Exactly(row.to_string())),
        _ => link,
    }
}

/// The entry at `place` of a list that is made long enough for it.
fn at_least<T: Default + Clone>(list: &mut Vec<T>, place: usize) -> &mut T {
    if list.len() <= place {
        list.resize(place.saturating_add(1), T::default());
    }
    &mut list[place]
}
