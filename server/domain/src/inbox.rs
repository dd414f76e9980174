//! Reading: the inbox page as one consistent state with its cursor, and the pages that follow.

use crate::{Actor, Desk, MessagePage, access};
use store::{Conn, accounts, canned_replies, conversations, drafts, groups, inboxes, labels, messages, tallies, users};
use types::limits::{LIST_PAGE, THREAD_PAGE};
use types::message::{Audience, Message};
use types::view::{After, Counts, Directory, InboxView, List, ListQuery, Scope, Thread, View};
use types::{AccountId, ConversationId, MessageId, Noun, Problem};

impl Desk {
    /// Everything on the inbox page, as of one moment of the event log.
    ///
    /// `around` opens the thread at a message instead of at its end.
    ///
    /// # Errors
    /// `NotFound` for a conversation or message the actor may not see.
    pub async fn inbox_view(
        &self,
        actor: &Actor,
        query: ListQuery,
        conversation: Option<ConversationId>,
        around: Option<MessageId>,
    ) -> Result<InboxView, Problem> {
        let mut tx = self.store.snapshot().await?;
        let cursor = accounts::last_event(&mut tx, actor.account).await?;
        // Rights are read again in this very state: a cursor with older rights would miss what they hide.
        let now = Actor::load(&mut tx, actor.account, actor.user).await?.ok_or(Problem::SignedOut)?;
        let scope = now.scope.clone();
        let directory = load_directory(&mut tx, actor.account).await?;
        let counts = load_counts(&mut tx, actor.account, &scope, &directory).await?;
        let list = load_list(&mut tx, &now, query, None).await?;
        let thread = match conversation {
            Some(id) => Some(load_thread(&mut tx, &now, id, around).await?),
            None => None,
        };
        Ok(InboxView { cursor, loaded_at: self.now(), scope, directory, counts, list, thread })
    }

    /// The rows of a list that follow that place.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn list_page(&self, actor: &Actor, query: ListQuery, after: After) -> Result<List, Problem> {
        load_list(&mut *self.store.snapshot().await?, actor, query, Some(after)).await
    }

    /// The names behind the ids.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn directory(&self, actor: &Actor) -> Result<Directory, Problem> {
        load_directory(&mut *self.store.snapshot().await?, actor.account).await
    }

    /// The messages before one of a thread.
    ///
    /// # Errors
    /// `NotFound` for a conversation or message the actor may not see.
    pub async fn older_messages(
        &self,
        actor: &Actor,
        conversation: ConversationId,
        before: MessageId,
    ) -> Result<MessagePage, Problem> {
        let mut tx = self.store.snapshot().await?;
        access::read(&mut tx, actor, conversation).await?;
        let place = find_in(&mut tx, actor.account, conversation, before).await?.place();
        let page = messages::before(&mut tx, conversation, Audience::Team, place, THREAD_PAGE + 1).await?;
        Ok(MessagePage::oldest_left_out(page))
    }

    /// The messages after one of a thread.
    ///
    /// # Errors
    /// `NotFound` for a conversation or message the actor may not see.
    pub async fn newer_messages(
        &self,
        actor: &Actor,
        conversation: ConversationId,
        after: MessageId,
    ) -> Result<MessagePage, Problem> {
        let mut tx = self.store.snapshot().await?;
        access::read(&mut tx, actor, conversation).await?;
        let place = find_in(&mut tx, actor.account, conversation, after).await?.place();
        let page = messages::after(&mut tx, conversation, Audience::Team, place, THREAD_PAGE + 1).await?;
        Ok(MessagePage::newest_left_out(page))
    }
}

async fn find_in(
    conn: &mut Conn,
    account: AccountId,
    conversation: ConversationId,
    message: MessageId,
) -> Result<Message, Problem> {
    let found = messages::find(conn, account, message).await?;
    found.filter(|message| message.conversation == conversation).ok_or(Problem::NotFound { what: Noun::Message })
}

async fn load_directory(conn: &mut Conn, account: AccountId) -> Result<Directory, Problem> {
    Ok(Directory {
        agents: users::agents(conn, account).await?,
        groups: groups::all(conn, account).await?,
        inboxes: inboxes::all(conn, account).await?,
        labels: labels::all(conn, account).await?,
        canned_replies: canned_replies::all(conn, account).await?,
    })
}

/// The navigation has a view for each inbox, and for each group its reader may look into.
async fn load_counts(
    conn: &mut Conn,
    account: AccountId,
    scope: &Scope,
    directory: &Directory,
) -> Result<Counts, Problem> {
    let mut counts = Counts::default();
    let groups = directory.groups.iter().map(|group| group.id).filter(|group| scope.sees_group(Some(*group)));
    let views = [View::Mine, View::Unassigned, View::All].into_iter().chain(groups.map(View::Group));
    for view in views.chain(directory.inboxes.iter().map(|inbox| View::Inbox(inbox.id))) {
        counts.ensure(view);
    }
    for (place, conversations) in tallies::for_reader(conn, account, scope.me).await? {
        if scope.sees(&place) {
            counts.add(scope, &place, conversations);
        }
    }
    Ok(counts)
}

async fn load_list(conn: &mut Conn, actor: &Actor, query: ListQuery, after: Option<After>) -> Result<List, Problem> {
    let mut rows = conversations::list(conn, actor.account, &actor.scope, &query, after, LIST_PAGE + 1).await?;
    let page = usize::try_from(LIST_PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > page;
    rows.truncate(page);
    let end = rows.last().filter(|_| more).map(|last| query.sort.key(last));
    Ok(List { query, rows, end })
}

async fn load_thread(
    conn: &mut Conn,
    actor: &Actor,
    id: ConversationId,
    around: Option<MessageId>,
) -> Result<Thread, Problem> {
    let conversation = access::read(conn, actor, id).await?.summary;
    let draft = drafts::find(conn, id, actor.user).await?;
    let (page, newer) = match around {
        None => (
            MessagePage::oldest_left_out(messages::latest(conn, id, Audience::Team, THREAD_PAGE + 1).await?),
            MessagePage::default(),
        ),
        Some(message) => {
            let message = find_in(conn, actor.account, id, message).await?;
            let (place, half) = (message.place(), THREAD_PAGE / 2);
            let before = messages::before(conn, id, Audience::Team, place, THREAD_PAGE + 1).await?;
            let mut older = MessagePage::oldest_left_out(before);
            older.messages.push(message);
            let after = messages::after(conn, id, Audience::Team, place, half + 1).await?;
            (older, MessagePage::newest_left_out_of(after, half))
        }
    };
    let messages = page.messages.into_iter().chain(newer.messages).collect();
    Ok(Thread { conversation, messages, older: page.more, newer: newer.more, draft })
}
