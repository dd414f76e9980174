//! A PDF: its first page as a picture, which opens large, and the file itself to fetch. A PDF that cannot be drawn has no picture.

mod pages;

pub(super) use pages::{count_pages, page_address, prepare};

use super::attachment::{AttachmentChip, opens_here};
use super::lightbox::Lightbox;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use types::message::Attachment;

/// How far the picture of the first page has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Preview {
    Awaited,
    Shown,
    /// The server could not draw it.
    Missing,
}

/// A PDF. Its pages open large; without JavaScript, the first one in a tab of its own.
#[component]
pub(super) fn Pdf(file: Attachment) -> impl IntoView {
    let lightbox = use_context::<Lightbox>();
    let preview = RwSignal::new(Preview::Awaited);
    let pages = RwSignal::new(None::<u32>);
    let image = NodeRef::<html::Img>::new();
    let first = page_address(&file, 1);
    let known = StoredValue::new(file.clone());
    let loaded = move || {
        preview.set(Preview::Shown);
        known.with_value(|file| count_pages(file, move |count| _ = pages.try_set(count)));
    };
    // The picture may have come, or failed, before this page was lively enough to hear of it.
    Effect::new(move |_| {
        let Some(image) = image.get().filter(|image| image.complete()) else { return };
        if image.natural_width() > 0 {
            loaded();
        } else {
            image.set_src(&image.src());
        }
    });
    let open = {
        let file = file.clone();
        move |event: ev::MouseEvent| {
            if let Some(lightbox) = lightbox.filter(|_| opens_here(&event)) {
                event.prevent_default();
                lightbox.open(file.clone());
            }
        }
    };
    let label = format!("Show the pages of {}", file.name);
    let count = Signal::derive(move || pages.get().map(in_words));
    view! {
        <div class="flex w-64 max-w-full flex-col overflow-hidden rounded-md border border-line bg-raised">
            <a
                href=first.clone()
                target="_blank"
                rel="noopener"
                aria-label=label
                on:click=open
                class="block border-b border-line bg-white"
                class:hidden=move || preview.get() == Preview::Missing
                class:animate-breathe=move || preview.get() == Preview::Awaited
            >
                <img
                    node_ref=image
                    src=first.clone()
                    alt=""
                    loading="lazy"
                    on:load=move |_| loaded()
                    on:error=move |_| preview.set(Preview::Missing)
                    class="h-40 w-full object-cover object-top"
                />
            </a>
            <AttachmentChip file count framed=false/>
        </div>
    }
}

fn in_words(count: u32) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
}
