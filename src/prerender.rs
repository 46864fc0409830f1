//! Writes the pages on which nothing is filled in as HTML, one folder a language, when the site is built: they are there before the
//! program is, and can be read without it. Not part of the program that a browser loads.

use crate::app;
use crate::components::header;
use crate::host::Only;
use crate::messages::{Words, fill, source::LANGUAGES};
use crate::nodes::{el, link, text, with};
use crate::pages;
use crate::place::Place;
use crate::route::Route;
use crate::state::saved::Restored;
use crate::state::{Beginning, Language, Rest, Rules, Store};
use crate::words;
use futures_util::FutureExt;
use qualify_engine::{Date, Part, format};
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{env, fs};
use yew::prelude::*;

/// The document around a page.
const DOCUMENT: &str = include_str!("../web/page.html");
/// Where the first page stands in `index.html` until the program is there.
const PLACE: &str = "<!-- The first page, written out. -->";

type Error = Box<dyn std::error::Error>;

/// Writes the pages into the folder of the site, which is the only argument, as they are today without any answers.
///
/// # Errors
/// What is missing in the site, or cannot be read or written.
pub fn run() -> Result<(), Error> {
    let site = env::args().nth(1).ok_or("which folder?")?;
    let (site, day) = (Path::new(&site), today()?);
    let pack = Place::default().pack_address();
    let loaded = format::decode_rules(&fs::read(site.join(format!("{pack}.pack")))?).map_err(|it| format!("{it:?}"))?;
    let rules = Rc::new(Rules { pack: loaded.pack, fingerprint: Some(loaded.fingerprint) });
    let style = stylesheet(site)?;
    for tag in LANGUAGES {
        let written = |path: &str| fs::read_to_string(site.join(path));
        let words = Words::read(tag, &written(&format!("messages/{tag}.txt"))?).ok_or("other words")?;
        let words = words.with_later(&written(&format!("messages/{tag}.later.txt"))?).ok_or("other words")?;
        let texts = fs::read(site.join(format!("{pack}.{tag}.texts")))?;
        let texts = format::decode_texts(&texts, Part::All, loaded.fingerprint).map_err(|it| format!("{it:?}"))?;
        let language = Language { words: Rc::new(words), texts: Rc::new(texts), rest: Rest::There };
        write_language(site, &style, &rules, &language, day)?;
    }
    Ok(())
}

/// Today in Beijing.
fn today() -> Result<Date, Error> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH)? + Duration::from_secs(8 * 3600);
    let days = i64::try_from(since.as_secs() / (24 * 3600))?;
    let first = Date::new(1970, 1, 1).ok_or("no day")?;
    first.try_moved(0, days).ok_or_else(|| "a day beyond all bounds".into())
}

fn write_language(site: &Path, style: &str, rules: &Rc<Rules>, language: &Language, day: Date) -> Result<(), Error> {
    let tag = &language.words.language;
    fs::create_dir_all(site.join(tag).join("p"))?;
    let programmes = rules.pack.programmes.iter().map(|programme| Route::Programme(programme.key.clone()));
    for route in [Route::Start, Route::Programmes].into_iter().chain(programmes) {
        let Some(path) = path(&route) else { continue };
        let store = Store::new(Beginning {
            place: Place::default(),
            only: Only::default(),
            rules: rules.clone(),
            language: language.clone(),
            is_elder: false,
            today: day,
            route: route.clone(),
            restored: Restored::default(),
        });
        let frame = html(Shown { store: store.clone(), is_note: false })?;
        if route == Route::Start && *tag == LANGUAGES[0] {
            let index = site.join("index.html");
            let page = fs::read_to_string(&index)?;
            if !page.contains(PLACE) {
                return Err("index.html has no place for the first page".into());
            }
            fs::write(&index, page.replacen(PLACE, &linked(&frame, "", tag, &path), 1))?;
        }
        let note = html(Shown { store: store.clone(), is_note: true })?;
        let root = "../".repeat(path.matches('/').count() + 1);
        let body = linked(&(note + &frame), &root, tag, &path);
        let title = escaped(&pages::title(&store, &route));
        let description = escaped(&description(&store, &route));
        let holes = [
            ("lang", tag.as_str()),
            ("title", &title),
            ("description", &description),
            ("root", &root),
            ("style", style),
            ("body", &body),
        ];
        fs::write(site.join(tag).join(&path), fill(DOCUMENT, &holes))?;
    }
    Ok(())
}

/// What a page is about, for those who find it in a search.
fn description(store: &Store, route: &Route) -> String {
    let words = &store.words;
    let key = if let Route::Programme(key) = route { key } else { "" };
    match store.programmes().find(|programme| programme.key == key) {
        Some(programme) => store.text(programme.summary).to_owned(),
        None if *route == Route::Start => words::start_lead(store),
        None => fill(words.programmes_lead(), &[("n", &store.programmes().count().to_string())]),
    }
}

/// The file of a page, within the folder of a language; none of a page that lives by answers.
fn path(route: &Route) -> Option<String> {
    match route {
        Route::Start => Some("index.html".to_owned()),
        Route::Programmes => Some("programmes.html".to_owned()),
        Route::Programme(key) => Some(format!("p/{key}.html")),
        _ => None,
    }
}

fn stylesheet(site: &Path) -> Result<String, Error> {
    let names = fs::read_dir(site)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut found = names.filter(|name| name.starts_with("main-") && name.ends_with(".css"));
    found.next().ok_or_else(|| "the site has no stylesheet".into())
}

/// What is shown of a page: the page itself, or the note above it.
#[derive(Clone, Debug, PartialEq, Properties)]
struct Shown {
    store: Store,
    is_note: bool,
}

#[component(Written)]
fn written(shown: &Shown) -> Html {
    let store = use_reducer(|| shown.store.clone());
    let words = &store.words;
    if shown.is_note {
        let note = fill(words.written_note(), &[("date", &words.date(store.as_of()))]);
        let on = link("", format!("#app{}", store.route.href().trim_start_matches('#')), words.written_open());
        return el("div", "written", vec![el("p", "", vec![text(&note), on])]);
    }
    let languages = LANGUAGES.map(|tag| {
        let to = with(link("plain-btn", format!("#in/{tag}"), header::own_name(tag)), "lang", tag.to_owned());
        with(to, "hreflang", tag.to_owned())
    });
    let languages = with(el("div", "languages", languages.into()), "aria-label", words.language_label().to_owned());
    let languages = with(languages, "role", "group".to_owned());
    app::frame(&store, languages, "one", vec![el("div", "slot", vec![pages::page(&store, &store.route)])])
}

fn html(shown: Shown) -> Result<String, Error> {
    let rendering = yew::LocalServerRenderer::<Written>::with_props(shown).hydratable(false).render();
    // Nothing in a page waits for anything.
    rendering.now_or_never().ok_or_else(|| "a page waits for something".into())
}

/// The same page with its links leading to files: the written pages to each other, all else into the app. `root` is the way to the
/// folder of the site, `path` where the page itself is within the folder of its language.
fn linked(html: &str, root: &str, tag: &str, path: &str) -> String {
    const LINK: &str = "href=\"#";
    let mut pieces = html.split(LINK);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (to, rest) = piece.split_once('"').unwrap_or((piece, ""));
        let to = if let Some(other) = to.strip_prefix("in/") {
            format!("{root}{other}/{path}")
        } else if let Some(page) = to.strip_prefix("app/") {
            format!("{root}index.html?lang={tag}#/{page}")
        } else if to.starts_with('/') {
            match self::path(&Route::parse(to)) {
                Some(path) => format!("{root}{tag}/{path}"),
                None => format!("{root}index.html?lang={tag}#{to}"),
            }
        } else {
            format!("#{to}")
        };
        out.push_str(&["href=\"", &to, "\"", rest].concat());
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[test]
    fn links_lead_to_files_and_into_the_app() {
        let html = "<a href=\"#/\"></a><a href=\"#/p/a\"></a><a href=\"#/q/x.y?p/a\"></a><a href=\"#in/en\"></a>\
                    <a href=\"#app/p/a\"></a><a href=\"#main\"></a><a href=\"https://a.b/#/c\"></a>";
        let expected = "<a href=\"../../zh-Hans/index.html\"></a><a href=\"../../zh-Hans/p/a.html\"></a>\
                        <a href=\"../../index.html?lang=zh-Hans#/q/x.y?p/a\"></a><a href=\"../../en/p/b.html\"></a>\
                        <a href=\"../../index.html?lang=zh-Hans#/p/a\"></a><a href=\"#main\"></a>\
                        <a href=\"https://a.b/#/c\"></a>";
        assert_eq!(linked(html, "../../", "zh-Hans", "p/b.html"), expected);
    }
}
