//! Bringing files to the server, one request each, with the bytes as they are.

use crate::resource::read;
use types::message::Attachment;
use types::{ConversationId, Problem};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{File, XmlHttpRequest};

/// How far a file has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum UploadState {
    /// It is being sent.
    OnTheWay,
    /// The server has it.
    Done(Attachment),
    /// It was refused, or did not get through.
    Failed(String),
}

/// A file that goes along with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Upload {
    /// Which, in this composer.
    pub number: u64,
    pub name: String,
    pub bytes: i64,
    pub state: UploadState,
}

impl Upload {
    /// The file as the server knows it.
    pub(super) fn attachment(&self) -> Option<Attachment> {
        match &self.state {
            UploadState::Done(attachment) => Some(attachment.clone()),
            _ => None,
        }
    }
}

/// Sends a file; tells what came of it.
pub(super) fn upload(conversation: ConversationId, file: &File, done: impl FnOnce(UploadState) + 'static) {
    if let Err(done) = try_upload(conversation, file, done) {
        done(UploadState::Failed(Problem::Unreachable.to_string()));
    }
}

/// Gives `done` back when the browser refuses to begin.
fn try_upload<F: FnOnce(UploadState) + 'static>(conversation: ConversationId, file: &File, done: F) -> Result<(), F> {
    let Ok(request) = XmlHttpRequest::new() else { return Err(done) };
    let name = String::from(js_sys::encode_uri_component(&file.name()));
    let begun = request
        .open("POST", &format!("/files?conversation={conversation}&name={name}"))
        // The server looks at the bytes itself; it only must not take them for a form.
        .and_then(|()| request.set_request_header("Content-Type", "application/octet-stream"));
    if begun.is_err() {
        return Err(done);
    }
    let answer = request.clone();
    // Comes exactly once, after success and failure alike, and frees itself then.
    let at_end = Closure::once_into_js(move || {
        let text = answer.response_text().ok().flatten().unwrap_or_default();
        done(outcome(answer.status().unwrap_or_default(), &text));
    });
    request.set_onloadend(Some(at_end.unchecked_ref()));
    // What goes wrong from here on comes to `at_end`.
    let _ = request.send_with_opt_blob(Some(file));
    Ok(())
}

/// What an answer means.
fn outcome(status: u16, text: &str) -> UploadState {
    if (200..300).contains(&status)
        && let Ok(attachment) = read(text)
    {
        return UploadState::Done(attachment);
    }
    let problem = read::<Problem>(text).unwrap_or(match status {
        413 => Problem::TooLarge { limit: types::limits::ATTACHMENT_BYTES },
        500.. => Problem::Internal,
        _ => Problem::Unreachable,
    });
    UploadState::Failed(problem.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_file_or_a_reason() {
        let file = r#"{"id":3,"key":"k","name":"a.png","media_type":"image/png","bytes":12}"#;
        assert!(matches!(outcome(201, file), UploadState::Done(file) if file.key == "k"));
        let refused = r#"{"kind":"invalid","field":"file","message":"The file is empty."}"#;
        assert_eq!(outcome(422, refused), UploadState::Failed("The file is empty.".to_owned()));
        assert_eq!(outcome(0, ""), UploadState::Failed(Problem::Unreachable.to_string()));
        assert!(matches!(outcome(413, "<html>"), UploadState::Failed(why) if why.contains("too large")));
    }
}
