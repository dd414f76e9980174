//! Everything that has to survive a restart: customers, their chats, files, webhooks on their way, orders for trouble.

mod customer;
mod media;
mod message;
mod post;

pub(crate) use customer::Customer;
pub(crate) use media::{Media, OneFile};
pub(crate) use message::{By, Choice, ChoiceKind, Message, Place, Quirks, Referral, Stage};
pub(crate) use post::{Post, WebhookOrders};

use crate::plan::{Line, Plan};
use crate::trouble::Fault;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// What changes.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct State {
    /// By account.
    pub(crate) lines: BTreeMap<String, LineState>,
    /// By id.
    pub(crate) media: BTreeMap<String, Media>,
    /// Webhooks on their way. Those of one lane wait for each other.
    pub(crate) lanes: BTreeMap<String, VecDeque<Post>>,
    /// Misbehaviour that was ordered.
    pub(crate) faults: Vec<Fault>,
    /// How webhooks about what customers do are to be sent.
    pub(crate) webhooks: WebhookOrders,
    /// The last number given to a webhook.
    pub(crate) last_post: u64,
}

/// What changes of one line.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LineState {
    /// The address from the plan. When the plan changes, what was set over the API no longer counts.
    pub(crate) planned: String,
    /// Where webhooks go; empty: nowhere.
    pub(crate) callback: String,
    /// What they are signed with, or carry.
    pub(crate) secret: String,
    /// Every message is read as soon as it is delivered.
    pub(crate) auto_read: bool,
    /// The application gets webhooks of this account.
    pub(crate) subscribed: bool,
    /// The last refusal of a webhook, in words.
    pub(crate) last_error: Option<String>,
    /// When that was.
    pub(crate) last_error_at: Option<i64>,
    /// Telegram: the kinds of updates that are sent; `None`: all.
    pub(crate) allowed_updates: Option<Vec<String>>,
    /// Telegram: the last number of an update.
    pub(crate) last_update: i64,
    /// Gupshup: the format of its webhooks, its own (2) or Meta's passed on (3).
    pub(crate) version: u8,
    /// The people who write to it.
    pub(crate) customers: Vec<Customer>,
}

impl Default for LineState {
    fn default() -> Self {
        Self {
            planned: String::new(),
            callback: String::new(),
            secret: String::new(),
            auto_read: true,
            subscribed: true,
            last_error: None,
            last_error_at: None,
            allowed_updates: None,
            last_update: 900_100_000,
            version: 2,
            customers: Vec::new(),
        }
    }
}

impl LineState {
    /// A line nobody has written to.
    pub(crate) fn new(line: &Line) -> Self {
        Self {
            planned: line.callback.clone(),
            callback: line.callback.clone(),
            secret: line.secret.clone(),
            customers: customer::three(line.channel),
            ..Self::default()
        }
    }

    /// The customer with this id, whichever of theirs it is.
    pub(crate) fn customer(&self, id: &str) -> Option<&Customer> {
        self.customers.iter().find(|customer| customer.is(id))
    }

    /// The same, to change.
    pub(crate) fn customer_mut(&mut self, id: &str) -> Option<&mut Customer> {
        self.customers.iter_mut().find(|customer| customer.is(id))
    }

    /// Whose chat has the message with this id.
    pub(crate) fn customer_with(&mut self, message: &str) -> Option<&mut Customer> {
        self.customers.iter_mut().find(|customer| customer.message(message).is_some())
    }
}

impl State {
    /// Brings what was kept in line with the plan.
    pub(crate) fn fit(&mut self, plan: &Plan) {
        for line in &plan.lines {
            let kept = self.lines.entry(line.account.clone()).or_insert_with(|| LineState::new(line));
            if kept.planned != line.callback {
                kept.planned.clone_from(&line.callback);
                kept.callback.clone_from(&line.callback);
                kept.secret.clone_from(&line.secret);
            }
        }
    }

    /// A line's state. Lines are made by [`State::fit`], so one that is not there has an empty one.
    pub(crate) fn line(&self, account: &str) -> Option<&LineState> {
        self.lines.get(account)
    }

    /// The same, to change.
    pub(crate) fn line_mut(&mut self, account: &str) -> &mut LineState {
        self.lines.entry(account.to_owned()).or_default()
    }

    /// A customer of a line.
    pub(crate) fn customer(&self, account: &str, id: &str) -> Option<&Customer> {
        self.line(account)?.customer(id)
    }

    /// The same, to change.
    pub(crate) fn customer_mut(&mut self, account: &str, id: &str) -> Option<&mut Customer> {
        self.lines.get_mut(account)?.customer_mut(id)
    }
}
