//! Mails as an inbound service posts them (Postmark, inbound webhook), and reports of mails that came back.

mod bounce;
mod quote;

pub(super) use bounce::bounced;

use super::Scene;
use crate::part::put;
use crate::state::{By, Media, Message};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mail_parser::DateTime;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A mail, taken apart. Its files come in by [`with_files`], so that they do not lie around twice.
pub(super) fn said(scene: &Scene<'_>, message: &Message) -> Value {
    let (line, customer) = (scene.line, scene.customer);
    // An address for answers may carry the business's own word after a plus.
    let to = message.answer_to.as_deref().unwrap_or(&line.account);
    let word = to.split_once('@').and_then(|(local, _)| local.split_once('+')).map_or("", |(_, word)| word);
    let words = message.text.as_deref().unwrap_or_default();
    let answered = message.reply_to.as_deref().and_then(|id| customer.message(id));
    let answered = answered.map(|answered| (answered, writer(scene, answered)));
    let text = answered.as_ref().map_or_else(|| words.to_owned(), |(one, by)| quote::in_text(words, one, by));
    let html = message.html.clone().unwrap_or_else(|| quote::words_in_html(words));
    let html = quote::in_html(&html, answered.as_ref().map(|(one, by)| (*one, by.as_str())));
    let person = |address: &str, name: &str, word: &str| json!({"Email": address, "Name": name, "MailboxHash": word});
    let attachments = message.files().zip(1..).filter_map(|(id, number)| {
        let media = scene.media.get(id)?;
        let content_id = Some(format!("file-{number}")).filter(|name| html.contains(&format!("cid:{name}")));
        Some(json!({"Name": media.name, "ContentType": media.media_type, "ContentLength": media.size, "Content": id,
            "ContentID": content_id.unwrap_or_default()}))
    });
    let attachments: Vec<Value> = attachments.collect();
    json!({"FromName": customer.name, "MessageStream": "inbound", "From": customer.id,
        "FromFull": person(&customer.id, &customer.name, ""),
        "To": format!("\"{}\" <{to}>", line.title), "ToFull": [person(to, &line.title, word)],
        "Cc": "", "CcFull": [], "Bcc": "", "BccFull": [], "OriginalRecipient": to, "Subject": message.subject,
        "MessageID": Uuid::new_v4(), "ReplyTo": "", "MailboxHash": word, "Date": date(message.at),
        "TextBody": text, "HtmlBody": html, "StrippedTextReply": if answered.is_some() { words } else { "" }, "Tag": "",
        "Headers": headers(message), "Attachments": attachments})
}

/// What mail servers and the service leave in place.
fn headers(message: &Message) -> Vec<Value> {
    let header = |name: &str, value: String| json!({"Name": name, "Value": value});
    let bracketed = |id: &String| format!("<{id}>");
    let answered = message.reply_to.as_ref().map(|id| header("In-Reply-To", bracketed(id)));
    let references: Vec<String> = message.references.iter().map(bracketed).collect();
    let references = (!references.is_empty()).then(|| header("References", references.join(" ")));
    let fixed = [header("Message-ID", bracketed(&message.id)), header("MIME-Version", "1.0".to_owned())];
    fixed.into_iter().chain(answered).chain(references).collect()
}

/// Who wrote a mail, as a quote names them.
fn writer(scene: &Scene<'_>, message: &Message) -> String {
    match message.by {
        By::Customer => format!("{} <{}>", scene.customer.name, scene.customer.id),
        By::Business => format!("{} <{}>", scene.line.title, scene.line.account),
    }
}

fn date(at: i64) -> String {
    DateTime::from_timestamp(at.div_euclid(1000)).to_rfc822()
}

/// Puts the bytes of the files where their ids stand.
pub(crate) fn with_files(body: &mut Value, media: &BTreeMap<String, Media>) {
    let attachments = body.get_mut("Attachments").and_then(Value::as_array_mut);
    for attachment in attachments.into_iter().flatten() {
        let file = attachment.get("Content").and_then(Value::as_str).and_then(|id| media.get(id));
        let bytes = file.map(|file| STANDARD.encode(&file.bytes));
        put(attachment, "Content", bytes);
    }
}
