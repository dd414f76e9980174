//! The channels that can be added, and what each takes.

use super::guide::guide;
use crate::components::channel_icon::ChannelIcon;
use leptos::prelude::*;
use types::inbox::ChannelKind;

/// A card for each channel, as a link to its form.
#[component]
pub(super) fn AddSection() -> impl IntoView {
    let cards = ChannelKind::ALL.iter().map(|channel| view! { <Card channel=*channel/> });
    view! {
        <section aria-labelledby="add-heading">
            <h2 id="add-heading" class="mb-3 text-lg font-semibold">"Add a channel"</h2>
            <ul class="grid gap-2 sm:grid-cols-2">{cards.collect_view()}</ul>
        </section>
    }
}

#[component]
fn Card(channel: ChannelKind) -> impl IntoView {
    view! {
        <li>
            <a
                href=format!("/channels/new/{channel}")
                class="flex h-full gap-3 rounded-lg border border-line bg-raised p-3 transition-colors hover:border-line-strong hover:bg-hover"
            >
                <span class="mt-0.5 text-lg text-muted"><ChannelIcon channel named=true/></span>
                <span class="min-w-0">
                    <span class="block font-medium">{channel.title()}</span>
                    <span class="mt-0.5 block text-sm text-muted">{guide(channel, None).about}</span>
                </span>
            </a>
        </li>
    }
}
