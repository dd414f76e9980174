//! `frontdesk draw-page`: draws a page of the PDF on standard input. Used by the server itself, which trusts no PDF.

use super::confined::confine;
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
