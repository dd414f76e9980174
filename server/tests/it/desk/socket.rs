//! A live connection over a real port.

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::Value;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// Longer than any machine is busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// A WebSocket as a page has it.
pub(crate) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    pub(crate) async fn open(address: SocketAddr, path: &str, cookie: &str, protocols: &[&str]) -> Self {
        Self::try_open(address, path, &format!("http://{address}"), cookie, protocols).await.unwrap()
    }

    /// The status of the refusal otherwise.
    pub(crate) async fn try_open(
        address: SocketAddr,
        path: &str,
        origin: &str,
        cookie: &str,
        protocols: &[&str],
    ) -> Result<Self, u16> {
        use tokio_tungstenite::tungstenite::Error;
        let mut request = format!("ws://{address}{path}").into_client_request().unwrap();
        let headers = request.headers_mut();
        headers.insert("cookie", HeaderValue::from_str(cookie).unwrap());
        headers.insert("origin", HeaderValue::from_str(origin).unwrap());
        if !protocols.is_empty() {
            headers.insert("sec-websocket-protocol", HeaderValue::from_str(&protocols.join(", ")).unwrap());
        }
        match tokio_tungstenite::connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// The next frame; `None` when the connection was closed.
    pub(crate) async fn hears(&mut self) -> Option<Value> {
        loop {
            let message = tokio::time::timeout(PATIENCE, self.0.next()).await.unwrap()?.ok()?;
            match message {
                Message::Text(text) => return Some(serde_json::from_str(&text).unwrap()),
                Message::Close(_) => return None,
                _ => {}
            }
        }
    }

    /// The next frame of that name, passing over others.
    pub(crate) async fn hears_of(&mut self, frame: &str) -> Value {
        loop {
            let heard = self.hears().await.unwrap_or_else(|| panic!("the connection ended before a {frame}"));
            if heard["frame"] == frame {
                return heard;
            }
        }
    }

    pub(crate) async fn says(&mut self, signal: &Value) {
        self.0.send(Message::text(signal.to_string())).await.unwrap();
    }

    /// Why the connection is closed: the code.
    pub(crate) async fn close_code(&mut self) -> Option<u16> {
        loop {
            let message = tokio::time::timeout(PATIENCE, self.0.next()).await.unwrap()?.ok()?;
            if let Message::Close(frame) = message {
                return frame.map(|frame| frame.code.into());
            }
        }
    }
}
