//! Which conversation a message belongs to: the one it goes on with, or a new one.

use super::{Inbound, Threading};
use crate::change::{Touched, Work};
use std::time::Duration;
use store::conversations::{self, Conversation, Cycle};
use store::messages::Origin;
use store::{contacts, messages, search};
use types::contact::Contact;
use types::conversation::{Preview, Priority, Status, Summary};
use types::{ContactId, ConversationId, InboxId, Problem, Timestamp, Uuid};

/// A customer who writes again within this time after a conversation was resolved goes on with it; later it is a new one.
const REOPEN_WITHIN: Duration = Duration::from_hours(7 * 24);

/// The conversation a message belongs to; `None`: to a new one.
pub(super) async fn find(
    work: &mut Work<'_>,
    contact: ContactId,
    inbound: &Inbound,
) -> Result<Option<Conversation>, Problem> {
    let Threading::ByReferences(references) = &inbound.threading else {
        return open(work, contact, inbound.inbox, inbound.origin).await;
    };
    for reference in references {
        let named = messages::find_by_names(work.conn, inbound.inbox, std::slice::from_ref(reference)).await?;
        let Some(message) = named else { continue };
        let known = conversations::find_to_change(work.conn, work.account, message.conversation).await?;
        // Ids leak when mails are passed on: only who takes part may go on with a conversation.
        if let Some(known) = known.filter(|known| known.summary.contact.id == contact) {
            return Ok(Some(known));
        }
    }
    Ok(None)
}

/// The conversation a customer's next message belongs to; `None`: to a new one. What was said long ago joins the latest, however it stands.
async fn open(
    work: &mut Work<'_>,
    contact: ContactId,
    inbox: InboxId,
    origin: Origin,
) -> Result<Option<Conversation>, Problem> {
    let Some(id) = conversations::latest_of(work.conn, contact, inbox).await? else { return Ok(None) };
    let latest = conversations::find_to_change(work.conn, work.account, id).await?;
    let now = work.now;
    let closed = |resolved_at: Timestamp| origin != Origin::Imported && now.since(resolved_at) > REOPEN_WITHIN;
    Ok(latest.filter(|conversation| !conversation.summary.resolved_at.is_some_and(closed)))
}

/// A new conversation of a contact.
pub(crate) async fn begin_conversation(
    work: &mut Work<'_>,
    contact: ContactId,
    inbox: InboxId,
) -> Result<Touched, Problem> {
    create(work, contact, inbox).await.map(Touched::new)
}

/// A conversation without messages, findable by the name of its contact.
pub(super) async fn create(work: &mut Work<'_>, contact: ContactId, inbox: InboxId) -> Result<Conversation, Problem> {
    let public_id = Uuid::now_v7();
    let (contact, _) = contacts::find(work.conn, work.account, contact).await?.ok_or(Problem::Internal)?;
    let id = conversations::create(work.conn, work.account, inbox, contact.id, public_id, work.now).await?;
    search::add_contact(work.conn, work.account, id, crate::contacts::findable(&contact));
    Ok(fresh(id, public_id, inbox, contact, work.now))
}

/// What `conversations::create` has stored.
fn fresh(id: ConversationId, public_id: Uuid, inbox: InboxId, contact: Contact, now: Timestamp) -> Conversation {
    Conversation {
        summary: Summary {
            id,
            public_id,
            inbox,
            contact,
            status: Status::Open,
            group: None,
            assignee: None,
            priority: Priority::Normal,
            labels: Vec::new(),
            unread: 0,
            marked_unread: false,
            message_count: 0,
            preview: Preview::default(),
            created_at: now,
            last_activity_at: now,
            waiting_since: None,
            first_reply_at: None,
            resolved_at: None,
            outcome: None,
            customer_received_at: None,
            customer_seen_at: None,
            customer_wrote_at: None,
        },
        cycle: Cycle { started_at: now, asked_at: None, answered: false },
        address: None,
    }
}
