//! The headers of a mail or of a part of one.

use super::{encoded_words, transfer};
use mail_parser::{Addr, Address, ContentType, Header, HeaderName, HeaderValue, MessageParser};
use std::sync::LazyLock;

/// Dates and all that is not listed here stay texts.
static PARSER: LazyLock<MessageParser> = LazyLock::new(|| {
    let parser = MessageParser::new().with_mime_headers().with_address_headers().with_message_ids();
    parser.header_text(HeaderName::ReturnPath).default_header_text()
});

/// Headers, read.
#[derive(Default)]
pub(super) struct Headers(Vec<Header<'static>>);

impl Headers {
    /// From the lines before the empty one. Bytes beyond ASCII are guessed line by line.
    pub(super) fn read(lines: &[u8]) -> Self {
        let lines: String = lines.split_inclusive(|byte| *byte == b'\n').map(transfer::guessed).collect();
        let lines = encoded_words::joined(lines.trim_end()) + "\r\n\r\n";
        let parsed = PARSER.parse_headers(&lines).map(|message| message.headers().to_vec()).unwrap_or_default();
        Self(parsed.into_iter().map(Header::into_owned).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn value(&self, name: &str) -> Option<&HeaderValue<'static>> {
        self.0.iter().find(|header| header.name().eq_ignore_ascii_case(name)).map(|header| &header.value)
    }

    /// The header is there, whatever it says.
    pub(super) fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// A header as text, without the blanks around it; `None` when it is missing or empty.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let text = self.value(name)?.as_text()?.replace('\0', "");
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// The addresses in a header, groups taken apart.
    pub(super) fn addresses(&self, name: &str) -> Vec<Mailbox> {
        let list = self.value(name).and_then(HeaderValue::as_address).map(Address::iter);
        list.into_iter().flatten().filter_map(Mailbox::read).collect()
    }

    /// Message ids without their brackets, in order.
    pub(super) fn ids(&self, name: &str) -> Vec<String> {
        let ids = self.value(name).and_then(HeaderValue::as_text_list).unwrap_or_default();
        let words = ids.iter().flat_map(|id| id.split_whitespace());
        words.map(|id| id.trim_matches(['<', '>', ',']).replace('\0', "")).filter(|id| !id.is_empty()).collect()
    }

    /// `type/subtype` in small letters; plain text when nothing is said.
    pub(super) fn media_type(&self) -> String {
        let kind = self.value("Content-Type").and_then(HeaderValue::as_content_type);
        let full = |kind: &ContentType<'_>| {
            format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()).to_ascii_lowercase()
        };
        kind.map_or_else(|| "text/plain".to_owned(), full)
    }

    /// A parameter of the content type: `charset`, `boundary`, `report-type`.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        let kind = self.value("Content-Type")?.as_content_type()?;
        kind.attribute(name).map(str::to_owned)
    }

    /// The file name, if the part has one.
    pub(super) fn file_name(&self) -> Option<String> {
        let disposition = self.value("Content-Disposition").and_then(HeaderValue::as_content_type);
        let name = disposition.and_then(|disposition| disposition.attribute("filename")).map(str::to_owned);
        name.or_else(|| self.parameter("name"))
            .map(|name| name.replace('\0', ""))
            .filter(|name| !name.trim().is_empty())
    }

    /// Sent as a file to keep.
    pub(super) fn is_attachment(&self) -> bool {
        let disposition = self.value("Content-Disposition").and_then(HeaderValue::as_content_type);
        disposition.is_some_and(ContentType::is_attachment)
    }
}

/// An address with the name before it.
pub(super) struct Mailbox {
    pub(super) address: String,
    pub(super) name: Option<String>,
}

impl Mailbox {
    fn read(given: &Addr<'_>) -> Option<Self> {
        let address = given.address()?.trim();
        // Without brackets the parser takes "Ada Lovelace ada@x.example" for one address.
        let address = address.rsplit(char::is_whitespace).next().filter(|address| !address.is_empty())?;
        let name = given.name().map(|name| name.trim().replace('\0', "")).filter(|name| !name.is_empty());
        Some(Self { address: address.replace('\0', ""), name })
    }

    /// From one line, as inbound services give it.
    pub(super) fn of_line(line: &str) -> Option<Self> {
        Headers::read(format!("From: {}", line.replace(['\r', '\n'], " ")).as_bytes())
            .addresses("From")
            .into_iter()
            .next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lose_their_brackets_and_the_words_around_them() {
        let headers =
            Headers::read(b"In-Reply-To: Your mail <a@x> (monday)\nReferences: <1@a><2@b>\n\t<3@c>\nMessage-ID: b@y\n");
        assert_eq!(headers.ids("In-Reply-To"), ["a@x"]);
        assert_eq!(headers.ids("references"), ["1@a", "2@b", "3@c"]);
        assert_eq!(headers.ids("Message-ID"), ["b@y"]);
        assert!(headers.ids("X-None").is_empty());
    }

    #[test]
    fn senders_are_written_in_many_ways() {
        for (line, address, name) in [
            ("\"Cohen, David\" <D@x.example>", "D@x.example", Some("Cohen, David")),
            ("jose@x.example", "jose@x.example", None),
            ("=?utf-8?Q?Jos=C3=A9?= <j@x.example>", "j@x.example", Some("José")),
            ("Team: a@x.example, b@x.example;", "a@x.example", None),
            ("Ada Lovelace ada@x.example", "ada@x.example", None),
        ] {
            let mailbox = Mailbox::of_line(line).unwrap();
            assert_eq!((&*mailbox.address, mailbox.name.as_deref()), (address, name), "{line}");
        }
        assert!(Mailbox::of_line("").is_none());
    }

    #[test]
    fn file_names_come_in_two_encodings_and_in_pieces() {
        let name = |lines: &str| Headers::read(lines.as_bytes()).file_name();
        assert_eq!(
            name("Content-Disposition: attachment; filename*0*=UTF-8''n%C3%A9; filename*1=w.txt").as_deref(),
            Some("néw.txt")
        );
        assert_eq!(name("Content-Type: image/png; name=\"=?utf-8?Q?caf=C3=A9.png?=\"").as_deref(), Some("café.png"));
        assert_eq!(name("Content-Type: text/plain"), None);
    }

    #[test]
    fn bytes_without_a_label_are_guessed() {
        let headers = Headers::read(b"Subject: caf\xe9\r\nX-Other: caf\xc3\xa9\r\nReturn-Path: <>\r\n");
        assert_eq!(headers.text("subject").as_deref(), Some("café"));
        assert_eq!(headers.text("x-other").as_deref(), Some("café"));
        assert_eq!(headers.text("return-path").as_deref(), Some("<>"));
    }
}
