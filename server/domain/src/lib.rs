//! What the product decides. Pages, programs and channels all come through [`Desk`].
//!
//! Each file adds the verbs of one topic to `Desk`. Every verb takes who asks first and checks access before anything else.

mod access;
mod actor;
mod blobs;
mod change;
mod desk;
mod secret;
mod vault;
mod zones;

pub mod accounts;
pub mod canned_replies;
pub mod channels;
pub mod chat_sessions;
pub mod clock;
pub mod contacts;
pub mod conversations;
pub mod demo;
pub mod effects;
pub mod errands;
pub mod fetching;
pub mod files;
pub mod groups;
pub mod inbox;
pub mod incoming;
pub mod labels;
pub mod live;
pub mod messages;
pub mod outbox;
pub mod providers;
pub mod search;
pub mod sessions;
pub mod statistics;
pub mod visitors;
pub mod workers;

pub use actor::Actor;
pub use blobs::Bucket;
pub use channels::InboxConfig;
pub use chat_sessions::{ApiActor, AuthorType, ChatSession, Permissions, SessionMessage};
pub use desk::{Desk, Opening, OpeningError};
pub use files::{StoredFile, StoredPage};
pub use live::{LiveFeed, VisitorFeed, Written};
pub use messages::MessagePage;
pub use providers::Providers;
pub use sessions::SignedIn;
pub use statistics::Recount;
pub use store::attachments::Pending;
pub use store::outbox::{Parcel, Task};
pub use vault::SecretKey;
pub use visitors::Website;
