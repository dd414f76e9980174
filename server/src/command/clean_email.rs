//! `frontdesk clean-email`: makes the page of a mail on standard input harmless. Used by the server itself, which trusts no mail.

use super::confined::confine;
use crate::email_pages::{cleaning, written};
use anyhow::Context as _;
use std::io::{Read as _, Write as _};
use types::limits::EMAIL_PAGE_BYTES;

/// Largest input: a page of which every character is escaped in JSON, and the addresses of its pictures.
const INPUT_BYTES: u64 = 8 * EMAIL_PAGE_BYTES as u64;

pub(super) fn run() -> anyhow::Result<()> {
    confine().context("cannot give up rights")?;
    let mut task = Vec::new();
    std::io::stdin().take(INPUT_BYTES).read_to_end(&mut task).context("cannot read the page")?;
    let task = serde_json::from_slice(&task).context("this is no page to clean")?;
    std::io::stdout().write_all(&written(cleaning::clean(task))).context("cannot write the page")
}
