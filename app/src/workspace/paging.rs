//! Going on: more of the list, earlier and later messages.

use super::Workspace;
use crate::api::conversations::{newer_messages, older_messages};
use crate::api::inbox::list_page;
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Workspace {
    /// Fetches the next page of the list.
    pub fn load_more_rows(self) {
        let (query, end, asked) = self.view.with_untracked(|view| (view.list.query, view.list.end, view.cursor));
        let Some(end) = end.filter(|_| !self.fetching.rows.get_untracked()) else { return };
        self.fetching.rows.set(true);
        spawn_local(async move {
            let answer = list_page(query.view.to_string(), query.url_query(), end.to_string()).await;
            if self.view.is_disposed() {
                return;
            }
            self.fetching.rows.set(false);
            // Meanwhile it may have become another list.
            if self.view.with_untracked(|view| view.list.query != query) {
                return;
            }
            match answer {
                Ok(page) => {
                    let page = self
                        .view
                        .with_untracked(|view| self.recent.with_value(|recent| recent.list(view, page, asked)));
                    match page {
                        Ok(page) => self.view.update(|view| view.list.extend(page)),
                        Err(_) => self.reload_all(),
                    }
                }
                Err(error) => self.give_up(&error),
            }
        });
    }

    /// Fetches the messages before the first one that is there.
    pub fn load_older(self) {
        let Some((conversation, first, asked)) = self.view.with_untracked(|view| {
            let thread = view.thread.as_ref().filter(|thread| thread.older)?;
            Some((thread.conversation.id, thread.messages.first()?.id, view.cursor))
        }) else {
            return;
        };
        if self.fetching.older.get_untracked() {
            return;
        }
        self.fetching.older.set(true);
        spawn_local(async move {
            let answer = older_messages(conversation, first).await;
            if self.view.is_disposed() {
                return;
            }
            self.fetching.older.set(false);
            match answer {
                Ok(page) => {
                    let messages = self.view.with_untracked(|view| {
                        self.recent.with_value(|recent| recent.messages(view, page.messages, true, asked))
                    });
                    self.view.update(|view| {
                        if let (Some(thread), Ok(messages)) = (view.thread.as_mut(), messages)
                            && thread.conversation.id == conversation
                        {
                            thread.prepend(messages, page.more);
                        }
                    });
                }
                Err(error) => self.give_up(&error),
            }
        });
    }

    /// Fetches the messages after the last one that is there.
    pub fn load_newer(self) {
        let Some((conversation, last, asked)) = self.view.with_untracked(|view| {
            let thread = view.thread.as_ref().filter(|thread| thread.newer)?;
            Some((thread.conversation.id, thread.messages.last()?.id, view.cursor))
        }) else {
            return;
        };
        if self.fetching.newer.get_untracked() {
            return;
        }
        self.fetching.newer.set(true);
        spawn_local(async move {
            let answer = newer_messages(conversation, last).await;
            if self.view.is_disposed() {
                return;
            }
            self.fetching.newer.set(false);
            match answer {
                Ok(page) => {
                    let messages = self.view.with_untracked(|view| {
                        self.recent.with_value(|recent| recent.messages(view, page.messages, page.more, asked))
                    });
                    self.view.update(|view| {
                        if let (Some(thread), Ok(messages)) = (view.thread.as_mut(), messages)
                            && thread.conversation.id == conversation
                        {
                            thread.merge(messages);
                            thread.newer = page.more;
                        }
                    });
                }
                Err(error) => self.give_up(&error),
            }
        });
    }
}
