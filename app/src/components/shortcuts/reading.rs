//! What a key means.

use types::view::View;

/// A key, and what was going on when it was pressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Press {
    pub key: String,
    /// Ctrl, or Command.
    pub control: bool,
    pub alt: bool,
    /// Somebody types in a field.
    pub typing: bool,
    /// `g` was pressed before.
    pub after_g: bool,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// A second key is to come.
    Wait,
    Next,
    Previous,
    Open,
    Reply,
    Note,
    Resolve,
    Snooze,
    Assign,
    Group,
    Label,
    Unread,
    Select,
    Search,
    Go(View),
    Commands,
    Help,
    Back,
}

/// Every key with a meaning, for the help. Keys with Alt are none: they are letters in many languages.
pub(super) const KEYS: &[(&str, &str)] = &[
    ("j", "Next conversation"),
    ("k", "Previous conversation"),
    ("Enter", "Open it"),
    ("r", "Reply; in a message, quote it"),
    ("n", "Write a note"),
    ("e", "Resolve, or reopen"),
    ("z", "Snooze"),
    ("a", "Assign"),
    ("t", "Move to a group"),
    ("l", "Labels"),
    ("u", "Mark as unread"),
    ("x", "Select"),
    ("/", "Search"),
    ("g m", "Go to Mine"),
    ("g u", "Go to Unassigned"),
    ("g a", "Go to All"),
    ("Ctrl+K", "Commands"),
    ("Ctrl+Enter", "Send"),
    ("Ctrl+Shift+Enter", "Send and resolve"),
    ("Esc", "Back"),
    ("?", "This help"),
];

/// What a key means; `None`: nothing.
pub(super) fn read(press: &Press) -> Option<Deed> {
    let key = press.key.as_str();
    if press.control && !press.alt && key.eq_ignore_ascii_case("k") {
        return Some(Deed::Commands);
    }
    if press.typing || press.control || press.alt {
        return None;
    }
    Some(match (key, press.after_g) {
        ("m", true) => Deed::Go(View::Mine),
        ("u", true) => Deed::Go(View::Unassigned),
        ("a", true) => Deed::Go(View::All),
        (_, true) => return None,
        ("g", _) => Deed::Wait,
        ("j", _) => Deed::Next,
        ("k", _) => Deed::Previous,
        ("Enter", _) => Deed::Open,
        ("r", _) => Deed::Reply,
        ("n", _) => Deed::Note,
        ("e", _) => Deed::Resolve,
        ("z", _) => Deed::Snooze,
        ("a", _) => Deed::Assign,
        ("t", _) => Deed::Group,
        ("l", _) => Deed::Label,
        ("u", _) => Deed::Unread,
        ("x", _) => Deed::Select,
        ("/", _) => Deed::Search,
        ("?", _) => Deed::Help,
        ("Escape", _) => Deed::Back,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> Press {
        Press { key: key.to_owned(), ..Press::default() }
    }

    #[test]
    fn letters_keep_still_while_somebody_types() {
        assert_eq!(read(&press("e")), Some(Deed::Resolve));
        assert_eq!(read(&Press { typing: true, ..press("e") }), None);
        assert_eq!(read(&Press { typing: true, ..press("Escape") }), None);
        assert_eq!(read(&Press { typing: true, control: true, ..press("k") }), Some(Deed::Commands));
    }

    #[test]
    fn keys_of_the_browser_stay_the_browsers() {
        assert_eq!(read(&Press { control: true, ..press("r") }), None);
        assert_eq!(read(&Press { control: true, ..press("a") }), None);
        // AltGr is Ctrl and Alt at once, and makes letters.
        assert_eq!(read(&Press { control: true, alt: true, ..press("k") }), None);
    }

    #[test]
    fn g_waits_for_a_second_key() {
        assert_eq!(read(&press("g")), Some(Deed::Wait));
        assert_eq!(read(&Press { after_g: true, ..press("u") }), Some(Deed::Go(View::Unassigned)));
        assert_eq!(read(&press("u")), Some(Deed::Unread));
        assert_eq!(read(&Press { after_g: true, ..press("x") }), None);
    }

    #[test]
    fn the_help_tells_every_single_key() {
        let told: Vec<&str> = KEYS.iter().map(|(keys, _)| *keys).collect();
        for key in ["j", "k", "r", "n", "e", "z", "a", "t", "l", "u", "x", "/", "?"] {
            assert!(told.contains(&key) && read(&press(key)).is_some(), "{key}");
        }
    }
}
