//! The owner's numbers: read from sums that every change keeps, never counted on demand.

mod csv;
mod histogram;
pub(crate) mod measure;
mod recount;
mod tally;

pub use recount::Recount;

use crate::zones::{self, Days};
use crate::{Actor, Desk};
use store::measures::{Fact, Sum};
use store::{Conn, conversations, inboxes, measures, messages, tallies, users};
use tally::Tally;
use types::conversation::StatusKind;
use types::statistics::{
    AgentFigures, DayFigures, Evidence, EvidenceEntry, EvidenceFilter, InboxFigures, Metric, Period, Standing,
    Statistics,
};
use types::{AccountId, Problem, Timestamp, UserId};

/// Entries in one page of evidence.
const EVIDENCE_PAGE: usize = 50;
const DAY_MICROS: i64 = 86_400_000_000;

impl Desk {
    /// Everything on the statistics page.
    ///
    /// # Errors
    /// `Forbidden` for agents, `Invalid` for a period that makes no sense.
    pub async fn statistics(&self, actor: &Actor, period: Period) -> Result<Statistics, Problem> {
        actor.must_manage()?;
        let days = zones::days(&period.first, &period.last, &period.zone)?;
        let account = actor.account;
        let mut tx = self.store.snapshot().await?;
        let rows = measures::by_inbox_and_agent(&mut tx, account, (days.first, days.end)).await?;
        let before = measures::by_inbox_and_agent(&mut tx, account, (days.before, days.first)).await?;
        let (mut by_day, mut by_hour) = (Vec::new(), Vec::new());
        for stretch in &days.stretches {
            let span = (stretch.first, stretch.end);
            by_day.extend(measures::by_day(&mut tx, account, span, stretch.offset).await?);
            by_hour.extend(measures::by_hour_of_week(&mut tx, account, span, stretch.offset).await?);
        }
        let standing = conversations::standing(&mut tx, account).await?;
        let placed = tallies::all(&mut tx, account).await?;
        let agents = users::agents(&mut tx, account).await?;
        let inboxes = inboxes::all(&mut tx, account).await?;
        drop(tx);

        let count = |status| placed.iter().filter(|(place, _)| place.status == status).map(|(_, n)| n).sum();
        let open = |agent: Option<UserId>| {
            let here = placed.iter().filter(|(place, _)| place.status == StatusKind::Open && place.assignee == agent);
            here.map(|(_, n)| n).sum::<i64>()
        };
        let now = Standing {
            open: count(StatusKind::Open),
            unassigned: open(None),
            waiting: standing.waiting,
            oldest_waiting: standing.oldest,
            pending: count(StatusKind::Pending),
            snoozed: count(StatusKind::Snoozed),
        };
        let figures = |keep: &dyn Fn(&Sum) -> bool| rows.iter().filter(|sum| keep(sum)).collect::<Tally>().figures();
        let mut inboxes: Vec<_> = inboxes
            .into_iter()
            .map(|inbox| {
                let figures = figures(&|sum| sum.inbox == inbox.id.0);
                InboxFigures { inbox: inbox.id, name: inbox.name, figures }
            })
            .collect();
        inboxes.sort_by_key(|inbox| std::cmp::Reverse(inbox.figures.new + inbox.figures.message_in));
        let mut agents: Vec<_> = agents
            .into_iter()
            .map(|agent| AgentFigures {
                figures: figures(&|sum| sum.agent == agent.id.0),
                open: open(Some(agent.id)),
                agent: agent.id,
                name: agent.name,
            })
            .collect();
        agents.sort_by_key(|agent| agent.name.to_lowercase());
        Ok(Statistics {
            at: self.now(),
            now,
            total: figures(&|_| true),
            before: before.iter().collect::<Tally>().figures(),
            days: per_day(&days, &by_day),
            inboxes,
            agents,
            heat: heat(&by_hour),
            period: Period { zone: zones::zone(&period.zone, self.now()).name, ..period },
        })
    }

    /// The conversations behind a number, newest first.
    ///
    /// # Errors
    /// `Forbidden` for agents, `Invalid` for a period that makes no sense.
    pub async fn evidence(
        &self,
        actor: &Actor,
        period: Period,
        metric: Metric,
        filter: EvidenceFilter,
    ) -> Result<Evidence, Problem> {
        actor.must_manage()?;
        let days = zones::days(&period.first, &period.last, &period.zone)?;
        let span = (days.first, days.end);
        let mut tx = self.store.snapshot().await?;
        let (facts, more) = evidence_page(&mut tx, actor.account, metric, span, filter).await?;
        let mut ids: Vec<_> = facts.iter().map(|fact| fact.conversation).collect();
        ids.sort_unstable();
        ids.dedup();
        let known = conversations::by_ids(&mut tx, actor.account, &ids).await?;
        let entry = |fact: Fact| {
            Some(EvidenceEntry {
                at: fact.at,
                conversation: known.iter().find(|row| row.id == fact.conversation)?.clone(),
                seconds: metric.is_duration().then_some(fact.seconds),
                agent: fact.agent,
            })
        };
        Ok(Evidence { metric, entries: facts.into_iter().filter_map(entry).collect(), more })
    }

    /// The days of a period as comma-separated values, with a line of headings.
    ///
    /// # Errors
    /// As `statistics`.
    pub async fn statistics_csv(&self, actor: &Actor, period: Period) -> Result<String, Problem> {
        Ok(csv::write(&self.statistics(actor, period).await?))
    }
}

/// Most that is shown of one moment: a bulk action does that many things at once.
const MOMENT: usize = 1_000;

/// Facts of whole moments, at least a page of them where there are more: the next page begins before the last moment, so none may be torn.
async fn evidence_page(
    conn: &mut Conn,
    account: AccountId,
    metric: Metric,
    span: (Timestamp, Timestamp),
    filter: EvidenceFilter,
) -> Result<(Vec<Fact>, bool), Problem> {
    let limit = i64::try_from(EVIDENCE_PAGE + MOMENT).unwrap_or(i64::MAX);
    let mut facts = match metric {
        Metric::MessageIn | Metric::MessageOut => {
            messages::evidence(conn, account, metric, span, filter, limit).await?
        }
        _ => measures::evidence(conn, account, metric, span, filter, limit).await?,
    };
    let Some(last) = facts.get(EVIDENCE_PAGE - 1).map(|fact| fact.at) else { return Ok((facts, false)) };
    let end = facts.iter().position(|fact| fact.at < last).unwrap_or(facts.len());
    let more = end < facts.len();
    facts.truncate(end);
    Ok((facts, more))
}

fn per_day(days: &Days, sums: &[Sum]) -> Vec<DayFigures> {
    let Some(first) = days.stretches.first() else { return Vec::new() };
    let first_day = (first.first.0 + i64::from(first.offset) * 1_000_000).div_euclid(DAY_MICROS);
    let figures = |day: i64| sums.iter().filter(|sum| sum.part == first_day + day).collect::<Tally>().figures();
    days.dates.iter().zip(0..).map(|(date, day)| DayFigures { date: date.clone(), figures: figures(day) }).collect()
}

/// Seven rows of 24, Monday first. Part 0 is the hour after midnight of a Thursday, three days after a Monday's.
fn heat(sums: &[Sum]) -> Vec<Vec<i64>> {
    let mut heat = vec![vec![0; 24]; 7];
    for sum in sums.iter().filter(|sum| sum.metric == Metric::MessageIn) {
        let hour = (sum.part + 3 * 24).rem_euclid(168);
        let (day, hour) = (usize::try_from(hour / 24), usize::try_from(hour % 24));
        if let (Ok(day), Ok(hour)) = (day, hour)
            && let Some(cell) = heat.get_mut(day).and_then(|row| row.get_mut(hour))
        {
            *cell += sum.total;
        }
    }
    heat
}
