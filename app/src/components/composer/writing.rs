//! The state of the composer, and what typing does to it.

use super::slash::{Slash, at_caret};
use super::upload::Upload;
use crate::workspace::{Possible, Workspace};
use leptos::html::Textarea;
use leptos::prelude::*;
use std::time::Duration;
use types::action::Action;
use types::live::TYPING_SECONDS;
use types::message::{Audience, Quote};
use types::{ConversationId, MessageId, Timestamp};

/// How long after the last letter the draft is saved.
const PAUSE: Duration = Duration::from_secs(1);

/// What is being written.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    pub workspace: Workspace,
    pub conversation: ConversationId,
    /// The text as the field has it.
    pub text: RwSignal<String>,
    /// A reply or a note.
    pub audience: RwSignal<Audience>,
    /// Files that go along.
    pub files: RwSignal<Vec<Upload>>,
    /// What the answer quotes.
    pub answers: RwSignal<Option<Quote>>,
    /// The templates were asked for, although words of one's own could be sent.
    pub choosing: RwSignal<bool>,
    /// What can be sent to the customer now.
    pub possible: Memo<Possible>,
    /// The slash before the caret, while canned replies are offered.
    pub slash: RwSignal<Option<Slash>>,
    /// Which of them Enter takes.
    pub choice: RwSignal<usize>,
    /// Sending was asked for, and something had come meanwhile.
    pub asks: RwSignal<bool>,
    /// What is to be done after the sending that was asked about.
    pub then: StoredValue<Option<Action>>,
    pub field: NodeRef<Textarea>,
    /// The newest message when the writing began.
    pub since: RwSignal<Option<MessageId>>,
    pub pause: StoredValue<Option<TimeoutHandle>>,
    pub told_typing: StoredValue<Option<Timestamp>>,
}

impl Writing {
    /// Goes on with the draft, if there is one.
    pub(super) fn begin(workspace: Workspace, conversation: ConversationId) -> Self {
        let draft = workspace.draft(conversation);
        let (text, audience) = draft.map_or((String::new(), Audience::Customer), |draft| (draft.text, draft.audience));
        let possible = Memo::new(move |_| workspace.possible());
        let writing = Self {
            workspace,
            conversation,
            text: RwSignal::new(text),
            audience: RwSignal::new(audience_for(audience, possible.get_untracked())),
            files: RwSignal::default(),
            answers: RwSignal::new(None),
            choosing: RwSignal::new(false),
            possible,
            slash: RwSignal::new(None),
            choice: RwSignal::new(0),
            asks: RwSignal::new(false),
            then: StoredValue::new(None),
            field: NodeRef::new(),
            since: RwSignal::new(None),
            pause: StoredValue::new(None),
            told_typing: StoredValue::new(None),
        };
        // Whoever typed before the page was alive goes on with that.
        Effect::new(move |_| {
            if let Some(field) = writing.field.get() {
                let there = field.value();
                if writing.text.get_untracked() != there {
                    writing.text.set(there);
                }
                writing.fit();
            }
        });
        Effect::new(move || {
            if let Some(audience) = workspace.wish_to_write.get() {
                workspace.wish_to_write.set(None);
                writing.audience.set(audience_for(audience, possible.get_untracked()));
                writing.focus();
            }
        });
        Effect::new(move || {
            if let Some(message) = workspace.wish_to_answer.get() {
                workspace.wish_to_answer.set(None);
                writing.quote(message);
            }
        });
        // A quote comes back with the draft, once its message is there; and is kept as soon as it is another one.
        Effect::new(move |before: Option<Option<MessageId>>| {
            let quoted = writing.answers.with(|quote| quote.as_ref().and_then(|quote| quote.message));
            match before {
                Some(before) if before != quoted => workspace.remember_quoted(conversation, quoted),
                Some(_) => {}
                // A wish to answer may have been faster.
                None if quoted.is_some() => workspace.remember_quoted(conversation, quoted),
                None => {
                    if let Some(message) = workspace.quoted(conversation) {
                        writing.answers.set(writing.quote_of(message));
                    }
                }
            }
            quoted
        });
        // What was meant for the customer cannot be sent any more; kept as a note it reaches nobody by accident.
        Effect::new(move || {
            let possible = possible.get();
            writing.audience.update(|audience| *audience = audience_for(*audience, possible));
        });
        on_cleanup(move || writing.leave());
        writing
    }

    /// The draft, as the inside of the field.
    pub(super) fn initial_html(self) -> String {
        let text = self.text.get_untracked();
        // The first line break of a field is lost in HTML.
        text.trim_start_matches('\n').replace('&', "&amp;").replace('<', "&lt;")
    }

    /// The agent has typed.
    pub(super) fn typed(self) {
        let Some(field) = self.field.get_untracked() else { return };
        let text = field.value();
        if self.text.with_untracked(String::is_empty) && !text.is_empty() {
            self.since.set(self.newest());
        }
        let caret = field.selection_start().ok().flatten().unwrap_or_default();
        self.slash.set(at_caret(&text, caret));
        self.choice.set(0);
        self.asks.set(false);
        self.took(text);
        self.tell_typing();
    }

    /// The text is another one now: keeps it, and saves it after a pause.
    fn took(self, text: String) {
        self.workspace.remember_draft(self.conversation, text.clone(), self.audience.get_untracked());
        self.text.set(text);
        self.fit();
        let (workspace, conversation) = (self.workspace, self.conversation);
        self.set_pause(set_timeout_with_handle(move || workspace.save_draft(conversation), PAUSE).ok());
    }

    /// Waits for a pause in typing, or no longer does.
    pub(super) fn set_pause(self, pause: Option<TimeoutHandle>) {
        let before = self.pause.try_update_value(|kept| std::mem::replace(kept, pause)).flatten();
        if let Some(before) = before {
            before.clear();
        }
    }

    /// Sets the text, and the caret, counted as browsers count.
    pub(super) fn put(self, text: String, caret: Option<u32>) {
        if let Some(field) = self.field.get_untracked() {
            field.set_value(&text);
            if let Some(caret) = caret {
                // Fails only for fields without a caret.
                let _ = field.set_selection_range(caret, caret);
            }
        }
        self.slash.set(None);
        self.took(text);
    }

    /// For browsers that cannot fit a field to its text by themselves.
    fn fit(self) {
        if let Some(field) = self.field.get_untracked() {
            let style = web_sys::HtmlElement::style(&field);
            // A style that is not taken leaves a scroll bar.
            let _ = style.set_property("height", "auto");
            let _ = style.set_property("height", &format!("{}px", field.scroll_height()));
        }
    }

    /// The newest message there is.
    pub(super) fn newest(self) -> Option<MessageId> {
        self.workspace.view.with_untracked(|view| view.thread.as_ref()?.messages.iter().map(|message| message.id).max())
    }

    /// The customer may be shown that somebody is typing; not for notes.
    fn tell_typing(self) {
        if self.audience.get_untracked() != Audience::Customer {
            return;
        }
        let now = self.workspace.live.now();
        let due = self.told_typing.get_value().is_none_or(|told| now.since(told).as_secs() >= TYPING_SECONDS / 2);
        if due {
            self.told_typing.set_value(Some(now));
            self.workspace.live.typing(self.conversation, true);
        }
    }

    /// The typing is over, for now.
    pub(super) fn rest(self) {
        if self.told_typing.try_update_value(Option::take).flatten().is_some() {
            self.workspace.live.typing(self.conversation, false);
        }
    }

    /// The conversation is left: what was not saved yet is saved now.
    fn leave(self) {
        self.rest();
        let unsaved = self.pause.try_update_value(Option::take).flatten();
        if let Some(pause) = unsaved {
            pause.clear();
            self.workspace.save_draft(self.conversation);
        }
    }
}

/// Where nothing can be sent to the customer, everything written is a note.
const fn audience_for(wanted: Audience, possible: Possible) -> Audience {
    match possible {
        Possible::Nothing => Audience::Team,
        Possible::Words | Possible::Templates => wanted,
    }
}
