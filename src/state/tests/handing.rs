//! What is handed out and taken in: files, links, the calendar.

use super::super::calendar::calendar;
use super::super::dossiers::Entry;
use super::super::files::{self, Refusal};
use super::super::sample::{ISSUED, LOAN, PRINCIPAL, SIZE, json, rules, store};
use super::super::share::{self, LINK_LIMIT, LinkError};
use super::super::{Action, Change, Store};
use super::{LOANS, answered, complete, exactly};
use crate::state::given::Given;
use crate::state::json::Json;
use qualify_engine::{Date, Slot};

fn named(store: &Store, name: &str) -> Store {
    store.after(Change::RenameDossier(0, name.into()))
}

fn to_link(store: &Store) -> Result<String, LinkError> {
    share::write(store.pack(), store.dossiers().current())
}

/// As the page does it: the browser reads the text.
fn opened(link: &str) -> Result<share::Shared, LinkError> {
    let text = share::text(link)?;
    let is_json = serde_json::from_str::<serde_json::Value>(&text).is_ok();
    share::read(&rules().pack, is_json.then(|| json(&text)).as_ref())
}

#[test]
fn a_file_brings_the_dossier_back_as_a_new_one() {
    let one = named(&complete(), "精机/一号");
    let read = files::read(&rules().pack, Some(&files::write(&one, false))).unwrap();
    assert_eq!((read.dossiers.all(), read.dropped.len()), (one.dossiers().all(), 0));
    let two = answered(&one, SIZE, "large").after(Change::AddDossiers(read.dossiers.all().to_vec()));
    assert_eq!(two.dossiers().all().len(), 2);
    assert_eq!(two.given(Slot { field: SIZE, row: 0 }), Some(&exactly("small")), "what was read is open");
    let all = files::read(&rules().pack, Some(&files::write(&two, true))).unwrap();
    assert_eq!(all.dossiers.all(), two.dossiers().all());
    assert_eq!(files::write(&two, false).get("dossiers").and_then(Json::as_list).map(<[Json]>::len), Some(1));
    assert_eq!(files::name(&one, "达标即享", "json"), "达标即享-精机一号-2026-11-22.json");
    assert_eq!(files::name(&complete(), "达标即享", "ics"), "达标即享-2026-11-22.ics");
}

#[test]
fn a_file_takes_the_place_of_a_dossier_in_which_nothing_was_said() {
    let read = files::read(&rules().pack, Some(&files::write(&complete(), false))).unwrap().dossiers.all().to_vec();
    let opened = store().after(Change::AddDossiers(read.clone()));
    assert_eq!(opened.dossiers().all(), read);
    assert_eq!(opened.after(Action::Undo).dossiers().all(), [Entry::default()]);
    // Somebody gave it a name, or wants another empty one.
    let named = named(&store(), "精机一号").after(Change::AddDossiers(read));
    assert_eq!((named.dossiers().all().len(), named.dossiers().place()), (2, 1));
    assert_eq!(store().after(Change::AddDossiers(vec![Entry::default()])).dossiers().all().len(), 2);
}

#[test]
fn answers_as_the_command_line_reads_them_are_a_dossier_too() {
    let file = json(r#"{"format":1,"enterprise":{"size":"small"},"loan":{"principal":"3000"},"lease":"none"}"#);
    let read = files::read(&rules().pack, Some(&file)).unwrap();
    assert_eq!(read.dropped, ["lease"]);
    let principal = Slot { field: PRINCIPAL, row: 0 };
    assert_eq!(read.dossiers.current().answers.get(principal), Some(&exactly("3000")));
    // An end of a range may be a number, too; what is neither refuses the whole range.
    let roughly = |range: &str| {
        let file = json(&format!(r#"{{"format":1,"loan":{{"principal":{range}}}}}"#));
        let read = files::read(&rules().pack, Some(&file)).unwrap();
        (read.dossiers.current().answers.get(principal).cloned(), read.dropped)
    };
    let between = |from: &str, to: &str| Some(Given::Between(from.to_owned(), to.to_owned()));
    assert_eq!(roughly(r#"{"from":400,"to":"500"}"#), (between("400", "500"), vec![]));
    assert_eq!(roughly(r#"{"from":400}"#), (between("400", ""), vec![]));
    assert_eq!(roughly(r#"{"from":400,"to":[]}"#), (None, vec!["loan.principal".to_owned()]));
}

#[test]
fn what_is_no_file_of_ours_is_refused_with_the_reason() {
    let refused = |text: &str| files::read(&rules().pack, Some(&json(text))).unwrap_err();
    assert_eq!(files::read(&rules().pack, None).unwrap_err(), Refusal::NotJson);
    assert_eq!(refused("[]"), Refusal::NotOurs);
    assert_eq!(refused(r#"{"format":2,"pack":"sample"}"#), Refusal::NotOurs);
    assert_eq!(refused(r#"{"format":"2"}"#), Refusal::NotOurs);
    assert_eq!(refused(r#"{"format":3,"pack":"sample","dossiers":[]}"#), Refusal::Newer(3));
    assert_eq!(refused(r#"{"format":2,"pack":"other","dossiers":[]}"#), Refusal::OtherPack("other".into()));
}

#[test]
fn more_rows_than_a_record_has_are_named_and_left_out() {
    let rows = |count: usize| format!(r#"{{"format":1,"loan":[{}]}}"#, vec!["{}"; count].join(","));
    let read = |count| files::read(&rules().pack, Some(&json(&rows(count)))).unwrap();
    let listed = |count| read(count).dossiers.current().answers.rows(&rules().pack, LOANS);
    assert_eq!((listed(100), read(100).dropped.len()), (100, 0));
    assert_eq!((listed(101), read(101).dropped), (100, vec!["loan".to_owned()]));
}

#[test]
fn a_link_holds_the_dossier() {
    let given = named(&complete(), "“精机” & <b>一号</b>")
        .after(Change::Answer(Slot { field: PRINCIPAL, row: 0 }, Given::Between("2000".into(), String::new())))
        .after(Change::AddRow(LOANS))
        .after(Change::Answer(Slot { field: ISSUED, row: 1 }, Given::DontKnow))
        .after(Change::AsOf(Date::new(2026, 3, 1)));
    let link = to_link(&given).unwrap();
    assert!(link.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"-_".contains(&letter)), "{link}");
    let shared = opened(&link).unwrap();
    assert_eq!((shared.version.as_str(), shared.dropped.len()), ("1", 0));
    let expected = given.dossiers().current();
    assert_eq!((&shared.entry.name, shared.entry.as_of), (&expected.name, expected.as_of));
    let reopened = store().after(Change::AddDossiers(vec![shared.entry]));
    assert_eq!(reopened.findings(), given.findings());
}

#[test]
fn a_link_that_is_none_is_refused_with_the_reason() {
    let link = to_link(&complete()).unwrap();
    // Wherever it is cut off, it is said to be damaged, or what is left is no JSON.
    for end in 0..link.len() {
        assert_eq!(opened(&link[..end]).unwrap_err(), LinkError::Damaged, "{end}");
    }
    assert_eq!(opened(&["2", &link[1..]].concat()).unwrap_err(), LinkError::OtherFormat);
    assert_eq!(opened("1=?&").unwrap_err(), LinkError::Damaged);
    let made = |text: &str| ["1", &data_encoding::BASE64URL_NOPAD.encode(text.as_bytes())].concat();
    assert_eq!(opened(&made(r#"{"pack":"other","answers":{}}"#)).unwrap_err(), LinkError::OtherPack);
    assert_eq!(opened(&made(r#"{"pack":"sample","answers":{"format":9}}"#)).unwrap_err(), LinkError::Damaged);
    let hostile =
        r#"{"pack":"sample","answers":{"format":1,"enterprise":{"size":"<script>"},"loan":[1,{"principal":"-1"}]}}"#;
    assert_eq!(opened(&made(hostile)).unwrap().dropped, ["enterprise.size", "loan", "loan.principal"]);
    assert_eq!(opened(&"1".repeat(LINK_LIMIT + 1)).unwrap_err(), LinkError::TooLong);
    assert_eq!(opened(&"1".repeat(LINK_LIMIT)).unwrap_err(), LinkError::Damaged, "as long as a link may be");
    let long = named(&complete(), &"名".repeat(3_000));
    assert_eq!(to_link(&long).unwrap_err(), LinkError::TooLong);
}

#[test]
fn the_calendar_holds_what_is_published() {
    let (text, n) = calendar(&complete());
    assert_eq!(n, 2, "`current` and `plain` close on 31 December; `closed` has closed");
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    let unfolded = text.replace("\r\n ", "");
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//qualify//qualify//ZH",
        "BEGIN:VEVENT",
        "UID:current-closes-20261231@qualify",
        "DTSTAMP:20261122T000000Z",
        "DTSTART;VALUE=DATE:20261231",
        "SUMMARY:受理截止：current",
        "DESCRIPTION:current · current\\n自测结果是预判，不是行政决定；能否享受、享受多少，以主管部门审核为准。",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "BEGIN:VEVENT",
    ];
    assert_eq!(unfolded.split("\r\n").take(12).collect::<Vec<_>>(), expected);
    assert!(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
    // Before it opens, both days.
    let early = complete().after(Change::AsOf(Date::new(2025, 12, 1)));
    let (text, n) = calendar(&early);
    assert_eq!(n, 6);
    assert!(
        text.contains(
            "UID:current-opens-20260101@qualify\r\nDTSTAMP:20251201T000000Z\r\nDTSTART;VALUE=DATE:20260101\r\n"
        )
    );
    // What is ruled out is not in it; two loans make one event.
    assert_eq!(calendar(&complete().after(Change::Have(vec![(LOAN, false)]))).1, 0);
    assert_eq!(calendar(&complete().after(Change::AddRow(LOANS))).1, 2);
}
