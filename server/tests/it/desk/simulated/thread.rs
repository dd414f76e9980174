//! What an agent sees of the customer's conversation, and does in it.

use super::Simulated;
use super::control::until;
use domain::Actor;
use types::draft::Outgoing;
use types::inbox::ChannelKind;
use types::message::{Audience, Delivery, Message, StepKind};
use types::view::{ListQuery, Thread, View};
use types::{ConversationId, Problem, Uuid};

/// An answer to the customer.
pub(crate) fn answer(text: &str) -> Outgoing {
    Outgoing::text(Uuid::new_v4(), Audience::Customer, text)
}

impl Simulated<'_> {
    /// The agent of these stories.
    pub(crate) async fn agent(&self) -> Actor {
        self.desk.actor("Olivia").await
    }

    /// Waits until the message with this name is here.
    pub(crate) async fn arrives(&self, name: &str) -> Message {
        let look = async || self.desk.app.desk.message_by_name(self.inbox.id, name).await.unwrap();
        until("the customer's message arrives", look).await
    }

    /// The customer writes, and it arrives: the conversation.
    pub(crate) async fn is_written_to(&self) -> ConversationId {
        let name = self.writes("Hello?").await;
        self.arrives(&name).await.conversation
    }

    /// The agent answers.
    pub(crate) async fn answers(&self, conversation: ConversationId, text: &str) -> Message {
        self.sends(conversation, answer(text)).await.unwrap()
    }

    /// The agent sends anything.
    pub(crate) async fn sends(&self, conversation: ConversationId, outgoing: Outgoing) -> Result<Message, Problem> {
        self.desk.app.desk.send(&self.agent().await, conversation, outgoing).await
    }

    /// The conversation as it is shown.
    pub(crate) async fn thread(&self, conversation: ConversationId) -> Thread {
        let query = ListQuery { view: View::Inbox(self.inbox.id), ..ListQuery::default() };
        let view = self.desk.app.desk.inbox_view(&self.agent().await, query, Some(conversation), None).await;
        view.unwrap().thread.unwrap()
    }

    /// What was said in it, oldest first, without activity lines.
    pub(crate) async fn said(&self, conversation: ConversationId) -> Vec<String> {
        let messages = self.thread(conversation).await.messages;
        messages.iter().filter(|message| message.for_customer()).map(|message| message.body.preview()).collect()
    }

    /// A message as it is now.
    pub(crate) async fn again(&self, message: &Message) -> Message {
        let messages = self.thread(message.conversation).await.messages;
        messages.into_iter().find(|known| known.id == message.id).unwrap()
    }

    /// How far it has come, by all that is known.
    pub(crate) async fn delivery(&self, message: &Message) -> Delivery {
        let thread = self.thread(message.conversation).await;
        let now = thread.messages.iter().find(|known| known.id == message.id).unwrap();
        thread.conversation.delivery_of(now)
    }

    /// Waits until a message of ours has come so far.
    pub(crate) async fn comes(&self, message: &Message, state: &str) -> Delivery {
        let look = async || Some(self.delivery(message).await).filter(|delivery| delivery.as_str() == state);
        until(&format!("a message of ours is {state}"), look).await
    }

    /// As far as this provider tells of a message that was read.
    pub(crate) fn last_stage(&self) -> &'static str {
        if matches!(self.inbox.channel, ChannelKind::Telegram | ChannelKind::Email) { "sent" } else { "read" }
    }

    /// What happened to it.
    pub(crate) async fn steps(&self, message: &Message) -> Vec<StepKind> {
        let steps = self.desk.app.desk.message_steps(&self.agent().await, message.id).await.unwrap();
        steps.into_iter().map(|step| step.step).collect()
    }

    /// How often it was handed to the provider.
    pub(crate) async fn attempts(&self, message: &Message) -> usize {
        self.steps(message).await.iter().filter(|step| **step == StepKind::Attempted).count()
    }
}
