//! Everything that handing over one message needs, read in the transaction that takes it.

use crate::change::Work;
use crate::channels::{self, InboxConfig};
use crate::errands;
use crate::vault::Vault;
use std::time::Duration;
use store::outbox::Parcel;
use store::{contacts, conversations, inboxes, messages, templates};
use types::Problem;
use types::message::{Audience, Author, Message, MessageBody, Template, open_comment};

/// Mails of a conversation that a new one refers to, at most.
const REFERENCES: i64 = 20;

/// A message on its way to its provider.
#[derive(Clone, Debug)]
pub struct Shipment {
    /// The place in the queue.
    pub parcel: Parcel,
    /// How the provider is reached.
    pub inbox: InboxConfig,
    /// The message.
    pub message: Message,
    /// The customer, in the channel's words.
    pub to: String,
    /// Other names the channel has for them.
    pub also: Vec<String>,
    /// Our word for the message, to be sent along.
    pub reference: String,
    /// The channel's name of the message itself: reactions need it.
    pub external_id: Option<String>,
    /// The channel's name of the message that is answered.
    pub reply_to: Option<String>,
    /// The comment that is answered privately, in the channel's name.
    pub comment: Option<String>,
    /// Time since the customer's last message.
    pub customer_wrote_ago: Option<Duration>,
    /// The template, when one is sent.
    pub template: Option<Template>,
    /// How a mail goes on with its thread.
    pub mail: Option<MailThread>,
}

impl Shipment {
    /// A person wrote it, no program.
    #[must_use]
    pub const fn by_person(&self) -> bool {
        matches!(self.message.author, Author::Agent(_))
    }
}

/// How a mail goes on with its thread (RFC 5322, §3.6.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailThread {
    /// Its subject.
    pub subject: String,
    /// Its own id, without angle brackets.
    pub message_id: String,
    /// The customer's last mail.
    pub in_reply_to: Option<String>,
    /// Mails of the thread, oldest first.
    pub references: Vec<String>,
}

/// `None`: there is nothing to hand over any more.
pub(super) async fn load(work: &mut Work<'_>, vault: &Vault, parcel: &Parcel) -> Result<Option<Shipment>, Problem> {
    let account = parcel.account;
    let Some(message) = messages::find(work.conn, account, parcel.message).await? else { return Ok(None) };
    let Some(conversation) = conversations::find_to_change(work.conn, account, message.conversation).await? else {
        return Ok(None);
    };
    let Some(inbox) = inboxes::find(work.conn, account, parcel.inbox).await? else { return Ok(None) };
    let inbox = channels::open(vault, inbox)?;
    let contact = conversation.summary.contact.id;
    let names = contacts::addresses_of(work.conn, parcel.inbox, contact).await?;
    let current = names.iter().find(|(id, _)| Some(*id) == conversation.address).or(names.first());
    let Some((chosen, to)) = current.cloned() else { return Ok(None) };
    let also = names.into_iter().filter(|(id, _)| *id != chosen).map(|(_, name)| name).collect();
    let template = match &message.body {
        MessageBody::Template { name, language, .. } => {
            templates::find(work.conn, account, parcel.inbox, name, language).await?
        }
        _ => None,
    };
    let recent = messages::latest(work.conn, message.conversation, Audience::Customer, REFERENCES).await?;
    let before: Vec<Message> = recent.iter().filter(|known| known.place() < message.place()).cloned().collect();
    let comment = match open_comment(&before, work.now) {
        Some((comment, _)) => messages::external_id(work.conn, comment.id).await?,
        None => None,
    };
    let mail =
        if inbox.channel.capabilities().subjects { Some(thread(work, &inbox, &message, &recent).await?) } else { None };
    Ok(Some(Shipment {
        parcel: parcel.clone(),
        reference: errands::reference(&message),
        external_id: messages::external_id(work.conn, message.id).await?,
        reply_to: message.reply_to.as_ref().and_then(|quote| quote.external_id.clone()),
        comment,
        customer_wrote_ago: conversation.summary.customer_wrote_at.map(|at| work.now.since(at)),
        template,
        mail,
        to,
        also,
        inbox,
        message,
    }))
}

async fn thread(
    work: &mut Work<'_>,
    inbox: &InboxConfig,
    message: &Message,
    recent: &[Message],
) -> Result<MailThread, Problem> {
    let subject = recent.iter().find_map(|known| match &known.body {
        MessageBody::Email(email) => Some(email.subject.clone()),
        _ => None,
    });
    let subject = match subject {
        Some(subject) if subject.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("re:")) => subject,
        Some(subject) if !subject.trim().is_empty() => format!("Re: {subject}"),
        _ => format!("Your message to {}", inbox.name),
    };
    let (mut references, mut in_reply_to) = (Vec::new(), None);
    for known in recent.iter().filter(|known| known.place() < message.place()) {
        let Some(id) = messages::external_id(work.conn, known.id).await? else { continue };
        if known.author.kind().is_customer() {
            in_reply_to = Some(id.clone());
        }
        references.push(id);
    }
    let domain = inbox.route.rsplit_once('@').map_or("frontdesk.invalid", |(_, domain)| domain);
    let message_id = format!("{}.{}@{domain}", errands::reference(message), message.received_at.0);
    Ok(MailThread { subject, message_id, in_reply_to, references })
}
