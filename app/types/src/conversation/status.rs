//! The states of a conversation and the steps between them: the one place that knows which step is possible.

use crate::sql::words;
use crate::{Problem, Timestamp};
use serde::{Deserialize, Serialize};

/// Where a conversation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// Needs the team.
    Open,
    /// Waits for the customer or for something else; nobody needs to act.
    Pending,
    /// Out of sight until a time comes or the customer writes.
    Snoozed {
        /// When it comes back.
        until: Timestamp,
    },
    /// Done.
    Resolved,
}

words! {
    /// A status without its details: what lists filter and count by.
    pub enum StatusKind {
        /// Needs the team.
        Open = "open",
        /// Waits for somebody else.
        Pending = "pending",
        /// Out of sight for a time.
        Snoozed = "snoozed",
        /// Done.
        Resolved = "resolved",
    }
}

words! {
    /// How a conversation ended.
    pub enum Outcome {
        /// An agent answered it.
        Answered = "answered",
        /// It was closed without an answer.
        Unanswered = "unanswered",
    }
}

/// What can happen to a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// An agent declares it done.
    Resolve,
    /// An agent takes it up again.
    Reopen,
    /// An agent marks it as waiting for somebody else.
    Pend,
    /// An agent puts it out of sight.
    Snooze {
        /// When it comes back.
        until: Timestamp,
    },
    /// The snooze is over.
    Wake,
    /// The customer wrote.
    CustomerWrote,
}

/// The snooze choices that menus and forms offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SnoozeUntil {
    /// An hour from now.
    Hour,
    /// Tomorrow at nine, in the agent's zone.
    Tomorrow,
    /// Monday at nine, in the agent's zone.
    NextWeek,
    /// A chosen time.
    At(Timestamp),
}

impl Status {
    /// The status without its details.
    #[must_use]
    pub const fn kind(self) -> StatusKind {
        match self {
            Self::Open => StatusKind::Open,
            Self::Pending => StatusKind::Pending,
            Self::Snoozed { .. } => StatusKind::Snoozed,
            Self::Resolved => StatusKind::Resolved,
        }
    }

    /// The status after that step.
    ///
    /// # Errors
    /// `Conflict` when the step makes no sense from here, `Invalid` for a snooze into the past.
    pub fn after(self, step: Step, now: Timestamp) -> Result<Self, Problem> {
        match (self, step) {
            (Self::Resolved, Step::Resolve) => Err(Problem::conflict("This conversation is already resolved.")),
            (_, Step::Resolve) => Ok(Self::Resolved),
            (Self::Open, Step::Reopen) => Err(Problem::conflict("This conversation is already open.")),
            (_, Step::Reopen) => Ok(Self::Open),
            (Self::Pending, Step::Pend) => Err(Problem::conflict("This conversation is already pending.")),
            (_, Step::Pend) => Ok(Self::Pending),
            (_, Step::Snooze { until }) if until <= now => {
                Err(Problem::invalid("until", "The time to come back must be in the future."))
            }
            (_, Step::Snooze { until }) => Ok(Self::Snoozed { until }),
            (Self::Snoozed { .. }, Step::Wake) => Ok(Self::Open),
            (_, Step::Wake) => Err(Problem::conflict("This conversation is not snoozed.")),
            (_, Step::CustomerWrote) => Ok(Self::Open),
        }
    }
}

impl StatusKind {
    /// As buttons and headings say it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Pending => "Pending",
            Self::Snoozed => "Snoozed",
            Self::Resolved => "Resolved",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_000);
    const LATER: Timestamp = Timestamp(2_000);

    #[test]
    fn a_customer_who_writes_opens_every_conversation() {
        for status in [Status::Open, Status::Pending, Status::Snoozed { until: LATER }, Status::Resolved] {
            assert_eq!(status.after(Step::CustomerWrote, NOW), Ok(Status::Open));
        }
    }

    #[test]
    fn the_same_step_twice_is_a_conflict() {
        for (status, step) in [
            (Status::Resolved, Step::Resolve),
            (Status::Open, Step::Reopen),
            (Status::Pending, Step::Pend),
            (Status::Open, Step::Wake),
        ] {
            assert!(matches!(status.after(step, NOW), Err(Problem::Conflict { .. })), "{status:?} {step:?}");
        }
    }

    #[test]
    fn a_snooze_needs_a_future() {
        assert_eq!(Status::Open.after(Step::Snooze { until: LATER }, NOW), Ok(Status::Snoozed { until: LATER }));
        assert!(matches!(Status::Open.after(Step::Snooze { until: NOW }, NOW), Err(Problem::Invalid { .. })));
        // Also what takes back the resolving of a snoozed conversation.
        assert_eq!(Status::Resolved.after(Step::Snooze { until: LATER }, NOW), Ok(Status::Snoozed { until: LATER }));
        assert_eq!(Status::Snoozed { until: LATER }.after(Step::Wake, LATER), Ok(Status::Open));
    }
}
