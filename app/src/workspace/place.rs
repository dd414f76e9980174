//! Where the page is: which list, which conversation, which message. The address is the only place that knows.

use crate::api::inbox::list_query;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use types::view::{After, ListQuery};
use types::{ConversationId, MessageId};

/// What the address says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Which list.
    pub query: ListQuery,
    /// Where in the list it begins, for pages that cannot go on by themselves.
    pub after: Option<After>,
    /// Which conversation is open.
    pub conversation: Option<ConversationId>,
    /// Which message to show and mark.
    pub message: Option<MessageId>,
    /// The context panel is to be shown on screens that have no room for it.
    pub panel: bool,
}

impl Place {
    /// From the parts of an address.
    #[must_use]
    pub fn read(view: &str, conversation: &str, search: &str) -> Self {
        let search = search.trim_start_matches('?');
        let pair = |name| search.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name);
        Self {
            query: list_query(view, search),
            after: pair("after").and_then(|(_, place)| place.parse().ok()),
            conversation: conversation.parse().ok(),
            message: pair("message").and_then(|(_, id)| id.parse().ok()),
            panel: pair("panel").is_some_and(|(_, word)| word == "context"),
        }
    }

    /// Follows the address of the page. While the browser leaves for another page, it stays where it was.
    #[must_use]
    pub fn follow() -> Memo<Self> {
        let location = use_location();
        Memo::new(move |before: Option<&Self>| {
            let path = location.pathname.get();
            let search = location.search.get();
            Self::of_address(&path, &search).or(before.copied()).unwrap_or_default()
        })
    }

    /// From path and query; `None` when it is an address of another page.
    #[must_use]
    pub fn of_address(path: &str, search: &str) -> Option<Self> {
        let (view, conversation) = match path.strip_prefix("/inbox/")?.trim_end_matches('/').split_once('/') {
            Some(parts) => parts,
            None => (path.strip_prefix("/inbox/")?, ""),
        };
        Some(Self::read(view.trim_end_matches('/'), conversation, search))
    }

    /// The list alone.
    #[must_use]
    pub const fn list(self) -> Self {
        Self { conversation: None, message: None, panel: false, ..self }
    }

    /// A conversation, opened from the same list.
    #[must_use]
    pub const fn open(self, conversation: ConversationId) -> Self {
        Self { conversation: Some(conversation), message: None, panel: false, ..self }
    }

    /// The same with another message shown.
    #[must_use]
    pub const fn at(self, message: Option<MessageId>) -> Self {
        Self { message, ..self }
    }

    /// The same with the context panel shown or not.
    #[must_use]
    pub const fn with_panel(self, panel: bool) -> Self {
        Self { panel, ..self }
    }

    /// Another list from its beginning, with the same conversation open.
    #[must_use]
    pub const fn listing(self, query: ListQuery) -> Self {
        Self { query, after: None, ..self }
    }

    /// The list from that place on.
    #[must_use]
    pub const fn after(self, after: Option<After>) -> Self {
        Self { after, ..self }
    }

    /// Whether both show the same list.
    #[must_use]
    pub fn lists_as(&self, other: &Self) -> bool {
        (self.query, self.after) == (other.query, other.after)
    }

    /// As an address.
    #[must_use]
    pub fn url(&self) -> String {
        let mut url = self.query.url(self.conversation);
        let mut add = |pair: String| {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&pair);
        };
        if let Some(after) = self.after {
            add(format!("after={after}"));
        }
        if let Some(message) = self.message {
            add(format!("message={message}"));
        }
        if self.panel {
            add("panel=context".to_owned());
        }
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::view::{Sort, View};

    #[test]
    fn a_place_survives_its_address() {
        let query = ListQuery { view: View::All, sort: Sort::Waiting, ..ListQuery::default() };
        let after = Some(After { by: -17, id: ConversationId(-4) });
        let place =
            Place { query, after, conversation: Some(ConversationId(7)), message: Some(MessageId(3)), panel: true };
        assert_eq!(place.url(), "/inbox/all/7?sort=waiting&after=-17.-4&message=3&panel=context");
        assert_eq!(Place::read("all", "7", "?sort=waiting&after=-17.-4&message=3&panel=context"), place);
        assert_eq!(place.list().url(), "/inbox/all?sort=waiting&after=-17.-4");
        assert_eq!(place.list().listing(query).url(), "/inbox/all?sort=waiting");
        assert_eq!(Place::default().open(ConversationId(1)).with_panel(true).url(), "/inbox/mine/1?panel=context");
    }

    #[test]
    fn addresses_of_other_pages_are_no_places() {
        let place = |path| Place::of_address(path, "").map(|place| place.url());
        assert_eq!(place("/inbox/all/7").as_deref(), Some("/inbox/all/7"));
        assert_eq!(place("/inbox/all/").as_deref(), Some("/inbox/all"));
        assert_eq!(place("/search"), None);
    }

    #[test]
    fn nonsense_is_no_place() {
        assert_eq!(Place::read("x", "y", "?message=z&panel=all"), Place::default());
    }
}
