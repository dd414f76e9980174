//! The provider's edge: an HTTP server that keeps what it was asked and answers what it was told.

use channels::{Endpoints, Http};
use serde_json::Value;
use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

/// What was asked.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    /// Names in small letters.
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// The fields of a form, decoded.
    pub(crate) fn form(&self) -> HashMap<String, String> {
        form_urlencoded::parse(&self.body).into_owned().collect()
    }

    /// The parts of a multipart form: name, headers, content.
    pub(crate) fn parts(&self) -> HashMap<String, (String, Vec<u8>)> {
        let boundary = format!("--{}", self.header("content-type").unwrap().split("boundary=").nth(1).unwrap());
        // One character for each byte, so that pieces can be cut out and turned back.
        let body: String = self.body.iter().map(|byte| char::from(*byte)).collect();
        let part = |part: &str| {
            let (head, content) = part.split_once("\r\n\r\n")?;
            let name = head.split("name=\"").nth(1)?.split('"').next()?.to_owned();
            let bytes = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
            let content = bytes(content.strip_suffix("\r\n")?);
            Some((name, (String::from_utf8_lossy(&bytes(head)).into_owned(), content)))
        };
        body.split(&boundary).filter_map(part).collect()
    }
}

/// What to answer.
pub(crate) enum Reply {
    Json(u16, Value),
    /// Status, further header lines, body.
    Raw(u16, String, Vec<u8>),
    /// A body in pieces, of which nobody knows the length before.
    Chunked(String),
    /// Hangs up without a word.
    HangUp,
    /// Hangs up in the middle of the body.
    Break(u16),
    /// Says nothing, ever.
    Silence,
}

pub(crate) struct Provider {
    pub(crate) origin: String,
    requests: Arc<Mutex<Vec<Request>>>,
    plan: Arc<Mutex<VecDeque<Reply>>>,
}

impl Provider {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let (requests, plan) = (Arc::<Mutex<Vec<Request>>>::default(), Arc::<Mutex<VecDeque<Reply>>>::default());
        let (kept, told) = (Arc::clone(&requests), Arc::clone(&plan));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&kept), Arc::clone(&told)));
            }
        });
        Self { origin, requests, plan }
    }

    /// One that answers these in turn, and `{}` after them.
    pub(crate) async fn told(replies: impl IntoIterator<Item = Reply>) -> Self {
        let provider = Self::start().await;
        provider.tell(replies);
        provider
    }

    /// Further answers.
    pub(crate) fn tell(&self, replies: impl IntoIterator<Item = Reply>) {
        self.plan.lock().unwrap().extend(replies);
    }

    /// One that answers 200 with these.
    pub(crate) async fn answering(bodies: impl IntoIterator<Item = Value>) -> Self {
        Self::told(bodies.into_iter().map(|body| Reply::Json(200, body))).await
    }

    pub(crate) fn endpoints(&self) -> Endpoints {
        let at = |path: &str| format!("{}{path}", self.origin);
        Endpoints {
            meta: at("/graph"),
            instagram: at("/instagram"),
            gupshup: at("/gupshup"),
            gupshup_partner: at("/partner"),
            telegram: at("/telegram"),
            oauth: at("/oauth"),
        }
    }

    pub(crate) fn http(&self) -> Http {
        Http::new(self.endpoints()).unwrap()
    }

    pub(crate) fn impatient(&self) -> Http {
        Http::with_patience(self.endpoints(), Duration::from_millis(300)).unwrap()
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// The only request there was.
    pub(crate) fn request(&self) -> Request {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.into_iter().next().unwrap()
    }
}

/// An address nobody listens at, as long as the socket is kept.
pub(crate) fn nobody() -> (TcpSocket, SocketAddr) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    (socket, address)
}

async fn serve(mut stream: TcpStream, requests: Arc<Mutex<Vec<Request>>>, plan: Arc<Mutex<VecDeque<Reply>>>) {
    while let Some(request) = read(&mut stream).await {
        requests.lock().unwrap().push(request);
        let reply = plan.lock().unwrap().pop_front().unwrap_or_else(|| Reply::Json(200, serde_json::json!({})));
        let (status, headers, body) = match reply {
            Reply::Json(status, body) => {
                (status, "Content-Type: application/json\r\n".to_owned(), body.to_string().into_bytes())
            }
            Reply::Raw(status, headers, body) => (status, headers, body),
            Reply::Chunked(chunks) => {
                let head = "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n";
                drop(stream.write_all(format!("{head}{chunks}").as_bytes()).await);
                continue;
            }
            Reply::HangUp => return,
            Reply::Break(status) => {
                let head = format!("HTTP/1.1 {status} X\r\nContent-Length: 100\r\n\r\n{{");
                drop(stream.write_all(head.as_bytes()).await);
                return;
            }
            Reply::Silence => return std::future::pending().await,
        };
        let head = format!("HTTP/1.1 {status} X\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
        if stream.write_all(&[head.into_bytes(), body].concat()).await.is_err() {
            return;
        }
    }
}

async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let mut words = lines.next()?.split(' ').map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let headers: HashMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    assert!(!headers.contains_key("transfer-encoding"), "bodies of a known length are expected");
    let length: usize = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = bytes[end + 4..].to_vec();
    while body.len() < length {
        if stream.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    Some(Request { method, target, headers, body })
}
