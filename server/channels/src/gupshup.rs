//! WhatsApp through Gupshup, in both of its formats (docs.gupshup.io, partner-docs.gupshup.io).
//!
//! Version 2 is Gupshup's own; version 3 passes Meta's calls on with ids of its own added.

mod event;
mod message;

use crate::json::Lenient;
use crate::meta::cloud::{self, Account};
use crate::{Call, Channel, ChannelSettings, Greeting, Inbound, Malformed, Refused, duplicates, json, signature};
use http::Method;

/// Gupshup signs nothing. It sends along the headers it was given with the subscription; where it was given none, the secret can stand in
/// the address as `?secret=…`.
const HEADER: &str = "x-frontdesk-secret";

pub(crate) struct Gupshup;

impl Channel for Gupshup {
    fn verify(&self, settings: &ChannelSettings, call: &Call<'_>) -> Result<Greeting, Refused> {
        if call.method != Method::POST {
            return Err(Refused::Method);
        }
        let in_address = call.query_value("secret");
        signature::check_word(&settings.secret, call.header(HEADER).or(in_address.as_deref()))?;
        Ok(Greeting::News)
    }

    /// Everything that is JSON is acknowledged, probes and unknown events too: Gupshup switches addresses off that answer otherwise.
    fn read(&self, _: &ChannelSettings, call: &Call<'_>) -> Result<Vec<Inbound>, Malformed> {
        let body = json::parse(call.body)?;
        if body.get("entry").is_some() {
            let account = Account::App(body.id("gs_app_id"));
            let entries = body.objects("entry");
            return Ok(duplicates::removed(entries.flat_map(|entry| cloud::read(entry, &account)).collect()));
        }
        let Some(payload) = body.object("payload") else { return Ok(Vec::new()) };
        let inbound = match body.text("type") {
            Some("message") => message::read(&body, payload),
            Some("message-event") => event::of_message(&body, payload),
            Some("user-event") => event::of_person(&body, payload),
            Some(kind @ ("template-event" | "account-event")) => Some(event::of_account(&body, kind, payload)),
            _ => None,
        };
        Ok(inbound.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;
    use http::{HeaderMap, HeaderValue};

    #[test]
    fn the_secret_comes_in_a_header_or_in_the_address() {
        let settings = ChannelSettings { secret: Secret::new("open sesame"), ..ChannelSettings::default() };
        let verify = |query: &str, header: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            if let Some(header) = header {
                headers.insert(HEADER, HeaderValue::from_static(header));
            }
            Gupshup.verify(&settings, &Call { method: &Method::POST, query, headers: &headers, body: b"{}" })
        };
        assert_eq!(verify("", Some("open sesame")), Ok(Greeting::News));
        assert_eq!(verify("secret=open+sesame", None), Ok(Greeting::News));
        assert_eq!(verify("secret=open+sesame", Some("barley")), Err(Refused::Forged));
        assert_eq!(verify("", None), Err(Refused::Unsigned));
    }
}
