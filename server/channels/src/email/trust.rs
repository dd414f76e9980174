//! Encryption of mail connections: whose certificates are believed, and what to say when one is not.

use crate::{SendError, encryption};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use rustls::pki_types::CertificateDer;
use rustls::{CertificateError, ClientConfig};
use std::error::Error;

/// Whose certificates are believed: those the operating system believes. Only tests know further ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Trust {
    further: Vec<CertificateDer<'static>>,
}

impl Trust {
    /// Believes this authority as well.
    #[cfg(test)]
    pub(super) fn in_authority(authority: CertificateDer<'static>) -> Self {
        Self { further: vec![authority] }
    }

    /// For connections to mailboxes.
    pub(super) fn configuration(&self) -> Result<ClientConfig, rustls::Error> {
        if self.further.is_empty() {
            encryption::configuration()
        } else {
            encryption::with_further_authorities(self.further.clone())
        }
    }

    /// For connections to servers that take mail, which the library makes itself: by the same rules.
    pub(super) fn parameters(&self, host: &str) -> Result<TlsParameters, SmtpError> {
        let mut builder = TlsParameters::builder(host.to_owned());
        for authority in &self.further {
            builder = builder.add_root_certificate(Certificate::from_der(authority.to_vec())?);
        }
        builder.build_rustls()
    }
}

/// What to say when a certificate was not believed; `None` for every other trouble. Certificates are renewed, so it is worth another try.
pub(super) fn doubt(host: &str, error: &(dyn Error + 'static)) -> Option<SendError> {
    let mut next = Some(error);
    while let Some(error) = next {
        // The error inside an input error is not its source, but stands in its place.
        let inner = error.downcast_ref::<std::io::Error>().and_then(|error| error.get_ref());
        let found = inner.and_then(|inner| inner.downcast_ref()).or_else(|| error.downcast_ref());
        if let Some(rustls::Error::InvalidCertificate(reason)) = found {
            return Some(SendError::later(None, None, sentence(host, reason)));
        }
        next = error.source();
    }
    None
}

fn sentence(host: &str, reason: &CertificateError) -> String {
    use CertificateError::{
        BadSignature, Expired, ExpiredContext, NotValidForName, NotValidForNameContext, UnknownIssuer,
    };
    match reason {
        // A bad signature is that of somebody who calls himself by an authority's name.
        UnknownIssuer | BadSignature => format!(
            "The certificate of {host} is not from an authority that this machine knows, so it could be anybody: \
             ask the administrator of that server for one that is."
        ),
        NotValidForName | NotValidForNameContext { .. } => {
            format!(
                "The server at {host} shows a certificate for another name: enter the name that its certificate is for."
            )
        }
        Expired | ExpiredContext { .. } => {
            format!("The certificate of {host} has run out: ask the administrator of that server to renew it.")
        }
        other => format!("The certificate of {host} cannot be believed: {other}."),
    }
}

#[cfg(test)]
#[path = "trust/certificates.rs"]
mod certificates;
