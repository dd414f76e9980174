//! What a message adds to the statistics. The recount replays whole timelines through the same rule.

use super::histogram::step;
use store::conversations::{Conversation, Cycle};
use store::measures::{Fact, Measure, SLOT};
use store::messages::Origin;
use types::message::{Activity, Author, Message, MessageBody};
use types::statistics::Metric;
use types::{InboxId, Timestamp};

/// A conversation began.
pub(crate) fn beginning(conversation: &Conversation) -> Fact {
    let summary = &conversation.summary;
    Fact {
        at: summary.created_at,
        metric: Metric::New,
        conversation: summary.id,
        inbox: summary.inbox,
        agent: None,
        seconds: 0,
    }
}

/// The measuring cycle of a conversation that begins.
pub(crate) const fn first_cycle(now: Timestamp) -> Cycle {
    Cycle { started_at: now, asked_at: None, answered: false }
}

/// What a message measures, and how it moves the cycle on. Times are those of arrival, not the provider's. What was said before the channel
/// was connected measures nothing, and what a program said is only counted.
pub(crate) fn measure(cycle: &mut Cycle, inbox: InboxId, message: &Message, origin: Origin) -> Vec<Fact> {
    let before = *cycle;
    let mut facts = of_live(cycle, inbox, message);
    match origin {
        Origin::Live => {}
        Origin::Automatic => {
            *cycle = before;
            facts.retain(|fact| !is_kept(fact.metric));
        }
        Origin::Imported => {
            *cycle = before;
            facts.clear();
        }
    }
    facts
}

fn of_live(cycle: &mut Cycle, inbox: InboxId, message: &Message) -> Vec<Fact> {
    let at = message.received_at;
    let agent = match message.author {
        Author::Agent(agent) => Some(agent),
        _ => None,
    };
    let fact = |metric, seconds| Fact { at, metric, conversation: message.conversation, inbox, agent, seconds };
    let seconds_since = |start| i64::try_from(at.since(start).as_secs()).unwrap_or(i64::MAX);
    match (&message.body, message.author) {
        (MessageBody::Activity(Activity::Resolved { .. }), _) => {
            vec![fact(Metric::Resolved, 0), fact(Metric::Resolution, seconds_since(cycle.started_at))]
        }
        (MessageBody::Activity(Activity::Reopened), _) => {
            *cycle = first_cycle(at);
            vec![fact(Metric::Reopened, 0)]
        }
        (body, _) if body.is_internal() => Vec::new(),
        (_, Author::Contact(_)) => {
            if !cycle.answered {
                cycle.asked_at = Some(cycle.asked_at.unwrap_or(at));
            }
            vec![fact(Metric::MessageIn, 0)]
        }
        (_, Author::Agent(_) | Author::Business) => {
            let asked = if cycle.answered { None } else { cycle.asked_at.take() };
            cycle.answered = true;
            let first = asked.map(|asked| fact(Metric::FirstResponse, seconds_since(asked)));
            std::iter::once(fact(Metric::MessageOut, 0)).chain(first).collect()
        }
        (_, Author::Bot | Author::System) => vec![fact(Metric::MessageOut, 0)],
    }
}

/// Facts are kept one by one for the lists behind the numbers; messages are their own evidence.
pub(crate) const fn is_kept(metric: Metric) -> bool {
    !matches!(metric, Metric::MessageIn | Metric::MessageOut)
}

/// The sum a fact belongs to, with itself in it.
pub(crate) fn sum_of(fact: &Fact) -> Measure {
    Measure {
        metric: fact.metric,
        slot: Timestamp(fact.at.0.div_euclid(SLOT) * SLOT),
        inbox: fact.inbox,
        agent: fact.agent,
        step: if fact.metric.is_duration() { step(fact.seconds) } else { 0 },
        total: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::conversation::Outcome;
    use types::message::Delivery;
    use types::{ContactId, ConversationId, MessageId, UserId};

    fn said(author: Author, body: MessageBody, seconds: i64) -> Message {
        let at = Timestamp::from_seconds(seconds);
        Message {
            id: MessageId(seconds),
            conversation: ConversationId(1),
            author,
            body,
            attachments: Vec::new(),
            client_id: None,
            delivery: Delivery::Stored,
            reply_to: None,
            reactions: Vec::new(),
            edited_at: None,
            sent_at: at,
            received_at: at,
        }
    }

    #[test]
    fn response_times_count_people_once_a_cycle_and_resolutions_from_the_reopening() {
        let (ben, ana) = (Author::Contact(ContactId(1)), Author::Agent(UserId(1)));
        let text = || MessageBody::text("x");
        let resolved = || MessageBody::Activity(Activity::Resolved { outcome: Outcome::Answered });
        let timeline = [
            said(ben, text(), 0),
            said(Author::Bot, text(), 1),
            said(ben, text(), 5),
            said(ana, MessageBody::Note { text: "hm".to_owned(), mentions: vec![] }, 8),
            said(ana, text(), 20),
            said(ana, text(), 30),
            said(ana, resolved(), 100),
            said(Author::System, MessageBody::Activity(Activity::Reopened), 200),
            said(ben, text(), 200),
            said(ana, text(), 207),
            said(ana, resolved(), 260),
        ];
        let mut cycle = first_cycle(Timestamp(0));
        let facts: Vec<_> = timeline.iter().flat_map(|m| measure(&mut cycle, InboxId(1), m, Origin::Live)).collect();
        let of = |metric| facts.iter().filter(|f| f.metric == metric).map(|f| f.seconds).collect::<Vec<_>>();
        assert_eq!(of(Metric::FirstResponse), [20, 7]);
        assert_eq!(of(Metric::Resolution), [100, 60]);
        assert_eq!(of(Metric::MessageIn).len(), 3);
        assert_eq!(of(Metric::MessageOut).len(), 4);
        assert_eq!(of(Metric::Reopened).len(), 1);
    }

    #[test]
    fn what_was_imported_measures_nothing_and_what_a_program_said_is_only_counted() {
        let (ben, ana, shop) = (Author::Contact(ContactId(1)), Author::Agent(UserId(1)), Author::Business);
        let mut cycle = first_cycle(Timestamp(0));
        let mut metrics = |author, origin| {
            let message = said(author, MessageBody::text("x"), 10);
            measure(&mut cycle, InboxId(1), &message, origin).iter().map(|fact| fact.metric).collect::<Vec<_>>()
        };
        assert_eq!(metrics(ben, Origin::Imported), []);
        assert_eq!(metrics(shop, Origin::Imported), []);
        assert_eq!(metrics(ben, Origin::Automatic), [Metric::MessageIn]);
        // Nobody had asked anything.
        assert_eq!(metrics(ana, Origin::Live), [Metric::MessageOut]);
        cycle = first_cycle(Timestamp(0));
        let mut metrics = |author, origin| {
            let message = said(author, MessageBody::text("x"), 10);
            measure(&mut cycle, InboxId(1), &message, origin).iter().map(|fact| fact.metric).collect::<Vec<_>>()
        };
        assert_eq!(metrics(ben, Origin::Live), [Metric::MessageIn]);
        // What was said long ago or by a program answers no question of today.
        assert_eq!(metrics(shop, Origin::Imported), []);
        assert_eq!(metrics(shop, Origin::Automatic), [Metric::MessageOut]);
        assert_eq!(metrics(ana, Origin::Live), [Metric::MessageOut, Metric::FirstResponse]);
    }
}
