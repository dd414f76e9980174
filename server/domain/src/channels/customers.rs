//! What providers tell about customers, not about one message: receipts by time, new numbers, blocks.

use crate::change::{Touched, Work};
use crate::{Desk, incoming};
use store::messages::{self, NewMessage};
use store::{contacts, conversations};
use types::message::{Activity, Author, Delivery, MessageBody};
use types::{AccountId, ContactId, InboxId, Problem, Timestamp};

/// Something told about a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomerNews {
    /// Everything written until then has reached them, and was seen by them when `seen`.
    UpTo {
        /// Until then.
        time: Timestamp,
        /// They have seen it.
        seen: bool,
    },
    /// They have another number or id from now on.
    Moved {
        /// Which, when it is told.
        to: Option<String>,
    },
    /// The business knows them by this name; who has told their own keeps that.
    Named {
        /// The name.
        name: String,
    },
    /// They allow or forbid unasked messages.
    Consented {
        /// They are allowed.
        given: bool,
    },
    /// They blocked us, or let us in again.
    Reachable {
        /// They can be written to.
        on: bool,
    },
}

impl Desk {
    /// Applies what a provider told about a customer; somebody unknown is left alone. The same `key` again is a repeat.
    ///
    /// # Errors
    /// `Unavailable` when nothing could be stored.
    pub async fn customer_told(
        &self,
        account: AccountId,
        inbox: InboxId,
        names: Vec<String>,
        news: CustomerNews,
        key: String,
    ) -> Result<(), Problem> {
        self.change(account, move |work| {
            Box::pin(async move {
                let known = contacts::find_addresses(work.conn, inbox, &names).await?;
                let Some((_, address)) = known.first() else { return Ok(()) };
                contacts::lock(work.conn, address.contact).await?;
                apply(work, inbox, address.contact, news, key).await
            })
        })
        .await
    }
}

async fn apply(
    work: &mut Work<'_>,
    inbox: InboxId,
    contact: ContactId,
    news: CustomerNews,
    key: String,
) -> Result<(), Problem> {
    if messages::find_by_names(work.conn, inbox, std::slice::from_ref(&key)).await?.is_some() {
        return Ok(());
    }
    if let CustomerNews::Named { name } = &news {
        return incoming::introduce(work, contact, name).await;
    }
    let moved = match &news {
        CustomerNews::Moved { to: Some(to) } if !to.is_empty() => Some(join(work, inbox, contact, to).await?),
        _ => None,
    };
    let Some(id) = conversations::latest_of(work.conn, contact, inbox).await? else { return Ok(()) };
    let Some(known) = conversations::find_to_change(work.conn, work.account, id).await? else { return Ok(()) };
    let mut touched = Touched::known(known);
    let line = match news {
        CustomerNews::UpTo { time, seen } => {
            let summary = &mut touched.conversation.summary;
            summary.customer_received_at = summary.customer_received_at.max(Some(time));
            if seen {
                summary.customer_seen_at = summary.customer_seen_at.max(Some(time));
            }
            None
        }
        CustomerNews::Moved { to } => {
            touched.conversation.address = moved.flatten().or(touched.conversation.address);
            // Told again: nothing new.
            moved.is_none_or(|address| address.is_some()).then_some(Activity::Moved { to })
        }
        CustomerNews::Named { .. } => None,
        CustomerNews::Consented { given } => Some(Activity::Consented { given }),
        CustomerNews::Reachable { on } => Some(Activity::Reachable { on }),
    };
    if let Some(line) = line {
        let author = Author::Contact(touched.conversation.summary.contact.id);
        let plain = touched.message(work.now, author, MessageBody::Activity(line), Delivery::Stored);
        touched.add(work, NewMessage { external_id: Some(key), ..plain }).await?;
    }
    work.save(touched).await.map(drop)
}

/// The new name leads to the same contact; `None` when it did already.
async fn join(
    work: &mut Work<'_>,
    inbox: InboxId,
    contact: ContactId,
    name: &str,
) -> Result<Option<types::AddressId>, Problem> {
    if let Some(added) = contacts::create_address(work.conn, work.account, inbox, contact, name, work.now).await? {
        return Ok(Some(added.id));
    }
    let known = contacts::find_address(work.conn, inbox, name).await?.ok_or(Problem::Internal)?;
    if known.contact == contact {
        return Ok(None);
    }
    contacts::hand_over(work.conn, known.id, contact).await?;
    Ok(Some(known.id))
}
