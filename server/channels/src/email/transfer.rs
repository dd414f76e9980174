//! Contents as they travel: base64, quoted-printable and hundreds of character sets, often slightly broken.

use mail_parser::decoders::charsets::map::charset_decoder;

/// Base64 with anything foreign in it skipped, and a torn end dropped.
pub(super) fn base64(encoded: &[u8]) -> Vec<u8> {
    let digits = encoded.iter().filter_map(|byte| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    });
    let mut bytes = Vec::with_capacity(encoded.len() / 4 * 3);
    let (mut window, mut bits) = (0_u32, 0_u32);
    for digit in digits {
        window = (window << 6 | u32::from(digit)) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((window >> bits & 0xFF) as u8);
        }
    }
    bytes
}

/// Quoted-printable; an `=` that begins nothing stays.
pub(super) fn quoted_printable(encoded: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first != b'=' {
            bytes.push(first);
            continue;
        }
        let line_end = after.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
        match (after, line_end) {
            ([high, low, ..], _) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digits = [*high, *low].map(|digit| char::from(digit).to_digit(16).unwrap_or_default());
                bytes.push((digits[0] * 16 + digits[1]) as u8);
                rest = after.get(2..).unwrap_or_default();
            }
            (_, Some(end)) if after.get(end) == Some(&b'\n') => rest = after.get(end + 1..).unwrap_or_default(),
            ([], _) | (_, None) => rest = &[],
            _ => bytes.push(first),
        }
    }
    bytes
}

/// Bytes in this character set as text. A missing, unknown or too modest label (`us-ascii`) is a guess: UTF-8 if it fits, else what
/// Windows used to write.
pub(super) fn decoded(charset: Option<&str>, bytes: &[u8]) -> String {
    let label = charset.unwrap_or_default().trim().to_ascii_lowercase();
    match decoder(&label) {
        Some(decoder) => decoder(bytes),
        None if label == "utf-8" || label == "utf8" => String::from_utf8_lossy(bytes).into_owned(),
        None => guessed(bytes),
    }
}

/// UTF-8 if it fits, else Windows-1252.
pub(super) fn guessed(bytes: &[u8]) -> String {
    match (std::str::from_utf8(bytes), charset_decoder(b"windows-1252")) {
        (Ok(text), _) => text.to_owned(),
        (Err(_), Some(western)) => western(bytes),
        (Err(_), None) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Whether texts in this character set can be read.
pub(super) fn is_known(charset: &str) -> bool {
    matches!(&*charset.to_ascii_lowercase(), "utf-8" | "utf8" | "us-ascii") || decoder(charset).is_some()
}

fn decoder(label: &str) -> Option<fn(&[u8]) -> String> {
    (!label.is_empty() && !matches!(label, "us-ascii" | "ascii" | "utf-8" | "utf8"))
        .then(|| charset_decoder(label.as_bytes()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_base64_gives_what_it_can() {
        assert_eq!(base64(b"aGVs\r\nbG8="), b"hello");
        assert_eq!(base64(b"aGVs!bG8"), b"hello");
        assert_eq!(base64(b"aGk=aGk="), base64(b"aGkaGk"));
        assert_eq!(base64(b""), b"");
    }

    #[test]
    fn broken_quoted_printable_gives_what_it_can() {
        assert_eq!(quoted_printable(b"caf=C3=A9 =\r\nau=20lait"), "café au lait".as_bytes());
        assert_eq!(quoted_printable(b"1=2 =ZZ =  \nx="), b"1=2 =ZZ x");
        assert_eq!(quoted_printable(b"=e9"), b"\xe9");
    }

    #[test]
    fn labels_are_not_believed_blindly() {
        assert_eq!(decoded(Some("ISO-8859-1"), b"\xbd \x80"), "½ €");
        assert_eq!(decoded(Some("windows-1251"), b"\xcf\xf0\xe8\xe2\xe5\xf2"), "Привет");
        assert_eq!(decoded(Some("iso-2022-jp"), b"\x1b$B$3$s\x1b(B"), "こん");
        assert_eq!(decoded(Some("us-ascii"), "é".as_bytes()), "é");
        assert_eq!(decoded(None, b"caf\xe9"), "café");
        assert_eq!(decoded(Some("x-martian"), "é".as_bytes()), "é");
        assert!(is_known("UTF-8") && is_known("koi8-r") && !is_known("x-martian"));
    }
}
