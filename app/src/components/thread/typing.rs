//! Who is typing, below the last message.

use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::ConversationId;

/// "Ben is typing", or nothing. Its place is always there, so that nothing jumps.
#[component]
pub(super) fn TypingLine(
    /// Where.
    conversation: ConversationId,
) -> impl IntoView {
    let workspace = use_workspace();
    let words = Memo::new(move |_| {
        let mut names = Vec::new();
        if workspace.live.presences.with(|presences| presences.customer_types(conversation)) {
            names.extend(workspace.thread(|thread| thread.conversation.contact.name.clone()));
        }
        let colleagues =
            workspace.live.presences.with(|presences| presences.colleagues(conversation, workspace.my_id()));
        for viewer in colleagues.into_iter().filter(|viewer| viewer.typing) {
            names.push(workspace.directory(|directory| directory.agent_name(viewer.agent)));
        }
        sentence(&names)
    });
    view! {
        <p class="h-5 px-1 pt-1 text-sm text-muted" aria-live="polite">
            {move || words.get().map(|words| view! { <span class="animate-breathe">{words}</span> })}
        </p>
    }
}

fn sentence(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(format!("{one} is typing…")),
        [one, two] => Some(format!("{one} and {two} are typing…")),
        [one, others @ ..] => Some(format!("{one} and {} others are typing…", others.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_types_is_told_in_a_sentence() {
        let names: Vec<String> = ["Ben", "Ana", "Eva"].map(str::to_owned).to_vec();
        assert_eq!(sentence(&names[..0]), None);
        assert_eq!(sentence(&names[..1]).as_deref(), Some("Ben is typing…"));
        assert_eq!(sentence(&names[..2]).as_deref(), Some("Ben and Ana are typing…"));
        assert_eq!(sentence(&names).as_deref(), Some("Ben and 2 others are typing…"));
    }
}
