//! What this page has sent and not yet seen come back. It is shown at once, and never lost: what could not be sent stays in the
//! browser's storage, with the same client id, so that sending it again can never make two of it.

use serde::{Deserialize, Serialize};
use types::draft::{ChosenTemplate, Outgoing};
use types::message::{Attachment, Audience, Author, Delivery, Message, MessageBody, Quote};
use types::{ConversationId, MessageId, Problem, Timestamp, UserId, Uuid};

/// How far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sending {
    /// On its way to the server.
    Now,
    /// The server refused it, or was not reached.
    Failed(Problem),
}

/// One message on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Echo {
    /// Its name, until the server gives it an id.
    pub client_id: Uuid,
    /// Where.
    pub conversation: ConversationId,
    /// A reply or a note.
    pub audience: Audience,
    /// What was written; of a template, how it reads.
    pub text: String,
    /// Files that go along.
    pub attachments: Vec<Attachment>,
    /// What it answers.
    #[serde(default)]
    pub reply_to: Option<Quote>,
    /// The template it is made of.
    #[serde(default)]
    pub template: Option<ChosenTemplate>,
    /// When it was sent off, by this page's idea of the server's clock.
    pub at: Timestamp,
    /// How far it has come.
    pub sending: Sending,
}

impl Echo {
    /// Words alone, about to be sent; files and the like are added by struct update.
    #[must_use]
    pub fn words(conversation: ConversationId, audience: Audience, text: String, at: Timestamp) -> Self {
        Self {
            client_id: Uuid::new_v4(),
            conversation,
            audience,
            text,
            attachments: Vec::new(),
            reply_to: None,
            template: None,
            at,
            sending: Sending::Now,
        }
    }

    /// As the server wants it.
    #[must_use]
    pub fn outgoing(&self) -> Outgoing {
        Outgoing {
            attachments: self.attachments.iter().map(|file| file.id).collect(),
            reply_to: self.reply_to.as_ref().and_then(|quote| quote.message),
            template: self.template.clone(),
            ..Outgoing::text(self.client_id, self.audience, self.text.clone())
        }
    }

    fn body(&self) -> MessageBody {
        let text = self.text.clone();
        match (&self.template, self.audience) {
            (Some(ChosenTemplate { name, language, values }), _) => {
                MessageBody::Template { name: name.clone(), language: language.clone(), text, values: values.clone() }
            }
            (None, Audience::Customer) => MessageBody::Text { text },
            (None, Audience::Team) => MessageBody::Note { text, mentions: Vec::new() },
        }
    }

    /// As a timeline shows it.
    #[must_use]
    pub fn message(&self, me: UserId) -> Message {
        Message {
            id: MessageId(i64::MAX),
            conversation: self.conversation,
            author: Author::Agent(me),
            body: self.body(),
            attachments: self.attachments.clone(),
            client_id: Some(self.client_id),
            delivery: match &self.sending {
                Sending::Now => Delivery::Queued,
                Sending::Failed(problem) => Delivery::Failed { reason: problem.to_string(), code: None },
            },
            reply_to: self.reply_to.clone(),
            reactions: Vec::new(),
            edited_at: None,
            sent_at: self.at,
            received_at: self.at,
        }
    }

    /// Whether trying again by itself makes sense: nobody refused it, it only did not get through.
    #[must_use]
    pub const fn may_go_again(&self) -> bool {
        matches!(self.sending, Sending::Failed(Problem::Unreachable | Problem::Unavailable))
    }
}

/// Forgets those that have arrived. Returns whether there were any.
pub fn settle(echoes: &mut Vec<Echo>, messages: &[Message]) -> bool {
    let before = echoes.len();
    echoes.retain(|echo| !messages.iter().any(|message| message.client_id == Some(echo.client_id)));
    echoes.len() != before
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::samples;

    fn echo(name: u128) -> Echo {
        let words = Echo::words(ConversationId(1), Audience::Customer, "Hello".to_owned(), Timestamp(5));
        Echo { client_id: Uuid::from_u128(name), ..words }
    }

    #[test]
    fn an_echo_goes_when_its_message_comes() {
        let mut echoes = vec![echo(1), echo(2)];
        let mut message = samples::message(1, "Hello");
        assert!(!settle(&mut echoes, std::slice::from_ref(&message)));
        message.client_id = Some(Uuid::from_u128(1));
        assert!(settle(&mut echoes, &[message]));
        assert_eq!(echoes, [echo(2)]);
    }

    #[test]
    fn an_echo_survives_storage_with_its_name() {
        let failed = Echo { sending: Sending::Failed(Problem::Unreachable), ..echo(3) };
        let stored = serde_json::to_string(&[&failed]).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Echo>>(&stored).unwrap(), std::slice::from_ref(&failed));
        assert!(failed.may_go_again());
        let refused = Echo { sending: Sending::Failed(Problem::invalid("text", "Too long.")), ..echo(3) };
        assert!(!refused.may_go_again());
    }

    #[test]
    fn what_an_older_page_left_in_storage_is_still_read() {
        let mut stored = serde_json::to_value(echo(3)).unwrap();
        stored.as_object_mut().unwrap().retain(|name, _| name != "reply_to" && name != "template");
        assert_eq!(serde_json::from_value::<Echo>(stored).unwrap(), echo(3));
    }

    #[test]
    fn a_template_and_an_answer_are_sent_as_such() {
        let chosen =
            ChosenTemplate { name: "order".to_owned(), language: "en".to_owned(), values: vec!["7".to_owned()] };
        let quote = Quote { message: Some(MessageId(9)), external_id: None, author: None, text: "When?".to_owned() };
        let echo = Echo { template: Some(chosen.clone()), reply_to: Some(quote.clone()), ..echo(1) };
        let (outgoing, message) = (echo.outgoing(), echo.message(UserId(1)));
        assert_eq!((outgoing.template, outgoing.reply_to), (Some(chosen), Some(MessageId(9))));
        assert!(matches!(message.body, MessageBody::Template { text, .. } if text == "Hello"));
        assert_eq!(message.reply_to, Some(quote));
    }

    #[test]
    fn a_note_is_shown_as_a_note() {
        let note = Echo { audience: Audience::Team, ..echo(1) };
        assert!(note.message(UserId(1)).body.is_internal());
        assert_eq!(note.outgoing().client_id, note.client_id);
    }
}
