//! What agents do to conversations, one at a time or many at once.

use crate::change::{Touched, Work};
use crate::errands::{self, Sign};
use crate::zones::{self, Morning};
use crate::{Actor, Desk, access};
use std::time::Duration;
use store::{groups, labels, users};
use types::action::{Action, Undo};
use types::conversation::{SnoozeUntil, Step};
use types::limits::BULK;
use types::message::{Activity, Author};
use types::{ConversationId, Noun, Problem, Timestamp};

impl Desk {
    /// Does something to conversations and returns how to take it back.
    ///
    /// Among several, those for which it makes no sense (resolving what is resolved) are left as they are.
    ///
    /// # Errors
    /// `NotFound` when the actor may not see one of them; then none is changed. `Conflict` when it makes no sense for any.
    pub async fn act(&self, actor: &Actor, ids: Vec<ConversationId>, action: Action) -> Result<Undo, Problem> {
        let mut ids = ids;
        // In one order, so that two bulk actions never wait for each other in a circle.
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() || ids.len() > BULK {
            return Err(Problem::invalid("conversations", format!("Please choose 1 to {BULK} conversations.")));
        }
        let actor = actor.clone();
        self.change(actor.account, move |work| {
            Box::pin(async move {
                check(work, &actor, action).await?;
                let (mut undo, mut conflict) = (Undo::new(), None);
                for id in &ids {
                    let conversation = access::change(work.conn, &actor, *id).await?;
                    let before = conversation.summary.clone();
                    let mut touched = Touched::known(conversation);
                    match apply(work, &actor, &mut touched, action).await {
                        Ok(()) => {
                            undo.extend(action.undone(&before).map(|back| (*id, back)));
                            work.save(touched).await?;
                        }
                        Err(problem @ Problem::Conflict { .. }) => conflict = Some(problem),
                        Err(problem) => return Err(problem),
                    }
                }
                match conflict {
                    Some(problem) if ids.len() == 1 => Err(problem),
                    _ => Ok(undo),
                }
            })
        })
        .await
    }

    /// The agent has the conversation before their eyes: nothing in it is unread any more.
    ///
    /// # Errors
    /// `NotFound` for a foreign conversation.
    pub async fn seen(&self, actor: &Actor, id: ConversationId) -> Result<(), Problem> {
        // Mostly there is nothing to do, which a read finds out without waiting for writers.
        let known = access::read(&mut self.store.conn().await?, actor, id).await?;
        if known.summary.is_unread() {
            self.act(actor, vec![id], Action::MarkRead).await?;
            let (account, inbox) = (actor.account, known.summary.inbox);
            errands::tell(&self.wakers, Sign { account, inbox, conversation: id, typing: false });
        }
        Ok(())
    }
}

/// What the action names must be there.
async fn check(work: &mut Work<'_>, actor: &Actor, action: Action) -> Result<(), Problem> {
    let missing = |what| Err(Problem::NotFound { what });
    match action {
        Action::Assign(Some(agent)) => match users::find_agent(work.conn, actor.account, agent).await? {
            Some(agent) if agent.active => Ok(()),
            Some(agent) => Err(Problem::conflict(format!("{} does not work here any more.", agent.name))),
            None => missing(Noun::Agent),
        },
        Action::Group(Some(group)) if groups::find(work.conn, actor.account, group).await?.is_none() => {
            missing(Noun::Group)
        }
        Action::AddLabel(label) if labels::find(work.conn, actor.account, label).await?.is_none() => {
            missing(Noun::Label)
        }
        _ => Ok(()),
    }
}

/// Does one thing to one conversation that is locked already; what came of it is not saved yet.
pub(crate) async fn apply(
    work: &mut Work<'_>,
    actor: &Actor,
    touched: &mut Touched,
    action: Action,
) -> Result<(), Problem> {
    let author = Author::Agent(actor.user);
    let summary = &mut touched.conversation.summary;
    let activity = match action {
        Action::Resolve => return touched.step(work, author, Step::Resolve).await,
        Action::Reopen => return touched.step(work, author, Step::Reopen).await,
        Action::Pend => return touched.step(work, author, Step::Pend).await,
        Action::Snooze(until) => {
            let until = moment(until, work.now, actor);
            return touched.step(work, author, Step::Snooze { until }).await;
        }
        Action::MarkUnread => {
            summary.marked_unread = true;
            None
        }
        Action::MarkRead => {
            summary.marked_unread = false;
            summary.unread = 0;
            None
        }
        Action::Assign(to) => {
            let changed = std::mem::replace(&mut summary.assignee, to) != to;
            changed.then_some(Activity::Assigned { to })
        }
        Action::Group(to) => {
            let changed = std::mem::replace(&mut summary.group, to) != to;
            changed.then_some(Activity::Grouped { to })
        }
        Action::Prioritize(to) => {
            let changed = std::mem::replace(&mut summary.priority, to) != to;
            changed.then_some(Activity::Prioritized { to })
        }
        Action::AddLabel(label) => summary.labels.binary_search(&label).err().map(|place| {
            summary.labels.insert(place, label);
            touched.labels_changed = true;
            Activity::Labelled { added: vec![label], removed: Vec::new() }
        }),
        Action::RemoveLabel(label) => summary.labels.binary_search(&label).ok().map(|place| {
            summary.labels.remove(place);
            touched.labels_changed = true;
            Activity::Labelled { added: Vec::new(), removed: vec![label] }
        }),
    };
    match activity {
        Some(activity) => touched.log(work, author, activity).await,
        None => Ok(()),
    }
}

fn moment(until: SnoozeUntil, now: Timestamp, actor: &Actor) -> Timestamp {
    match until {
        SnoozeUntil::Hour => now + Duration::from_hours(1),
        SnoozeUntil::Tomorrow => zones::morning(now, &actor.zone, Morning::Tomorrow),
        SnoozeUntil::NextWeek => zones::morning(now, &actor.zone, Morning::Monday),
        SnoozeUntil::At(at) => at,
    }
}
