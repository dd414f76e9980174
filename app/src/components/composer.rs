//! Where agents write: replies to the customer, and notes in amber to colleagues.
//!
//! Without JavaScript it is a plain form. With it, the text is kept on the server while it is written, `/` offers canned
//! replies, files come by button, paste and drop, and nobody answers without having seen what came meanwhile.

mod answering;
mod audience_tabs;
mod banner;
mod canned_dialog;
mod canned_picker;
mod counter;
mod files;
mod offering;
mod quote_bar;
mod reach_banner;
mod sending;
mod slash;
mod template_form;
mod template_keys;
mod template_picker;
mod template_preview;
mod upload;
mod writing;

use super::{Icon, IconButton};
use crate::api::conversations::SendMessage;
use crate::workspace::{Workspace, use_workspace};
use audience_tabs::AudienceTabs;
use banner::SurpriseBanner;
use canned_dialog::CannedDialog;
use canned_picker::CannedPicker;
use counter::Counter;
use files::{AttachButton, FileList};
use leptos::ev;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use quote_bar::QuoteBar;
use reach_banner::ReachBanner;
use template_picker::TemplatePicker;
use types::ConversationId;
use types::action::Action;
use types::message::Audience;
use writing::Writing;

/// The form to write in.
#[component]
pub fn Composer(
    /// To which conversation.
    conversation: ConversationId,
) -> impl IntoView {
    let workspace = use_workspace();
    let writing = Writing::begin(workspace, conversation);
    let saves_reply = RwSignal::new(false);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let resolve = super::act_form::pressed_value(&event) == "resolve";
        writing.send(resolve.then_some(Action::Resolve));
    };
    // A file dropped beside the field must not replace the page.
    let over = move |event: ev::DragEvent| event.prevent_default();
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        writing.add_files(event.data_transfer().and_then(|data| data.files()));
    };
    let templates = Memo::new(move |_| writing.shows_templates());
    // Templates stand in the place of the field; a note can be written all the same.
    let editor = move || if templates.get() { "hidden group-has-[input[value=team]:checked]/write:block" } else { "" };
    view! {
        <div
            on:dragover=over
            on:drop=dropped
            class="group/write relative shrink-0 border-t border-line bg-surface px-3 pt-2 pb-3 transition-colors has-[input[value=team]:checked]:border-note-line has-[input[value=team]:checked]:bg-note md:px-4"
        >
            <ReachBanner writing/>
            <SurpriseBanner writing/>
            <form method="post" action=SendMessage::url() aria-label="Write" on:submit=submit>
                <input type="hidden" name="conversation" value=conversation.to_string()/>
                <input type="hidden" name="client_id" value=Workspace::new_client_id().to_string()/>
                <AudienceTabs writing/>
                <div class=editor>
                    <QuoteBar writing/>
                    <TextField writing/>
                    <FileList writing/>
                    <div class="mt-1.5 flex items-center gap-1">
                        <AttachButton writing/>
                        <IconButton
                            icon=icondata::LuBookmarkPlus
                            label="Canned replies"
                            small=true
                            disabled=Signal::derive(move || !workspace.awake.get())
                            on:click=move |_| saves_reply.set(true)
                        />
                        <TemplateButton writing/>
                        <span class="flex-1"></span>
                        <Counter writing/>
                        <SendButtons/>
                    </div>
                </div>
            </form>
            {move || templates.get().then(|| view! { <TemplatePicker writing/> })}
        </div>
        <CannedDialog writing open=saves_reply/>
    }
}

/// Puts the templates in the place of the field, where the channel has any.
#[component]
fn TemplateButton(writing: Writing) -> impl IntoView {
    let possible = Memo::new(move |_| writing.has_templates() && writing.workspace.awake.get());
    let press = move |_| {
        writing.choosing.set(true);
        request_animation_frame(move || writing.focus());
    };
    move || {
        possible.get().then(|| {
            view! {
                <span class="group-has-[input[value=team]:checked]/write:hidden">
                    <IconButton icon=icondata::LuLayoutTemplate label="Templates" small=true on:click=press/>
                </span>
            }
        })
    }
}

/// The field itself. Its text belongs to the browser: it is only set when something else than typing changes it.
#[component]
fn TextField(writing: Writing) -> impl IntoView {
    let typed = move |_| writing.typed();
    let key = move |event: ev::KeyboardEvent| writing.key(&event);
    let paste = move |event: ev::ClipboardEvent| {
        let files = event.clipboard_data().and_then(|data| data.files()).filter(|files| files.length() > 0);
        if files.is_some() {
            event.prevent_default();
            writing.add_files(files);
        }
    };
    let placeholder = move || match writing.audience.get() {
        Audience::Customer => "Write a reply, or / for canned replies",
        Audience::Team => "Write a note. Only colleagues will see it.",
    };
    view! {
        <div class="relative">
            <CannedPicker writing/>
            <label for="message-text" class="sr-only">"Message"</label>
            <textarea
                node_ref=writing.field
                id="message-text"
                name="text"
                rows="2"
                dir="auto"
                placeholder=placeholder
                aria-autocomplete="list"
                aria-controls=move || writing.slash.with(Option::is_some).then_some("canned-replies")
                aria-activedescendant=move || writing.active_choice()
                on:input=typed
                on:keydown=key
                on:paste=paste
                on:blur=move |_| writing.rest()
                inner_html=writing.initial_html()
                class="field-sizing-content max-h-[40vh] min-h-14 w-full resize-none rounded-md bg-transparent px-1 py-1.5 text-base outline-none focus-visible:outline-none"
            ></textarea>
        </div>
    }
}

/// Send, and Send and resolve. They look and read differently for a note, so that nobody sends one by accident.
#[component]
fn SendButtons() -> impl IntoView {
    let reply = "group-has-[input[value=team]:checked]/write:hidden";
    let note = "hidden group-has-[input[value=team]:checked]/write:inline";
    view! {
        <button
            type="submit"
            title="Ctrl+Enter"
            class="order-last inline-flex h-8 shrink-0 items-center gap-2 rounded-md bg-accent px-3 font-medium text-on-accent shadow-raised transition-colors group-has-[input[value=team]:checked]/write:bg-note-text group-has-[input[value=team]:checked]/write:text-note hover:bg-accent-strong"
        >
            <span class=format!("{reply} inline-flex items-center gap-2")><Icon icon=icondata::LuSendHorizontal width="1rem"/>"Send"</span>
            <span class=note>"Add note"</span>
        </button>
        <button
            type="submit"
            name="then"
            value="resolve"
            title="Ctrl+Shift+Enter"
            class="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-muted transition-colors hover:bg-hover hover:text-text max-sm:hidden group-has-[input[value=team]:checked]/write:hover:bg-note-line"
        >
            <span class=reply>"Send and resolve"</span>
            <span class=note>"Add and resolve"</span>
        </button>
    }
}
