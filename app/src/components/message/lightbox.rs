//! A picture, the pages of a PDF, or a mail as it was designed, large, in front of the page.

mod email;
mod turning;

use super::attachment::address;
use super::pdf::{count_pages, page_address, prepare};
use crate::components::{Icon, IconButton};
use email::ShownEmail;
use leptos::prelude::*;
use leptos::{ev, html};
use turning::{Turn, TurnButtons};
use types::message::{Attachment, EmailPage};

/// What is shown large.
#[derive(Clone, Copy)]
pub struct Lightbox {
    shown: RwSignal<Option<Large>>,
    /// Of a PDF: the page that is shown, counted from 1.
    number: RwSignal<u32>,
    /// Of a PDF: how many pages there are, once that is known.
    pages: RwSignal<u32>,
}

/// What can be shown large.
#[derive(Clone)]
enum Large {
    File(Attachment),
    Email { subject: String, page: EmailPage },
}

impl Lightbox {
    /// Gives it to all components below.
    pub fn provide() {
        provide_context(Self { shown: RwSignal::new(None), number: RwSignal::new(1), pages: RwSignal::new(1) });
    }

    /// Shows a picture, or a PDF from its first page.
    pub(super) fn open(self, file: Attachment) {
        self.number.set(1);
        self.pages.set(1);
        if file.is_pdf() {
            let key = file.key.clone();
            count_pages(&file, move |count| {
                let is_it = |large: &Large| matches!(large, Large::File(file) if file.key == key);
                let still_open = self.shown.with_untracked(|large| large.as_ref().is_some_and(is_it));
                if let Some(count) = count.filter(|_| still_open) {
                    self.pages.set(count);
                }
            });
        }
        self.shown.set(Some(Large::File(file)));
    }

    /// Shows a mail as it was designed.
    pub(super) fn open_email(self, subject: String, page: EmailPage) {
        self.pages.set(1);
        self.shown.set(Some(Large::Email { subject, page }));
    }

    fn close(self) {
        self.shown.set(None);
    }

    fn turn(self, turn: Turn) {
        self.number.set(turn.from(self.number.get_untracked(), self.pages.get_untracked()));
    }
}

/// Where it appears. Stands once in the page.
#[component]
pub fn LightboxRegion() -> impl IntoView {
    let lightbox: Lightbox = expect_context();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let (Some(dialog), shown) = (dialog.get(), lightbox.shown.with(Option::is_some)) else { return };
        if shown && !dialog.open() {
            // Fails only for a dialog that was taken out of the page meanwhile.
            let _ = dialog.show_modal();
        } else if !shown && dialog.open() {
            dialog.close();
        }
    });
    let key = move |event: ev::KeyboardEvent| {
        // The arrow keys of the thread behind must not scroll it.
        event.stop_propagation();
        if let Some(turn) = Turn::of_key(&event.key()).filter(|_| lightbox.pages.get_untracked() > 1) {
            event.prevent_default();
            lightbox.turn(turn);
        }
    };
    let label = move || lightbox.shown.with(|large| large.as_ref().map_or("Picture", Large::name));
    view! {
        <dialog
            node_ref=dialog
            aria-label=label
            on:close=move |_| lightbox.close()
            on:click=move |_| lightbox.close()
            on:keydown=key
            class="m-auto max-h-dvh max-w-[100dvw] bg-transparent p-4"
        >
            {move || {
                lightbox.shown.get().map(|large| match large {
                    Large::File(file) => view! { <Shown file/> }.into_any(),
                    Large::Email { subject, page } => view! { <ShownEmail subject page close=move || lightbox.close()/> }.into_any(),
                })
            }}
        </dialog>
    }
}

impl Large {
    /// What sort of thing it is, for those who hear it.
    fn name(&self) -> &'static str {
        match self {
            Self::File(file) if file.is_pdf() => "Pages",
            Self::File(_) => "Picture",
            Self::Email { .. } => "Mail",
        }
    }
}

#[component]
fn Shown(file: Attachment) -> impl IntoView {
    let lightbox: Lightbox = expect_context();
    let (href, name, pdf) = (address(&file), file.name.clone(), file.is_pdf());
    let (word, icon) = if pdf { ("Download", icondata::LuDownload) } else { ("Open", icondata::LuExternalLink) };
    let close = if pdf { "Close pages" } else { "Close picture" };
    view! {
        <figure class="flex max-h-dvh flex-col items-center gap-3">
            {if pdf { view! { <ShownPage file/> }.into_any() } else { view! { <ShownPicture file/> }.into_any() }}
            <figcaption class="flex max-w-full flex-wrap items-center justify-center gap-3 rounded-md bg-raised px-3 py-1.5 text-text shadow-float">
                <span class="max-w-80 truncate">{name}</span>
                {pdf.then(|| view! { <TurnButtons number=lightbox.number pages=lightbox.pages turn=move |turn| lightbox.turn(turn)/> })}
                <a href=href target="_blank" rel="noopener" class="inline-flex items-center gap-1.5 text-accent hover:underline">
                    <Icon icon=icon width="1rem"/>
                    {word}
                </a>
                <IconButton icon=icondata::LuX label=close small=true on:click=move |_| lightbox.close()/>
            </figcaption>
        </figure>
    }
}

/// Leaves room for the line below.
const FITS: &str = "max-h-[calc(100dvh-8rem)] max-w-[calc(100dvw-3rem)] rounded-md object-contain";

#[component]
fn ShownPicture(file: Attachment) -> impl IntoView {
    view! { <img src=address(&file) alt=file.name class=FITS/> }
}

#[component]
fn ShownPage(file: Attachment) -> impl IntoView {
    let Lightbox { number, pages, .. } = expect_context();
    let missing = RwSignal::new(false);
    let file = StoredValue::new(file);
    let source = move || file.with_value(|file| page_address(file, number.get()));
    let words = move || file.with_value(|file| format!("Page {} of {}", number.get(), file.name));
    let loaded = move |_| {
        missing.set(false);
        let next = number.get_untracked() + 1;
        if next <= pages.get_untracked() {
            file.with_value(|file| prepare(file, next));
        }
    };
    view! {
        // One picture for all pages: the browser shows the old page until the new one is there.
        <img
            src=source
            alt=words
            on:load=loaded
            on:error=move |_| missing.set(true)
            class=format!("{FITS} min-h-48 bg-white")
            class:hidden=move || missing.get()
        />
        <p
            class="flex h-48 w-72 max-w-full items-center justify-center rounded-md bg-raised px-4 text-center text-muted"
            class:hidden=move || !missing.get()
        >
            "This page cannot be shown. Download the file to read it."
        </p>
    }
}
