//! A mail that is on the wire whole: checked, brought to the customers, and answered.

use super::letter::{self, Letter};
use super::reply::Reply;
use super::session::Envelope;
use crate::accept::{self, Draft};
use crate::plan::Line;
use crate::router::Shared;
use crate::state::{Customer, Message, State};
use crate::{Channel, ids, incoming, receipts};
use serde_json::json;

/// There is no mailbox with this address.
const UNKNOWN_USER: i64 = 511;

/// The recipient does not want mail from here.
const REFUSED: i64 = 571;

/// Takes the mail, also when the sender hangs up meanwhile. `None`: it is taken, and the connection breaks before that is said.
pub(super) async fn accept(world: &Shared, line: &Line, envelope: Envelope, raw: &[u8]) -> Option<Reply> {
    let trouble = &envelope.trouble;
    tokio::time::sleep(trouble.before).await;
    let Some(letter) = letter::read(raw) else {
        return Some(Reply::new(554, "5.6.0 The mail has no sender or no date"));
    };
    if !letter.from.eq_ignore_ascii_case(&line.account) {
        return Some(Reply::new(550, "5.7.1 The From header is not an address of the user"));
    }
    let delay = world.plan.answer_delay;
    let wait = receipts::AFTER_ANSWER + accept::in_milliseconds(delay);
    world.change(|state| bring(state, line, &envelope, letter, wait)).await;
    tokio::time::sleep(delay + trouble.after).await;
    if trouble.lost {
        return None;
    }
    Some(match trouble.status {
        // Ordered to stumble after the mail was taken.
        Some(_) => Reply::new(451, "4.3.0 Local error in processing"),
        None => Reply::made(250, format!("2.0.0 OK queued as {}", ids::digits(12))),
    })
}

/// Puts it into the chat of everybody it is for.
fn bring(state: &mut State, line: &Line, envelope: &Envelope, letter: Letter, wait: i64) {
    let mut files = letter.files.into_iter().map(|file| incoming::keep(state, Channel::Email, file));
    let (first, rest) = (files.next(), files.collect());
    let request = json!({"mail_from": envelope.from, "rcpt_to": envelope.recipients, "headers": letter.headers});
    let mail = Message {
        id: letter.id.unwrap_or_else(|| ids::mail(&line.account)),
        subject: letter.subject,
        text: letter.text,
        media: first,
        more_media: rest,
        reply_to: letter.in_reply_to,
        references: letter.references,
        answer_to: letter.answer_to,
        quirks: envelope.trouble.quirks.clone(),
        request: Some(request),
        ..Message::business("mail")
    };
    for recipient in &envelope.recipients {
        let known = state.customer(&line.account, recipient);
        let mut message = mail.clone();
        let back = match known {
            Some(customer) if !customer.blocked => None,
            Some(customer) if customer.wrote_at().is_some() => Some(REFUSED),
            // Known only because something was sent there before.
            Some(_) | None => Some(UNKNOWN_USER),
        };
        message.quirks.failed = message.quirks.failed.or(back);
        let newcomer = known.is_none().then(|| Customer {
            id: recipient.clone(),
            name: "Nobody has this address".to_owned(),
            blocked: true,
            ..Customer::default()
        });
        accept::store(state, line, Draft { customer: recipient.clone(), message, newcomer }, wait);
    }
}
