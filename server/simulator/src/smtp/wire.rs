//! Lines and mails on the connection.

use super::PATIENCE;
use super::reply::Reply;
use std::io;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufStream};
use tokio::time::timeout;

/// The longest line of a command, in bytes: credentials may be long (RFC 4954).
const LONGEST: u64 = 12_288;

/// One connection.
pub(super) struct Wire<S> {
    stream: BufStream<S>,
}

/// A mail on the wire.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mail {
    Whole(Vec<u8>),
    TooLarge,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream: BufStream::new(stream) }
    }

    /// The next line; `None` when the sender has hung up.
    ///
    /// # Errors
    /// The connection is broken, the sender says nothing, or the line does not end.
    pub(super) async fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        self.read_line(&mut line, LONGEST).await?;
        if line.is_empty() {
            return Ok(None);
        }
        if !line.ends_with(b"\n") {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the line does not end"));
        }
        Ok(Some(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned()))
    }

    /// Everything up to the line with the single dot, without the dots that were put before others (RFC 5321, 4.5.2). A mail that is
    /// too large is read to its end all the same: the sender listens only then.
    ///
    /// # Errors
    /// The connection broke before the end.
    pub(super) async fn mail(&mut self, most: usize) -> io::Result<Mail> {
        let (mut mail, mut size, mut begins) = (Vec::new(), 0_usize, true);
        loop {
            let mut piece = Vec::new();
            self.read_line(&mut piece, 65_536).await?;
            if piece.is_empty() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            // Only a line between whole line ends is the end: half ones are a way to hide a second mail in the first.
            if begins && piece == b".\r\n" {
                return Ok(if size > most { Mail::TooLarge } else { Mail::Whole(mail) });
            }
            let content = piece.strip_prefix(b".").filter(|_| begins).unwrap_or(&piece);
            size += content.len();
            if size <= most {
                mail.extend_from_slice(content);
            }
            begins = piece.ends_with(b"\r\n");
        }
    }

    async fn read_line(&mut self, line: &mut Vec<u8>, most: u64) -> io::Result<()> {
        let mut limited = (&mut self.stream).take(most);
        let read = timeout(PATIENCE, limited.read_until(b'\n', line)).await;
        read.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?.map(drop)
    }

    /// Answers.
    ///
    /// # Errors
    /// The connection is broken.
    pub(super) async fn say(&mut self, reply: &Reply) -> io::Result<()> {
        self.stream.write_all(reply.text().as_bytes()).await?;
        self.stream.flush().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn received(sent: &[u8], most: usize) -> io::Result<Mail> {
        let (mut sender, receiver) = tokio::io::duplex(1024);
        let sent = sent.to_vec();
        tokio::spawn(async move { sender.write_all(&sent).await });
        Wire::new(receiver).mail(most).await
    }

    #[tokio::test]
    async fn dots_at_the_beginning_of_lines_are_taken_off_once() {
        let mail = received(b"Subject: a\r\n\r\n..\r\n...b\r\nc.\r\n.\r\nQUIT\r\n", 100).await.unwrap();
        assert_eq!(mail, Mail::Whole(b"Subject: a\r\n\r\n.\r\n..b\r\nc.\r\n".to_vec()));
    }

    #[tokio::test]
    async fn half_line_ends_do_not_end_a_mail() {
        let mail = received(b"a\n.\r\nMAIL FROM:<x@y>\r\n.\r\n", 100).await.unwrap();
        assert_eq!(mail, Mail::Whole(b"a\n.\r\nMAIL FROM:<x@y>\r\n".to_vec()));
    }

    #[tokio::test]
    async fn a_mail_that_is_too_large_is_read_to_its_end() {
        assert_eq!(received(&[&b"x".repeat(200)[..], b"\r\n.\r\n"].concat(), 100).await.unwrap(), Mail::TooLarge);
        assert!(received(b"never ends", 100).await.is_err());
    }

    #[tokio::test]
    async fn a_line_that_does_not_end_is_refused() {
        let (mut sender, receiver) = tokio::io::duplex(100_000);
        sender.write_all(&b"x".repeat(20_000)).await.unwrap();
        assert!(Wire::new(receiver).line().await.is_err());
    }
}
