//! The templates one can choose from. They are fetched when they are wanted: most conversations never need them.

use super::{Possible, ReplyWindow, Workspace};
use crate::AppError;
use crate::api::templates::templates;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use types::ConversationId;
use types::message::Template;
use types::view::InboxView;

/// The templates that can be sent in a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Templates {
    /// In which.
    pub conversation: ConversationId,
    /// All of them.
    pub all: Vec<Template>,
}

/// Fetches the templates a page begins with: those of a conversation in which nothing else can be sent, so that the page is
/// complete without JavaScript. When they cannot be had, the rest of the page is there all the same.
pub(super) async fn fetch_templates(view: &InboxView) -> Option<Templates> {
    let conversation = &view.thread.as_ref()?.conversation;
    let inbox = view.directory.inbox(conversation.inbox)?;
    let window = ReplyWindow::of(&inbox.channel.capabilities(), conversation.customer_wrote_at, view.loaded_at);
    if Possible::of(inbox, window) != Possible::Templates {
        return None;
    }
    let all = templates(conversation.id).await.ok()?;
    Some(Templates { conversation: conversation.id, all })
}

impl Workspace {
    /// Fetches the templates of a conversation, unless they are there. Says what went wrong.
    pub fn want_templates(self, conversation: ConversationId, trouble: RwSignal<Option<AppError>>) {
        let are_there =
            |known: &Option<Templates>| known.as_ref().is_some_and(|known| known.conversation == conversation);
        if self.templates.with_untracked(are_there) {
            return;
        }
        spawn_local(async move {
            let answer = templates(conversation).await;
            // Meanwhile another conversation may have been opened, or another page.
            let wanted = self.place.try_get_untracked().and_then(|place| place.conversation);
            if wanted != Some(conversation) {
                return;
            }
            match answer {
                Ok(all) => {
                    self.templates.try_set(Some(Templates { conversation, all }));
                    trouble.try_set(None);
                }
                Err(error) => {
                    trouble.try_set(Some(error));
                }
            }
        });
    }
}
