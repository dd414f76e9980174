//! How long and how large things may be, in one place: forms show them, the domain enforces them.

use crate::Problem;

/// Longest text of a message or note, in characters.
pub const MESSAGE_CHARACTERS: usize = 10_000;
/// Longest name of a person, group, inbox or label, in characters.
pub const NAME_CHARACTERS: usize = 80;
/// Largest file a visitor or agent may attach, in bytes.
pub const ATTACHMENT_BYTES: u64 = 16 * 1024 * 1024;
/// Largest HTML part of an e-mail that is kept, in bytes; of a larger one there is the text.
pub const EMAIL_PAGE_BYTES: usize = 1024 * 1024;
/// Most files in one message.
pub const ATTACHMENTS: usize = 10;
/// Longest search text, in characters.
pub const SEARCH_CHARACTERS: usize = 200;
/// Most conversations in one bulk action.
pub const BULK: usize = 200;
/// Conversations in one page of the list.
pub const LIST_PAGE: i64 = 50;
/// Messages in one page of a thread.
pub const THREAD_PAGE: i64 = 50;
/// Shortest password, in characters.
pub const PASSWORD_CHARACTERS: usize = 10;

/// A name people give: trimmed, not empty, not too long, without control characters.
///
/// # Errors
/// `Invalid`, naming the field.
pub fn name(field: &str, given: &str) -> Result<String, Problem> {
    let printable: String = given.chars().filter(|c| !c.is_control()).collect();
    let name = printable.trim().to_owned();
    if name.is_empty() {
        return Err(Problem::invalid(field, format!("Please enter a {field}.")));
    }
    if name.chars().count() > NAME_CHARACTERS {
        return Err(Problem::invalid(field, format!("The {field} may have at most {NAME_CHARACTERS} characters.")));
    }
    Ok(name)
}

/// The text of a message: kept as written except NUL, which PostgreSQL cannot hold; not blank, not too long.
///
/// # Errors
/// `Invalid`, naming the field.
pub fn message_text(field: &str, given: &str) -> Result<String, Problem> {
    if given.trim().is_empty() {
        return Err(Problem::invalid(field, format!("The {field} is empty. Please write something.")));
    }
    let count = given.chars().count();
    if count > MESSAGE_CHARACTERS {
        return Err(Problem::invalid(
            field,
            format!("The {field} has {count} characters; at most {MESSAGE_CHARACTERS} fit. Please shorten it."),
        ));
    }
    Ok(given.replace('\0', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_must_not_be_empty_or_too_long() {
        assert_eq!(name("name", "  Ana \u{7}"), Ok("Ana".to_owned()));
        assert!(name("name", " \n").is_err());
        assert!(name("name", &"x".repeat(81)).is_err());
    }

    #[test]
    fn a_text_keeps_its_spaces_and_loses_only_nul() {
        assert_eq!(message_text("content", " a\0b "), Ok(" ab ".to_owned()));
        assert!(message_text("content", "\u{a0}").is_err());
        assert!(message_text("content", &"ä".repeat(10_000)).is_ok());
        assert!(message_text("content", &"ä".repeat(10_001)).is_err());
    }
}
