//! Something of the network itself that was passed on or answered: a story, a reel, a post, a link.

use crate::sql::words;
use serde::{Deserialize, Serialize};

words! {
    /// What was passed on.
    pub enum SharedKind {
        /// A page or a post.
        Link = "link",
        /// A short film.
        Reel = "reel",
        /// A story of ours that the customer answers. Its provider takes it down after a day.
        Story = "story",
        /// A story of the customer's that mentions us. Its provider takes it down after a day.
        StoryMention = "story_mention",
    }
}

/// Something passed on, with the words that go with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// What.
    pub what: SharedKind,
    /// Where it can be seen: a web address.
    pub address: String,
    /// What it is called.
    #[serde(default)]
    pub title: Option<String>,
    /// The customer's own words.
    #[serde(default)]
    pub text: String,
}

impl Shared {
    /// What it is, in a word or two.
    #[must_use]
    pub const fn stand_in(&self) -> &'static str {
        match self.what {
            SharedKind::Link => "Link",
            SharedKind::Reel => "Reel",
            SharedKind::Story => "Answer to a story",
            SharedKind::StoryMention => "Mention in a story",
        }
    }

    /// Its words and its title.
    #[must_use]
    pub fn words(&self) -> String {
        [Some(&*self.text).filter(|text| !text.is_empty()), self.title.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }
}
