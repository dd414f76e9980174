//! What has to be entered to connect a channel, and where to find it. Forms are made of this; the names are those of the channel's settings.

use super::{ChannelKind, MailLogin};

/// One thing to enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetupField {
    /// Its name among the settings.
    pub name: &'static str,
    /// What forms call it.
    pub label: &'static str,
    /// Where to find it, a sentence.
    pub help: &'static str,
    /// Kept encrypted, and never shown again.
    pub secret: bool,
    /// The channel does not work without.
    pub required: bool,
    /// What is taken when nothing is entered.
    pub default: &'static str,
    /// The only values possible; empty: any.
    pub choices: &'static [&'static str],
    /// The ways of signing in with which it is asked for, as [`MailLogin`] spells them; empty: always.
    pub logins: &'static [&'static str],
}

impl SetupField {
    /// It is asked for when the setting `login` has this value.
    #[must_use]
    pub fn is_for(&self, login: &str) -> bool {
        self.logins.is_empty() || self.logins.contains(&login)
    }
}

const fn field(name: &'static str, label: &'static str, help: &'static str) -> SetupField {
    SetupField { name, label, help, secret: false, required: true, default: "", choices: &[], logins: &[] }
}

const fn secret(name: &'static str, label: &'static str, help: &'static str) -> SetupField {
    SetupField { secret: true, ..field(name, label, help) }
}

const fn choice(
    name: &'static str,
    label: &'static str,
    help: &'static str,
    choices: &'static [&'static str],
) -> SetupField {
    let default = match choices {
        [first, ..] => first,
        [] => "",
    };
    SetupField { required: false, default, choices, ..field(name, label, help) }
}

const fn optional(field: SetupField) -> SetupField {
    SetupField { required: false, ..field }
}

const fn only(logins: &'static [&'static str], field: SetupField) -> SetupField {
    SetupField { logins, ..field }
}

const APP_SECRET: SetupField = secret(
    "secret",
    "App secret",
    "In your app at developers.facebook.com under App settings › Basic. With it Frontdesk checks that messages really come from Meta.",
);

const WHATSAPP: &[SetupField] = &[
    field(
        "account",
        "Phone number ID",
        "In your app under WhatsApp › API setup, below the number. It is not the number itself.",
    ),
    field("business", "WhatsApp Business account ID", "On the same page, beside the phone number ID."),
    secret(
        "access_token",
        "Access token",
        "Of a system user with the permissions whatsapp_business_messaging and whatsapp_business_management.",
    ),
    APP_SECRET,
];

const MESSENGER: &[SetupField] = &[
    field("account", "Page ID", "On your page under About › Page transparency."),
    secret("access_token", "Page access token", "In your app under Messenger › Settings › Access tokens."),
    APP_SECRET,
];

const INSTAGRAM: &[SetupField] = &[
    choice(
        "login",
        "Connected by",
        "Whether the app uses the Instagram login or the login of the Facebook page.",
        &["instagram", "facebook"],
    ),
    field(
        "account",
        "Instagram account ID",
        "In your app under Instagram › API setup, beside the name of the account.",
    ),
    secret("access_token", "Access token", "On the same page: generate a token."),
    SetupField {
        help: "Of the app that has the subscription: with the Instagram login it is the Instagram app secret.",
        ..APP_SECRET
    },
];

const GUPSHUP: &[SetupField] = &[
    field("account", "App name", "In Gupshup's dashboard, exactly as it is written there."),
    optional(field(
        "business",
        "App ID",
        "In Gupshup's dashboard under Settings. Needed for templates and for calls in Meta's format.",
    )),
    field("phone", "WhatsApp number", "Digits with the country code, without +."),
    secret("access_token", "API key", "In Gupshup's dashboard at the top right, under your profile."),
];

const TELEGRAM: &[SetupField] =
    &[secret("access_token", "Bot token", "From @BotFather in Telegram: /newbot, or /token for a bot you have.")];

/// Ways to sign in to a mailbox whose servers have to be entered, those with a password alone, and so on.
const WITH_SERVERS: &[&str] = &["password", "oauth"];
const PASSWORD: &[&str] = &["password"];
const LARGE: &[&str] = &["google", "microsoft"];
const MICROSOFT: &[&str] = &["microsoft"];
const OTHER: &[&str] = &["oauth"];
const OAUTH: &[&str] = &["google", "microsoft", "oauth"];

const EMAIL: &[SetupField] = &[
    field("account", "Address", "The address customers write to, such as help@example.com."),
    field(
        "sender_name",
        "Name of the sender",
        "Stands beside the address in every answer, such as your company's name.",
    ),
    choice(
        "login",
        "Sign in with",
        "How Frontdesk proves that it may use the mailbox.",
        &["password", "google", "microsoft", "oauth"],
    ),
    only(OAUTH, field("client_id", "Client ID", "Of the client that you have made at the provider for Frontdesk.")),
    only(LARGE, secret("client_secret", "Client secret", "Shown once at the provider, when it is made.")),
    only(
        OTHER,
        optional(secret("client_secret", "Client secret", "Leave empty when the provider gives none to such clients.")),
    ),
    only(
        MICROSOFT,
        SetupField {
            default: "common",
            required: false,
            ..field(
                "tenant",
                "Directory (tenant) ID",
                "On the app's overview page. Needed when the app is for accounts of your organisation only.",
            )
        },
    ),
    only(
        OTHER,
        field(
            "authorization_url",
            "Authorisation address",
            "Where people are sent to allow access. Your provider tells it.",
        ),
    ),
    only(OTHER, field("token_url", "Token address", "Where tokens are given out. Your provider tells it.")),
    only(
        OTHER,
        optional(field(
            "scopes",
            "Scopes",
            "What is asked for, separated by spaces: reading by IMAP, sending by SMTP, and lasting access.",
        )),
    ),
    only(
        WITH_SERVERS,
        field("smtp_host", "Server for sending (SMTP)", "Your mail provider tells it, such as smtp.example.com."),
    ),
    only(
        WITH_SERVERS,
        SetupField {
            default: "587",
            required: false,
            ..field("smtp_port", "Port for sending", "587 with STARTTLS, 465 with TLS.")
        },
    ),
    only(
        WITH_SERVERS,
        choice("smtp_security", "Encryption for sending", "What belongs to the port.", &["starttls", "tls", "none"]),
    ),
    only(WITH_SERVERS, optional(field("smtp_user", "User for sending", "Mostly the address itself."))),
    only(
        PASSWORD,
        optional(secret("smtp_password", "Password for sending", "Of the user. Some providers want an app password.")),
    ),
    only(
        WITH_SERVERS,
        optional(field(
            "imap_host",
            "Server for receiving (IMAP)",
            "Leave empty when your provider posts mails to Frontdesk's address instead.",
        )),
    ),
    only(
        WITH_SERVERS,
        SetupField { default: "993", required: false, ..field("imap_port", "Port for receiving", "993 with TLS.") },
    ),
    only(
        WITH_SERVERS,
        choice("imap_security", "Encryption for receiving", "What belongs to the port.", &["tls", "starttls", "none"]),
    ),
    only(WITH_SERVERS, optional(field("imap_user", "User for receiving", "Mostly the address itself."))),
    only(PASSWORD, optional(secret("imap_password", "Password for receiving", "Empty: the same as for sending."))),
    SetupField {
        default: "INBOX",
        required: false,
        ..field("imap_folder", "Folder", "The folder that new mails arrive in.")
    },
];

impl ChannelKind {
    /// What has to be entered to connect the channel, in order.
    #[must_use]
    pub const fn setup_fields(self) -> &'static [SetupField] {
        match self {
            Self::Website => &[],
            Self::Whatsapp => WHATSAPP,
            Self::Messenger => MESSENGER,
            Self::Instagram => INSTAGRAM,
            Self::Gupshup => GUPSHUP,
            Self::Telegram => TELEGRAM,
            Self::Email => EMAIL,
        }
    }

    /// The same, when the mailbox is signed in to like that; other channels know no such difference.
    pub fn setup_fields_for(self, login: MailLogin) -> impl Iterator<Item = &'static SetupField> {
        self.setup_fields().iter().filter(move |field| field.is_for(login.as_str()))
    }

    /// Whether a setting of this name must be kept encrypted. Those that Frontdesk makes itself are, too.
    #[must_use]
    pub fn is_secret(self, name: &str) -> bool {
        matches!(name, "secret" | "verify_token") || self.setup_fields().iter().any(|f| f.name == name && f.secret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_asked_for_what_its_way_of_signing_in_needs_and_nothing_twice() {
        for login in MailLogin::ALL {
            let names: Vec<&str> = ChannelKind::Email.setup_fields_for(*login).map(|field| field.name).collect();
            assert!(names.iter().all(|name| names.iter().filter(|other| *other == name).count() == 1), "{names:?}");
            assert_eq!(names.contains(&"client_id"), login.is_oauth(), "{login}");
            assert_eq!(names.contains(&"smtp_password"), !login.is_oauth(), "{login}");
            assert_eq!(names.contains(&"smtp_host"), login.preset().is_none(), "{login}");
        }
    }

    #[test]
    fn ways_of_signing_in_are_spelled_as_everywhere() {
        let all = ChannelKind::ALL.iter().flat_map(|channel| channel.setup_fields());
        let login = ChannelKind::Email.setup_fields().iter().find(|field| field.name == "login").unwrap();
        assert_eq!(login.choices, MailLogin::ALL.iter().map(|login| login.as_str()).collect::<Vec<_>>());
        assert!(all.flat_map(|field| field.logins).all(|login| login.parse::<MailLogin>().is_ok()));
        // What is known of a provider fills fields that there are.
        let known = MailLogin::ALL.iter().filter_map(|login| login.preset()).flat_map(|known| known.servers);
        let is_field = |name: &str| ChannelKind::Email.setup_fields().iter().any(|field| field.name == name);
        assert!(known.into_iter().all(|(name, _)| is_field(name)));
    }
}
