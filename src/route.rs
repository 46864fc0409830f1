//! Which page: the part of the address after `#`. It never holds an answer.

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Start,
    /// What the enterprise has.
    Have,
    /// Whatever is to be asked next.
    Next,
    /// One question by the key of its field; afterwards on to the page `then` (an address without `#`), or to the next question.
    Question {
        key: String,
        then: Option<String>,
    },
    Answers,
    Findings,
    Programmes,
    Programme(String),
    Unknown,
}

impl Route {
    /// Reads the fragment of an address, with or without `#`.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#').trim_start_matches('/');
        let (path, then) = match path.split_once('?') {
            Some((path, then)) => (path, Some(then)),
            None => (path, None),
        };
        match (path, path.split_once('/')) {
            ("", _) => Self::Start,
            ("have", _) => Self::Have,
            ("q", _) => Self::Next,
            ("answers", _) => Self::Answers,
            ("findings", _) => Self::Findings,
            ("programmes", _) => Self::Programmes,
            (_, Some(("q", key))) => Self::Question { key: key.to_owned(), then: then.map(str::to_owned) },
            (_, Some(("p", key))) => Self::Programme(key.to_owned()),
            _ => Self::Unknown,
        }
    }

    /// The address within the page, with `#`.
    pub fn href(&self) -> String {
        match self {
            Self::Start | Self::Unknown => "#/".to_owned(),
            Self::Have => "#/have".to_owned(),
            Self::Next => "#/q".to_owned(),
            Self::Question { key, then: None } => format!("#/q/{key}"),
            Self::Question { key, then: Some(then) } => format!("#/q/{key}?{then}"),
            Self::Answers => "#/answers".to_owned(),
            Self::Findings => "#/findings".to_owned(),
            Self::Programmes => "#/programmes".to_owned(),
            Self::Programme(key) => format!("#/p/{key}"),
        }
    }

    /// Where to go after a question.
    pub fn after(then: Option<&str>) -> Self {
        match then.map(Self::parse) {
            Some(page @ (Self::Answers | Self::Findings | Self::Programme(_))) => page,
            _ => Self::Next,
        }
    }

    /// The address that brings back here from a question.
    pub fn as_return(&self) -> Option<String> {
        match self {
            Self::Answers | Self::Findings | Self::Programme(_) => {
                Some(self.href().trim_start_matches(['#', '/']).to_owned())
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn every_address_leads_back_to_its_page() {
        let question = |then: Option<&str>| Route::Question { key: "loan.term".into(), then: then.map(str::to_owned) };
        for route in [
            Route::Start,
            Route::Have,
            Route::Next,
            question(None),
            question(Some("p/sme")),
            Route::Answers,
            Route::Findings,
            Route::Programmes,
            Route::Programme("sme".into()),
        ] {
            assert_eq!(Route::parse(&route.href()), route);
        }
        assert_eq!(Route::parse("#/nowhere"), Route::Unknown);
        assert_eq!(Route::parse(""), Route::Start);
    }

    #[test]
    fn a_question_leads_back_only_to_pages_of_results() {
        for page in [Route::Answers, Route::Findings, Route::Programme("sme".into())] {
            assert_eq!(Route::after(page.as_return().as_deref()), page);
        }
        assert_eq!(Route::after(Some("q/loan.term")), Route::Next);
        assert_eq!(Route::after(Some("//elsewhere")), Route::Next);
        assert_eq!(Route::after(None), Route::Next);
        assert_eq!(Route::Start.as_return(), None);
    }
}
