//! Cuts what an agent sends into messages the channel can carry: each is one bubble with a fate of its own.

use super::{attachment, media_kind};
use crate::Actor;
use crate::change::{Touched, Work};
use std::time::Duration;
use store::{messages, templates};
use types::draft::{ChosenTemplate, Outgoing};
use types::inbox::{Capabilities, Inbox, InboxState};
use types::message::{Audience, MediaBody, MediaKind, MessageBody, TemplateStatus, open_comment};
use types::{AttachmentId, Noun, Problem, Timestamp, Uuid};

/// Messages that are looked at to find a comment that can be answered.
const RECENT: i64 = 20;

/// One message of several.
pub(super) struct Part {
    /// What it says.
    pub(super) body: MessageBody,
    /// Its files.
    pub(super) files: Vec<AttachmentId>,
    /// The quote stands on it.
    pub(super) quotes: bool,
}

/// The messages to be sent, in order; at least one.
pub(super) async fn of(
    work: &mut Work<'_>,
    actor: &Actor,
    touched: &Touched,
    inbox: &Inbox,
    outgoing: &Outgoing,
    text: String,
) -> Result<Vec<Part>, Problem> {
    let can = inbox.channel.capabilities();
    if inbox.state == InboxState::Removed {
        return Err(Problem::conflict("This inbox was removed, so nothing can be sent in its conversations any more."));
    }
    if let Some(chosen) = &outgoing.template {
        return Ok(vec![template(work, actor, inbox, outgoing, chosen).await?]);
    }
    let wrote_at = touched.conversation.summary.customer_wrote_at;
    let conversation = touched.conversation.summary.id;
    let closed = must_be_open(&can, inbox, wrote_at, work.now).err();
    if let Some(problem) = &closed {
        let recent = messages::latest(work.conn, conversation, Audience::Customer, RECENT).await?;
        if open_comment(&recent, work.now).is_none() {
            return Err(problem.clone());
        }
    }
    let mut files = Vec::with_capacity(outgoing.attachments.len());
    for id in &outgoing.attachments {
        files.push((*id, media_kind(&attachment(work, actor, *id, conversation).await?)));
    }
    let mut parts = cut(&can, &files, &text);
    if closed.is_some() && (parts.len() > 1 || !files.is_empty()) {
        let title = inbox.channel.title();
        return Err(Problem::conflict(format!(
            "{title} lets a comment be answered with one message, without files. Send some words, and more when they have answered."
        )));
    }
    if let Some(first) = parts.first_mut() {
        first.quotes = can.quotes;
    }
    Ok(parts)
}

/// Outside the window only templates are possible; the provider would refuse, and the agent would hear of it too late.
fn must_be_open(can: &Capabilities, inbox: &Inbox, wrote_at: Option<Timestamp>, now: Timestamp) -> Result<(), Problem> {
    let Some(hours) = can.person_window_hours.or(can.reply_window_hours) else { return Ok(()) };
    let open = wrote_at.is_some_and(|at| now.since(at) < Duration::from_hours(u64::from(hours)));
    if open {
        return Ok(());
    }
    let title = inbox.channel.title();
    let way_out = if can.templates { "Send a template instead." } else { "Wait until they write again." };
    Err(Problem::conflict(format!(
        "{title} allows answers only within {hours} hours of the customer's last message. {way_out}"
    )))
}

async fn template(
    work: &mut Work<'_>,
    actor: &Actor,
    inbox: &Inbox,
    outgoing: &Outgoing,
    chosen: &ChosenTemplate,
) -> Result<Part, Problem> {
    let ChosenTemplate { name, language, values } = chosen;
    let known = templates::find(work.conn, actor.account, inbox.id, name, language).await?;
    let known = known.filter(|template| template.status == TemplateStatus::Approved);
    let known = known.ok_or(Problem::NotFound { what: Noun::Template })?;
    let values = known.check(values)?;
    let text = known.preview(&values);
    let body = MessageBody::Template { name: known.name, language: known.language, text, values };
    Ok(Part { body, files: outgoing.attachments.iter().take(1).copied().collect(), quotes: false })
}

/// The pure part: text and files, by what the channel can carry.
fn cut(can: &Capabilities, files: &[(AttachmentId, MediaKind)], text: &str) -> Vec<Part> {
    let part = |body, files| Part { body, files, quotes: false };
    let media = |kind, caption| MessageBody::Media(MediaBody { media: kind, caption, voice: false });
    let Some((_, kind)) = files.first() else {
        let texts = can.text_unit.pieces(text, can.text_limit);
        return texts.into_iter().map(|text| part(MessageBody::Text { text }, Vec::new())).collect();
    };
    let fits = can.text_unit.count(text) <= can.caption_limit && *kind != MediaKind::Sticker;
    // Providers take no words with sounds.
    let fits = fits && (can.many_files || *kind != MediaKind::Audio);
    let caption = (fits && !text.is_empty()).then(|| text.to_owned());
    let mut parts = Vec::new();
    if can.many_files {
        parts.push(part(media(*kind, caption), files.iter().map(|(id, _)| *id).collect()));
    } else {
        for (place, (id, kind)) in files.iter().enumerate() {
            parts.push(part(media(*kind, caption.clone().filter(|_| place == 0)), vec![*id]));
        }
    }
    if !fits {
        parts.extend(cut(can, &[], text).into_iter().filter(|_| !text.is_empty()));
    }
    parts
}

/// The client ids of the parts: the first has the sender's, the others ones that follow from it, so that a repeat is a repeat.
pub(super) fn client_id(first: Uuid, place: usize) -> Uuid {
    Uuid::from_u128(first.as_u128() ^ u128::try_from(place).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::inbox::ChannelKind;

    #[test]
    fn files_travel_one_by_one_with_the_words_on_the_first_where_they_fit() {
        let files = [(AttachmentId(1), MediaKind::Image), (AttachmentId(2), MediaKind::Document)];
        let whatsapp = cut(&ChannelKind::Whatsapp.capabilities(), &files, "Look");
        let said: Vec<_> = whatsapp.iter().map(|part| (part.files.len(), part.body.words())).collect();
        assert_eq!(said, [(1, "Look".to_owned()), (1, String::new())]);
        let messenger = cut(&ChannelKind::Messenger.capabilities(), &files, "Look");
        let said: Vec<_> = messenger.iter().map(|part| (part.files.len(), part.body.words())).collect();
        assert_eq!(said, [(1, String::new()), (1, String::new()), (0, "Look".to_owned())]);
        assert_eq!(cut(&ChannelKind::Website.capabilities(), &files, "Look").len(), 1);
    }

    #[test]
    fn the_window_closes_after_its_hours() {
        let inbox = Inbox {
            id: types::InboxId(1),
            name: "Line".to_owned(),
            channel: ChannelKind::Whatsapp,
            state: InboxState::Active,
        };
        let can = inbox.channel.capabilities();
        let hours = |hours: i64| Timestamp::from_seconds(hours * 3_600);
        assert!(must_be_open(&can, &inbox, Some(hours(1)), hours(24)).is_ok());
        assert!(must_be_open(&can, &inbox, Some(hours(0)), hours(24)).is_err());
        assert!(must_be_open(&can, &inbox, None, hours(24)).is_err());
    }

    #[test]
    fn parts_have_ids_that_follow_from_the_first() {
        let first = Uuid::from_u128(8);
        assert_eq!(client_id(first, 0), first);
        assert_eq!(client_id(first, 1), client_id(first, 1));
        assert_ne!(client_id(first, 1), client_id(first, 2));
    }
}
