//! Agents' pages that listen: a live connection each, and everything it hears.

use crate::browser::Browser;
use crate::frame::{Frame, read};
use crate::ledger::{Accepted, Heard, check};
use anyhow::{Context as _, bail};
use futures_util::StreamExt as _;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;

/// How long a page waits for what is missing. Frames keep coming under load, so it is the longest gap.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a page that has heard everything goes on listening for what comes twice.
const QUIET: Duration = Duration::from_millis(300);

/// Pages with live connections.
pub(crate) struct Agents(Vec<Page>);

struct Page {
    /// Tells it how many messages there were.
    ending: oneshot::Sender<usize>,
    ear: JoinHandle<anyhow::Result<Ear>>,
}

struct Ear {
    socket: WebSocketStream<TcpStream>,
    heard: Vec<Heard>,
    /// A conversation that got a message.
    conversation: Option<i64>,
}

/// What pages heard.
pub(crate) struct Outcome {
    /// How long after its call each message arrived at each page.
    pub(crate) delays: Vec<Duration>,
    /// A conversation that got a message.
    pub(crate) conversation: Option<i64>,
}

impl Agents {
    /// Opens this many pages, of these people in turn, and returns when each is up to date.
    pub(crate) async fn listen(people: &mut [Browser], pages: usize) -> anyhow::Result<Self> {
        let after = people.first_mut().context("the demo has nobody")?.cursor().await?;
        let mut all = Vec::with_capacity(pages);
        for person in people.iter().cycle().take(pages) {
            let ear = Ear::open(person, after).await?;
            let (ending, told) = oneshot::channel();
            all.push(Page { ending, ear: tokio::spawn(ear.hear(told)) });
        }
        Ok(Self(all))
    }

    /// Waits until each page has heard what was accepted, closes it, and fails on any difference.
    pub(crate) async fn compare(self, accepted: &[Accepted]) -> anyhow::Result<Outcome> {
        let mut ears = Vec::with_capacity(self.0.len());
        let mut waiting = Vec::with_capacity(self.0.len());
        for page in self.0 {
            // A page whose connection has ended says so itself.
            let _ = page.ending.send(accepted.len());
            waiting.push(page.ear);
        }
        for ear in waiting {
            ears.push(ear.await??);
        }
        let delays = check(accepted, ears.iter().map(|ear| ear.heard.as_slice()))?;
        Ok(Outcome { delays, conversation: ears.iter().find_map(|ear| ear.conversation) })
    }
}

impl Ear {
    async fn open(person: &Browser, after: i64) -> anyhow::Result<Self> {
        let address = person.address;
        let mut request = format!("ws://{address}/live?after={after}").into_client_request()?;
        let headers = request.headers_mut();
        headers.insert("cookie", HeaderValue::from_str(&person.cookie)?);
        headers.insert("origin", HeaderValue::from_str(&format!("http://{address}"))?);
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (socket, _) =
            tokio_tungstenite::client_async(request, stream).await.context("a live connection was refused")?;
        let mut ear = Self { socket, heard: Vec::new(), conversation: None };
        while !ear.next().await? {}
        Ok(ear)
    }

    async fn hear(mut self, mut told: oneshot::Receiver<usize>) -> anyhow::Result<Self> {
        let expected = loop {
            tokio::select! {
                expected = &mut told => break expected?,
                next = self.next() => next?,
            };
        };
        loop {
            let patience = if self.heard.len() < expected { PATIENCE } else { QUIET };
            match tokio::time::timeout(patience, self.next()).await {
                Ok(next) => next?,
                Err(_) => return Ok(self),
            };
        }
    }

    /// Takes the next frame; whether it was a beat: all there is has been heard.
    async fn next(&mut self) -> anyhow::Result<bool> {
        let Message::Text(text) = self.socket.next().await.context("a live connection has ended")?? else {
            return Ok(false);
        };
        let at = Instant::now();
        let frame = read(&text);
        match frame {
            Frame::Message { seq, message, conversation } => {
                self.conversation = Some(conversation);
                self.heard.push(Heard { seq, message, at });
            }
            Frame::Ended => bail!("a page was told to load anew"),
            Frame::Beat | Frame::Aside => {}
        }
        Ok(matches!(frame, Frame::Beat))
    }
}
