//! What a transaction writes at its close, for all changes in it together: one statement of each kind, however many changes share
//! the transaction. What everybody waits for, the numbers of the event log, is taken last.

use crate::accounts;
use crate::db::Conn;
use crate::events::{self, Entry};
use crate::measures::{self, Measure, NewFact};
use crate::message_steps::{self, NewStep};
use crate::provider_calls::{self, KeptCall};
use crate::search::{self, Finding};
use crate::{StoreError, tallies};
use std::collections::BTreeMap;
use types::AccountId;
use types::conversation::Placement;

/// Written at the close. Nothing in the transaction reads any of it.
#[derive(Default)]
pub(crate) struct Closing {
    pub(crate) calls: Vec<KeptCall>,
    pub(crate) steps: Vec<NewStep>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) facts: Vec<NewFact>,
    pub(crate) moves: Vec<(AccountId, Placement, i64)>,
    pub(crate) sums: Vec<(AccountId, Measure)>,
    pub(crate) entries: Vec<(AccountId, Entry)>,
}

/// How much there was at some time.
#[derive(Clone, Copy)]
pub(crate) struct Mark([usize; 7]);

impl Closing {
    /// How much there is.
    pub(crate) const fn mark(&self) -> Mark {
        Mark([
            self.calls.len(),
            self.steps.len(),
            self.findings.len(),
            self.facts.len(),
            self.moves.len(),
            self.sums.len(),
            self.entries.len(),
        ])
    }

    /// Forgets what came since.
    pub(crate) fn cut(&mut self, Mark([calls, steps, findings, facts, moves, sums, entries]): Mark) {
        self.calls.truncate(calls);
        self.steps.truncate(steps);
        self.findings.truncate(findings);
        self.facts.truncate(facts);
        self.moves.truncate(moves);
        self.sums.truncate(sums);
        self.entries.truncate(entries);
    }

    /// Writes all of it. From the first `advance` on the account's row is locked: events become visible in the order of their
    /// numbers, and the shared sums are never waited for in two orders.
    pub(crate) async fn write(self, conn: &mut Conn) -> Result<(), StoreError> {
        let Self { calls, steps, findings, facts, moves, sums, entries } = self;
        provider_calls::write(conn, calls).await?;
        message_steps::write(conn, steps).await?;
        search::write(conn, findings).await?;
        measures::write_facts(conn, facts).await?;
        let mut entries_of: BTreeMap<AccountId, Vec<Entry>> = BTreeMap::new();
        for (account, entry) in entries {
            entries_of.entry(account).or_default().push(entry);
        }
        for (account, entries) in entries_of {
            let count = i64::try_from(entries.len()).unwrap_or(i64::MAX);
            let last = accounts::advance(conn, account, count).await?;
            for (place, conversations) in summed(&moves, account) {
                tallies::write(conn, account, &place, conversations).await?;
            }
            for measure in joined(&sums, account) {
                measures::write(conn, account, &measure).await?;
            }
            events::write(conn, account, last.0 - count + 1, entries).await?;
        }
        Ok(())
    }
}

/// The moves of an account, those from and to the same place taken together.
fn summed(moves: &[(AccountId, Placement, i64)], account: AccountId) -> BTreeMap<Placement, i64> {
    let mut sums = BTreeMap::new();
    for (_, place, conversations) in moves.iter().filter(|(owner, ..)| *owner == account) {
        *sums.entry(*place).or_default() += conversations;
    }
    sums.retain(|_, conversations| *conversations != 0);
    sums
}

/// The sums of an account, each once.
fn joined(sums: &[(AccountId, Measure)], account: AccountId) -> Vec<Measure> {
    let mut joined: BTreeMap<Measure, i64> = BTreeMap::new();
    for (_, measure) in sums.iter().filter(|(owner, _)| *owner == account) {
        *joined.entry(Measure { total: 0, ..*measure }).or_default() += measure.total;
    }
    joined.into_iter().map(|(measure, total)| Measure { total, ..measure }).collect()
}
