//! What was entered in a plain form that failed: kept in the address of the page it comes back to, without secrets.

use leptos_router::params::ParamsMap;
use types::inbox::{ChannelDraft, ChannelKind};

/// What the address of the page has kept, over what would stand in the form otherwise.
#[must_use]
pub fn draft(query: &ParamsMap, channel: ChannelKind, otherwise: ChannelDraft) -> ChannelDraft {
    let ChannelDraft { name, mut values } = otherwise;
    for field in channel.setup_fields().iter().filter(|field| !field.secret) {
        if let Some(value) = query.get(&key(field.name)) {
            values.insert(field.name.to_owned(), value);
        }
    }
    ChannelDraft { name: query.get(&key("name")).unwrap_or(name), values }
}

/// The address of `page` with what was entered, and with what is wrong, which the form's action finds there.
#[cfg(feature = "ssr")]
pub(super) fn address(
    page: &str,
    channel: ChannelKind,
    draft: &ChannelDraft,
    action: &str,
    error: &crate::AppError,
) -> String {
    use leptos_router::location::Url;
    // An address that is longer than this is refused on its way, and then everything is lost.
    const VALUE_CHARACTERS: usize = 300;
    let value_of = |name: &str| draft.values.get(name).map(String::as_str).unwrap_or_default();
    let open = channel.setup_fields().iter().filter(|field| !field.secret).map(|field| field.name);
    let entered = std::iter::once(("name", draft.name.as_str())).chain(open.map(|name| (name, value_of(name))));
    let entered = entered.map(|(name, value)| {
        let value: String = value.chars().take(VALUE_CHARACTERS).collect();
        format!("{}={}", key(name), Url::escape(&value))
    });
    format!("{page}?{}", entered.chain(problem(action, error)).collect::<Vec<_>>().join("&"))
}

/// What is wrong, as the part of an address in which the form's action finds it.
#[cfg(feature = "ssr")]
pub(super) fn problem(action: &str, error: &crate::AppError) -> Option<String> {
    use leptos::server_fn::error::ServerFnUrlError;
    // Only its query is used.
    let url = ServerFnUrlError::new(action, error.clone()).to_url("http://page/").ok()?;
    url.query().map(str::to_owned)
}

fn key(name: &str) -> String {
    format!("entered_{name}")
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::AppError;
    use types::Problem;

    fn mail() -> ChannelDraft {
        let values = [("account", "help@shop.example"), ("smtp_host", ""), ("smtp_password", "open sesame")];
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        ChannelDraft { name: "Help & more".to_owned(), values }
    }

    #[test]
    fn the_address_keeps_what_was_entered_and_never_a_secret() {
        let error = AppError(Problem::invalid("smtp_host", "Please enter the server."));
        let address = address("/channels/new/email", ChannelKind::Email, &mail(), "/api/fn/add_channel", &error);
        assert!(address.starts_with("/channels/new/email?entered_name=Help%20%26%20more&entered_account=help%40shop"));
        assert!(address.contains("&__path=%2Fapi%2Ffn%2Fadd_channel&__err="), "{address}");
        assert!(!address.contains("sesame") && !address.contains("smtp_password"), "{address}");
    }

    #[test]
    fn what_was_entered_comes_before_what_is_known() {
        let query = ParamsMap::from_iter([("entered_account", "new@shop.example".to_owned())]);
        let shown = draft(&query, ChannelKind::Email, mail());
        assert_eq!(shown.name, "Help & more");
        assert_eq!(shown.values.get("account").map(String::as_str), Some("new@shop.example"));
    }
}
