//! Sums put together into the figures of a day, an inbox, an agent or everything.

use super::histogram::percentile;
use std::collections::BTreeMap;
use store::measures::Sum;
use types::statistics::{Figures, Metric, Spread};

/// Totals by metric and step.
#[derive(Default)]
pub(super) struct Tally(BTreeMap<Metric, BTreeMap<i64, i64>>);

impl<'a> FromIterator<&'a Sum> for Tally {
    fn from_iter<I: IntoIterator<Item = &'a Sum>>(sums: I) -> Self {
        let mut tally = Self::default();
        for sum in sums {
            *tally.0.entry(sum.metric).or_default().entry(sum.step).or_default() += sum.total;
        }
        tally
    }
}

impl Tally {
    pub(super) fn figures(&self) -> Figures {
        Figures {
            new: self.count(Metric::New),
            resolved: self.count(Metric::Resolved),
            reopened: self.count(Metric::Reopened),
            message_in: self.count(Metric::MessageIn),
            message_out: self.count(Metric::MessageOut),
            first_response: self.spread(Metric::FirstResponse),
            resolution: self.spread(Metric::Resolution),
        }
    }

    fn count(&self, metric: Metric) -> i64 {
        self.0.get(&metric).map_or(0, |steps| steps.values().sum())
    }

    fn spread(&self, metric: Metric) -> Spread {
        let steps: Vec<_> = self.0.get(&metric).into_iter().flatten().map(|(step, total)| (*step, *total)).collect();
        Spread { count: self.count(metric), median: percentile(&steps, 50), p90: percentile(&steps, 90) }
    }
}
