//! Messages, taps on buttons, and arrivals through advertisements.

use super::{Item, attachments};
use crate::inbound::{Choice, Enclosure, Happening, Inbound, Manner, Referral, Said, Target};
use crate::json::Lenient;
use serde_json::Value;

/// `message`: words and attachments, a quick reply, an echo of the business, a message taken back.
pub(super) fn read(item: &Item, message: &Value) -> Vec<Inbound> {
    let echo = item.is_echo(message);
    let id = message.id("mid");
    if message.flag("is_deleted") {
        let deleted = id.map(|id| Happening::Deleted { message: Target::one(id) });
        return deleted.map(|deleted| item.by_sender(deleted, echo)).unwrap_or_default();
    }
    let reply_to = message.get("reply_to").unwrap_or(&Value::Null);
    let story = reply_to.object("story");
    let mut enclosures = attachments::read(message);
    enclosures.extend(story.and_then(attachments::story));
    let heart = attachments::is_heart(message).then(|| "❤️".to_owned());
    let text = message.text("text").filter(|text| !text.is_empty()).map(str::to_owned).or(heart);
    let said = Said {
        id,
        manner: manner(message, text.as_deref(), &enclosures, echo),
        text,
        enclosures,
        reply_to: Target::first_of([reply_to.id("mid"), story.and_then(|story| story.id("id"))]),
        referral: message.object("referral").map(source),
        reference: message.filled("metadata").filter(|_| echo),
        ..Said::default()
    };
    item.by_sender(Happening::Said(said), echo)
}

fn manner(message: &Value, text: Option<&str>, enclosures: &[Enclosure], echo: bool) -> Manner {
    if let Some(reply) = message.object("quick_reply").filter(|_| !echo) {
        return Manner::Tapped(Choice { payload: reply.filled("payload"), question: None });
    }
    let empty = text.is_none() && enclosures.is_empty();
    if !empty && !message.flag("is_unsupported") {
        return Manner::Written;
    }
    let kind = message.objects("attachments").find_map(|attachment| attachment.filled("type"));
    Manner::Unsupported { what: kind.unwrap_or_else(|| "message".to_owned()), failure: None }
}

/// `postback`: a tap on a button of ours. Old API versions give no id; on standby there is no payload.
pub(super) fn postback(item: &Item, postback: &Value) -> Vec<Inbound> {
    let said = Said {
        id: postback.id("mid"),
        manner: Manner::Tapped(Choice { payload: postback.filled("payload"), question: None }),
        text: postback.filled("title"),
        referral: postback.object("referral").map(source),
        ..Said::default()
    };
    item.by_sender(Happening::Said(said), false)
}

/// `referral`: somebody who has a thread with us came back through an advertisement or link.
pub(super) fn referral(item: &Item, referral: &Value) -> Vec<Inbound> {
    let manner = Manner::Arrived { payload: referral.filled("ref") };
    item.by_sender(Happening::Said(Said { manner, referral: Some(source(referral)), ..Said::default() }), false)
}

fn source(referral: &Value) -> Referral {
    let advertisement = referral.get("ads_context_data").unwrap_or(&Value::Null);
    Referral {
        id: referral.id("ad_id").or_else(|| referral.filled("ref")),
        source: referral.filled("source"),
        title: advertisement.filled("ad_title"),
        address: referral.filled("referer_uri"),
    }
}
