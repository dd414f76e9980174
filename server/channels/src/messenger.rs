//! Facebook Messenger: messages to a page (developers.facebook.com, Messenger Platform).

use crate::{Call, Channel, ChannelSettings, Greeting, Inbound, Malformed, Refused, duplicates, json, meta};

pub(crate) struct Messenger;

impl Channel for Messenger {
    fn verify(&self, settings: &ChannelSettings, call: &Call<'_>) -> Result<Greeting, Refused> {
        meta::verify(settings, call)
    }

    fn read(&self, _: &ChannelSettings, call: &Call<'_>) -> Result<Vec<Inbound>, Malformed> {
        let body = json::parse(call.body)?;
        Ok(duplicates::removed(meta::entries(&body, "page").flat_map(meta::thread::read).collect()))
    }
}
