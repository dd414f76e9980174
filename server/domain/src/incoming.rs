//! Messages from customers, whatever the channel: the path that may never lose, double or misorder one.

use crate::Desk;
use crate::change::{Touched, Work};
use crate::messages::media_kind;
use std::time::Duration;
use store::contacts::{self, Address};
use store::conversations::{self, Conversation, Cycle};
use store::{attachments, messages, search};
use types::contact::Contact;
use types::conversation::{Preview, Priority, Status, Step, Summary};
use types::message::{Author, Delivery, MediaBody, Message, MessageBody};
use types::{AccountId, ContactId, ConversationId, InboxId, Problem, Timestamp, Uuid};

/// A customer who writes again within this time after a conversation was resolved goes on with it; later it is a new one.
const REOPEN_WITHIN: Duration = Duration::from_hours(7 * 24);

/// A message from a customer, as a channel has read it.
#[derive(Clone, Debug)]
pub struct Inbound {
    /// Whose.
    pub account: AccountId,
    /// Where it came in.
    pub inbox: InboxId,
    /// Who wrote it, in the channel's words.
    pub address: String,
    /// What the channel calls them; `None`: they get a stand-in.
    pub name: Option<String>,
    /// The channel's name of the message, unique in the inbox: a repeat is the same message.
    pub external_id: String,
    /// The name the sender's own page gave it.
    pub client_id: Option<Uuid>,
    /// What it says; replaced by media when there are attachments.
    pub body: MessageBody,
    /// Keys of files the same address has uploaded.
    pub attachments: Vec<String>,
    /// When it was written, by the provider's clock; `None`: now.
    pub sent_at: Option<Timestamp>,
}

/// What became of an inbound message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The message, stored now or before.
    pub message: Message,
    /// It had been stored before.
    pub repeated: bool,
}

impl Desk {
    /// Takes in a customer's message: durable when this returns.
    ///
    /// # Errors
    /// `Invalid` for files that are not there, `Unavailable` when nothing could be stored.
    pub async fn receive(&self, inbound: Inbound) -> Result<Accepted, Problem> {
        self.change(inbound.account, move |work| Box::pin(async move { receive(work, inbound).await })).await
    }
}

async fn receive(work: &mut Work<'_>, inbound: Inbound) -> Result<Accepted, Problem> {
    let name = inbound.name.as_deref();
    let address = find_or_create_address(work, inbound.inbox, &inbound.address, name).await?;
    // From here on, messages of the same sender take turns; only now it is certain whether this one is a repeat.
    contacts::lock_address(work.conn, address.id).await?;
    if let Some(message) = messages::find_by_external_id(work.conn, inbound.inbox, &inbound.external_id).await? {
        return Ok(Accepted { message, repeated: true });
    }
    let mut touched = match open_conversation(work, address.contact, inbound.inbox).await? {
        Some(conversation) => Touched::known(conversation),
        None => begin_conversation(work, address.contact, inbound.inbox).await?,
    };
    let author = Author::Contact(address.contact);
    touched.step(work, Author::System, Step::CustomerWrote).await?;
    let mut new = touched.message(work.now, author, inbound.body, Delivery::Stored);
    if let Some(sent_at) = inbound.sent_at {
        // Never trust a time from the future.
        new.sent_at = sent_at.min(work.now);
    }
    new.client_id = inbound.client_id;
    new.external_id = Some(inbound.external_id);
    let files = check_files(work, &inbound.attachments, inbound.inbox).await?;
    if let Some(first) = files.first() {
        let caption = new.body.words();
        let caption = (!caption.is_empty()).then_some(caption);
        new.body = MessageBody::Media(MediaBody { media: media_kind(first), caption, voice: false });
    }
    let conversation = new.conversation;
    let mut message = touched.add(work, new).await?;
    for key in &inbound.attachments {
        let taken = attachments::take_from_customer(work.conn, key, address.id, conversation, message.id).await?;
        message.attachments.push(taken.ok_or_else(gone)?);
    }
    touched.replace_last(&message);
    work.save(touched).await?;
    Ok(Accepted { message, repeated: false })
}

fn gone() -> Problem {
    Problem::invalid("attachments", "One of the files is not there any more. Please attach it again.")
}

async fn check_files(
    work: &mut Work<'_>,
    keys: &[String],
    inbox: InboxId,
) -> Result<Vec<types::message::Attachment>, Problem> {
    let mut files = Vec::with_capacity(keys.len());
    for key in keys {
        let file = attachments::find_by_key(work.conn, key).await?;
        files.push(file.filter(|file| file.inbox == inbox && file.message.is_none()).ok_or_else(gone)?.attachment);
    }
    Ok(files)
}

/// Who that is. Of several writers who meet a new address at once one makes the contact and the others find it.
pub(crate) async fn find_or_create_address(
    work: &mut Work<'_>,
    inbox: InboxId,
    external_id: &str,
    name: Option<&str>,
) -> Result<Address, Problem> {
    if let Some(address) = contacts::find_address(work.conn, inbox, external_id).await? {
        return Ok(address);
    }
    let stand_in = format!("Visitor {:04}", work.now.0.rem_euclid(9_999_991) % 10_000);
    let contact = contacts::create(work.conn, work.account, name.unwrap_or(&stand_in), work.now).await?;
    match contacts::create_address(work.conn, work.account, inbox, contact, external_id, work.now).await? {
        Some(address) => Ok(address),
        None => {
            contacts::delete(work.conn, work.account, contact).await?;
            contacts::find_address(work.conn, inbox, external_id).await?.ok_or(Problem::Internal)
        }
    }
}

/// The conversation a customer's next message belongs to; `None`: to a new one.
async fn open_conversation(
    work: &mut Work<'_>,
    contact: ContactId,
    inbox: InboxId,
) -> Result<Option<Conversation>, Problem> {
    let Some(id) = conversations::latest_of(work.conn, contact, inbox).await? else { return Ok(None) };
    let latest = conversations::find_to_change(work.conn, work.account, id).await?;
    let now = work.now;
    let closed = |resolved_at: Timestamp| now.since(resolved_at) > REOPEN_WITHIN;
    Ok(latest.filter(|conversation| !conversation.summary.resolved_at.is_some_and(closed)))
}

/// A new conversation of a contact, findable by their name.
pub(crate) async fn begin_conversation(
    work: &mut Work<'_>,
    contact: ContactId,
    inbox: InboxId,
) -> Result<Touched, Problem> {
    let public_id = Uuid::now_v7();
    let (contact, _) = contacts::find(work.conn, work.account, contact).await?.ok_or(Problem::Internal)?;
    let id = conversations::create(work.conn, work.account, inbox, contact.id, public_id, work.now).await?;
    search::set_contact(work.conn, work.account, id, &crate::contacts::findable(&contact)).await?;
    Ok(Touched::new(fresh(id, public_id, inbox, contact, work.now)))
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
        },
        cycle: Cycle { started_at: now, asked_at: None, answered: false },
    }
}
