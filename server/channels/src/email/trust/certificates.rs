//! Both ways of mail against servers with certificates made here: who is believed, and what is said about the others.

use super::Trust;
use crate::email::{mailbox, smtp};
use crate::{ChannelSettings, SendError};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use std::sync::Arc;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// What the servers are called by.
const HOST: &str = "localhost";

/// Somebody who signs certificates.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
}

impl Authority {
    fn named(name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = params.self_signed(&key).unwrap().der().clone();
        Self { issuer: Issuer::new(params, key), certificate }
    }

    /// A certificate for this name, good up to a year.
    fn signs(&self, name: &str, year: i32) -> TlsAcceptor {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(year, 1, 1);
        let certificate = params.signed_by(&key, &self.issuer).unwrap().der().clone();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let secret = PrivatePkcs8KeyDer::from(key.serialize_der()).into();
        let config = config.with_no_client_auth().with_single_cert(vec![certificate], secret).unwrap();
        TlsAcceptor::from(Arc::new(config))
    }

    fn trusted(&self) -> Trust {
        Trust::in_authority(self.certificate.clone())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Imap,
    Smtp,
}

/// Answers everything with yes, and encrypts at once or when it is asked to. Its settings.
async fn server(kind: Kind, security: &'static str, tls: TlsAcceptor) -> ChannelSettings {
    let listener = TcpListener::bind((HOST, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let tls = tls.clone();
            tokio::spawn(async move { talk(kind, security, tls, stream).await });
        }
    });
    let (host, security) = (HOST.to_owned(), security.to_owned());
    match kind {
        Kind::Imap => {
            ChannelSettings { imap_host: host, imap_port: port, imap_security: security, ..ChannelSettings::default() }
        }
        Kind::Smtp => {
            ChannelSettings { smtp_host: host, smtp_port: port, smtp_security: security, ..ChannelSettings::default() }
        }
    }
}

/// Ends quietly when the other side hangs up, as it does when it does not believe us.
async fn talk(kind: Kind, security: &str, tls: TlsAcceptor, stream: TcpStream) -> Option<()> {
    if security == "tls" {
        let mut stream = BufReader::new(tls.accept(stream).await.ok()?);
        greet(kind, &mut stream).await?;
        return answer(kind, &mut stream).await;
    }
    let mut stream = BufReader::new(stream);
    greet(kind, &mut stream).await?;
    answer(kind, &mut stream).await?;
    let mut stream = BufReader::new(tls.accept(stream.into_inner()).await.ok()?);
    answer(kind, &mut stream).await
}

async fn greet(kind: Kind, stream: &mut (impl AsyncWrite + Unpin)) -> Option<()> {
    let words = if kind == Kind::Imap { "* OK ready\r\n" } else { "220 ready\r\n" };
    stream.write_all(words.as_bytes()).await.ok()
}

/// Until it is asked to encrypt.
async fn answer(kind: Kind, stream: &mut (impl AsyncBufRead + AsyncWrite + Unpin)) -> Option<()> {
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let reply = match kind {
            Kind::Imap => format!("{} OK yes\r\n", line.split(' ').next().unwrap()),
            Kind::Smtp if line.starts_with("EHLO") => "250-mail\r\n250 STARTTLS\r\n".to_owned(),
            Kind::Smtp => "220 yes\r\n".to_owned(),
        };
        stream.write_all(reply.as_bytes()).await.ok()?;
        stream.flush().await.ok()?;
        if line.trim_end().ends_with("STARTTLS") {
            return Some(());
        }
    }
}

async fn open(kind: Kind, settings: &ChannelSettings, trust: &Trust) -> Result<(), SendError> {
    match kind {
        Kind::Imap => mailbox::open(settings, trust).await.map(drop),
        Kind::Smtp => smtp::open(settings, trust).await.map(drop),
    }
}

const ALL: [(Kind, &str); 4] =
    [(Kind::Imap, "tls"), (Kind::Imap, "starttls"), (Kind::Smtp, "tls"), (Kind::Smtp, "starttls")];

#[tokio::test]
async fn a_certificate_of_a_known_authority_is_believed() {
    let authority = Authority::named("Known");
    for (kind, security) in ALL {
        let settings = server(kind, security, authority.signs(HOST, 4000)).await;
        assert_eq!(open(kind, &settings, &authority.trusted()).await, Ok(()), "{kind:?} {security}");
    }
}

#[tokio::test]
async fn a_certificate_of_an_unknown_authority_for_another_name_or_out_of_date_is_not_believed() {
    let known = Authority::named("Known");
    let (unknown, impostor) = (Authority::named("Unknown"), Authority::named("Known"));
    for (kind, security) in ALL {
        for (signed, words) in [
            (unknown.signs(HOST, 4000), "not from an authority that this machine knows"),
            (impostor.signs(HOST, 4000), "not from an authority that this machine knows"),
            (known.signs("mail.example", 4000), "shows a certificate for another name"),
            (known.signs(HOST, 2021), "has run out"),
        ] {
            let settings = server(kind, security, signed).await;
            let error = open(kind, &settings, &known.trusted()).await.unwrap_err();
            let said = error.sentence();
            assert!(said.contains(words) && said.contains(HOST), "{kind:?} {security}: {said}");
            // Certificates are renewed.
            assert!(matches!(error, SendError::Later { .. }), "{kind:?} {security}: {error:?}");
        }
    }
}

#[tokio::test]
async fn only_tests_know_an_authority_of_their_own() {
    let authority = Authority::named("Known");
    for (kind, security) in ALL {
        let settings = server(kind, security, authority.signs(HOST, 4000)).await;
        assert!(open(kind, &settings, &Trust::default()).await.is_err(), "{kind:?} {security}");
    }
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_not_spoken_to_without() {
    let listener = TcpListener::bind((HOST, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    let heard = tokio::spawn(async move {
        let mut all = Vec::new();
        for _ in 0..2 {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.write_all(b"220 * OK no such thing here\r\n").await.unwrap();
            all.extend(read_all(&mut stream).await);
        }
        all
    });
    let secret = || crate::Secret::new("swordfish");
    let settings = ChannelSettings {
        smtp_host: HOST.to_owned(),
        smtp_port: port.clone(),
        smtp_security: "tls".to_owned(),
        smtp_user: "help".to_owned(),
        smtp_password: secret(),
        imap_host: HOST.to_owned(),
        imap_port: port,
        ..ChannelSettings::default()
    };
    for kind in [Kind::Smtp, Kind::Imap] {
        assert!(open(kind, &settings, &Trust::default()).await.is_err(), "{kind:?}");
    }
    let heard = heard.await.unwrap();
    assert!(!heard.windows(5).any(|part| [&b"sword"[..], b"LOGIN", b"EHLO "].contains(&part)));
}

async fn read_all(stream: &mut (impl AsyncRead + Unpin)) -> Vec<u8> {
    let mut all = Vec::new();
    // That the other side hangs up is what it should do.
    drop(stream.read_to_end(&mut all).await);
    all
}
