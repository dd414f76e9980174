//! Calls of providers: kept for a while, and kept for good when they could not be used.

use crate::change::Work;
use crate::{Actor, Desk, access};
use bytes::Bytes;
use store::provider_calls::NewCall;
use store::{dead_letters, inboxes, message_steps, messages, provider_calls};
use types::inbox::{ChannelKind, DeadLetter};
use types::message::StepKind;
use types::{AccountId, DeadLetterId, InboxId, MessageId, Noun, Problem, Timestamp, Uuid};

/// Dead letters in one page of the list.
pub const DEAD_LETTERS_PAGE: i64 = 50;

/// A call of a provider as it came in.
#[derive(Clone, Debug)]
pub struct ProviderCall {
    /// Given when it came in.
    pub id: Uuid,
    /// When it came in.
    pub received_at: Timestamp,
    /// When it was proven to be from the provider.
    pub verified_at: Timestamp,
    /// The untouched body.
    pub body: Bytes,
}

/// Keeps a call for a while, if there is one.
pub(crate) fn keep(work: &mut Work<'_>, inbox: InboxId, call: Option<ProviderCall>) {
    if let Some(ProviderCall { id, received_at, verified_at, body }) = call {
        let call = NewCall { id, inbox, received_at, verified_at, body: body.into() };
        provider_calls::add(work.conn, work.account, call);
    }
}

impl Desk {
    /// Keeps a call for a while.
    ///
    /// # Errors
    /// `Unavailable` when it could not be stored.
    pub async fn keep_call(&self, account: AccountId, inbox: InboxId, call: ProviderCall) -> Result<(), Problem> {
        self.change(account, move |work| {
            Box::pin(async move {
                keep(work, inbox, Some(call));
                Ok(())
            })
        })
        .await
    }

    /// Keeps a call that could not be used until somebody has looked at it.
    ///
    /// # Errors
    /// `Unavailable` when it could not be stored.
    pub async fn bury(
        &self,
        account: AccountId,
        inbox: InboxId,
        channel: ChannelKind,
        body: Bytes,
        reason: String,
    ) -> Result<(), Problem> {
        self.change(account, move |work| {
            Box::pin(async move {
                dead_letters::create(work.conn, account, inbox, channel, &body, &reason, work.now).await?;
                Ok(())
            })
        })
        .await
    }

    /// Calls that could not be used, the newest first.
    ///
    /// # Errors
    /// `Forbidden` for those who do not manage the account.
    pub async fn dead_letters(&self, actor: &Actor, before: Option<DeadLetterId>) -> Result<Vec<DeadLetter>, Problem> {
        actor.must_manage()?;
        let page =
            dead_letters::page(&mut *self.store.snapshot().await?, actor.account, before, DEAD_LETTERS_PAGE).await?;
        let shown = |letter: dead_letters::DeadLetter| DeadLetter {
            id: letter.id,
            inbox: letter.inbox,
            reason: letter.reason,
            received_at: letter.received_at,
            replayed_at: letter.replayed_at,
            redacted: redacted(&letter.payload),
        };
        Ok(page.into_iter().map(shown).collect())
    }

    /// Tries a call again that could not be used.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, `Conflict` with the reason when it still cannot be used.
    pub async fn replay(&self, actor: &Actor, id: DeadLetterId) -> Result<(), Problem> {
        actor.must_manage()?;
        let missing = Problem::NotFound { what: Noun::DeadLetter };
        let mut conn = self.store.conn().await?;
        let letter = dead_letters::find(&mut conn, actor.account, id).await?.ok_or(missing.clone())?;
        let inbox = letter.inbox.ok_or(missing.clone())?;
        let found = inboxes::find(&mut conn, actor.account, inbox).await?.ok_or(missing)?;
        drop(conn);
        let inbox = super::open(&self.vault, found)?;
        let Some(gate) = self.gate.get() else { return Err(Problem::Unavailable) };
        let outcome = gate.replay(inbox, letter.payload).await;
        let kept = outcome.clone();
        self.change(actor.account, move |work| {
            Box::pin(async move {
                let outcome = kept.as_ref().map(|()| work.now).map_err(String::as_str);
                Ok(dead_letters::settle(work.conn, id, outcome).await?)
            })
        })
        .await?;
        outcome.map_err(Problem::conflict)
    }

    /// The provider's call a message came by, blacked out; `None` when it is not kept any more or there was none.
    ///
    /// # Errors
    /// `NotFound` for a foreign message.
    pub async fn message_call(&self, actor: &Actor, message: MessageId) -> Result<Option<String>, Problem> {
        let mut tx = self.store.snapshot().await?;
        let missing = Problem::NotFound { what: Noun::Message };
        let known = messages::find(&mut tx, actor.account, message).await?.ok_or(missing.clone())?;
        access::read(&mut tx, actor, known.conversation).await.map_err(|_| missing)?;
        let steps = message_steps::of(&mut tx, actor.account, message).await?;
        let call = steps.iter().find(|step| step.step == StepKind::Received);
        let Some(id) = call.and_then(|step| Uuid::parse_str(&step.detail).ok()) else { return Ok(None) };
        let body = provider_calls::find(&mut tx, actor.account, id).await?;
        Ok(body.map(|body| redacted(&body)))
    }
}

/// JSON with all words and numbers of people blacked out; what is no JSON is only measured.
fn redacted(body: &[u8]) -> String {
    /// Names of fields whose values tell how a call is built, and nothing about anybody.
    const OPEN: [&str; 15] = [
        "object",
        "field",
        "type",
        "status",
        "messaging_product",
        "code",
        "event",
        "channel",
        "version",
        "mime_type",
        "app",
        "errorCode",
        "error_code",
        "kind",
        "category",
    ];
    fn black_out(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(fields) => fields.iter_mut().for_each(|(name, value)| {
                if !(OPEN.contains(&name.as_str()) && value.is_string()) {
                    black_out(value);
                }
            }),
            serde_json::Value::Array(items) => items.iter_mut().for_each(black_out),
            serde_json::Value::String(text) => *text = format!("…{}", text.chars().count()),
            serde_json::Value::Number(_) => *value = serde_json::Value::from(0),
            serde_json::Value::Bool(_) | serde_json::Value::Null => {}
        }
    }
    match serde_json::from_slice::<serde_json::Value>(body) {
        Ok(mut value) => {
            black_out(&mut value);
            serde_json::to_string_pretty(&value).unwrap_or_default()
        }
        Err(_) => format!("{} bytes that are not JSON", body.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_shown_without_anything_about_anybody() {
        let shown = redacted(br#"{"type":"text","from":"4917012345","text":{"body":"my PIN is 1234"},"n":[7]}"#);
        assert!(shown.contains("\"type\": \"text\""));
        assert!(!shown.contains("4917012345") && !shown.contains("PIN") && !shown.contains('7'));
        assert_eq!(redacted(&[0xff, 0xfe]), "2 bytes that are not JSON");
    }
}
