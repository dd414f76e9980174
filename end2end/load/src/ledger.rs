//! What was accepted, compared with what each agent's page heard: nothing lost, nothing twice, nothing out of order.

use anyhow::{bail, ensure};
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// A message that the server has answered with 200.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Accepted {
    pub(crate) message: u32,
    pub(crate) customer: u32,
    /// When its call was sent.
    pub(crate) begun: Instant,
    /// How long the answer took.
    pub(crate) took: Duration,
}

/// A message that arrived at a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heard {
    /// Its entry in the log.
    pub(crate) seq: i64,
    pub(crate) message: u32,
    pub(crate) at: Instant,
}

/// Compares, and returns how long after its call each message arrived at each page.
///
/// A customer's messages were sent one after the other with ascending numbers, so they have to arrive that way.
pub(crate) fn check<'a>(
    accepted: &[Accepted],
    pages: impl IntoIterator<Item = &'a [Heard]>,
) -> anyhow::Result<Vec<Duration>> {
    let by_message: HashMap<u32, &Accepted> = accepted.iter().map(|one| (one.message, one)).collect();
    let mut delays = Vec::new();
    let mut first: Option<&[Heard]> = None;
    for (page, heard) in pages.into_iter().enumerate() {
        let mut last_seq = i64::MIN;
        let mut last_of: HashMap<u32, u32> = HashMap::new();
        for one in heard {
            let message = one.message;
            let Some(sent) = by_message.get(&message) else {
                bail!("page {page} heard message {message}, which was not accepted in this phase")
            };
            ensure!(one.seq > last_seq, "page {page} heard entry {} after {last_seq}", one.seq);
            last_seq = one.seq;
            let before = last_of.insert(sent.customer, message);
            ensure!(before != Some(message), "page {page} heard message {message} twice");
            ensure!(
                before.is_none_or(|before| before < message),
                "page {page} heard message {message} of a customer after their message {before:?}"
            );
            delays.push(one.at.duration_since(sent.begun));
        }
        // Each was accepted and none was heard twice, so equal counts are equal sets.
        ensure!(
            heard.len() == accepted.len(),
            "page {page} heard {} of {} accepted messages",
            heard.len(),
            accepted.len()
        );
        let same = |first: &[Heard]| first.iter().zip(heard).all(|(a, b)| (a.seq, a.message) == (b.seq, b.message));
        ensure!(first.is_none_or(same), "page {page} heard another order than the first");
        first.get_or_insert(heard);
    }
    Ok(delays)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Customer 1 wrote messages 1 and 3, customer 2 wrote message 2.
    fn outcome(pages: &[&[(i64, u32)]]) -> Result<usize, String> {
        let begun = Instant::now();
        let accepted = [(1, 1), (2, 2), (3, 1)].map(|(message, customer)| Accepted {
            message,
            customer,
            begun,
            took: Duration::ZERO,
        });
        let heard =
            |page: &&[(i64, u32)]| page.iter().map(|&(seq, message)| Heard { seq, message, at: begun }).collect();
        let pages: Vec<Vec<Heard>> = pages.iter().map(heard).collect();
        check(&accepted, pages.iter().map(Vec::as_slice)).map(|all| all.len()).map_err(|error| error.to_string())
    }

    #[test]
    fn pages_that_heard_everything_in_order_are_right() {
        assert_eq!(outcome(&[&[(5, 2), (6, 1), (9, 3)], &[(5, 2), (6, 1), (9, 3)]]), Ok(6));
    }

    #[test]
    fn a_lost_a_doubled_and_a_foreign_message_are_found() {
        assert_eq!(outcome(&[&[(5, 1), (6, 2)]]).unwrap_err(), "page 0 heard 2 of 3 accepted messages");
        assert_eq!(outcome(&[&[(5, 1), (6, 1), (7, 3)]]).unwrap_err(), "page 0 heard message 1 twice");
        assert!(outcome(&[&[(5, 1), (6, 2), (7, 4)]]).unwrap_err().contains("was not accepted"));
    }

    #[test]
    fn another_order_is_found() {
        assert_eq!(outcome(&[&[(5, 1), (7, 2), (6, 3)]]).unwrap_err(), "page 0 heard entry 6 after 7");
        assert!(outcome(&[&[(5, 3), (6, 2), (7, 1)]]).unwrap_err().contains("after their message"));
        let pages: [&[(i64, u32)]; 2] = [&[(5, 1), (6, 2), (7, 3)], &[(5, 2), (6, 1), (7, 3)]];
        assert_eq!(outcome(&pages).unwrap_err(), "page 1 heard another order than the first");
    }
}
