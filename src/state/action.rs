//! What the person, the browser or the page around this one can do, and what is told of it.

use super::Language;
use super::dossiers::Entry;
use super::files::Outcome;
use super::filter::Filter;
use super::given::{Answers, Given};
use super::trial::Trial;
use crate::load::LoadError;
use crate::route::Route;
use qualify_engine::pack::{Field, Record};
use qualify_engine::plan::Wanted;
use qualify_engine::{Date, Id, Slot};

/// Something the person should know about the answers that are kept in the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The saved answers could not be read at all; they were put aside.
    Unreadable,
    /// These answers no longer fit the rules; they were left out, and the whole was put aside.
    Dropped(Vec<String>),
    /// The browser does not let the page keep anything.
    NotKept,
    /// The page around this one does not want anything kept.
    NotWanted,
    /// A newer version of the site or of the rules is there, and waits.
    Newer,
    /// What the server has in the place of the rules was not taken.
    Refused(LoadError),
    /// The words of the chosen language could not be fetched; the old language stays.
    NotTranslated,
    /// The rules are not written in the language that the person would rather read.
    OtherLanguage,
    /// The address asks for rules of this name, and they are not here.
    Lacks(String),
    /// The server has other rules, or another version of the site, than this page began with.
    Changed,
}

/// What the person changes. Each can be undone.
#[derive(Clone, Debug)]
pub enum Change {
    /// Answers a field of a row.
    Answer(Slot, Given),
    /// Says for each record whether there is one.
    Have(Vec<(Id<Field>, bool)>),
    /// Lists another row.
    AddRow(Id<Record>),
    /// Takes a row out.
    RemoveRow(Id<Record>, u16),
    /// Begins with these answers, which are not the person's.
    Begin(Answers),
    /// Answers all of this, over what was answered before.
    Fill(Answers),
    /// Says whether there may be rows that are not listed.
    MayBeMore(Id<Record>, bool),
    /// Chooses the as-of date; `None` is today, whatever day that is.
    AsOf(Option<Date>),
    /// Chooses the kinds to care about, by key; none is all.
    Care(Vec<String>),
    /// Begins a dossier, or several that were read from files.
    AddDossiers(Vec<Entry>),
    /// Goes on with another dossier.
    OpenDossier(usize),
    RenameDossier(usize, String),
    RemoveDossier(usize),
    /// Forgets every answer of every dossier.
    ClearAll,
}

/// What the person, or the browser, can do.
#[derive(Debug)]
pub enum Action {
    Change(Change),
    /// Takes the last change back; done twice, it is there again.
    Undo,
    /// Begins or ends trying other answers.
    Try(Trial),
    /// Goes to a page, on this day.
    Go(Route, Date),
    /// Comes back to a page.
    Return(Route, Date),
    /// Stays on the page, where this address leads away from it.
    Stay(String),
    /// Asks for this language.
    Wish(String),
    /// Speaks this language.
    Speak(Language),
    /// All of the words, and the second file of the program, have come; or not.
    Rest(Result<Language, LoadError>),
    /// Fetches these again.
    Again,
    /// Turns the elder-friendly mode on or off.
    Elder(bool),
    /// Plans with these findings too.
    Plan(Wanted),
    /// Adds something to know.
    Tell(Notice),
    /// Takes the notices away that have been read.
    Dismiss,
    /// Lists these programmes only.
    Filter(Filter),
    /// A file was read, or not.
    FileRead(Outcome),
    /// The page around this one has something to say.
    Told,
    /// Whether the page around this one may have the answers.
    TellHost(bool),
    /// Chose a day that is none.
    WrongDay,
    /// Gave an answer, on a page of its own, that cannot be read: the title of the page says so.
    Mistake,
}

impl From<Change> for Action {
    fn from(change: Change) -> Self {
        Self::Change(change)
    }
}
