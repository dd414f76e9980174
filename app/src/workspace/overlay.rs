//! What lies over the page. One thing at a time.

use types::MessageId;

/// What lies over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The command bar.
    Commands(CommandScope),
    /// The list of keys.
    Help,
    /// What happened to a message on its way.
    Journey(MessageId),
}

/// What the command bar offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandScope {
    /// Everything.
    All,
    /// Colleagues to give conversations to.
    Assign,
    /// Groups to move them to.
    Group,
    /// Labels to put on and take off.
    Label,
    /// Times to come back at.
    Snooze,
}

impl CommandScope {
    /// What its field asks for.
    #[must_use]
    pub const fn prompt(self) -> &'static str {
        match self {
            Self::All => "What would you like to do?",
            Self::Assign => "Assign to…",
            Self::Group => "Move to group…",
            Self::Label => "Add or remove a label…",
            Self::Snooze => "Snooze until…",
        }
    }
}
