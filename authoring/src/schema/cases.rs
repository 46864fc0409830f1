//! `cases/*.yaml`

use crate::builder::Builder;
use crate::cases::{Case, CaseAvailability, Expectation, Expected, VERDICTS};
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::Keys;
use crate::schema::answers::Answers;
use crate::shape;
use crate::yaml::Node;
use qualify_engine::pack::Programme;
use qualify_engine::{Dossier, Evaluator, Id, Moment, Number, Simple, Unit};

impl Builder<'_> {
    /// Reads a file of cases. `stem` is the name of the file.
    pub(crate) fn read_cases(&mut self, root: &Node, stem: &str, cases: &mut Vec<Case>) {
        let Some(keys) = self.shaped(root, &shape::CASES) else { return };
        let word = keys.required(self, "programme").and_then(|node| self.scalar(node, "the id of a programme"));
        let programme = word.as_ref().and_then(|word| self.programmes.find(word, &mut self.diagnostics));
        if let Some(word) = word.filter(|_| programme.is_some()) {
            self.check_file_name(&word, stem);
        }
        let base = keys.optional(self, "base").and_then(|node| self.answers(node)).unwrap_or_default();
        let Some(list) = keys.required(self, "cases") else { return };
        for item in self.items(list, "`cases`").unwrap_or_default() {
            let case = self.case(item, programme, &base);
            cases.extend(case);
        }
    }

    fn case(&mut self, node: &Node, programme: Option<Id<Programme>>, base: &Answers) -> Option<Case> {
        let keys = self.shaped(node, &shape::CASE)?;
        let says = keys.required(self, "says").and_then(|node| self.scalar(node, "a sentence"));
        let as_of = keys.required(self, "as_of").and_then(|node| self.moment(node));
        let mut answers = base.clone();
        if let Some(changes) = keys.optional(self, "with").and_then(|node| self.answers(node)) {
            answers.change(changes);
        }
        if let Some(without) = keys.optional(self, "without") {
            self.forget(without, &mut answers);
        }
        let expect = self.expectation(&keys, programme);
        // Each answer was accepted when it was read.
        let dossier = answers.dossier(&self.pack).ok();
        let subject = match keys.optional(self, "subject") {
            Some(node) => self.case_subject(node, programme?, dossier.as_ref()?, as_of?)?,
            None => 0,
        };
        Some(Case {
            programme: programme?,
            says: says?.text,
            as_of: as_of?,
            dossier: dossier?,
            subject,
            expect: expect?,
            at: node.at,
        })
    }

    /// The place of the row that the case is about, among those for which the programme is assessed.
    fn case_subject(&mut self, node: &Node, of: Id<Programme>, dossier: &Dossier, as_of: Moment) -> Option<usize> {
        let row = usize::from(self.row_number(node)?);
        let about = self.pack.programmes.get(of)?.about;
        let count = Evaluator::new(&self.pack, dossier, as_of.date).subjects(about).count();
        if row >= count {
            self.error(Code::Case, node.at, format!("there is no such row: the case lists {count}"));
        }
        (row < count).then_some(row)
    }

    fn forget(&mut self, node: &Node, answers: &mut Answers) {
        for item in self.one_or_more(node) {
            let field = self.scalar(item, "a field").and_then(|word| self.field_named(&word));
            if let Some(field) = field
                && !answers.forget(field)
            {
                let message = format!("`{}` was never answered", item.text().unwrap_or_default());
                self.error(Code::Case, item.at, message);
            }
        }
    }

    fn expectation(&mut self, keys: &Keys<'_>, programme: Option<Id<Programme>>) -> Option<Expectation> {
        let verdict = keys.required(self, "verdict").and_then(|node| {
            let value = self.choice(node, "verdict", &VERDICTS)?;
            Some(Expected { value, at: node.at })
        });
        let because =
            keys.optional(self, "because").map(|node| self.named(node, programme, "condition", conditions_of));
        let applies = keys.optional(self, "applies").map(|node| self.named(node, programme, "item", items_of));
        let availability = keys.optional(self, "availability").map(|node| {
            let value = self.choice(node, "availability", &CaseAvailability::WORDS)?;
            Some(Expected { value, at: node.at })
        });
        let at_most = keys.optional(self, "at_most").map(|node| self.money(node));
        let at_least = keys.optional(self, "at_least").map(|node| self.money(node));
        let no_amount = keys.optional(self, "no_amount").map(|node| {
            let value = self.flag(node, "value of `no_amount`")?;
            Some(Expected { value, at: node.at })
        });
        let missing = keys.optional(self, "missing").map(|node| self.missing(node));
        let working = keys.optional(self, "working").and_then(|node| self.scalar(node, "the working"));
        self.check_amounts(keys);
        Some(Expectation {
            verdict: verdict?,
            because: settled(because)?,
            applies: settled(applies)?,
            availability: settled(availability)?,
            at_most: settled(at_most)?,
            at_least: settled(at_least)?,
            no_amount: settled(no_amount)?,
            missing: settled(missing)?,
            working: working.map(|word| word.text),
        })
    }

    fn check_amounts(&mut self, keys: &Keys<'_>) {
        if let Some(at_most) = keys.key("at_most") {
            if keys.key("working").is_none() {
                let message = "`at_most` without `working`: say how the figure was worked out by hand";
                self.error(Code::Case, at_most.at, message);
            }
            if let Some(no_amount) = keys.key("no_amount") {
                let message = "an amount and no amount";
                self.report(Diagnostic::error(Code::Case, no_amount.at, message).and(at_most.at, "and here"));
            }
        }
    }

    fn money(&mut self, node: &Node) -> Option<Expected<Number>> {
        let value = self.quantity(node, Unit::simple(Simple::WanYuan))?;
        Some(Expected { value, at: node.at })
    }

    /// Names of one kind of thing that the programme has.
    fn named(
        &mut self,
        node: &Node,
        of: Option<Id<Programme>>,
        what: &str,
        names: fn(&Programme) -> Vec<&str>,
    ) -> Option<Expected<Vec<String>>> {
        let mut value = Vec::new();
        for item in self.one_or_more(node) {
            let word = self.scalar(item, &format!("the id of the {what}"))?;
            if let Some(programme) = of.and_then(|of| self.pack.programmes.get(of)) {
                let known = names(programme);
                if !known.contains(&word.text.as_str()) {
                    let message = format!("`{}` has no {what} `{}`", programme.key, word.text);
                    let hint = crate::hint::one_of(&word.text, &known);
                    let diagnostic = Diagnostic::error(Code::UnknownName, word.at, message).with_hint(hint);
                    self.report(diagnostic);
                }
            }
            value.push(word.text);
        }
        Some(Expected { value, at: node.at })
    }

    fn missing(&mut self, node: &Node) -> Option<Expected<Vec<String>>> {
        let mut fields = Vec::new();
        for item in self.one_or_more(node) {
            let word = self.scalar(item, "a field")?;
            self.field_named(&word)?;
            fields.push(word.text);
        }
        Some(Expected { value: fields, at: node.at })
    }
}

fn conditions_of(programme: &Programme) -> Vec<&str> {
    programme.conditions.iter().map(|condition| condition.key.as_str()).collect()
}

fn items_of(programme: &Programme) -> Vec<&str> {
    programme.items.iter().map(|item| item.key.as_str()).collect()
}

/// Absent stays absent; present but wrong is wrong.
fn settled<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    match value {
        None => Some(None),
        Some(value) => value.map(Some),
    }
}
