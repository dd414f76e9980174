//! E-mail: a message as it travels (RFC 5322), or one an inbound service has taken apart already (Postmark's form).

mod bounce;
mod compose;
mod date;
mod encoded_words;
mod headers;
mod html;
mod letter;
mod mailbox;
mod mime;
mod oauth;
mod postmark;
mod remote;
mod send;
mod setup;
mod sign_in;
mod smtp;
mod text;
mod transfer;
mod trust;

pub use mailbox::{Mailbox, MailboxState, Rhythm};
pub use oauth::{OauthClient, OauthError, Tokens};

use crate::json::Lenient;
use crate::{
    Call, Channel, ChannelSettings, Finding, Greeting, Http, Inbound, Malformed, Outbound, Refused, SendError, Sent,
    duplicates, json, signature,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use http::Method;
use serde_json::Value;

pub(crate) struct Email;

/// What the mail servers said to each other about a mail; its headers may say something else.
#[derive(Debug, Default)]
struct Envelope {
    /// The return path; empty for bounces. `None`: not told.
    mail_from: Option<String>,
    /// The mailbox it was delivered to.
    rcpt_to: Option<String>,
}

impl Channel for Email {
    /// Inbound services sign nothing; they are given an address with user and password.
    fn verify(&self, settings: &ChannelSettings, call: &Call<'_>) -> Result<Greeting, Refused> {
        if call.method != Method::POST {
            return Err(Refused::Method);
        }
        let credentials = call.header("authorization").and_then(|header| header.strip_prefix("Basic "));
        let given = credentials.and_then(|encoded| String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok());
        signature::check_word(&settings.secret, given.as_deref())?;
        Ok(Greeting::News)
    }

    /// The mail itself, or JSON: `{"format":"rfc822","envelope":{"mail_from","rcpt_to"},"raw_base64"}`, or Postmark's form.
    fn read(&self, _: &ChannelSettings, call: &Call<'_>) -> Result<Vec<Inbound>, Malformed> {
        let all = match call.body.trim_ascii_start().first() {
            None => return Err(Malformed::NotMail("it is empty")),
            Some(b'{' | b'[') => read_json(&json::parse(call.body)?)?,
            Some(_) => letter::read(call.body, &Envelope::default())?,
        };
        Ok(duplicates::removed(all))
    }

    fn send<'a>(
        &'a self,
        _: &'a Http,
        settings: &'a ChannelSettings,
        out: &'a Outbound,
    ) -> BoxFuture<'a, Result<Sent, SendError>> {
        send::send(settings, out).boxed()
    }

    fn diagnose<'a>(&'a self, _: &'a Http, settings: &'a ChannelSettings, _: &'a str) -> BoxFuture<'a, Vec<Finding>> {
        setup::diagnose(settings).boxed()
    }
}

fn read_json(body: &Value) -> Result<Vec<Inbound>, Malformed> {
    if body.text("format") == Some("rfc822") || body.get("raw_base64").is_some() {
        let raw = body.text("raw_base64").ok_or(Malformed::NotMail("raw_base64 is missing"))?;
        let envelope = body.get("envelope").unwrap_or(&Value::Null);
        let recipients = envelope.items("rcpt_to").iter().filter_map(Value::as_str).map(str::to_owned);
        let envelope = Envelope {
            mail_from: envelope.text("mail_from").map(str::to_owned),
            rcpt_to: envelope.filled("rcpt_to").or_else(|| recipients.into_iter().next()),
        };
        return letter::read(&transfer::base64(raw.as_bytes()), &envelope);
    }
    Ok(postmark::read(body).into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;
    use http::{HeaderMap, HeaderValue};

    #[test]
    fn user_and_password_must_be_right() {
        let settings = ChannelSettings { secret: Secret::new("post:mark:1"), ..ChannelSettings::default() };
        let verify = |header: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            if let Some(header) = header {
                headers.insert("authorization", HeaderValue::from_static(header));
            }
            Email.verify(&settings, &Call { method: &Method::POST, query: "", headers: &headers, body: b"{}" })
        };
        assert_eq!(verify(Some("Basic cG9zdDptYXJrOjE=")), Ok(Greeting::News));
        assert_eq!(verify(Some("Basic cG9zdDptYXJrOjI=")), Err(Refused::Forged));
        assert_eq!(verify(Some("Bearer post:mark:1")), Err(Refused::Unsigned));
        assert_eq!(verify(None), Err(Refused::Unsigned));
    }

    #[test]
    fn what_is_no_mail_is_refused() {
        let read = |body: &[u8]| {
            let call = Call { method: &Method::POST, query: "", headers: &HeaderMap::new(), body };
            Email.read(&ChannelSettings::default(), &call)
        };
        for body in [
            "",
            "  ",
            "[]",
            "{",
            "no header at all",
            r#"{"format":"rfc822"}"#,
            r#"{"format":"rfc822","raw_base64":"****"}"#,
        ] {
            assert!(read(body.as_bytes()).is_err(), "{body}");
        }
        assert_eq!(read(b"{}"), Ok(Vec::new()));
        assert_eq!(read(b"From: a@b.example\n\nHello").map(|all| all.len()), Ok(1));
    }
}
