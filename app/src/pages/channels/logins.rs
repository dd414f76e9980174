//! How a mailbox is signed in to: links that choose it, because what has to be entered depends on it. They work without JavaScript.

use crate::components::{Tab, Tabs};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use types::inbox::{ChannelKind, MailLogin};

/// The way that the address of a page asks for, or else the one that a failed form had, or else what is stored; `None` for channels
/// without such a choice.
#[must_use]
pub(super) fn chosen(query: &ParamsMap, channel: ChannelKind, stored: Option<&str>) -> Option<MailLogin> {
    let asked = || query.get("login").or_else(|| query.get("entered_login")).filter(|login| !login.is_empty());
    (channel == ChannelKind::Email).then(|| MailLogin::of(asked().as_deref().or(stored)))
}

/// The links.
#[component]
pub(super) fn LoginTabs(
    /// The address of the page with what is to stay in its query, ending in `?` or `&`.
    page: String,
    /// The place on the page that they lead to: `#settings`, or nothing.
    #[prop(optional)]
    place: &'static str,
    /// The way that is chosen.
    chosen: Memo<Option<MailLogin>>,
) -> impl IntoView {
    let tabs = Signal::derive(move || {
        let tab = |login: &MailLogin| Tab {
            href: format!("{page}login={login}{place}"),
            text: login.title().to_owned(),
            count: 0,
            current: chosen.get() == Some(*login),
        };
        MailLogin::ALL.iter().map(tab).collect()
    });
    view! { <Tabs label="How to sign in to the mailbox" tabs/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_goes_before_what_was_entered_and_that_before_what_is_stored() {
        let query = |pairs: &[(&'static str, &str)]| {
            ParamsMap::from_iter(pairs.iter().map(|(name, value)| (*name, (*value).to_owned())))
        };
        let chosen = |pairs: &[(&'static str, &str)]| chosen(&query(pairs), ChannelKind::Email, Some("oauth"));
        assert_eq!(chosen(&[]), Some(MailLogin::Oauth));
        assert_eq!(chosen(&[("entered_login", "microsoft")]), Some(MailLogin::Microsoft));
        assert_eq!(chosen(&[("entered_login", "microsoft"), ("login", "google")]), Some(MailLogin::Google));
        assert_eq!(super::chosen(&query(&[("login", "google")]), ChannelKind::Instagram, None), None);
    }
}
