//! A line of the table: something to ask for, and what becomes of it for whom.

use super::people::Role;
use super::{table, things};
use std::fmt;

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It was answered, or led on to another page.
    Allowed,
    /// 401, or led to the sign-in page.
    SignIn,
    /// 403.
    Forbidden,
    /// 404.
    NotFound,
    /// 422.
    Invalid,
    /// Something that is never expected, such as a fault of ours.
    Other,
}

impl Outcome {
    fn read(word: &str) -> Option<Self> {
        let all = [Self::Allowed, Self::SignIn, Self::Forbidden, Self::NotFound, Self::Invalid];
        all.into_iter().find(|outcome| format!("{outcome:?}") == word)
    }
}

/// A line of the table.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// `GET`, `POST`, or `SOCKET` for a GET that opens a WebSocket.
    pub(super) method: &'static str,
    /// The address that is asked, with its query. Names in braces stand for things.
    pub(super) path: &'static str,
    /// What is sent: JSON, a form, or the bytes of a file.
    pub(super) body: &'static str,
    expected: [Outcome; 6],
}

impl Line {
    fn read(text: &'static str) -> Self {
        let mut columns = text.split_whitespace();
        let mut next = || columns.next().unwrap_or_else(|| panic!("the line lacks something: {text}"));
        let (method, path) = (next(), next());
        let expected = Role::ALL.map(|_| {
            let word = next();
            Outcome::read(word).unwrap_or_else(|| panic!("{word:?} is none of the words: {text}"))
        });
        let body = columns.next().unwrap_or_default();
        assert_eq!(columns.next(), None, "the line has too much: {text}");
        Self { method, path, body, expected }
    }

    /// What becomes of it for somebody.
    pub(super) fn expected(&self, role: Role) -> Outcome {
        self.expected[role as usize]
    }

    /// Whether it is about something that could be another's.
    pub(super) fn names_things(&self) -> bool {
        [self.path, self.body].iter().any(|text| things::names(text).iter().any(|name| things::can_be_absent(name)))
    }

    /// Whoever has such an address may use it: it is a shop's own, or nobody can guess it.
    pub(super) fn address_is_a_secret(&self) -> bool {
        ["/chat/", "/hooks/", "/lent/"].iter().any(|start| self.path.starts_with(start))
    }

    /// Programs bring a token or a signature, and no cookie that a browser would send by itself.
    pub(super) fn is_for_programs(&self) -> bool {
        ["/api/v1/", "/hooks/"].iter().any(|start| self.path.starts_with(start))
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.method, self.path, self.body)
    }
}

/// The lines of a part of the table.
pub(super) fn read(part: &'static str) -> Vec<Line> {
    part.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).map(Line::read).collect()
}

/// The whole table.
pub(super) fn all() -> Vec<Line> {
    // Signing out stands in the last part, at its end.
    [table::PAGES, table::WORK, table::MANAGEMENT, table::DOORS].into_iter().flat_map(read).collect()
}
