//! Waiting for new mail: the server tells of it (IDLE, RFC 2177), or is asked every now and then.

use super::Session;
use super::one::{self, broken};
use crate::SendError;
use async_imap::imap_proto::{MailboxDatum, RequestId, Response, Status};
use std::time::Duration;
use tokio::time::{Instant, timeout, timeout_at};

/// Most time for the server to begin and to end its waiting.
const COMMAND: Duration = Duration::from_secs(30);

/// How a waiting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waited {
    /// The server told of new mail.
    News,
    /// Nothing was told in all the time.
    Nothing,
    /// The server does not let us wait, whatever it said before.
    Refused,
}

/// What the server says in between.
enum Heard {
    /// It begins to wait.
    Begun,
    /// The mailbox has got mail.
    News,
    /// It has stopped.
    Ended,
    /// Something else.
    Other,
}

/// Lets the server tell. When it was not heard of for `at_most` the waiting is ended from here, and the connection with it if it is dead.
pub(super) async fn idle(session: &mut Session, at_most: Duration) -> Result<Waited, SendError> {
    let tag = one::in_time(session.run_command("IDLE")).await?;
    let mut news = false;
    loop {
        match soon(hear(session, &tag)).await? {
            Heard::Begun => break,
            Heard::News => news = true,
            Heard::Ended => return Ok(Waited::Refused),
            Heard::Other => {}
        }
    }
    let until = Instant::now() + at_most;
    while !news {
        match timeout_at(until, hear(session, &tag)).await {
            Err(_) => break,
            Ok(Ok(Heard::News)) => news = true,
            // Whoever stops by himself would do so again and again.
            Ok(Ok(Heard::Ended)) => return Ok(Waited::Refused),
            Ok(Ok(Heard::Begun | Heard::Other)) => {}
            Ok(Err(error)) => return Err(error),
        }
    }
    one::in_time(session.run_command_untagged("DONE")).await?;
    loop {
        match soon(hear(session, &tag)).await? {
            Heard::Ended => return Ok(if news { Waited::News } else { Waited::Nothing }),
            Heard::News => news = true,
            Heard::Begun | Heard::Other => {}
        }
    }
}

/// For servers that do not tell. They may say what is new only when they are asked something.
pub(super) async fn pause(session: &mut Session, length: Duration) -> Result<Waited, SendError> {
    tokio::time::sleep(length).await;
    one::in_time(session.noop()).await?;
    Ok(Waited::Nothing)
}

/// How long to hold on after news without a new mail, however often: a server that tells the same for ever must not keep us busy.
pub(super) fn hold(fruitless: u32) -> Duration {
    Duration::from_secs(u64::from(fruitless.saturating_sub(1).min(15)))
}

async fn soon(heard: impl Future<Output = Result<Heard, SendError>>) -> Result<Heard, SendError> {
    timeout(COMMAND, heard).await.unwrap_or_else(|_| Err(broken()))
}

async fn hear(session: &mut Session, tag: &RequestId) -> Result<Heard, SendError> {
    let heard = session.read_response().await.ok().flatten().ok_or_else(broken)?;
    Ok(match heard.parsed() {
        Response::Continue { .. } => Heard::Begun,
        Response::MailboxData(MailboxDatum::Exists(_)) => Heard::News,
        Response::Done { tag: done, .. } if done == tag => Heard::Ended,
        Response::Data { status: Status::Bye, .. } => return Err(broken()),
        _ => Heard::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_without_mail_are_looked_at_ever_less_often() {
        let seconds = [0, 1, 2, 3, 100, u32::MAX].map(|fruitless| hold(fruitless).as_secs());
        assert_eq!(seconds, [0, 0, 1, 2, 15, 15]);
    }
}
