//! A mail server that takes mail from whoever has the right access token.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The server.
pub(super) struct Letterbox {
    /// Where it listens.
    pub(super) port: String,
    state: Arc<Mutex<Known>>,
}

#[derive(Default)]
struct Known {
    token: String,
    taken: Vec<String>,
    refused: usize,
}

impl Letterbox {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port().to_string();
        let state = Arc::<Mutex<Known>>::default();
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { port, state }
    }

    /// From now on this is the only good access token.
    pub(super) fn accepts(&self, token: &str) {
        token.clone_into(&mut self.state.lock().unwrap().token);
    }

    /// The mails it has taken, oldest first.
    pub(super) fn taken(&self) -> Vec<String> {
        self.state.lock().unwrap().taken.clone()
    }

    /// How often somebody came with another token.
    pub(super) fn refused(&self) -> usize {
        self.state.lock().unwrap().refused
    }
}

async fn serve(stream: TcpStream, state: Arc<Mutex<Known>>) {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mail\r\n").await.unwrap();
    let (mut line, mut is_in) = (String::new(), false);
    loop {
        line.clear();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        let reply = match line.trim_end().split_once(' ').map_or(line.trim_end(), |(word, _)| word) {
            "EHLO" => "250-mail\r\n250-8BITMIME\r\n250 AUTH XOAUTH2\r\n",
            "AUTH" => {
                is_in = is_right(&line, &state);
                if is_in { "235 welcome\r\n" } else { "535 5.7.3 Authentication unsuccessful\r\n" }
            }
            "QUIT" => "221 bye\r\n",
            _ if !is_in => "530 5.7.0 Authentication required\r\n",
            "DATA" => "354 go\r\n",
            _ => "250 ok\r\n",
        };
        stream.write_all(reply.as_bytes()).await.unwrap();
        if reply.starts_with("354") {
            let mut mail = String::new();
            while !mail.ends_with("\r\n.\r\n") {
                if stream.read_line(&mut mail).await.unwrap_or(0) == 0 {
                    return;
                }
            }
            state.lock().unwrap().taken.push(mail);
            stream.write_all(b"250 taken\r\n").await.unwrap();
        }
    }
}

fn is_right(line: &str, state: &Mutex<Known>) -> bool {
    let mut known = state.lock().unwrap();
    let right = STANDARD.encode(format!("user=help\x01auth=Bearer {}\x01\x01", known.token));
    let is_right = line.trim_end() == format!("AUTH XOAUTH2 {right}");
    known.refused += usize::from(!is_right);
    is_right
}
