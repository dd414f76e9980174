//! What was said in the demo in the last days: every kind of message, every state of a conversation.

use super::minutes;
use super::stage::{Customer, Stage};
use std::time::Duration;
use types::Problem;
use types::action::Action;
use types::conversation::{Priority, SnoozeUntil};
use types::message::{Button, CallOutcome, ContactCard, Direction, InteractiveBody, Location, MessageBody, OrderItem};

pub(super) async fn play(stage: &Stage) -> Result<(), Problem> {
    sofia(stage).await?;
    priya(stage).await?;
    wei(stage).await?;
    tomas(stage).await?;
    mara(stage).await?;
    jonas(stage).await?;
    waiting(stage).await
}

/// Answered, rated, resolved.
async fn sofia(stage: &Stage) -> Result<(), Problem> {
    let sofia = Customer(stage.shop, "Sofia Marino");
    stage.ago(minutes(2 * 24 * 60 + 95));
    let place = stage.says(sofia, "Thank you, the calathea arrived today. Lovely packaging!").await?;
    stage.later(minutes(6));
    stage
        .answers(&stage.ana, place, "That's wonderful to hear, Sofia. Give it a day to settle before you repot.")
        .await?;
    stage.later(minutes(1));
    stage.bot(place, MessageBody::RatingRequest { text: "How did we do? 1 (bad) to 5 (great)".to_owned() }).await?;
    stage.later(minutes(3));
    stage.writes(sofia, MessageBody::Rating { score: 5, comment: Some("Quick and kind".to_owned()) }).await?;
    stage.later(minutes(2));
    stage.does(&stage.ana, place, Action::Resolve).await
}

/// Waits for somebody else, out of sight until tomorrow.
async fn priya(stage: &Stage) -> Result<(), Problem> {
    let priya = Customer(stage.help, "Priya Nair");
    stage.ago(minutes(26 * 60));
    stage.says(priya, "Hi, I was charged twice for the balcony set.").await?;
    stage.later(minutes(1));
    let order = MessageBody::Order {
        items: vec![OrderItem {
            product: "Balcony set, three pots".to_owned(),
            quantity: 2,
            price_cents: 5_990,
            currency: "EUR".to_owned(),
        }],
        remark: Some("I only ordered one!".to_owned()),
    };
    let place = stage.writes(priya, order).await?;
    stage.later(minutes(4));
    stage.does(&stage.olivia, place, Action::Assign(Some(stage.ana.user))).await?;
    stage.does(&stage.olivia, place, Action::AddLabel(stage.billing)).await?;
    stage.later(minutes(9));
    let words = "I'm sorry about that, Priya. I can see both charges. The second one will be refunded today.";
    stage.answers(&stage.ana, place, words).await?;
    stage.later(minutes(2));
    stage.notes(&stage.ana, place, "Refund ticket 8812 is with accounting.").await?;
    let tomorrow = stage.now + Duration::from_hours(20);
    stage.does(&stage.ana, place, Action::Snooze(SnoozeUntil::At(tomorrow))).await
}

/// A card, a call that was missed.
async fn wei(stage: &Stage) -> Result<(), Problem> {
    let wei = Customer(stage.shop, "Wei Zhang");
    stage.ago(minutes(22 * 60 + 10));
    stage.says(wei, "Can you call my mother about the invoice? Here is her number.").await?;
    stage.later(minutes(1));
    let card = ContactCard {
        name: "Li Zhang".to_owned(),
        phones: vec!["+46 70 123 45 67".to_owned()],
        emails: vec!["li.zhang@mail.example".to_owned()],
    };
    let place = stage.writes(wei, MessageBody::Contacts { cards: vec![card] }).await?;
    stage.later(minutes(34));
    let call =
        MessageBody::Call { direction: Direction::Outgoing, video: false, outcome: CallOutcome::Missed, seconds: 0 };
    stage.bot(place, call).await
}

/// The bot asks first and hands over.
async fn tomas(stage: &Stage) -> Result<(), Problem> {
    let tomas = Customer(stage.help, "Tomás Herrera");
    stage.ago(minutes(5 * 60 + 20));
    let place = stage.says(tomas, "Which plant should I choose?").await?;
    let question = MessageBody::Interactive(InteractiveBody {
        text: "Where will it stand?".to_owned(),
        footer: Some("Answered by our assistant".to_owned()),
        buttons: [("sun", "In the sun"), ("shade", "In the shade"), ("bathroom", "In the bathroom")]
            .map(|(id, title)| Button { id: id.to_owned(), title: title.to_owned() })
            .to_vec(),
        sections: Vec::new(),
    });
    stage.later(Duration::from_secs(1));
    stage.bot(place, question).await?;
    stage.later(minutes(2));
    let choice = MessageBody::Choice { id: "bathroom".to_owned(), title: "In the bathroom".to_owned() };
    stage.writes(tomas, choice).await?;
    stage.later(minutes(7));
    stage.answers(&stage.chiara, place, "Great choice! Is there a window, and how often do you shower?").await?;
    stage.later(minutes(12));
    stage.says(tomas, "A small one to the north. Every day, it gets quite steamy.").await.map(drop)
}

/// In good hands; a place on the map.
async fn mara(stage: &Stage) -> Result<(), Problem> {
    let mara = Customer(stage.shop, "Mara Lindqvist");
    stage.ago(minutes(74));
    stage.says(mara, "Hello! Do you still have the large monstera?").await?;
    stage.later(Duration::from_secs(20));
    let place = stage.says(mara, "The one with the white leaves 🌿").await?;
    stage.later(minutes(4));
    stage.answers(&stage.ana, place, "Hi Mara! Yes, two are left. Shall I put one aside for you?").await?;
    stage.later(minutes(11));
    stage.says(mara, "Yes please! Can I pick it up at this market?").await?;
    stage.later(Duration::from_secs(40));
    let market = Location {
        latitude: 59_334_591,
        longitude: 18_063_240,
        name: Some("Fern & Fig, Sveavägen".to_owned()),
        address: Some("Sveavägen 21, Stockholm".to_owned()),
    };
    stage.writes(mara, MessageBody::Location(market)).await?;
    stage.does(&stage.olivia, place, Action::Group(Some(stage.sales))).await?;
    stage.does(&stage.olivia, place, Action::AddLabel(stage.vip)).await
}

/// Urgent, and nobody's yet.
async fn jonas(stage: &Stage) -> Result<(), Problem> {
    let jonas = Customer(stage.help, "Jonas Weber");
    stage.ago(minutes(23));
    let words = "My wedding is tomorrow and all the olive trees you brought are losing their leaves. Can anyone come by tonight?";
    let place = stage.says(jonas, words).await?;
    stage.later(minutes(2));
    stage.does(&stage.olivia, place, Action::Group(Some(stage.care))).await?;
    stage.does(&stage.olivia, place, Action::Prioritize(Priority::Urgent)).await?;
    stage.does(&stage.olivia, place, Action::AddLabel(stage.wilting)).await?;
    stage.later(minutes(3));
    stage.notes(&stage.ben, place, "@Chiara Rossi you planted them. Could you drive there at 20:00?").await
}

/// New ones that wait for an answer.
async fn waiting(stage: &Stage) -> Result<(), Problem> {
    for (ago, inbox, name, text) in [
        (51, stage.help, "Emil Novak", "Is the first look at my plants really free?"),
        (38, stage.shop, "Hannah Fischer", "Do you ship to Austria, and what does it cost?"),
        (17, stage.shop, "Lucas Martin", "I forgot my password for the plant club."),
        (9, stage.help, "Aisha Rahman", "Could I move my Thursday appointment to Friday at the same time?"),
        (4, stage.shop, "Noah Jensen", "Hej! Har ni öppet på lördag?"),
    ] {
        stage.ago(minutes(ago));
        stage.says(Customer(inbox, name), text).await?;
    }
    Ok(())
}
