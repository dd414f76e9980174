//! The parts of a mail (RFC 2046). Mails inside mails are not opened: they are files, and their headers say nothing about this one.

use super::headers::Headers;
use super::transfer;

/// Deeper parts are taken as one file.
const DEPTH: usize = 20;
/// More parts than a person ever sends; the rest is left out.
const PARTS: usize = 200;

/// A part, with its parts.
pub(super) struct Part<'a> {
    pub(super) headers: Headers,
    /// What stands behind the headers, still encoded.
    pub(super) body: &'a [u8],
    pub(super) parts: Vec<Part<'a>>,
}

impl<'a> Part<'a> {
    /// A whole mail; `None` when it does not begin with headers.
    pub(super) fn read(raw: &'a [u8]) -> Option<Self> {
        let mut left = PARTS;
        let part = Self::read_part(without_mailbox_line(raw), 0, &mut left);
        (!part.headers.is_empty()).then_some(part)
    }

    fn read_part(raw: &'a [u8], depth: usize, left: &mut usize) -> Self {
        let (head, body) = split_head(raw);
        let headers = Headers::read(head);
        let mut parts = Vec::new();
        let boundary =
            headers.parameter("boundary").filter(|_| headers.media_type().starts_with("multipart/") && depth < DEPTH);
        for piece in boundary.map(|boundary| pieces(body, &boundary)).unwrap_or_default() {
            if *left == 0 {
                break;
            }
            *left -= 1;
            parts.push(Self::read_part(piece, depth + 1, left));
        }
        Self { headers, body, parts }
    }

    /// The parts without parts, in order.
    pub(super) fn leaves(&self) -> Vec<&Self> {
        if self.parts.is_empty() { vec![self] } else { self.parts.iter().flat_map(Part::leaves).collect() }
    }

    /// The contents, decoded.
    pub(super) fn bytes(&self) -> Vec<u8> {
        match self.headers.text("Content-Transfer-Encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
            "base64" => transfer::base64(self.body),
            "quoted-printable" => transfer::quoted_printable(self.body),
            _ => self.body.to_vec(),
        }
    }

    /// The contents as text, lines ending in `\n`.
    pub(super) fn text(&self) -> String {
        let text = transfer::decoded(self.headers.parameter("charset").as_deref(), &self.bytes());
        text.replace("\r\n", "\n").replace('\0', "")
    }
}

/// Mailbox files put a line before each mail: `From ada@x.example Fri Jan  9 …`.
fn without_mailbox_line(raw: &[u8]) -> &[u8] {
    let line = raw.split_inclusive(|byte| *byte == b'\n').next().filter(|line| line.starts_with(b"From "));
    line.and_then(|line| raw.get(line.len()..)).unwrap_or(raw)
}

/// Headers and body, around the first empty line. Without a single header all of it is body.
fn split_head(raw: &[u8]) -> (&[u8], &[u8]) {
    let mut end = 0;
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        let next = end + line.len();
        if line.trim_ascii().is_empty() {
            return (raw.get(..end).unwrap_or_default(), raw.get(next..).unwrap_or_default());
        }
        if end == 0 && !begins_header(line) {
            return (&[], raw);
        }
        end = next;
    }
    (raw, &[])
}

fn begins_header(line: &[u8]) -> bool {
    let name = line.iter().position(|byte| *byte == b':').and_then(|colon| line.get(..colon));
    name.is_some_and(|name| !name.is_empty() && name.trim_ascii_end().iter().all(|byte| byte.is_ascii_graphic()))
}

/// What stands between the boundary lines. The last one may be missing.
fn pieces<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let delimiter = format!("--{boundary}");
    let (mut pieces, mut begin, mut position) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let line_start = position;
        position += line.len();
        let Some(rest) = line.strip_prefix(delimiter.as_bytes()).map(<[u8]>::trim_ascii) else { continue };
        if !matches!(rest, b"" | b"--") {
            continue;
        }
        if let Some(begin) = begin {
            pieces.push(without_line_end(body.get(begin..line_start).unwrap_or_default()));
        }
        begin = (rest.is_empty()).then_some(position);
        if begin.is_none() {
            return pieces;
        }
    }
    pieces.extend(begin.and_then(|begin| body.get(begin..)));
    pieces
}

/// The line end before a boundary belongs to the boundary.
fn without_line_end(piece: &[u8]) -> &[u8] {
    let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
    piece.strip_suffix(b"\r").unwrap_or(piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_last_boundary_loses_nothing() {
        let raw =
            b"Content-Type: multipart/mixed; boundary=B\n\npreamble\n--B\n\none\n--Bx is text\n--B \nX: 1\n\ntwo\n";
        let mail = Part::read(raw).unwrap();
        assert_eq!(mail.leaves().iter().map(|part| part.text()).collect::<Vec<_>>(), ["one\n--Bx is text", "two\n"]);
    }

    #[test]
    fn mails_in_mails_stay_closed() {
        let raw = b"Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: message/rfc822\n\nMessage-ID: <inner@x>\n\nhi\n--B--\n";
        let mail = Part::read(raw).unwrap();
        assert_eq!((mail.leaves().len(), mail.headers.has("Message-ID")), (1, false));
    }

    #[test]
    fn endless_nesting_ends() {
        let deep: String = (0..5_000)
            .map(|level| format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"))
            .collect();
        assert_eq!(Part::read(deep.as_bytes()).map(|mail| mail.leaves().len()), Some(1));
        let wide = format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nx\n".repeat(5_000));
        assert_eq!(Part::read(wide.as_bytes()).map(|mail| mail.leaves().len()), Some(PARTS));
    }

    #[test]
    fn a_text_is_no_mail() {
        assert!(Part::read(b"hello there\n\nyou").is_none());
        assert!(Part::read(b"\nhello").is_none());
        assert!(Part::read(b"From a@x Fri Jan  9 10:15:30 2026\nSubject: x\n\nhello").is_some());
    }
}
