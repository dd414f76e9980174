//! Taps on buttons, reactions, deletions, and customers who block the bot.

use super::chat::{key, person, private, target};
use crate::inbound::{Choice, Happening, Inbound, Manner, Said, Target};
use crate::json::Lenient;
use crate::time_stamp;
use serde_json::Value;

/// `callback_query`: has no time of its own (the message's date is when the buttons were sent) and no label, which stands in the keyboard.
/// Its message may be too old to be shown, or missing. The id is needed for `answerCallbackQuery`.
pub(super) fn tapped(query: &Value) -> Vec<Inbound> {
    let message = query.object("message");
    let chat = message.and_then(private);
    if message.is_some_and(|message| message.object("chat").is_some()) && chat.is_none() {
        return Vec::new();
    }
    let customer = query.object("from").and_then(person).or_else(|| chat.and_then(person));
    let payload = query.text("data").filter(|data| !data.is_empty()).map(str::to_owned);
    let said = Said {
        id: query.id("id"),
        text: message.zip(payload.as_deref()).and_then(|(message, data)| label(message, data)),
        manner: Manner::Tapped(Choice { payload, question: None }),
        reply_to: message.and_then(|message| target(message, chat)),
        ..Said::default()
    };
    vec![Inbound::by(None, customer, None, Happening::Said(said))]
}

fn label(message: &Value, data: &str) -> Option<String> {
    let rows = message.object("reply_markup")?.items("inline_keyboard").iter().filter_map(Value::as_array);
    let button = rows.flatten().find(|button| button.text("callback_data") == Some(data))?;
    button.filled("text")
}

/// `message_reaction`: all reactions of a person on a message, before and after. The one that is new counts.
pub(super) fn reacted(reaction: &Value) -> Vec<Inbound> {
    let Some(chat) = private(reaction) else { return Vec::new() };
    let Some(id) = key(chat, reaction) else { return Vec::new() };
    let Some(customer) = reaction.object("user").and_then(person).or_else(|| person(chat)) else { return Vec::new() };
    let (old, new) = (reaction.items("old_reaction"), reaction.items("new_reaction"));
    let chosen = new.iter().find(|reaction| !old.contains(reaction)).or(new.first());
    let emoji = chosen.and_then(|reaction| reaction.filled("emoji"));
    let what = Happening::Reacted { id: None, message: Target::one(id), emoji, removed: chosen.is_none() };
    let at = reaction.get("date").and_then(time_stamp::read);
    vec![Inbound::incoming(None, customer, at, what)]
}

/// `deleted_business_messages`: the only deletions Telegram tells of. It does not say who deleted, or when.
pub(super) fn deleted(deleted: &Value) -> Vec<Inbound> {
    let Some(customer) = private(deleted).and_then(person) else { return Vec::new() };
    let connection = deleted.id("business_connection_id");
    let ids = deleted.items("message_ids").iter().filter_map(Value::as_i64);
    let inbound = |id| {
        let message = Target::one(format!("{}:{id}", customer.id));
        let inbound = Inbound::incoming(None, customer.clone(), None, Happening::Deleted { message });
        Inbound { connection: connection.clone(), ..inbound }
    };
    ids.map(inbound).collect()
}

/// `my_chat_member`: the customer blocked the bot, or lets it in again.
pub(super) fn blocked(member: &Value) -> Vec<Inbound> {
    let Some(customer) = private(member).and_then(person) else { return Vec::new() };
    let reachable = match member.object("new_chat_member").and_then(|member| member.text("status")) {
        Some("kicked") => false,
        Some("member") => true,
        _ => return Vec::new(),
    };
    let at = member.get("date").and_then(time_stamp::read);
    vec![Inbound::incoming(None, customer, at, Happening::Reachable(reachable))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn reactions(old: &Value, new: &Value) -> Happening {
        let update = json!({"chat": {"id": 7, "type": "private"}, "user": {"id": 7}, "message_id": 4, "old_reaction": old, "new_reaction": new});
        reacted(&update).remove(0).what
    }

    #[test]
    fn the_new_reaction_counts_and_none_left_means_removed() {
        let (heart, fire) = (json!({"type": "emoji", "emoji": "❤"}), json!({"type": "emoji", "emoji": "🔥"}));
        let reacted = |emoji: Option<&str>, removed| Happening::Reacted {
            id: None,
            message: Target::one("7:4"),
            emoji: emoji.map(str::to_owned),
            removed,
        };
        assert_eq!(reactions(&json!([heart]), &json!([heart, fire])), reacted(Some("🔥"), false));
        assert_eq!(reactions(&json!([heart]), &json!([])), reacted(None, true));
        assert_eq!(reactions(&json!([]), &json!([{"type": "paid"}])), reacted(None, false));
    }

    #[test]
    fn a_tap_survives_a_message_that_is_gone() {
        let all = tapped(
            &json!({"id": "1", "from": {"id": 7}, "data": "a", "message": {"message_id": 5, "date": 0, "chat": {"id": 7, "type": "private"}}}),
        );
        let Some(Happening::Said(said)) = all.first().map(|inbound| &inbound.what) else { panic!() };
        assert_eq!((said.text.as_deref(), said.reply_to.as_ref()), (None, Some(&Target::one("7:5"))));
        assert_eq!(tapped(&json!({"id": "1", "from": {"id": 7}, "inline_message_id": "x"})).len(), 1);
        assert!(tapped(&json!({"id": "1", "from": {"id": 7}, "data": "a", "message": {"message_id": 5, "chat": {"id": -9, "type": "group"}}})).is_empty());
    }

    #[test]
    fn a_block_is_no_message() {
        let member = json!({"chat": {"id": 7, "type": "private"}, "new_chat_member": {"status": "kicked"}});
        assert_eq!(blocked(&member).remove(0).what, Happening::Reachable(false));
    }
}
