//! What an agent can do to conversations, one at a time or many at once: as a value, as form fields and as its own undoing.

use crate::conversation::{Priority, SnoozeUntil, Status, Summary};
use crate::{ConversationId, GroupId, LabelId, Problem, Timestamp, UserId};
use serde::{Deserialize, Serialize};

/// Something to do to a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", content = "to", rename_all = "snake_case")]
pub enum Action {
    /// Give to somebody, or to nobody.
    Assign(Option<UserId>),
    /// Give to a team, or to everybody.
    Group(Option<GroupId>),
    /// Declare done.
    Resolve,
    /// Take up again.
    Reopen,
    /// Mark as waiting for somebody else.
    Pend,
    /// Put out of sight.
    Snooze(SnoozeUntil),
    /// Make more or less urgent.
    Prioritize(Priority),
    /// Put a label on.
    AddLabel(LabelId),
    /// Take a label off.
    RemoveLabel(LabelId),
    /// Show as unread until opened again.
    MarkUnread,
    /// All has been seen.
    MarkRead,
}

/// How to take an action back: what to do to which conversation.
pub type Undo = Vec<(ConversationId, Action)>;

impl Action {
    /// From the two form fields `action` and `value`.
    ///
    /// # Errors
    /// `Invalid`, naming the field.
    pub fn read(action: &str, value: &str) -> Result<Self, Problem> {
        fn id<T: std::str::FromStr>(value: &str) -> Result<T, Problem> {
            value.parse().map_err(|_| Problem::invalid("value", format!("{value:?} is not a valid choice.")))
        }
        fn optional<T: std::str::FromStr>(value: &str) -> Result<Option<T>, Problem> {
            if value.is_empty() || value == "nobody" || value == "everyone" { Ok(None) } else { id(value).map(Some) }
        }
        Ok(match action {
            "assign" => Self::Assign(optional(value)?),
            "group" => Self::Group(optional(value)?),
            "resolve" => Self::Resolve,
            "reopen" => Self::Reopen,
            "pend" => Self::Pend,
            "snooze" => Self::Snooze(match value {
                "hour" => SnoozeUntil::Hour,
                "tomorrow" => SnoozeUntil::Tomorrow,
                "next_week" => SnoozeUntil::NextWeek,
                micros => SnoozeUntil::At(Timestamp(id(micros)?)),
            }),
            "prioritize" => Self::Prioritize(id(value)?),
            "add_label" => Self::AddLabel(id(value)?),
            "remove_label" => Self::RemoveLabel(id(value)?),
            "mark_unread" => Self::MarkUnread,
            "mark_read" => Self::MarkRead,
            other => return Err(Problem::invalid("action", format!("There is no action {other:?}."))),
        })
    }

    /// As the two form fields `action` and `value`.
    #[must_use]
    pub fn fields(self) -> (&'static str, String) {
        let text = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
        match self {
            Self::Assign(to) => ("assign", text(to.map(|id| id.0))),
            Self::Group(to) => ("group", text(to.map(|id| id.0))),
            Self::Resolve => ("resolve", String::new()),
            Self::Reopen => ("reopen", String::new()),
            Self::Pend => ("pend", String::new()),
            Self::Snooze(until) => (
                "snooze",
                match until {
                    SnoozeUntil::Hour => "hour".to_owned(),
                    SnoozeUntil::Tomorrow => "tomorrow".to_owned(),
                    SnoozeUntil::NextWeek => "next_week".to_owned(),
                    SnoozeUntil::At(at) => at.0.to_string(),
                },
            ),
            Self::Prioritize(to) => ("prioritize", to.to_string()),
            Self::AddLabel(label) => ("add_label", label.to_string()),
            Self::RemoveLabel(label) => ("remove_label", label.to_string()),
            Self::MarkUnread => ("mark_unread", String::new()),
            Self::MarkRead => ("mark_read", String::new()),
        }
    }

    /// What would take it back, given how the conversation stood before. `None`: it would change nothing.
    #[must_use]
    pub fn undone(self, before: &Summary) -> Option<Self> {
        let status_before = match before.status {
            Status::Open => Self::Reopen,
            Status::Pending => Self::Pend,
            Status::Snoozed { until } => Self::Snooze(SnoozeUntil::At(until)),
            Status::Resolved => Self::Resolve,
        };
        match self {
            Self::Assign(to) => (before.assignee != to).then_some(Self::Assign(before.assignee)),
            Self::Group(to) => (before.group != to).then_some(Self::Group(before.group)),
            Self::Resolve | Self::Reopen | Self::Pend => (self != status_before).then_some(status_before),
            Self::Snooze(_) => Some(status_before),
            Self::Prioritize(to) => (before.priority != to).then_some(Self::Prioritize(before.priority)),
            Self::AddLabel(label) => (!before.labels.contains(&label)).then_some(Self::RemoveLabel(label)),
            Self::RemoveLabel(label) => before.labels.contains(&label).then_some(Self::AddLabel(label)),
            Self::MarkUnread => (!before.is_unread()).then_some(Self::MarkRead),
            Self::MarkRead => before.is_unread().then_some(Self::MarkUnread),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_survives_its_form_fields() {
        for action in [
            Action::Assign(Some(UserId(3))),
            Action::Assign(None),
            Action::Group(Some(GroupId(2))),
            Action::Resolve,
            Action::Reopen,
            Action::Pend,
            Action::Snooze(SnoozeUntil::Tomorrow),
            Action::Snooze(SnoozeUntil::At(Timestamp(17))),
            Action::Prioritize(Priority::Urgent),
            Action::AddLabel(LabelId(1)),
            Action::RemoveLabel(LabelId(1)),
            Action::MarkUnread,
            Action::MarkRead,
        ] {
            let (name, value) = action.fields();
            assert_eq!(Action::read(name, &value), Ok(action));
        }
    }

    #[test]
    fn nonsense_is_refused_with_the_field_named() {
        for (action, value, field) in [("explode", "", "action"), ("assign", "x", "value"), ("snooze", "", "value")] {
            assert!(matches!(Action::read(action, value), Err(Problem::Invalid { field: f, .. }) if f == field));
        }
    }
}
