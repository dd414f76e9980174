//! What was entered for a channel, as it is kept.

use super::mail_login;
use std::collections::BTreeMap;
use types::Problem;
use types::inbox::{ChannelDraft, ChannelKind, SetupField};

/// Longest value of a set-up field, in characters: some providers' tokens are long.
const VALUE_CHARACTERS: usize = 2_000;

/// The values as they are kept: known names only, required ones there, choices among the possible ones.
pub(super) fn checked(
    channel: ChannelKind,
    draft: &ChannelDraft,
    known: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, Problem> {
    // What Frontdesk made itself is no field, and stays.
    let made = known.iter().filter(|(name, _)| matches!(name.as_str(), "secret" | "verify_token"));
    let mut values: BTreeMap<_, _> = made.map(|(name, value)| (name.clone(), value.clone())).collect();
    // What is asked for depends on how a mailbox is signed in to; other channels know no such difference.
    let login = mail_login(&draft.values);
    for field in channel.setup_fields_for(login) {
        let given = draft.values.get(field.name).map(|value| value.trim()).unwrap_or_default();
        let before = known.get(field.name).map(String::as_str).unwrap_or_default();
        let value = match given {
            "" if field.secret => before,
            "" => field.default,
            given => given,
        };
        if value.is_empty() && field.required {
            return Err(Problem::invalid(field.name, format!("Please enter the {}.", field.label)));
        }
        if value.chars().count() > VALUE_CHARACTERS || value.chars().any(char::is_control) {
            let message = format!("The {} is too long or has line breaks in it. Please copy it again.", field.label);
            return Err(Problem::invalid(field.name, message));
        }
        if !field.choices.is_empty() && !field.choices.contains(&value) {
            let message = format!("The {} must be one of {}.", field.label, field.choices.join(", "));
            return Err(Problem::invalid(field.name, message));
        }
        if let Some(wrong) = wrong_text(field, value) {
            return Err(Problem::invalid(field.name, wrong));
        }
        if !value.is_empty() {
            values.insert(field.name.to_owned(), value.to_owned());
        }
    }
    if let Some(provider) = login.preset().filter(|_| channel == ChannelKind::Email) {
        values.extend(provider.servers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    }
    // The demo's simulator needs to know what is otherwise made, or learnt from the provider.
    for name in ["account", "secret", "verify_token"] {
        if let Some(value) = draft.values.get(name).filter(|value| !value.is_empty()) {
            values.insert(name.to_owned(), value.clone());
        }
    }
    Ok(values)
}

/// What is wrong with a text that becomes, or becomes part of, an address on the web.
fn wrong_text(field: &SetupField, value: &str) -> Option<String> {
    let is_address = |value: &str| {
        let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.is_empty()) && !value.chars().any(char::is_whitespace)
    };
    let is_word = |value: &str| value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    match field.name {
        "authorization_url" | "token_url" if !is_address(value) => {
            Some(format!("The {} must be a whole one that begins with https://.", field.label))
        }
        "tenant" if !is_word(value) => {
            Some(format!("The {} has only letters, digits, dots and dashes. Please copy it again.", field.label))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(values: &[(&str, &str)]) -> ChannelDraft {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        ChannelDraft { name: "Sales".to_owned(), values }
    }

    #[test]
    fn a_missing_value_is_named_and_a_secret_left_empty_stays() {
        let missing = checked(ChannelKind::Whatsapp, &draft(&[("account", "1")]), &BTreeMap::new());
        assert!(matches!(missing, Err(Problem::Invalid { field, .. }) if field == "business"));
        let known = BTreeMap::from([("access_token", "t"), ("secret", "s"), ("verify_token", "v")])
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let values = checked(ChannelKind::Whatsapp, &draft(&[("account", "1"), ("business", "2")]), &known).unwrap();
        assert_eq!(values.get("access_token").map(String::as_str), Some("t"));
        assert_eq!(values.get("verify_token").map(String::as_str), Some("v"));
        assert_eq!(values.len(), 5);
    }

    #[test]
    fn choices_and_defaults_are_those_of_the_form() {
        let wrong = draft(&[("account", "a"), ("access_token", "t"), ("secret", "s"), ("login", "google")]);
        assert!(checked(ChannelKind::Instagram, &wrong, &BTreeMap::new()).is_err());
        let plain = draft(&[("account", "a"), ("access_token", "t"), ("secret", "s")]);
        let values = checked(ChannelKind::Instagram, &plain, &BTreeMap::new()).unwrap();
        assert_eq!(values.get("login").map(String::as_str), Some("instagram"));
    }

    #[test]
    fn a_mailbox_at_a_large_provider_needs_no_servers_and_keeps_nothing_of_another_way_in() {
        let google = [("account", "help@shop.example"), ("sender_name", "Shop"), ("login", "google")];
        let missing = checked(ChannelKind::Email, &draft(&google), &BTreeMap::new());
        assert!(matches!(missing, Err(Problem::Invalid { field, .. }) if field == "client_id"));
        let whole = [&google[..], &[("client_id", "c"), ("client_secret", "s"), ("smtp_host", "elsewhere")]].concat();
        let known = BTreeMap::from([("smtp_password".to_owned(), "old".to_owned())]);
        let values = checked(ChannelKind::Email, &draft(&whole), &known).unwrap();
        assert_eq!(values["imap_host"], "imap.gmail.com");
        assert_eq!((&*values["smtp_host"], values.get("smtp_password")), ("smtp.gmail.com", None));
    }

    #[test]
    fn addresses_of_another_provider_are_addresses_and_a_tenant_stays_a_part_of_one() {
        let base = [("account", "a@x.example"), ("sender_name", "A"), ("client_id", "c"), ("client_secret", "s")];
        let wrong = |further: &[(&'static str, &'static str)]| {
            let all = [&base[..], further].concat();
            match checked(ChannelKind::Email, &draft(&all), &BTreeMap::new()) {
                Err(Problem::Invalid { field, .. }) => field,
                other => format!("{other:?}"),
            }
        };
        let to = |address| [("login", "oauth"), ("authorization_url", address), ("token_url", "https://x.example/t")];
        for address in ["javascript:alert(1)", "https://", "x.example/auth", "https://x.example/a b"] {
            assert_eq!(wrong(&to(address)), "authorization_url", "{address}");
        }
        assert_eq!(wrong(&to("https://x.example/auth")), "smtp_host");
        assert_eq!(wrong(&[("login", "microsoft"), ("tenant", "../../evil")]), "tenant");
        assert_eq!(wrong(&[("login", "facebook")]), "login");
    }
}
