//! When a programme is in force, and when applications are accepted.

use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::Keys;
use crate::shape;
use crate::yaml::Node;
use qualify_engine::pack::{Application, Day, InForce};
use qualify_engine::{Moment, TextId, Time};

impl Builder<'_> {
    /// `in_force: { from: 2026-01-01, until: 2026-12-31 }`, of which either may be absent.
    pub(super) fn in_force(&mut self, keys: &Keys<'_>) -> Option<InForce> {
        let Some(node) = keys.optional(self, "in_force") else { return Some(InForce::default()) };
        let keys = self.shaped(node, &shape::IN_FORCE)?;
        let mut end = |key: &str| match keys.key(key) {
            None => Some(None),
            Some(_) => keys.optional(self, key).and_then(|node| self.date(node)).map(Some),
        };
        let (from, until) = (end("from"), end("until"));
        let (from, until) = (from?, until?);
        if from.zip(until).is_some_and(|(from, until)| from > until) {
            self.error(Code::BadDate, keys.at, "it ends before it begins");
        }
        Some(InForce { from, until })
    }

    pub(super) fn application(&mut self, node: &Node) -> Option<(Application, Option<TextId>)> {
        let keys = self.shaped(node, &shape::APPLICATION)?;
        let opens = keys.required(self, "opens").and_then(|node| self.day(node, "`opens`"));
        let closes = keys.required(self, "closes").and_then(|node| self.deadline(node));
        let rolling = match keys.key("rolling") {
            None => Some(false),
            Some(_) => keys.optional(self, "rolling").and_then(|node| self.flag(node, "value of `rolling`")),
        };
        let note = self.optional_text(&keys, "note");
        if let (Some(Day::On(opens) | Day::By(opens)), Some((Day::On(closes) | Day::By(closes), _))) = (opens, closes)
            && opens > closes
        {
            let at = keys.get("closes").map_or(keys.at, |node| node.at);
            self.error(Code::BadDate, at, format!("it closes before it opens, on {opens}"));
        }
        let (closes, closes_at) = closes?;
        Some((Application { opens: opens?, closes, closes_at, rolling: rolling? }, note?))
    }

    /// A last day, with the hour where one is published: `2026-08-31 17:30`.
    fn deadline(&mut self, node: &Node) -> Option<(Day, Option<Time>)> {
        if node.text().is_none_or(|text| !text.contains(' ')) {
            return self.day(node, "`closes`").map(|day| (day, None));
        }
        self.moment(node).map(|moment| (Day::On(moment.date), moment.time))
    }

    /// A day, with the hour where it matters.
    pub(super) fn moment(&mut self, node: &Node) -> Option<Moment> {
        let word = self.scalar(node, "a day")?;
        if !word.text.contains(' ') {
            return self.date(node).map(Moment::from);
        }
        let moment = Moment::parse(&word.text);
        if moment.is_none() {
            let message = format!("there is no day and time `{}`", word.text);
            let help = "a day with its hour is written `2026-08-31 17:30`";
            self.report(Diagnostic::error(Code::BadDate, word.at, message).with_help(help));
        }
        moment
    }

    fn day(&mut self, node: &Node, key: &'static str) -> Option<Day> {
        if node.is_word("unpublished") {
            return Some(Day::Unpublished);
        }
        if node.entries().is_some() {
            let keys = self.keys(node, key, &shape::BY.names())?;
            return keys.required(self, "by").and_then(|node| self.date(node)).map(Day::By);
        }
        self.date(node).map(Day::On)
    }
}
