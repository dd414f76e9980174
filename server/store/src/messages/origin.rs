//! How a message came to be here: what was said elsewhere and long ago is no traffic of the day it is told.

use super::messages;
use crate::StoreError;
use crate::db::Conn;
use diesel::prelude::*;
use std::collections::HashMap;
use types::{ConversationId, MessageId};

/// How a message came to be here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Somebody said it here, or it was told here when it was said.
    #[default]
    Live,
    /// A program said it, such as an automatic answer: nobody waits for an answer to it.
    Automatic,
    /// It was said before the channel was connected, and taken over. It does not count in the statistics.
    Imported,
}

impl Origin {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Automatic => "automatic",
            Self::Imported => "imported",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "automatic" => Self::Automatic,
            "imported" => Self::Imported,
            _ => Self::Live,
        }
    }
}

/// The messages of a conversation that are not live.
pub async fn origins(conn: &mut Conn, conversation: ConversationId) -> Result<HashMap<MessageId, Origin>, StoreError> {
    let others = messages::table
        .filter(messages::conversation_id.eq(conversation).and(messages::origin.ne(Origin::Live.as_str())))
        .select((messages::id, messages::origin));
    let rows = conn.load::<(MessageId, String), _>(others).await?;
    Ok(rows.into_iter().map(|(id, word)| (id, Origin::of(&word))).collect())
}
