//! One call to Frontdesk, as this provider makes it.

use crate::Channel;
use crate::escaped_json;
use crate::news;
use crate::state::Post;
use crate::world::{ORIGIN, World};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt::Write;
use std::time::Duration;

/// Calls once.
///
/// # Errors
/// What is wrong, in words for the phone.
pub(super) async fn make(world: &World, post: &Post) -> Result<(), String> {
    let line = world.line(&post.line).ok_or("The plan has no such line any more.")?;
    let (callback, secret, subscribed) = world
        .read(|state| state.line(&post.line).map(|kept| (kept.callback.clone(), kept.secret.clone(), kept.subscribed)))
        .unwrap_or_default();
    if !subscribed {
        return Err("The app is not subscribed to this account.".to_owned());
    }
    if callback.is_empty() {
        return Err("No webhook address is set.".to_owned());
    }
    let request = world.http.post(&callback).timeout(Duration::from_secs(10));
    let request = request.header("content-type", "application/json");
    let (request, body) = match line.channel {
        Channel::Whatsapp | Channel::Messenger | Channel::Instagram => {
            let body = escaped_json::write(&post.body);
            let body = body.replace(&escaped(ORIGIN), &escaped(&world.origin));
            let signature = signature(&secret, body.as_bytes());
            let agent = request.header("user-agent", "facebookexternalua");
            (agent.header("x-hub-signature-256", signature), body)
        }
        Channel::Gupshup => {
            let body = post.body.to_string().replace(ORIGIN, &world.origin);
            (request.header("x-frontdesk-secret", secret), body)
        }
        Channel::Telegram => {
            let body = post.body.to_string().replace(ORIGIN, &world.origin);
            let secret = Some(secret).filter(|secret| !secret.is_empty());
            let header = |secret| ("x-telegram-bot-api-secret-token", secret);
            let request =
                secret.map(header).into_iter().fold(request, |request, (name, secret)| request.header(name, secret));
            (request, body)
        }
        Channel::Email => {
            let mut body = post.body.clone();
            world.read(|state| news::with_files(&mut body, &state.media));
            let request = request.header("user-agent", "Postmark");
            (request.header("authorization", format!("Basic {}", STANDARD.encode(secret))), body.to_string())
        }
    };
    let response = request.body(body).send().await.map_err(|error| {
        let what = if error.is_timeout() { "did not answer within ten seconds" } else { "cannot be reached" };
        format!("Frontdesk {what}.")
    })?;
    let status = response.status();
    let meta = !matches!(line.channel, Channel::Gupshup | Channel::Telegram);
    if status.as_u16() == 200 || (!meta && status.is_success()) {
        return Ok(());
    }
    Err(format!("Frontdesk answered {status}."))
}

fn escaped(text: &str) -> String {
    text.replace('/', "\\/")
}

/// `sha256=` and the HMAC of the body in hex (Graph API webhooks).
fn signature(secret: &str, body: &[u8]) -> String {
    let mut text = "sha256=".to_owned();
    if let Ok(mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) {
        for byte in mac.chain_update(body).finalize().into_bytes() {
            let _ = write!(text, "{byte:02x}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_the_published_one() {
        // RFC 4231, test case 2.
        let expected = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(signature("Jefe", b"what do ya want for nothing?"), expected);
    }
}
