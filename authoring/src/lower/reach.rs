//! Which row of a record is meant: of what there can be several, an expression says so.

use super::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::expression::Expression;
use crate::yaml::Word;
use qualify_engine::Id;
use qualify_engine::expression::Type;
use qualify_engine::pack::{Field, Record};

impl Lowering<'_, '_> {
    /// `None`, and reported, where a field is asked of rows among which nothing chooses.
    pub(super) fn check_reach(&mut self, record: &Word, field: Id<Field>) -> Option<()> {
        let of = self.builder.pack.fields.get(field)?.record;
        if self.is_reached(of) {
            return Some(());
        }
        let name = &record.text;
        let message = format!("nothing says which `{name}` is meant");
        let help = format!(
            "take all of them together, as in `any({name}, …)` or `sum({name}, …)`, or make the programme about `{name}`"
        );
        self.report(Diagnostic::error(Code::WhichRow, record.at, message).with_help(help));
        None
    }

    /// Reports a row that is compared with and that neither the programme nor a list is about: a link would lead from the row to
    /// the row itself.
    pub(super) fn check_row(&mut self, name: &Expression, record: Id<Record>) {
        if self.scope.about.is_none() || self.rows().any(|row| row == record) {
            return;
        }
        let key = self.builder.pack.records.get(record).map_or("", |record| record.key.as_str());
        let message = format!("nothing says which `{key}` is meant");
        let help = format!("a row is compared in a programme about `{key}`, or inside a list of them");
        self.report(Diagnostic::error(Code::WhichRow, self.place(name), message).with_help(help));
    }

    /// Whether one row of the record is meant here: there is only one, the programme or a list is about it, or such a row points
    /// at it.
    fn is_reached(&self, record: Id<Record>) -> bool {
        let pack = &self.builder.pack;
        let is_single = pack.records.get(record).is_some_and(|record| record.presence.is_none());
        let is_about_unknown = self.scope.about.is_none();
        let leads_here =
            |link: &Id<Field>| pack.fields.get(*link).is_some_and(|field| field.kind.value_type() == Type::Row(record));
        let is_linked = |row| pack.records.get(row).is_some_and(|row| row.links.iter().any(leads_here));
        is_single || is_about_unknown || self.rows().any(|row| row == record || is_linked(row))
    }

    /// The records of which one row is looked at here.
    fn rows(&self) -> impl Iterator<Item = Id<Record>> {
        self.lists.iter().copied().chain(self.scope.about)
    }
}
