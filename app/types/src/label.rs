//! Labels: words agents put on conversations to find and count them.

use crate::LabelId;
use crate::sql::words;
use serde::{Deserialize, Serialize};

words! {
    /// One of the label colours of the design system.
    pub enum LabelColor {
        /// Neutral.
        Gray = "gray",
        /// Warm, urgent.
        Red = "red",
        /// Warm, notable.
        Orange = "orange",
        /// Fresh, done.
        Green = "green",
        /// Cool.
        Blue = "blue",
        /// Special.
        Purple = "purple",
    }
}

/// A label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Which.
    pub id: LabelId,
    /// What it says; unique in the account, ignoring case.
    pub name: String,
    /// How it looks.
    pub color: LabelColor,
}
