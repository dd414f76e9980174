//! Messages from customers, whatever the channel: the path that may never lose, double or misorder one.

mod conversation;
mod echo;
mod files;
mod page;
mod place;
mod sender;
mod strangers;

pub(crate) use conversation::begin_conversation;
pub use files::ProviderFile;
pub use page::Page;
pub(crate) use place::quote;
pub(crate) use sender::find_or_create_address;
pub use store::messages::Origin;
pub use strangers::Stranger;
pub(crate) use strangers::introduce;

use crate::blobs::Blobs;
use crate::change::{Touched, Work};
use crate::channels::{self, ProviderCall};
use crate::messages::media_kind;
use crate::{Desk, effects};
use store::contacts::{self, Address};
use store::messages::NewMessage;
use store::{attachments, message_steps, messages};
use types::conversation::Step;
use types::message::{Activity, Author, Delivery, MediaBody, Message, MessageBody, MessageStep, StepKind};
use types::{AccountId, InboxId, Problem, Timestamp, Uuid};

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
    /// The page a mail came with.
    pub page: Option<Page>,
    /// The channel's names of the message it answers; none: it answers none.
    pub reply_to: Vec<String>,
    /// How its conversation is found.
    pub threading: Threading,
    /// How it comes here. What is not live opens nothing, and nobody waits for an answer to it.
    pub origin: Origin,
    /// The advertisement or link through which the customer came.
    pub referral: Option<Activity>,
    /// Who wrote it.
    pub writer: Writer,
    /// What happened to it before.
    pub steps: Vec<MessageStep>,
    /// When it was written, by the provider's clock; `None`: now.
    pub sent_at: Option<Timestamp>,
    /// The call it came in, to be kept with it.
    pub call: Option<ProviderCall>,
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
            page: None,
            reply_to: Vec::new(),
            threading: Threading::ByCustomer,
            origin: Origin::Live,
            referral: None,
            writer: Writer::Customer,
            steps: Vec::new(),
            sent_at: None,
            call: None,
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
        inbound.store(&self.blobs).await?;
        let (account, stored) = (inbound.account, inbound.stored());
        let accepted = self.change(account, move |work| Box::pin(async move { receive(work, inbound).await })).await?;
        if accepted.repeated || accepted.message.body == MessageBody::Deleted {
            // The message has its files already, or was taken back before it came: these are named nowhere.
            for key in stored {
                self.blobs.delete(&key).await;
            }
        }
        Ok(accepted)
    }
}

impl Inbound {
    /// Puts what came along into the store, before anything names it.
    async fn store(&mut self, blobs: &Blobs) -> Result<(), Problem> {
        for file in &mut self.files {
            file.store(blobs).await?;
        }
        if let Some(page) = &mut self.page {
            page.store(blobs).await?;
            page.name_in(&mut self.body, &self.files);
        }
        Ok(())
    }

    /// The keys of what was stored.
    fn stored(&self) -> Vec<String> {
        let files = self.files.iter().filter_map(ProviderFile::key);
        files.chain(self.page.as_ref().and_then(Page::key)).map(str::to_owned).collect()
    }
}

async fn receive(work: &mut Work<'_>, mut inbound: Inbound) -> Result<Accepted, Problem> {
    channels::keep(work, inbound.inbox, inbound.call.take());
    let address = sender::identify(work, &inbound).await?;
    // From here on, messages of the same sender take turns; only now it is certain whether this one is a repeat.
    contacts::lock(work.conn, address.contact).await?;
    let names = std::slice::from_ref(&inbound.external_id);
    if let Some(message) = messages::find_by_names(work.conn, inbound.inbox, names).await? {
        return Ok(Accepted { message, repeated: true });
    }
    let mut touched = match conversation::find(work, address.contact, &inbound).await? {
        Some(conversation) => Touched::known(conversation),
        None => {
            let conversation = conversation::create(work, address.contact, inbound.inbox).await?;
            if inbound.origin == Origin::Imported { Touched::over(conversation) } else { Touched::new(conversation) }
        }
    };
    // What was said long ago is no echo of what is on its way now, even with the same words.
    if let Writer::Business { reference } = &inbound.writer
        && inbound.origin != Origin::Imported
        && let Some(message) = echo::own_message(work, &touched, &inbound, reference.as_deref()).await?
    {
        return Ok(Accepted { message, repeated: true });
    }
    sender::learn(work, &mut touched, &inbound).await?;
    touched.conversation.address = Some(address.id);
    let (inbox, name) = (inbound.inbox, inbound.external_id.clone());
    let message = add(work, &mut touched, inbound, address).await?;
    work.save(touched).await?;
    // What was told about it before it came.
    let message = effects::apply_parked(work, inbox, message, &[name]).await?;
    Ok(Accepted { message, repeated: false })
}

/// Adds the message with its files, and everything it does to its conversation.
async fn add(
    work: &mut Work<'_>,
    touched: &mut Touched,
    inbound: Inbound,
    address: Address,
) -> Result<Message, Problem> {
    let from_customer = inbound.writer == Writer::Customer;
    if from_customer && inbound.origin == Origin::Live {
        touched.step(work, Author::System, Step::CustomerWrote).await?;
    }
    let summary = &touched.conversation.summary;
    let before = [Some(summary.last_activity_at), summary.customer_wrote_at];
    let sent_at = inbound.sent_at.map(|sent_at| place::placed(sent_at, before, work.now));
    if let Some(referral) = inbound.referral {
        let line = touched.message(work.now, Author::System, MessageBody::Activity(referral), Delivery::Stored);
        // The line about something of long ago stands there as well.
        let then = sent_at.filter(|_| inbound.origin == Origin::Imported);
        let line = NewMessage { origin: inbound.origin, sent_at: then.unwrap_or(line.sent_at), ..line };
        touched.add(work, line).await?;
    }
    let (author, delivery) = match inbound.writer {
        Writer::Customer => (Author::Contact(address.contact), Delivery::Stored),
        Writer::Business { .. } => (Author::Business, Delivery::Sent),
    };
    let mut new = touched.message(work.now, author, inbound.body, delivery);
    new.sent_at = sent_at.unwrap_or(new.sent_at);
    new.origin = inbound.origin;
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
    let mut message = touched.add(work, new).await?;
    for key in &inbound.attachments {
        let taken = attachments::take_from_customer(work.conn, key, address.id, conversation, message.id).await?;
        message.attachments.push(taken.ok_or_else(gone)?);
    }
    for file in inbound.files {
        let attachment = file.attach(work, inbound.inbox, conversation, message.id).await?;
        message.attachments.push(attachment);
    }
    if let Some(page) = inbound.page {
        page.attach(work, inbound.inbox, conversation, message.id).await?;
    }
    touched.replace_last(&message);
    let mut steps = inbound.steps;
    if !steps.is_empty() {
        steps.push(MessageStep { at: work.now, step: StepKind::Stored, detail: String::new() });
        message_steps::add(work.conn, work.account, message.id, steps);
    }
    Ok(message)
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
