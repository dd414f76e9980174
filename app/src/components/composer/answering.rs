//! What stands in front of the words: the message they answer, and the templates that can be sent in their place.

use super::writing::Writing;
use crate::workspace::Possible;
use leptos::prelude::*;
use types::MessageId;
use types::message::{Audience, Quote};
use wasm_bindgen::JsCast;

/// The id of the field that finds templates.
pub(super) const TEMPLATE_SEARCH: &str = "template-search";

impl Writing {
    /// Quotes a message above the answer, and goes there.
    pub(super) fn quote(self, id: MessageId) {
        self.answers.set(self.quote_of(id));
        self.choosing.set(false);
        if self.possible.get_untracked() != Possible::Nothing {
            self.audience.set(Audience::Customer);
        }
        self.focus();
    }

    /// A message as an answer quotes it; nothing for one that is not loaded.
    pub(super) fn quote_of(self, id: MessageId) -> Option<Quote> {
        self.workspace.view.with_untracked(|view| {
            let message = view.thread.as_ref()?.messages.iter().find(|message| message.id == id)?;
            let (author, text) = (Some(message.author.kind()), message.body.preview());
            Some(Quote { message: Some(id), external_id: None, author, text })
        })
    }

    /// Whether templates are shown in the place of the field: because nothing else can be sent, or because they were asked for.
    pub(super) fn shows_templates(self) -> bool {
        match self.possible.get() {
            Possible::Words => self.choosing.get() && self.has_templates(),
            Possible::Templates => true,
            Possible::Nothing => false,
        }
    }

    /// Whether the channel has templates at all.
    pub(super) fn has_templates(self) -> bool {
        self.capabilities().is_some_and(|can| can.templates)
    }

    /// Gives the keyboard to what can be filled in: the field, or the search for templates where that stands in its place.
    pub(super) fn focus(self) {
        let templates = self.audience.get_untracked() == Audience::Customer && untrack(|| self.shows_templates());
        if templates {
            let field = document().get_element_by_id(TEMPLATE_SEARCH);
            if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = field.focus();
            }
        } else if let Some(field) = self.field.get_untracked() {
            let _ = field.focus();
        }
    }
}
