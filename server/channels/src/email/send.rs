//! Sending one mail to the customer and those who get a copy: all of them or nobody.

use super::trust::Trust;
use super::{compose, smtp};
use crate::{ChannelSettings, Outbound, SendError, Sent};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use std::time::Duration;
use tokio::time::timeout;

/// Most time for the words and files, and for the server to take them.
const HAND_IN: Duration = Duration::from_secs(600);
/// Most time for a single command before that.
const COMMAND: Duration = Duration::from_secs(60);

/// Sends it. Its id is its Message-ID.
pub(super) async fn send(settings: &ChannelSettings, out: &Outbound) -> Result<Sent, SendError> {
    let message = compose::compose(settings, out)?;
    let (mail, envelope) = (message.formatted(), message.envelope().clone());
    let mut connection = smtp::open(settings, &Trust::default()).await?;
    let slow = || SendError::later(None, None, "The mail server did not answer in time.");
    let unusual = envelope.to().iter().chain(envelope.from()).any(|address| !AsRef::<str>::as_ref(address).is_ascii());
    let parameters = smtp::parameters(&connection, &mail, unusual)?;
    let from = connection.command(Mail::new(envelope.from().cloned(), parameters));
    let from = timeout(COMMAND, from).await.map_err(|_| slow())?;
    from.map_err(|error| smtp::refused(&error, "The mail server does not let us send from this address"))?;
    for recipient in envelope.to() {
        let named = connection.command(Rcpt::new(recipient.clone(), Vec::new()));
        let named = timeout(COMMAND, named).await.map_err(|_| slow())?;
        named.map_err(|error| smtp::refused(&error, &format!("The mail server does not deliver to {recipient}")))?;
    }
    let data = timeout(COMMAND, connection.command(Data)).await.map_err(|_| slow())?;
    data.map_err(|error| smtp::refused(&error, "The mail server takes no mail at the moment"))?;
    match timeout(HAND_IN, connection.message(&mail)).await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => return Err(smtp::broken(&error)),
        Err(_) => {
            return Err(SendError::uncertain(None, "The mail server did not say in time whether it took the mail."));
        }
    }
    // It is taken; how the connection ends does not matter.
    drop(timeout(Duration::from_secs(5), connection.quit()).await);
    let id = message.headers().get_raw("Message-ID").unwrap_or_default();
    Ok(Sent { id: id.trim().trim_matches(['<', '>']).to_owned(), also: Vec::new() })
}
