//! A picture, large, in front of the page.

use super::attachment::address;
use crate::components::{Icon, IconButton};
use leptos::prelude::*;
use leptos::{ev, html};
use types::message::Attachment;

/// The picture that is shown large.
#[derive(Clone, Copy)]
pub struct Lightbox(RwSignal<Option<Attachment>>);

impl Lightbox {
    /// Gives it to all components below.
    pub fn provide() {
        provide_context(Self(RwSignal::new(None)));
    }

    /// Shows a picture.
    pub(super) fn open(self, file: Attachment) {
        self.0.set(Some(file));
    }
}

/// Where it appears. Stands once in the page.
#[component]
pub fn LightboxRegion() -> impl IntoView {
    let Lightbox(shown) = expect_context();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let (Some(dialog), shown) = (dialog.get(), shown.with(Option::is_some)) else { return };
        if shown && !dialog.open() {
            // Fails only for a dialog that was taken out of the page meanwhile.
            let _ = dialog.show_modal();
        } else if !shown && dialog.open() {
            dialog.close();
        }
    });
    // The arrow keys of the thread behind must not scroll it.
    let key = move |event: ev::KeyboardEvent| event.stop_propagation();
    let picture = move || {
        shown.get().map(|file| {
            let href = address(&file);
            view! {
                <figure class="flex max-h-dvh flex-col items-center gap-3">
                    <img src=href.clone() alt=file.name.clone() class="max-h-[calc(100dvh-8rem)] max-w-[calc(100dvw-3rem)] rounded-md object-contain"/>
                    <figcaption class="flex items-center gap-3 rounded-md bg-raised px-3 py-1.5 text-text shadow-float">
                        <span class="max-w-80 truncate">{file.name}</span>
                        <a href=href target="_blank" rel="noopener" class="inline-flex items-center gap-1.5 text-accent hover:underline">
                            <Icon icon=icondata::LuExternalLink width="1rem"/>
                            "Open"
                        </a>
                        <IconButton icon=icondata::LuX label="Close picture" small=true on:click=move |_| shown.set(None)/>
                    </figcaption>
                </figure>
            }
        })
    };
    view! {
        <dialog
            node_ref=dialog
            aria-label="Picture"
            on:close=move |_| shown.set(None)
            on:click=move |_| shown.set(None)
            on:keydown=key
            class="m-auto max-h-dvh max-w-[100dvw] bg-transparent p-4"
        >
            {picture}
        </dialog>
    }
}
