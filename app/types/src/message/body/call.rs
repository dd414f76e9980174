//! Calls, by voice or video.

use crate::sql::words;

words! {
    /// Which way something went.
    pub enum Direction {
        /// From the customer.
        Incoming = "incoming",
        /// To the customer.
        Outgoing = "outgoing",
    }
}

words! {
    /// How a call ended.
    pub enum CallOutcome {
        /// They spoke.
        Answered = "answered",
        /// Nobody picked up.
        Missed = "missed",
        /// It was turned down.
        Declined = "declined",
    }
}
