//! Colleagues who look at the same conversation.

use crate::components::{Avatar, AvatarSize};
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::ConversationId;
use types::live::Viewer;

/// Their faces; one who types has a ring.
#[component]
pub(super) fn Viewers(conversation: ConversationId) -> impl IntoView {
    let workspace = use_workspace();
    let viewers = Memo::new(move |_| {
        let viewers = workspace.live.presences.with(|presences| presences.colleagues(conversation, workspace.my_id()));
        let named = |viewer: Viewer| (viewer, workspace.directory(|directory| directory.agent_name(viewer.agent)));
        viewers.into_iter().map(named).collect::<Vec<_>>()
    });
    let face = move |(viewer, name): (Viewer, String)| {
        let (ring, words) = if viewer.typing {
            ("ring-2 ring-warning", format!("{name} is typing"))
        } else {
            ("ring-2 ring-surface", format!("{name} is looking at this"))
        };
        let title = words.clone();
        view! {
            <li title=title class="-ms-1.5 first:ms-0">
                <span class=format!("inline-flex rounded-full {ring}")><Avatar id=viewer.agent.0 name size=AvatarSize::Small/></span>
                <span class="sr-only">{words}</span>
            </li>
        }
    };
    move || {
        let viewers = viewers.get();
        (!viewers.is_empty()).then(|| {
            view! {
                <ul aria-label="Colleagues here" class="flex items-center">{viewers.into_iter().take(4).map(face).collect_view()}</ul>
            }
        })
    }
}
