//! Writing a mail (RFC 5322): plain text with files, in its place in the thread.

use crate::outbound::{numbered, plain_cards, plain_place};
use crate::{ChannelSettings, Content, MailThread, OutFile, Outbound, SendError};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

/// `References` beyond this many bytes loses its middle.
const REFERENCES: usize = 900;

/// The mail, ready to be handed in.
pub(super) fn compose(settings: &ChannelSettings, out: &Outbound) -> Result<Message, SendError> {
    let unnamed;
    let thread = match &out.mail {
        Some(thread) => thread,
        None => {
            unnamed = MailThread::default();
            &unnamed
        }
    };
    check_headers(settings, out, thread)?;
    let name = Some(settings.sender_name.trim().to_owned()).filter(|name| !name.is_empty());
    let mut builder = Message::builder()
        .from(Mailbox::new(name, address(&settings.account, "The inbox's own address")?))
        .to(Mailbox::new(None, address(&out.to, "The customer's address")?))
        .subject(thread.subject.clone())
        .message_id((!thread.message_id.is_empty()).then(|| bracketed(&thread.message_id)))
        .date_now();
    for copy in &thread.copies {
        builder = builder.cc(Mailbox::new(None, address(copy, "The address for a copy")?));
    }
    if let Some(reply_to) = &thread.reply_to {
        builder = builder.reply_to(Mailbox::new(None, address(reply_to, "The address for answers")?));
    }
    if let Some(answered) = &thread.in_reply_to {
        builder = builder.in_reply_to(bracketed(answered));
    }
    let references = references(thread);
    if !references.is_empty() {
        builder = builder.references(references.join(" "));
    }
    if thread.automatic {
        let name = HeaderName::new_from_ascii_str("Auto-Submitted");
        builder = builder.raw_header(HeaderValue::new(name, "auto-generated".to_owned()));
    }
    let (text, files) = content(&out.content)?;
    if text.trim().is_empty() && files.is_empty() {
        return Err(SendError::never(None, "The mail is empty."));
    }
    let text = SinglePart::plain(text);
    let written = if files.is_empty() {
        builder.singlepart(text)
    } else {
        let parts = files.iter().map(|file| part(file));
        builder.multipart(parts.fold(MultiPart::mixed().singlepart(text), MultiPart::singlepart))
    };
    written.map_err(|error| SendError::never(None, format!("The mail could not be written: {error}.")))
}

/// A line break in a header would begin another header.
fn check_headers(settings: &ChannelSettings, out: &Outbound, thread: &MailThread) -> Result<(), SendError> {
    let values = [&settings.account, &settings.sender_name, &out.to, &thread.subject, &thread.message_id];
    let lists = thread.references.iter().chain(&thread.copies).chain(&thread.in_reply_to).chain(&thread.reply_to);
    if values.into_iter().chain(lists).any(|value| value.contains(['\r', '\n', '\0'])) {
        return Err(SendError::never(None, "Subject, names and addresses of a mail must not have line breaks."));
    }
    Ok(())
}

fn address(written: &str, what: &str) -> Result<Address, SendError> {
    written.trim().parse().map_err(|_| SendError::never(None, format!("{what} is no e-mail address: \"{written}\".")))
}

fn bracketed(id: &str) -> String {
    format!("<{}>", id.trim().trim_matches(['<', '>']))
}

/// The thread so far, ending with the mail that is answered; the beginning and the end of it when it is long.
fn references(thread: &MailThread) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for id in thread.references.iter().chain(&thread.in_reply_to).filter(|id| !id.trim().is_empty()) {
        let id = bracketed(id);
        all.retain(|other| *other != id);
        all.push(id);
    }
    while all.len() > 2 && all.iter().map(|id| id.len() + 1).sum::<usize>() > REFERENCES {
        all.remove(1);
    }
    all
}

/// Words and files. What has no form in a mail is said in words.
fn content(content: &Content) -> Result<(String, Vec<&OutFile>), SendError> {
    Ok(match content {
        Content::Mail { text, files } => (text.clone(), files.iter().collect()),
        Content::Text(text) => (text.clone(), Vec::new()),
        Content::Media { caption, file, .. } => (caption.clone().unwrap_or_default(), vec![file]),
        Content::Location(place) => (plain_place(place), Vec::new()),
        Content::Contacts(cards) => (plain_cards(cards), Vec::new()),
        Content::Interactive(question) => (numbered(question), Vec::new()),
        Content::Template { .. } => return Err(SendError::never(None, "E-mail has no templates.")),
        Content::Reaction { .. } => return Err(SendError::never(None, "E-mail has no reactions.")),
    })
}

fn part(file: &OutFile) -> SinglePart {
    let name: String = file.name.chars().filter(|c| !c.is_control()).collect();
    let kind = ContentType::parse(&file.media_type).or_else(|_| ContentType::parse("application/octet-stream"));
    Attachment::new(name).body(file.bytes.to_vec(), kind.unwrap_or(ContentType::TEXT_PLAIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outbound(thread: MailThread) -> Outbound {
        Outbound {
            to: "ada@x.example".to_owned(),
            also: Vec::new(),
            reference: String::new(),
            content: Content::Text("Hello".to_owned()),
            reply_to: None,
            comment: None,
            customer_wrote_ago: None,
            by_person: true,
            mail: Some(thread),
        }
    }

    fn settings() -> ChannelSettings {
        ChannelSettings {
            account: "help@shop.example".to_owned(),
            sender_name: "Shop".to_owned(),
            ..ChannelSettings::default()
        }
    }

    #[test]
    fn a_line_break_cannot_begin_another_header() {
        for thread in [
            MailThread { subject: "Hi\r\nBcc: all@x.example".to_owned(), ..MailThread::default() },
            MailThread { message_id: "a\n@b".to_owned(), ..MailThread::default() },
            MailThread { references: vec!["a\r@b".to_owned()], ..MailThread::default() },
            MailThread { copies: vec!["a@b.example\nX: y".to_owned()], ..MailThread::default() },
            MailThread { in_reply_to: Some("a\n".to_owned()), ..MailThread::default() },
            MailThread { reply_to: Some("a@b.example\r".to_owned()), ..MailThread::default() },
        ] {
            assert!(matches!(compose(&settings(), &outbound(thread)), Err(SendError::Never { .. })));
        }
    }

    #[test]
    fn a_long_thread_keeps_its_beginning_and_its_end() {
        let ids: Vec<String> = (0..60).map(|number| format!("message-{number:04}@mail.shop.example")).collect();
        let thread =
            MailThread { references: ids, in_reply_to: Some("last@x.example".to_owned()), ..MailThread::default() };
        let kept = references(&thread);
        assert!(kept.join(" ").len() <= REFERENCES);
        assert_eq!(kept.first().map(String::as_str), Some("<message-0000@mail.shop.example>"));
        assert_eq!(kept.last().map(String::as_str), Some("<last@x.example>"));
        assert!(kept.contains(&"<message-0059@mail.shop.example>".to_owned()));
    }

    #[test]
    fn the_answered_mail_is_referred_to_once_and_last() {
        let thread = MailThread {
            references: vec!["a@x".to_owned(), "<b@x>".to_owned(), "c@x".to_owned()],
            in_reply_to: Some("b@x".to_owned()),
            ..MailThread::default()
        };
        assert_eq!(references(&thread), ["<a@x>", "<c@x>", "<b@x>"]);
    }

    #[test]
    fn what_is_no_address_is_named() {
        let error =
            compose(&settings(), &Outbound { to: "ada".to_owned(), ..outbound(MailThread::default()) }).unwrap_err();
        assert_eq!(error.sentence(), "The customer's address is no e-mail address: \"ada\".");
    }
}
