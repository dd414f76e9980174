//! A conversation while it is being changed: what a new message or step does to its state and its measurements.

use super::Work;
use crate::statistics::measure;
use store::conversations::Conversation;
use store::measures::Fact;
use store::messages::{self, NewMessage, Origin};
use types::conversation::{Outcome, Preview, Status, Step};
use types::message::{Activity, Author, AuthorKind, Delivery, Message, MessageBody};
use types::{Problem, Timestamp};

/// A conversation while it is being changed.
pub(crate) struct Touched {
    /// How it stood; `None`: it is new.
    pub(super) before: Option<Conversation>,
    /// How it stands now.
    pub(crate) conversation: Conversation,
    /// Messages added.
    pub(super) messages: Vec<Message>,
    pub(super) facts: Vec<Fact>,
    pub(crate) labels_changed: bool,
}

impl Touched {
    /// One that was there.
    pub(crate) fn known(conversation: Conversation) -> Self {
        let before = Some(conversation.clone());
        Self { before, conversation, messages: Vec::new(), facts: Vec::new(), labels_changed: false }
    }

    /// One that begins.
    pub(crate) fn new(conversation: Conversation) -> Self {
        let facts = vec![measure::beginning(&conversation)];
        Self { before: None, conversation, messages: Vec::new(), facts, labels_changed: false }
    }

    /// One that was over before it came here: it begins resolved without anybody having done that, and does not count as new.
    pub(crate) fn over(mut conversation: Conversation) -> Self {
        let summary = &mut conversation.summary;
        summary.status = Status::Resolved;
        // Whoever writes within a week of the import goes on with it.
        summary.resolved_at = Some(summary.created_at);
        Self { facts: Vec::new(), ..Self::new(conversation) }
    }

    /// Adds a message and lets it do its work on the conversation. Returns it; attachments are added by `replace_last`.
    pub(crate) async fn add(&mut self, work: &mut Work<'_>, message: NewMessage) -> Result<Message, Problem> {
        let origin = message.origin;
        let message = messages::create(work.conn, work.account, message).await?;
        let words = message.body.words();
        if !words.trim().is_empty() {
            store::search::add_message(work.conn, work.account, message.conversation, message.id, words);
        }
        take_in(&mut self.conversation, &message, origin);
        let inbox = self.conversation.summary.inbox;
        self.facts.extend(measure::measure(&mut self.conversation.cycle, inbox, &message, origin));
        self.messages.push(message.clone());
        Ok(message)
    }

    /// The message added last has got attachments.
    pub(crate) fn replace_last(&mut self, message: &Message) {
        if let Some(last) = self.messages.last_mut() {
            *last = message.clone();
        }
    }

    /// Writes a line about what happened.
    pub(crate) async fn log(&mut self, work: &mut Work<'_>, author: Author, activity: Activity) -> Result<(), Problem> {
        let line = self.message(work.now, author, MessageBody::Activity(activity), Delivery::Stored);
        self.add(work, line).await.map(drop)
    }

    /// Takes a step of the status and writes its line.
    pub(crate) async fn step(&mut self, work: &mut Work<'_>, author: Author, step: Step) -> Result<(), Problem> {
        let summary = &mut self.conversation.summary;
        let was = summary.status;
        summary.status = was.after(step, work.now)?;
        if summary.status == was {
            return Ok(());
        }
        let activity = match summary.status {
            Status::Resolved => {
                let answered = self.conversation.cycle.answered;
                let outcome = if answered { Outcome::Answered } else { Outcome::Unanswered };
                summary.resolved_at = Some(work.now);
                summary.outcome = Some(outcome);
                summary.waiting_since = None;
                summary.unread = 0;
                summary.marked_unread = false;
                Activity::Resolved { outcome }
            }
            Status::Pending => Activity::Pended,
            Status::Snoozed { until } => Activity::Snoozed { until },
            // Only a conversation that was done begins a new measuring cycle.
            Status::Open if was == Status::Resolved => Activity::Reopened,
            Status::Open => Activity::Woken,
        };
        if was == Status::Resolved {
            summary.resolved_at = None;
            summary.outcome = None;
            // Whatever it becomes, it was taken up again: that begins a new measuring cycle.
            if activity != Activity::Reopened {
                self.log(work, author, Activity::Reopened).await?;
            }
        }
        self.log(work, author, activity).await
    }

    /// A message of this conversation, written now. A clock that was set back does not reorder the timeline.
    pub(crate) fn message(&self, now: Timestamp, author: Author, body: MessageBody, delivery: Delivery) -> NewMessage {
        NewMessage {
            conversation: self.conversation.summary.id,
            inbox: self.conversation.summary.inbox,
            author,
            body,
            client_id: None,
            external_id: None,
            delivery,
            reply_to: None,
            origin: Origin::Live,
            sent_at: now.max(self.conversation.summary.last_activity_at),
            received_at: now,
        }
    }
}

/// What a message does to the state of its conversation. Notes and activity lines do nothing, and nobody waits for an answer to what was
/// not said to us just now.
fn take_in(conversation: &mut Conversation, message: &Message, origin: Origin) {
    if message.body.is_internal() {
        return;
    }
    let summary = &mut conversation.summary;
    summary.message_count += 1;
    // A late message does not push a newer one out of the row.
    if message.sent_at >= summary.last_activity_at || summary.message_count == 1 {
        summary.last_activity_at = message.sent_at;
        summary.preview = Preview { author: Some(message.author.kind()), text: message.body.preview() };
    }
    let author = message.author.kind();
    // A comment opens no reply window: it can be answered once by itself (see `open_comment`).
    if author == AuthorKind::Contact && !matches!(message.body, MessageBody::Comment { .. }) {
        summary.customer_wrote_at = summary.customer_wrote_at.max(Some(message.sent_at));
    }
    if origin != Origin::Live {
        return;
    }
    match author {
        AuthorKind::Contact => {
            summary.unread += 1;
            summary.waiting_since = Some(summary.waiting_since.unwrap_or(message.sent_at));
        }
        AuthorKind::Agent | AuthorKind::Business => {
            summary.unread = 0;
            summary.marked_unread = false;
            summary.waiting_since = None;
            summary.first_reply_at = Some(summary.first_reply_at.unwrap_or(message.received_at));
        }
        AuthorKind::Bot | AuthorKind::System => {}
    }
}
