//! A session: the answers about one enterprise stay inside, and one of them is changed at a time.

use crate::border::{tree, value};
use crate::fault::Fault;
use crate::later;
use crate::rules::{Rules, text};
use qualify_engine::pack::Record;
use qualify_engine::{Dossier, EntryError, Finding, Id, Moment, Slot, assess};
use qualify_exchange::dossier::{self, Problem, Reason, Refusal, no_such_row, read_answer, read_slot};
use qualify_exchange::{Tree, decision};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// The answers about one enterprise on one day, and what every programme comes to.
#[wasm_bindgen]
pub struct Session {
    rules: Rc<Rules>,
    as_of: Moment,
    dossier: Dossier,
    findings: Vec<Finding>,
}

impl Session {
    pub(crate) fn new(rules: Rc<Rules>, as_of: Moment, dossier: Dossier) -> Self {
        let findings = assess(&rules.pack, &dossier, as_of);
        Self { rules, as_of, dossier, findings }
    }

    #[inline(never)]
    fn slot(&self, key: &JsValue) -> Result<(String, Slot), Fault> {
        let key = text(key, "slot")?;
        let slot = read_slot(&self.rules.pack, &key);
        let slot = slot.ok_or_else(|| Fault::new("no_such_field", &key, &format!("there is no field `{key}`")))?;
        Ok((key, slot))
    }

    #[inline(never)]
    fn record(&self, key: &JsValue) -> Result<Id<Record>, Fault> {
        let key = text(key, "record")?;
        let missing = || Fault::new("no_such_record", &key, &format!("there is no record `{key}`"));
        self.rules.pack.records.entries().find(|(_, it)| it.key == key).map(|(id, _)| id).ok_or_else(missing)
    }

    /// Rows come one after the other: who names one that is further on would make empty ones before it.
    #[inline(never)]
    fn is_next(&self, key: &str, slot: Slot) -> Result<(), Fault> {
        let record = self.rules.pack.fields.at(slot.field).record;
        let rows = self.dossier.rows(record);
        if slot.row <= rows || self.rules.pack.records.at(record).presence.is_none() {
            return Ok(());
        }
        let listed = Reason::NoSuchRow { of: record, row: slot.row, rows };
        Err(Fault::new("no_such_row", key, &format!("{listed}; only row {} can be added", rows.saturating_add(1))))
    }

    /// Assesses anew; answers the programmes of which a verdict, an amount or a row is another one now, with all their rows.
    #[inline(never)]
    fn changed(&mut self) -> JsValue {
        let now = assess(&self.rules.pack, &self.dossier, self.as_of);
        let before = core::mem::replace(&mut self.findings, now);
        let mut before = before.chunk_by(is_same_programme);
        // Every programme has at least one finding, so the two go side by side.
        let pairs = self.findings.chunk_by(is_same_programme).map(|now| (before.next().unwrap_or_default(), now));
        let changed = pairs.filter(|(before, now)| !before.iter().map(in_short).eq(now.iter().map(in_short)));
        self.decided(changed.flat_map(|(_, now)| now))
    }

    #[inline(never)]
    fn decided<'a>(&self, findings: impl Iterator<Item = &'a Finding>) -> JsValue {
        value(&findings.map(|it| decision(&self.rules.pack, it)).collect::<Tree>())
    }
}

fn is_same_programme(one: &Finding, other: &Finding) -> bool {
    one.programme == other.programme
}

fn in_short(it: &Finding) -> impl PartialEq + use<> {
    (it.subject, it.verdict, it.amount)
}

#[wasm_bindgen]
impl Session {
    /// Gives an answer; answers what has changed.
    pub fn set(&mut self, slot: &JsValue, answer: &JsValue) -> Result<JsValue, JsValue> {
        let (key, slot) = self.slot(slot)?;
        let pack = &self.rules.pack;
        self.is_next(&key, slot)?;
        let wrong = |reason| Fault::answer(pack, &Problem { path: key.clone(), field: Some(slot.field), reason });
        let refused = |refusal: Refusal| wrong(refusal.into());
        let answer = read_answer(pack, slot.field, &tree(answer)).map_err(refused)?;
        if let Some(reason) = no_such_row(pack, &self.dossier, slot.field, Some(answer)) {
            return Err(wrong(reason).into());
        }
        let set = self.dossier.set_at(pack, slot.field, slot.row, answer);
        set.map_err(|error| refused(EntryError::from(error).into()))?;
        Ok(self.changed())
    }

    /// Takes an answer back.
    pub fn clear(&mut self, slot: &JsValue) -> Result<JsValue, JsValue> {
        let (_, slot) = self.slot(slot)?;
        self.dossier.clear(&self.rules.pack, slot.field, slot.row);
        Ok(self.changed())
    }

    /// Says whether there may be more rows than those that are listed.
    #[wasm_bindgen(js_name = setMayBeMore)]
    pub fn set_may_be_more(&mut self, record: &JsValue, may_be_more: bool) -> Result<JsValue, JsValue> {
        let record = self.record(record)?;
        self.dossier.set_may_be_more(record, may_be_more);
        Ok(self.changed())
    }

    /// Takes a row out, counted from 1; those after it move up.
    #[wasm_bindgen(js_name = removeRow)]
    pub fn remove_row(&mut self, record: &JsValue, row: &JsValue) -> Result<JsValue, JsValue> {
        let record = self.record(record)?;
        let missing = || Fault::new("no_such_row", "row", &"there is no such row");
        let Tree::Whole(number) = tree(row) else { return Err(missing().into()) };
        let place = u16::try_from(number).ok().and_then(|row| row.checked_sub(1));
        let place = place.filter(|place| *place < self.dossier.rows(record)).ok_or_else(missing)?;
        self.dossier.remove_row(&self.rules.pack, record, place);
        Ok(self.changed())
    }

    /// Takes up another dossier.
    pub fn open(&mut self, dossier: &JsValue) -> Result<JsValue, JsValue> {
        self.dossier = self.rules.dossier(dossier)?;
        Ok(self.changed())
    }

    /// What every programme comes to.
    pub fn decisions(&self) -> JsValue {
        self.decided(self.findings.iter())
    }

    /// The answers, as a dossier.
    pub fn dossier(&self) -> JsValue {
        value(&dossier::write(&self.rules.pack, &self.dossier))
    }

    /// What every programme comes to, with whether applications are accepted and what is missing.
    pub fn assess(&self) -> JsValue {
        self.rules.headlines(&self.dossier, &self.findings)
    }

    /// What one programme comes to, and why.
    pub fn explain(&self, programme: &JsValue) -> Result<JsValue, JsValue> {
        Ok(later::explain(&self.rules, programme, &self.dossier, self.as_of)?)
    }

    /// The question that is expected to settle most; `null` when there is nothing left to ask.
    #[wasm_bindgen(js_name = nextQuestion)]
    pub fn next_question(&self) -> JsValue {
        later::next_question(&self.rules, &self.dossier, self.as_of, &self.findings)
    }

    /// What would have to change for a programme.
    pub fn nearest(&self, programme: &JsValue, allow: &JsValue) -> Result<JsValue, JsValue> {
        Ok(later::nearest(&self.rules, programme, &self.dossier, self.as_of, allow)?)
    }

    /// What to apply for where not everything can be had together.
    pub fn plan(&self, include: &JsValue) -> Result<JsValue, JsValue> {
        Ok(later::plan(&self.rules, &self.dossier, self.as_of, &self.findings, include)?)
    }
}
