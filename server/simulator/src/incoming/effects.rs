//! What customers do to messages that are there: reactions, edits, deletions, bounces.

use super::{Order, new_id, tell};
use crate::channel::Deed;
use crate::news;
use crate::plan::Line;
use crate::state::{By, Message, Stage, State};

/// What a bounce says without another order: there is no such mailbox.
const UNKNOWN_USER: i64 = 511;

pub(super) fn react(state: &mut State, line: &Line, customer: &str, order: &Order, at: i64) -> Result<String, String> {
    let emoji = match order.kind {
        Deed::Reaction => Some(order.emoji.clone().or_else(|| order.text.clone()).unwrap_or_else(|| "👍".to_owned())),
        _ => None,
    };
    let reaction = new_id(state, line, customer, Deed::Reaction);
    let mut before = None;
    let target = change(state, line, customer, order, |target| {
        before = std::mem::replace(&mut target.customer_reaction, emoji.clone());
        Ok(())
    })?;
    tell(state, line, customer, std::slice::from_ref(&target), order.kind.word(), |scene| {
        Some(news::reacted(scene, &target, before.as_deref(), emoji.as_deref(), &reaction, at))
    })?;
    Ok(target.id)
}

pub(super) fn edit(state: &mut State, line: &Line, customer: &str, order: &Order, at: i64) -> Result<String, String> {
    let text = order.words().ok_or("Write the new text first.")?;
    let event = new_id(state, line, customer, Deed::Edit);
    let target = change(state, line, customer, order, |target| {
        if target.by != By::Customer || target.deleted {
            return Err("Only the customer's own messages can be changed.".to_owned());
        }
        target.text = Some(text);
        target.edits += 1;
        Ok(())
    })?;
    let about = std::slice::from_ref(&target);
    tell(state, line, customer, about, "edit", |scene| news::edited(scene, &target, &event, at))?;
    Ok(target.id)
}

pub(super) fn delete(state: &mut State, line: &Line, customer: &str, order: &Order, at: i64) -> Result<String, String> {
    let event = new_id(state, line, customer, Deed::Delete);
    let target = change(state, line, customer, order, |target| {
        if target.by != By::Customer {
            return Err("Only the customer's own messages can be taken back.".to_owned());
        }
        target.deleted = true;
        Ok(())
    })?;
    let about = std::slice::from_ref(&target);
    tell(state, line, customer, about, "delete", |scene| news::deleted(scene, &target, &event, at))?;
    Ok(target.id)
}

/// A mail of the business comes back, however long ago it was taken.
pub(super) fn bounce(state: &mut State, line: &Line, customer: &str, order: &Order, at: i64) -> Result<String, String> {
    let code = order.code.unwrap_or(UNKNOWN_USER);
    let target = change(state, line, customer, order, |target| {
        if target.by != By::Business {
            return Err("Only mails of the business can come back to it.".to_owned());
        }
        target.quirks.failed = Some(code);
        target.failure = Some(code);
        target.stage = Some(Stage::Failed);
        Ok(())
    })?;
    let about = std::slice::from_ref(&target);
    tell(state, line, customer, about, "bounce", |scene| {
        news::status(scene, &target, Stage::Failed, at).pop().map(|(_, body)| body)
    })?;
    Ok(target.id)
}

/// Changes the message the order names and returns it as it is now.
fn change(
    state: &mut State,
    line: &Line,
    customer: &str,
    order: &Order,
    change: impl FnOnce(&mut Message) -> Result<(), String>,
) -> Result<Message, String> {
    let id = order.target().ok_or("Say which message is meant (reply_to).")?;
    let message = state.customer_mut(&line.account, customer).and_then(|person| person.message_mut(id));
    let message = message.ok_or("There is no such message in this chat.")?;
    change(message)?;
    Ok(message.clone())
}
