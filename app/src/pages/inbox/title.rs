//! The title of the browser's tab: how many conversations have something unread, and where one is.

use crate::components::view_menu::view_name;
use crate::workspace::use_workspace;
use leptos::prelude::*;
use leptos_meta::Title;

/// `(3) Mine`.
#[component]
pub(super) fn InboxTitle() -> impl IntoView {
    let workspace = use_workspace();
    let title = Memo::new(move |_| {
        let unread = workspace.view.with(|view| view.list.rows.iter().filter(|row| row.is_unread()).count());
        let name = match workspace.opened() {
            Some(_) => workspace.thread(|thread| thread.conversation.contact.name.clone()),
            None => None,
        };
        let view = workspace.place.get().query.view;
        let name = name.unwrap_or_else(|| workspace.directory(|directory| view_name(view, directory)));
        if unread > 0 { format!("({unread}) {name}") } else { name }
    });
    view! { <Title text=move || title.get()/> }
}
