//! Pages of PDFs as pictures, so that nobody has to open a stranger's PDF to see what it says.
//!
//! A PDF can be made to crash, hang or fill the memory of whatever reads it. So it is read by a process of its own, with little
//! time and memory and nothing else; if that ends badly, the file has no preview, and that is all.

pub mod drawing;

use axum::body::Bytes;
use domain::StoredFile;
use drawing::Drawing;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::Command;
use tokio::sync::{Semaphore, SemaphorePermit};
use types::Problem;

/// Pages drawn at a time; others wait.
const AT_A_TIME: usize = 2;
/// How long somebody waits for their turn.
const TURN_WITHIN: Duration = Duration::from_secs(15);
/// How long a page may take. A usual one takes a tenth of a second.
const DRAWN_WITHIN: Duration = Duration::from_secs(10);
/// Largest answer of the drawing process.
const ANSWER_BYTES: u64 = 16 * 1024 * 1024;
/// How many pages that could not be drawn are remembered, so that nobody can keep us busy with one.
const REMEMBERED: usize = 1_000;

/// Draws pages, a few at a time.
#[derive(Debug)]
pub struct PdfPages {
    program: PathBuf,
    turns: Semaphore,
    /// Pages that could not be drawn: the file's key and the number. Keys are never used again for other bytes.
    undrawable: Mutex<VecDeque<(String, u32)>>,
}

impl Default for PdfPages {
    /// With this program itself.
    fn default() -> Self {
        // This name still leads to the running program when an upgrade has put a new one in its place.
        let running = PathBuf::from("/proc/self/exe");
        let running = if running.exists() { Some(running) } else { std::env::current_exe().ok() };
        Self::with_program(running.unwrap_or_default())
    }
}

impl PdfPages {
    /// With another `frontdesk`.
    #[must_use]
    pub fn with_program(program: PathBuf) -> Self {
        Self { program, turns: Semaphore::new(AT_A_TIME), undrawable: Mutex::default() }
    }

    /// The right to draw a page. Comes before the file is read, so that few files are held in memory.
    ///
    /// # Errors
    /// `TooMany` when too many are drawn.
    pub async fn turn(&self) -> Result<SemaphorePermit<'_>, Problem> {
        let turn = tokio::time::timeout(TURN_WITHIN, self.turns.acquire()).await;
        turn.ok().and_then(Result::ok).ok_or_else(|| Problem::too_many(Duration::from_secs(5)))
    }

    /// A page of a file, counted from 1; nothing for a file that is no PDF, and for a page that is not there or cannot be drawn.
    pub async fn draw(&self, file: &StoredFile, number: u32) -> Option<Drawing> {
        let page = (file.attachment.key.clone(), number);
        if !file.attachment.is_pdf() || self.undrawable().contains(&page) {
            return None;
        }
        let drawn = tokio::time::timeout(DRAWN_WITHIN, self.drawn_apart(&file.bytes, number)).await;
        let drawing = match drawn {
            Ok(Ok(drawing)) => drawing,
            Ok(Err(error)) => {
                tracing::warn!(%error, "the process that draws pages could not be used");
                return None;
            }
            Err(_) => None,
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

    /// The process is killed when this future is dropped: because it took too long, or because nobody waits any more.
    async fn drawn_apart(&self, pdf: &Bytes, number: u32) -> std::io::Result<Option<Drawing>> {
        let mut process = Command::new(&self.program)
            .args(["draw-page", &number.to_string()])
            // It is told no secrets.
            .env_clear()
            // In KiB. The allocator would put by a gigabyte of addresses at once, which is all that the process may have.
            .env("MIMALLOC_ARENA_RESERVE", "65536")
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        if let Some(mut input) = process.stdin.take() {
            // One that ended before it has read everything answers nothing, which says the same.
            let _ = input.write_all(pdf).await;
        }
        let mut answer = Vec::new();
        if let Some(output) = process.stdout.take() {
            output.take(ANSWER_BYTES).read_to_end(&mut answer).await?;
        }
        // One with more to say than it may would wait for a reader for ever.
        process.start_kill()?;
        process.wait().await?;
        Ok(Drawing::read(&answer))
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
