//! Brings webhooks to Frontdesk: in order for each customer, signed, and again until they are accepted.

mod call;

use crate::clock;
use crate::state::Post;
use crate::world::World;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How many calls run at the same time.
const AT_ONCE: usize = 48;

/// The longest wait between two attempts. Real providers go up to hours; a person at the phone does not.
const LONGEST_WAIT: i64 = 60_000;

type Lanes = Arc<Mutex<HashSet<String>>>;

/// Delivers until the end.
pub(crate) async fn run(world: Arc<World>) {
    let busy = Lanes::default();
    loop {
        let (ready, next) = due(&world, &busy);
        for (lane, post) in ready {
            tokio::spawn(deliver(world.clone(), busy.clone(), lane, post));
        }
        let wait = Duration::from_millis(u64::try_from(next - clock::now()).unwrap_or_default().clamp(1, 60_000));
        tokio::select! {
            () = world.wake.notified() => {}
            () = tokio::time::sleep(wait) => {}
            () = world.closed() => return,
        }
    }
}

/// The first webhooks of all lanes whose time has come, and the time of the next.
fn due(world: &World, busy: &Lanes) -> (Vec<(String, Post)>, i64) {
    let now = clock::now();
    let mut busy = busy.lock().unwrap_or_else(PoisonError::into_inner);
    world.read(|state| {
        let mut next = now + 60_000;
        let mut ready = Vec::new();
        for (lane, posts) in &state.lanes {
            let Some(first) = posts.front().filter(|_| !busy.contains(lane)) else { continue };
            if first.due > now {
                next = next.min(first.due);
            } else if busy.len() < AT_ONCE {
                busy.insert(lane.clone());
                ready.push((lane.clone(), first.clone()));
            }
        }
        (ready, next)
    })
}

async fn deliver(world: Arc<World>, busy: Lanes, lane: String, post: Post) {
    let outcome = call::make(&world, &post).await;
    world.note(|state| {
        let posts = state.lanes.get_mut(&lane);
        // The chat may have been cleared meanwhile.
        if let Some(posts) = posts
            && let Some(first) = posts.front_mut().filter(|first| first.id == post.id)
        {
            match &outcome {
                Ok(()) => {
                    posts.pop_front();
                    if posts.is_empty() {
                        state.lanes.remove(&lane);
                    }
                }
                Err(reason) => {
                    first.attempts += 1;
                    first.due = clock::now() + wait_after(first.attempts);
                    first.last = Some(reason.clone());
                }
            }
        }
        let kept = state.line_mut(&post.line);
        match outcome {
            Ok(()) => {
                let messages = kept.customer_mut(&post.customer).into_iter().flat_map(|one| &mut one.messages);
                for message in messages.filter(|message| post.tells_of(&message.id)) {
                    message.arrived = true;
                }
            }
            Err(reason) => {
                kept.last_error = Some(reason);
                kept.last_error_at = Some(clock::now());
            }
        }
    });
    busy.lock().unwrap_or_else(PoisonError::into_inner).remove(&lane);
    world.wake.notify_one();
}

/// One second after the first attempt, then twice as long each time.
fn wait_after(attempts: u32) -> i64 {
    1000_i64.saturating_mul(1_i64.checked_shl(attempts.saturating_sub(1).min(20)).unwrap_or(1)).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_grow_rarer_up_to_one_a_minute() {
        let waits: Vec<_> = [1, 2, 3, 6, 7, 40].map(wait_after).into();
        assert_eq!(waits, [1000, 2000, 4000, 32_000, 60_000, 60_000]);
    }
}
