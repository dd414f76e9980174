//! Instagram: messages and comments of a professional account (developers.facebook.com, Instagram messaging webhooks).

mod changes;

use crate::{Call, Channel, ChannelSettings, Greeting, Inbound, Malformed, Refused, duplicates, json, meta};
use serde_json::Value;

pub(crate) struct Instagram;

impl Channel for Instagram {
    fn verify(&self, settings: &ChannelSettings, call: &Call<'_>) -> Result<Greeting, Refused> {
        meta::verify(settings, call)
    }

    fn read(&self, _: &ChannelSettings, call: &Call<'_>) -> Result<Vec<Inbound>, Malformed> {
        let body = json::parse(call.body)?;
        Ok(duplicates::removed(meta::entries(&body, "instagram").flat_map(entry).collect()))
    }
}

fn entry(entry: &Value) -> Vec<Inbound> {
    let mut all = meta::thread::read(entry);
    all.extend(changes::read(entry));
    all
}
