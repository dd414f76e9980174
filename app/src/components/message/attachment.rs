//! Files of a message: pictures, sounds, films and first pages in place, everything else to fetch, and what is not here yet.

use super::awaited::Awaited;
use super::lightbox::Lightbox;
use super::pdf::Pdf;
use crate::components::Icon;
use leptos::ev;
use leptos::prelude::*;
use types::message::{Attachment, file_size};

/// All files of a message.
#[component]
pub(super) fn Attachments(attachments: Vec<Attachment>) -> impl IntoView {
    let (here, awaited): (Vec<_>, Vec<_>) = attachments.into_iter().partition(|file| file.state.is_ready());
    let (pictures, others): (Vec<_>, Vec<_>) = here.into_iter().partition(Attachment::is_picture);
    let awaited = awaited.into_iter().map(|file| view! { <Awaited file/> });
    let pictures = (!pictures.is_empty()).then(|| {
        let pictures = pictures.into_iter().map(|file| view! { <Picture file/> });
        view! { <div class="flex flex-wrap gap-1.5">{pictures.collect_view()}</div> }
    });
    let others = others.into_iter().map(|file| {
        if file.is_sound() {
            view! { <Sound file/> }.into_any()
        } else if file.is_film() {
            view! { <Film file/> }.into_any()
        } else if file.is_pdf() {
            view! { <Pdf file/> }.into_any()
        } else {
            view! { <AttachmentChip file/> }.into_any()
        }
    });
    view! { {pictures} {others.collect_view()} {awaited.collect_view()} }
}

/// A picture. Opens large; without JavaScript, in a tab of its own.
#[component]
pub(super) fn Picture(file: Attachment) -> impl IntoView {
    let lightbox = use_context::<Lightbox>();
    let (href, name) = (address(&file), file.name.clone());
    let open = move |event: ev::MouseEvent| {
        if let Some(lightbox) = lightbox.filter(|_| opens_here(&event)) {
            event.prevent_default();
            lightbox.open(file.clone());
        }
    };
    view! {
        <a href=href.clone() target="_blank" rel="noopener" on:click=open class="block overflow-hidden rounded-md">
            <img src=href.clone() alt=name loading="lazy" class="max-h-64 min-h-12 max-w-full min-w-12 bg-hover object-cover"/>
        </a>
    }
}

/// A plain click, not one that asks for a new tab or window.
pub(super) fn opens_here(event: &ev::MouseEvent) -> bool {
    event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key()
}

/// A recording.
#[component]
pub(super) fn Sound(file: Attachment) -> impl IntoView {
    let label = file.name.clone();
    view! { <audio controls=true preload="metadata" src=address(&file) aria-label=label class="h-10 w-64 max-w-full"></audio> }
}

/// A film.
#[component]
pub(super) fn Film(file: Attachment) -> impl IntoView {
    let label = file.name.clone();
    view! {
        <video controls=true preload="metadata" src=address(&file) aria-label=label class="max-h-72 w-full max-w-sm rounded-md bg-black"></video>
    }
}

/// Any file, to fetch.
#[component]
pub fn AttachmentChip(
    /// Which.
    file: Attachment,
    /// How much there is of it, besides its size.
    #[prop(optional)]
    count: Signal<Option<String>>,
    /// Stands alone; otherwise what it stands in has a frame.
    #[prop(default = true)]
    framed: bool,
) -> impl IntoView {
    let href = address(&file);
    let frame = if framed { "max-w-xs rounded-md border border-line" } else { "" };
    view! {
        <a
            href=href
            target="_blank"
            rel="noopener"
            class=format!("flex min-w-0 items-center gap-2.5 bg-raised px-2.5 py-2 text-text hover:bg-hover {frame}")
        >
            <span class="inline-flex size-8 shrink-0 items-center justify-center rounded-sm bg-hover text-muted">
                <Icon icon=icon_of(&file.media_type)/>
            </span>
            <span class="min-w-0">
                <span class="block truncate font-medium">{file.name}</span>
                <span class="block text-sm text-muted">{file_size(file.bytes)} {move || count.get().map(|count| format!(" · {count}"))}</span>
            </span>
        </a>
    }
}

/// Where a file is fetched from.
pub(super) fn address(file: &Attachment) -> String {
    format!("/files/{}", file.key)
}

fn icon_of(media_type: &str) -> icondata::Icon {
    match media_type.split('/').next() {
        Some("image") => icondata::LuImage,
        Some("audio") => icondata::LuFileAudio,
        Some("video") => icondata::LuFilm,
        Some("text") => icondata::LuFileText,
        _ if media_type.contains("zip") || media_type.contains("compressed") => icondata::LuFileArchive,
        _ if media_type.contains("sheet") || media_type.contains("excel") => icondata::LuFileSpreadsheet,
        _ if media_type.contains("pdf") || media_type.contains("word") => icondata::LuFileText,
        _ => icondata::LuFile,
    }
}
