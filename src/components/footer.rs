//! What stands under every page.

use crate::messages::fill;
use crate::nodes::{el, say, with};
use crate::state::Store;
use yew::Html;

/// Whose rules, which version, and that nothing leaves the computer.
pub fn footer(store: &Store) -> Html {
    let words = &store.words;
    let pack = store.pack();
    let version = say("span", "num", &fill(words.pack_version(), &[("version", &pack.version)]));
    // Also where there is no bar that says it.
    let day = format!("{} {}", words.as_of(), words.date(store.as_of()));
    let about = vec![
        say("span", if store.is_today() { "unshown" } else { "num" }, &day),
        say("span", "", store.text(pack.name)),
        with(version, "title", store.rules.fingerprint.map(|it| it.to_string()).unwrap_or_default()),
        // Not where the person agreed to tell the page around this one.
        say("span", "", if store.tells_answers { "" } else { words.start_private() }),
    ];
    el("footer", "foot", vec![say("p", "", words.self_check()), el("p", "", about)])
}
