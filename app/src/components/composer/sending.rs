//! Keys of the composer, and sending what was written or chosen.

use super::upload::{Upload, UploadState};
use super::writing::Writing;
use crate::workspace::{Echo, Possible};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use types::Problem;
use types::action::Action;
use types::draft::ChosenTemplate;
use types::limits::MESSAGE_CHARACTERS;
use types::message::{Attachment, Audience, MediaKind, Template, TemplateHeader};

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
        let audience = self.audience.get_untracked();
        let impossible = audience == Audience::Customer && self.possible.get_untracked() != Possible::Words;
        let too_long = text.chars().count() > MESSAGE_CHARACTERS;
        let on_the_way = files.iter().any(|file| file.state == UploadState::OnTheWay);
        if (text.trim().is_empty() && done.is_empty()) || impossible || too_long || on_the_way {
            return self.focus();
        }
        if !self.asks.get_untracked() && untrack(|| self.surprises()) > 0 {
            self.then.set_value(then);
            return self.asks.set(true);
        }
        let words = Echo::words(self.conversation, audience, text, self.workspace.live.now());
        let reply_to = match audience {
            Audience::Customer => {
                // Also one whose message is not loaded, and which nobody has seen.
                self.workspace.remember_quoted(self.conversation, None);
                self.answers.try_update(Option::take).flatten()
            }
            // A note answers nobody; the quote waits for the answer.
            Audience::Team => None,
        };
        self.workspace.send(Echo { attachments: done, reply_to, ..words }, then);
        self.files.set(Vec::new());
        self.asks.set(false);
        self.since.set(None);
        self.put(String::new(), None);
        // The server forgets the draft together with the sending.
        self.set_pause(None);
        self.rest();
        self.focus();
    }
    /// Sends a template with these values.
    ///
    /// # Errors
    /// `Invalid` names the variable that lacks a value, or the file that is missing on top.
    pub(super) fn send_template(self, template: &Template, values: &[String]) -> Result<(), Problem> {
        let values = template.check(values)?;
        let files = self.files.get_untracked();
        let on_top = match &template.header {
            Some(TemplateHeader::Media { media }) => Some(media_on_top(*media, &files)?),
            _ => None,
        };
        let text = template.preview(&values);
        let chosen = ChosenTemplate { name: template.name.clone(), language: template.language.clone(), values };
        let words = Echo::words(self.conversation, Audience::Customer, text, self.workspace.live.now());
        let attachments = on_top.into_iter().collect();
        self.workspace.send(Echo { attachments, template: Some(chosen), ..words }, None);
        self.files.set(Vec::new());
        self.choosing.set(false);
        request_animation_frame(move || self.focus());
        Ok(())
    }
}

/// The file for the top of a template.
fn media_on_top(media: MediaKind, files: &[Upload]) -> Result<Attachment, Problem> {
    if files.iter().any(|file| file.state == UploadState::OnTheWay) {
        return Err(Problem::invalid("attachments", "The file is still being uploaded. Please wait a moment."));
    }
    let what = match media {
        MediaKind::Image | MediaKind::Sticker => "a picture",
        MediaKind::Video => "a film",
        MediaKind::Audio => "a recording",
        MediaKind::Document => "a document",
    };
    let missing = || Problem::invalid("attachments", format!("This template begins with {what}. Please attach one."));
    files.iter().find_map(Upload::attachment).ok_or_else(missing)
}
