//! Versions that are in force at the same time, and programmes that are over and still accept applications.

use super::warning;
use crate::diagnostic::{Code, Diagnostic};
use crate::places::Places;
use qualify_engine::pack::{Day, Programme};
use qualify_engine::{Date, Pack};

pub(super) fn lint(pack: &Pack, places: &Places, as_of: Date, found: &mut Vec<Diagnostic>) {
    for (id, programme) in pack.programmes.entries() {
        found
            .extend(expired(programme, as_of).map(|message| warning(Code::ExpiredOpen, places.programme(id), message)));
        let Some(newer) = programme.replaced_by else { continue };
        if let Some(day) = overlap(programme, pack.programmes.at(newer)) {
            let message = format!("`{}` and the version it replaces both hold on {day}", pack.programmes.at(newer).key);
            let help = "let the older version end on the day before the newer one begins";
            let diagnostic = warning(Code::VersionsOverlap, places.programme(newer), message).with_help(help);
            found.push(diagnostic.and(places.programme(id), "the older version"));
        }
    }
}

/// The first day on which both versions are in force, or accept applications.
fn overlap(older: &Programme, newer: &Programme) -> Option<Date> {
    let in_force = older.in_force.until.zip(newer.in_force.from);
    let window = match (older.application.closes, newer.application.opens) {
        (Day::On(closes), Day::On(opens)) => Some((closes, opens)),
        _ => None,
    };
    [in_force, window].into_iter().flatten().filter(|(last, first)| last >= first).map(|(_, first)| first).min()
}

/// How a programme that is no longer in force still looks open.
fn expired(programme: &Programme, as_of: Date) -> Option<String> {
    let until = programme.in_force.until.filter(|until| *until < as_of)?;
    match programme.application.closes {
        Day::On(last) if last > until => {
            Some(format!("it was in force until {until}, and applications are said to close on {last}"))
        }
        Day::Unpublished if programme.application.rolling => {
            Some(format!("it was in force until {until}, and applications are said to be accepted on any day"))
        }
        _ => None,
    }
}
