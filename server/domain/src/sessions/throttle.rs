//! Slows down guessing of passwords, by account and by where the attempts come from.

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::num::NonZeroU32;
use std::time::Duration;
use types::Problem;

/// Attempts in a row for one e-mail address, and how long until each further one.
const BY_EMAIL: (u32, Duration) = (10, Duration::from_secs(30));
/// The same from one network address: an office shares one.
const BY_ADDRESS: (u32, Duration) = (60, Duration::from_secs(2));

/// Counts attempts in memory; a restart forgives.
pub(crate) struct Throttle {
    emails: DefaultKeyedRateLimiter<String>,
    addresses: DefaultKeyedRateLimiter<String>,
}

impl Default for Throttle {
    fn default() -> Self {
        Self { emails: limiter(BY_EMAIL), addresses: limiter(BY_ADDRESS) }
    }
}

fn limiter((burst, period): (u32, Duration)) -> DefaultKeyedRateLimiter<String> {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(period).unwrap_or(Quota::per_minute(NonZeroU32::MIN));
    RateLimiter::keyed(quota.allow_burst(burst))
}

impl Throttle {
    /// Counts an attempt.
    pub(crate) fn attempt(&self, email: &str, address: &str) -> Result<(), Problem> {
        for (limiter, key) in [(&self.emails, email), (&self.addresses, address)] {
            if let Err(refused) = limiter.check_key(&key.to_owned()) {
                return Err(Problem::too_many(refused.wait_time_from(DefaultClock::default().now())));
            }
        }
        // Keys that have recovered need no memory; with few keys this costs nothing.
        if self.emails.len() > 10_000 {
            self.emails.retain_recent();
            self.addresses.retain_recent();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_at_one_account_is_slowed_down_and_others_are_not() {
        let throttle = Throttle::default();
        for attempt in 0..10 {
            assert_eq!(throttle.attempt("ana@shop.example", &format!("10.0.0.{attempt}")), Ok(()));
        }
        assert!(matches!(throttle.attempt("ana@shop.example", "10.0.1.1"), Err(Problem::TooMany { .. })));
        assert_eq!(throttle.attempt("ben@shop.example", "10.0.1.1"), Ok(()));
    }
}
