//! What providers tell about messages that exist: how far they came, that they were rewritten, taken back, reacted to.
//!
//! News about a message that is not known yet is parked and applied when the message becomes known, whatever the order.

use crate::Desk;
use crate::change::{Touched, Work};
use crate::channels::{self, ProviderCall};
use serde::{Deserialize, Serialize};
use store::conversations::{self, Conversation};
use store::{attachments, message_steps, messages, outbox, pending_effects, search};
use types::event::Change;
use types::message::{Author, Delivery, Message, MessageBody, MessageStep, Quote, Reaction, StepKind};
use types::{AccountId, InboxId, MessageId, Problem, Timestamp};

/// Something told about one message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// How far it has come.
    Delivery {
        /// That far.
        delivery: Delivery,
        /// When, by the provider's clock.
        at: Option<Timestamp>,
    },
    /// The customer has seen it, and everything before it.
    Seen,
    /// It was rewritten.
    Edited {
        /// Its words now.
        text: String,
        /// The how-many-eth edit it is, when the provider counts.
        version: Option<i64>,
        /// When.
        at: Option<Timestamp>,
    },
    /// It was taken back.
    Deleted,
    /// A reaction was set or taken away.
    Reacted {
        /// By the customer; else by the business through another door.
        by_customer: bool,
        /// The emoji; empty: taken away.
        emoji: String,
        /// When.
        at: Option<Timestamp>,
    },
}

impl Effect {
    fn step(&self) -> (StepKind, String) {
        match self {
            Self::Delivery { delivery, .. } => {
                let words = [Some(delivery.as_str()), delivery.code(), delivery.reason()];
                (StepKind::Status, words.into_iter().flatten().collect::<Vec<_>>().join(": "))
            }
            Self::Seen => (StepKind::Status, "read".to_owned()),
            Self::Edited { .. } => (StepKind::Changed, "edited".to_owned()),
            Self::Deleted => (StepKind::Changed, "deleted".to_owned()),
            Self::Reacted { .. } => (StepKind::Changed, "reaction".to_owned()),
        }
    }
}

/// Something a provider told about a message.
#[derive(Clone, Debug)]
pub struct News {
    /// Whose.
    pub account: AccountId,
    /// The inbox it came in by.
    pub inbox: InboxId,
    /// The channel's names of the message, the most telling first. All are learnt.
    pub names: Vec<String>,
    /// Our own word for it, when it came back.
    pub reference: Option<String>,
    /// What was told.
    pub effect: Effect,
    /// The call it came in, to be kept with it.
    pub call: Option<ProviderCall>,
}

impl Desk {
    /// Applies what a provider told about a message, or keeps it until that message is known. Returns whether it is known.
    ///
    /// # Errors
    /// `Unavailable` when nothing could be stored.
    pub async fn told(&self, news: News) -> Result<bool, Problem> {
        let account = news.account;
        let gone = self
            .change(account, move |work| {
                Box::pin(async move {
                    let News { inbox, names, reference, effect, call, .. } = news;
                    channels::keep(work, inbox, call);
                    let known = messages::find_by_names(work.conn, inbox, &names).await?;
                    let known = match known {
                        Some(message) => Some(message),
                        None => by_reference(work, inbox, reference.as_deref()).await?,
                    };
                    match known {
                        Some(message) => {
                            let message = name(work, message.id, &names).await?;
                            let keys = if effect == Effect::Deleted { keys_of(&message) } else { Vec::new() };
                            apply(work, message, effect).await?;
                            Ok((true, keys))
                        }
                        None => {
                            park(work, inbox, &names, &effect).await?;
                            Ok((false, Vec::new()))
                        }
                    }
                })
            })
            .await?;
        let (known, keys) = gone;
        for key in keys {
            // The row is gone; bytes that could not be removed are waste, not a leak: nobody can name them any more.
            self.blobs.delete(&key).await;
        }
        Ok(known)
    }

    /// The message a channel knows by this name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn message_by_name(&self, inbox: InboxId, name: &str) -> Result<Option<Message>, Problem> {
        let names = [name.to_owned()];
        Ok(messages::find_by_names(&mut *self.store.snapshot().await?, inbox, &names).await?)
    }

    /// Forgets parked news that nobody asked for within that time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn prune_parked(&self, before: Timestamp) -> Result<(), Problem> {
        let mut tx = self.store.begin().await?;
        pending_effects::prune(&mut tx, before).await?;
        Ok(tx.commit().await?)
    }
}

/// The keys of all its files, the page of a mail among them.
fn keys_of(message: &Message) -> Vec<String> {
    let files = message.attachments.iter().map(|file| &file.key);
    files.chain(message.body.page().map(|page| &page.key)).cloned().collect()
}

/// Our message that the word stands for, unless it has another name already: then the word is somebody else's.
async fn by_reference(
    work: &mut Work<'_>,
    inbox: InboxId,
    reference: Option<&str>,
) -> Result<Option<Message>, Problem> {
    let Some(id) = reference.and_then(crate::errands::message_of) else { return Ok(None) };
    let Some(message) = messages::find(work.conn, work.account, id).await? else { return Ok(None) };
    let same_inbox = conversations::find(work.conn, work.account, message.conversation)
        .await?
        .is_some_and(|conversation| conversation.summary.inbox == inbox);
    let ours = !message.author.kind().is_customer() && !message.body.is_internal();
    let nameless = messages::external_id(work.conn, id).await?.is_none();
    Ok(Some(message).filter(|_| same_inbox && ours && nameless))
}

async fn park(work: &mut Work<'_>, inbox: InboxId, names: &[String], effect: &Effect) -> Result<(), Problem> {
    let Some(first) = names.first().filter(|name| !name.is_empty()) else { return Ok(()) };
    let text = serde_json::to_string(effect).map_err(|_| Problem::Internal)?;
    Ok(pending_effects::park(work.conn, work.account, inbox, first, &text, work.now).await?)
}

/// Teaches us names of a message, and applies what was parked under them.
pub(crate) async fn name(work: &mut Work<'_>, id: MessageId, names: &[String]) -> Result<Message, Problem> {
    let missing = || Problem::NotFound { what: types::Noun::Message };
    let message = messages::find(work.conn, work.account, id).await?.ok_or_else(missing)?;
    let conversation = conversations::find(work.conn, work.account, message.conversation).await?;
    let inbox = conversation.ok_or(Problem::Internal)?.summary.inbox;
    let mut first = messages::external_id(work.conn, id).await?;
    let mut learnt = Vec::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        if first.as_ref() == Some(name) {
            continue;
        }
        if first.is_none() {
            messages::set_external_id(work.conn, id, name).await?;
            first = Some(name.clone());
            learnt.push(name.clone());
        } else if messages::add_name(work.conn, inbox, id, name).await? {
            learnt.push(name.clone());
        }
    }
    apply_parked(work, inbox, message, &learnt).await
}

/// Applies what was parked under these names of a message.
pub(crate) async fn apply_parked(
    work: &mut Work<'_>,
    inbox: InboxId,
    message: Message,
    names: &[String],
) -> Result<Message, Problem> {
    let mut message = message;
    for text in pending_effects::take(work.conn, inbox, names).await? {
        // Written by us; what a newer version parked cannot be applied by this one.
        if let Ok(effect) = serde_json::from_str::<Effect>(&text) {
            message = apply(work, message, effect).await?;
        }
    }
    Ok(message)
}

/// Applies something to a message: changes it, its conversation's row and what quotes it, and tells everybody.
pub(crate) async fn apply(work: &mut Work<'_>, message: Message, effect: Effect) -> Result<Message, Problem> {
    let conversation = conversations::find_to_change(work.conn, work.account, message.conversation).await?;
    let mut touched = Touched::known(conversation.ok_or(Problem::Internal)?);
    // Read again under the lock.
    let missing = Problem::NotFound { what: types::Noun::Message };
    let before = messages::find(work.conn, work.account, message.id).await?.ok_or(missing)?;
    let mut now = before.clone();
    let (step, detail) = effect.step();
    match effect {
        Effect::Delivery { delivery, .. } => deliver(work, &mut now, delivery).await?,
        Effect::Seen => {
            let mark = Some(now.sent_at);
            let summary = &mut touched.conversation.summary;
            summary.customer_received_at = summary.customer_received_at.max(mark);
            summary.customer_seen_at = summary.customer_seen_at.max(mark);
        }
        Effect::Edited { text, version, at } => edit(work, &mut now, text, version, at).await?,
        Effect::Deleted => delete(work, &touched, &mut now).await?,
        Effect::Reacted { by_customer, emoji, at } => {
            let author =
                if by_customer { Author::Contact(touched.conversation.summary.contact.id) } else { Author::Business };
            let reaction = Reaction { author, emoji, at: at.unwrap_or(work.now).min(work.now) };
            if Reaction::put(&mut now.reactions, reaction) {
                messages::set_reactions(work.conn, now.id, &now.reactions).await?;
            }
        }
    }
    let steps = vec![MessageStep { at: work.now, step, detail }];
    message_steps::add(work.conn, work.account, now.id, steps);
    if now != before {
        refresh_preview(&mut touched.conversation, &before, &now);
        announce(work, &touched.conversation, &now);
    }
    work.save(touched).await?;
    Ok(now)
}

/// Tells everybody how a message is now.
pub(crate) fn announce(work: &mut Work<'_>, conversation: &Conversation, message: &Message) {
    let place = conversation.summary.placement();
    work.announce(Change::Message { place, message: Box::new(message.clone()) });
}

/// The row of the list shows the last message; when that one changes, the row does, too.
fn refresh_preview(conversation: &mut Conversation, before: &Message, now: &Message) {
    let preview = &mut conversation.summary.preview;
    let was_shown = preview.author == Some(before.author.kind()) && preview.text == before.body.preview();
    if was_shown && before.sent_at == conversation.summary.last_activity_at {
        preview.text = now.body.preview();
    }
}

/// Delivery only moves forward.
async fn deliver(work: &mut Work<'_>, message: &mut Message, delivery: Delivery) -> Result<(), Problem> {
    if message.author.kind().is_customer() || !message.delivery.moves_to(&delivery) {
        return Ok(());
    }
    // What waits to be sent again cannot have failed since: this is the earlier attempt, told of once more.
    if message.delivery == Delivery::Queued && matches!(delivery, Delivery::Failed { .. }) {
        return Ok(());
    }
    messages::set_delivery(work.conn, work.account, message.id, &delivery).await?;
    message.delivery = delivery;
    // Whatever the queue thought of it: the provider has it.
    outbox::delete_message(work.conn, message.id).await?;
    Ok(())
}

async fn edit(
    work: &mut Work<'_>,
    message: &mut Message,
    text: String,
    version: Option<i64>,
    at: Option<Timestamp>,
) -> Result<(), Problem> {
    let at = at.unwrap_or(work.now).min(work.now);
    let version = version.unwrap_or(at.0);
    // Times are often told in seconds only: of two edits with the same one, the later to come counts.
    if message.body == MessageBody::Deleted || messages::version(work.conn, message.id).await? > version {
        return Ok(());
    }
    let body = match message.body.clone() {
        MessageBody::Media(mut media) => {
            media.caption = (!text.is_empty()).then_some(text);
            MessageBody::Media(media)
        }
        MessageBody::Comment { post, .. } => MessageBody::Comment { text, post },
        MessageBody::Shared(mut shared) => {
            shared.text = text;
            MessageBody::Shared(shared)
        }
        MessageBody::Email(mut email) => {
            email.text = text;
            MessageBody::Email(email)
        }
        _ => MessageBody::Text { text },
    };
    message.body = body;
    message.edited_at = Some(at);
    messages::rewrite(work.conn, message.id, &message.body, message.edited_at, version).await?;
    search::remove_message(work.conn, message.id);
    let words = message.body.words();
    if !words.trim().is_empty() {
        search::add_message(work.conn, work.account, message.conversation, message.id, words);
    }
    Ok(())
}

/// Takes a message out of the timeline that another one turned out to be. Its row stays, because it was counted; pages leave it out.
pub(crate) async fn leave_out(work: &mut Work<'_>, message: &Message) -> Result<(), Problem> {
    let conversation = conversations::find_to_change(work.conn, work.account, message.conversation).await?;
    let touched = Touched::known(conversation.ok_or(Problem::Internal)?);
    let mut now = message.clone();
    delete(work, &touched, &mut now).await?;
    now.body = MessageBody::Merged;
    let version = messages::version(work.conn, now.id).await?;
    messages::rewrite(work.conn, now.id, &now.body, None, version).await?;
    announce(work, &touched.conversation, &now);
    Ok(())
}

/// Final: what the message said goes, here and where it is quoted, and its files go.
async fn delete(work: &mut Work<'_>, touched: &Touched, message: &mut Message) -> Result<(), Problem> {
    if message.body == MessageBody::Deleted {
        return Ok(());
    }
    message.body = MessageBody::Deleted;
    message.edited_at = None;
    message.attachments.clear();
    message.reactions.clear();
    let version = messages::version(work.conn, message.id).await?;
    messages::rewrite(work.conn, message.id, &message.body, None, version).await?;
    messages::set_reactions(work.conn, message.id, &[]).await?;
    attachments::forget_of(work.conn, message.id).await?;
    search::remove_message(work.conn, message.id);
    for mut reply in messages::replies_to(work.conn, message.id).await? {
        if let Some(quote) = reply.reply_to.take() {
            let quote = Quote { text: String::new(), ..quote };
            messages::set_quote(work.conn, reply.id, &quote).await?;
            reply.reply_to = Some(quote);
            announce(work, &touched.conversation, &reply);
        }
    }
    Ok(())
}
