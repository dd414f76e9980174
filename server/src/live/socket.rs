//! The WebSocket of a live connection. Two loops in one task: one sends, one listens; when either ends, both do.

use super::Feed;
use crate::shutdown::Shutdown;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade, close_code};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use std::pin::pin;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, timeout};

/// axum's default of 128 KiB would be most of the memory of a connection.
const READ_BUFFER: usize = 4 * 1024;
/// A frame holds a conversation and a few messages of the longest text at most.
const WRITE_BUFFER: usize = 1024 * 1024;
/// Signals are short.
const LONGEST_SIGNAL: usize = 64 * 1024;
/// Who cannot take a frame for that long is let go, and resumes from its cursor.
const SEND_WITHIN: Duration = Duration::from_secs(10);
/// How often the other side is asked whether it is still there.
const PING: Duration = Duration::from_secs(20);
/// Who has not even answered a ping for that long is gone.
const SILENCE: Duration = Duration::from_secs(60);

type Sink = SplitSink<WebSocket, Message>;

/// What the other side says.
pub trait Ears: Send {
    /// A text arrived. What it says may be nonsense.
    fn hear(&mut self, text: &str) -> impl Future<Output = ()> + Send;
}

/// Sets the limits of a socket to be.
pub fn accept(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_write_buffer_size(WRITE_BUFFER)
        .max_message_size(LONGEST_SIGNAL)
        .max_frame_size(LONGEST_SIGNAL)
}

/// Carries frames out and signals in until either side ends.
pub async fn carry(socket: WebSocket, feed: impl Feed, ears: impl Ears, shutdown: Shutdown) {
    let (sink, stream) = socket.split();
    tokio::select! {
        () = speak(sink, feed, shutdown) => {}
        () = listen(stream, ears) => {}
    }
}

async fn speak(mut sink: Sink, mut feed: impl Feed, shutdown: Shutdown) {
    let mut ending = pin!(shutdown.begun());
    let mut ping = tokio::time::interval_at(tokio::time::Instant::now() + PING, PING);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        // The same future until it is done, whatever happens meanwhile, so that no frame is lost halfway.
        let mut next = pin!(feed.next());
        let frame = loop {
            tokio::select! {
                frame = &mut next => break frame,
                _ = ping.tick() => {
                    if !send(&mut sink, Message::Ping(Vec::new().into())).await {
                        return;
                    }
                }
                () = &mut ending => return close(&mut sink, close_code::RESTART, "restart").await,
            }
        };
        let Some(frame) = frame else {
            return close(&mut sink, close_code::NORMAL, "end").await;
        };
        let Ok(text) = Utf8Bytes::try_from(frame.text) else {
            return close(&mut sink, close_code::ERROR, "error").await;
        };
        if !send(&mut sink, Message::Text(text)).await {
            return;
        }
    }
}

async fn listen(mut stream: SplitStream<WebSocket>, mut ears: impl Ears) {
    while let Ok(Some(Ok(message))) = timeout(SILENCE, stream.next()).await {
        if let Message::Text(text) = message {
            ears.hear(&text).await;
        }
    }
}

async fn send(sink: &mut Sink, message: Message) -> bool {
    matches!(timeout(SEND_WITHIN, sink.send(message)).await, Ok(Ok(())))
}

async fn close(sink: &mut Sink, code: u16, reason: &'static str) {
    // Whether it is heard or not, the connection ends.
    let _ = send(sink, Message::Close(Some(CloseFrame { code, reason: Utf8Bytes::from_static(reason) }))).await;
}
