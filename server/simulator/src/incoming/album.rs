//! Several pictures at once.

use super::contents::{files, one_file};
use super::{Order, new_id};
use crate::channel::{Channel, Deed};
use crate::ids;
use crate::plan::Line;
use crate::state::{Message, State};

/// How many pictures an album has without an order for others.
const PICTURES: usize = 3;

/// WhatsApp and Telegram send a message for each picture, Messenger and Instagram one with all of them.
pub(super) fn messages(
    state: &mut State,
    line: &Line,
    customer: &str,
    order: &Order,
    message: Message,
) -> Result<Vec<Message>, String> {
    let mut pictures = files(state, line, order)?;
    while order.files.is_empty() && pictures.len() < PICTURES {
        pictures.push(one_file(state, line, Deed::Image, None)?);
    }
    let together = matches!(line.channel, Channel::Messenger | Channel::Instagram);
    let album = (line.channel == Channel::Telegram).then(|| ids::digits(17));
    let Some((first, rest)) = pictures.split_first() else { return Err("An album has pictures.".to_owned()) };
    let first = Message { kind: "image".to_owned(), media: Some(first.clone()), album: album.clone(), ..message };
    if together {
        return Ok(vec![Message { more_media: rest.to_vec(), ..first }]);
    }
    let numbered: Option<i64> = first.id.parse().ok();
    let others = rest.iter().zip(1_i64..).map(|(picture, place)| Message {
        // Telegram counts, and the messages before this one are not in the chat yet.
        id: numbered
            .filter(|_| line.channel == Channel::Telegram)
            .map_or_else(|| new_id(state, line, customer, order.kind), |first| (first + place).to_string()),
        at: first.at,
        kind: first.kind.clone(),
        media: Some(picture.clone()),
        album: album.clone(),
        ..Message::default()
    });
    let others: Vec<Message> = others.collect();
    Ok(std::iter::once(first).chain(others).collect())
}
