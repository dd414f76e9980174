//! Doing something to single messages: sending a stuck one again, putting an emoji on one. What came of it is told by the live
//! connection, and only by it, so that an answer that comes late cannot put an older state in the place of a newer one.

use super::Workspace;
use crate::AppError;
use crate::api::messages::{react, send_again};
use leptos::prelude::*;
use leptos::task::spawn_local;
use types::MessageId;
use types::message::Message;

impl Workspace {
    /// Sends a message again that the server has and could not hand over. `busy` is on until the server has answered.
    pub fn send_stored_again(self, message: MessageId, busy: RwSignal<bool>) {
        busy.set(true);
        spawn_local(async move {
            let answer = send_again(message).await;
            busy.try_set(false);
            self.told(answer);
        });
    }

    /// Puts an emoji on a message; an empty one takes ours away.
    pub fn react(self, message: MessageId, emoji: &'static str) {
        spawn_local(async move {
            let answer = react(message, emoji.to_owned()).await;
            self.told(answer);
        });
    }

    fn told(self, answer: Result<Message, AppError>) {
        match answer {
            Ok(_) => self.changed(),
            Err(error) => self.say(&error),
        }
    }
}
