//! An agent's page without a browser: a view that is loaded once and then kept right by events alone.

use crate::TestDesk;
use domain::{Actor, Desk};
use types::ConversationId;
use types::live::Frame;
use types::view::{InboxView, ListQuery, View};

/// Somebody who looks at the inbox.
pub(crate) struct Watcher {
    desk: Desk,
    token: String,
    /// Rights are read anew at each connection, as with a cookie.
    pub(crate) actor: Actor,
    query: ListQuery,
    open: Option<ConversationId>,
    view: InboxView,
}

impl Watcher {
    /// Loads the page.
    pub(crate) async fn look(desk: &TestDesk, name: &str, query: ListQuery, open: Option<ConversationId>) -> Self {
        let actor = desk.actor(name).await;
        let token = desk.token(name).await;
        let desk = desk.app.desk.clone();
        let view = desk.inbox_view(&actor, query, open, None).await.unwrap();
        Self { desk, token, actor, query, open, view }
    }

    /// Connects from where the page stands, hears what has happened, and disconnects.
    pub(crate) async fn catches_up(&mut self) {
        self.actor = self.desk.actor(&self.token).await.unwrap();
        let mut feed = self.desk.subscribe(&self.actor, self.view.cursor).await.unwrap();
        while let Some(frame) = feed.next().await {
            match frame {
                Frame::Event { event } => self.view.apply(&event),
                Frame::Beat { seq, .. } => {
                    self.view.cursor = self.view.cursor.max(seq);
                    return;
                }
                Frame::Resync => return self.reload().await,
                Frame::SignedOut | Frame::Presence { .. } => {}
            }
        }
    }

    async fn reload(&mut self) {
        self.view = self.fresh(self.open).await.or(self.fresh(None).await).unwrap();
    }

    async fn fresh(&self, open: Option<ConversationId>) -> Option<InboxView> {
        self.desk.inbox_view(&self.actor, self.query, open, None).await.ok()
    }

    /// Compares the page with what a fresh load shows.
    fn is_right(&self, fresh: InboxView, after: &str) {
        let (mut mine, mut fresh) = (self.view.clone(), fresh);
        for view in [&mut mine, &mut fresh] {
            view.loaded_at = types::Timestamp(0);
            if let Some(thread) = &mut view.thread {
                // Drafts are the agent's own and not in the log; how far back a thread is loaded is the page's affair.
                thread.draft = None;
                thread.older = false;
            }
        }
        if let (Some(mine), Some(fresh)) = (&mut mine.thread, &mut fresh.thread) {
            let shared = mine.messages.len().min(fresh.messages.len());
            mine.messages.drain(..mine.messages.len() - shared);
            fresh.messages.drain(..fresh.messages.len() - shared);
        }
        // Rows are complete up to the end of the loaded part; what a fresh page loads beyond is not the old page's to know.
        let end = [mine.list.end, fresh.list.end].into_iter().flatten().min();
        for list in [&mut mine.list, &mut fresh.list] {
            list.rows.retain(|row| end.is_none_or(|end| self.query.sort.key(row) <= end));
            list.end = None;
        }
        assert_eq!(mine, fresh, "the page of {} after {after}", self.actor.name);
    }

    /// Catches up and compares.
    pub(crate) async fn verifies(&mut self, after: &str) {
        self.catches_up().await;
        let open = self.view.thread.as_ref().map(|thread| thread.conversation.id);
        let fresh = self.desk.inbox_view(&self.actor, self.query, open, None).await.unwrap();
        self.is_right(fresh, after);
    }
}

/// Pages of everybody of the demo, each on another view, all with that conversation open when they may.
pub(crate) async fn everybody(desk: &TestDesk, open: ConversationId) -> Vec<Watcher> {
    let everything = ListQuery { view: View::All, status: types::view::StatusFilter::Any, ..ListQuery::default() };
    let waiting = ListQuery { sort: types::view::Sort::Waiting, view: View::All, ..ListQuery::default() };
    let unassigned = ListQuery { view: View::Unassigned, ..ListQuery::default() };
    let mut watchers = Vec::new();
    for (name, query) in [
        ("Olivia", everything),
        ("Olivia", ListQuery::default()),
        ("Ana", waiting),
        ("Ben", unassigned),
        ("Chiara", everything),
    ] {
        let sees = desk.app.desk.inbox_view(&desk.actor(name).await, query, Some(open), None).await.is_ok();
        watchers.push(Watcher::look(desk, name, query, sees.then_some(open)).await);
    }
    watchers
}
