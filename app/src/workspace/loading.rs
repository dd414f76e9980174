//! Fetching: another list, another conversation. What was fetched is first brought up to the page's time.

use super::choosing::fetch_templates;
use super::{Place, Templates, Workspace, reading};
use crate::AppError;
use crate::api::contacts::contact_profile;
use crate::api::conversations::open_conversation;
use crate::api::inbox::{inbox_view, list_page};
use crate::live::{Link, sign_in_again};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use types::contact::ContactProfile;
use types::view::InboxView;
use types::{Noun, Problem};

/// What a page begins with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Loaded {
    /// Everything that events keep right.
    pub view: InboxView,
    /// What the context panel tells of the open conversation's contact.
    pub profile: Option<ContactProfile>,
    /// The templates for the open conversation, when nothing else can be sent in it.
    pub templates: Option<Templates>,
}

/// Fetches what a page at that place begins with.
///
/// # Errors
/// What the server could not do.
pub async fn fetch_page(place: Place) -> Result<Loaded, AppError> {
    let view = fetch(place).await?;
    let profile = match &view.thread {
        Some(thread) => Some(contact_profile(thread.conversation.contact.id).await?),
        None => None,
    };
    let templates = fetch_templates(&view).await;
    Ok(Loaded { view, profile, templates })
}

/// Fetches everything at that place. A conversation that is not there is left out.
async fn fetch(place: Place) -> Result<InboxView, AppError> {
    let (view, query) = (place.query.view.to_string(), place.query.url_query());
    let mut loaded = match inbox_view(view.clone(), query.clone(), place.conversation, place.message).await {
        Err(AppError(Problem::NotFound { what: Noun::Message })) => {
            inbox_view(view.clone(), query.clone(), place.conversation, None).await?
        }
        Err(AppError(Problem::NotFound { .. })) => inbox_view(view.clone(), query.clone(), None, None).await?,
        answer => answer?,
    };
    if let Some(after) = place.after {
        loaded.list = list_page(view, query, after.to_string()).await?;
    }
    Ok(loaded)
}

impl Workspace {
    /// Fetches what the address asks for, whenever it changes.
    pub(super) fn follow_place(self, loaded_for: Place) {
        Effect::new(move |before: Option<Place>| {
            let (before, place) = (before.unwrap_or(loaded_for), self.place.get());
            if !before.lists_as(&place) {
                self.load_all(place);
            } else if before.conversation != place.conversation {
                self.load_thread(place);
            } else if before.message != place.message {
                self.show_message(place);
            }
            place
        });
    }

    /// Fetches everything anew: the server says the page is too old, or nobody tells it what happens.
    pub fn reload_all(self) {
        let place = self.place.get_untracked();
        // Who reads old messages stays there; who came by a link to one and read on, stays at the newest.
        let reads_old = self.view.with_untracked(|view| view.thread.as_ref().is_some_and(|thread| thread.newer));
        self.load_all(if reads_old { place } else { place.at(None) });
    }

    fn load_all(self, place: Place) {
        self.fetching.list.set(true);
        spawn_local(async move {
            let answer = fetch(place).await;
            let Some(now) = self.place.try_get_untracked().filter(|_| !self.view.is_disposed()) else { return };
            if !now.lists_as(&place) {
                // Another one is on its way, for the list that is wanted now.
                return;
            }
            self.fetching.list.set(false);
            match answer {
                Ok(mut fresh) => {
                    if self.recent.with_value(|recent| recent.catch_up(&mut fresh)).is_err() {
                        return self.load_all(now);
                    }
                    if now.conversation == place.conversation {
                        self.adopt(now, fresh);
                    } else {
                        // Meanwhile another conversation was opened: it is fetched for the new time.
                        fresh.thread = self.view.with_untracked(|view| view.thread.clone());
                        self.adopt(now, fresh);
                        self.load_thread(now);
                    }
                    self.live.resynced(true);
                }
                Err(error) => {
                    // Without a connection there is a bar that says so.
                    if error.0 != Problem::Unreachable || self.live.link.get_untracked() == Link::Open {
                        self.give_up(&error);
                    }
                    self.live.resynced(false);
                }
            }
        });
    }

    fn adopt(self, place: Place, fresh: InboxView) {
        let opened_before = self.view.with_untracked(|view| view.thread.as_ref().map(|thread| thread.conversation.id));
        if let Some(thread) = fresh.thread.as_ref().filter(|thread| Some(thread.conversation.id) != opened_before) {
            self.fresh_from.set(reading::fresh_from(thread));
        }
        let missing = place.conversation.is_some() && fresh.thread.is_none();
        self.trouble.set(missing.then_some(reading::NO_SUCH_CONVERSATION));
        let rows: Vec<_> = fresh.list.rows.iter().map(|row| row.id).collect();
        self.selection.update(|selection| selection.keep_only(&rows));
        self.view.set(fresh);
    }

    fn load_thread(self, place: Place) {
        self.trouble.set(None);
        let Some(conversation) = place.conversation else {
            self.view.update(|view| view.thread = None);
            return;
        };
        self.fetching.thread.set(true);
        spawn_local(async move {
            let answer = open_conversation(conversation, place.message).await;
            let now = self.place.try_get_untracked().filter(|_| !self.view.is_disposed());
            if now.is_none_or(|now| (now.conversation, now.message) != (place.conversation, place.message)) {
                return;
            }
            self.fetching.thread.set(false);
            let opened = match answer {
                Ok(opened) => opened,
                Err(error) => return self.give_up_thread(error),
            };
            let thread = self.view.with_untracked(|page| {
                self.recent.with_value(|recent| recent.thread(page, opened.thread, opened.cursor))
            });
            match thread {
                Ok(Some(thread)) => {
                    self.fresh_from.set(reading::fresh_from(&thread));
                    self.view.update(|view| view.thread = Some(thread));
                }
                Ok(None) => self.give_up_thread(AppError(reading::NO_SUCH_CONVERSATION)),
                Err(_) => self.load_thread(place),
            }
        });
    }

    /// Another message is to be shown: it is there, or its surroundings are fetched.
    fn show_message(self, place: Place) {
        let there = self.view.with_untracked(|view| {
            view.thread.as_ref().is_some_and(|thread| match place.message {
                Some(id) => thread.messages.iter().any(|message| message.id == id),
                None => !thread.newer,
            })
        });
        if !there {
            self.load_thread(place);
        }
    }

    /// After something was changed: the live connection tells, and without one the page is fetched anew.
    pub(super) fn after_change(self) {
        if self.live.link.try_get_untracked().is_some_and(|link| link != Link::Open) {
            self.reload_all();
        }
    }

    fn give_up_thread(self, error: AppError) {
        if error.0 == Problem::SignedOut {
            sign_in_again();
        }
        self.view.update(|view| view.thread = None);
        self.trouble.set(Some(error.0));
    }

    /// Says that something could not be done.
    pub(super) fn give_up(self, error: &AppError) {
        if error.0 == Problem::SignedOut {
            sign_in_again();
        } else {
            self.toasts.problem(error);
        }
    }
}
