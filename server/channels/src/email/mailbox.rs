//! Fetching new mail over IMAP (RFC 3501). Mail is read without being marked, and nothing is ever deleted.

mod connection;
mod one;
mod waiting;

use connection::Session;
pub(super) use connection::open;
use waiting::Waited;

use super::trust::Trust;
use crate::{ChannelSettings, SendError};
use async_imap::types::UnsolicitedResponse;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use types::Timestamp;

/// How far back the first look goes.
const FIRST_LOOK: Duration = Duration::from_secs(24 * 60 * 60);
/// Mails are handed over when they come to this many bytes, however few they are: all of them are held at once.
const PORTION: usize = 32 << 20;

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

/// How long [`Mailbox::wait`] waits when nothing comes.
#[derive(Clone, Copy, Debug)]
pub struct Rhythm {
    /// While the server tells of new mail by itself. It hangs up after half an hour (RFC 2177), and whatever stands in between may forget
    /// a silent connection much sooner, which is found out only when something is said.
    pub told: Duration,
    /// When it has to be asked.
    pub asked: Duration,
}

impl Default for Rhythm {
    fn default() -> Self {
        Self { told: Duration::from_secs(5 * 60), asked: Duration::from_secs(15) }
    }
}

/// An open connection to a mailbox. Dropping it hangs up.
#[derive(Debug)]
pub struct Mailbox {
    /// Or why it cannot be used any more: a step that failed or was not waited for leaves answers behind that nobody would understand.
    session: Result<Session, SendError>,
    uid_validity: u32,
    /// The server tells of new mail.
    idles: bool,
    /// The server has told of new mail that was not looked for yet.
    told: bool,
    /// How often in a row it told so and there was none.
    fruitless: u32,
}

impl Mailbox {
    /// Connects, encrypts, logs in and opens the folder.
    ///
    /// # Errors
    /// The mailbox cannot be opened: `Never` until somebody changes the settings.
    pub async fn open(settings: &ChannelSettings) -> Result<Self, SendError> {
        let (session, opened) = open(settings, &Trust::default()).await?;
        let connection::Opened { uid_validity, idles } = opened;
        Ok(Self { session: Ok(session), uid_validity, idles, told: false, fruitless: 0 })
    }

    /// The next mails, oldest first and at most `limit`, and how far the mailbox is read with them: to be remembered when the mails are
    /// stored. Without mails there is nothing more to read. Without a state it begins a day ago. When the server has counted anew, mails
    /// come again: they are known by their Message-ID.
    ///
    /// # Errors
    /// The connection is of no use any more; nothing was changed.
    pub async fn read(
        &mut self,
        state: Option<MailboxState>,
        limit: usize,
    ) -> Result<(Vec<Vec<u8>>, MailboxState), SendError> {
        let mut session = self.take()?;
        // What is told from here on may be about a mail that the search does not find yet.
        while session.unsolicited_responses.try_recv().is_ok() {}
        let now = Timestamp::from_seconds(jiff::Timestamp::now().as_second());
        let mut state = begin(state, self.uid_validity, now);
        let mut mails = Vec::new();
        let fetched = fetch(&mut session, &mut state, limit, &mut mails).await;
        let told = std::mem::take(&mut self.told);
        self.fruitless = if told && mails.is_empty() { self.fruitless.saturating_add(1) } else { 0 };
        match fetched {
            Ok(()) => self.session = Ok(session),
            Err(error) => {
                self.session = Err(error.clone());
                // What came before the connection broke is good; the rest comes next time.
                if mails.is_empty() {
                    return Err(error);
                }
            }
        }
        Ok((mails, state))
    }

    /// Waits until there may be something to read.
    ///
    /// # Errors
    /// The connection is of no use any more.
    pub async fn wait(&mut self, rhythm: Rhythm) -> Result<(), SendError> {
        let mut session = self.take()?;
        tokio::time::sleep(waiting::hold(self.fruitless)).await;
        let waited = if has_news(&session) {
            Ok(Waited::News)
        } else if self.idles {
            waiting::idle(&mut session, rhythm.told).await
        } else {
            waiting::pause(&mut session, rhythm.asked).await
        };
        match waited {
            Ok(Waited::News) => self.told = true,
            Ok(Waited::Nothing) => {}
            Ok(Waited::Refused) => self.idles = false,
            Err(error) => {
                self.session = Err(error.clone());
                return Err(error);
            }
        }
        self.session = Ok(session);
        Ok(())
    }

    /// Nothing is left when the caller goes away in the middle of a step.
    fn take(&mut self) -> Result<Session, SendError> {
        std::mem::replace(&mut self.session, Err(one::broken()))
    }
}

/// New mail was told of beside the answer to something else.
fn has_news(session: &Session) -> bool {
    let heard = std::iter::from_fn(|| session.unsolicited_responses.try_recv().ok());
    // All of it: what is left would be taken for news another time.
    heard.filter(|heard| matches!(heard, UnsolicitedResponse::Exists(_))).count() > 0
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
    let mut bytes = 0;
    for uid in new.into_iter().take(limit) {
        let mail = one::fetch(session, uid).await?;
        bytes += mail.as_ref().map_or(0, Vec::len);
        mails.extend(mail);
        state.last_uid = uid;
        if bytes > PORTION {
            break;
        }
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
