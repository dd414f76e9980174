//! Keys of the composer, and sending what was written.

use super::upload::{Upload, UploadState};
use super::writing::Writing;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use types::action::Action;

impl Writing {
    /// Keys with a meaning.
    pub(super) fn key(self, event: &KeyboardEvent) {
        let control = event.ctrl_key() || event.meta_key();
        let offers = untrack(|| self.offers());
        let last = offers.len().saturating_sub(1);
        let choice = self.choice.get_untracked().min(last);
        match event.key().as_str() {
            "Enter" if control => self.send(event.shift_key().then_some(Action::Resolve)),
            "Enter" | "Tab" if !offers.is_empty() && !event.shift_key() => {
                if let Some(reply) = offers.get(choice) {
                    self.fill_in(reply);
                }
            }
            "ArrowDown" if !offers.is_empty() => self.choice.set(if choice == last { 0 } else { choice + 1 }),
            "ArrowUp" if !offers.is_empty() => self.choice.set(choice.checked_sub(1).unwrap_or(last)),
            "Escape" if !offers.is_empty() => self.slash.set(None),
            "Escape" => {
                if let Some(field) = self.field.get_untracked() {
                    let _ = field.blur();
                }
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Sends what is written, unless something is in the way.
    pub(super) fn send(self, then: Option<Action>) {
        let text = self.field.get_untracked().map_or_else(|| self.text.get_untracked(), |field| field.value());
        let files = self.files.get_untracked();
        let done: Vec<_> = files.iter().filter_map(Upload::attachment).collect();
        let too_long = text.chars().count() > untrack(|| self.limit());
        let on_the_way = files.iter().any(|file| file.state == UploadState::OnTheWay);
        if (text.trim().is_empty() && done.is_empty()) || too_long || on_the_way {
            return self.focus();
        }
        if !self.asks.get_untracked() && untrack(|| self.surprises()) > 0 {
            self.then.set_value(then);
            return self.asks.set(true);
        }
        self.workspace.send(self.conversation, self.audience.get_untracked(), text, done, then);
        self.files.set(Vec::new());
        self.asks.set(false);
        self.since.set(None);
        self.put(String::new(), None);
        // The server forgets the draft together with the sending.
        self.set_pause(None);
        self.rest();
        self.focus();
    }
}
