//! The pages that mails come with, shown as their senders designed them and without what they could do.
//!
//! Three walls, each enough against scripts: they are cleaned, the page's policy lets nothing run or be fetched, and it stands in
//! a sandbox without our origin. HTML can also be written so that whoever parses it runs out of memory or time, so it is cleaned by
//! a process of its own ([`Apart`]); a mail with which that ends badly is shown as text, and that is all.

pub mod cleaning;
mod document;
mod style;

pub use document::{document, sorry};

use crate::apart::Apart;
use cleaning::Task;
use std::path::PathBuf;
use types::Problem;

/// Largest answer of the cleaning process. What is cleaned is hardly ever larger than before.
const ANSWER_BYTES: u64 = 4 * 1024 * 1024;
/// Stands at the end of a whole answer, and never within: HTML has no NUL.
const END: u8 = 0;

/// Cleans pages, a few at a time.
#[derive(Debug, Default)]
pub struct EmailPages {
    apart: Apart,
}

impl EmailPages {
    /// With another `frontdesk`.
    #[must_use]
    pub fn with_program(program: PathBuf) -> Self {
        Self { apart: Apart::with_program(program) }
    }

    /// The page without anything that could harm; `None` for one that cannot be cleaned.
    ///
    /// # Errors
    /// `TooMany` when too many are cleaned.
    pub async fn clean(&self, task: &Task) -> Result<Option<String>, Problem> {
        let _turn = self.apart.turn().await?;
        let input = serde_json::to_vec(task).map_err(|_| Problem::Internal)?;
        let answer = match self.apart.answer(&["clean-email"], &input, ANSWER_BYTES).await {
            Ok(answer) => answer.and_then(read),
            Err(error) => {
                tracing::warn!(%error, "the process that cleans mails could not be used");
                return Ok(None);
            }
        };
        if answer.is_none() {
            tracing::info!(bytes = task.html.len(), "the page of a mail could not be cleaned");
        }
        Ok(answer)
    }
}

/// What the cleaning process answers.
#[must_use]
pub fn written(page: String) -> Vec<u8> {
    let mut answer = page.into_bytes();
    answer.push(END);
    answer
}

/// Reads such an answer; nothing when it is not whole.
fn read(mut answer: Vec<u8>) -> Option<String> {
    (answer.pop() == Some(END)).then(|| String::from_utf8(answer).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_broke_off_is_none() {
        let answer = written("<p>Grüße</p>".to_owned());
        assert_eq!(read(answer.clone()).as_deref(), Some("<p>Grüße</p>"));
        for length in 0..answer.len() {
            assert_eq!(read(answer[..length].to_vec()), None, "{length}");
        }
        assert_eq!(read(written(String::new())).as_deref(), Some(""));
    }

    #[tokio::test]
    async fn a_program_that_answers_anything_else_cleans_nothing() {
        let task = Task { html: "<p>Hi</p>".to_owned(), pictures: Vec::new(), remote_pictures: false };
        for program in ["cat", "echo", "/nowhere/frontdesk"] {
            assert_eq!(EmailPages::with_program(program.into()).clean(&task).await, Ok(None), "{program}");
        }
    }
}
