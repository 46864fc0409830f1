//! Windows and deadlines as a calendar file (RFC 5545), for the programmes that are not ruled out. Only days that the sources state.

use super::Store;
use crate::words;
use qualify_engine::pack::{Day, Programme};
use qualify_engine::{Availability, Date, Finding, Moment, Time, Verdict};

/// How many octets a line may have.
const LINE: usize = 75;
/// Beijing is so far ahead of UTC.
const HOURS_AHEAD: i64 = 8;

/// The calendar, and how many events are in it.
pub fn calendar(store: &Store) -> (String, usize) {
    let mut out = String::new();
    let mut events = Vec::new();
    for finding in store.findings().iter().filter(|it| it.verdict != Verdict::Fails) {
        for event in of_finding(store, finding) {
            // One programme has one window, however many loans it is about.
            if !events.contains(&event) {
                events.push(event);
            }
        }
    }
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//qualify//qualify//ZH");
    events.iter().for_each(|event| event.write(store, &mut out));
    line(&mut out, "END:VCALENDAR");
    (out, events.len())
}

#[derive(PartialEq, Eq)]
struct Event<'a> {
    programme: &'a Programme,
    opens: bool,
    on: Moment,
}

fn of_finding<'a>(store: &'a Store, finding: &Finding) -> Vec<Event<'a>> {
    let programme = store.programme(finding.programme);
    let event = |opens, date, time| Event { programme, opens, on: Moment { date, time } };
    match finding.availability {
        Availability::Open { until, at } | Availability::Rolling { until, at } => vec![event(false, until, at)],
        Availability::OpensOn(first) => {
            let closes = if let Day::On(day) = programme.application.closes { Some(day) } else { None };
            let closes = closes.map(|last| event(false, last, programme.application.closes_at));
            [event(true, first, None)].into_iter().chain(closes).collect()
        }
        _ => Vec::new(),
    }
}

impl Event<'_> {
    fn write(&self, store: &Store, out: &mut String) {
        let words = &store.words;
        let (kind, title) =
            if self.opens { ("opens", words.calendar_opens()) } else { ("closes", words.calendar_closes()) };
        let name = store.text(self.programme.name);
        line(out, "BEGIN:VEVENT");
        line(out, &["UID:", &self.programme.key, "-", kind, "-", &day(self.on.date), "@qualify"].concat());
        // The day for which it was assessed: the same calendar comes out whenever it is written.
        line(out, &["DTSTAMP:", &day(store.as_of()), "T000000Z"].concat());
        line(out, &self.start());
        line(out, &["SUMMARY:", &escaped(&crate::messages::fill(title, &[("name", name)]))].concat());
        let about = [words::who(store, self.programme).as_str(), words.self_check()].join("\n");
        line(out, &["DESCRIPTION:", &escaped(&about)].concat());
        line(out, "TRANSP:TRANSPARENT");
        line(out, "END:VEVENT");
    }

    /// A whole day, or the hour in UTC.
    fn start(&self) -> String {
        let Some((hour, minute)) = self.on.time.map(parts) else {
            return ["DTSTART;VALUE=DATE:", &day(self.on.date)].concat();
        };
        let there = hour.saturating_sub(HOURS_AHEAD);
        let (date, there) =
            if there < 0 { (self.on.date.moved(0, -1), there.saturating_add(24)) } else { (self.on.date, there) };
        ["DTSTART:", &day(date), "T", &two(there), &two(minute), "00Z"].concat()
    }
}

fn parts(time: Time) -> (i64, i64) {
    let text = time.to_string();
    let (hour, minute) = text.split_once(':').unwrap_or_default();
    (hour.parse().unwrap_or_default(), minute.parse().unwrap_or_default())
}

fn two(number: i64) -> String {
    let digits = number.to_string();
    if number < 10 { ["0", &digits].concat() } else { digits }
}

/// `20261231`
fn day(date: Date) -> String {
    date.to_string().replace('-', "")
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// Writes a line, folded where it is too long, and never within a letter.
fn line(out: &mut String, text: &str) {
    let mut length: usize = 0;
    for letter in text.chars() {
        if length.saturating_add(letter.len_utf8()) > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(letter);
        length = length.saturating_add(letter.len_utf8());
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::{Event, escaped, line};
    use crate::state::sample::rules;
    use qualify_engine::{Date, Moment, Time};

    #[test]
    fn an_hour_in_beijing_is_written_in_utc() {
        let rules = rules();
        let programme = rules.pack.programmes.iter().next().unwrap();
        let start = |hour, minute| {
            let on = Moment { date: Date::new(2026, 3, 1).unwrap(), time: Time::new(hour, minute) };
            Event { programme, opens: false, on }.start()
        };
        assert_eq!(start(17, 30), "DTSTART:20260301T093000Z");
        assert_eq!(start(8, 0), "DTSTART:20260301T000000Z");
        assert_eq!(start(7, 5), "DTSTART:20260228T230500Z");
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let mut out = String::new();
        // 73 octets, and a letter of three.
        line(&mut out, &["a".repeat(73), "政策".to_owned()].concat());
        assert_eq!(out, ["a".repeat(73).as_str(), "\r\n 政策\r\n"].concat());
        let mut out = String::new();
        line(&mut out, &"a".repeat(75));
        assert_eq!(out, ["a".repeat(75).as_str(), "\r\n"].concat(), "just fits");
        assert_eq!(escaped("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\ne");
    }
}
