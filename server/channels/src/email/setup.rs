//! Trying out both ways of mail.

use super::trust::Trust;
use super::{mailbox, smtp};
use crate::{ChannelSettings, Finding};
use std::time::Duration;
use tokio::time::timeout;

/// Logs in at both servers. Incoming mail may also be posted to us by a service; then there is no mailbox.
pub(super) async fn diagnose(settings: &ChannelSettings) -> Vec<Finding> {
    const OUT: &str = "Outgoing mail";
    const IN: &str = "Incoming mail";
    let mut findings = Vec::new();
    match smtp::open(settings, &Trust::default()).await {
        Ok(mut connection) => {
            drop(timeout(Duration::from_secs(5), connection.quit()).await);
            findings.push(Finding::good(OUT, format!("{} lets us hand in mail.", settings.smtp_host)));
        }
        Err(error) => findings.push(Finding::failed(OUT, &error)),
    }
    if settings.imap_host.is_empty() && settings.secret.reveal().is_some() {
        findings.push(Finding::good(IN, "Incoming mail is posted to the address of this inbox."));
    } else {
        findings.push(match mailbox::open(settings, &Trust::default()).await {
            Ok((mut session, _)) => {
                drop(timeout(Duration::from_secs(5), session.logout()).await);
                Finding::good(IN, format!("The mailbox at {} can be read.", settings.imap_host))
            }
            Err(error) => Finding::failed(IN, &error),
        });
    }
    let open = [(&settings.smtp_host, &settings.smtp_security), (&settings.imap_host, &settings.imap_security)];
    if open.iter().any(|(host, security)| *security == "none" && !host.is_empty() && !is_this_machine(host)) {
        findings.push(Finding::warning("Encryption", "Passwords travel unencrypted: use TLS."));
    }
    findings
}

/// What stays on this machine needs no encryption.
fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn only_this_machine_needs_no_encryption() {
        assert!(["localhost", "127.0.0.1", "::1"].into_iter().all(is_this_machine));
        assert!(!["mail.example", "192.168.1.1", "127.0.0.1.example"].into_iter().any(is_this_machine));
    }
}
