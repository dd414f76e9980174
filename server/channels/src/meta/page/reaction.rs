//! Reactions pages can set: a handful, by name.

use crate::SendError;

/// The provider's word for an emoji. Signs for colour and form behind it do not matter.
pub(crate) fn word(emoji: &str, channel: &str) -> Result<&'static str, SendError> {
    let plain: String =
        emoji.chars().filter(|c| !matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')).collect();
    let known = match &*plain {
        "❤" | "🧡" | "💛" | "💚" | "💙" | "💜" | "🖤" | "🤍" | "♥" | "😍" => "love",
        _ if channel == "Instagram" => {
            return Err(SendError::never(None, "Instagram lets a business react with ❤️ only."));
        }
        "😆" | "😂" | "🤣" | "😀" | "😄" | "🙂" | "😊" => "smile",
        "😮" | "😯" | "😲" => "wow",
        "😢" | "😭" | "🙁" | "☹" => "sad",
        "😠" | "😡" => "angry",
        "👍" => "like",
        "👎" => "dislike",
        _ => {
            return Err(SendError::never(
                None,
                format!("{channel} lets a business react with ❤️ 😆 😮 😢 😠 👍 👎 only."),
            ));
        }
    };
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_a_thumb_do_not_matter() {
        assert_eq!(word("👍🏽", "Messenger"), Ok("like"));
        assert_eq!(word("❤️", "Instagram"), Ok("love"));
        assert!(word("👍", "Instagram").is_err());
        assert!(word("🦀", "Messenger").is_err());
    }
}
