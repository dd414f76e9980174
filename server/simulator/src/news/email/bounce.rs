//! A report that a mail could not be delivered (RFC 3464).

use super::date;
use crate::ids;
use crate::news::Scene;
use crate::part::text;
use crate::state::Message;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// The mail server that reports.
const SERVER: &str = "mx.simulator.example";

/// The report as a mail of its own, with the empty return path that keeps it from being answered.
pub(in crate::news) fn bounced(scene: &Scene<'_>, message: &Message, at: i64) -> Value {
    let report = report(&scene.line.account, &scene.customer.id, message, at);
    json!({"format": "rfc822", "envelope": {"mail_from": "", "rcpt_to": scene.line.account}, "raw_base64": STANDARD.encode(report)})
}

fn report(to: &str, recipient: &str, message: &Message, at: i64) -> String {
    let (status, reason) = status(message.quirks.failed.unwrap_or(511));
    let answer = format!("{} {status} {reason}", if status.starts_with('4') { 450 } else { 550 });
    let headers = message.request.as_ref().and_then(|request| text(request, "headers"));
    let headers = headers.map_or_else(|| format!("Message-ID: <{}>\r\n", message.id), str::to_owned);
    let date = date(at);
    let id = ids::mail(SERVER);
    format!(
        "Return-Path: <>\r\nMessage-ID: <{id}>\r\nDate: {date}\r\nFrom: Mail Delivery System <MAILER-DAEMON@{SERVER}>\r\nTo: {to}\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"=_report\"\r\n\r\n\
         --=_report\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n\
         This is the mail system at host {SERVER}.\r\n\r\nYour message could not be delivered to {recipient}: {reason}\r\n\
         --=_report\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; {SERVER}\r\nArrival-Date: {date}\r\n\r\n\
         Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: {status}\r\nDiagnostic-Code: smtp; {answer}\r\n\r\n\
         --=_report\r\nContent-Type: text/rfc822-headers\r\n\r\n{}\r\n--=_report--\r\n",
        headers.trim_end()
    )
}

/// The enhanced status code (RFC 3463) with its dots, and what it means.
fn status(code: i64) -> (String, &'static str) {
    let reason = match code {
        511 => "No such user here",
        521 => "The mailbox does not accept mail any more",
        522 => "The mailbox is full",
        541 => "The server of the recipient does not answer",
        571 => "The recipient does not accept mail from this sender",
        _ => "The mail could not be delivered",
    };
    (format!("{}.{}.{}", code / 100 % 10, code / 10 % 10, code % 10), reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Quirks;
    use mail_parser::{MessageParser, MimeHeaders};

    #[test]
    fn a_report_is_one_and_names_the_mail_and_the_reason() {
        let quirks = Quirks { failed: Some(522), ..Quirks::default() };
        let message = Message { id: "ours@shop.example".to_owned(), quirks, ..Message::default() };
        let report = report("hello@shop.example", "ana@mail.example", &message, 1_767_961_830_000);
        let read = MessageParser::default().parse(report.as_bytes()).unwrap();
        assert_eq!(read.content_type().and_then(|kind| kind.attribute("report-type")), Some("delivery-status"));
        for part in [
            "Final-Recipient: rfc822; ana@mail.example",
            "Status: 5.2.2",
            "550 5.2.2 The mailbox is full",
            "<ours@shop.example>",
        ] {
            assert!(report.contains(part), "{part}");
        }
        assert_eq!(status(511).0, "5.1.1");
    }
}
