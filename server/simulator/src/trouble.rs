//! Misbehaviour that was ordered: what goes wrong with the next sends of a line.

use crate::state::{Quirks, State};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// One order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fault {
    /// Account of the line; without one, every line.
    #[serde(default)]
    pub(crate) line: Option<String>,
    /// What goes wrong.
    #[serde(flatten)]
    pub(crate) kind: FaultKind,
    /// For how many sends; without a number, until it is cleared.
    #[serde(default)]
    pub(crate) times: Option<u32>,
}

/// What can go wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum FaultKind {
    /// The message is accepted, and the connection breaks before the answer.
    LostAnswer,
    /// An HTTP status, for 5xx without the provider's own words; `accept`: the message goes out all the same.
    Status {
        status: u16,
        #[serde(default)]
        retry_after: Option<u64>,
        #[serde(default)]
        accept: bool,
    },
    /// The provider's own error; of a mail server, the code of its answer.
    Error {
        code: i64,
        #[serde(default)]
        subcode: Option<i64>,
    },
    /// It takes long, before or after the message was accepted.
    Slow {
        #[serde(default)]
        before_ms: u64,
        #[serde(default)]
        after_ms: u64,
    },
    /// Each status comes twice.
    DuplicateStatuses,
    /// The last status comes first.
    ReversedStatuses,
    /// The statuses come before the send is answered.
    EarlyStatuses,
    /// No status comes.
    NoStatuses,
    /// The message is accepted, and fails later; a mail comes back, and 511 stands for 5.1.1.
    FailedStatus { code: i64 },
}

/// Everything that goes wrong with one send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub(crate) before: Duration,
    pub(crate) after: Duration,
    pub(crate) lost: bool,
    /// Status, `Retry-After`, and whether the message is accepted all the same.
    pub(crate) status: Option<(u16, Option<u64>, bool)>,
    /// Code and subcode.
    pub(crate) error: Option<(i64, Option<i64>)>,
    pub(crate) quirks: Quirks,
}

impl State {
    /// What goes wrong with the send that begins now. Orders that are used up disappear.
    pub(crate) fn take_trouble(&mut self, line: &str) -> Trouble {
        let mut trouble = Trouble::default();
        for fault in &mut self.faults {
            if fault.line.as_deref().is_some_and(|account| account != line) || fault.times == Some(0) {
                continue;
            }
            trouble.add(&fault.kind);
            fault.times = fault.times.map(|times| times - 1);
        }
        self.faults.retain(|fault| fault.times != Some(0));
        trouble
    }
}

/// Answers of a mail server that end a login (RFC 4954).
const LOGIN: [i64; 5] = [454, 530, 534, 535, 538];

impl State {
    /// The answer to a login that was ordered to go wrong.
    pub(crate) fn take_login_trouble(&mut self, line: &str) -> Option<i64> {
        let about_this = |fault: &&mut Fault| fault.line.as_deref().is_none_or(|account| account == line);
        let (fault, code) = self.faults.iter_mut().filter(about_this).find_map(|fault| match fault.kind {
            FaultKind::Error { code, .. } if LOGIN.contains(&code) => Some((fault, code)),
            _ => None,
        })?;
        fault.times = fault.times.map(|times| times.saturating_sub(1));
        self.faults.retain(|fault| fault.times != Some(0));
        Some(code)
    }
}

impl Trouble {
    fn add(&mut self, kind: &FaultKind) {
        match *kind {
            FaultKind::LostAnswer => self.lost = true,
            FaultKind::Status { status, retry_after, accept } => self.status = Some((status, retry_after, accept)),
            FaultKind::Error { code, subcode } => self.error = Some((code, subcode)),
            FaultKind::Slow { before_ms, after_ms } => {
                self.before += Duration::from_millis(before_ms);
                self.after += Duration::from_millis(after_ms);
            }
            FaultKind::DuplicateStatuses => self.quirks.duplicate = true,
            FaultKind::ReversedStatuses => self.quirks.reversed = true,
            FaultKind::EarlyStatuses => self.quirks.early = true,
            FaultKind::NoStatuses => self.quirks.none = true,
            FaultKind::FailedStatus { code } => self.quirks.failed = Some(code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_counts_for_its_line_and_its_number_of_sends() {
        let fault: Fault = serde_json::from_str(r#"{"line":"a","kind":"slow","before_ms":5,"times":2}"#).unwrap();
        let always: Fault = serde_json::from_str(r#"{"kind":"no_statuses"}"#).unwrap();
        let mut state = State { faults: vec![fault, always], ..State::default() };
        assert_eq!(state.take_trouble("b").before, Duration::ZERO);
        for _ in 0..2 {
            assert_eq!(state.take_trouble("a").before, Duration::from_millis(5));
        }
        let last = state.take_trouble("a");
        assert_eq!((last.before, last.quirks.none, state.faults.len()), (Duration::ZERO, true, 1));
    }

    #[test]
    fn a_login_goes_wrong_only_by_an_order_about_logins() {
        let order = |text: &str| serde_json::from_str::<Fault>(text).unwrap();
        let faults = vec![
            order(r#"{"line":"a","kind":"error","code":550,"times":1}"#),
            order(r#"{"line":"b","kind":"error","code":535,"times":1}"#),
        ];
        let mut state = State { faults, ..State::default() };
        assert_eq!(state.take_login_trouble("a"), None);
        assert_eq!((state.take_login_trouble("b"), state.take_login_trouble("b")), (Some(535), None));
        assert_eq!(state.take_trouble("a").error, Some((550, None)));
    }
}
