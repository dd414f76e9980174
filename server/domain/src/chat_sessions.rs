//! Chat sessions, for programs: a session is a conversation, seen through the REST API.

use crate::change::Touched;
use crate::incoming::{begin_conversation, find_or_create_address};
use crate::{Desk, secret};
use store::tokens::{self, Token};
use store::{Conn, conversations, inboxes, messages};
use types::conversation::Step;
use types::inbox::WebsiteSettings;
use types::limits::message_text;
use types::message::{Audience, Author, Delivery, Message, MessageBody};
use types::{AccountId, ConversationId, InboxId, Noun, Problem, Timestamp, Uuid};

/// What a token may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    /// Read sessions.
    pub read: bool,
    /// Begin sessions and write as the customer.
    pub write: bool,
    /// Write as a service agent.
    pub agent: bool,
}

impl Permissions {
    /// The words in the database.
    pub(crate) fn words(self) -> String {
        let all = [(self.read, "read"), (self.write, "write"), (self.agent, "agent")];
        all.iter().filter(|(on, _)| *on).map(|(_, word)| *word).collect::<Vec<_>>().join(",")
    }

    fn of_words(words: &str) -> Self {
        let has = |word| words.split(',').any(|known| known == word);
        Self { read: has("read"), write: has("write"), agent: has("agent") }
    }
}

/// A program at work.
#[derive(Clone, Debug)]
pub struct ApiActor {
    account: AccountId,
    inbox: InboxId,
    permissions: Permissions,
}

impl ApiActor {
    fn must(&self, may: impl Fn(Permissions) -> bool, word: &str) -> Result<(), Problem> {
        if may(self.permissions) {
            Ok(())
        } else {
            Err(Problem::forbidden(format!("the token lacks the permission {word:?}.")))
        }
    }
}

/// Who writes in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorType {
    /// The person who wants something.
    Customer,
    /// Whoever answers, a person or a program.
    ServiceAgent,
}

/// A conversation as programs see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatSession {
    /// The conversation's public id.
    pub id: Uuid,
    /// When it began: the time of its first message.
    pub created_at: Timestamp,
    /// What was said, oldest first, without notes.
    pub messages: Vec<SessionMessage>,
}

/// A message as programs see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionMessage {
    /// When it was written.
    pub timestamp: Timestamp,
    /// Its words, or what it is in a word.
    pub content: String,
    /// Who wrote it.
    pub author_type: AuthorType,
}

impl SessionMessage {
    fn of(message: &Message) -> Self {
        let words = message.body.words();
        Self {
            timestamp: message.sent_at,
            content: if words.trim().is_empty() { message.body.preview() } else { words },
            author_type: match message.author {
                Author::Contact(_) => AuthorType::Customer,
                Author::Agent(_) | Author::Bot | Author::Business | Author::System => AuthorType::ServiceAgent,
            },
        }
    }
}

impl Desk {
    /// The program of a bearer token.
    ///
    /// # Errors
    /// `SignedOut` when the token is unknown or its time is over.
    pub async fn token(&self, bearer: &str) -> Result<ApiActor, Problem> {
        let known = tokens::find(&mut self.store.conn().await?, &secret::hash(bearer)).await?;
        let Token { account, inbox, permissions, .. } =
            known.filter(|token| token.expires_at > self.now()).ok_or(Problem::SignedOut)?;
        Ok(ApiActor { account, inbox, permissions: Permissions::of_words(&permissions) })
    }

    /// Begins a session with the inbox's greeting.
    ///
    /// # Errors
    /// `Forbidden` without the permission to write.
    pub async fn create_session(&self, program: &ApiActor) -> Result<ChatSession, Problem> {
        program.must(|may| may.write, "write")?;
        let (account, inbox) = (program.account, program.inbox);
        self.change(account, move |work| {
            Box::pin(async move {
                let known = inboxes::find(work.conn, account, inbox).await?;
                let known = known.ok_or(Problem::NotFound { what: Noun::Inbox })?;
                let settings: WebsiteSettings = serde_json::from_str(&known.settings).unwrap_or_default();
                let unique = format!("session:{}", Uuid::now_v7());
                let address = find_or_create_address(work, inbox, &unique).await?;
                let mut touched = begin_conversation(work, address.contact, inbox).await?;
                let greeting = MessageBody::Text { text: settings.greeting };
                let greeting = touched.message(work.now, Author::Bot, greeting, Delivery::Sent);
                let greeting = touched.add(work, greeting).await?;
                let saved = work.save(touched).await?;
                Ok(ChatSession {
                    id: saved.summary.public_id,
                    created_at: greeting.sent_at,
                    messages: vec![SessionMessage::of(&greeting)],
                })
            })
        })
        .await
    }

    /// A session; without its first `after` messages and with at most `limit`, when asked so.
    ///
    /// # Errors
    /// `Forbidden` without the permission to read, `NotFound` for an unknown id.
    pub async fn session(
        &self,
        program: &ApiActor,
        id: Uuid,
        after: Option<i64>,
        limit: Option<i64>,
    ) -> Result<ChatSession, Problem> {
        program.must(|may| may.read, "read")?;
        if after.is_some_and(|after| after < 0) {
            return Err(Problem::invalid("after", "after must not be negative."));
        }
        if limit.is_some_and(|limit| limit < 1) {
            return Err(Problem::invalid("limit", "limit must be at least 1."));
        }
        let mut tx = self.store.snapshot().await?;
        let conversation = find(&mut tx, program, id).await?;
        load(&mut tx, conversation, id, after.unwrap_or(0), limit.unwrap_or(i64::MAX)).await
    }

    /// Adds a message to a session and returns all of it.
    ///
    /// # Errors
    /// `Forbidden` without the permission, `NotFound` for an unknown id, `Invalid` for an empty or too long content.
    pub async fn post_to_session(
        &self,
        program: &ApiActor,
        id: Uuid,
        author: AuthorType,
        content: &str,
    ) -> Result<ChatSession, Problem> {
        match author {
            AuthorType::Customer => program.must(|may| may.write, "write")?,
            AuthorType::ServiceAgent => program.must(|may| may.agent, "agent")?,
        }
        let text = message_text("content", content)?;
        let program = program.clone();
        self.change(program.account, move |work| {
            Box::pin(async move {
                let conversation = find(work.conn, &program, id).await?;
                let known = conversations::find_to_change(work.conn, program.account, conversation).await?;
                let mut touched = Touched::known(known.ok_or(Problem::NotFound { what: Noun::Session })?);
                let (author, delivery) = match author {
                    AuthorType::Customer => {
                        touched.step(work, Author::System, Step::CustomerWrote).await?;
                        (Author::Contact(touched.conversation.summary.contact.id), Delivery::Stored)
                    }
                    AuthorType::ServiceAgent => (Author::Bot, Delivery::Sent),
                };
                let message = touched.message(work.now, author, MessageBody::Text { text }, delivery);
                touched.add(work, message).await?;
                work.save(touched).await?;
                load(work.conn, conversation, id, 0, i64::MAX).await
            })
        })
        .await
    }
}

async fn find(conn: &mut Conn, program: &ApiActor, id: Uuid) -> Result<ConversationId, Problem> {
    let found = conversations::find_by_public_id(conn, program.account, program.inbox, id).await?;
    found.ok_or(Problem::NotFound { what: Noun::Session })
}

async fn load(
    conn: &mut Conn,
    conversation: ConversationId,
    id: Uuid,
    position: i64,
    limit: i64,
) -> Result<ChatSession, Problem> {
    let page = messages::slice(conn, conversation, Audience::Customer, position, limit).await?;
    let first = match page.first() {
        Some(first) if position == 0 => Some(first.sent_at),
        _ => messages::slice(conn, conversation, Audience::Customer, 0, 1).await?.first().map(|first| first.sent_at),
    };
    let messages = page.iter().map(SessionMessage::of).collect();
    Ok(ChatSession { id, created_at: first.unwrap_or_default(), messages })
}
