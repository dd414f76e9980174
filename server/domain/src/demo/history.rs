//! Two weeks of ordinary days, so that the statistics have something to show. Only for people: tests do without.

use super::stage::{Customer, Stage};
use super::{HELP_KEY, SHOP_KEY, minutes};
use crate::Desk;
use store::{groups, labels, users};
use types::action::Action;
use types::{AccountId, Problem, Timestamp};

const NAMES: [&str; 24] = [
    "Lena Vogel",
    "Marco Bianchi",
    "Ines Duarte",
    "Karl Nilsson",
    "Yuki Tanaka",
    "Omar Haddad",
    "Julia Nowak",
    "Pedro Alves",
    "Clara Dubois",
    "Ivan Petrov",
    "Mia Jensen",
    "Ravi Kumar",
    "Elif Kaya",
    "Paul Schmidt",
    "Anna Kowalska",
    "Leo Martin",
    "Nina Larsen",
    "Samir Aziz",
    "Eva Horak",
    "Hugo Lopez",
    "Iris Bakker",
    "Tariq Khan",
    "Maja Olsen",
    "Finn Meyer",
];
const ASKED: [&str; 6] = [
    "Is the fiddle-leaf fig still in stock?",
    "My parcel has not arrived yet. Where is it?",
    "How often should I water a string of pearls?",
    "Can I return a pot that is too small?",
    "Do you have gift cards?",
    "The leaves have brown tips. What am I doing wrong?",
];
const ANSWERED: [&str; 3] = [
    "Thanks for asking! Let me have a look for you.",
    "Good question. Here is what we would do.",
    "Sorry for the wait. It is on its way to you.",
];
/// The days of it.
const DAYS: u64 = 14;

impl Desk {
    /// Adds two weeks of resolved conversations to the demo, once.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn seed_demo_history(&self, account: AccountId) -> Result<(), Problem> {
        let (shop, help) = (self.website(SHOP_KEY).await?.inbox, self.website(HELP_KEY).await?.inbox);
        let mut tx = self.store.snapshot().await?;
        let there = store::contacts::find_address(&mut tx, shop, &format!("demo:{}", NAMES[0])).await?;
        let people: Vec<_> = users::agents(&mut tx, account).await?.iter().take(4).map(|agent| agent.id).collect();
        let groups: Vec<_> = groups::all(&mut tx, account).await?.iter().map(|group| group.id).collect();
        let labels: Vec<_> = labels::all(&mut tx, account).await?.iter().map(|label| label.id).collect();
        drop(tx);
        let (Some(groups), Some(labels)) = (groups.first_chunk::<2>(), labels.first_chunk::<3>()) else {
            return Ok(());
        };
        if there.is_some() {
            return Ok(());
        }
        let stage = Stage::set(self, account, &people, [shop, help], *groups, *labels).await?;
        for day in 1..=DAYS {
            // More on weekdays than at weekends, as everywhere.
            let weekend = weekday(stage.now, day) >= 5;
            for place in 0..if weekend { 2 } else { 5 } {
                ordinary(&stage, day, place).await?;
            }
        }
        Ok(())
    }
}

/// 0 is Monday.
fn weekday(now: Timestamp, days_ago: u64) -> i64 {
    let days = now.0 / 86_400_000_000 - i64::try_from(days_ago).unwrap_or_default();
    (days + 3).rem_euclid(7)
}

/// Asked, answered after a while, thanked for, resolved. Spread by numbers, so that it is the same every time.
async fn ordinary(stage: &Stage, day: u64, place: u64) -> Result<(), Problem> {
    let number = usize::try_from(day * 5 + place).unwrap_or_default();
    let pick = |all: &[&'static str]| all.get(number % all.len()).copied().unwrap_or_default();
    let inbox = if number.is_multiple_of(3) { stage.help } else { stage.shop };
    let customer = Customer(inbox, pick(&NAMES));
    // In the morning and in the afternoon, by the server's days.
    let into_day = 9 * 60 + place * 97 + day * 7 % 60;
    let midnight = stage.now.0.rem_euclid(86_400_000_000) / 60_000_000;
    let since = day * 24 * 60 + u64::try_from(midnight).unwrap_or_default();
    stage.ago(minutes(since.saturating_sub(into_day)));
    let conversation = stage.says(customer, pick(&ASKED)).await?;
    let agents = [&stage.ana, &stage.ben, &stage.chiara];
    let agent =
        if number.is_multiple_of(4) { &stage.olivia } else { agents.get(number % 3).copied().unwrap_or(&stage.olivia) };
    stage.does(&stage.olivia, conversation, Action::Assign(Some(agent.user))).await?;
    stage.later(minutes(2 + (day * place * 7 + day) % 23));
    stage.answers(agent, conversation, pick(&ANSWERED)).await?;
    stage.later(minutes(3 + (number as u64 * 13) % 40));
    stage.says(customer, "Perfect, thank you!").await?;
    stage.later(minutes(1 + place * 6));
    stage.does(agent, conversation, Action::Resolve).await
}
