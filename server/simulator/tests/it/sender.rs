//! A mail client as simple as can be: says what it is told, and returns the answers.

use crate::played::{MAILBOX, Played};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufStream};
use tokio::net::TcpStream;

/// A connection to the mail server.
pub(crate) struct Sender {
    stream: BufStream<TcpStream>,
}

impl Sender {
    /// Connected and greeted.
    pub(crate) async fn connect(played: &Played) -> Self {
        let stream = BufStream::new(TcpStream::connect(played.mail).await.unwrap());
        let mut sender = Self { stream };
        assert_eq!(sender.answer().await, "220");
        assert_eq!(sender.says("EHLO [127.0.0.1]").await, "250");
        sender
    }

    /// The same with a login.
    pub(crate) async fn log_in(played: &Played) -> Self {
        let mut sender = Self::connect(played).await;
        assert_eq!(sender.says(&format!("AUTH PLAIN {}", credentials(&format!("token-{MAILBOX}")))).await, "235");
        sender
    }

    /// Says a line; the code of the answer, empty when there is none.
    pub(crate) async fn says(&mut self, line: &str) -> String {
        self.sends(&format!("{line}\r\n")).await;
        self.answer().await
    }

    /// Sends as it is.
    pub(crate) async fn sends(&mut self, text: &str) {
        self.stream.write_all(text.as_bytes()).await.unwrap();
        self.stream.flush().await.unwrap();
    }

    /// The code of the next answer.
    pub(crate) async fn answer(&mut self) -> String {
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line).await.unwrap_or_default() == 0 {
                return String::new();
            }
            if line.as_bytes().get(3) != Some(&b'-') {
                return line[..3].to_owned();
            }
        }
    }

    /// Hands a mail in; the codes for sender, recipient and mail, as far as it goes.
    pub(crate) async fn hands_in(&mut self, to: &str, mail: &str) -> Vec<String> {
        let mut codes = Vec::new();
        for line in [format!("MAIL FROM:<{MAILBOX}>"), format!("RCPT TO:<{to}>"), "DATA".to_owned()] {
            let code = self.says(&line).await;
            if code == "354" {
                continue;
            }
            codes.push(code.clone());
            if !code.starts_with('2') {
                return codes;
            }
        }
        let stuffed: String = mail
            .lines()
            .map(|line| if line.starts_with('.') { format!(".{line}\r\n") } else { format!("{line}\r\n") })
            .collect();
        self.sends(&format!("{stuffed}.\r\n")).await;
        codes.push(self.answer().await);
        codes
    }
}

/// For `AUTH PLAIN`.
pub(crate) fn credentials(password: &str) -> String {
    STANDARD.encode(format!("\0{MAILBOX}\0{password}"))
}

/// A mail with these words.
pub(crate) fn mail(id: &str, words: &str) -> String {
    format!(
        "Message-ID: <{id}@aurora.example>\nDate: Fri, 9 Jan 2026 12:30:30 +0000\nFrom: Aurora <{MAILBOX}>\nSubject: News\n\n{words}"
    )
}
