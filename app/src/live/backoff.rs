//! How long to wait before the next attempt.

use std::time::Duration;

/// The first wait.
const FIRST_MILLIS: u64 = 500;
/// The longest wait.
const LONGEST_MILLIS: u64 = 20_000;

/// The wait before attempt `attempt` (0 is the first one after a loss): it doubles each time, up to a limit, and `chance` (0 to 1)
/// spreads it over its second half, so that a thousand pages do not come back in the same moment.
#[must_use]
pub(super) fn wait(attempt: u32, chance: f64) -> Duration {
    let full = FIRST_MILLIS.saturating_mul(1 << attempt.min(16)).min(LONGEST_MILLIS);
    Duration::from_millis(full).mul_f64(0.5 + chance.clamp(0.0, 1.0) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_limit() {
        let waits: Vec<_> = (0..8).map(|attempt| wait(attempt, 1.0).as_millis()).collect();
        assert_eq!(waits, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
        assert_eq!(wait(u32::MAX, 1.0).as_millis(), 20_000);
    }

    #[test]
    fn chance_never_takes_away_more_than_half() {
        assert_eq!(wait(0, 0.0).as_millis(), 250);
        assert_eq!(wait(0, -3.0), wait(0, 0.0));
        assert_eq!(wait(0, 7.0), wait(0, 1.0));
    }
}
