//! A message of the desk, in the words of the channels.

use channels::{Content, MailThread, OutFile, Outbound};
use domain::outbox::Shipment;
use domain::{Desk, Task};
use types::message::{Attachment, MessageBody};
use types::{Noun, Problem};

/// Packs a message with the bytes of its files.
///
/// # Errors
/// `Unavailable` when a file cannot be read right now; anything else when there is nothing that could be sent.
pub(super) async fn pack(desk: &Desk, url: &str, shipment: &Shipment) -> Result<Outbound, Problem> {
    let mail = shipment.mail.as_ref().map(|mail| MailThread {
        subject: mail.subject.clone(),
        message_id: mail.message_id.clone(),
        in_reply_to: mail.in_reply_to.clone(),
        references: mail.references.clone(),
        reply_to: None,
        copies: Vec::new(),
        automatic: !shipment.by_person(),
    });
    Ok(Outbound {
        to: shipment.to.clone(),
        also: shipment.also.clone(),
        reference: shipment.reference.clone(),
        content: content(desk, url, shipment).await?,
        reply_to: shipment.reply_to.clone(),
        comment: shipment.comment.clone(),
        customer_wrote_ago: shipment.customer_wrote_ago,
        by_person: shipment.by_person(),
        mail,
    })
}

async fn content(desk: &Desk, url: &str, shipment: &Shipment) -> Result<Content, Problem> {
    if let Task::Reaction(emoji) = &shipment.parcel.task {
        let missing = Problem::NotFound { what: Noun::Message };
        let message = shipment.external_id.clone().ok_or(missing)?;
        return Ok(Content::Reaction { message, emoji: emoji.clone() });
    }
    let mut files = Vec::with_capacity(shipment.message.attachments.len());
    for attachment in &shipment.message.attachments {
        files.push(file(desk, url, attachment).await?);
    }
    let body = &shipment.message.body;
    if shipment.mail.is_some() {
        return Ok(Content::Mail { text: body.words(), files });
    }
    let first = files.into_iter().next();
    Ok(match (body.clone(), first) {
        (MessageBody::Media(media), Some(file)) => {
            Content::Media { kind: media.media, caption: media.caption, voice: media.voice, file }
        }
        (MessageBody::Location(location), _) => Content::Location(location),
        (MessageBody::Contacts { cards }, _) => Content::Contacts(cards),
        (MessageBody::Interactive(question), _) => Content::Interactive(question),
        (MessageBody::Template { name, values, .. }, media) => {
            let gone =
                || Problem::conflict(format!("The template {name} is not there any more. Please choose another one."));
            Content::Template { template: Box::new(shipment.template.clone().ok_or_else(gone)?), values, media }
        }
        (body, _) => {
            let words = body.words();
            if words.trim().is_empty() {
                return Err(Problem::conflict("This kind of message cannot be sent by this channel."));
            }
            Content::Text(words)
        }
    })
}

async fn file(desk: &Desk, url: &str, attachment: &Attachment) -> Result<OutFile, Problem> {
    Ok(OutFile {
        name: attachment.name.clone(),
        media_type: attachment.media_type.clone(),
        bytes: desk.bytes_of(&attachment.key).await?,
        url: Some(format!("{url}/lent/{}", desk.lend(&attachment.key)?)),
    })
}
