//! Durations of many repetitions, and what is told of them.

use std::time::Duration;

/// Durations that were measured.
#[derive(Clone, Debug, Default)]
pub(crate) struct Samples(Vec<Duration>);

impl FromIterator<Duration> for Samples {
    fn from_iter<I: IntoIterator<Item = Duration>>(durations: I) -> Self {
        let mut all: Vec<_> = durations.into_iter().collect();
        all.sort_unstable();
        Self(all)
    }
}

impl Samples {
    /// In milliseconds: the smallest that at least this share of all does not exceed. Nothing was measured: not a number.
    pub(crate) fn quantile(&self, share: f64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "nobody measures that often")]
        let rank = (share * self.0.len() as f64).ceil();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the length")]
        let index = (rank as usize).saturating_sub(1);
        self.0.get(index).map_or(f64::NAN, |duration| duration.as_secs_f64() * 1e3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_one_of_the_measured_durations() {
        let samples: Samples = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!([0.5, 0.99, 1.0].map(|share| samples.quantile(share).round()), [50.0, 99.0, 100.0]);
        assert_eq!(Samples::from_iter([Duration::from_millis(7)]).quantile(0.99).round(), 7.0);
        assert!(Samples::default().quantile(0.5).is_nan());
    }
}
