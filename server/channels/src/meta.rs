//! What Meta's products share: the proof of a call, an envelope of entries, and the Graph API to send through.

pub(crate) mod cloud;
pub(crate) mod codes;
pub(crate) mod graph;
pub(crate) mod page;
pub(crate) mod thread;

use crate::json::Lenient;
use crate::signature::{check_signature, check_word};
use crate::{Call, ChannelSettings, Greeting, Refused};
use http::Method;
use serde_json::Value;

/// GET is the challenge when the address is set up (`hub.mode`, `hub.verify_token`, `hub.challenge`), POST brings signed news.
pub(crate) fn verify(settings: &ChannelSettings, call: &Call<'_>) -> Result<Greeting, Refused> {
    match *call.method {
        Method::POST => {
            check_signature(&settings.secret, call.header("x-hub-signature-256"), call.body)?;
            Ok(Greeting::News)
        }
        Method::GET => {
            if call.query_value("hub.mode").as_deref() != Some("subscribe") {
                return Err(Refused::Forged);
            }
            check_word(&settings.verify_token, call.query_value("hub.verify_token").as_deref())?;
            Ok(Greeting::Answer(call.query_value("hub.challenge").unwrap_or_default()))
        }
        _ => Err(Refused::Method),
    }
}

/// The entries of a call about this object. Calls about others have none: they are acknowledged, so that they are not repeated for days.
pub(crate) fn entries<'a>(body: &'a Value, object: &str) -> impl Iterator<Item = &'a Value> {
    let ours = body.text("object") == Some(object);
    body.objects("entry").filter(move |_| ours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;
    use http::HeaderMap;

    fn challenge(query: &str) -> Result<Greeting, Refused> {
        let settings = ChannelSettings { verify_token: Secret::new("to ken"), ..ChannelSettings::default() };
        verify(&settings, &Call { method: &Method::GET, query, headers: &HeaderMap::new(), body: b"" })
    }

    #[test]
    fn a_challenge_is_answered_word_for_word() {
        let answer = challenge("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=to+ken");
        assert_eq!(answer, Ok(Greeting::Answer("1158201444".to_owned())));
    }

    #[test]
    fn a_challenge_with_another_word_is_refused() {
        assert_eq!(challenge("hub.mode=subscribe&hub.challenge=1&hub.verify_token=token"), Err(Refused::Forged));
        assert_eq!(challenge("hub.mode=subscribe&hub.challenge=1"), Err(Refused::Unsigned));
        assert_eq!(challenge("hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=to+ken"), Err(Refused::Forged));
        assert_eq!(challenge(""), Err(Refused::Forged));
    }
}
