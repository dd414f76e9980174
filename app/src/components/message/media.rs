//! Pictures, sounds, films, documents and stickers, with the words that go with them.

use super::attachment::{Attachments, Picture, Sound};
use super::linked_text::LinkedText;
use crate::components::Icon;
use leptos::prelude::*;
use types::message::{Attachment, MediaBody, MediaKind};

/// Media as its sender meant it.
#[component]
pub(super) fn MediaCard(media: MediaBody, attachments: Vec<Attachment>) -> impl IntoView {
    let MediaBody { media: kind, caption, voice } = media;
    let all_here = attachments.iter().all(|file| file.state.is_ready());
    let files = match kind {
        // The provider told of a file and gave none.
        _ if attachments.is_empty() => view! { <NotHere kind/> }.into_any(),
        _ if !all_here => view! { <Attachments attachments/> }.into_any(),
        MediaKind::Audio if voice => {
            let sounds = attachments.into_iter().map(|file| view! { <Sound file/> });
            view! {
                <div class="flex items-center gap-2">
                    <Icon icon=icondata::LuMic class="text-muted"/>
                    <span class="sr-only">"Voice message"</span>
                    <div class="min-w-0">{sounds.collect_view()}</div>
                </div>
            }
            .into_any()
        }
        MediaKind::Sticker => {
            let (stickers, others): (Vec<_>, Vec<_>) = attachments.into_iter().partition(Attachment::is_picture);
            let stickers = stickers.into_iter().map(|file| view! { <Picture file/> });
            view! {
                <div class="flex max-w-36 flex-wrap">{stickers.collect_view()}</div>
                <Attachments attachments=others/>
            }
            .into_any()
        }
        _ => view! { <Attachments attachments/> }.into_any(),
    };
    view! {
        <div class="flex min-w-0 flex-col gap-2">
            {files}
            {caption.filter(|caption| !caption.is_empty()).map(|text| view! { <LinkedText text/> })}
        </div>
    }
}

#[component]
fn NotHere(kind: MediaKind) -> impl IntoView {
    let what = match kind {
        MediaKind::Image => "The picture",
        MediaKind::Audio => "The recording",
        MediaKind::Video => "The film",
        MediaKind::Document => "The file",
        MediaKind::Sticker => "The sticker",
    };
    view! {
        <p class="flex items-center gap-2 text-muted italic">
            <Icon icon=icondata::LuImageOff/>
            <span>{what} " is not available."</span>
        </p>
    }
}
