//! What a message says: one file per family of kinds. Nothing that a customer sends is ever drawn as HTML, but for mails, which are
//! cleaned and shown in a frame without rights when somebody asks for it.

mod activity;
mod activity_words;
mod attachment;
mod awaited;
mod call;
mod comment;
mod content;
mod email;
mod interactive;
mod lightbox;
mod linked_text;
mod media;
mod order;
mod pdf;
mod people;
mod place;
mod quote_author;
mod rating;
mod shared;
mod template;
mod unsupported;

pub use activity::ActivityLine;
pub use activity_words::{actor, deed};
pub use attachment::AttachmentChip;
pub use content::MessageContent;
pub use lightbox::{Lightbox, LightboxRegion};
pub use linked_text::LinkedText;
pub use quote_author::quote_author;
pub use template::spoken;
