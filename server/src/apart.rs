//! Work on what strangers sent, done by a process of its own: whatever that does to it, nothing of ours suffers.
//!
//! Files can be made to crash, hang or fill the memory of whatever reads them. So they are read by this program started anew as
//! one of its commands, which gives up its rights first (`command/confined.rs`); if that ends badly, there is no answer, and that
//! is all.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::Command;
use tokio::sync::{Semaphore, SemaphorePermit};
use types::Problem;

/// Processes at work at a time; others wait.
const AT_A_TIME: usize = 2;
/// How long somebody waits for their turn.
const TURN_WITHIN: Duration = Duration::from_secs(15);
/// How long a process may take. A usual one takes a tenth of a second.
const ANSWERED_WITHIN: Duration = Duration::from_secs(10);

/// Starts processes, a few at a time.
#[derive(Debug)]
pub struct Apart {
    program: PathBuf,
    turns: Semaphore,
}

impl Default for Apart {
    /// With this program itself.
    fn default() -> Self {
        // This name still leads to the running program when an upgrade has put a new one in its place.
        let running = PathBuf::from("/proc/self/exe");
        let running = if running.exists() { Some(running) } else { std::env::current_exe().ok() };
        Self::with_program(running.unwrap_or_default())
    }
}

impl Apart {
    /// With another `frontdesk`.
    #[must_use]
    pub fn with_program(program: PathBuf) -> Self {
        Self { program, turns: Semaphore::new(AT_A_TIME) }
    }

    /// The right to start a process.
    ///
    /// # Errors
    /// `TooMany` when too many are at work.
    pub async fn turn(&self) -> Result<SemaphorePermit<'_>, Problem> {
        let turn = tokio::time::timeout(TURN_WITHIN, self.turns.acquire()).await;
        turn.ok().and_then(Result::ok).ok_or_else(|| Problem::too_many(Duration::from_secs(5)))
    }

    /// What a command of this program answers to this input, at most so many bytes of it; `None` when it took too long.
    ///
    /// # Errors
    /// When no process can be started.
    pub async fn answer(&self, arguments: &[&str], input: &[u8], most: u64) -> std::io::Result<Option<Vec<u8>>> {
        // The process is killed when its future is dropped: because it took too long, or because nobody waits any more.
        let answer = tokio::time::timeout(ANSWERED_WITHIN, self.work(arguments, input, most)).await;
        answer.ok().transpose()
    }

    async fn work(&self, arguments: &[&str], input: &[u8], most: u64) -> std::io::Result<Vec<u8>> {
        let mut process = Command::new(&self.program)
            .args(arguments)
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
        if let Some(mut into) = process.stdin.take() {
            // One that ended before it has read everything answers nothing, which says the same.
            let _ = into.write_all(input).await;
        }
        let mut answer = Vec::new();
        if let Some(output) = process.stdout.take() {
            output.take(most).read_to_end(&mut answer).await?;
        }
        // One with more to say than it may would wait for a reader for ever.
        process.start_kill()?;
        process.wait().await?;
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_answer_ends_where_it_may() {
        let apart = Apart::with_program("cat".into());
        assert_eq!(apart.answer(&[], b"12345", 100).await.unwrap().as_deref(), Some(&b"12345"[..]));
        assert_eq!(apart.answer(&[], b"12345", 3).await.unwrap().as_deref(), Some(&b"123"[..]));
        assert!(Apart::with_program("/nowhere/frontdesk".into()).answer(&[], b"", 1).await.is_err());
    }
}
