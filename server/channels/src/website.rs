//! The chat on a website: visitors come in through a door of their own, no provider calls for them or is called.

use crate::{Call, Channel, ChannelSettings, Greeting, Http, Inbound, Malformed, Outbound, Refused, SendError, Sent};
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, ready};

pub(crate) struct Website;

impl Channel for Website {
    fn verify(&self, _: &ChannelSettings, _: &Call<'_>) -> Result<Greeting, Refused> {
        Err(Refused::Method)
    }

    fn read(&self, _: &ChannelSettings, _: &Call<'_>) -> Result<Vec<Inbound>, Malformed> {
        Ok(Vec::new())
    }

    /// Visitors see the message as soon as it is stored.
    fn send<'a>(
        &'a self,
        _: &'a Http,
        _: &'a ChannelSettings,
        out: &'a Outbound,
    ) -> BoxFuture<'a, Result<Sent, SendError>> {
        ready(Ok(Sent { id: out.reference.clone(), also: Vec::new() })).boxed()
    }
}
