//! Trying out both ways of mail.

use super::{mailbox, smtp};
use crate::{ChannelSettings, Finding};
use std::time::Duration;
use tokio::time::timeout;

/// Logs in at both servers. Incoming mail may also be posted to us by a service; then there is no mailbox.
pub(super) async fn diagnose(settings: &ChannelSettings) -> Vec<Finding> {
    const OUT: &str = "Outgoing mail";
    const IN: &str = "Incoming mail";
    let mut findings = Vec::new();
    match smtp::open(settings).await {
        Ok(mut connection) => {
            drop(timeout(Duration::from_secs(5), connection.quit()).await);
            findings.push(Finding::good(OUT, format!("{} lets us hand in mail.", settings.smtp_host)));
        }
        Err(error) => findings.push(Finding::failed(OUT, &error)),
    }
    if settings.imap_host.is_empty() && settings.secret.reveal().is_some() {
        findings.push(Finding::good(IN, "Incoming mail is posted to the address of this inbox."));
        return findings;
    }
    match mailbox::open(settings).await {
        Ok((mut session, _)) => {
            drop(timeout(Duration::from_secs(5), session.logout()).await);
            findings.push(Finding::good(IN, format!("The mailbox at {} can be read.", settings.imap_host)));
        }
        Err(error) => findings.push(Finding::failed(IN, &error)),
    }
    if settings.smtp_security == "none" || settings.imap_security == "none" {
        findings.push(Finding::warning(
            "Encryption",
            "Passwords travel unencrypted: use TLS unless the server is on this machine.",
        ));
    }
    findings
}
