//! Webhooks on their way to Frontdesk.

use super::State;
use crate::clock;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One call that has not been answered 200.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Post {
    pub(crate) id: u64,
    /// Account of the line.
    pub(crate) line: String,
    pub(crate) customer: String,
    /// What it tells, in a few words.
    pub(crate) what: String,
    /// The message it brings or tells about.
    pub(crate) about: Option<String>,
    /// Further messages it brings.
    #[serde(default)]
    pub(crate) also_about: Vec<String>,
    pub(crate) body: Value,
    /// How often it was tried.
    pub(crate) attempts: u32,
    /// Not before.
    pub(crate) due: i64,
    /// What came of the last attempt.
    pub(crate) last: Option<String>,
}

impl Post {
    /// Whether it brings this message or tells about it.
    pub(crate) fn tells_of(&self, message: &str) -> bool {
        self.about.iter().chain(&self.also_about).any(|id| id == message)
    }
}

/// How webhooks about what customers do are to be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct WebhookOrders {
    /// How many further copies of each.
    pub(crate) duplicate: u32,
    /// In any order.
    pub(crate) shuffle: bool,
    /// How much later.
    pub(crate) delay_ms: u64,
}

impl State {
    /// Puts a webhook on its way, behind those of the same customer.
    pub(crate) fn post(&mut self, line: &str, customer: &str, what: &str, about: &[String], body: Value, wait: i64) {
        let lane = format!("{line}/{customer}");
        self.post_in(lane, line, customer, what, about, body, clock::now() + wait);
    }

    /// Puts a webhook about something a customer did on its way, as ordered.
    pub(crate) fn post_deed(&mut self, line: &str, customer: &str, what: &str, about: &[String], body: &Value) {
        let orders = self.webhooks.clone();
        let wait = i64::try_from(orders.delay_ms).unwrap_or(i64::MAX / 2);
        for copy in 0..=orders.duplicate {
            if orders.shuffle {
                // A lane of its own waits for nobody.
                let lane = format!("{line}/{customer}/{}", self.last_post + 1);
                let due = clock::now() + wait + i64::from(rand::random::<u16>() % 1500);
                self.post_in(lane, line, customer, what, about, body.clone(), due);
            } else {
                let wait = if copy == 0 { wait } else { 0 };
                self.post(line, customer, what, about, body.clone(), wait);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the two callers above are the readable ones")]
    fn post_in(
        &mut self,
        lane: String,
        line: &str,
        customer: &str,
        what: &str,
        about: &[String],
        body: Value,
        due: i64,
    ) {
        self.last_post += 1;
        self.lanes.entry(lane).or_default().push_back(Post {
            id: self.last_post,
            line: line.to_owned(),
            customer: customer.to_owned(),
            what: what.to_owned(),
            about: about.first().cloned(),
            also_about: about.iter().skip(1).cloned().collect(),
            body,
            attempts: 0,
            due,
            last: None,
        });
    }

    /// All that are on their way.
    pub(crate) fn posts(&self) -> impl Iterator<Item = &Post> {
        self.lanes.values().flatten()
    }

    /// Whether something about this message is on its way.
    pub(crate) fn is_pending(&self, line: &str, message: &str) -> bool {
        self.posts().any(|post| post.line == line && post.tells_of(message))
    }
}
