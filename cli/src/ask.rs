//! `qualify ask`: an interview in the terminal. Each question is the one whose answer is expected to settle most.

mod keep;
mod reply;

use crate::error::Failure;
use crate::options::Rules;
use crate::{answers, assess, dossier, words};
use keep::Keep;
use qualify_engine::pack::{Field, FieldKind};
use qualify_engine::question::next_question;
use qualify_engine::{
    Answer, Dossier, EntryError, Id, Moment, NO_ROW, Pack, Slot, Texts, assess as assess_all, limits,
};
use qualify_exchange::dossier::{self as exchanged, Reason};
use reply::Reply;
use serde_json::json;
use std::io::{BufRead, Write};
use std::path::Path;

/// Asks until nothing more can be asked, prints the findings, and saves the answers where that is wanted.
pub fn ask(rules: &Rules, answered: Option<&Path>, as_of: Moment, save: Option<&Path>) -> Result<(), Failure> {
    let (pack, texts) = rules.load()?;
    let opened = answered.map(|path| dossier::open(path, &pack, &texts)).transpose()?;
    // What the page has saved holds more than these answers.
    let replaced = answered.filter(|_| opened.as_ref().is_some_and(|opened| !opened.is_of_page));
    let keep = save.map(|path| Keep::at(path, replaced)).transpose()?;
    let dossier = opened.map(|opened| opened.dossier).unwrap_or_default();
    let mut out = std::io::stdout().lock();
    let mut interview = Interview { pack: &pack, texts: &texts, as_of, dossier, asked: Vec::new() };
    interview.run(&mut std::io::stdin().lock(), &mut out)?;
    let Interview { dossier, .. } = interview;
    // Saved before anything else is printed: whoever closes the output early keeps the answers.
    let text = format!("{:#}\n", json!(exchanged::write(&pack, &dossier)));
    let kept = keep.map_or(Ok(()), |keep| keep.write(&text));
    match (save, &kept) {
        (Some(path), Ok(())) => writeln!(out, "答案已保存：{}", path.display())?,
        (Some(_), Err(_)) => writeln!(out, "答案没有存下来，内容是：\n{text}")?,
        (None, _) => {}
    }
    writeln!(out)?;
    assess::report(&mut out, &pack, &texts, &dossier, as_of, assess_all(&pack, &dossier, as_of))?;
    kept
}

/// Stands beside the options.
const DONT_KNOW: &str = "?) 不清楚";

struct Interview<'a> {
    pack: &'a Pack,
    texts: &'a Texts,
    as_of: Moment,
    dossier: Dossier,
    /// What was asked so far, to go back.
    asked: Vec<Slot>,
}

impl Interview<'_> {
    fn run(&mut self, input: &mut impl BufRead, out: &mut impl Write) -> Result<(), Failure> {
        writeln!(
            out,
            "? 不清楚 · < 上一题 · q 结束，写成字也可以；数和日期可以填范围，如 2000..5000 万元、..500 万元\n"
        )?;
        loop {
            let findings = assess_all(self.pack, &self.dossier, self.as_of);
            writeln!(out, "{}", words::tally(&findings))?;
            let Some(question) = next_question(self.pack, &self.dossier, self.as_of.date, &findings) else {
                return Ok(());
            };
            self.show(question.slot, out)?;
            if !self.hear(question.slot, input, out)? {
                return Ok(());
            }
        }
    }

    fn show(&self, slot: Slot, out: &mut impl Write) -> Result<(), Failure> {
        let field = self.pack.fields.at(slot.field);
        let of = if slot.row > 0 || self.dossier.rows(field.record) > 1 && !self.is_presence(slot.field) {
            format!("{}：", words::row(self.pack, self.texts, field.record, slot.row))
        } else {
            String::new()
        };
        writeln!(out, "\n{}. {of}{}", self.asked.len().saturating_add(1), self.texts.get(field.ask))?;
        for (title, text) in [("说明", field.hint), ("在哪里找", field.find)] {
            if let Some(text) = text {
                writeln!(out, "   {title}：{}", self.texts.get(text))?;
            }
        }
        writeln!(out, "   {}", self.accepted(slot.field, field))?;
        Ok(())
    }

    fn accepted(&self, id: Id<Field>, field: &Field) -> String {
        match field.kind {
            FieldKind::YesNo if self.is_presence(id) => {
                "有几条，如 2；没有填 0 或“没有”，“有”算 1 条；可能还有的在后面加 +，如 2+；不清楚填 ?".into()
            }
            FieldKind::YesNo => format!("1) 是   2) 否   {DONT_KNOW}"),
            FieldKind::Choice(domain) => {
                let options = self.pack.domains.at(domain).options.iter().zip(1..);
                let options = options.map(|(it, place)| format!("{place}) {}", self.texts.get(it.label)));
                options.chain([DONT_KNOW.to_owned()]).collect::<Vec<_>>().join("   ")
            }
            FieldKind::Number { .. } | FieldKind::Date { .. } | FieldKind::Row(_) => {
                answers::accepted(self.pack, self.texts, field)
            }
        }
    }

    fn is_presence(&self, field: Id<Field>) -> bool {
        self.pack.records.at(self.pack.fields.at(field).record).presence == Some(field)
    }

    /// Reads until there is an answer, or the wish to go back; `false` when it is enough.
    fn hear(&mut self, slot: Slot, input: &mut impl BufRead, out: &mut impl Write) -> Result<bool, Failure> {
        loop {
            write!(out, "> ")?;
            out.flush()?;
            let mut line = String::new();
            if input.read_line(&mut line)? == 0 {
                writeln!(out)?;
                return Ok(false);
            }
            match reply::read(self.pack, self.texts, slot.field, self.is_presence(slot.field), &line) {
                Ok(Reply::Stop) => return Ok(false),
                Ok(Reply::Back) => {
                    if let Some(last) = self.asked.pop() {
                        self.dossier.clear(self.pack, last.field, last.row);
                    }
                    return Ok(true);
                }
                Ok(Reply::Answer(answer)) => {
                    if let Err(why) = self.accept(slot, answer) {
                        writeln!(out, "   {why}")?;
                        continue;
                    }
                }
                Ok(Reply::Rows { rows, may_be_more }) => self.list(slot.field, rows, may_be_more),
                Err(error) => {
                    writeln!(out, "   {}", self.refusal(slot.field, error))?;
                    continue;
                }
            }
            self.asked.push(slot);
            return Ok(true);
        }
    }

    fn accept(&mut self, slot: Slot, answer: Answer) -> Result<(), String> {
        let reason = exchanged::no_such_row(self.pack, &self.dossier, slot.field, Some(answer));
        if let Some(Reason::NoSuchRow { of, row, rows }) = reason {
            let why = answers::no_such_row(self.pack, self.texts, of, row, rows);
            return Err(format!("{why}；都不是填 {NO_ROW}，不清楚填 ?"));
        }
        let set = self.dossier.set_at(self.pack, slot.field, slot.row, answer);
        set.map_err(|error| self.refusal(slot.field, error.into()))
    }

    /// Why what was typed is no answer, in terms of what can be typed.
    fn refusal(&self, id: Id<Field>, error: EntryError) -> String {
        let field = self.pack.fields.at(id);
        match (field.kind, error) {
            (FieldKind::YesNo, EntryError::NotAccepted(_)) => format!("最多 {} 条", limits::ROWS),
            (FieldKind::YesNo, _) if self.is_presence(id) => {
                "请填条数，如 2、0 或 2+，也可以填“有”（1 条）或“没有”；不清楚填 ?".into()
            }
            (FieldKind::YesNo, _) => "请填 1（是）或 2（否），也可以写“是”“否”；不清楚填 ?".into(),
            (FieldKind::Choice(_), _) => "没有这个选项；请填它的序号或文字，不清楚填 ?".into(),
            _ => answers::refusal(self.pack, field, error.into()),
        }
    }

    /// Says how many rows there are of a record.
    fn list(&mut self, presence: Id<Field>, rows: u16, may_be_more: bool) {
        let record = self.pack.fields.at(presence).record;
        // A yes-or-no field takes a yes or a no.
        let _ = self.dossier.set(self.pack, presence, Answer::YesNo(rows > 0));
        while self.dossier.rows(record) < rows && self.dossier.add_row(self.pack, record).is_ok() {}
        while self.dossier.rows(record) > rows && rows > 0 {
            self.dossier.remove_row(self.pack, record, rows);
        }
        self.dossier.set_may_be_more(record, may_be_more);
    }
}
