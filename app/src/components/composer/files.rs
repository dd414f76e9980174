//! The files that go along: choosing them, seeing how far they are, taking them out again.

use super::upload::{Upload, UploadState, upload};
use super::writing::Writing;
use crate::components::{Icon, IconButton};
use leptos::html::Input;
use leptos::prelude::*;
use types::limits::{ATTACHMENT_BYTES, ATTACHMENTS};
use types::message::file_size;
use web_sys::File;

impl Writing {
    /// Takes files from a field, a paste or a drop.
    pub(super) fn add_files(self, chosen: Option<web_sys::FileList>) {
        let Some(chosen) = chosen else { return };
        for file in (0..chosen.length()).filter_map(|at| chosen.get(at)) {
            self.add_file(&file);
        }
        self.focus();
    }

    fn add_file(self, file: &File) {
        // Whole numbers up to 2⁵³ in a float.
        #[expect(clippy::cast_possible_truncation, reason = "file sizes are far from the limits of i64")]
        let bytes = file.size() as i64;
        let number =
            self.files.with_untracked(|files| files.iter().map(|file| file.number + 1).max().unwrap_or_default());
        let refused = match () {
            () if bytes.unsigned_abs() > ATTACHMENT_BYTES => Some(format!(
                "Too large: at most {} fit.",
                file_size(i64::try_from(ATTACHMENT_BYTES).unwrap_or(i64::MAX))
            )),
            () if bytes == 0 => Some("The file is empty.".to_owned()),
            () if self.files.with_untracked(Vec::len) >= ATTACHMENTS => {
                Some(format!("At most {ATTACHMENTS} files fit in one message."))
            }
            () => None,
        };
        let goes = refused.is_none();
        let state = refused.map_or(UploadState::OnTheWay, UploadState::Failed);
        self.files.update(|files| files.push(Upload { number, name: file.name(), bytes, state }));
        if goes {
            upload(self.conversation, file, move |state| {
                self.files.try_update(|files| {
                    if let Some(file) = files.iter_mut().find(|file| file.number == number) {
                        file.state = state;
                    }
                });
            });
        }
    }
}

/// The button that chooses files. Only with JavaScript, which it needs.
#[component]
pub(super) fn AttachButton(writing: Writing) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let possible = move || writing.capabilities().is_none_or(|can| can.attachments) && writing.workspace.awake.get();
    let chosen = move |_| {
        if let Some(field) = field.get_untracked() {
            writing.add_files(field.files());
            // So that the same file can be chosen again.
            field.set_value("");
        }
    };
    let press = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    view! {
        <input node_ref=field type="file" multiple=true on:change=chosen class="hidden" aria-label="Files to attach"/>
        <IconButton
            icon=icondata::LuPaperclip
            label="Attach files"
            small=true
            disabled=Signal::derive(move || !possible())
            on:click=press
        />
    }
}

/// The files so far.
#[component]
pub(super) fn FileList(writing: Writing) -> impl IntoView {
    let line = move |file: Upload| {
        let number = file.number;
        let (class, words) = match &file.state {
            UploadState::OnTheWay => ("border-line", "Uploading…".to_owned()),
            UploadState::Done(_) => ("border-line", file_size(file.bytes)),
            UploadState::Failed(why) => ("border-danger text-danger", why.clone()),
        };
        let busy = file.state == UploadState::OnTheWay;
        view! {
            <li class=format!("flex max-w-72 min-w-0 items-center gap-2 rounded-md border bg-raised py-1 ps-2 pe-1 {class}")>
                <Icon icon=icondata::LuFile class=if busy { "animate-breathe" } else { "" }/>
                <span class="min-w-0">
                    <span class="block truncate text-sm font-medium">{file.name.clone()}</span>
                    <span class="block truncate text-xs text-muted" role="status">{words}</span>
                </span>
                <IconButton
                    icon=icondata::LuX
                    label=format!("Remove {}", file.name)
                    small=true
                    on:click=move |_| writing.files.update(|files| files.retain(|file| file.number != number))
                />
            </li>
        }
    };
    move || {
        writing.files.with(|files| !files.is_empty()).then(|| {
            view! {
                <ul class="mt-1.5 flex flex-wrap gap-2" aria-label="Files">
                    <For each=move || writing.files.get() key=|file| (file.number, format!("{:?}", file.state)) children=line/>
                </ul>
            }
        })
    }
}
