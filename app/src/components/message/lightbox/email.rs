//! A mail as its sender designed it, in a frame without any rights. What stands in the frame has been made harmless by the server.

use crate::components::{Icon, IconButton};
use leptos::either::Either;
use leptos::ev;
use leptos::prelude::*;
use types::message::EmailPage;

/// All that the frame may do: open links, in tabs of their own.
const SANDBOX: &str = "allow-popups allow-popups-to-escape-sandbox";

/// The mail below a line with what can be done about it. The line comes first, so that the keyboard is not caught in the frame.
#[component]
pub(super) fn ShownEmail(
    subject: String,
    page: EmailPage,
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let remote = RwSignal::new(false);
    let asks = page.remote_pictures;
    let href = page.address(false);
    let title = if subject.is_empty() { "Mail".to_owned() } else { subject.clone() };
    // A frame that is led elsewhere remembers where it was, and "Back" would take it there: each is a new one.
    let frame = move || {
        let (address, title) = (page.address(remote.get()), title.clone());
        if remote.get() {
            Either::Left(view! { <Frame address title/> })
        } else {
            Either::Right(view! { <Frame address title/> })
        }
    };
    view! {
        <section
            // A click elsewhere closes.
            on:click=move |event: ev::MouseEvent| event.stop_propagation()
            class="flex h-[calc(100dvh-2rem)] w-[min(60rem,calc(100dvw-2rem))] flex-col overflow-hidden rounded-md bg-raised text-text shadow-float"
        >
            <header class="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3 py-1.5">
                <h2 class="min-w-0 flex-[1_1_10rem] truncate font-semibold" dir="auto">{subject}</h2>
                {asks.then(|| view! { <LoadRemotePictures remote/> })}
                <a href=href target="_blank" rel="noopener" class="inline-flex items-center gap-1.5 py-1 text-accent hover:underline">
                    <Icon icon=icondata::LuExternalLink width="1rem"/>
                    "Open"
                </a>
                <IconButton icon=icondata::LuX label="Close mail" small=true on:click=move |_| close()/>
            </header>
            {frame}
        </section>
    }
}

#[component]
fn Frame(address: String, title: String) -> impl IntoView {
    view! { <iframe sandbox=SANDBOX src=address title=title class="min-h-0 w-full flex-1 bg-white"></iframe> }
}

/// Stays where it is after it was pressed, and so does the keyboard.
#[component]
fn LoadRemotePictures(remote: RwSignal<bool>) -> impl IntoView {
    view! {
        <button
            type="button"
            title="Their sender learns that this mail is read, and when."
            aria-disabled=move || remote.get().then_some("true")
            on:click=move |_| remote.set(true)
            class="inline-flex items-center gap-1.5 py-1 text-accent hover:underline aria-disabled:text-muted aria-disabled:no-underline"
        >
            <Icon icon=icondata::LuImage width="1rem"/>
            {move || if remote.get() { "Remote pictures loaded" } else { "Load remote pictures" }}
        </button>
    }
}
