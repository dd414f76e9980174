//! A template as the customer will read it, while it is filled in.

use leptos::prelude::*;
use types::message::{MediaKind, Piece, Template, TemplateButton, TemplateHeader};

/// The text with what is filled in so far, and with examples, paler, where nothing is; and the buttons below it.
#[component]
pub(super) fn TemplatePreview(template: StoredValue<Template>, values: RwSignal<Vec<String>>) -> impl IntoView {
    let pieces = Memo::new(move |_| template.with_value(|template| values.with(|values| template.pieces(values))));
    let text = move || {
        let pieces = pieces.get().into_iter().map(|piece| match piece {
            Piece::Words(text) | Piece::Value(text) => view! { <span>{text}</span> }.into_any(),
            Piece::Gap(text) => view! { <span class="text-muted italic">{text}</span> }.into_any(),
        });
        pieces.collect_view()
    };
    let on_top = template.with_value(|template| match template.header {
        Some(TemplateHeader::Media { media }) => Some(media_name(media)),
        _ => None,
    });
    let buttons = template.with_value(|template| template.buttons.clone()).into_iter().map(|button| {
        let (TemplateButton::Reply { title } | TemplateButton::Link { title, .. } | TemplateButton::Other { title }) = button;
        view! { <li class="rounded-md border border-line bg-raised px-3 py-1 text-center font-medium text-text">{title}</li> }
    });
    let buttons = buttons.collect_view();
    view! {
        <div>
            <p class="mb-1 text-sm font-medium text-muted">"Preview"</p>
            <div class="flex flex-col gap-2 rounded-lg bg-accent-soft px-3 py-2 text-text">
                {on_top.map(|name| view! { <p class="rounded-md bg-sunken px-3 py-4 text-center text-sm text-muted">{name}</p> })}
                <p class="break-words whitespace-pre-wrap" dir="auto">{text}</p>
                <ul aria-label="Buttons" class="flex flex-col gap-1 empty:hidden">{buttons}</ul>
            </div>
        </div>
    }
}

const fn media_name(media: MediaKind) -> &'static str {
    match media {
        MediaKind::Image | MediaKind::Sticker => "Picture",
        MediaKind::Audio => "Recording",
        MediaKind::Video => "Film",
        MediaKind::Document => "Document",
    }
}
