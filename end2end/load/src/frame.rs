//! Frames of an agent's live connection, read just far enough: parsing each whole would cost the machine more than sending it.

use crate::webhook::MARK;

/// What a frame says that matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// All there is has been sent.
    Beat,
    /// One of our messages was added to a conversation.
    Message { seq: i64, message: u32, conversation: i64 },
    /// The page would have to load anew or sign in again: nothing that may happen here.
    Ended,
    /// Anything else.
    Aside,
}

/// Reads a frame.
pub(crate) fn read(text: &str) -> Frame {
    match text.strip_prefix("{\"frame\":\"").and_then(|rest| rest.split('"').next()) {
        Some("event") => message(text).unwrap_or(Frame::Aside),
        Some("beat") => Frame::Beat,
        Some("resync" | "signed_out") => Frame::Ended,
        _ => Frame::Aside,
    }
}

/// Our message. The conversation's preview repeats its words, so they count only in the list of what was added.
fn message(text: &str) -> Option<Frame> {
    let (_, now) = text.split_once("\"now\":")?;
    let (conversation, added) = now.split_once("\"messages\":[")?;
    Some(Frame::Message {
        seq: number_after(text, "\"seq\":")?,
        message: number_after(added, MARK)?,
        conversation: number_after(conversation, "\"id\":")?,
    })
}

fn number_after<N: std::str::FromStr>(text: &str, mark: &str) -> Option<N> {
    let (_, rest) = text.split_once(mark)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_counted_where_it_was_added_and_not_in_the_preview() {
        let event = |messages: &str| {
            format!(
                r#"{{"frame":"event","event":{{"seq":41,"at":1,"change":{{"change":"conversation","was":null,
                "now":{{"id":9,"preview":{{"text":"load message 3: is"}}}},"messages":[{messages}]}}}}}}"#
            )
        };
        let added = event(r#"{"id":5,"body":{"text":"load message 17: is my order"}}"#);
        assert_eq!(read(&added), Frame::Message { seq: 41, message: 17, conversation: 9 });
        assert_eq!(read(&event("")), Frame::Aside);
    }

    #[test]
    fn what_is_no_message_is_told_apart() {
        assert_eq!(read(r#"{"frame":"beat","seq":12,"at":5}"#), Frame::Beat);
        assert_eq!(read(r#"{"frame":"resync"}"#), Frame::Ended);
        assert_eq!(read(r#"{"frame":"presence","presence":{}}"#), Frame::Aside);
        assert_eq!(read("nonsense"), Frame::Aside);
    }
}
