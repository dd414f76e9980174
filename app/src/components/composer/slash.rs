//! `/word` in what is being typed: the beginning of a canned reply's shortcut.

use types::canned_reply::CannedReply;

/// A slash and what follows it up to the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slash {
    /// Where the slash stands, in bytes.
    pub begin: usize,
    /// Where the caret stands, in bytes.
    pub end: usize,
    /// What was typed after the slash.
    pub word: String,
}

/// The slash the caret is behind. The caret is counted as browsers count, in UTF-16 units.
#[must_use]
pub fn at_caret(text: &str, caret: u32) -> Option<Slash> {
    let end = byte_of(text, caret);
    let before = text.get(..end)?;
    let begin = before.rfind('/')?;
    let word = before.get(begin + 1..)?;
    let starts_a_word = before.get(..begin)?.chars().next_back().is_none_or(char::is_whitespace);
    let is_shortcut = word.chars().all(|c| c.is_alphanumeric() || c == '-');
    (starts_a_word && is_shortcut && word.len() <= 40).then(|| Slash { begin, end, word: word.to_owned() })
}

/// The text with the slash and its word replaced, and where the caret then belongs, in UTF-16 units.
#[must_use]
pub fn fill_in(text: &str, slash: &Slash, reply: &str) -> (String, u32) {
    let (before, after) = (text.get(..slash.begin).unwrap_or_default(), text.get(slash.end..).unwrap_or_default());
    let head = format!("{before}{reply}");
    let caret = u32::try_from(head.encode_utf16().count()).unwrap_or(u32::MAX);
    (format!("{head}{after}"), caret)
}

/// The replies that fit, best first: those whose shortcut begins with the word, then those that have it anywhere.
#[must_use]
pub fn fitting(word: &str, replies: &[CannedReply]) -> Vec<CannedReply> {
    let word = word.to_lowercase();
    let mut fitting: Vec<(u8, &CannedReply)> = replies
        .iter()
        .filter_map(|reply| {
            let rank = match () {
                () if reply.shortcut.starts_with(&word) => 0,
                () if reply.shortcut.contains(&word) => 1,
                () if reply.text.to_lowercase().contains(&word) => 2,
                () => return None,
            };
            Some((rank, reply))
        })
        .collect();
    fitting.sort_by(|(rank, reply), (other_rank, other)| (rank, &reply.shortcut).cmp(&(other_rank, &other.shortcut)));
    fitting.into_iter().map(|(_, reply)| reply.clone()).collect()
}

/// Where a place counted in UTF-16 units is in bytes.
fn byte_of(text: &str, units: u32) -> usize {
    let mut left = units as usize;
    for (at, letter) in text.char_indices() {
        if left < letter.len_utf16() {
            return at;
        }
        left -= letter.len_utf16();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::CannedReplyId;

    #[test]
    fn a_slash_counts_at_the_beginning_of_a_word_only() {
        let word = |text: &str, caret| at_caret(text, caret).map(|slash| slash.word);
        assert_eq!(word("/gre", 4).as_deref(), Some("gre"));
        assert_eq!(word("Hi /", 4).as_deref(), Some(""));
        assert_eq!(word("Hi\n/bye now", 7).as_deref(), Some("bye"));
        assert_eq!(word("and/or", 6), None);
        assert_eq!(word("https://x", 9), None);
        assert_eq!(word("/gre eting", 10), None);
        assert_eq!(word("", 0), None);
    }

    #[test]
    fn carets_are_counted_as_browsers_count() {
        let slash = at_caret("😀 /hi you", 6).unwrap();
        assert_eq!(slash, Slash { begin: 5, end: 8, word: "hi".to_owned() });
        assert_eq!(fill_in("😀 /hi you", &slash, "Hellö"), ("😀 Hellö you".to_owned(), 8));
    }

    #[test]
    fn beginnings_of_shortcuts_come_first() {
        let reply = |id, shortcut: &str, text: &str| CannedReply {
            id: CannedReplyId(id),
            shortcut: shortcut.to_owned(),
            text: text.to_owned(),
        };
        let replies =
            [reply(1, "bye", "Refund…"), reply(2, "no-refund", ""), reply(3, "refund", ""), reply(4, "hi", "Hello")];
        let found: Vec<_> = fitting("ref", &replies).into_iter().map(|reply| reply.id.0).collect();
        assert_eq!(found, [3, 2, 1]);
        assert_eq!(fitting("", &replies).len(), 4);
    }
}
