//! Orders for trouble, for webhooks, and to begin anew.

use super::{Impossible, line};
use crate::clock;
use crate::router::Shared;
use crate::state::{State as Kept, WebhookOrders};
use crate::trouble::Fault;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

/// `{"clear": true}` with or without a line, or one [`Fault`].
pub(super) async fn faults(State(world): State<Shared>, Json(order): Json<Value>) -> Result<Json<Value>, Impossible> {
    let account = order.get("line").and_then(Value::as_str).map(str::to_owned);
    if let Some(account) = &account {
        line(&world, account)?;
    }
    if order.get("clear").and_then(Value::as_bool).unwrap_or_default() {
        let cleared = |fault: &Fault| account.is_none() || fault.line == account;
        world.change(|state| state.faults.retain(|fault| !cleared(fault))).await;
    } else {
        let fault: Fault = serde_json::from_value(order)
            .map_err(|error| Impossible::order(format!("This is no order for trouble: {error}.")))?;
        if fault.times == Some(0) {
            return Err(Impossible::order("times is how many sends go wrong: at least 1; leave it out for all."));
        }
        world.change(|state| state.faults.push(fault)).await;
    }
    Ok(Json(world.read(|state| json!({"faults": state.faults}))))
}

/// How webhooks are to be sent; what is left out stays as it is.
#[derive(Deserialize)]
pub(super) struct Webhooks {
    duplicate: Option<u32>,
    shuffle: Option<bool>,
    delay_ms: Option<u64>,
    /// Those that wait are tried at once.
    #[serde(default)]
    retry_now: bool,
}

pub(super) async fn webhooks(State(world): State<Shared>, Json(order): Json<Webhooks>) -> Json<Value> {
    let now = world
        .change(|state| {
            let kept = &state.webhooks;
            state.webhooks = WebhookOrders {
                duplicate: order.duplicate.unwrap_or(kept.duplicate).min(20),
                shuffle: order.shuffle.unwrap_or(kept.shuffle),
                delay_ms: order.delay_ms.unwrap_or(kept.delay_ms),
            };
            if order.retry_now {
                for post in state.lanes.values_mut().flatten() {
                    post.due = clock::now();
                }
            }
            state.webhooks.clone()
        })
        .await;
    Json(json!({"webhooks": now}))
}

/// Everything as at the first start; the plan stays.
pub(super) async fn reset(State(world): State<Shared>) -> Json<Value> {
    world
        .change(|state| {
            // Numbers of webhooks go on, so that one under way is not taken for a new one.
            *state = Kept { last_post: state.last_post, ..Kept::default() };
            state.fit(&world.plan);
        })
        .await;
    Json(json!({"ok": true}))
}
