//! Each number a second time: every timeline is replayed and compared with the facts, sums and counts kept along the way.

use super::measure;
use crate::Desk;
use std::collections::BTreeMap;
use store::conversations::{self, Conversation};
use store::measures::{self, Fact, Measure};
use store::messages::Origin;
use store::{Conn, messages, tallies};
use types::message::Audience;
use types::{AccountId, ConversationId, MessageId, Problem, Timestamp};

/// What a recount found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recount {
    /// Conversations replayed.
    pub checked: i64,
    /// One sentence for each number that does not agree; empty when all do.
    pub differences: Vec<String>,
}

const PAGE: i64 = 500;

impl Desk {
    /// Replays every conversation of an account. Takes its time and changes nothing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn recount(&self, account: AccountId) -> Result<Recount, Problem> {
        let mut tx = self.store.snapshot().await?;
        let mut recount = Recount::default();
        let mut sums = BTreeMap::new();
        let mut last = ConversationId(0);
        loop {
            let ids = conversations::ids_after(&mut tx, account, last, PAGE).await?;
            let Some(newest) = ids.last() else { break };
            last = *newest;
            for id in ids {
                let Some(conversation) = conversations::find(&mut tx, account, id).await? else { continue };
                let facts = replay(&mut tx, &conversation).await?;
                compare_facts(&mut tx, account, &conversation, &facts, &mut recount).await?;
                for fact in facts {
                    let Measure { metric, slot, inbox, agent, step, total } = measure::sum_of(&fact);
                    *sums.entry((metric, slot, inbox, agent, step)).or_insert(0) += total;
                }
                recount.checked += 1;
            }
        }
        let kept = measures::all(&mut tx, account).await?;
        let kept = kept.into_iter().map(|m| ((m.metric, m.slot, m.inbox, m.agent, m.step), m.total)).collect();
        compare("sum", &kept, &sums, &mut recount);
        // A place is a key of numbers and a word, which orders well enough as text.
        let keyed = |rows: Vec<_>| rows.into_iter().map(|(place, n)| (format!("{place:?}"), n)).collect();
        let kept = keyed(tallies::all(&mut tx, account).await?);
        compare("count", &kept, &keyed(tallies::recounted(&mut tx, account).await?), &mut recount);
        Ok(recount)
    }
}

fn compare<K: Ord + std::fmt::Debug>(
    what: &str,
    kept: &BTreeMap<K, i64>,
    counted: &BTreeMap<K, i64>,
    recount: &mut Recount,
) {
    for key in kept.keys().chain(counted.keys().filter(|key| !kept.contains_key(key))) {
        let (told, true_one) = (kept.get(key).unwrap_or(&0), counted.get(key).unwrap_or(&0));
        if told != true_one {
            recount.differences.push(format!("The {what} of {key:?} is kept as {told}, but counts {true_one}."));
        }
    }
}

async fn compare_facts(
    conn: &mut Conn,
    account: AccountId,
    conversation: &Conversation,
    counted: &[Fact],
    recount: &mut Recount,
) -> Result<(), Problem> {
    let id = conversation.summary.id;
    let mut kept = measures::facts_of(conn, account, id).await?;
    let mut counted: Vec<_> = counted.iter().filter(|fact| measure::is_kept(fact.metric)).copied().collect();
    kept.sort_unstable();
    counted.sort_unstable();
    if kept != counted {
        let (told, true_one) = (kept.len(), counted.len());
        recount
            .differences
            .push(format!("Conversation {id} has {told} facts that differ from the {true_one} counted."));
    }
    Ok(())
}

/// The facts of a conversation, from its messages alone, in the order they were stored.
async fn replay(conn: &mut Conn, conversation: &Conversation) -> Result<Vec<Fact>, Problem> {
    let id = conversation.summary.id;
    let mut cycle = measure::first_cycle(conversation.summary.created_at);
    let mut timeline = Vec::new();
    let mut place = (Timestamp(i64::MIN), MessageId(0));
    loop {
        let page = messages::after(conn, id, Audience::Team, place, PAGE).await?;
        let Some(newest) = page.last() else { break };
        place = newest.place();
        timeline.extend(page);
    }
    timeline.sort_by_key(|message| message.id);
    let origins = messages::origins(conn, id).await?;
    let origin_of = |id| origins.get(&id).copied().unwrap_or_default();
    let imported = timeline.first().is_some_and(|first| origin_of(first.id) == Origin::Imported);
    // One that was taken over did not begin here.
    let mut facts: Vec<_> = (!imported).then(|| measure::beginning(conversation)).into_iter().collect();
    let inbox = conversation.summary.inbox;
    facts.extend(timeline.iter().flat_map(|m| measure::measure(&mut cycle, inbox, m, origin_of(m.id))));
    Ok(facts)
}
