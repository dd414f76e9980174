//! `frontdesk draw-page`: draws a page of the PDF on standard input. Used by the server itself, which trusts no PDF.

use crate::pdf_pages::drawing;
use anyhow::Context as _;
use clap::Args;
use std::io::{Read as _, Write as _};
use types::limits::ATTACHMENT_BYTES;

/// The command.
#[derive(Debug, Args)]
pub(super) struct DrawPage {
    /// Which page, counted from 1.
    number: u32,
}

impl DrawPage {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        confine().context("cannot give up rights")?;
        let mut pdf = Vec::new();
        std::io::stdin().take(ATTACHMENT_BYTES).read_to_end(&mut pdf).context("cannot read the PDF")?;
        let drawing = drawing::draw(pdf, self.number).context("there is no such page, or it cannot be drawn")?;
        std::io::stdout().write_all(&drawing.written()).context("cannot write the picture")
    }
}

/// Gives up for good what drawing does not need, before a byte of the PDF is read: with no further descriptors there are no
/// files, no connections and no pipes to other processes.
#[cfg(unix)]
fn confine() -> std::io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Should the machine run out of memory, let it be this process that has to go. Not every system knows this file.
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    for (resource, most) in [
        (Resource::Nofile, 0),
        (Resource::Core, 0),
        // Seconds of work; the server gives it twice as long by the clock, should the machine be busy.
        (Resource::Cpu, 5),
        // Bytes of addresses. A page scanned at 600 dpi needs a fifth of it.
        (Resource::As, 1024 * 1024 * 1024),
    ] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn confine() -> std::io::Result<()> {
    Ok(())
}
