//! Fetching new mail over IMAP (RFC 3501). Mail is read without being marked, and nothing is ever deleted.

mod connection;
mod one;

use connection::Session;
pub(super) use connection::open;

use crate::{ChannelSettings, SendError};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tokio::time::timeout;
use types::Timestamp;

/// How far back the first look goes.
const FIRST_LOOK: Duration = Duration::from_secs(24 * 60 * 60);

/// How far a mailbox was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailboxState {
    /// Another value means that the server has counted its mails anew.
    pub uid_validity: u32,
    /// The last mail that was fetched.
    pub last_uid: u32,
    /// When the mailbox was first looked at: what is older by a day belongs to the time before. Counting anew begins here.
    #[serde(default)]
    pub since: Timestamp,
}

/// The next mails of the mailbox, oldest first and at most `limit`, and how far it is read with them. Without a state it begins a day ago.
/// When the server has counted anew, mails come again: they are known by their Message-ID.
///
/// # Errors
/// The mailbox cannot be opened; nothing was changed.
pub async fn poll(
    settings: &ChannelSettings,
    state: Option<MailboxState>,
    limit: usize,
) -> Result<(Vec<Vec<u8>>, MailboxState), SendError> {
    let (mut session, uid_validity) = open(settings).await?;
    let now = Timestamp::from_seconds(jiff::Timestamp::now().as_second());
    let mut state = begin(state, uid_validity, now);
    let mut mails = Vec::new();
    let result = fetch(&mut session, &mut state, limit, &mut mails).await;
    drop(timeout(Duration::from_secs(5), session.logout()).await);
    match result {
        // What came before the connection broke is good; the rest comes next time.
        Err(error) if mails.is_empty() => Err(error),
        _ => Ok((mails, state)),
    }
}

fn begin(state: Option<MailboxState>, uid_validity: u32, now: Timestamp) -> MailboxState {
    match state {
        Some(state) if state.uid_validity == uid_validity => state,
        Some(state) => MailboxState { uid_validity, last_uid: 0, since: state.since },
        None => MailboxState { uid_validity, last_uid: 0, since: now },
    }
}

async fn fetch(
    session: &mut Session,
    state: &mut MailboxState,
    limit: usize,
    mails: &mut Vec<Vec<u8>>,
) -> Result<(), SendError> {
    // `n:*` names at least the last mail, even one before n.
    let query = format!("UID {}:* SINCE {}", state.last_uid.saturating_add(1), date(state.since - FIRST_LOOK));
    let found = one::in_time(session.uid_search(query)).await?;
    let mut new: Vec<u32> = found.into_iter().filter(|uid| *uid > state.last_uid).collect();
    new.sort_unstable();
    for uid in new.into_iter().take(limit) {
        mails.extend(one::fetch(session, uid).await?);
        state.last_uid = uid;
    }
    Ok(())
}

/// `7-Feb-2026`, in UTC.
fn date(time: Timestamp) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let day = jiff::Timestamp::from_second(time.seconds()).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC);
    let month = usize::try_from(day.month() - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"Jan");
    format!("{}-{month}-{}", day.day(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_anew_begins_where_the_first_look_began() {
        let (now, then) = (Timestamp::from_seconds(2_000_000), Timestamp::from_seconds(1_000_000));
        let read = MailboxState { uid_validity: 7, last_uid: 90, since: then };
        assert_eq!(begin(Some(read), 7, now), read);
        assert_eq!(begin(Some(read), 8, now), MailboxState { uid_validity: 8, last_uid: 0, since: then });
        assert_eq!(begin(None, 7, now), MailboxState { uid_validity: 7, last_uid: 0, since: now });
    }

    #[test]
    fn dates_are_written_as_imap_wants_them() {
        assert_eq!(date(Timestamp::from_seconds(1_770_422_400)), "7-Feb-2026");
        assert_eq!(date(Timestamp::from_seconds(-86_400)), "31-Dec-1969");
    }
}
