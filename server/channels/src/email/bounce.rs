//! Delivery status notifications (RFC 3464): a mail server tells what became of a mail of ours.

use super::headers::Headers;
use super::mime::Part;
use crate::inbound::{Failure, Happening, Inbound, Mark, Person, Stage, Status, Target};
use types::Timestamp;

/// A report of this kind, by its type or by what is in it.
pub(super) fn is_report(mail: &Part<'_>) -> bool {
    mail.headers.media_type() == "multipart/report"
        && (mail.headers.parameter("report-type").is_some_and(|kind| kind.eq_ignore_ascii_case("delivery-status"))
            || mail.leaves().iter().any(|part| is_status(part)))
}

fn is_status(part: &Part<'_>) -> bool {
    matches!(&*part.headers.media_type(), "message/delivery-status" | "message/global-delivery-status")
}

/// A failure for each recipient it was final for. A delay changes nothing: the server is still trying.
pub(super) fn read(mail: &Part<'_>, route: Option<String>, at: Option<Timestamp>) -> Vec<Inbound> {
    let leaves = mail.leaves();
    let messages =
        original(&leaves).or_else(|| parent(&mail.headers)).map_or(Mark::Untold, |id| Mark::One(Target::one(id)));
    let status = leaves.iter().find(|part| is_status(part)).map(|part| part.text()).unwrap_or_default();
    let blocks = blocks(&status);
    let failed = blocks.iter().filter_map(|block| failed(block));
    let inbound = |(recipient, failure): (Option<String>, Failure)| {
        let status =
            Status { messages: messages.clone(), stage: Stage::Failed, failure: Some(failure), reference: None };
        Inbound::outgoing(route.clone(), recipient.map(Person::nameless), at, Happening::Status(status))
    };
    failed.map(inbound).collect()
}

/// The fields of one recipient, when the mail will not reach them.
fn failed(block: &str) -> Option<(Option<String>, Failure)> {
    let fields = Headers::read(block.as_bytes());
    let code = fields.text("Status").and_then(|status| status.split_whitespace().next().map(str::to_owned));
    let is_final = match fields.text("Action").map(|action| action.to_ascii_lowercase()) {
        Some(action) => action == "failed",
        None => code.as_deref().is_some_and(|code| code.starts_with('5')),
    };
    let value = |name: &str| {
        fields.text(name).map(|value| value.split_once(';').map_or(value.clone(), |(_, value)| value.trim().to_owned()))
    };
    let recipient = value("Final-Recipient").or_else(|| value("Original-Recipient"));
    let recipient = recipient.map(|address| address.trim_matches(['<', '>']).to_owned());
    (is_final && (recipient.is_some() || code.is_some()))
        .then(|| (recipient, Failure { code, reason: value("Diagnostic-Code") }))
}

/// The first block is about the report, each other one about a recipient.
fn blocks(status: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for line in status.lines() {
        match blocks.last_mut() {
            Some(block) if !line.trim().is_empty() => {
                block.push_str(line);
                block.push('\n');
            }
            _ => blocks.push(String::new()),
        }
    }
    blocks
}

/// The id of our mail, from the copy of it or of its headers that comes with the report.
fn original(leaves: &[&Part<'_>]) -> Option<String> {
    const COPIES: [&str; 5] =
        ["message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers", "message/global-headers"];
    let copy = leaves.iter().find(|part| COPIES.contains(&&*part.headers.media_type()))?;
    let text = copy.bytes();
    let copy = Part::read(text.trim_ascii_start())?;
    copy.headers.ids("Message-ID").into_iter().next()
}

/// Some servers send no copy but answer the mail.
fn parent(headers: &Headers) -> Option<String> {
    headers.ids("In-Reply-To").into_iter().next().or_else(|| headers.ids("References").pop())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(recipients: &str, copy: &str) -> Vec<Inbound> {
        let raw = format!(
            "From: MAILER-DAEMON@x\nContent-Type: multipart/report; boundary=D\n\n--D\n\nSorry.\n--D\nContent-Type: message/delivery-status\n\n\
             Reporting-MTA: dns; x\n\n{recipients}\n--D\n{copy}\n--D--\n"
        );
        let mail = Part::read(raw.as_bytes()).unwrap();
        assert!(is_report(&mail));
        read(&mail, Some("us@y".to_owned()), None)
    }

    const COPY: &str = "Content-Type: message/rfc822\n\nMessage-ID: <ours@y>\nSubject: x\n\nhello";

    #[test]
    fn only_final_failures_count() {
        let gone = "Final-Recipient: rfc822; a@x\nAction: Failed\nStatus: 5.1.1 (unknown)\nDiagnostic-Code: smtp; 550 no such\n user\n";
        let late = "Final-Recipient: rfc822; b@x\nAction: delayed\nStatus: 4.4.1\n";
        let all = report(&format!("{gone}\n{late}"), COPY);
        let [Inbound { customer: Some(person), what: Happening::Status(status), .. }] = &*all else {
            panic!("{all:?}")
        };
        assert_eq!((&*person.id, &status.messages), ("a@x", &Mark::One(Target::one("ours@y"))));
        let failure = status.failure.clone().unwrap();
        assert_eq!((failure.code.as_deref(), failure.reason.as_deref()), (Some("5.1.1"), Some("550 no such user")));
        assert!(report(late, COPY).is_empty());
    }

    #[test]
    fn without_a_copy_nobody_knows_which_mail_it_was() {
        let all = report("Final-Recipient: rfc822;a@x\nStatus: 5.0.0\n", "Content-Type: text/plain\n\nnothing");
        assert!(matches!(&*all, [Inbound { what: Happening::Status(Status { messages: Mark::Untold, .. }), .. }]));
    }
}
