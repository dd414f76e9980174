//! A mail taken apart by an inbound service, in Postmark's form (postmarkapp.com, inbound webhook).

use super::headers::{Headers, Mailbox};
use super::{date, html, letter, remote, text, transfer};
use crate::Inbound;
use crate::inbound::{Enclosure, File, Letter};
use crate::json::Lenient;
use serde_json::Value;

/// The mail; `None` when there is nothing of one. `MessageID` is the service's id: threads hang on the one in the headers.
pub(super) fn read(body: &Value) -> Option<Inbound> {
    let headers = headers(body);
    let route = body.filled("OriginalRecipient").or_else(|| addresses(body, "To").into_iter().next());
    let id = headers.ids("Message-ID").into_iter().next().or_else(|| body.id("MessageID"));
    let html_part = body.filled("HtmlBody");
    let words = body.filled("TextBody").or_else(|| html_part.as_deref().map(html::to_text));
    let text = words.map(|words| words.replace("\r\n", "\n").trim_end().to_owned()).filter(|words| !words.is_empty());
    let letter = Letter {
        subject: body.filled("Subject").map(|subject| subject.trim().to_owned()),
        automatic: letter::is_automatic(headers.text("Auto-Submitted").as_deref()),
        quiet: letter::is_quiet(&headers),
        answer_to: body.filled("ReplyTo").and_then(|line| Mailbox::of_line(&line)).map(|mailbox| mailbox.address),
        recipients: addresses(body, "To"),
        copies: addresses(body, "Cc"),
        in_reply_to: headers.ids("In-Reply-To"),
        references: headers.ids("References"),
        remote_pictures: html_part.as_deref().is_some_and(remote::has_pictures),
        html: html_part,
    };
    let files: Vec<Enclosure> = body.objects("Attachments").map(file).collect();
    let (at, sender) = (body.text("Date").and_then(date::read), sender(body));
    let nothing = id.is_none() && sender.is_none() && text.is_none() && files.is_empty();
    let id = id.unwrap_or_else(|| letter::fingerprint(body.to_string().as_bytes()));
    (!nothing).then(|| letter::said(route, sender, at, id, text, files, letter))
}

fn sender(body: &Value) -> Option<Mailbox> {
    let full = body.get("FromFull").unwrap_or(&Value::Null);
    let line = body.filled("From").and_then(|line| Mailbox::of_line(&line));
    let name = full
        .filled("Name")
        .or_else(|| body.filled("FromName"))
        .or_else(|| line.as_ref().and_then(|line| line.name.clone()));
    let address = full.filled("Email").or_else(|| line.map(|line| line.address))?;
    Some(Mailbox { address, name })
}

/// `ToFull` taken apart already, else `To` as one line.
fn addresses(body: &Value, key: &str) -> Vec<String> {
    let full: Vec<String> = body.objects(&format!("{key}Full")).filter_map(|person| person.filled("Email")).collect();
    let line = body.filled(key).filter(|_| full.is_empty()).and_then(|line| Mailbox::of_line(&line));
    full.into_iter().chain(line.map(|mailbox| mailbox.address)).collect()
}

/// The original headers, as they would stand in the mail.
fn headers(body: &Value) -> Headers {
    let line = |header: &Value| {
        let (name, value) = (header.filled("Name")?, header.text("Value")?);
        Some(format!("{}: {}\n", name.trim(), value.replace(['\r', '\n'], " ")))
    };
    Headers::read(body.objects("Headers").filter_map(line).collect::<String>().as_bytes())
}

fn file(attachment: &Value) -> Enclosure {
    let full = attachment.filled("ContentType").unwrap_or_else(|| "application/octet-stream".to_owned());
    let media_type = full.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let bytes = transfer::base64(attachment.text("Content").unwrap_or_default().as_bytes());
    Enclosure::File(File {
        name: attachment.filled("Name"),
        content_id: attachment.filled("ContentID").map(|id| id.trim_matches(['<', '>']).to_owned()),
        ..text::described(media_type, bytes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbound::Happening;
    use serde_json::json;

    #[test]
    fn the_id_in_the_headers_wins_over_the_services_own() {
        let id = |headers: Value| {
            let mail = json!({"From": "Ada <ada@x.example>", "MessageID": "service-1", "Headers": headers});
            let inbound = read(&mail).unwrap();
            assert_eq!(inbound.customer.and_then(|person| person.name).as_deref(), Some("Ada"));
            let Happening::Said(said) = inbound.what else { panic!() };
            said.id
        };
        assert_eq!(
            id(json!([{"Name": "message-id", "Value": "<ada-1@x.example>"}])).as_deref(),
            Some("ada-1@x.example")
        );
        assert_eq!(id(json!([null, {"Name": "X"}])).as_deref(), Some("service-1"));
    }

    #[test]
    fn a_mail_of_nobody_is_told_and_nothing_is_no_mail() {
        assert!(read(&json!({"MessageID": "1"})).is_some_and(|inbound| inbound.customer.is_none()));
        assert!(read(&json!({"From": "a@x.example"})).is_some_and(|inbound| inbound.customer.is_some()));
        assert_eq!(read(&json!({"RecordType": "Open"})), None);
    }
}
