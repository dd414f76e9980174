//! Cutting a text into messages a channel can carry. The server sends these pieces, and the page tells how many there will be.

use super::TextUnit;

impl TextUnit {
    /// Pieces of at most `limit` units, cut at white space where there is some in the second half of the piece, and never inside
    /// a character or before one that belongs to the one before it. At least one, also of a blank text.
    #[must_use]
    pub fn pieces(self, text: &str, limit: usize) -> Vec<String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while self.count(rest) > limit {
            let (mut fits, mut length) = (0, 0);
            let (mut space, mut joint) = (None, 0);
            for (place, c) in rest.char_indices() {
                length += self.count(c.encode_utf8(&mut [0; 4]));
                if length > limit {
                    break;
                }
                fits = place + c.len_utf8();
                if c.is_whitespace() {
                    space = Some(fits);
                }
                let follows = rest.get(fits..).and_then(|rest| rest.chars().next()).is_some_and(belongs_to_previous);
                if !follows && c != '\u{200d}' {
                    joint = fits;
                }
            }
            let end = match space {
                Some(space) if space > fits / 2 => space,
                _ if joint > 0 => joint,
                _ => fits.max(rest.chars().next().map_or(1, char::len_utf8)),
            };
            let (piece, more) = rest.split_at(end);
            pieces.push(piece.trim_end().to_owned());
            rest = more.trim_start();
        }
        if !rest.is_empty() || pieces.is_empty() {
            pieces.push(rest.to_owned());
        }
        pieces.retain(|piece| !piece.is_empty());
        if pieces.is_empty() { vec![text.to_owned()] } else { pieces }
    }
}

/// Accents, skin tones, variation selectors, joiners.
const fn belongs_to_previous(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20d0}'..='\u{20ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_at_spaces_as_the_channel_counts() {
        assert_eq!(TextUnit::Characters.pieces("one two three", 8), ["one two", "three"]);
        assert_eq!(TextUnit::Characters.pieces("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(TextUnit::Bytes.pieces("ééé", 4), ["éé", "é"]);
        assert_eq!(TextUnit::Utf16.pieces("😀😀😀", 4), ["😀😀", "😀"]);
        // A thumb keeps its colour.
        assert_eq!(TextUnit::Characters.pieces("a👍🏽", 2), ["a", "👍🏽"]);
        assert_eq!(TextUnit::Characters.pieces("   ", 2), ["   "]);
    }

    #[test]
    fn every_piece_fits_whatever_the_text() {
        let text = "e\u{301}".repeat(40) + &"👨‍👩‍👧‍👦".repeat(10) + " words and words ".repeat(9).as_str();
        for unit in TextUnit::ALL {
            for limit in [30, 31, 50, 200] {
                for piece in unit.pieces(&text, limit) {
                    assert!(unit.count(&piece) <= limit && !piece.is_empty(), "{limit} {unit}: {piece:?}");
                }
            }
        }
    }
}
