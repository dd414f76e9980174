//! Applies what a call says: in order for each customer, side by side for different ones, and never one item at the cost of another.

use super::translate::{Meaning, translate};
use crate::App;
use channels::inbound::{Happening, Manner};
use channels::{Inbound, channel};
use domain::InboxConfig;
use domain::channels::ProviderCall;
use domain::effects::News;
use domain::errands::Sign;
use domain::incoming::{self, Stranger};
use futures_util::StreamExt as _;
use futures_util::stream;
use std::collections::BTreeMap;
use types::inbox::ChannelKind;
use types::message::Author;
use types::{InboxId, Problem};

/// Customers whose news are applied at the same time: on SQLite their changes share one write to the disk.
const AT_A_TIME: usize = 32;

/// Nothing, or not everything, could be stored: the provider has to call again.
#[derive(Debug)]
pub struct Trouble(pub Problem);

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

/// Applies all of it and keeps the call. What cannot be applied is kept as a dead letter, and the rest is applied all the same.
///
/// # Errors
/// The database does not answer. Repeating the call is safe: what was applied is recognised.
pub async fn take(
    app: &App,
    kind: ChannelKind,
    routed: Vec<(Option<InboxConfig>, Inbound)>,
    call: ProviderCall,
) -> Result<(), Trouble> {
    let foreign = routed.iter().filter(|(inbox, _)| inbox.is_none()).count();
    if foreign > 0 {
        tracing::warn!(foreign, channel = %kind, "a call was about accounts that are not connected here");
    }
    let mut queues: BTreeMap<(InboxId, String), Queue> = BTreeMap::new();
    let mut inboxes: BTreeMap<InboxId, InboxConfig> = BTreeMap::new();
    for (inbox, item) in routed {
        let Some(inbox) = inbox else { continue };
        let customer = item.customer.as_ref().map(|customer| customer.id.clone()).unwrap_or_default();
        // Each inbox keeps the call once, together with the first of its news.
        let mut first = false;
        inboxes.entry(inbox.id).or_insert_with(|| {
            first = true;
            inbox.clone()
        });
        let queue = queues.entry((inbox.id, customer)).or_insert_with(|| Queue { inbox, items: Vec::new(), first });
        queue.items.push(item);
    }
    let done: Vec<_> = stream::iter(queues.into_values())
        .map(|queue| {
            let call = &call;
            async move { (queue.inbox.id, queue.apply_all(app, call).await) }
        })
        .buffer_unordered(AT_A_TIME)
        .collect()
        .await;
    let mut reasons: BTreeMap<InboxId, Vec<String>> = BTreeMap::new();
    for (inbox, outcome) in done {
        reasons.entry(inbox).or_default().extend(outcome?);
    }
    for (id, reasons) in reasons {
        if let (Some(reason), Some(inbox)) = (reasons.first(), inboxes.get(&id)) {
            let others = reasons.len() - 1;
            let reason = if others == 0 { reason.clone() } else { format!("{reason} And {others} more like it.") };
            tracing::error!(inbox = %id, "a part of a provider's call cannot be used and is kept as a dead letter");
            app.desk.bury(inbox.account, id, kind, call.body.clone(), reason).await?;
        }
    }
    Ok(())
}

/// What a call says about one customer, in order.
struct Queue {
    inbox: InboxConfig,
    items: Vec<Inbound>,
    /// It begins with the first news of its inbox.
    first: bool,
}

impl Queue {
    /// The reasons of what could not be applied.
    async fn apply_all(self, app: &App, call: &ProviderCall) -> Result<Vec<String>, Trouble> {
        let Self { inbox, items, first } = self;
        let mut keep = first.then(|| call.clone());
        let mut reasons = Vec::new();
        for item in items {
            let kept_before = keep.is_none();
            match apply(app, &inbox, item, call, &mut keep).await {
                Ok(()) => {}
                Err(problem @ (Problem::Unavailable | Problem::TooMany { .. })) => return Err(problem.into()),
                Err(problem) => {
                    reasons.push(problem.to_string());
                    // What was undone did not keep it.
                    keep = (!kept_before).then(|| call.clone());
                }
            }
        }
        if let Some(call) = keep {
            app.desk.keep_call(inbox.account, inbox.id, call).await?;
        }
        Ok(reasons)
    }
}

/// Applies one item. The first thing stored for it takes the call with it.
pub(super) async fn apply(
    app: &App,
    inbox: &InboxConfig,
    item: Inbound,
    call: &ProviderCall,
    keep: &mut Option<ProviderCall>,
) -> Result<(), Problem> {
    let desk = &app.desk;
    let tapped = matches!(&item.what, Happening::Said(said) if matches!(said.manner, Manner::Tapped(_)));
    for meaning in translate(inbox, item, call)? {
        match meaning {
            Meaning::Message(message) => {
                let unnamed = message.name.is_none();
                let call = keep.take();
                let accepted = desk.receive(incoming::Inbound { call, ..*message }).await?;
                if let Author::Contact(contact) = accepted.message.author
                    && unnamed
                    && !accepted.repeated
                    && channel(inbox.channel).knows_names()
                {
                    desk.meet(Stranger { account: inbox.account, inbox: inbox.id, contact });
                }
                if tapped && !accepted.repeated && channel(inbox.channel).waits_after_tap() {
                    let (account, conversation) = (inbox.account, accepted.message.conversation);
                    desk.sign(Sign { account, inbox: inbox.id, conversation, typing: false });
                }
            }
            Meaning::News(news) => {
                let call = keep.take();
                desk.told(News { call, ..news }).await.map(drop)?;
            }
            Meaning::Customer { names, news, key } => {
                desk.customer_told(inbox.account, inbox.id, names, news, key).await?;
            }
            Meaning::Notice { severity, sentence, details } => {
                desk.notice(inbox.account, inbox.id, severity, sentence, details).await?;
            }
        }
    }
    Ok(())
}
