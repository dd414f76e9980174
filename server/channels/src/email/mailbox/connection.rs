//! Opening a mailbox: connection, encryption, login, folder.

use super::one;
use crate::email::sign_in::{self, Proof, Xoauth2, proof};
use crate::email::smtp::port;
use crate::email::trust::{Trust, doubt};
use crate::{ChannelSettings, SendError};
use async_imap::error::Error;
use async_imap::imap_proto::{Response, Status};
use async_imap::types::Capability;
use async_imap::{Client, Session as ImapSession};
use rustls::pki_types::ServerName;
use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

/// Most time for opening.
const OPEN: Duration = Duration::from_secs(60);

/// A connection, encrypted or not.
pub(crate) trait Line: AsyncRead + AsyncWrite + Unpin + Send + Debug {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send + Debug> Line for T {}

/// An open mailbox.
pub(crate) type Session = ImapSession<Box<dyn Line>>;

/// What the server said when the mailbox was opened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opened {
    /// UIDVALIDITY.
    pub(crate) uid_validity: u32,
    /// It tells of new mail by itself (IDLE, RFC 2177).
    pub(crate) idles: bool,
}

/// Opens the folder without the right to change it.
pub(crate) async fn open(settings: &ChannelSettings, trust: &Trust) -> Result<(Session, Opened), SendError> {
    let late = |_| Err(SendError::later(None, None, "The server of the mailbox did not answer in time."));
    timeout(OPEN, connect(settings, trust)).await.unwrap_or_else(late)
}

async fn connect(settings: &ChannelSettings, trust: &Trust) -> Result<(Session, Opened), SendError> {
    let host = &*settings.imap_host;
    if host.is_empty() {
        return Err(SendError::never(None, "The inbox has no server for incoming mail: enter one in its settings."));
    }
    let (security, usual) = match &*settings.imap_security {
        "starttls" => ("starttls", 143),
        "none" => ("none", 143),
        _ => ("tls", 993),
    };
    let port = port(&settings.imap_port, usual)?;
    let stream = TcpStream::connect((host, port)).await.map_err(|_| unreached())?;
    let client = match security {
        "tls" => greeted(encrypted(host, stream, trust).await?).await?,
        "none" => greeted(Box::new(stream)).await?,
        _ => {
            let mut client = greeted(Box::new(stream)).await?;
            let begun = client.run_command_and_check_ok("STARTTLS", None).await;
            begun.map_err(|error| told(&error, "The server of the mailbox does not encrypt the connection"))?;
            // Whatever was said before is forgotten: it could have come from somebody in between.
            Client::new(encrypted(host, client.into_inner(), trust).await?)
        }
    };
    let own = !settings.imap_user.is_empty();
    let user = if own { &settings.imap_user } else { &settings.smtp_user };
    let login = match proof(settings, settings.imap_password.reveal().or_else(|| settings.smtp_password.reveal()))? {
        Proof::Token(token) => {
            let user = sign_in::user(settings, user);
            let login = client.authenticate("XOAUTH2", Xoauth2::new(user, token)).await;
            login.map_err(|(error, _)| token_refused(&error))
        }
        Proof::Password(password) => {
            let login = client.login(user, password).await;
            login.map_err(|(error, _)| told(&error, "The mailbox did not accept user name and password"))
        }
        Proof::None => {
            let login = client.login(user, "").await;
            login.map_err(|(error, _)| told(&error, "The mailbox did not accept a user without password"))
        }
    };
    let mut session = login?;
    let folder = if settings.imap_folder.is_empty() { "INBOX" } else { &*settings.imap_folder };
    let opened = session.examine(folder).await;
    let mailbox = opened.map_err(|error| told(&error, &format!("The folder {folder} cannot be opened")))?;
    let known = one::in_time(session.capabilities()).await?;
    let idle = |known: &Capability| matches!(known, Capability::Atom(name) if name.eq_ignore_ascii_case("IDLE"));
    let opened = Opened { uid_validity: mailbox.uid_validity.unwrap_or_default(), idles: known.iter().any(idle) };
    Ok((session, opened))
}

/// The server speaks first.
async fn greeted(line: Box<dyn Line>) -> Result<Client<Box<dyn Line>>, SendError> {
    let mut client = Client::new(line);
    let greeting = client.read_response().await.ok().flatten();
    let welcome = greeting.as_ref().is_some_and(|greeting| {
        matches!(greeting.parsed(), Response::Data { status: Status::Ok | Status::PreAuth, .. })
    });
    if welcome { Ok(client) } else { Err(unreached()) }
}

/// Certificates are checked as the operating system does.
async fn encrypted(host: &str, line: impl Line + 'static, trust: &Trust) -> Result<Box<dyn Line>, SendError> {
    let impossible =
        || SendError::never(None, "The connection to the mailbox cannot be encrypted: check the name of the server.");
    let config = trust.configuration().map_err(|_| impossible())?;
    let name = ServerName::try_from(host.to_owned()).map_err(|_| impossible())?;
    let connector = TlsConnector::from(Arc::new(config));
    let encrypted = connector.connect(name, line).await;
    let reason = |error: std::io::Error| {
        let other = || format!("The connection to the mailbox could not be encrypted: {error}.");
        doubt(host, &error).unwrap_or_else(|| SendError::later(None, None, other()))
    };
    Ok(Box::new(encrypted.map_err(reason)?))
}

fn unreached() -> SendError {
    SendError::later(None, None, "The server of the mailbox could not be reached.")
}

fn token_refused(error: &Error) -> SendError {
    match error {
        Error::No(words) | Error::Bad(words) => sign_in::token_refused("The mailbox", words),
        _ => unreached(),
    }
}

/// A refusal is final until somebody changes the settings; a broken connection is not.
fn told(error: &Error, what: &str) -> SendError {
    match error {
        Error::No(words) | Error::Bad(words) => SendError::never(None, format!("{what}: {words}")),
        Error::Validate(_) => SendError::never(None, format!("{what}: it has letters that cannot be sent.")),
        _ => unreached(),
    }
}
