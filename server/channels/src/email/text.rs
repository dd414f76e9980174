//! Which parts of a mail are its words, and which are files that go with it.

use super::html;
use super::mime::Part;
use crate::inbound::{Enclosure, File, Source};
use types::message::MediaKind;

/// The words of a mail.
#[derive(Default)]
pub(super) struct Words {
    /// As plain text.
    pub(super) text: Option<String>,
    /// The HTML part, when there is one.
    pub(super) html: Option<String>,
}

/// A text part on the way.
struct Piece {
    is_html: bool,
    text: String,
}

/// The plain text; without one, the HTML as text. Quoted answers are left in.
pub(super) fn words(mail: &Part<'_>) -> Words {
    let mut pieces = Vec::new();
    collect(mail, &mut pieces);
    let html = page(mail);
    // A mail that begins with plain text repeats it as HTML at most; one that begins with HTML may go on in plain text, with a list's footer.
    if pieces.first().is_some_and(|piece| !piece.is_html) {
        pieces.retain(|piece| !piece.is_html);
    }
    let plain = |piece: Piece| if piece.is_html { html::to_text(&piece.text) } else { piece.text };
    let texts: Vec<String> =
        pieces.into_iter().map(|piece| plain(piece).trim_end().to_owned()).filter(|text| !text.is_empty()).collect();
    Words { text: (!texts.is_empty()).then(|| texts.join("\n")), html }
}

/// The HTML of a mail: of alternatives the last, which is the one its sender likes best (RFC 2046, 5.1.4). Some programs cut it
/// at each picture; the pieces are put together again.
fn page(part: &Part<'_>) -> Option<String> {
    if part.parts.is_empty() {
        let html = (is_words(part) && part.headers.media_type() == "text/html").then(|| part.text());
        return html.filter(|html| !html.trim().is_empty());
    }
    let mut pages = part.parts.iter().filter_map(page);
    if part.headers.media_type() == "multipart/alternative" {
        return pages.next_back();
    }
    let pages: Vec<String> = pages.collect();
    (!pages.is_empty()).then(|| pages.join("\n"))
}

fn collect(part: &Part<'_>, pieces: &mut Vec<Piece>) {
    if part.headers.media_type() == "multipart/alternative" && !part.parts.is_empty() {
        let mut best: Vec<Piece> = Vec::new();
        for alternative in &part.parts {
            let mut own = Vec::new();
            collect(alternative, &mut own);
            let is_plain = |pieces: &[Piece]| pieces.iter().any(|piece| !piece.is_html);
            if best.is_empty() || (is_plain(&own) && !is_plain(&best)) {
                best = own;
            }
        }
        pieces.append(&mut best);
    } else if part.parts.is_empty() {
        let text = if is_words(part) { part.text() } else { String::new() };
        if !text.trim().is_empty() {
            pieces.push(Piece { is_html: part.headers.media_type() == "text/html", text });
        }
    } else {
        part.parts.iter().for_each(|part| collect(part, pieces));
    }
}

/// Text to read, not a file. A multipart without parts lost its boundary, and what is left of it is text.
fn is_words(part: &Part<'_>) -> bool {
    let kind = part.headers.media_type();
    let is_text = matches!(&*kind, "text/plain" | "text/html" | "text/") || kind.starts_with("multipart/");
    is_text && !part.headers.is_attachment() && part.headers.file_name().is_none()
}

/// Everything that is not words, pictures inside the HTML included.
pub(super) fn files(mail: &Part<'_>) -> Vec<Enclosure> {
    mail.leaves().into_iter().filter(|part| !is_words(part)).map(file).collect()
}

fn file(part: &Part<'_>) -> Enclosure {
    let media_type = part.headers.media_type();
    Enclosure::File(File {
        name: part.headers.file_name(),
        content_id: part.headers.text("Content-ID").map(|id| id.trim_matches(['<', '>']).to_owned()),
        ..described(media_type, part.bytes())
    })
}

/// A file of this media type.
pub(super) fn described(media_type: String, bytes: Vec<u8>) -> File {
    let kind = match media_type.split('/').next().unwrap_or_default() {
        "image" => MediaKind::Image,
        "audio" => MediaKind::Audio,
        "video" => MediaKind::Video,
        _ => MediaKind::Document,
    };
    File { media_type: Some(media_type), ..File::new(kind, Source::Bytes(bytes)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(parts: &str) -> Option<String> {
        words(&Part::read(parts.as_bytes()).unwrap()).html
    }

    fn read(parts: &str) -> (Option<String>, usize) {
        let raw = format!("Content-Type: multipart/mixed; boundary=B\n\n{parts}--B--\n");
        let mail = Part::read(raw.as_bytes()).unwrap();
        (words(&mail).text, files(&mail).len())
    }

    #[test]
    fn text_before_and_after_a_picture_is_all_there() {
        let (text, files) =
            read("--B\n\nabove\n--B\nContent-Type: image/png\n\nx\n--B\nContent-Type: text/plain\n\nbelow\n");
        assert_eq!((text.as_deref(), files), (Some("above\nbelow"), 1));
    }

    #[test]
    fn a_text_file_is_a_file() {
        let (text, files) = read(
            "--B\nContent-Type: text/plain; name=a.txt\n\nfile\n--B\nContent-Disposition: attachment\n\nfile\n--B\n\nwords\n",
        );
        assert_eq!((text.as_deref(), files), (Some("words"), 2));
    }

    #[test]
    fn plain_text_wins_over_html_unless_it_is_empty() {
        let plain = "--B\nContent-Type: multipart/alternative; boundary=C\n\n--C\n\nplain\n--C\nContent-Type: text/html\n\n<b>html</b>\n--C--\n";
        assert_eq!(read(plain).0.as_deref(), Some("plain"));
        assert_eq!(read(&plain.replace("\nplain\n", "\n \n")).0.as_deref(), Some("html"));
    }

    #[test]
    fn the_page_is_the_best_alternative_with_all_its_pieces() {
        let piece = |words: &str| format!("--C\nContent-Type: text/html\n\n<p>{words}</p>\n");
        let picture = "--C\nContent-Type: image/png\n\nx\n";
        let cut = format!("{}{picture}{}--C--\n", piece("above"), piece("below"));
        let mail = format!(
            "Content-Type: multipart/alternative; boundary=B\n\n--B\n\nplain\n--B\nContent-Type: text/html\n\n<p>simple</p>\n\
             --B\nContent-Type: multipart/mixed; boundary=C\n\n{cut}--B--\n"
        );
        assert_eq!(html(&mail).as_deref(), Some("<p>above</p>\n<p>below</p>"));
        assert_eq!(html("Subject: x\n\nplain"), None);
        let file = "Content-Type: text/html\nContent-Disposition: attachment; filename=a.html\n\n<p>file</p>";
        assert_eq!((html(file), html("Content-Type: text/html\n\n \n")), (None, None));
    }
}
