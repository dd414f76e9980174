//! A mail of the business, read.

use crate::state::OneFile;
use bytes::Bytes;
use mail_parser::{Address, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders};

/// What the phone shows of a mail, and what its answer needs.
#[derive(Debug, Default)]
pub(super) struct Letter {
    /// Without its brackets, like all ids here.
    pub(super) id: Option<String>,
    pub(super) from: String,
    pub(super) subject: Option<String>,
    /// Plain text; of a mail that has only HTML, its words.
    pub(super) text: Option<String>,
    pub(super) in_reply_to: Option<String>,
    pub(super) references: Vec<String>,
    pub(super) answer_to: Option<String>,
    pub(super) files: Vec<OneFile>,
    /// The headers as they came, for a report.
    pub(super) headers: String,
}

/// Reads a mail; `None` when it has no sender or no date, which every mail has (RFC 5322, 3.6).
pub(super) fn read(raw: &[u8]) -> Option<Letter> {
    let mail = MessageParser::default().parse(raw)?;
    mail.date()?;
    let text = mail.body_text(0).map(|text| text.replace("\r\n", "\n").trim_end().to_owned());
    Some(Letter {
        id: mail.message_id().map(str::to_owned),
        from: first(mail.from())?,
        subject: mail.subject().map(str::to_owned),
        text: text.filter(|text| !text.is_empty()),
        in_reply_to: ids(mail.in_reply_to()).into_iter().next(),
        references: ids(mail.references()),
        answer_to: first(mail.reply_to()),
        files: mail.attachments().map(file).collect(),
        headers: headers(&mail, raw),
    })
}

fn first(addresses: Option<&Address<'_>>) -> Option<String> {
    addresses?.iter().find_map(|address| address.address()).map(str::to_owned)
}

fn ids(header: &HeaderValue<'_>) -> Vec<String> {
    header.as_text_list().unwrap_or_default().iter().map(|id| id.to_string()).collect()
}

fn file(part: &MessagePart<'_>) -> OneFile {
    let kind = part.content_type();
    let kind = kind.map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()));
    OneFile {
        name: part.attachment_name().unwrap_or("file").to_owned(),
        media_type: kind.unwrap_or_else(|| "application/octet-stream".to_owned()),
        bytes: Bytes::copy_from_slice(part.contents()),
    }
}

/// Up to the empty line.
fn headers(mail: &Message<'_>, raw: &[u8]) -> String {
    let end = usize::try_from(mail.root_part().raw_body_offset()).unwrap_or_default();
    String::from_utf8_lossy(raw.get(..end).unwrap_or_default()).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "Message-ID: <ours-1@shop.example>\r\nDate: Fri, 9 Jan 2026 12:30:30 +0000\r\nFrom: \"Shop\" <hello@shop.example>\r\n\
        Reply-To: hello+c77@shop.example\r\nTo: ana@mail.example\r\nSubject: =?utf-8?Q?Re:_Caf=C3=A9?=\r\nIn-Reply-To: <a@mail.example>\r\n\
        References: <z@mail.example> <a@mail.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n\
        --B\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nOl=C3=A1!\r\nHere it is.\r\n\
        --B\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''b%C3%A9.pdf\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--B--\r\n";

    #[test]
    fn everything_the_phone_shows_is_read() {
        let letter = read(MAIL.as_bytes()).unwrap();
        assert_eq!((letter.id.as_deref(), &*letter.from), (Some("ours-1@shop.example"), "hello@shop.example"));
        assert_eq!((letter.subject.as_deref(), letter.text.as_deref()), (Some("Re: Café"), Some("Olá!\nHere it is.")));
        assert_eq!(letter.in_reply_to.as_deref(), Some("a@mail.example"));
        assert_eq!(letter.references, ["z@mail.example", "a@mail.example"]);
        assert_eq!(letter.answer_to.as_deref(), Some("hello+c77@shop.example"));
        let [file] = &letter.files[..] else { panic!("{:?}", letter.files) };
        assert_eq!((&*file.name, &*file.media_type, &file.bytes[..]), ("bé.pdf", "application/pdf", &b"%PDF-"[..]));
        assert!(letter.headers.starts_with("Message-ID: <ours-1") && letter.headers.ends_with("boundary=B"));
    }

    #[test]
    fn a_mail_of_nobody_or_of_no_time_is_none() {
        assert!(read(b"Subject: a\r\nDate: Fri, 9 Jan 2026 12:30:30 +0000\r\n\r\nb").is_none());
        assert!(read(b"From: a@x.example\r\n\r\nb").is_none());
    }
}
