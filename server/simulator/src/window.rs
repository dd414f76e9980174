//! The reply window: how long after a customer's last message a business may write freely.

use crate::clock;
use crate::state::Customer;

/// 24 hours, in milliseconds.
pub(crate) const DAY: i64 = 24 * 60 * 60 * 1000;

/// Seven days: as long as a person may answer with the tag `HUMAN_AGENT`, and a comment may be answered privately.
pub(crate) const WEEK: i64 = 7 * DAY;

/// Whether the customer wrote within this time. A message from the future counts as of now.
pub(crate) fn is_open(customer: &Customer, length: i64) -> bool {
    let wrote = customer.wrote_at().map(|at| clock::now() - at);
    !customer.window_shut && wrote.is_some_and(|ago| ago < length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Message;

    #[test]
    fn the_window_closes_a_day_after_the_last_message() {
        let mut customer = Customer::default();
        assert!(!is_open(&customer, DAY));
        customer.add(Message { at: clock::now() - 25 * 60 * 60 * 1000, ..Message::default() });
        assert!(!is_open(&customer, DAY) && is_open(&customer, WEEK));
        customer.add(Message { at: clock::now(), ..Message::default() });
        assert!(is_open(&customer, DAY));
        customer.window_shut = true;
        assert!(!is_open(&customer, WEEK));
    }
}
