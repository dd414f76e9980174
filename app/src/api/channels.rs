//! Channels, for owners and admins: their list, one of them, what could not be used, and everything that changes them.

pub mod kept;

use crate::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use types::inbox::{ChannelKind, ChannelPage, DeadLetter, Finding, Inbox};
use types::{DeadLetterId, InboxId, NoticeId, Timestamp};

/// All channels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelList {
    /// When it was read.
    pub now: Timestamp,
    /// The channels, by name.
    pub channels: Vec<ChannelPage>,
}

/// One channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelView {
    /// When it was read.
    pub now: Timestamp,
    /// How the world reaches this server, without a slash at the end.
    pub public_url: String,
    /// The channel.
    pub page: ChannelPage,
}

/// Calls that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadLetterList {
    /// When it was read.
    pub now: Timestamp,
    /// The names of the inboxes they were for.
    pub inboxes: Vec<Inbox>,
    /// The calls, newest first.
    pub letters: Vec<DeadLetter>,
    /// There may be earlier ones.
    pub more: bool,
}

/// All channels with how they are.
#[server(prefix = "/api/fn", endpoint = "channels")]
pub async fn channels() -> Result<ChannelList, AppError> {
    use crate::server::{actor, desk};
    let desk = desk();
    let mut channels = desk.channels(&actor().await?).await?;
    channels.sort_by_key(|page| page.inbox.name.to_lowercase());
    Ok(ChannelList { now: desk.now(), channels })
}

/// Whether some channel needs its administrators now. Never for those who are none.
#[server(prefix = "/api/fn", endpoint = "channel_alarm")]
pub async fn channel_alarm() -> Result<bool, AppError> {
    use crate::server::{actor, desk};
    Ok(desk().channel_alarm(&actor().await?).await?)
}

/// One channel with how it is.
#[server(prefix = "/api/fn", endpoint = "channel")]
pub async fn channel(inbox: InboxId) -> Result<ChannelView, AppError> {
    use crate::server::{actor, desk, public_url};
    let desk = desk();
    let page = desk.channel(&actor().await?, inbox).await?;
    Ok(ChannelView { now: desk.now(), public_url: public_url(), page })
}

/// What the page for a new channel needs to know: how the world reaches this server.
#[server(prefix = "/api/fn", endpoint = "channel_setup")]
pub async fn channel_setup() -> Result<String, AppError> {
    actor_who_manages().await?;
    Ok(crate::server::public_url())
}

/// Adds a channel, and opens its page, which tells how to go on.
#[server(prefix = "/api/fn", endpoint = "add_channel")]
pub async fn add_channel(
    channel: ChannelKind,
    name: String,
    #[server(default)] values: BTreeMap<String, String>,
) -> Result<Inbox, AppError> {
    use crate::server::{actor, desk, go_to, is_plain_form};
    use leptos::server_fn::ServerFn as _;
    use types::inbox::ChannelDraft;
    let (actor, draft) = (actor().await?, ChannelDraft { name, values });
    match desk().add_channel(&actor, channel, draft.clone()).await {
        Ok(inbox) => {
            go_to(&format!("/channels/{}?new=1", inbox.id));
            Ok(inbox)
        }
        Err(problem) => {
            let error = AppError::from(problem);
            if is_plain_form() {
                let page = format!("/channels/new/{channel}");
                go_to(&kept::address(&page, channel, &draft, AddChannel::PATH, &error));
            }
            Err(error)
        }
    }
}

/// Changes name and settings. Secrets left empty stay as they were.
#[server(prefix = "/api/fn", endpoint = "edit_channel")]
pub async fn edit_channel(
    inbox: InboxId,
    name: String,
    #[server(default)] values: BTreeMap<String, String>,
) -> Result<Inbox, AppError> {
    use crate::server::{actor, desk, go_to, is_plain_form};
    use leptos::server_fn::ServerFn as _;
    use types::inbox::ChannelDraft;
    let (desk, actor, draft) = (desk(), actor().await?, ChannelDraft { name, values });
    let page = format!("/channels/{inbox}");
    match desk.edit_channel(&actor, inbox, draft.clone()).await {
        Ok(inbox) => {
            // Leaves behind what the address has kept of an attempt before.
            if is_plain_form() {
                go_to(&page);
            }
            Ok(inbox)
        }
        Err(problem) => {
            let error = AppError::from(problem);
            if is_plain_form()
                && let Ok(known) = desk.channel(&actor, inbox).await
            {
                go_to(&kept::address(&page, known.inbox.channel, &draft, EditChannel::PATH, &error));
            }
            Err(error)
        }
    }
}

/// Pauses a channel or lets it work again.
#[server(prefix = "/api/fn", endpoint = "switch_channel")]
pub async fn switch_channel(inbox: InboxId, paused: bool) -> Result<Inbox, AppError> {
    use crate::server::{actor, desk};
    use types::inbox::InboxState;
    let state = if paused { InboxState::Paused } else { InboxState::Active };
    Ok(desk().set_channel_state(&actor().await?, inbox, state).await?)
}

/// Removes a channel. Its conversations stay.
#[server(prefix = "/api/fn", endpoint = "remove_channel")]
pub async fn remove_channel(inbox: InboxId) -> Result<(), AppError> {
    use crate::server::{actor, desk, go_to};
    use types::inbox::InboxState;
    desk().set_channel_state(&actor().await?, inbox, InboxState::Removed).await?;
    go_to("/channels");
    Ok(())
}

/// Tries each part of the set-up at the provider. Changes nothing, so a link can ask for it.
#[server(prefix = "/api/fn", endpoint = "test_channel")]
pub async fn test_channel(inbox: InboxId) -> Result<Vec<Finding>, AppError> {
    use crate::server::{actor, desk};
    Ok(desk().try_channel(&actor().await?, inbox, false).await?)
}

/// Tells the provider where to call us, and tries each part of the set-up. A plain form is led to the page that tries them,
/// which goes on telling what is left to do when the channel is `new`.
#[server(prefix = "/api/fn", endpoint = "connect_channel")]
pub async fn connect_channel(inbox: InboxId, #[server(default)] new: bool) -> Result<Vec<Finding>, AppError> {
    use crate::server::{actor, desk, go_to, is_plain_form};
    use types::Problem;
    use types::inbox::Severity;
    let tried = desk().try_channel(&actor().await?, inbox, true).await;
    if !is_plain_form() {
        return Ok(tried?);
    }
    // The first one is about telling; of a plain form nothing but an error would be seen again.
    let told = tried.and_then(|findings| match findings.first().filter(|first| first.severity == Severity::Bad) {
        Some(failed) => Err(Problem::conflict(&failed.sentence)),
        None => Ok(findings),
    });
    match told {
        Ok(findings) => {
            go_to(&test_address(inbox, new));
            Ok(findings)
        }
        Err(problem) => {
            let error = AppError::from(problem);
            go_to(&failed_address(inbox, new, &error));
            Err(error)
        }
    }
}

/// The page of a channel, at the place where it tells why connecting failed.
#[cfg(feature = "ssr")]
fn failed_address(inbox: InboxId, new: bool, error: &AppError) -> String {
    use leptos::server_fn::ServerFn as _;
    let parts = new.then(|| "new=1".to_owned()).into_iter().chain(kept::problem(ConnectChannel::PATH, error));
    format!("/channels/{inbox}?{}#connection", parts.collect::<Vec<_>>().join("&"))
}

/// The page of a channel with what a test of its connection finds.
#[must_use]
pub fn test_address(inbox: InboxId, new: bool) -> String {
    format!("/channels/{inbox}?{}test=1#connection", if new { "new=1&" } else { "" })
}

/// Somebody has dealt with a notice.
#[server(prefix = "/api/fn", endpoint = "settle_notice")]
pub async fn settle_notice(notice: NoticeId) -> Result<(), AppError> {
    use crate::server::{actor, desk};
    Ok(desk().settle_notice(&actor().await?, notice).await?)
}

/// Calls that could not be used, older than that one, the newest first.
#[server(prefix = "/api/fn", endpoint = "dead_letters")]
pub async fn dead_letters(before: Option<DeadLetterId>) -> Result<DeadLetterList, AppError> {
    use crate::server::{actor, desk};
    use domain::channels::DEAD_LETTERS_PAGE;
    let (desk, actor) = (desk(), actor().await?);
    let mut letters = desk.dead_letters(&actor, before).await?;
    let more = i64::try_from(letters.len()).unwrap_or(i64::MAX) >= DEAD_LETTERS_PAGE;
    for letter in &mut letters {
        clip(&mut letter.redacted);
    }
    let inboxes = desk.directory(&actor).await?.inboxes;
    Ok(DeadLetterList { now: desk.now(), inboxes, letters, more })
}

/// Tries a call again that could not be used.
#[server(prefix = "/api/fn", endpoint = "replay_dead_letter")]
pub async fn replay(letter: DeadLetterId) -> Result<(), AppError> {
    use crate::server::{actor, desk};
    Ok(desk().replay(&actor().await?, letter).await?)
}

#[cfg(feature = "ssr")]
async fn actor_who_manages() -> Result<domain::Actor, AppError> {
    let actor = crate::server::actor().await?;
    actor.must_manage()?;
    Ok(actor)
}

/// Calls have up to some megabytes, and a page shows fifty of them.
#[cfg(feature = "ssr")]
fn clip(text: &mut String) {
    const SHOWN: usize = 10_000;
    if let Some((end, _)) = text.char_indices().nth(SHOWN) {
        text.truncate(end);
        text.push_str("\n… and more");
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn why_connecting_failed_is_told_where_the_button_is() {
        let error = AppError::from(types::Problem::conflict("The token has expired."));
        let address = failed_address(InboxId(3), true, &error);
        assert!(address.starts_with("/channels/3?new=1&__path=%2Fapi%2Ffn%2Fconnect_channel&__err="), "{address}");
        assert!(address.ends_with("#connection"), "{address}");
    }

    #[test]
    fn a_long_call_is_cut_between_characters() {
        let mut text = "ä".repeat(10_001);
        clip(&mut text);
        assert_eq!(text.chars().filter(|c| *c == 'ä').count(), 10_000);
        assert!(text.ends_with("and more"));
        let mut short = "ä".repeat(10_000);
        clip(&mut short);
        assert_eq!(short.chars().count(), 10_000);
    }
}
