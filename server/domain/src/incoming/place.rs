//! Where a message stands in its timeline, and which one it answers.

use crate::change::Work;
use std::time::Duration;
use store::messages;
use types::message::Quote;
use types::{InboxId, Problem, Timestamp};

/// When a message was written, by its provider's clock. Never trust a time from the future.
pub(super) fn placed(sent_at: Timestamp, before: [Option<Timestamp>; 2], now: Timestamp) -> Timestamp {
    // Most providers cut the fraction off: within the second, what comes later is later. Else an answer that was tapped at once
    // would stand before its question, and the customer's next words before their last ones.
    let is_cut = sent_at.0 % 1_000_000 == 0;
    let within = |known: &Timestamp| is_cut && *known > sent_at && known.since(sent_at) < Duration::from_secs(1);
    before.into_iter().flatten().filter(within).max().unwrap_or_else(|| sent_at.min(now))
}

/// What a message answers, as far as we know it.
pub(crate) async fn quote(work: &mut Work<'_>, inbox: InboxId, names: &[String]) -> Result<Option<Quote>, Problem> {
    let Some(first) = names.first() else { return Ok(None) };
    let known = messages::find_by_names(work.conn, inbox, names).await?;
    let external_id = Some(first.clone());
    Ok(Some(match known {
        Some(message) => Quote {
            message: Some(message.id),
            external_id,
            author: Some(message.author.kind()),
            text: message.body.preview(),
        },
        None => Quote { message: None, external_id, author: None, text: String::new() },
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_within_the_second_of_its_question_stands_behind_it() {
        let second = Timestamp::from_seconds(1_774_746_000);
        let (asked, now) = (second + Duration::from_millis(600), second + Duration::from_millis(900));
        let placed = |sent_at, wrote_at| placed(sent_at, [Some(asked), wrote_at], now);
        assert_eq!(placed(second, None), asked);
        // Exact times, and times of another second, are believed.
        let exact = second + Duration::from_millis(400);
        assert_eq!(placed(exact, None), exact);
        let earlier = second - Duration::from_secs(1);
        assert_eq!(placed(earlier, None), earlier);
        assert_eq!(placed(now + Duration::from_secs(60), None), now);
        // Something was said since, but the customer's last words of that second stay before these.
        let wrote_at = earlier + Duration::from_millis(300);
        assert_eq!(placed(earlier, Some(wrote_at)), wrote_at);
    }
}
