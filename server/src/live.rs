//! Live connections, the same for agents and visitors: frames go out by WebSocket or Server-Sent Events, signals come in.

mod socket;
mod stream;

pub use socket::{Ears, accept, carry};
pub use stream::stream;

use domain::Written;

/// A source of frames: a cursor on the event log, and what is not worth a log entry.
pub trait Feed: Send + 'static {
    /// The next frame. At least every `types::live::BEAT_SECONDS` there is one; `None`: the connection is to be closed.
    fn next(&mut self) -> impl Future<Output = Option<Written>> + Send;
}

impl Feed for domain::LiveFeed {
    async fn next(&mut self) -> Option<Written> {
        self.next_written().await
    }
}

impl Feed for domain::VisitorFeed {
    async fn next(&mut self) -> Option<Written> {
        self.next_written().await
    }
}
