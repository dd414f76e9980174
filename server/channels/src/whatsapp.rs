//! WhatsApp through Meta's Cloud API (developers.facebook.com, WhatsApp Business Platform, webhooks).

use crate::meta::cloud::Account;
use crate::{Call, Channel, ChannelSettings, Greeting, Inbound, Malformed, Refused, duplicates, json, meta};

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
}
