//! The chat on a website: visitors come in through a door of their own, no provider calls for them.

use crate::{Call, Channel, ChannelSettings, Greeting, Inbound, Malformed, Refused};

pub(crate) struct Website;

impl Channel for Website {
    fn verify(&self, _: &ChannelSettings, _: &Call<'_>) -> Result<Greeting, Refused> {
        Err(Refused::Method)
    }

    fn read(&self, _: &ChannelSettings, _: &Call<'_>) -> Result<Vec<Inbound>, Malformed> {
        Ok(Vec::new())
    }
}
