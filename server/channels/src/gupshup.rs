//! WhatsApp through Gupshup, in both of its formats (docs.gupshup.io, partner-docs.gupshup.io).
//!
//! Version 2 is Gupshup's own; version 3 passes Meta's calls on with ids of its own added.

mod account;
mod codes;
mod event;
mod message;
mod passed_on;
mod send;
mod setup;
mod template;

pub(crate) use codes::meaning as code_meaning;

use crate::json::Lenient;
use crate::meta::cloud::{self, Account};
use crate::{
    Call, Channel, ChannelSettings, Finding, Greeting, Http, Inbound, Malformed, Outbound, Refused, SendError, Sent,
    Sign, duplicates, json, signature,
};
use account::Account as Sender;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use http::Method;
use types::message::Template;

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
        let mut body = json::parse(call.body)?;
        if body.get("entry").is_some() {
            passed_on::without_ids(&mut body);
            let account = Account::App(body.id("gs_app_id"));
            let entries = body.objects("entry");
            return Ok(duplicates::removed(entries.flat_map(|entry| cloud::read(entry, &account)).collect()));
        }
        let Some(payload) = body.object("payload") else { return Ok(Vec::new()) };
        let inbound = match body.text("type") {
            Some("message") => Some(message::read(&body, payload)),
            Some("message-event") => event::of_message(&body, payload),
            Some("user-event") => event::of_person(&body, payload),
            Some(kind @ ("template-event" | "account-event")) => Some(event::of_account(&body, kind, payload)),
            _ => None,
        };
        Ok(inbound.into_iter().collect())
    }

    fn send<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        out: &'a Outbound,
    ) -> BoxFuture<'a, Result<Sent, SendError>> {
        async move { send::send(&Sender::new(http, settings)?, out).await }.boxed()
    }

    /// Typing is for partners only, so it counts as having read.
    fn mark<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        sign: &'a Sign,
    ) -> BoxFuture<'a, Result<(), SendError>> {
        async move {
            match &sign.message {
                Some(message) if !settings.business.is_empty() => Sender::new(http, settings)?.read(message).await,
                _ => Ok(()),
            }
        }
        .boxed()
    }

    fn templates<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
    ) -> BoxFuture<'a, Result<Vec<Template>, SendError>> {
        async move { template::list(&Sender::new(http, settings)?).await }.boxed()
    }

    fn diagnose<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        callback_url: &'a str,
    ) -> BoxFuture<'a, Vec<Finding>> {
        async move {
            match Sender::new(http, settings) {
                Ok(account) => setup::diagnose(&account, settings, callback_url).await,
                Err(error) => vec![Finding::failed("Settings", &error)],
            }
        }
        .boxed()
    }

    fn connect<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        callback_url: &'a str,
    ) -> BoxFuture<'a, Result<(), SendError>> {
        async move { setup::connect(&Sender::new(http, settings)?, settings, callback_url).await }.boxed()
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
