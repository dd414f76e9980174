//! Sending: what was written is shown at once, goes to the server, and is replaced by what comes back.

use super::echo::settle;
use super::{Echo, Sending, Workspace, outbox};
use crate::AppError;
use crate::api::conversations::send;
use crate::api::templates::send_template;
use crate::live::{Link, sign_in_again};
use leptos::prelude::*;
use leptos::task::spawn_local;
use types::action::Action;
use types::draft::ChosenTemplate;
use types::message::Message;
use types::{Problem, Uuid};

/// Brings it to the server.
async fn deliver(echo: &Echo) -> Result<Message, AppError> {
    let out = echo.outgoing();
    let files = out.attachments.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    match out.template {
        Some(template) => {
            let ChosenTemplate { name, language, values } = template;
            send_template(echo.conversation, out.client_id, name, language, values, files).await
        }
        None => {
            let (text, then) = (out.text, String::new());
            send(echo.conversation, out.client_id, out.audience, text, files, out.reply_to, then).await
        }
    }
}

impl Workspace {
    /// Sends what was written; when it has been sent, does what comes after.
    pub fn send(self, echo: Echo, then: Option<Action>) {
        self.echoes.update(|echoes| echoes.push(echo.clone()));
        self.hand_over(echo, then);
    }

    /// Sends again what could not be sent, as the same message.
    pub fn send_again(self, client_id: Uuid) {
        let again = self.echoes.try_update(|echoes| {
            let echo = echoes.iter_mut().find(|echo| echo.client_id == client_id)?;
            echo.sending = Sending::Now;
            Some(echo.clone())
        });
        if let Some(echo) = again.flatten() {
            self.hand_over(echo, None);
        }
    }

    /// Forgets what could not be sent.
    pub fn discard(self, client_id: Uuid) {
        self.echoes.update(|echoes| echoes.retain(|echo| echo.client_id != client_id));
    }

    fn hand_over(self, echo: Echo, then: Option<Action>) {
        let me = self.my_id();
        spawn_local(async move {
            let answer = deliver(&echo).await;
            if self.view.is_disposed() {
                // The page is gone; what it kept for later must go too when it has arrived.
                if answer.is_ok() {
                    outbox::forget(me, echo.client_id);
                }
                return;
            }
            match answer {
                Ok(message) => {
                    self.arrived(message);
                    if let Some(action) = then {
                        self.act(vec![echo.conversation], action);
                    }
                }
                Err(error) => self.failed(echo.client_id, error),
            }
        });
    }

    /// The server has it. The live connection says so too; whoever is first, the other changes nothing.
    fn arrived(self, message: Message) {
        let client_id = message.client_id;
        self.view.update(|view| {
            if let Some(thread) = view.thread.as_mut()
                && thread.conversation.id == message.conversation
                && !thread.newer
                && !thread.messages.iter().any(|known| known.id == message.id)
            {
                thread.merge([message]);
            }
        });
        self.echoes.update(|echoes| echoes.retain(|echo| Some(echo.client_id) != client_id));
        self.after_change();
    }

    fn failed(self, client_id: Uuid, AppError(problem): AppError) {
        let signed_out = problem == Problem::SignedOut;
        self.echoes.update(|echoes| {
            if let Some(echo) = echoes.iter_mut().find(|echo| echo.client_id == client_id) {
                echo.sending = Sending::Failed(problem);
            }
        });
        if signed_out {
            outbox::store(self.my_id(), &self.echoes.get_untracked());
            sign_in_again();
        }
    }

    /// Keeps what is on its way in the browser's storage, forgets what has arrived, and sends again what did not get through
    /// as soon as the server can be reached.
    pub(super) fn keep_echoes(self) {
        Effect::new(move |before: Option<()>| {
            if before.is_none() {
                let kept = outbox::load(self.my_id());
                if !kept.is_empty() {
                    self.echoes.update(|echoes| echoes.extend(kept));
                }
            }
            self.echoes.with(|echoes| outbox::store(self.my_id(), echoes));
        });
        Effect::new(move || {
            let echoes = self.echoes.get();
            let came =
                !echoes.is_empty() && self.thread(|thread| settle(&mut echoes.clone(), &thread.messages)) == Some(true);
            if came {
                self.echoes.update(|echoes| {
                    self.view
                        .with_untracked(|view| view.thread.as_ref().map(|thread| settle(echoes, &thread.messages)));
                });
            }
        });
        Effect::new(move || {
            if self.live.link.get() == Link::Open {
                let waiting: Vec<_> = self.echoes.with_untracked(|echoes| {
                    echoes.iter().filter(|echo| echo.may_go_again()).map(|echo| echo.client_id).collect()
                });
                for client_id in waiting {
                    self.send_again(client_id);
                }
            }
        });
    }
}
