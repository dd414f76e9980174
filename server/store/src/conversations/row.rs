//! The row of a conversation, and its way into a summary and back.

use super::{Conversation, Cycle};
use crate::StoreError;
use crate::db::Conn;
use crate::schema::{contacts, conversation_labels, conversations};
use diesel::prelude::*;
use types::contact::Contact;
use types::conversation::{Outcome, Preview, Priority, Status, StatusKind, Summary};
use types::message::AuthorKind;
use types::{AccountId, AddressId, ContactId, ConversationId, GroupId, InboxId, LabelId, Timestamp, UserId, Uuid};

#[derive(Queryable, Selectable)]
#[diesel(table_name = contacts)]
pub(super) struct ContactRow {
    id: ContactId,
    name: String,
    email: Option<String>,
    phone: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = conversations)]
pub(super) struct ConversationRow {
    pub(super) id: ConversationId,
    public_id: String,
    inbox_id: InboxId,
    #[diesel(embed)]
    contact: ContactRow,
    address_id: Option<AddressId>,
    status: StatusKind,
    snoozed_until: Option<Timestamp>,
    group_id: Option<GroupId>,
    assignee_id: Option<UserId>,
    priority: Priority,
    unread: i64,
    marked_unread: bool,
    message_count: i64,
    preview_author: Option<AuthorKind>,
    preview_text: String,
    created_at: Timestamp,
    last_activity_at: Timestamp,
    waiting_since: Timestamp,
    first_reply_at: Option<Timestamp>,
    resolved_at: Option<Timestamp>,
    outcome: Option<Outcome>,
    customer_received_at: Option<Timestamp>,
    customer_seen_at: Option<Timestamp>,
    customer_wrote_at: Option<Timestamp>,
    cycle_started_at: Timestamp,
    cycle_asked_at: Option<Timestamp>,
    cycle_answered: bool,
}

impl ConversationRow {
    fn into_conversation(self, labels: Vec<LabelId>) -> Conversation {
        let status = match self.status {
            StatusKind::Open => Status::Open,
            StatusKind::Pending => Status::Pending,
            StatusKind::Snoozed => Status::Snoozed { until: self.snoozed_until.unwrap_or(Timestamp::NEVER) },
            StatusKind::Resolved => Status::Resolved,
        };
        let ContactRow { id, name, email, phone } = self.contact;
        Conversation {
            summary: Summary {
                id: self.id,
                public_id: Uuid::parse_str(&self.public_id).unwrap_or_default(),
                inbox: self.inbox_id,
                contact: Contact { id, name, email, phone },
                status,
                group: self.group_id,
                assignee: self.assignee_id,
                priority: self.priority,
                labels,
                unread: self.unread,
                marked_unread: self.marked_unread,
                message_count: self.message_count,
                preview: Preview { author: self.preview_author, text: self.preview_text },
                created_at: self.created_at,
                last_activity_at: self.last_activity_at,
                waiting_since: (self.waiting_since != Timestamp::NEVER).then_some(self.waiting_since),
                first_reply_at: self.first_reply_at,
                resolved_at: self.resolved_at,
                outcome: self.outcome,
                customer_received_at: self.customer_received_at,
                customer_seen_at: self.customer_seen_at,
                customer_wrote_at: self.customer_wrote_at,
            },
            cycle: Cycle {
                started_at: self.cycle_started_at,
                asked_at: self.cycle_asked_at,
                answered: self.cycle_answered,
            },
            address: self.address_id,
        }
    }
}

/// Fetches the labels of all rows in one query.
pub(super) async fn with_labels(conn: &mut Conn, rows: Vec<ConversationRow>) -> Result<Vec<Conversation>, StoreError> {
    let labels = match rows.as_slice() {
        [] => Vec::new(),
        // The commonest, on the path of every message: its statement stays prepared.
        [one] => {
            let query = conversation_labels::table
                .filter(conversation_labels::conversation_id.eq(one.id))
                .order(conversation_labels::label_id)
                .select((conversation_labels::conversation_id, conversation_labels::label_id));
            conn.load::<(ConversationId, LabelId), _>(query).await?
        }
        many => {
            let ids: Vec<_> = many.iter().map(|row| row.id).collect();
            let query = conversation_labels::table
                .filter(conversation_labels::conversation_id.eq_any(ids))
                .order((conversation_labels::conversation_id, conversation_labels::label_id))
                .select((conversation_labels::conversation_id, conversation_labels::label_id));
            conn.load::<(ConversationId, LabelId), _>(query).await?
        }
    };
    let labels_of = |id| labels.iter().filter(|(owner, _)| *owner == id).map(|(_, label)| *label).collect();
    Ok(rows
        .into_iter()
        .map(|row| {
            let labels = labels_of(row.id);
            row.into_conversation(labels)
        })
        .collect())
}

/// Everything about a conversation that can change.
#[derive(AsChangeset)]
#[diesel(table_name = conversations, treat_none_as_null = true)]
pub(super) struct SavedColumns {
    address_id: Option<AddressId>,
    status: StatusKind,
    snoozed_until: Option<Timestamp>,
    group_id: Option<GroupId>,
    assignee_id: Option<UserId>,
    priority: Priority,
    unread: i64,
    marked_unread: bool,
    message_count: i64,
    preview_author: Option<AuthorKind>,
    preview_text: String,
    last_activity_at: Timestamp,
    waiting_since: Timestamp,
    first_reply_at: Option<Timestamp>,
    resolved_at: Option<Timestamp>,
    outcome: Option<Outcome>,
    customer_received_at: Option<Timestamp>,
    customer_seen_at: Option<Timestamp>,
    customer_wrote_at: Option<Timestamp>,
    cycle_started_at: Timestamp,
    cycle_asked_at: Option<Timestamp>,
    cycle_answered: bool,
}

impl SavedColumns {
    pub(super) fn of(Conversation { summary, cycle, address }: &Conversation) -> Self {
        Self {
            address_id: *address,
            status: summary.status.kind(),
            snoozed_until: match summary.status {
                Status::Snoozed { until } => Some(until),
                _ => None,
            },
            group_id: summary.group,
            assignee_id: summary.assignee,
            priority: summary.priority,
            unread: summary.unread,
            marked_unread: summary.marked_unread,
            message_count: summary.message_count,
            preview_author: summary.preview.author,
            preview_text: summary.preview.text.clone(),
            last_activity_at: summary.last_activity_at,
            waiting_since: summary.waiting_since.unwrap_or(Timestamp::NEVER),
            first_reply_at: summary.first_reply_at,
            resolved_at: summary.resolved_at,
            outcome: summary.outcome,
            customer_received_at: summary.customer_received_at,
            customer_seen_at: summary.customer_seen_at,
            customer_wrote_at: summary.customer_wrote_at,
            cycle_started_at: cycle.started_at,
            cycle_asked_at: cycle.asked_at,
            cycle_answered: cycle.answered,
        }
    }
}

/// A conversation that begins.
#[derive(Insertable)]
#[diesel(table_name = conversations, treat_none_as_default_value = false)]
pub(super) struct NewConversation {
    account_id: AccountId,
    public_id: String,
    inbox_id: InboxId,
    contact_id: ContactId,
    status: StatusKind,
    priority: Priority,
    unread: i64,
    marked_unread: bool,
    message_count: i64,
    preview_text: String,
    created_at: Timestamp,
    last_activity_at: Timestamp,
    waiting_since: Timestamp,
    cycle_started_at: Timestamp,
    cycle_answered: bool,
}

pub(super) fn new(
    account: AccountId,
    inbox: InboxId,
    contact: ContactId,
    public_id: Uuid,
    now: Timestamp,
) -> NewConversation {
    NewConversation {
        account_id: account,
        public_id: public_id.to_string(),
        inbox_id: inbox,
        contact_id: contact,
        status: StatusKind::Open,
        priority: Priority::Normal,
        unread: 0,
        marked_unread: false,
        message_count: 0,
        preview_text: String::new(),
        created_at: now,
        last_activity_at: now,
        waiting_since: Timestamp::NEVER,
        cycle_started_at: now,
        cycle_answered: false,
    }
}
