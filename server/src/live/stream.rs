//! Server-Sent Events, for networks that let no WebSocket through.

use super::Feed;
use crate::shutdown::Shutdown;
use axum::http::{HeaderName, HeaderValue};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::{StreamExt as _, stream};
use std::convert::Infallible;
use std::time::Duration;

/// nginx would collect the stream in a buffer.
const UNBUFFERED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
/// How soon a browser comes back after an end.
const RETRY: Duration = Duration::from_secs(1);

/// Every frame as a `data:` line, with the cursor as `id:`, until the feed or the process ends. `kept` lives as long.
pub fn stream(feed: impl Feed, kept: impl Send + 'static, shutdown: &Shutdown) -> Response {
    let first = Event::default().retry(RETRY).comment("frames follow");
    let frames = stream::unfold((feed, kept), |(mut feed, kept)| async move {
        let frame = feed.next().await?;
        let event = Event::default().data(std::str::from_utf8(&frame.text).ok()?);
        let event = match frame.cursor {
            Some(cursor) => event.id(cursor.to_string()),
            None => event,
        };
        Some((event, (feed, kept)))
    });
    let events = stream::iter([first]).chain(frames).take_until(shutdown.begun()).map(Ok::<_, Infallible>);
    ([UNBUFFERED], Sse::new(events)).into_response()
}
