//! WhatsApp Cloud API: `statuses` (status reference of May 2026).

use super::{Scene, whatsapp};
use crate::graph::known;
use crate::part::put;
use crate::state::{Message, Stage};
use crate::window;
use serde_json::{Value, json};

/// The webhook for this stage.
pub(super) fn of(scene: &Scene<'_>, message: &Message, stage: Stage, at: i64) -> Value {
    let customer = scene.customer;
    let mut status = json!({"id": message.id, "status": stage.word(), "timestamp": (at / 1000).to_string()});
    put(&mut status, "recipient_id", (!customer.hidden).then(|| customer.id.clone()));
    put(&mut status, "recipient_user_id", customer.user_id.clone());
    put(&mut status, "biz_opaque_callback_data", message.reference.clone());
    match stage {
        Stage::Failed => {
            let error = known(message.quirks.failed.unwrap_or(131_026), None);
            put(&mut status, "errors", Some(json!([error.in_status()])));
        }
        Stage::Sent | Stage::Delivered => {
            let (origin, pricing) = price(message);
            let ends = ((at + window::DAY) / 1000).to_string();
            let conversation = json!({"id": "7270432eae37498234f4444b35ffc5aa", "expiration_timestamp": ends, "origin": {"type": origin}});
            put(&mut status, "conversation", (stage == Stage::Sent).then_some(conversation));
            put(&mut status, "pricing", Some(pricing));
        }
        Stage::Accepted | Stage::Read => {}
    }
    whatsapp::envelope(scene, "statuses", &[status])
}

/// Answers are free; templates are paid for.
fn price(message: &Message) -> (&'static str, Value) {
    let paid = message.kind == "template";
    let (category, kind) = if paid { ("utility", "regular") } else { ("service", "free_customer_service") };
    (category, json!({"billable": paid, "pricing_model": "PMP", "category": category, "type": kind}))
}
