//! An event as it goes to many listeners: read once, and written out once for all who may see it whole.

use std::sync::OnceLock;
use types::event::Event;
use types::live::Frame;
use types::{Problem, Seq};

/// An event of the log.
pub(super) struct Heard {
    pub(super) event: Event,
    text: OnceLock<bytes::Bytes>,
}

/// A frame as it is written to a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The frame as JSON.
    pub text: bytes::Bytes,
    /// Where a reconnecting page goes on after it.
    pub cursor: Option<Seq>,
}

/// What waits to be sent.
pub(super) enum Waiting {
    /// As everybody gets it who may see it.
    Heard(std::sync::Arc<Heard>),
    /// For this listener alone.
    Own(Frame),
}

impl Heard {
    pub(super) const fn new(event: Event) -> Self {
        Self { event, text: OnceLock::new() }
    }

    fn frame(&self) -> Frame {
        Frame::Event { event: Box::new(self.event.clone()) }
    }

    fn written(&self) -> Result<Written, Problem> {
        let cursor = Some(self.event.seq);
        if let Some(text) = self.text.get() {
            return Ok(Written { text: text.clone(), cursor });
        }
        let text = json(&self.frame())?;
        Ok(Written { text: self.text.get_or_init(|| text).clone(), cursor })
    }
}

impl Waiting {
    pub(super) fn into_frame(self) -> Frame {
        match self {
            Self::Heard(heard) => heard.frame(),
            Self::Own(frame) => frame,
        }
    }

    pub(super) fn written(&self) -> Result<Written, Problem> {
        match self {
            Self::Heard(heard) => heard.written(),
            Self::Own(frame) => {
                let cursor = match frame {
                    Frame::Event { event } => Some(event.seq),
                    Frame::Beat { seq, .. } => Some(*seq),
                    Frame::Resync | Frame::SignedOut | Frame::Presence { .. } => None,
                };
                Ok(Written { text: json(frame)?, cursor })
            }
        }
    }
}

pub(super) fn json<T: serde::Serialize>(frame: &T) -> Result<bytes::Bytes, Problem> {
    serde_json::to_vec(frame).map(Into::into).map_err(|_| Problem::Internal)
}
