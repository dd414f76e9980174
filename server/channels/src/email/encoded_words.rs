//! Encoded words in headers (RFC 2047), made ready for the parser: `=?charset?Q?text?=`.

use super::transfer;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// One encoded word.
struct Word<'a> {
    charset: &'a str,
    bytes: Vec<u8>,
    raw: &'a str,
}

/// Rewrites every run of words in one character set as a single UTF-8 word: many programs cut words in the middle of a letter, so the
/// bytes have to be joined before they are read. A word in an unknown character set is kept as it is written.
pub(super) fn joined(header: &str) -> String {
    let mut out = String::with_capacity(header.len());
    let mut rest = header;
    while let Some(start) = rest.find("=?") {
        let (before, from_here) = rest.split_at(start);
        out.push_str(before);
        let Some((first, mut after)) = word(from_here) else {
            out.push_str("=?");
            rest = from_here.get(2..).unwrap_or_default();
            continue;
        };
        let (mut bytes, mut raw) = (first.bytes, first.raw.to_owned());
        while let Some((next, behind)) = word(after.trim_start()).filter(|_| after.starts_with(char::is_whitespace)) {
            if !next.charset.eq_ignore_ascii_case(first.charset) {
                break;
            }
            bytes.extend(next.bytes);
            raw = format!("{raw} {}", next.raw);
            after = behind;
        }
        let text = if transfer::is_known(first.charset) { transfer::decoded(Some(first.charset), &bytes) } else { raw };
        out.push_str(&format!("=?utf-8?B?{}?=", STANDARD.encode(text)));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The word at the start of the text, and what follows it.
fn word(text: &str) -> Option<(Word<'_>, &str)> {
    let (charset, rest) = text.strip_prefix("=?")?.split_once('?')?;
    let (encoding, rest) = rest.split_once('?')?;
    let (content, after) = rest.split_once("?=")?;
    // A language may follow the character set (RFC 2231).
    let charset = charset.split('*').next().filter(|charset| !charset.is_empty())?;
    if charset.contains(char::is_whitespace) || content.contains('\n') {
        return None;
    }
    let bytes = match encoding {
        "B" | "b" => transfer::base64(content.as_bytes()),
        "Q" | "q" => transfer::quoted_printable(content.replace('_', " ").as_bytes()),
        _ => return None,
    };
    let raw = text.get(..text.len() - after.len())?;
    Some((Word { charset, bytes, raw }, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str) -> String {
        format!("=?utf-8?B?{}?=", STANDARD.encode(text))
    }

    #[test]
    fn a_letter_cut_in_two_is_whole_again() {
        assert_eq!(
            joined("Subject: =?utf-8?B?4pi?=\r\n =?UTF-8?B?gA==?= x"),
            format!("Subject: {} x", encoded("☀")).replace("☀", "☀")
        );
        assert_eq!(joined("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9_au?="), encoded("café au"));
    }

    #[test]
    fn words_of_different_sets_stay_apart() {
        assert_eq!(joined("=?koi8-r?B?8NLJ?= =?utf-8?Q?=C3=A9?="), format!("{} {}", encoded("При"), encoded("é")));
    }

    #[test]
    fn what_cannot_be_read_stays_as_it_is_written() {
        assert_eq!(joined("=?x-foo?Q?caf=E9?="), encoded("=?x-foo?Q?caf=E9?="));
        for plain in ["a =? b", "=?utf-8?X?a?=", "=?utf-8?B?YQ", "=??B?YQ==?=", "é =?"] {
            assert_eq!(joined(plain), plain);
        }
    }
}
