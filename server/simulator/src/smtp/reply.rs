//! Answers of the mail server: a code, its enhanced form (RFC 3463), and words.

use std::borrow::Cow;

/// One answer, of one line or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) code: u16,
    words: Cow<'static, str>,
}

impl Reply {
    /// An answer with fixed words; a line break begins another line.
    pub(super) const fn new(code: u16, words: &'static str) -> Self {
        Self { code, words: Cow::Borrowed(words) }
    }

    /// The same with words made now.
    pub(super) const fn made(code: u16, words: String) -> Self {
        Self { code, words: Cow::Owned(words) }
    }

    /// As it is sent.
    pub(super) fn text(&self) -> String {
        let lines: Vec<&str> = self.words.lines().collect();
        let last = lines.len().saturating_sub(1);
        let line = |(place, line): (usize, &&str)| {
            let sign = if place == last { ' ' } else { '-' };
            format!("{}{sign}{line}\r\n", self.code)
        };
        lines.iter().enumerate().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_lines_but_the_last_have_a_dash() {
        assert_eq!(Reply::new(250, "2.0.0 OK").text(), "250 2.0.0 OK\r\n");
        assert_eq!(Reply::new(250, "mx\nSIZE 1").text(), "250-mx\r\n250 SIZE 1\r\n");
    }
}
