//! Which programmes are listed: by words, kind, level, body and whether they take applications.

use super::Store;
use crate::words;
use qualify_engine::pack::Programme;
use qualify_engine::{Availability, Finding, TextId};

/// What the person wants to see; empty is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words, all of which must occur.
    pub text: String,
    /// The key of a kind.
    pub kind: String,
    /// As the pack names it: national, municipal, a district.
    pub level: String,
    /// Who is in charge, as the pack names it.
    pub body: String,
    pub openness: Option<Openness>,
}

/// Whether a programme takes applications, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    Open,
    Later,
    Unknown,
    Closed,
}

impl Openness {
    pub const ALL: [Self; 4] = [Self::Open, Self::Later, Self::Unknown, Self::Closed];

    pub fn of(availability: Availability) -> Self {
        match availability {
            Availability::Open { .. } | Availability::Rolling { .. } => Self::Open,
            Availability::OpensOn(_) => Self::Later,
            Availability::NotConfirmed => Self::Unknown,
            Availability::ClosedOn(_) | Availability::ClosedBy(_) | Availability::ReplacedBy(_) => Self::Closed,
        }
    }

    /// How it stands in a form.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Later => "later",
            Self::Unknown => "unknown",
            Self::Closed => "closed",
        }
    }
}

impl Filter {
    /// Whether a finding is listed. `initials` gives the first letters of the pinyin of a name, which can be looked for too.
    pub fn lists(&self, store: &Store, finding: &Finding, initials: &dyn Fn(&str) -> String) -> bool {
        let programme = store.programme(finding.programme);
        let kind = &store.pack().kinds.at(programme.kind).key;
        (self.kind.is_empty() || self.kind == *kind)
            && (self.level.is_empty() || self.level == store.text(programme.level))
            && (self.body.is_empty() || store.text(programme.body).contains(&self.body))
            && self.openness.is_none_or(|it| it == Openness::of(finding.availability))
            && self.has_words(store, programme, initials)
    }

    fn has_words(&self, store: &Store, programme: &Programme, initials: &dyn Fn(&str) -> String) -> bool {
        let wanted = self.text.to_lowercase();
        let mut wanted = wanted.split_whitespace().peekable();
        if wanted.peek().is_none() {
            return true;
        }
        let texts = [programme.name, programme.summary, store.pack().kinds.at(programme.kind).label];
        let document = store.pack().documents.at(programme.document);
        let more = [document.title].into_iter().chain(document.number);
        let all: Vec<_> = texts.into_iter().chain(more).map(|id| store.text(id)).collect();
        let all = [all.join("\n"), words::who(store, programme), programme.key.clone()].join("\n").to_lowercase();
        // One letter says nothing.
        let are_letters = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        wanted
            .all(|word| all.contains(word) || are_letters(word) && initials(store.text(programme.name)).contains(word))
    }
}

/// What occurs among all programmes, such as their levels, each once, in the order of the pack.
pub fn occurring(store: &Store, of: fn(&Programme) -> TextId) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for programme in store.programmes() {
        let one = store.text(of(programme));
        if !all.iter().any(|it| it == one) {
            all.push(one.to_owned());
        }
    }
    all
}
