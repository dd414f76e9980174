//! The owner's numbers and the conversations behind them.

use crate::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::agent::Agent;
use types::inbox::Inbox;
use types::statistics::{Evidence, Metric, Period, Statistics};
use types::{InboxId, Timestamp, UserId, Zone};

/// Which days are asked for, as the address of the page says it: some days up to today, or from a first to a last one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// `today`, `7`, `30` or `90`; empty when `first` and `last` count.
    pub days: String,
    /// First day, `2026-11-16`.
    pub first: String,
    /// Last day, inclusive.
    pub last: String,
    /// IANA zone; empty: the browser's.
    pub zone: String,
}

impl Days {
    /// The period meant, seen from `now` in `zone`. Without a word of days it is the last seven.
    #[must_use]
    pub fn period(&self, zone: &Zone, now: Timestamp) -> Period {
        if self.days.is_empty() && !(self.first.is_empty() && self.last.is_empty()) {
            // One of the two alone means that one day.
            let or = |day: &str, other: &str| if day.is_empty() { other.to_owned() } else { day.to_owned() };
            return Period {
                first: or(&self.first, &self.last),
                last: or(&self.last, &self.first),
                zone: zone.name.clone(),
            };
        }
        let count: i64 = if self.days == "today" { 1 } else { self.days.parse().unwrap_or(7).clamp(1, 366) };
        // The wall clock read as if it were UTC, where every day has 24 hours: so no change of summer time shifts a date.
        let wall = now.seconds().saturating_add(i64::from(zone.offset(now)));
        let day = |back: i64| Zone::default().civil(Timestamp::from_seconds(wall - back * 86_400)).iso_date();
        Period { first: day(count - 1), last: day(0), zone: zone.name.clone() }
    }
}

/// The conversations behind a number, with the names to show them by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// When it was read.
    pub now: Timestamp,
    /// Which days were meant.
    pub period: Period,
    /// Each time it was counted.
    pub evidence: Evidence,
    /// Names of colleagues.
    pub agents: Vec<Agent>,
    /// Names of inboxes.
    pub inboxes: Vec<Inbox>,
}

/// All numbers of some days.
#[server(prefix = "/api/fn", endpoint = "statistics")]
pub async fn read_statistics(days: Days) -> Result<Statistics, AppError> {
    use crate::server::{actor, desk};
    let (desk, actor) = (desk(), actor().await?);
    let zone = named_zone(&desk, &actor, &days).await?;
    let period = days.period(&zone, desk.now());
    Ok(desk.statistics(&actor, period).await?)
}

/// The conversations behind one number of those days.
#[server(prefix = "/api/fn", endpoint = "evidence")]
pub async fn read_evidence(
    days: Days,
    metric: Metric,
    inbox: Option<InboxId>,
    agent: Option<UserId>,
    before: Option<Timestamp>,
) -> Result<Proof, AppError> {
    use crate::server::{actor, desk};
    use types::statistics::EvidenceFilter;
    let (desk, actor) = (desk(), actor().await?);
    let zone = named_zone(&desk, &actor, &days).await?;
    let period = days.period(&zone, desk.now());
    let evidence = desk.evidence(&actor, period.clone(), metric, EvidenceFilter { inbox, agent, before }).await?;
    let directory = desk.directory(&actor).await?;
    Ok(Proof { now: desk.now(), period, evidence, agents: directory.agents, inboxes: directory.inboxes })
}

/// The zone of the address, or the browser's.
#[cfg(feature = "ssr")]
async fn named_zone(desk: &domain::Desk, actor: &domain::Actor, days: &Days) -> Result<Zone, AppError> {
    let name = if days.zone.is_empty() { crate::server::zone() } else { days.zone.clone() };
    Ok(desk.me(actor, &name).await?.zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(days: &str, first: &str, last: &str) -> Days {
        Days { days: days.to_owned(), first: first.to_owned(), last: last.to_owned(), zone: String::new() }
    }

    #[test]
    fn days_end_today_in_the_readers_zone() {
        // 2026-11-22 23:30 UTC is the 23rd in Berlin.
        let (now, berlin) = (Timestamp::from_seconds(1_795_390_200), zone("Europe/Berlin", 3_600));
        for (asked, first, last) in [
            (days("today", "", ""), "2026-11-23", "2026-11-23"),
            (days("7", "", ""), "2026-11-17", "2026-11-23"),
            (days("", "", ""), "2026-11-17", "2026-11-23"),
            (days("nonsense", "", ""), "2026-11-17", "2026-11-23"),
            (days("", "2026-11-01", "2026-11-05"), "2026-11-01", "2026-11-05"),
            (days("", "2026-11-01", ""), "2026-11-01", "2026-11-01"),
        ] {
            let period = asked.period(&berlin, now);
            assert_eq!((period.first.as_str(), period.last.as_str()), (first, last), "{asked:?}");
            assert_eq!(period.zone, "Europe/Berlin");
        }
    }

    fn zone(name: &str, seconds: i32) -> Zone {
        Zone { name: name.to_owned(), offsets: vec![(Timestamp(0), seconds)] }
    }
}
