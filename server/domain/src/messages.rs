//! Writing: an agent's reply to the customer or note to colleagues.

mod parts;

use crate::change::{Touched, Work};
use crate::{Actor, Desk, access, outbox};
use parts::Part;
use store::messages::NewMessage;
use store::{attachments, conversations, drafts, inboxes, messages, users};
use types::draft::{Draft, Outgoing};
use types::limits::{ATTACHMENTS, THREAD_PAGE, message_text};
use types::message::{Activity, Attachment, Audience, Author, Delivery, MediaKind, Message, MessageBody, Quote};
use types::{AccountId, ConversationId, MessageId, Noun, Problem, Uuid};

/// A part of a timeline, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessagePage {
    /// The messages.
    pub messages: Vec<Message>,
    /// There are more in the direction that was asked for.
    pub more: bool,
}

impl MessagePage {
    /// From one message more than a page: the oldest only tells that there is more.
    pub(crate) fn oldest_left_out(mut messages: Vec<Message>) -> Self {
        let page = usize::try_from(THREAD_PAGE).unwrap_or(usize::MAX);
        let more = messages.len() > page;
        if more {
            messages.drain(..messages.len() - page);
        }
        Self { messages, more }
    }

    /// From one message more than a page: the newest only tells that there is more.
    pub(crate) fn newest_left_out(messages: Vec<Message>) -> Self {
        Self::newest_left_out_of(messages, THREAD_PAGE)
    }

    /// The same with pages of another length.
    pub(crate) fn newest_left_out_of(mut messages: Vec<Message>, page: i64) -> Self {
        let page = usize::try_from(page).unwrap_or(usize::MAX);
        let more = messages.len() > page;
        messages.truncate(page);
        Self { messages, more }
    }
}

impl Desk {
    /// Answers the customer, or leaves a note for colleagues. A repeat with the same client id is the same message.
    ///
    /// An answer in a conversation that is nobody's makes it the agent's own, so that two do not answer the same customer.
    ///
    /// # Errors
    /// `Invalid` for an empty or too long text or files that cannot be sent, `NotFound` for a foreign conversation.
    pub async fn send(
        &self,
        actor: &Actor,
        conversation: ConversationId,
        outgoing: Outgoing,
    ) -> Result<Message, Problem> {
        let text = checked(&outgoing)?;
        let actor = actor.clone();
        self.change(actor.account, move |work| {
            Box::pin(async move { send(work, &actor, conversation, outgoing, text).await })
        })
        .await
    }

    /// Sends a message that no person wrote: a greeting, a flow's question, a program's answer.
    ///
    /// # Errors
    /// `NotFound` for a foreign conversation.
    pub async fn bot_says(
        &self,
        account: AccountId,
        conversation: ConversationId,
        body: MessageBody,
    ) -> Result<Message, Problem> {
        self.change(account, move |work| {
            Box::pin(async move {
                let known = conversations::find_to_change(work.conn, account, conversation).await?;
                let mut touched = Touched::known(known.ok_or(Problem::NotFound { what: Noun::Conversation })?);
                let inbox = inboxes::find(work.conn, account, touched.conversation.summary.inbox).await?;
                let provider = inbox.ok_or(Problem::Internal)?.inbox.channel.capabilities().provider;
                let delivery = if provider { Delivery::Queued } else { Delivery::Sent };
                let message = touched.message(work.now, Author::Bot, body, delivery);
                let message = touched.add(work, message).await?;
                if provider {
                    outbox::dispatch(work, &touched, &message).await?;
                }
                work.save(touched).await?;
                Ok(message)
            })
        })
        .await
    }

    /// Keeps what the agent has begun to write; an empty text forgets it.
    ///
    /// # Errors
    /// `Invalid` for a too long text, `NotFound` for a foreign conversation.
    pub async fn save_draft(
        &self,
        actor: &Actor,
        conversation: ConversationId,
        text: String,
        audience: Audience,
    ) -> Result<(), Problem> {
        let text = if text.trim().is_empty() { None } else { Some(message_text("text", &text)?) };
        let actor = actor.clone();
        self.change(actor.account, move |work| {
            Box::pin(async move {
                access::read(work.conn, &actor, conversation).await?;
                match text {
                    None => drafts::delete(work.conn, conversation, actor.user).await?,
                    Some(text) => {
                        let draft = Draft { text, audience, saved_at: work.now };
                        drafts::save(work.conn, actor.account, conversation, actor.user, &draft).await?;
                    }
                }
                Ok(())
            })
        })
        .await
    }
}

fn checked(outgoing: &Outgoing) -> Result<String, Problem> {
    if outgoing.template.is_some() {
        return Ok(String::new());
    }
    if outgoing.attachments.len() > ATTACHMENTS {
        return Err(Problem::invalid("attachments", format!("At most {ATTACHMENTS} files fit in one message.")));
    }
    if outgoing.text.trim().is_empty() && !outgoing.attachments.is_empty() {
        return Ok(String::new());
    }
    message_text("text", &outgoing.text)
}

async fn send(
    work: &mut Work<'_>,
    actor: &Actor,
    id: ConversationId,
    outgoing: Outgoing,
    text: String,
) -> Result<Message, Problem> {
    let conversation = access::change(work.conn, actor, id).await?;
    if let Some(known) = messages::find_by_client_id(work.conn, id, outgoing.client_id).await? {
        return if known.author == Author::Agent(actor.user) {
            Ok(known)
        } else {
            Err(Problem::conflict("Another message has this client id already. Please send again."))
        };
    }
    let mut touched = Touched::known(conversation);
    let author = Author::Agent(actor.user);
    if outgoing.audience == Audience::Team {
        let body = MessageBody::Note { mentions: mentions(work, actor, &text).await?, text };
        let new = Part { body, files: outgoing.attachments, quotes: false };
        let message = add(work, actor, &mut touched, new, Some(outgoing.client_id), None, Delivery::Stored).await?;
        drafts::delete(work.conn, id, actor.user).await?;
        work.save(touched).await?;
        return Ok(message);
    }
    let inbox = inboxes::find(work.conn, actor.account, touched.conversation.summary.inbox).await?;
    let inbox = inbox.ok_or(Problem::Internal)?.inbox;
    let parts = parts::of(work, actor, &touched, &inbox, &outgoing, text).await?;
    if touched.conversation.summary.assignee.is_none() {
        touched.conversation.summary.assignee = Some(actor.user);
        touched.log(work, author, Activity::Assigned { to: Some(actor.user) }).await?;
    }
    let quote = match outgoing.reply_to {
        Some(answered) => Some(quote(work, actor, id, answered).await?),
        None => None,
    };
    let provider = inbox.channel.capabilities().provider;
    let delivery = if provider { Delivery::Queued } else { Delivery::Sent };
    let mut first = None;
    for (place, part) in parts.into_iter().enumerate() {
        let client_id = parts::client_id(outgoing.client_id, place);
        let quote = quote.clone().filter(|_| part.quotes);
        let message = add(work, actor, &mut touched, part, Some(client_id), quote, delivery.clone()).await?;
        if provider {
            outbox::dispatch(work, &touched, &message).await?;
        }
        first.get_or_insert(message);
    }
    drafts::delete(work.conn, id, actor.user).await?;
    work.save(touched).await?;
    first.ok_or(Problem::Internal)
}

/// Adds one message of an agent with its files.
async fn add(
    work: &mut Work<'_>,
    actor: &Actor,
    touched: &mut Touched,
    part: Part,
    client_id: Option<Uuid>,
    quote: Option<Quote>,
    delivery: Delivery,
) -> Result<Message, Problem> {
    let author = Author::Agent(actor.user);
    let plain = touched.message(work.now, author, part.body, delivery);
    let new = NewMessage { client_id, reply_to: quote, ..plain };
    let conversation = new.conversation;
    let mut message = touched.add(work, new).await?;
    for file in part.files {
        let taken = attachments::take(work.conn, actor.account, file, conversation, message.id).await?;
        message.attachments.push(taken.ok_or_else(gone)?);
    }
    touched.replace_last(&message);
    Ok(message)
}

/// What the agent answers.
async fn quote(
    work: &mut Work<'_>,
    actor: &Actor,
    conversation: ConversationId,
    answered: MessageId,
) -> Result<Quote, Problem> {
    let missing = Problem::NotFound { what: Noun::Message };
    let known = messages::find(work.conn, actor.account, answered).await?;
    let known = known.filter(|known| known.conversation == conversation && known.for_customer()).ok_or(missing)?;
    Ok(Quote {
        message: Some(known.id),
        external_id: messages::external_id(work.conn, known.id).await?,
        author: Some(known.author.kind()),
        text: known.body.preview(),
    })
}

fn gone() -> Problem {
    Problem::invalid("attachments", "One of the files is not there any more. Please attach it again.")
}

pub(crate) async fn attachment(
    work: &mut Work<'_>,
    actor: &Actor,
    id: types::AttachmentId,
    conversation: ConversationId,
) -> Result<Attachment, Problem> {
    let found = attachments::find(work.conn, actor.account, id).await?;
    let own = found.filter(|file| file.conversation == Some(conversation) && file.message.is_none());
    own.map(|file| file.attachment).ok_or_else(gone)
}

/// What kind of media a file is, for the model of its message.
pub(crate) fn media_kind(file: &Attachment) -> MediaKind {
    match () {
        () if file.is_picture() => MediaKind::Image,
        () if file.is_sound() => MediaKind::Audio,
        () if file.is_film() => MediaKind::Video,
        () => MediaKind::Document,
    }
}

/// Colleagues whose name follows an `@`.
async fn mentions(work: &mut Work<'_>, actor: &Actor, text: &str) -> Result<Vec<types::UserId>, Problem> {
    if !text.contains('@') {
        return Ok(Vec::new());
    }
    let agents = users::agents(work.conn, actor.account).await?;
    Ok(agents.into_iter().filter(|agent| text.contains(&format!("@{}", agent.name))).map(|agent| agent.id).collect())
}
