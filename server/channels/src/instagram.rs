//! Instagram: messages and comments of a professional account (developers.facebook.com, Instagram messaging).
//!
//! Tokens come from one of two logins, Instagram's or Facebook's; both know the account as `me`.

mod changes;
mod send;
mod setup;

use crate::inbound::Person;
use crate::meta::codes::Product;
use crate::meta::graph::Graph;
use crate::meta::page;
use crate::{
    Call, Channel, ChannelSettings, Finding, Greeting, Http, Inbound, Malformed, Outbound, Refused, SendError, Sent,
    Sign, duplicates, json, meta,
};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use serde_json::Value;

/// The account the token is for.
const ME: &str = "me";

pub(crate) struct Instagram;

impl Channel for Instagram {
    fn verify(&self, settings: &ChannelSettings, call: &Call<'_>) -> Result<Greeting, Refused> {
        meta::verify(settings, call)
    }

    fn read(&self, _: &ChannelSettings, call: &Call<'_>) -> Result<Vec<Inbound>, Malformed> {
        let body = json::parse(call.body)?;
        Ok(duplicates::removed(meta::entries(&body, "instagram").flat_map(entry).collect()))
    }

    fn send<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        out: &'a Outbound,
    ) -> BoxFuture<'a, Result<Sent, SendError>> {
        async move { send::send(&graph(http, settings)?, out).await }.boxed()
    }

    fn mark<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        sign: &'a Sign,
    ) -> BoxFuture<'a, Result<(), SendError>> {
        async move { page::mark(&graph(http, settings)?, ME, sign).await }.boxed()
    }

    fn knows_names(&self) -> bool {
        true
    }

    fn profile<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        customer: &'a str,
    ) -> BoxFuture<'a, Result<Option<Person>, SendError>> {
        async move { page::person(&graph(http, settings)?, customer, "name,username").await.map(Some) }.boxed()
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
        _: &'a str,
    ) -> BoxFuture<'a, Result<(), SendError>> {
        async move { setup::connect(&graph(http, settings)?).await }.boxed()
    }
}

fn graph<'a>(http: &'a Http, settings: &'a ChannelSettings) -> Result<Graph<'a>, SendError> {
    Graph::new(http, settings, Product::Instagram)
}

fn entry(entry: &Value) -> Vec<Inbound> {
    let mut all = meta::thread::read(entry);
    all.extend(changes::read(entry));
    all
}
