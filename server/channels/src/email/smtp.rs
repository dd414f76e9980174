//! Handing mail in (RFC 5321), one step at a time: until the words themselves are sent, nothing has been done.

use super::sign_in::{self, Proof, proof};
use super::trust::{Trust, doubt};
use crate::{ChannelSettings, SendError};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS, Mechanism};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use std::error::Error as _;
use std::time::Duration;
use tokio::time::timeout;

/// Most time for connecting, logging in and naming sender and recipients.
const TALK: Duration = Duration::from_secs(60);

/// A connection that is logged in.
pub(super) async fn open(settings: &ChannelSettings, trust: &Trust) -> Result<AsyncSmtpConnection, SendError> {
    let reach = || SendError::later(None, None, "The mail server did not answer in time.");
    timeout(TALK, connect(settings, trust)).await.unwrap_or_else(|_| Err(reach()))
}

async fn connect(settings: &ChannelSettings, trust: &Trust) -> Result<AsyncSmtpConnection, SendError> {
    let host = &*settings.smtp_host;
    if host.is_empty() {
        return Err(SendError::never(None, "The inbox has no server for outgoing mail: enter one in its settings."));
    }
    let (security, usual) = match &*settings.smtp_security {
        "tls" => ("tls", 465),
        "none" => ("none", 25),
        _ => ("starttls", 587),
    };
    let port = port(&settings.smtp_port, usual)?;
    let parameters =
        || trust.parameters(host).map_err(|error| refused(&error, "The connection could not be encrypted"));
    let failed = |error: Error, what| doubt(host, &error).unwrap_or_else(|| refused(&error, what));
    let wrapped = if security == "tls" { Some(parameters()?) } else { None };
    let hello = ClientId::default();
    let connected = AsyncSmtpConnection::connect_tokio1((host, port), Some(TALK), &hello, wrapped, None).await;
    let mut connection = connected.map_err(|error| failed(error, "The mail server could not be reached"))?;
    if security == "starttls" {
        let encrypted = connection.starttls(parameters()?, &hello).await;
        encrypted.map_err(|error| failed(error, "The mail server does not encrypt the connection"))?;
    }
    sign_in(settings, &mut connection).await?;
    Ok(connection)
}

async fn sign_in(settings: &ChannelSettings, connection: &mut AsyncSmtpConnection) -> Result<(), SendError> {
    let user = &settings.smtp_user;
    match proof(settings, settings.smtp_password.reveal())? {
        Proof::None => Ok(()),
        Proof::Password(_) if user.is_empty() => Ok(()),
        Proof::Password(password) => {
            let credentials = Credentials::new(user.clone(), password.to_owned());
            let login = connection.auth(DEFAULT_MECHANISMS, &credentials).await;
            let refused = |error| refused(&error, "The mail server did not accept user name and password");
            login.map(drop).map_err(refused)
        }
        Proof::Token(_) if !connection.server_info().supports_auth_mechanism(Mechanism::Xoauth2) => {
            Err(SendError::never(None, "The mail server takes no access tokens: choose a password instead."))
        }
        Proof::Token(token) => {
            let credentials = Credentials::new(sign_in::user(settings, user).to_owned(), token.to_owned());
            let login = connection.auth(&[Mechanism::Xoauth2], &credentials).await;
            login.map(drop).map_err(|error| token_refused(&error))
        }
    }
}

/// The library takes the reasons of a refusal for a question that it cannot answer. 4xx passes.
fn token_refused(error: &Error) -> SendError {
    if error.is_client() {
        return sign_in::token_refused("The mail server", "");
    }
    if error.is_permanent() {
        let told = error.source().map(|source| source.to_string()).unwrap_or_default();
        return sign_in::token_refused("The mail server", &told);
    }
    refused(error, "The mail server did not let us sign in")
}

/// The port as entered, or the usual one.
pub(super) fn port(entered: &str, usual: u16) -> Result<u16, SendError> {
    let entered = entered.trim();
    if entered.is_empty() {
        return Ok(usual);
    }
    entered
        .parse()
        .map_err(|_| SendError::never(None, format!("\"{entered}\" is no port: enter a number such as {usual}.")))
}

/// What the sender's command must say about the mail.
pub(super) fn parameters(
    connection: &AsyncSmtpConnection,
    mail: &[u8],
    unusual_addresses: bool,
) -> Result<Vec<MailParameter>, SendError> {
    let supports = |extension| connection.server_info().supports_feature(extension);
    let mut parameters = Vec::new();
    if unusual_addresses {
        if !supports(Extension::SmtpUtfEight) {
            return Err(SendError::never(None, "The mail server takes no addresses with letters beyond ASCII."));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    if !mail.is_ascii() {
        if !supports(Extension::EightBitMime) {
            return Err(SendError::never(None, "The mail server takes no letters beyond ASCII."));
        }
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    Ok(parameters)
}

/// A step before the words failed, or the server refused the words: nothing was sent. 4xx passes, 5xx does not (RFC 5321, 4.2.1).
pub(super) fn refused(error: &Error, what: &str) -> SendError {
    let code = error.status().map(|code| code.to_string());
    let told = error.source().map(|source| source.to_string()).filter(|told| !told.is_empty());
    let sentence = told.map_or_else(|| format!("{what}."), |told| format!("{what}: {told}"));
    if error.is_permanent() || error.is_client() {
        SendError::never(code, sentence)
    } else {
        SendError::later(None, code, sentence)
    }
}

/// The words were on their way when it failed. Only a clear refusal means that they were not taken.
pub(super) fn broken(error: &Error) -> SendError {
    if error.status().is_some() {
        return refused(error, "The mail server did not take the mail");
    }
    SendError::uncertain(None, "The connection to the mail server broke before it said that it took the mail.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_a_number_or_the_usual_one() {
        assert_eq!(port(" ", 587), Ok(587));
        assert_eq!(port("2525", 587), Ok(2525));
        assert!(port("smtp", 587).unwrap_err().sentence().contains("587"));
        assert!(port("70000", 587).is_err());
    }
}
