//! A mail as something a customer said.

use super::headers::{Headers, Mailbox};
use super::mime::Part;
use super::{Envelope, bounce, date, remote, text};
use crate::inbound::{Happening, Inbound, Letter, Person, Said, Target};
use crate::{Malformed, inbound::Enclosure};
use sha2::{Digest, Sha256};
use types::Timestamp;

/// A raw mail. A report that one of ours could not be delivered is a status, never a customer.
pub(super) fn read(raw: &[u8], envelope: &Envelope) -> Result<Vec<Inbound>, Malformed> {
    let mail = Part::read(raw).ok_or(Malformed::NotMail("it has no headers"))?;
    let headers = &mail.headers;
    let route = envelope.rcpt_to.clone().or_else(|| recipients(headers).into_iter().next());
    let at = headers.text("Date").and_then(|text| date::read(&text));
    if bounce::is_report(&mail) {
        return Ok(bounce::read(&mail, route, at));
    }
    let id = headers.ids("Message-ID").into_iter().next().unwrap_or_else(|| fingerprint(raw));
    let words = text::words(&mail);
    let letter = Letter {
        subject: headers.text("Subject"),
        automatic: is_automatic(headers.text("Auto-Submitted").as_deref()),
        answer_to: headers.addresses("Reply-To").into_iter().next().map(|mailbox| mailbox.address),
        recipients: recipients(headers),
        copies: headers.addresses("Cc").into_iter().map(|mailbox| mailbox.address).collect(),
        in_reply_to: headers.ids("In-Reply-To"),
        references: headers.ids("References"),
        remote_pictures: words.html.as_deref().is_some_and(remote::has_pictures),
        html: words.html,
        quiet: has_no_return(headers, envelope) || is_quiet(headers),
    };
    Ok(vec![said(route, sender(headers, envelope), at, id, words.text, text::files(&mail), letter)])
}

/// The pieces of a mail put together; shared with mails that were taken apart elsewhere.
pub(super) fn said(
    route: Option<String>,
    sender: Option<Mailbox>,
    at: Option<Timestamp>,
    id: String,
    text: Option<String>,
    enclosures: Vec<Enclosure>,
    letter: Letter,
) -> Inbound {
    let from = sender.as_ref().map(|sender| &*sender.address).unwrap_or_default();
    let is_ours = route.as_ref().is_some_and(|route| route.eq_ignore_ascii_case(from));
    let quiet = letter.quiet || letter.automatic || is_ours || never_answers(from);
    let parent = letter.in_reply_to.first().or(letter.references.last());
    let said = Said {
        id: Some(id),
        reply_to: parent.map(Target::one),
        text,
        enclosures,
        letter: Some(Letter { quiet, ..letter }),
        ..Said::default()
    };
    let person = sender.map(|sender| Person { name: sender.name, ..Person::nameless(sender.address) });
    Inbound::by(route, person, at, Happening::Said(said))
}

/// `Auto-Submitted` with anything but `no` (RFC 3834).
pub(super) fn is_automatic(auto_submitted: Option<&str>) -> bool {
    let keyword = auto_submitted.and_then(|value| value.split([';', '(', ' ']).next());
    keyword.is_some_and(|keyword| !keyword.trim().eq_ignore_ascii_case("no"))
}

/// Mail to many, and mail that asks not to be answered by a program.
pub(super) fn is_quiet(headers: &Headers) -> bool {
    const SIGNS: [&str; 5] =
        ["List-Id", "List-Unsubscribe", "X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond"];
    let precedence = headers.text("Precedence").unwrap_or_default().to_ascii_lowercase();
    matches!(&*precedence, "bulk" | "list" | "junk") || SIGNS.iter().any(|name| headers.has(name))
}

/// Sent with an empty return path: nobody wants to hear what became of it.
fn has_no_return(headers: &Headers, envelope: &Envelope) -> bool {
    let path = envelope.mail_from.clone().or_else(|| headers.text("Return-Path"));
    path.is_some_and(|path| matches!(path.trim(), "" | "<>"))
}

fn never_answers(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_ascii_lowercase();
    matches!(&*local, "mailer-daemon" | "postmaster" | "noreply" | "no-reply" | "donotreply" | "do-not-reply")
}

fn recipients(headers: &Headers) -> Vec<String> {
    headers.addresses("To").into_iter().map(|mailbox| mailbox.address).collect()
}

fn sender(headers: &Headers, envelope: &Envelope) -> Option<Mailbox> {
    let named = ["From", "Sender", "Reply-To"].iter().find_map(|name| headers.addresses(name).into_iter().next());
    named.or_else(|| envelope.mail_from.as_deref().and_then(Mailbox::of_line))
}

/// Stands in for a missing Message-ID: the same bytes are the same mail.
pub(super) fn fingerprint(raw: &[u8]) -> String {
    Sha256::digest(raw).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(headers: &str) -> Letter {
        let raw = format!("From: a@x.example\n{headers}\n\nhi\n");
        let Happening::Said(said) = read(raw.as_bytes(), &Envelope::default()).unwrap().remove(0).what else {
            panic!()
        };
        said.letter.unwrap()
    }

    #[test]
    fn programs_get_no_automatic_answers() {
        for headers in [
            "Auto-Submitted: auto-generated (vacation)",
            "Precedence: Bulk",
            "List-Id: <l.example>",
            "List-Unsubscribe: <https://l.example>",
            "X-Auto-Response-Suppress: All",
            "Return-Path: <>",
        ] {
            assert!(letter(headers).quiet, "{headers}");
        }
        assert!(!letter("Auto-Submitted: no\nReturn-Path: <a@x.example>\nPrecedence: first-class").quiet);
        assert!(!letter("Precedence: bulk").automatic);
        assert!(never_answers("No-Reply@x.example"));
    }

    #[test]
    fn a_mail_without_an_id_gets_one_that_repeats() {
        let id = |raw: &str| match read(raw.as_bytes(), &Envelope::default()).unwrap().remove(0).what {
            Happening::Said(said) => said.id.unwrap(),
            _ => panic!(),
        };
        assert_eq!(id("From: a@x\n\nhi"), id("From: a@x\n\nhi"));
        assert_ne!(id("From: a@x\n\nhi"), id("From: a@x\n\nho"));
    }

    #[test]
    fn a_mail_of_nobody_is_told_all_the_same() {
        let all = read(b"To: help@x.example\nSubject: hi\n\nwho am I", &Envelope::default()).unwrap();
        assert!(
            matches!(&all[..], [Inbound { customer: None, what: Happening::Said(said), .. }] if said.text.is_some())
        );
    }

    #[test]
    fn the_parent_is_the_first_it_answers_or_the_last_it_refers_to() {
        let parent = |headers: &str| {
            let raw = format!("From: a@x\n{headers}\n\nhi");
            let Happening::Said(said) = read(raw.as_bytes(), &Envelope::default()).unwrap().remove(0).what else {
                panic!()
            };
            said.reply_to.map(|target| target.id)
        };
        assert_eq!(parent("In-Reply-To: <1@a> <2@a>\nReferences: <3@a>").as_deref(), Some("1@a"));
        assert_eq!(parent("References: <1@a> <2@a>").as_deref(), Some("2@a"));
        assert_eq!(parent("Subject: Re: hi"), None);
    }
}
