//! Meta's Graph API, as far as messaging uses it: WhatsApp Business Cloud, Messenger, Instagram.

mod access;
mod cloud;
mod cloud_interactive;
mod comments;
mod error;
mod known;
mod mark;
mod media;
mod messages;
mod nodes;
mod subscribed;
mod template;
mod templates;
mod thread;
mod thread_content;

pub(crate) use cloud_interactive::choice;
pub(crate) use known::known;
pub(crate) use mark::seen;
pub(crate) use media::serve;
pub(crate) use templates::{all as all_templates, component};

use crate::accept::{Dialect, retry_after};
use crate::router::Shared;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use error::GraphError;

/// Everything under `/graph`, and the hosts that files are fetched from.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/graph/{version}/debug_token", get(nodes::debug_token))
        .route("/graph/{version}/{id}", get(nodes::node).delete(media::delete))
        .route("/graph/{version}/{id}/messages", post(messages::send))
        .route("/graph/{version}/{id}/media", post(media::upload))
        .route("/graph/{version}/{id}/message_attachments", post(messages::attach))
        .route("/graph/{version}/{id}/message_templates", get(templates::list))
        .route("/graph/{version}/{id}/phone_numbers", get(nodes::phone_numbers))
        .route(
            "/graph/{version}/{id}/subscribed_apps",
            get(subscribed::list).post(subscribed::add).delete(subscribed::remove),
        )
        .route("/graph/{version}/{id}/replies", post(comments::reply))
        .route("/graph/{version}/{id}/comments", post(comments::reply))
        .route("/lookaside/{id}", get(media::download))
        .route("/cdn/{id}/{name}", get(media::public))
}

/// How WhatsApp says what went wrong.
static CLOUD: Dialect = Dialect { coded, throttled: cloud_throttled };

/// How Messenger and Instagram say what went wrong.
static THREAD: Dialect = Dialect { coded, throttled: thread_throttled };

fn coded(code: i64, subcode: Option<i64>) -> Response {
    known(code, subcode).into_response()
}

fn cloud_throttled(after: Option<u64>) -> Response {
    throttled(130_429, after)
}

fn thread_throttled(after: Option<u64>) -> Response {
    throttled(613, after)
}

fn throttled(code: i64, after: Option<u64>) -> Response {
    let error = GraphError { status: StatusCode::TOO_MANY_REQUESTS, ..known(code, None) };
    let mut response = error.into_response();
    retry_after(&mut response, after);
    response
}
