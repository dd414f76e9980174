//! How much still fits, and in how many messages it will go. Each channel counts in its own way.

use super::upload::Upload;
use super::writing::Writing;
use leptos::prelude::*;
use types::inbox::Capabilities;
use types::limits::MESSAGE_CHARACTERS;
use types::message::{Attachment, Audience};

/// What there is to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    /// So much more fits.
    Left(usize),
    /// So many messages will be made of it.
    Messages(usize),
    /// So much has to go.
    TooMany(usize),
}

/// Nothing while there is plenty of room in one message.
#[component]
pub(super) fn Counter(writing: Writing) -> impl IntoView {
    let count = Memo::new(move |_| {
        let can = writing.capabilities().filter(|_| writing.audience.get() == Audience::Customer);
        let files: Vec<_> = writing.files.with(|files| files.iter().filter_map(Upload::attachment).collect());
        writing.text.with(|text| count(can.as_ref(), &files, text))
    });
    move || {
        count.get().map(|count| {
            let (class, words) = match count {
                Count::Left(left) => ("text-muted", format!("{left} left")),
                Count::Messages(messages) => ("text-muted", format!("will be sent in {messages} messages")),
                Count::TooMany(surplus) => ("text-danger font-semibold", format!("{surplus} too many")),
            };
            view! { <span role="status" class=format!("px-1 text-sm tabular-nums {class}")>{words}</span> }
        })
    }
}

/// What there is to say of a text and its files; `can` is the channel's, and nobody's for a note.
fn count(can: Option<&Capabilities>, files: &[Attachment], text: &str) -> Option<Count> {
    let characters = text.chars().count();
    if let Some(surplus) = characters.checked_sub(MESSAGE_CHARACTERS).filter(|surplus| *surplus > 0) {
        return Some(Count::TooMany(surplus));
    }
    let messages = can.map_or(1, |can| messages(can, files, text));
    if messages > 1 {
        return Some(Count::Messages(messages));
    }
    let (used, limit) = match can {
        Some(can) => (can.text_unit.count(text), can.text_limit),
        None => (characters, MESSAGE_CHARACTERS),
    };
    // Once four fifths are used up.
    (used * 5 > limit * 4).then(|| Count::Left(limit.saturating_sub(used)))
}

/// In how many messages a text travels with its files: as the server will cut it.
fn messages(can: &Capabilities, files: &[Attachment], text: &str) -> usize {
    let texts = if text.trim().is_empty() { 0 } else { can.text_unit.pieces(text, can.text_limit).len() };
    let Some(first) = files.first() else { return texts };
    let carriers = if can.many_files { 1 } else { files.len() };
    // The words go along with the first file where the channel lets them; no provider takes words with sounds.
    let along = can.text_unit.count(text) <= can.caption_limit && (can.many_files || !first.is_sound());
    if along { carriers } else { carriers + texts }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::AttachmentId;
    use types::inbox::ChannelKind;
    use types::message::FileState;

    fn file(media_type: &str) -> Attachment {
        Attachment {
            id: AttachmentId(1),
            key: String::new(),
            name: String::new(),
            media_type: media_type.to_owned(),
            bytes: 1,
            state: FileState::Ready,
        }
    }

    #[test]
    fn the_counter_appears_when_it_gets_tight() {
        let can = ChannelKind::Instagram.capabilities();
        let count = |characters| count(Some(&can), &[], &"x".repeat(characters));
        assert_eq!(count(800), None);
        assert_eq!(count(801), Some(Count::Left(199)));
        assert_eq!(count(1_000), Some(Count::Left(0)));
        assert_eq!(count(1_001), Some(Count::Messages(2)));
        assert_eq!(count(10_003), Some(Count::TooMany(3)));
    }

    #[test]
    fn each_channel_counts_in_its_own_unit() {
        let long = "ä".repeat(501);
        assert_eq!(count(Some(&ChannelKind::Instagram.capabilities()), &[], &long), Some(Count::Messages(2)));
        assert_eq!(count(Some(&ChannelKind::Messenger.capabilities()), &[], &long), None);
        assert_eq!(count(None, &[], &long), None);
    }

    #[test]
    fn files_travel_alone_where_the_channel_takes_no_words_with_them() {
        let (one, two, sound) = ([file("image/png")], [file("image/png"), file("image/png")], [file("audio/ogg")]);
        let number =
            |channel: ChannelKind, files: &[Attachment], text: &str| messages(&channel.capabilities(), files, text);
        assert_eq!(number(ChannelKind::Whatsapp, &one, "Look"), 1);
        assert_eq!(number(ChannelKind::Whatsapp, &sound, "Listen"), 2);
        assert_eq!(number(ChannelKind::Whatsapp, &one, &"x".repeat(1_025)), 2);
        assert_eq!(number(ChannelKind::Messenger, &two, "Look"), 3);
        assert_eq!(number(ChannelKind::Messenger, &one, ""), 1);
        assert_eq!(number(ChannelKind::Website, &two, "Look"), 1);
    }
}
