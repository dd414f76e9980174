//! Beside the thread: who the customer is, what can be done, what is known, what was before.

mod contact_form;
mod earlier;
mod facts;

use super::conversation_actions::{AssigneeMenu, GroupMenu, LabelMenu, PriorityMenu};
use super::thread_header::LabelChips;
use super::{Avatar, AvatarSize, Icon, IconButton};
use crate::workspace::use_workspace;
use contact_form::ContactForm;
use earlier::EarlierConversations;
use facts::Facts;
use leptos::prelude::*;
use types::ConversationId;

/// The panel; nothing while no conversation is open.
#[component]
pub fn ContextPanel() -> impl IntoView {
    let workspace = use_workspace();
    let opened = Memo::new(move |_| workspace.opened());
    let close = move || workspace.place.get().with_panel(false).url();
    move || {
        opened.get().map(|conversation| {
            view! {
                <aside aria-label="Contact and details" class="h-full overflow-y-auto bg-surface">
                    <div class="flex h-14 items-center justify-between border-b border-line px-3 xl:hidden">
                        <span class="px-1 font-semibold">"Details"</span>
                        {move || view! { <IconButton icon=icondata::LuX label="Close details" href=close()/> }}
                    </div>
                    <Customer conversation/>
                    <Section title="Actions">
                        <div class="flex flex-col gap-2">
                            <AssigneeMenu conversation wide=true/>
                            <GroupMenu conversation wide=true/>
                            <PriorityMenu conversation wide=true/>
                            <LabelMenu conversation wide=true/>
                            <div class="flex flex-wrap gap-1"><LabelChips conversation/></div>
                        </div>
                    </Section>
                    <Section title="Conversation"><Facts conversation/></Section>
                    <Section title="Earlier conversations"><EarlierConversations conversation/></Section>
                </aside>
            }
        })
    }
}

/// A part of the panel.
#[component]
fn Section(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="border-b border-line px-4 py-4">
            <h3 class="mb-2 text-sm font-semibold text-muted">{title}</h3>
            {children()}
        </section>
    }
}

/// Face, name, and how else they can be reached.
#[component]
fn Customer(conversation: ConversationId) -> impl IntoView {
    let summary = use_workspace().summary(conversation);
    let contact = Memo::new(move |_| summary.with(|summary| summary.as_ref().map(|summary| summary.contact.clone())));
    let way = |icon: icondata::Icon, href: String, words: String| {
        view! {
            <a href=href class="flex min-w-0 items-center gap-2 rounded-sm text-muted hover:text-text hover:underline">
                <Icon icon width="1rem"/>
                <span class="min-w-0 truncate">{words}</span>
            </a>
        }
    };
    let card = move || {
        contact.get().map(|contact| {
            view! {
                <div class="flex items-center gap-3">
                    <Avatar id=contact.id.0 name=contact.name.clone() size=AvatarSize::Large/>
                    <div class="min-w-0">
                        <h2 class="text-lg font-semibold break-words">{contact.name.clone()}</h2>
                        {contact.email.clone().map(|email| way(icondata::LuMail, format!("mailto:{email}"), email))}
                        {contact.phone.clone().map(|phone| way(icondata::LuPhone, format!("tel:{phone}"), phone))}
                    </div>
                </div>
            }
        })
    };
    let form = move || contact.get().map(|contact| view! { <ContactForm contact/> });
    view! {
        <section aria-label="Contact" class="border-b border-line px-4 py-4">
            {card}
            {form}
        </section>
    }
}
