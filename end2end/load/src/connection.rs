//! A connection to the server that stays open, as a provider's or a browser's does.

use anyhow::{Context as _, bail};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{HeaderMap, Request, StatusCode};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use std::pin::Pin;
use tokio::net::TcpStream;

/// Carries requests and answers when polled.
type Carrier = Pin<Box<dyn Future<Output = hyper::Result<()>> + Send>>;

/// One request at a time. The task that waits for the answer also carries it, so no hop between tasks is measured.
pub(crate) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    carrier: Carrier,
}

/// A whole answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// A header's value; empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await.with_context(|| format!("nobody answers at {address}"))?;
        stream.set_nodelay(true)?;
        let (sender, carrier) = handshake(TokioIo::new(stream)).await?;
        Ok(Self { sender, carrier: Box::pin(carrier) })
    }

    pub(crate) async fn send(&mut self, request: Request<Full<Bytes>>) -> anyhow::Result<Answer> {
        let Self { sender, carrier } = self;
        let exchange = async {
            sender.ready().await?;
            let (head, body) = sender.send_request(request).await?.into_parts();
            let body = body.collect().await?.to_bytes();
            anyhow::Ok(Answer { status: head.status, headers: head.headers, body })
        };
        tokio::select! {
            biased;
            answer = exchange => answer,
            _ = carrier => bail!("the server has closed the connection"),
        }
    }
}
