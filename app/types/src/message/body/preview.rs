//! What a message says in words: all of them for the search, and one line for lists.

use super::{MediaKind, MessageBody};

impl MessageBody {
    /// All words in it, for search and previews; empty when there are none.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Text { text }
            | Self::Comment { text, .. }
            | Self::Note { text, .. }
            | Self::RatingRequest { text }
            | Self::Template { text, .. } => text.clone(),
            Self::Media(media) => media.caption.clone().unwrap_or_default(),
            Self::Shared(shared) => shared.words(),
            Self::Location(place) => {
                [place.name.as_deref(), place.address.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ")
            }
            Self::Contacts { cards } => cards
                .iter()
                .map(|card| format!("{} {} {}", card.name, card.phones.join(" "), card.emails.join(" ")))
                .collect::<Vec<_>>()
                .join(", "),
            Self::Interactive(question) => {
                let buttons = question.buttons.iter().map(|button| button.title.as_str());
                let rows = question.sections.iter().flat_map(|s| s.rows.iter().map(|row| row.title.as_str()));
                std::iter::once(question.text.as_str()).chain(buttons).chain(rows).collect::<Vec<_>>().join(" ")
            }
            Self::Choice { title, .. } => title.clone(),
            Self::Order { items, remark } => {
                items.iter().map(|item| item.product.as_str()).chain(remark.as_deref()).collect::<Vec<_>>().join(" ")
            }
            Self::Rating { comment, .. } => comment.clone().unwrap_or_default(),
            Self::Email(email) => format!("{} {}", email.subject, email.text),
            Self::Activity(_)
            | Self::Call { .. }
            | Self::Deleted
            | Self::Merged
            | Self::Unsupported { .. }
            | Self::Unknown(_) => String::new(),
        }
    }

    /// One line for lists: its words, or what it is; at most 140 characters.
    #[must_use]
    pub fn preview(&self) -> String {
        let stand_in = match self {
            Self::Media(media) => match media.media {
                MediaKind::Image => "Photo",
                MediaKind::Audio if media.voice => "Voice message",
                MediaKind::Audio => "Audio",
                MediaKind::Video => "Video",
                MediaKind::Document => "File",
                MediaKind::Sticker => "Sticker",
            },
            Self::Location(_) => "Location",
            Self::Shared(shared) => shared.stand_in(),
            Self::Contacts { .. } => "Contact",
            Self::Order { .. } => "Order",
            Self::Rating { score, .. } => return format!("Rated {score} of 5"),
            Self::Call { .. } => "Call",
            Self::Deleted => "Message deleted",
            Self::Activity(_) | Self::Merged => "",
            Self::Unsupported { .. } => "Unsupported message",
            _ => "Message",
        };
        let words = self.words();
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() { stand_in.to_owned() } else { line.chars().take(140).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::MediaBody;
    use super::*;

    #[test]
    fn a_preview_is_one_short_line() {
        assert_eq!(MessageBody::text("a\n\n b").preview(), "a b");
        assert_eq!(MessageBody::text("ä".repeat(500)).preview().chars().count(), 140);
        let voice = MessageBody::Media(MediaBody { media: MediaKind::Audio, caption: None, voice: true });
        assert_eq!(voice.preview(), "Voice message");
    }
}
