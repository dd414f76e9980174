//! How a channel is, in a few words and one colour.

use crate::components::Tone;
use leptos::prelude::*;
use std::time::Duration;
use types::inbox::{ChannelPage, InboxState, MailSignIn, Notice, Severity};
use types::{Timestamp, Zone};

/// How long a message may wait before it is worth a word: handing over takes a moment, and providers sometimes a second try.
const PATIENCE: Duration = Duration::from_secs(60);

/// What matters most about a channel, as its reader sees it at `now`.
#[must_use]
pub(super) fn health(page: &ChannelPage, now: Timestamp, zone: &Zone) -> (Tone, String) {
    let health = &page.health;
    let waiting = match health.waiting {
        1 => "1 message waits".to_owned(),
        count => format!("{count} messages wait"),
    };
    if page.inbox.state == InboxState::Paused {
        let text = if health.waiting > 0 { format!("Paused. {waiting} to be sent.") } else { "Paused".to_owned() };
        return (Tone::Warning, text);
    }
    if let Some(alarm) = page.notices.iter().find(|notice| is_alarm(notice)) {
        return (Tone::Danger, in_short(&alarm.sentence));
    }
    if let Some((tone, words)) = page.sign_in.and_then(signed_out) {
        return (tone, words.to_owned());
    }
    if let Some(since) = health.waiting_since.filter(|since| now.since(*since) >= PATIENCE) {
        return (Tone::Warning, format!("{waiting} since {}", zone.brief(since, now)));
    }
    match (health.dead_letters, health.last_message_at) {
        (1, _) => (Tone::Warning, "1 call could not be used".to_owned()),
        (2.., _) => (Tone::Warning, format!("{} calls could not be used", health.dead_letters)),
        (_, Some(at)) => (Tone::Success, format!("Works. Last message {}.", ago(now.since(at)))),
        (_, None) => (Tone::Neutral, "No message yet".to_owned()),
    }
}

/// What there is to say of somebody who has to sign in, when nobody has been called for that.
const fn signed_out(sign_in: MailSignIn) -> Option<(Tone, &'static str)> {
    match (sign_in.held, sign_in.good_until) {
        (None, Some(_)) => None,
        (Some(_), Some(_)) => Some((Tone::Danger, "Sign in again")),
        (_, None) => Some((Tone::Warning, "Nobody has signed in yet")),
    }
}

/// Whether a notice says that messages do not get through.
fn is_alarm(notice: &Notice) -> bool {
    !notice.settled && notice.severity == Severity::Bad
}

/// Notices begin with the name of the inbox, which stands beside them here.
fn in_short(sentence: &str) -> String {
    match sentence.split_once(" cannot send: ") {
        Some((_, reason)) => format!("Cannot send: {reason}"),
        None => sentence.to_owned(),
    }
}

/// `just now`, `3 min ago`, `2 h ago`, `5 days ago`.
pub(super) fn ago(span: Duration) -> String {
    match span.as_secs() {
        0..60 => "just now".to_owned(),
        seconds @ 60..3_600 => format!("{} min ago", seconds / 60),
        seconds @ 3_600..86_400 => format!("{} h ago", seconds / 3_600),
        86_400..172_800 => "1 day ago".to_owned(),
        seconds => format!("{} days ago", seconds / 86_400),
    }
}

/// The words with a light before them.
#[component]
pub(super) fn HealthLine(
    /// The channel.
    page: ChannelPage,
    /// When it was read.
    now: Timestamp,
    /// The reader's zone.
    zone: Zone,
) -> impl IntoView {
    let (tone, text) = health(&page, now, &zone);
    let (light, words) = match tone {
        Tone::Neutral | Tone::Accent => ("bg-faint", "text-muted"),
        Tone::Danger => ("bg-danger", "text-danger"),
        Tone::Warning => ("bg-warning", "text-warning"),
        Tone::Success => ("bg-success", "text-muted"),
    };
    view! {
        <span class=format!("flex min-w-0 items-baseline gap-2 text-sm {words}")>
            <span aria-hidden="true" class=format!("size-2 shrink-0 rounded-full {light}")></span>
            <span class="min-w-0">{text}</span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::inbox::{ChannelHealth, ChannelKind, Inbox};
    use types::{InboxId, NoticeId};

    /// 2026-03-29 01:00 UTC.
    const NOW: Timestamp = Timestamp::from_seconds(1_774_746_000);

    fn channel(health: ChannelHealth) -> ChannelPage {
        ChannelPage {
            inbox: Inbox {
                id: InboxId(1),
                name: "Sales".to_owned(),
                channel: ChannelKind::Whatsapp,
                state: InboxState::Active,
            },
            values: std::collections::BTreeMap::new(),
            secrets: Vec::new(),
            callback_path: String::new(),
            verify_token: None,
            sign_in: None,
            health,
            notices: Vec::new(),
        }
    }

    fn notice(severity: Severity, sentence: &str, settled: bool) -> Notice {
        let (sentence, details) = (sentence.to_owned(), "{}".to_owned());
        Notice { id: NoticeId(1), at: NOW, severity, sentence, details, settled }
    }

    fn words(page: &ChannelPage) -> (Tone, String) {
        health(page, NOW, &Zone::default())
    }

    #[test]
    fn a_channel_that_works_tells_when_it_last_did() {
        let before = |seconds| Some(NOW - Duration::from_secs(seconds));
        let quiet = channel(ChannelHealth::default());
        assert_eq!(words(&quiet), (Tone::Neutral, "No message yet".to_owned()));
        let busy = channel(ChannelHealth { last_message_at: before(200), ..ChannelHealth::default() });
        assert_eq!(words(&busy), (Tone::Success, "Works. Last message 3 min ago.".to_owned()));
        // On its way, as every message is for a moment.
        let sending =
            channel(ChannelHealth { waiting: 1, waiting_since: before(5), last_message_at: before(5), ..busy.health });
        assert_eq!(words(&sending), (Tone::Success, "Works. Last message just now.".to_owned()));
    }

    #[test]
    fn messages_that_wait_tell_since_when() {
        let since = Some(NOW - Duration::from_secs(1_800));
        let mut page =
            channel(ChannelHealth { waiting: 3, waiting_since: since, dead_letters: 2, ..Default::default() });
        assert_eq!(words(&page), (Tone::Warning, "3 messages wait since 00:30".to_owned()));
        page.inbox.state = InboxState::Paused;
        assert_eq!(words(&page), (Tone::Warning, "Paused. 3 messages wait to be sent.".to_owned()));
        page.health.waiting = 0;
        assert_eq!(words(&page), (Tone::Warning, "Paused".to_owned()));
    }

    #[test]
    fn calls_that_could_not_be_used_are_counted() {
        let mut page = channel(ChannelHealth { dead_letters: 1, last_message_at: Some(NOW), ..Default::default() });
        assert_eq!(words(&page), (Tone::Warning, "1 call could not be used".to_owned()));
        page.health.dead_letters = 2;
        assert_eq!(words(&page), (Tone::Warning, "2 calls could not be used".to_owned()));
    }

    #[test]
    fn an_open_alarm_comes_first_and_a_settled_one_is_over() {
        let mut page = channel(ChannelHealth { dead_letters: 2, ..Default::default() });
        page.notices = vec![
            notice(Severity::Warning, "Quality has fallen.", false),
            notice(Severity::Bad, "Sales cannot send: The token has expired.", false),
        ];
        assert_eq!(words(&page), (Tone::Danger, "Cannot send: The token has expired.".to_owned()));
        page.notices = vec![notice(Severity::Bad, "The account was banned.", false)];
        assert_eq!(words(&page), (Tone::Danger, "The account was banned.".to_owned()));
        page.notices = vec![notice(Severity::Bad, "The account was banned.", true)];
        assert_eq!(words(&page), (Tone::Warning, "2 calls could not be used".to_owned()));
    }

    #[test]
    fn a_mailbox_that_nobody_is_signed_in_to_says_so_until_it_works() {
        let mut page = channel(ChannelHealth { last_message_at: Some(NOW), ..Default::default() });
        let sign_in = |held, good_until| Some(MailSignIn { held, good_until });
        page.sign_in = sign_in(Some(NOW), None);
        assert_eq!(words(&page), (Tone::Warning, "Nobody has signed in yet".to_owned()));
        page.sign_in = sign_in(Some(NOW), Some(NOW));
        assert_eq!(words(&page), (Tone::Danger, "Sign in again".to_owned()));
        page.sign_in = sign_in(None, Some(NOW));
        assert_eq!(words(&page).0, Tone::Success);
    }

    #[test]
    fn spans_are_told_in_one_unit() {
        let hours = |hours| ago(Duration::from_hours(hours));
        assert_eq!(
            [hours(0), hours(1), hours(24), hours(47), hours(48)],
            ["just now", "1 h ago", "1 day ago", "1 day ago", "2 days ago"]
        );
    }
}
