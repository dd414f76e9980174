//! What is begun to be written: kept on the server a second after typing stops, so that no closed tab loses it.

use super::Workspace;
use crate::api::conversations::save_draft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use types::ConversationId;
use types::draft::Draft;
use types::message::Audience;

impl Workspace {
    /// What was begun to be written in a conversation: in this tab, or else as the server knows it.
    #[must_use]
    pub fn draft(&self, conversation: ConversationId) -> Option<Draft> {
        let here = self.drafts.with_untracked(|drafts| drafts.get(&conversation).cloned());
        here.or_else(|| {
            self.view.with_untracked(|view| {
                view.thread.as_ref().filter(|thread| thread.conversation.id == conversation)?.draft.clone()
            })
        })
        .filter(|draft| !draft.text.trim().is_empty())
    }

    /// Remembers what is written so far, in this tab.
    pub fn remember_draft(self, conversation: ConversationId, text: String, audience: Audience) {
        let saved_at = self.live.now();
        self.drafts.update(|drafts| {
            drafts.insert(conversation, Draft { text, audience, saved_at });
        });
    }

    /// Sends what is remembered to the server.
    pub fn save_draft(self, conversation: ConversationId) {
        // The page may be going away right now.
        let Some(draft) = self.drafts.try_with_untracked(|drafts| drafts.get(&conversation).cloned()).flatten() else {
            return;
        };
        spawn_local(async move {
            // It is remembered here; the next pause in typing tries again.
            let _ = save_draft(conversation, draft.text, draft.audience).await;
        });
    }

    /// The beginning of a draft, for the row of its conversation; `None` where nothing was begun.
    #[must_use]
    pub fn draft_preview(&self, conversation: ConversationId) -> Option<String> {
        let here = self.drafts.with(|drafts| drafts.get(&conversation).map(|draft| draft.text.clone()));
        let text = here.or_else(|| {
            self.thread(|thread| {
                let draft = thread.draft.as_ref().filter(|_| thread.conversation.id == conversation)?;
                Some(draft.text.clone())
            })
            .flatten()
        })?;
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then(|| line.chars().take(140).collect())
    }
}
