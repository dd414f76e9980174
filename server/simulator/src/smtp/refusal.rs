//! Ordered trouble in the words of a mail server: at which step it comes, and with which answer.

use super::reply::Reply;
use crate::trouble::Trouble;

/// Where in the course of handing in a mail something goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// At `MAIL FROM`.
    Sender,
    /// At `RCPT TO`.
    Recipient,
    /// At the end of the mail.
    Words,
}

/// What is said before the connection is closed.
const CLOSING: Reply = Reply::new(421, "4.3.2 Service not available, closing transmission channel");

/// What keeps the mail from being taken; `None`: nothing, whatever goes wrong afterwards.
pub(super) fn ordered(trouble: &Trouble) -> Option<(Step, Reply)> {
    match (trouble.status, trouble.error) {
        (Some((_, _, true)), _) | (None, None) => None,
        (Some((429, ..)), _) => Some((Step::Sender, Reply::new(450, "4.7.1 Too many messages, try again later"))),
        (Some(_), _) => Some((Step::Sender, CLOSING)),
        (None, Some((code, _))) => Some(coded(code)),
    }
}

/// The answer with this code, at the step where servers give it.
fn coded(code: i64) -> (Step, Reply) {
    let reply = Reply::new;
    match code {
        421 => (Step::Sender, CLOSING),
        450 => (Step::Recipient, reply(450, "4.2.1 Mailbox busy, try again later")),
        550 => (Step::Recipient, reply(550, "5.1.1 No such user here")),
        551 => (Step::Recipient, reply(551, "5.7.1 User not local")),
        553 => (Step::Recipient, reply(553, "5.1.3 Mailbox name not allowed")),
        451 => (Step::Words, reply(451, "4.3.0 Local error in processing")),
        452 => (Step::Words, reply(452, "4.3.1 Insufficient system storage")),
        552 => (Step::Words, reply(552, "5.2.2 Mailbox full")),
        _ => (Step::Words, reply(554, "5.7.1 Message rejected as spam")),
    }
}

/// A login that was ordered to fail with this code.
pub(super) const fn of_login(code: i64) -> Reply {
    match code {
        454 => Reply::new(454, "4.7.0 Temporary authentication failure"),
        530 => Reply::new(530, "5.7.0 Authentication required"),
        534 => Reply::new(534, "5.7.9 Application-specific password required"),
        _ => Reply::new(535, "5.7.8 Username and Password not accepted"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_comes_first_and_one_that_accepts_not_at_all() {
        let refused = |status, error| {
            let trouble = Trouble { status, error, ..Trouble::default() };
            ordered(&trouble).map(|(step, reply)| (step, reply.code))
        };
        assert_eq!(refused(Some((503, None, false)), Some((550, None))), Some((Step::Sender, 421)));
        assert_eq!(refused(Some((429, Some(5), false)), None), Some((Step::Sender, 450)));
        assert_eq!(refused(Some((500, None, true)), None), None);
        assert_eq!(refused(None, Some((550, None))), Some((Step::Recipient, 550)));
        assert_eq!(refused(None, Some((999, None))), Some((Step::Words, 554)));
        assert_eq!(refused(None, None), None);
    }
}
