//! The JSON of a chat session, as programs send and get it.

use domain::{AuthorType, ChatSession};
use serde::{Deserialize, Serialize};
use types::Uuid;
use utoipa::ToSchema;

/// A chat session with its messages.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChatSession)]
pub struct SessionBody {
    /// Which session.
    #[schema(example = "0193a5b0-7c1e-7d4a-9f00-3b6d2c1e8a55")]
    pub id: Uuid,
    /// When it began: the time of its first message.
    #[schema(example = "2026-11-22T09:30:00.000000Z", format = DateTime)]
    pub created_at: String,
    /// Oldest first.
    pub messages: Vec<MessageBody>,
}

/// A message of a chat session.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChatMessage)]
pub struct MessageBody {
    /// When it was written.
    #[schema(example = "2026-11-22T09:30:00.000000Z", format = DateTime)]
    pub timestamp: String,
    /// What it says.
    #[schema(example = "Hello, how may I help you?")]
    pub content: String,
    /// Who wrote it.
    pub author_type: AuthorTypeBody,
}

/// A message to add to a session.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewMessage {
    /// Who writes.
    pub author_type: AuthorTypeBody,
    /// What it says: not blank, at most 10,000 characters.
    #[schema(example = "Where is my order?", min_length = 1, max_length = 10_000)]
    pub content: String,
}

/// Who writes in a chat session.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[schema(as = AuthorType)]
#[serde(rename_all = "snake_case", try_from = "String")]
pub enum AuthorTypeBody {
    /// The person who wants something.
    Customer,
    /// Whoever answers, a person or a program.
    ServiceAgent,
}

/// From a string and nothing else; serde by itself would also take `{"customer": null}`.
impl TryFrom<String> for AuthorTypeBody {
    type Error = String;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        match word.as_str() {
            "customer" => Ok(Self::Customer),
            "service_agent" => Ok(Self::ServiceAgent),
            other => Err(format!("{other:?} is not customer or service_agent")),
        }
    }
}

impl From<AuthorTypeBody> for AuthorType {
    fn from(body: AuthorTypeBody) -> Self {
        match body {
            AuthorTypeBody::Customer => Self::Customer,
            AuthorTypeBody::ServiceAgent => Self::ServiceAgent,
        }
    }
}

impl From<AuthorType> for AuthorTypeBody {
    fn from(author: AuthorType) -> Self {
        match author {
            AuthorType::Customer => Self::Customer,
            AuthorType::ServiceAgent => Self::ServiceAgent,
        }
    }
}

impl From<ChatSession> for SessionBody {
    fn from(session: ChatSession) -> Self {
        let messages = session.messages.into_iter().map(|message| MessageBody {
            timestamp: message.timestamp.rfc3339(),
            content: message.content,
            author_type: message.author_type.into(),
        });
        Self { id: session.id, created_at: session.created_at.rfc3339(), messages: messages.collect() }
    }
}
