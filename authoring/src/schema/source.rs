//! Where a condition, a number or an item comes from.

use crate::builder::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::Keys;
use crate::shape;
use crate::yaml::Node;
use qualify_engine::Id;
use qualify_engine::pack::{Provenance, Reading, Source};

const PROVENANCES: [(&str, Provenance); 4] = [
    ("seen", Provenance::Seen),
    ("inferred", Provenance::Inferred),
    ("recalled", Provenance::Recalled),
    ("unpublished", Provenance::Unpublished),
];
const FORMS: &str = "`seen: S67`, `inferred: reason`, `recalled: note` or `unpublished: what is missing`";

impl Builder<'_> {
    /// The `source` of something, which must have one.
    pub(super) fn required_source(&mut self, keys: &Keys<'_>) -> Option<Source> {
        if keys.key("source").is_none() {
            let message = "there is no `source`: nothing is stated without saying where it comes from";
            let diagnostic = Diagnostic::error(Code::Source, keys.at, message);
            self.report(diagnostic.with_help(format!("`source` with {FORMS}")));
            return None;
        }
        let node = keys.optional(self, "source")?;
        self.source(node)
    }

    fn source(&mut self, node: &Node) -> Option<Source> {
        let keys = self.shaped(node, &shape::SOURCE)?;
        let mut given = PROVENANCES.iter().filter_map(|(name, of)| keys.key(name).map(|word| (word, *of)));
        let (word, provenance) = match (given.next(), given.next()) {
            (Some(only), None) => only,
            (Some((first, _)), Some((second, _))) => {
                let message = "a source is known in one way only";
                self.report(Diagnostic::error(Code::Source, second.at, message).and(first.at, "and here"));
                return None;
            }
            (None, _) => {
                self.report(Diagnostic::error(Code::Source, keys.at, "a source says how it is known").with_help(FORMS));
                return None;
            }
        };
        self.refuse_strays(&keys, provenance);
        let node = keys.optional(self, &word.text)?;
        let clause = self.optional_text(&keys, "clause");
        let (readings, note) = match provenance {
            Provenance::Seen => (self.readings_at(node), Some(None)),
            _ => (self.readings_from(&keys), self.text(node).map(Some)),
        };
        Some(Source { provenance, readings: readings?, clause: clause?, note: note? })
    }

    /// Keys that say nothing beside this kind of source.
    fn refuse_strays(&mut self, keys: &Keys<'_>, provenance: Provenance) {
        let strays = [("from", provenance != Provenance::Inferred), ("clause", provenance == Provenance::Unpublished)];
        for (key, is_stray) in strays {
            if let Some(word) = keys.key(key).filter(|_| is_stray) {
                let help = if key == "from" { "`from` goes with `inferred`" } else { "name the clause in the words" };
                let message = format!("`{key}` means nothing here");
                self.report(Diagnostic::error(Code::Source, word.at, message).with_help(help));
            }
        }
    }

    fn readings_from(&mut self, keys: &Keys<'_>) -> Option<Vec<Id<Reading>>> {
        if keys.key("from").is_none() {
            return Some(Vec::new());
        }
        let node = keys.optional(self, "from")?;
        self.readings_at(node)
    }

    fn readings_at(&mut self, node: &Node) -> Option<Vec<Id<Reading>>> {
        let mut readings = Vec::new();
        for item in self.one_or_more(node) {
            let word = self.scalar(item, "a reading");
            readings.push(word.and_then(|word| self.readings.find(&word, &mut self.diagnostics)));
        }
        if readings.is_empty() {
            self.error(Code::Source, node.at, "no reading is named");
            return None;
        }
        readings.into_iter().collect()
    }
}
