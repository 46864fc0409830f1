//! Which page: the part of the address after `#`. Only a share link holds answers, and only when the person asked for one.

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Start,
    /// What the person cares about.
    Care,
    /// What the enterprise has.
    Have,
    /// Whatever is to be asked next.
    Next,
    /// One question by the key of its field and the row it is about, counted from 0; afterwards on to the page `then` (an address
    /// without `#`), or to the next question.
    Question {
        key: String,
        row: u16,
        then: Option<String>,
    },
    /// The rows of a record, by its key.
    List(String),
    Answers,
    Findings,
    Programmes,
    Programme(String),
    /// Ways to keep the results: file, print, calendar, link.
    Keep,
    /// The results as they are printed.
    Report,
    Dossiers,
    /// Answers that somebody shared, as they stand in the link.
    Shared(String),
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
            ("care", _) => Self::Care,
            ("have", _) => Self::Have,
            ("q", _) => Self::Next,
            ("answers", _) => Self::Answers,
            ("findings", _) => Self::Findings,
            ("programmes", _) => Self::Programmes,
            ("keep", _) => Self::Keep,
            ("report", _) => Self::Report,
            ("dossiers", _) => Self::Dossiers,
            (_, Some(("q", question))) => Self::question(question, then),
            (_, Some(("list", key))) => Self::List(key.to_owned()),
            (_, Some(("p", key))) => Self::Programme(key.to_owned()),
            (_, Some(("s", shared))) => Self::Shared(shared.to_owned()),
            _ => Self::Unknown,
        }
    }

    /// `loan.term` or, in the second row, `loan.term/2`.
    fn question(path: &str, then: Option<&str>) -> Self {
        let (key, row) = path.split_once('/').unwrap_or((path, "1"));
        let row = row.parse::<u16>().ok().and_then(|row| row.checked_sub(1));
        match row {
            Some(row) => Self::Question { key: key.to_owned(), row, then: then.map(str::to_owned) },
            None => Self::Unknown,
        }
    }

    /// The address within the page, with `#`.
    pub fn href(&self) -> String {
        let fixed = match self {
            Self::Start | Self::Unknown => "#/",
            Self::Care => "#/care",
            Self::Have => "#/have",
            Self::Next => "#/q",
            Self::Answers => "#/answers",
            Self::Findings => "#/findings",
            Self::Programmes => "#/programmes",
            Self::Keep => "#/keep",
            Self::Report => "#/report",
            Self::Dossiers => "#/dossiers",
            Self::List(key) => return ["#/list/", key].concat(),
            Self::Programme(key) => return ["#/p/", key].concat(),
            Self::Shared(shared) => return ["#/s/", shared].concat(),
            Self::Question { key, row, then } => {
                let mut href = ["#/q/", key].concat();
                if *row > 0 {
                    href.push('/');
                    href.push_str(&row.saturating_add(1).to_string());
                }
                if let Some(then) = then {
                    href.push('?');
                    href.push_str(then);
                }
                return href;
            }
        };
        fixed.to_owned()
    }

    /// Where to go after a question.
    pub fn after(then: Option<&str>) -> Self {
        match then.map(Self::parse) {
            Some(page) if page.as_return().is_some() => page,
            _ => Self::Next,
        }
    }

    /// The address that brings back here from a question.
    pub fn as_return(&self) -> Option<String> {
        match self {
            Self::Answers | Self::Findings | Self::Programme(_) | Self::List(_) => {
                Some(self.href().trim_start_matches(['#', '/']).to_owned())
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    fn question(row: u16, then: Option<&str>) -> Route {
        Route::Question { key: "loan.term".into(), row, then: then.map(str::to_owned) }
    }

    #[test]
    fn every_address_leads_back_to_its_page() {
        for route in [
            Route::Start,
            Route::Care,
            Route::Have,
            Route::Next,
            question(0, None),
            question(0, Some("p/sme")),
            question(2, Some("list/loan")),
            Route::List("loan".into()),
            Route::Answers,
            Route::Findings,
            Route::Programmes,
            Route::Programme("sme".into()),
            Route::Keep,
            Route::Report,
            Route::Dossiers,
            Route::Shared("1AbC_-".into()),
        ] {
            assert_eq!(Route::parse(&route.href()), route);
        }
        assert_eq!(question(2, None).href(), "#/q/loan.term/3");
        assert_eq!(Route::parse("#/q/loan.term/1"), question(0, None));
        for wrong in ["#/nowhere", "#/q/loan.term/0", "#/q/loan.term/x", "#/q/loan.term/99999"] {
            assert_eq!(Route::parse(wrong), Route::Unknown, "{wrong}");
        }
        assert_eq!(Route::parse(""), Route::Start);
    }

    #[test]
    fn a_question_leads_back_only_to_pages_of_results() {
        for page in [Route::Answers, Route::Findings, Route::Programme("sme".into()), Route::List("loan".into())] {
            assert_eq!(Route::after(page.as_return().as_deref()), page);
        }
        assert_eq!(Route::after(Some("q/loan.term")), Route::Next);
        assert_eq!(Route::after(Some("//elsewhere")), Route::Next);
        assert_eq!(Route::after(None), Route::Next);
        assert_eq!(Route::Start.as_return(), None);
    }
}
