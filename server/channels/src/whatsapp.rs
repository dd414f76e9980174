//! WhatsApp through Meta's Cloud API (developers.facebook.com, WhatsApp Business Platform).

pub(crate) mod cards;
mod interactive;
pub(crate) mod media;
mod send;
pub(crate) use send::split;
mod setup;
pub(crate) mod template;

use crate::inbound::Source;
use crate::json::Lenient;
use crate::meta::cloud::Account;
use crate::meta::codes::Product;
use crate::meta::graph::Graph;
use crate::{
    Call, Channel, ChannelSettings, FetchError, Fetched, Finding, Greeting, Http, Inbound, Malformed, Outbound,
    Refused, SendError, Sent, Sign, SignKind, Wanted, duplicates, fetch, json, meta,
};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use serde_json::json;
use types::message::Template;

pub(crate) struct Whatsapp;

impl Channel for Whatsapp {
    fn verify(&self, settings: &ChannelSettings, call: &Call<'_>) -> Result<Greeting, Refused> {
        meta::verify(settings, call)
    }

    fn read(&self, _: &ChannelSettings, call: &Call<'_>) -> Result<Vec<Inbound>, Malformed> {
        let body = json::parse(call.body)?;
        let entries = meta::entries(&body, "whatsapp_business_account");
        Ok(duplicates::removed(entries.flat_map(|entry| meta::cloud::read(entry, &Account::PhoneNumber)).collect()))
    }

    fn send<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        out: &'a Outbound,
    ) -> BoxFuture<'a, Result<Sent, SendError>> {
        async move { send::send(&graph(http, settings)?, settings, out).await }.boxed()
    }

    /// An id leads to an address that lives for five minutes; that one wants the token as well.
    fn fetch<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        file: &'a Wanted,
    ) -> BoxFuture<'a, Result<Fetched, FetchError>> {
        async move {
            let graph = graph(http, settings)?;
            match &file.source {
                Source::Id(id) => {
                    let described = graph.get(&[id], &[("phone_number_id", &settings.account)]).await?;
                    let address = described.filled("url").ok_or_else(|| graph.unclear())?;
                    let sha256 = file.sha256.clone().or_else(|| described.filled("sha256"));
                    let fetched = graph.download(&address, &Wanted { sha256, ..file.clone() }).await?;
                    Ok(Fetched { media_type: described.filled("mime_type").or(fetched.media_type), ..fetched })
                }
                Source::Address(address) => graph.download(address, file).await,
                Source::Bytes(_) => fetch::without_token(http, file).await,
            }
        }
        .boxed()
    }

    /// Typing can only be shown together with having read (developers.facebook.com, typing indicators). It goes out after 25 seconds.
    fn mark<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        sign: &'a Sign,
    ) -> BoxFuture<'a, Result<(), SendError>> {
        async move {
            let Some(message) = &sign.message else { return Ok(()) };
            let mut body = json!({"messaging_product": "whatsapp", "status": "read", "message_id": message});
            if sign.what == SignKind::Typing {
                body["typing_indicator"] = json!({"type": "text"});
            }
            graph(http, settings)?.post(&[&settings.account, "messages"], &body).await.map(drop)
        }
        .boxed()
    }

    fn templates<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
    ) -> BoxFuture<'a, Result<Vec<Template>, SendError>> {
        async move { template::list(&graph(http, settings)?, settings).await }.boxed()
    }

    fn diagnose<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        callback_url: &'a str,
    ) -> BoxFuture<'a, Vec<Finding>> {
        async move {
            match graph(http, settings) {
                Ok(graph) => setup::diagnose(&graph, settings, callback_url).await,
                Err(error) => vec![Finding::failed("Access token", &error)],
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
        async move { setup::connect(&graph(http, settings)?, settings, callback_url).await }.boxed()
    }
}

fn graph<'a>(http: &'a Http, settings: &'a ChannelSettings) -> Result<Graph<'a>, SendError> {
    Graph::new(http, settings, Product::Whatsapp)
}
