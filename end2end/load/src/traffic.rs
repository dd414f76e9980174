//! Customers' messages as the provider delivers them: one after the other, as many as possible, or at a steady rate.

use crate::connection::Connection;
use crate::ledger::Accepted;
use crate::webhook::Signer;
use anyhow::ensure;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval_at};

/// Connections that share a steady rate: enough that one slow answer does not hold up the next call.
const PACED_CONNECTIONS: u32 = 8;
/// Timers wake up to a millisecond late. A call that is later than this was held up by the server, and its time counts from when
/// it should have been made.
const LATE: Duration = Duration::from_millis(2);

/// Who writes.
#[derive(Clone, Debug)]
pub(crate) enum Customers {
    /// Somebody who has never written before, each time.
    New,
    /// These in turn; each belongs to one connection, so that their messages have an order.
    Known(Arc<[u32]>),
}

/// The provider's side.
pub(crate) struct Provider {
    address: SocketAddr,
    host: String,
    signer: Signer,
    messages: AtomicU32,
    customers: AtomicU32,
}

impl Provider {
    pub(crate) fn new(address: SocketAddr) -> anyhow::Result<Self> {
        let (messages, customers) = (AtomicU32::new(1), AtomicU32::new(1));
        Ok(Self { address, host: address.to_string(), signer: Signer::new()?, messages, customers })
    }

    /// Somebody who has never written before.
    pub(crate) fn new_customer(&self) -> u32 {
        self.customers.fetch_add(1, Ordering::Relaxed)
    }

    /// One message, from its call to the answer; counted from `begun` when that is given.
    async fn deliver(
        &self,
        connection: &mut Connection,
        customer: u32,
        begun: Option<Instant>,
    ) -> anyhow::Result<Accepted> {
        let message = self.messages.fetch_add(1, Ordering::Relaxed);
        let call = self.signer.call(&self.host, message, customer)?;
        let begun = begun.unwrap_or_else(Instant::now);
        let answer = connection.send(call).await?;
        let took = begun.elapsed();
        ensure!(answer.status == 200, "message {message} was answered with {}", answer.status);
        Ok(Accepted { message, customer, begun, took })
    }

    /// One customer's messages, each after the answer to the one before.
    pub(crate) async fn one_by_one(&self, customer: u32, lasting: Duration) -> anyhow::Result<Vec<Accepted>> {
        let mut connection = Connection::open(self.address).await?;
        let mut accepted = Vec::new();
        let end = Instant::now() + lasting;
        while Instant::now() < end {
            accepted.push(self.deliver(&mut connection, customer, None).await?);
        }
        Ok(accepted)
    }

    /// As many as go through this many connections.
    pub(crate) async fn flood(
        self: &Arc<Self>,
        connections: usize,
        customers: &Customers,
        lasting: Duration,
    ) -> anyhow::Result<Vec<Accepted>> {
        let end = Instant::now() + lasting;
        let mut senders = JoinSet::new();
        for own in 0..connections {
            let (provider, customers) = (self.clone(), customers.clone());
            senders.spawn(async move {
                let mut connection = Connection::open(provider.address).await?;
                let mut accepted = Vec::new();
                let mut turns = (own..).step_by(connections);
                while Instant::now() < end {
                    let customer = match &customers {
                        Customers::New => provider.new_customer(),
                        Customers::Known(known) => {
                            // Always of the same connection, also after the last one.
                            let of_connection = known.len() / connections * connections;
                            let turn = turns.next().unwrap_or(own) % of_connection.max(1);
                            known.get(turn).copied().unwrap_or_default()
                        }
                    };
                    accepted.push(provider.deliver(&mut connection, customer, None).await?);
                }
                anyhow::Ok(accepted)
            });
        }
        gather(senders).await
    }

    /// This many a second, of customers in turn, whether the server keeps up or not.
    pub(crate) async fn paced(
        self: &Arc<Self>,
        per_second: u32,
        customers: &Arc<[u32]>,
        lasting: Duration,
    ) -> anyhow::Result<Vec<Accepted>> {
        let period = Duration::from_secs(1) * PACED_CONNECTIONS / per_second;
        let start = tokio::time::Instant::now() + period;
        let mut senders = JoinSet::new();
        for own in 0..PACED_CONNECTIONS {
            let (provider, customers) = (self.clone(), customers.clone());
            senders.spawn(async move {
                let mut connection = Connection::open(provider.address).await?;
                let mut ticks = interval_at(start + period * own / PACED_CONNECTIONS, period);
                ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
                let mut accepted = Vec::new();
                let of_connection = customers.iter().copied().skip(own as usize).step_by(PACED_CONNECTIONS as usize);
                for customer in of_connection.cycle() {
                    let due = ticks.tick().await.into_std();
                    if due.duration_since(start.into_std()) > lasting {
                        break;
                    }
                    let late = due.elapsed() > LATE;
                    accepted.push(provider.deliver(&mut connection, customer, late.then_some(due)).await?);
                }
                anyhow::Ok(accepted)
            });
        }
        gather(senders).await
    }
}

async fn gather(mut senders: JoinSet<anyhow::Result<Vec<Accepted>>>) -> anyhow::Result<Vec<Accepted>> {
    let mut all = Vec::new();
    while let Some(accepted) = senders.join_next().await {
        all.extend(accepted??);
    }
    Ok(all)
}
