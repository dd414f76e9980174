//! Questions with buttons or a list to choose from.

use serde::{Deserialize, Serialize};

/// A question with things to press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InteractiveBody {
    /// The question.
    pub text: String,
    /// Small print below.
    pub footer: Option<String>,
    /// Buttons, when it has buttons.
    #[serde(default)]
    pub buttons: Vec<Button>,
    /// A list behind one button, when it has a list.
    #[serde(default)]
    pub sections: Vec<ListSection>,
}

/// Something to press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// Comes back in the choice.
    pub id: String,
    /// What stands on it.
    pub title: String,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListSection {
    /// Its heading.
    pub title: String,
    /// What can be chosen.
    pub rows: Vec<ListRow>,
}

/// A choice in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRow {
    /// Comes back in the choice.
    pub id: String,
    /// What it says.
    pub title: String,
    /// More about it.
    pub description: Option<String>,
}
