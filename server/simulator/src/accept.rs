//! The way of every send: ordered trouble, the provider's checks, the phone, the statuses, the answer.

use crate::clock;
use crate::plan::Line;
use crate::receipts;
use crate::router::Shared;
use crate::state::{Customer, Message, Quirks};
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use std::future::Future;
use std::io;
use std::time::Duration;

/// A message that passed the checks.
pub(crate) struct Draft {
    /// An id of the customer.
    pub(crate) customer: String,
    pub(crate) message: Message,
    /// Someone the line has not met, who becomes a customer by this.
    pub(crate) newcomer: Option<Customer>,
}

/// How a provider says what went wrong.
pub(crate) struct Dialect {
    /// The error with this code and subcode.
    pub(crate) coded: fn(i64, Option<i64>) -> Response,
    /// Too many requests, with the seconds to wait.
    pub(crate) throttled: fn(Option<u64>) -> Response,
}

/// Carries a send out, also when the sender hangs up meanwhile: a provider would, too.
pub(crate) async fn send<E, P, A>(
    world: Shared,
    line: Line,
    dialect: &'static Dialect,
    prepare: P,
    answer: A,
) -> Response
where
    E: IntoResponse + Send + 'static,
    P: Future<Output = Result<Draft, E>> + Send + 'static,
    A: FnOnce(&Message) -> Response + Send + 'static,
{
    let carried = tokio::spawn(async move { carry_out(&world, &line, dialect, prepare, answer).await });
    carried.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

async fn carry_out<E, P, A>(world: &Shared, line: &Line, dialect: &Dialect, prepare: P, answer: A) -> Response
where
    E: IntoResponse,
    P: Future<Output = Result<Draft, E>>,
    A: FnOnce(&Message) -> Response,
{
    let trouble = world.note(|state| state.take_trouble(&line.account));
    tokio::time::sleep(trouble.before).await;
    let refusal = match (trouble.status, trouble.error) {
        (Some((status, after, _)), _) => Some(outage(dialect, status, after)),
        (None, Some((code, subcode))) => Some((dialect.coded)(code, subcode)),
        (None, None) => None,
    };
    let accepts_anyway = trouble.status.is_some_and(|(_, _, accept)| accept);
    if let Some(refusal) = refusal
        && !accepts_anyway
    {
        tokio::time::sleep(trouble.after).await;
        return refusal;
    }
    let mut draft = match prepare.await {
        Ok(draft) => draft,
        Err(refusal) => return refusal.into_response(),
    };
    let failed = trouble.quirks.failed.or(draft.message.quirks.failed);
    draft.message.quirks = Quirks { failed, ..trouble.quirks.clone() };
    let delay = world.plan.answer_delay;
    let wait = if trouble.quirks.early { 0 } else { receipts::AFTER_ANSWER + in_milliseconds(delay) };
    let message = world.change(|state| store(state, line, draft, wait)).await;
    if trouble.quirks.early {
        world.until_told(&line.account, &message.id).await;
    }
    tokio::time::sleep(delay + trouble.after).await;
    if trouble.lost {
        return broken();
    }
    match trouble.status {
        Some((status, after, _)) => outage(dialect, status, after),
        None => answer(&message),
    }
}

/// The message comes into the chat, and what becomes of it is told after `wait` milliseconds.
pub(crate) fn store(state: &mut crate::state::State, line: &Line, draft: Draft, wait: i64) -> Message {
    let Draft { customer, mut message, newcomer } = draft;
    let kept = state.line_mut(&line.account);
    if let Some(newcomer) = newcomer
        && kept.customer(&newcomer.id).is_none()
    {
        kept.customers.push(newcomer);
    }
    let Some(person) = kept.customer_mut(&customer) else { return message };
    if message.id.is_empty() {
        message.id = person.next_number().to_string();
    }
    message.at = clock::now();
    person.typing_until = 0;
    if message.kind == "reaction" {
        let target = message.reply_to.as_deref().and_then(|id| person.message_mut(id));
        if let Some(target) = target {
            target.business_reaction.clone_from(&message.text);
        }
    }
    person.add(message.clone());
    let id = person.id.clone();
    receipts::advance(state, line, &id, wait, false);
    message
}

fn outage(dialect: &Dialect, status: u16, after: Option<u64>) -> Response {
    if status == 429 {
        return (dialect.throttled)(after);
    }
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
    // What stands in front of the provider answers, not the provider.
    let page = format!("<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>");
    let mut response = (status, [(header::CONTENT_TYPE, "text/html")], page).into_response();
    retry_after(&mut response, after);
    response
}

/// Says how many seconds to wait.
pub(crate) fn retry_after(response: &mut Response, seconds: Option<u64>) {
    if let Some(seconds) = seconds {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
}

/// A body that fails at once, which makes the server hang up.
fn broken() -> Response {
    let failed = io::Error::new(io::ErrorKind::ConnectionAborted, "hung up as ordered");
    Body::from_stream(stream::iter([Err::<Bytes, _>(failed)])).into_response()
}

/// For times as the state counts them.
pub(crate) fn in_milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX / 2)
}
