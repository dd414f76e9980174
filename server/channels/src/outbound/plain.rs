//! Plain words for what a channel cannot carry as it is, and the lengths channels allow.

use super::SendError;
use types::message::{ContactCard, Location};

/// The text itself, when it is not empty and not longer than the channel takes, in the unit the channel counts.
pub(crate) fn fitting(text: &str, length: usize, limit: usize, channel: &str) -> Result<String, SendError> {
    if text.trim().is_empty() {
        return Err(SendError::never(None, "The message is empty."));
    }
    if length > limit {
        let reason = format!(
            "The message is too long: {channel} takes {limit} characters, this one has {length}. Send it in parts."
        );
        return Err(SendError::never(None, reason));
    }
    Ok(text.to_owned())
}

/// Degrees as a decimal number.
pub(crate) fn degrees(micro: i32) -> f64 {
    f64::from(micro) / 1_000_000.0
}

/// A link that opens the place on a map.
pub(crate) fn place_link(place: &Location) -> String {
    format!("https://maps.google.com/?q={},{}", degrees(place.latitude), degrees(place.longitude))
}

/// A place as lines of text.
pub(crate) fn plain_place(place: &Location) -> String {
    let link = place_link(place);
    let lines = [place.name.as_deref(), place.address.as_deref(), Some(&*link)];
    lines.into_iter().flatten().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

/// Cards as lines of text, an empty line between two.
pub(crate) fn plain_cards(cards: &[ContactCard]) -> String {
    let card = |card: &ContactCard| {
        let lines = std::iter::once(&card.name).chain(&card.phones).chain(&card.emails);
        lines.filter(|line| !line.trim().is_empty()).cloned().collect::<Vec<_>>().join("\n")
    };
    cards.iter().map(card).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_words_can_be_opened() {
        let place = Location {
            latitude: -22_906_800,
            longitude: 43_172_900,
            name: Some("Office".to_owned()),
            address: Some(" ".to_owned()),
        };
        assert_eq!(plain_place(&place), "Office\nhttps://maps.google.com/?q=-22.9068,43.1729");
    }

    #[test]
    fn cards_in_words_stand_apart() {
        let card = |name: &str| ContactCard { name: name.to_owned(), phones: vec!["+49 1".to_owned()], emails: vec![] };
        assert_eq!(plain_cards(&[card("Ada"), card("Max")]), "Ada\n+49 1\n\nMax\n+49 1");
    }

    #[test]
    fn what_is_too_long_says_by_how_much() {
        let error = fitting("abcdef", 6, 5, "Instagram").unwrap_err();
        assert!(error.sentence().contains("takes 5 characters, this one has 6"));
        assert!(fitting(" \n", 2, 5, "Instagram").is_err());
        assert_eq!(fitting("abcde", 5, 5, "Instagram").unwrap(), "abcde");
    }
}
