//! Pages of PDFs as pictures, so that nobody has to open a stranger's PDF to see what it says.
//!
//! They are drawn by a process of its own ([`Apart`]); a file with which that ends badly has no preview, and that is all.

pub mod drawing;

use crate::apart::Apart;
use axum::body::Bytes;
use domain::StoredFile;
use drawing::Drawing;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use tokio::sync::SemaphorePermit;
use types::Problem;

/// Largest answer of the drawing process.
const ANSWER_BYTES: u64 = 16 * 1024 * 1024;
/// How many pages that could not be drawn are remembered, so that nobody can keep us busy with one.
const REMEMBERED: usize = 1_000;

/// Draws pages, a few at a time.
#[derive(Debug, Default)]
pub struct PdfPages {
    apart: Apart,
    /// Pages that could not be drawn: the file's key and the number. Keys are never used again for other bytes.
    undrawable: Mutex<VecDeque<(String, u32)>>,
}

impl PdfPages {
    /// With another `frontdesk`.
    #[must_use]
    pub fn with_program(program: PathBuf) -> Self {
        Self { apart: Apart::with_program(program), undrawable: Mutex::default() }
    }

    /// The right to draw a page. Comes before the file is read, so that few files are held in memory.
    ///
    /// # Errors
    /// `TooMany` when too many are drawn.
    pub async fn turn(&self) -> Result<SemaphorePermit<'_>, Problem> {
        self.apart.turn().await
    }

    /// A page of a file, counted from 1; nothing for a file that is no PDF, and for a page that is not there or cannot be drawn.
    pub async fn draw(&self, file: &StoredFile, number: u32) -> Option<Drawing> {
        let page = (file.attachment.key.clone(), number);
        if !file.attachment.is_pdf() || self.undrawable().contains(&page) {
            return None;
        }
        let drawing = match self.drawn_apart(&file.bytes, number).await {
            Ok(drawing) => drawing,
            Err(error) => {
                tracing::warn!(%error, "the process that draws pages could not be used");
                return None;
            }
        };
        if drawing.is_none() {
            tracing::info!(bytes = file.bytes.len(), number, "a page of a PDF could not be drawn");
            let mut undrawable = self.undrawable();
            undrawable.push_back(page);
            if undrawable.len() > REMEMBERED {
                undrawable.pop_front();
            }
        }
        drawing
    }

    fn undrawable(&self) -> std::sync::MutexGuard<'_, VecDeque<(String, u32)>> {
        self.undrawable.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn drawn_apart(&self, pdf: &Bytes, number: u32) -> std::io::Result<Option<Drawing>> {
        let answer = self.apart.answer(&["draw-page", &number.to_string()], pdf, ANSWER_BYTES).await?;
        Ok(answer.and_then(|answer| Drawing::read(&answer)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::AttachmentId;
    use types::message::{Attachment, FileState};

    fn file(bytes: &'static [u8]) -> StoredFile {
        let attachment = Attachment {
            id: AttachmentId(1),
            key: "key".to_owned(),
            name: "a.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: 1,
            state: FileState::Ready,
        };
        StoredFile { attachment, bytes: Bytes::from_static(bytes) }
    }

    #[tokio::test]
    async fn a_program_that_answers_anything_else_draws_nothing_and_is_not_asked_about_that_page_again() {
        let pages = PdfPages::with_program("echo".into());
        assert_eq!(pages.draw(&file(b"%PDF"), 2).await, None);
        assert_eq!(pages.undrawable().clone(), [("key".to_owned(), 2)]);
        assert_eq!(pages.draw(&file(b"%PDF"), 2).await, None);
        assert_eq!(pages.undrawable().len(), 1);
    }

    #[tokio::test]
    async fn a_program_that_is_not_there_draws_nothing_and_nothing_is_held_against_the_file() {
        let pages = PdfPages::with_program("/nowhere/frontdesk".into());
        assert_eq!(pages.draw(&file(b"%PDF"), 1).await, None);
        assert!(pages.undrawable().is_empty());
    }
}
