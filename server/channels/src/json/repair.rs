//! JSON that is nearly right: half emojis, raw control characters, bytes that are not UTF-8, numbers nobody can count to.

use std::borrow::Cow;

/// The body with every unpaired `\uD800`–`\uDFFF` escape replaced by `\ufffd`, raw control characters in texts escaped, and numbers
/// beyond all bounds replaced by null.
pub(super) fn repaired(body: &[u8]) -> String {
    let body: Cow<'_, str> = String::from_utf8_lossy(body);
    let mut rest = &*body;
    let mut clean = String::with_capacity(body.len());
    let mut in_text = false;
    while let Some(first) = rest.chars().next() {
        let (taken, written) = match first {
            '\\' if in_text => escape(rest),
            control if in_text && control < ' ' => (1, Cow::Owned(format!("\\u{:04x}", u32::from(control)))),
            '-' | '0'..='9' if !in_text => number(rest),
            other => {
                in_text ^= other == '"';
                let length = other.len_utf8();
                (length, Cow::Borrowed(rest.get(..length).unwrap_or_default()))
            }
        };
        clean.push_str(&written);
        rest = rest.get(taken..).unwrap_or_default();
    }
    clean
}

/// How long the number at the start of `rest` is, and what to write instead.
fn number(rest: &str) -> (usize, Cow<'_, str>) {
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c)).unwrap_or(rest.len());
    let digits = rest.get(..length).unwrap_or_default();
    let is_endless =
        digits.parse::<f64>().is_ok_and(f64::is_infinite) && digits.ends_with(|c: char| c.is_ascii_digit());
    (length, Cow::Borrowed(if is_endless { "null" } else { digits }))
}

/// How long the escape at the start of `rest` is, and what to write instead.
fn escape(rest: &str) -> (usize, Cow<'_, str>) {
    let as_it_is = |length: usize| (length, Cow::Borrowed(rest.get(..length).unwrap_or(rest)));
    match unit(rest) {
        Some(0xD800..=0xDBFF) if rest.get(6..).and_then(unit).is_some_and(|next| (0xDC00..=0xDFFF).contains(&next)) => {
            as_it_is(12)
        }
        Some(0xD800..=0xDFFF) => (6, Cow::Borrowed("\\ufffd")),
        Some(_) => as_it_is(6),
        None => as_it_is(1 + rest.chars().nth(1).map_or(0, char::len_utf8)),
    }
}

/// The number in a `\uXXXX` at the start.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.chars().try_fold(0, |number, digit| Some(number * 16 + digit.to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unpaired_surrogates_change() {
        for (given, clean) in [
            (r#""\ud83d\ude42""#, r#""\ud83d\ude42""#),
            (r#""\ude42\ud83d""#, r#""\ufffd\ufffd""#),
            (r#""\ud83d\ud83d\ude42""#, r#""\ufffd\ud83d\ude42""#),
            (r#""\\ud83d""#, r#""\\ud83d""#),
            (r#""\\\ud83d""#, r#""\\\ufffd""#),
            (r#""\uD83D\n\u00e9""#, r#""\ufffd\n\u00e9""#),
            (r#""\ud83"#, r#""\ud83"#),
            ("\"é\\", "\"é\\"),
        ] {
            assert_eq!(repaired(given.as_bytes()), clean);
        }
    }

    #[test]
    fn a_number_beyond_all_bounds_is_none() {
        assert_eq!(repaired(b"[1e999,-1e999,1e9,12,\"1e999\"]"), "[null,null,1e9,12,\"1e999\"]");
    }

    #[test]
    fn raw_control_characters_are_escaped_inside_texts_only() {
        assert_eq!(repaired(b"{\n\"a\n\":\"\\\"\t\"}"), "{\n\"a\\u000a\":\"\\\"\\u0009\"}");
    }
}
