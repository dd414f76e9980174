//! `AUTH PLAIN` and `AUTH LOGIN` (RFC 4616, 4954).

use super::reply::Reply;
use super::wire::Wire;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io;
use tokio::io::{AsyncRead, AsyncWrite};

/// User and password, as the sender gives them.
///
/// # Errors
/// Outside, the connection is broken; inside, how the attempt is answered.
pub(super) async fn credentials<S: AsyncRead + AsyncWrite + Unpin>(
    wire: &mut Wire<S>,
    mechanism: &str,
    initial: Option<String>,
) -> io::Result<Result<(String, String), Reply>> {
    let read = match mechanism {
        "PLAIN" => {
            let answer = match initial {
                Some(initial) => initial,
                // An empty challenge.
                None => asked(wire, "").await?,
            };
            plain(&answer)
        }
        "LOGIN" => {
            let user = match initial {
                Some(initial) => initial,
                None => asked(wire, "Username:").await?,
            };
            let password = asked(wire, "Password:").await?;
            decoded(&user).zip(decoded(&password))
        }
        _ => return Ok(Err(Reply::new(504, "5.5.4 Unrecognized authentication type"))),
    };
    Ok(read.ok_or(Reply::new(501, "5.5.2 Cannot decode the response")))
}

async fn asked<S: AsyncRead + AsyncWrite + Unpin>(wire: &mut Wire<S>, challenge: &str) -> io::Result<String> {
    wire.say(&Reply::made(334, format!("{} ", STANDARD.encode(challenge)))).await?;
    wire.line().await?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

/// `authorization identity NUL user NUL password`.
fn plain(answer: &str) -> Option<(String, String)> {
    let answer = decoded(answer)?;
    let mut parts = answer.split('\0').skip(1);
    Some((parts.next()?.to_owned(), parts.next()?.to_owned()))
}

fn decoded(text: &str) -> Option<String> {
    String::from_utf8(STANDARD.decode(text.trim()).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_credentials_are_the_second_and_third_part() {
        // RFC 4616, the first example with NUL between its parts.
        let answer = STANDARD.encode("\0tim\0tanstaaftanstaaf");
        assert_eq!(plain(&answer), Some(("tim".to_owned(), "tanstaaftanstaaf".to_owned())));
        assert_eq!((plain("dGlt"), plain("*")), (None, None));
    }
}
