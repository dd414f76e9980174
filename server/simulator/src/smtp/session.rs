//! The course of a connection: who it is, then one mail after the other.

use super::command::{self, Command};
use super::refusal::{self, Step};
use super::reply::Reply;
use super::wire::{Mail, Wire};
use super::{LARGEST, delivery, login};
use crate::Channel;
use crate::plan::Line;
use crate::router::Shared;
use crate::trouble::Trouble;
use std::io;
use tokio::io::{AsyncRead, AsyncWrite};

const OK: Reply = Reply::new(250, "2.0.0 OK");
const ORDER: Reply = Reply::new(503, "5.5.1 Bad sequence of commands");

/// The most recipients of one mail.
const RECIPIENTS: usize = 100;

/// Who writes to whom, before the mail itself.
pub(super) struct Envelope {
    pub(super) from: String,
    pub(super) recipients: Vec<String>,
    /// What goes wrong with this mail.
    pub(super) trouble: Trouble,
}

/// A connection.
pub(super) struct Session<S> {
    world: Shared,
    wire: Wire<S>,
    /// Whose mailbox it is, after a login.
    line: Option<Line>,
    envelope: Option<Envelope>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Session<S> {
    pub(super) const fn new(world: Shared, wire: Wire<S>) -> Self {
        Self { world, wire, line: None, envelope: None }
    }

    /// Talks until one side has enough.
    ///
    /// # Errors
    /// The connection is broken.
    pub(super) async fn hold(mut self) -> io::Result<()> {
        self.wire.say(&Reply::new(220, "mx.simulator.example ESMTP")).await?;
        while let Some(line) = self.wire.line().await? {
            let reply = match command::read(&line) {
                Ok(command) => self.obey(command).await?,
                Err(reply) => Some(reply),
            };
            // Hangs up without a word, as ordered.
            let Some(reply) = reply else { return Ok(()) };
            self.wire.say(&reply).await?;
            if matches!(reply.code, 221 | 421) {
                return Ok(());
            }
        }
        Ok(())
    }

    async fn obey(&mut self, command: Command) -> io::Result<Option<Reply>> {
        Ok(Some(match command {
            Command::Hello { extended } => {
                self.envelope = None;
                let extensions =
                    format!("\nPIPELINING\nSIZE {LARGEST}\nAUTH PLAIN LOGIN\n8BITMIME\nSMTPUTF8\nENHANCEDSTATUSCODES");
                Reply::made(250, format!("mx.simulator.example{}", if extended { &extensions } else { "" }))
            }
            Command::Auth { mechanism, initial } => self.log_in(&mechanism, initial).await?,
            Command::Mail { from, size } => self.begin(from, size),
            Command::Recipient(to) => self.add(to),
            Command::Data => return self.take().await,
            Command::Reset => {
                self.envelope = None;
                OK
            }
            Command::Nothing => OK,
            Command::Verify => Reply::new(252, "2.5.2 Cannot verify, but will take the mail and try"),
            Command::Quit => Reply::new(221, "2.0.0 Bye"),
        }))
    }

    /// The user is the address of the mailbox.
    async fn log_in(&mut self, mechanism: &str, initial: Option<String>) -> io::Result<Reply> {
        if self.line.is_some() || self.envelope.is_some() {
            return Ok(ORDER);
        }
        let (user, password) = match login::credentials(&mut self.wire, mechanism, initial).await? {
            Ok(given) => given,
            Err(reply) => return Ok(reply),
        };
        let is_theirs = |line: &&Line| {
            line.channel == Channel::Email && line.account.eq_ignore_ascii_case(&user) && line.access_token == password
        };
        let Some(line) = self.world.plan.lines.iter().find(is_theirs).cloned() else {
            return Ok(refusal::of_login(535));
        };
        if let Some(code) = self.world.note(|state| state.take_login_trouble(&line.account)) {
            return Ok(refusal::of_login(code));
        }
        self.line = Some(line);
        Ok(Reply::new(235, "2.7.0 Authentication succeeded"))
    }

    fn begin(&mut self, from: String, size: Option<usize>) -> Reply {
        let Some(line) = &self.line else { return Reply::new(530, "5.7.0 Authentication required") };
        if self.envelope.is_some() {
            return ORDER;
        }
        if size.is_some_and(|size| size > LARGEST) {
            return Reply::new(552, "5.3.4 Message size exceeds fixed limit");
        }
        if !from.eq_ignore_ascii_case(&line.account) {
            return Reply::new(553, "5.7.1 Sender address rejected: not an address of the user");
        }
        let trouble = self.world.note(|state| state.take_trouble(&line.account));
        if let Some((Step::Sender, reply)) = refusal::ordered(&trouble) {
            return reply;
        }
        self.envelope = Some(Envelope { from, recipients: Vec::new(), trouble });
        Reply::new(250, "2.1.0 OK")
    }

    fn add(&mut self, to: String) -> Reply {
        let Some(envelope) = &mut self.envelope else { return ORDER };
        if let Some((Step::Recipient, reply)) = refusal::ordered(&envelope.trouble) {
            return reply;
        }
        if envelope.recipients.len() == RECIPIENTS {
            return Reply::new(452, "4.5.3 Too many recipients");
        }
        if !envelope.recipients.contains(&to) {
            envelope.recipients.push(to);
        }
        Reply::new(250, "2.1.5 OK")
    }

    async fn take(&mut self) -> io::Result<Option<Reply>> {
        let (Some(line), Some(envelope)) = (self.line.clone(), self.envelope.take()) else { return Ok(Some(ORDER)) };
        if envelope.recipients.is_empty() {
            return Ok(Some(Reply::new(554, "5.5.1 No valid recipients")));
        }
        self.wire.say(&Reply::new(354, "Start mail input; end with <CRLF>.<CRLF>")).await?;
        let raw = match self.wire.mail(LARGEST).await? {
            Mail::Whole(raw) => raw,
            Mail::TooLarge => return Ok(Some(Reply::new(552, "5.3.4 Message size exceeds fixed limit"))),
        };
        if let Some((Step::Words, reply)) = refusal::ordered(&envelope.trouble) {
            return Ok(Some(reply));
        }
        Ok(delivery::accept(&self.world, &line, envelope, &raw).await)
    }
}
