//! The row of a message, and its way into the timeline's word and back.

use super::NewMessage;
use crate::StoreError;
use crate::db::Conn;
use crate::schema::{attachments, messages};
use diesel::prelude::*;
use types::message::{Attachment, Author, AuthorKind, Delivery, Message, MessageBody};
use types::{AccountId, AttachmentId, ContactId, ConversationId, InboxId, MessageId, Timestamp, UserId, Uuid};

#[derive(Queryable, Selectable)]
#[diesel(table_name = messages)]
pub(super) struct MessageRow {
    id: MessageId,
    conversation_id: ConversationId,
    body: String,
    author_kind: AuthorKind,
    author_id: Option<i64>,
    client_id: Option<String>,
    delivery: String,
    delivery_reason: Option<String>,
    delivery_code: Option<String>,
    quote: Option<String>,
    reactions: String,
    edited_at: Option<Timestamp>,
    sent_at: Timestamp,
    received_at: Timestamp,
}

impl MessageRow {
    fn into_message(self, mut attachments: Vec<Attachment>) -> Message {
        let author_id = self.author_id.unwrap_or_default();
        // Never lost: what cannot be read is shown as such.
        let body: MessageBody = serde_json::from_str(&self.body)
            .unwrap_or_else(|_| MessageBody::Unsupported { what: "unreadable".to_owned() });
        if let Some(page) = body.page() {
            attachments.retain(|file| file.key != page.key);
        }
        Message {
            id: self.id,
            conversation: self.conversation_id,
            author: match self.author_kind {
                AuthorKind::Contact => Author::Contact(ContactId(author_id)),
                AuthorKind::Agent => Author::Agent(UserId(author_id)),
                AuthorKind::Bot => Author::Bot,
                AuthorKind::Business => Author::Business,
                AuthorKind::System => Author::System,
            },
            body,
            attachments,
            client_id: self.client_id.and_then(|id| Uuid::parse_str(&id).ok()),
            delivery: Delivery::from_parts(&self.delivery, self.delivery_reason, self.delivery_code),
            reply_to: self.quote.and_then(|quote| serde_json::from_str(&quote).ok()),
            reactions: if self.reactions.is_empty() {
                Vec::new()
            } else {
                serde_json::from_str(&self.reactions).unwrap_or_default()
            },
            edited_at: self.edited_at,
            sent_at: self.sent_at,
            received_at: self.received_at,
        }
    }
}

type AttachmentRow = (Option<MessageId>, AttachmentId, String, String, String, i64, String, Option<String>);

/// Fetches the attachments of all rows in one query.
pub(super) async fn with_attachments(conn: &mut Conn, rows: Vec<MessageRow>) -> Result<Vec<Message>, StoreError> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let query = attachments::table.filter(attachments::message_id.eq_any(ids)).order(attachments::id).select((
        attachments::message_id,
        attachments::id,
        attachments::key,
        attachments::name,
        attachments::media_type,
        attachments::bytes,
        attachments::state,
        attachments::failure,
    ));
    let files = if rows.is_empty() { Vec::new() } else { conn.load::<AttachmentRow, _>(query).await? };
    let files_of = |message: MessageId| {
        let own = files.iter().filter(|file| file.0 == Some(message)).cloned();
        own.map(|(_, id, key, name, media_type, bytes, state, failure)| Attachment {
            id,
            key,
            name,
            media_type,
            bytes,
            state: crate::attachments::file_state(&state, failure),
        })
        .collect()
    };
    Ok(rows
        .into_iter()
        .map(|row| {
            let files = files_of(row.id);
            row.into_message(files)
        })
        .collect())
}

#[derive(Insertable)]
#[diesel(table_name = messages, treat_none_as_default_value = false)]
pub(super) struct NewRow {
    account_id: AccountId,
    inbox_id: InboxId,
    conversation_id: ConversationId,
    kind: &'static str,
    body: String,
    internal: bool,
    author_kind: AuthorKind,
    author_id: Option<i64>,
    client_id: Option<String>,
    external_id: Option<String>,
    delivery: &'static str,
    delivery_reason: Option<String>,
    delivery_code: Option<String>,
    reply_to_id: Option<MessageId>,
    quote: Option<String>,
    reactions: &'static str,
    edit_version: i64,
    origin: &'static str,
    sent_at: Timestamp,
    received_at: Timestamp,
}

impl NewRow {
    pub(super) fn of(account: AccountId, message: &NewMessage) -> Result<Self, StoreError> {
        Ok(Self {
            account_id: account,
            inbox_id: message.inbox,
            conversation_id: message.conversation,
            kind: message.body.kind(),
            body: serde_json::to_string(&message.body).map_err(|e| StoreError::Failed(e.to_string()))?,
            internal: message.body.is_internal(),
            author_kind: message.author.kind(),
            author_id: match message.author {
                Author::Contact(id) => Some(id.0),
                Author::Agent(id) => Some(id.0),
                Author::Bot | Author::Business | Author::System => None,
            },
            client_id: message.client_id.map(|id| id.to_string()),
            external_id: message.external_id.clone(),
            delivery: message.delivery.as_str(),
            delivery_reason: message.delivery.reason().map(str::to_owned),
            delivery_code: message.delivery.code().map(str::to_owned),
            reply_to_id: message.reply_to.as_ref().and_then(|quote| quote.message),
            quote: match &message.reply_to {
                Some(quote) => Some(serde_json::to_string(quote).map_err(|e| StoreError::Failed(e.to_string()))?),
                None => None,
            },
            reactions: "",
            edit_version: 0,
            origin: message.origin.as_str(),
            sent_at: message.sent_at,
            received_at: message.received_at,
        })
    }
}
