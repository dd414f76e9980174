//! Live connections, the same for agents and visitors: frames go out by WebSocket or Server-Sent Events, signals come in.

mod socket;
mod stream;

pub use socket::{Ears, accept, carry};
pub use stream::stream;

use serde::Serialize;
use types::Seq;
use types::live::Frame;
use types::visitor::VisitorFrame;

/// A source of frames: a cursor on the event log, and what is not worth a log entry.
pub trait Feed: Send + 'static {
    /// What it gives.
    type Frame: LiveFrame;
    /// The next frame. At least every `types::live::BEAT_SECONDS` there is one; `None`: the connection is to be closed.
    fn next(&mut self) -> impl Future<Output = Option<Self::Frame>> + Send;
}

/// What goes out.
pub trait LiveFrame: Serialize + Send {
    /// Where a reconnecting page goes on after this frame.
    fn cursor(&self) -> Option<Seq>;
}

impl LiveFrame for Frame {
    fn cursor(&self) -> Option<Seq> {
        match self {
            Self::Event { event } => Some(event.seq),
            Self::Beat { seq, .. } => Some(*seq),
            Self::Resync | Self::SignedOut | Self::Presence { .. } => None,
        }
    }
}

impl LiveFrame for VisitorFrame {
    fn cursor(&self) -> Option<Seq> {
        match self {
            Self::Message { cursor, .. } | Self::Marks { cursor, .. } | Self::Beat { cursor, .. } => Some(*cursor),
            Self::Typing { .. } | Self::Resync => None,
        }
    }
}

impl Feed for domain::LiveFeed {
    type Frame = Frame;
    async fn next(&mut self) -> Option<Frame> {
        Self::next(self).await
    }
}

impl Feed for domain::VisitorFeed {
    type Frame = VisitorFrame;
    async fn next(&mut self) -> Option<VisitorFrame> {
        Self::next(self).await
    }
}
