//! The order to let a customer do something.

use crate::channel::Deed;
use serde::Deserialize;

/// What a customer is to do.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Order {
    /// What.
    pub(crate) kind: Deed,
    /// Words, caption, or the new words of an edit.
    #[serde(default)]
    pub(crate) text: Option<String>,
    /// E-mail: the subject; without one, that of the mail that is answered, or the first words.
    #[serde(default)]
    pub(crate) subject: Option<String>,
    /// E-mail: how it is designed, in HTML; without it, as mail programs write words. Its files are called `cid:file-1` and so on.
    #[serde(default)]
    pub(crate) html: Option<String>,
    /// The message that is answered, tapped on, reacted to, changed or taken back.
    #[serde(default)]
    pub(crate) reply_to: Option<String>,
    /// The same; the name that reads better for reactions, edits and deletions.
    #[serde(default)]
    pub(crate) message: Option<String>,
    /// How many seconds ago the provider says it was.
    #[serde(default)]
    pub(crate) age_seconds: i64,
    /// An uploaded file; without one, a sample.
    #[serde(default)]
    pub(crate) media: Option<String>,
    /// Files of an album or of a mail: ids of uploaded ones, or `image`, `document` and so on for samples.
    #[serde(default)]
    pub(crate) files: Vec<String>,
    /// Id or title of the button.
    #[serde(default)]
    pub(crate) choice: Option<String>,
    #[serde(default)]
    pub(crate) emoji: Option<String>,
    /// Of a place or a contact; the headline of an advertisement, or the word in a link.
    #[serde(default)]
    pub(crate) name: Option<String>,
    #[serde(default)]
    pub(crate) address: Option<String>,
    #[serde(default)]
    pub(crate) latitude: Option<f64>,
    #[serde(default)]
    pub(crate) longitude: Option<f64>,
    /// Of a contact.
    #[serde(default)]
    pub(crate) phone: Option<String>,
    /// E-mail: the enhanced status code of a bounce without its dots: 511 is 5.1.1.
    #[serde(default)]
    pub(crate) code: Option<i64>,
}

impl Order {
    /// The message something is done to.
    pub(crate) fn target(&self) -> Option<&str> {
        self.message.as_deref().or(self.reply_to.as_deref())
    }

    /// The words, if there are any.
    pub(super) fn words(&self) -> Option<String> {
        self.text.clone().filter(|text| !text.is_empty())
    }
}
