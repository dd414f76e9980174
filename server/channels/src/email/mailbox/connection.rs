//! Opening a mailbox: connection, encryption, login, folder.

use crate::email::smtp::port;
use crate::{ChannelSettings, SendError, encryption};
use async_imap::error::Error;
use async_imap::imap_proto::{Response, Status};
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

/// Opens the folder without the right to change it, and tells its UIDVALIDITY.
pub(crate) async fn open(settings: &ChannelSettings) -> Result<(Session, u32), SendError> {
    let late = |_| Err(SendError::later(None, None, "The server of the mailbox did not answer in time."));
    timeout(OPEN, connect(settings)).await.unwrap_or_else(late)
}

async fn connect(settings: &ChannelSettings) -> Result<(Session, u32), SendError> {
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
        "tls" => greeted(encrypted(host, stream).await?).await?,
        "none" => greeted(Box::new(stream)).await?,
        _ => {
            let mut client = greeted(Box::new(stream)).await?;
            let begun = client.run_command_and_check_ok("STARTTLS", None).await;
            begun.map_err(|error| told(&error, "The server of the mailbox does not encrypt the connection"))?;
            // Whatever was said before is forgotten: it could have come from somebody in between.
            Client::new(encrypted(host, client.into_inner()).await?)
        }
    };
    let own = !settings.imap_user.is_empty();
    let user = if own { &settings.imap_user } else { &settings.smtp_user };
    let password = settings.imap_password.reveal().or_else(|| settings.smtp_password.reveal()).unwrap_or_default();
    let login = client.login(user, password).await;
    let mut session = login.map_err(|(error, _)| told(&error, "The mailbox did not accept user name and password"))?;
    let folder = if settings.imap_folder.is_empty() { "INBOX" } else { &*settings.imap_folder };
    let opened = session.examine(folder).await;
    let mailbox = opened.map_err(|error| told(&error, &format!("The folder {folder} cannot be opened")))?;
    Ok((session, mailbox.uid_validity.unwrap_or_default()))
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
async fn encrypted(host: &str, line: impl Line + 'static) -> Result<Box<dyn Line>, SendError> {
    let impossible =
        || SendError::never(None, "The connection to the mailbox cannot be encrypted: check the name of the server.");
    let config = encryption::configuration().map_err(|_| impossible())?;
    let name = ServerName::try_from(host.to_owned()).map_err(|_| impossible())?;
    let connector = TlsConnector::from(Arc::new(config));
    let encrypted = connector.connect(name, line).await;
    let reason =
        |error| SendError::later(None, None, format!("The connection to the mailbox could not be encrypted: {error}."));
    Ok(Box::new(encrypted.map_err(reason)?))
}

fn unreached() -> SendError {
    SendError::later(None, None, "The server of the mailbox could not be reached.")
}

/// A refusal is final until somebody changes the settings; a broken connection is not.
fn told(error: &Error, what: &str) -> SendError {
    match error {
        Error::No(words) | Error::Bad(words) => SendError::never(None, format!("{what}: {words}")),
        Error::Validate(_) => SendError::never(None, format!("{what}: it has letters that cannot be sent.")),
        _ => unreached(),
    }
}
