//! Fetching one mail. That nothing came back does not mean that there is nothing: a mail is passed over only when it is surely gone.

use super::Session;
use crate::SendError;
use async_imap::error::Error;
use async_imap::types::Fetch;
use futures_util::StreamExt;
use std::time::Duration;
use tokio::time::timeout;

/// Most time for one mail.
const PATIENCE: Duration = Duration::from_secs(300);
/// Larger mails are cut off here, in bytes: what is read of them is better than nothing.
const LARGEST: u32 = 50 << 20;

/// The mail; `None` when somebody deleted it meanwhile.
pub(super) async fn fetch(session: &mut Session, uid: u32) -> Result<Option<Vec<u8>>, SendError> {
    let size = in_time(read(session, uid, "(UID RFC822.SIZE)", |fetch| fetch.size)).await?;
    let what = match size {
        Some(size) if size > LARGEST => format!("(UID BODY.PEEK[]<0.{LARGEST}>)"),
        _ => "(UID BODY.PEEK[])".to_owned(),
    };
    let mail = in_time(read(session, uid, &what, |fetch| fetch.body().map(<[u8]>::to_vec))).await?;
    if mail.is_none() {
        make_sure_it_is_gone(session, uid).await?;
    }
    Ok(mail)
}

/// The library does not tell a refusal from an empty answer, nor the end of the connection from the end of an answer.
async fn make_sure_it_is_gone(session: &mut Session, uid: u32) -> Result<(), SendError> {
    let left = in_time(session.uid_search(format!("UID {uid}"))).await?;
    in_time(session.run_command_and_check_ok("NOOP")).await?;
    if left.contains(&uid) {
        let reason = format!(
            "The server does not give out a mail of the mailbox (UID {uid}): move it to another folder and look at it there."
        );
        return Err(SendError::later(None, None, reason));
    }
    Ok(())
}

async fn read<T>(
    session: &mut Session,
    uid: u32,
    what: &str,
    read: impl Fn(&Fetch) -> Option<T>,
) -> Result<Option<T>, Error> {
    let mut answers = session.uid_fetch(uid.to_string(), what).await?;
    let mut found = None;
    // To the end: what is left unread would be taken for the next answer. Servers put in news of other mails.
    while let Some(answer) = answers.next().await {
        let answer = answer?;
        if answer.uid == Some(uid) {
            found = found.or_else(|| read(&answer));
        }
    }
    Ok(found)
}

/// Fetching does nothing that a repetition would double, so whatever fails is tried again.
pub(super) async fn in_time<T>(step: impl Future<Output = Result<T, Error>>) -> Result<T, SendError> {
    let reason = match timeout(PATIENCE, step).await {
        Ok(Ok(done)) => return Ok(done),
        Ok(Err(Error::No(told) | Error::Bad(told))) => format!("The mailbox could not be read: {told}"),
        Ok(Err(_)) => return Err(broken()),
        Err(_) => "The server of the mailbox did not answer in time.".to_owned(),
    };
    Err(SendError::later(None, None, reason))
}

/// It ended in the middle of something.
pub(super) fn broken() -> SendError {
    SendError::later(None, None, "The connection to the mailbox broke.")
}
