//! TLS for every connection we open: rustls with ring, certificates checked as the operating system does.

use rustls::ClientConfig;
use rustls::pki_types::CertificateDer;
use rustls_platform_verifier::{BuilderVerifierExt, Verifier};
use std::sync::{Arc, OnceLock};

/// The configuration, made once: reading the authorities' certificates takes a while.
static CONFIGURATION: OnceLock<ClientConfig> = OnceLock::new();

/// A copy of the configuration; copies share the certificates.
///
/// # Errors
/// The machine has no certificates of authorities.
pub(crate) fn configuration() -> Result<ClientConfig, rustls::Error> {
    if let Some(made) = CONFIGURATION.get() {
        return Ok(made.clone());
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let made = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let made = made.with_platform_verifier()?.with_no_client_auth();
    Ok(CONFIGURATION.get_or_init(|| made).clone())
}

/// The same, and these authorities are believed as well. Made anew each time.
///
/// # Errors
/// One of them is no certificate.
pub(crate) fn with_further_authorities(further: Vec<CertificateDer<'static>>) -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Verifier::new_with_extra_roots(further, provider.clone())?;
    let made = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(made.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth())
}
