//! Messages from customers, whatever the channel: the path that may never lose, double or misorder one.

mod files;
mod sender;

pub use files::ProviderFile;
pub(crate) use sender::find_or_create_address;

use crate::change::{Touched, Work};
use crate::effects;
use crate::messages::media_kind;
use crate::{Desk, errands};
use std::time::Duration;
use store::contacts::{self, Address};
use store::conversations::{self, Conversation, Cycle};
use store::{attachments, message_steps, messages, outbox, search};
use types::contact::Contact;
use types::conversation::{Preview, Priority, Status, Step, Summary};
use types::message::{Activity, Author, Delivery, MediaBody, Message, MessageBody, MessageStep, Quote, StepKind};
use types::{AccountId, ContactId, ConversationId, InboxId, Problem, Timestamp, Uuid};

/// A customer who writes again within this time after a conversation was resolved goes on with it; later it is a new one.
const REOPEN_WITHIN: Duration = Duration::from_hours(7 * 24);

/// A message of a customer, or of the business through another door, as a channel has read it.
#[derive(Clone, Debug)]
pub struct Inbound {
    /// Whose.
    pub account: AccountId,
    /// Where it came in.
    pub inbox: InboxId,
    /// The customer, in the channel's words.
    pub address: String,
    /// Other names the channel has for the same customer.
    pub also: Vec<String>,
    /// What the channel calls them; `None`: they get a stand-in.
    pub name: Option<String>,
    /// Their telephone number, when the channel tells.
    pub phone: Option<String>,
    /// Their e-mail address, when the channel tells.
    pub email: Option<String>,
    /// The channel's name of the message, unique in the inbox: a repeat is the same message.
    pub external_id: String,
    /// The name the sender's own page gave it.
    pub client_id: Option<Uuid>,
    /// What it says; replaced by media when there are attachments.
    pub body: MessageBody,
    /// Keys of files the same address has uploaded.
    pub attachments: Vec<String>,
    /// Files that came with it, or are still at the provider.
    pub files: Vec<ProviderFile>,
    /// The channel's names of the message it answers; none: it answers none.
    pub reply_to: Vec<String>,
    /// How its conversation is found.
    pub threading: Threading,
    /// Written by a program (an automatic mail): it opens nothing and nobody waits for an answer to it.
    pub quiet: bool,
    /// The advertisement or link through which the customer came.
    pub referral: Option<Activity>,
    /// Who wrote it.
    pub writer: Writer,
    /// What happened to it before.
    pub steps: Vec<MessageStep>,
    /// When it was written, by the provider's clock; `None`: now.
    pub sent_at: Option<Timestamp>,
}

/// How the conversation of a message is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Threading {
    /// A customer has one open conversation at a time.
    ByCustomer,
    /// By the messages it refers to, in the channel's names; without any it begins a new one.
    ByReferences(Vec<String>),
}

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Writer {
    /// The customer.
    Customer,
    /// The business, through another door than ours or through ours: then the provider may send our own word back.
    Business {
        /// Our word, when it came back.
        reference: Option<String>,
    },
}

impl Inbound {
    /// A customer's message of which only this is known.
    #[must_use]
    pub const fn new(
        account: AccountId,
        inbox: InboxId,
        address: String,
        external_id: String,
        body: MessageBody,
    ) -> Self {
        Self {
            account,
            inbox,
            address,
            also: Vec::new(),
            name: None,
            phone: None,
            email: None,
            external_id,
            client_id: None,
            body,
            attachments: Vec::new(),
            files: Vec::new(),
            reply_to: Vec::new(),
            threading: Threading::ByCustomer,
            quiet: false,
            referral: None,
            writer: Writer::Customer,
            steps: Vec::new(),
            sent_at: None,
        }
    }
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
    /// Takes in a message: durable when this returns.
    ///
    /// # Errors
    /// `Invalid` for files that are not there, `Unavailable` when nothing could be stored.
    pub async fn receive(&self, inbound: Inbound) -> Result<Accepted, Problem> {
        let mut inbound = inbound;
        for file in &mut inbound.files {
            file.store(&self.blobs).await?;
        }
        self.change(inbound.account, move |work| Box::pin(async move { receive(work, inbound).await })).await
    }
}

async fn receive(work: &mut Work<'_>, inbound: Inbound) -> Result<Accepted, Problem> {
    let address = sender::identify(work, &inbound).await?;
    // From here on, messages of the same sender take turns; only now it is certain whether this one is a repeat.
    contacts::lock(work.conn, address.contact).await?;
    let names = std::slice::from_ref(&inbound.external_id);
    if let Some(message) = messages::find_by_names(work.conn, inbound.inbox, names).await? {
        return Ok(Accepted { message, repeated: true });
    }
    let mut touched = match find_conversation(work, address.contact, &inbound).await? {
        Some(conversation) => Touched::known(conversation),
        None => begin_conversation(work, address.contact, inbound.inbox).await?,
    };
    if let Writer::Business { reference } = &inbound.writer
        && let Some(message) = own_message(work, &touched, &inbound, reference.as_deref()).await?
    {
        return Ok(Accepted { message, repeated: true });
    }
    touched.conversation.address = Some(address.id);
    let message = add(work, &mut touched, inbound, address).await?;
    work.save(touched).await?;
    // What was told about it before it came.
    let external_id = messages::external_id(work.conn, message.id).await?;
    let message = effects::apply_parked(work, message, external_id.into_iter().collect()).await?;
    Ok(Accepted { message, repeated: false })
}

/// Our own message that an echo is about: known by our word, or else by being on its way with the same words.
async fn own_message(
    work: &mut Work<'_>,
    touched: &Touched,
    inbound: &Inbound,
    reference: Option<&str>,
) -> Result<Option<Message>, Problem> {
    let by_word = match reference.and_then(errands::message_of) {
        Some(id) => messages::find(work.conn, work.account, id)
            .await?
            .filter(|message| message.conversation == touched.conversation.summary.id)
            .map(|message| message.id),
        None => None,
    };
    let twin = match by_word {
        Some(id) => Some(id),
        None => {
            let body = serde_json::to_string(&inbound.body).map_err(|_| Problem::Internal)?;
            messages::unanswered_twin(work.conn, touched.conversation.summary.id, &body).await?
        }
    };
    let Some(id) = twin else { return Ok(None) };
    let message = effects::name(work, id, std::slice::from_ref(&inbound.external_id)).await?;
    outbox::delete_message(work.conn, id).await?;
    let delivered = effects::Effect::Delivery { delivery: Delivery::Sent, at: inbound.sent_at };
    effects::apply(work, message, delivered).await.map(Some)
}

/// Adds the message with its files, and everything it does to its conversation.
async fn add(
    work: &mut Work<'_>,
    touched: &mut Touched,
    inbound: Inbound,
    address: Address,
) -> Result<Message, Problem> {
    let from_customer = inbound.writer == Writer::Customer;
    if from_customer && !inbound.quiet {
        touched.step(work, Author::System, Step::CustomerWrote).await?;
    }
    if let Some(referral) = inbound.referral {
        touched.log(work, Author::System, referral).await?;
    }
    let (author, delivery) = match inbound.writer {
        Writer::Customer => (Author::Contact(address.contact), Delivery::Stored),
        Writer::Business { .. } => (Author::Business, Delivery::Sent),
    };
    let mut new = touched.message(work.now, author, inbound.body, delivery);
    if let Some(sent_at) = inbound.sent_at {
        let summary = &touched.conversation.summary;
        new.sent_at = placed(sent_at, [Some(summary.last_activity_at), summary.customer_wrote_at], work.now);
    }
    new.client_id = inbound.client_id;
    new.external_id = Some(inbound.external_id);
    new.reply_to = quote(work, inbound.inbox, &inbound.reply_to).await?;
    let files = check_files(work, &inbound.attachments, inbound.inbox).await?;
    if let Some(first) = files.first() {
        let caption = new.body.words();
        let caption = (!caption.is_empty()).then_some(caption);
        new.body = MessageBody::Media(MediaBody { media: media_kind(first), caption, voice: false });
    }
    let conversation = new.conversation;
    let before = touched.conversation.clone();
    let mut message = touched.add(work, new).await?;
    if inbound.quiet {
        touched.conversation.cycle = before.cycle;
        touched.conversation.summary.waiting_since = before.summary.waiting_since;
        touched.conversation.summary.unread = before.summary.unread;
    }
    for key in &inbound.attachments {
        let taken = attachments::take_from_customer(work.conn, key, address.id, conversation, message.id).await?;
        message.attachments.push(taken.ok_or_else(gone)?);
    }
    for file in inbound.files {
        let attachment = file.attach(work, inbound.inbox, conversation, message.id).await?;
        message.attachments.push(attachment);
    }
    touched.replace_last(&message);
    let mut steps = inbound.steps;
    if !steps.is_empty() {
        steps.push(MessageStep { at: work.now, step: StepKind::Stored, detail: String::new() });
        message_steps::add(work.conn, work.account, message.id, steps).await?;
    }
    Ok(message)
}

/// When a message was written, by its provider's clock. Never trust a time from the future.
fn placed(sent_at: Timestamp, before: [Option<Timestamp>; 2], now: Timestamp) -> Timestamp {
    // Most providers cut the fraction off: within the second, what comes later is later. Else an answer that was tapped at once
    // would stand before its question, and the customer's next words before their last ones.
    let is_cut = sent_at.0 % 1_000_000 == 0;
    let within = |known: &Timestamp| is_cut && *known > sent_at && known.since(sent_at) < Duration::from_secs(1);
    before.into_iter().flatten().filter(within).max().unwrap_or_else(|| sent_at.min(now))
}

/// What a message answers, as far as we know it.
pub(crate) async fn quote(work: &mut Work<'_>, inbox: InboxId, names: &[String]) -> Result<Option<Quote>, Problem> {
    let Some(first) = names.first() else { return Ok(None) };
    let known = messages::find_by_names(work.conn, inbox, names).await?;
    let external_id = Some(first.clone());
    Ok(Some(match known {
        Some(message) => Quote {
            message: Some(message.id),
            external_id,
            author: Some(message.author.kind()),
            text: message.body.preview(),
        },
        None => Quote { message: None, external_id, author: None, text: String::new() },
    }))
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

/// The conversation a message belongs to; `None`: to a new one.
async fn find_conversation(
    work: &mut Work<'_>,
    contact: ContactId,
    inbound: &Inbound,
) -> Result<Option<Conversation>, Problem> {
    let Threading::ByReferences(references) = &inbound.threading else {
        return open_conversation(work, contact, inbound.inbox).await;
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
            customer_wrote_at: None,
        },
        cycle: Cycle { started_at: now, asked_at: None, answered: false },
        address: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_within_the_second_of_its_question_stands_behind_it() {
        let second = Timestamp::from_seconds(1_774_746_000);
        let (asked, now) = (second + Duration::from_millis(600), second + Duration::from_millis(900));
        let placed = |sent_at, wrote_at| placed(sent_at, [Some(asked), wrote_at], now);
        assert_eq!(placed(second, None), asked);
        // Exact times, and times of another second, are believed.
        let exact = second + Duration::from_millis(400);
        assert_eq!(placed(exact, None), exact);
        let earlier = second - Duration::from_secs(1);
        assert_eq!(placed(earlier, None), earlier);
        assert_eq!(placed(now + Duration::from_secs(60), None), now);
        // Something was said since, but the customer's last words of that second stay before these.
        let wrote_at = earlier + Duration::from_millis(300);
        assert_eq!(placed(earlier, Some(wrote_at)), wrote_at);
    }
}
