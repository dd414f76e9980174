//! What has to be entered to connect a channel, and where to find it. Forms are made of this; the names are those of the channel's settings.

use super::ChannelKind;

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
}

const fn field(name: &'static str, label: &'static str, help: &'static str) -> SetupField {
    SetupField { name, label, help, secret: false, required: true, default: "", choices: &[] }
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

const EMAIL: &[SetupField] = &[
    field("account", "Address", "The address customers write to, such as help@example.com."),
    field(
        "sender_name",
        "Name of the sender",
        "Stands beside the address in every answer, such as your company's name.",
    ),
    field("smtp_host", "Server for sending (SMTP)", "Your mail provider tells it, such as smtp.example.com."),
    SetupField {
        default: "587",
        required: false,
        ..field("smtp_port", "Port for sending", "587 with STARTTLS, 465 with TLS.")
    },
    choice("smtp_security", "Encryption for sending", "What belongs to the port.", &["starttls", "tls", "none"]),
    choice(
        "login",
        "Sign in with",
        "Passwords work nearly everywhere. With oauth an access token is used for sending and receiving, and the passwords are not.",
        &["password", "oauth"],
    ),
    optional(secret(
        "access_token",
        "OAuth access token",
        "Only with oauth: a token that may send by SMTP and read by IMAP. Google's and Microsoft's are good for about an hour.",
    )),
    optional(field("smtp_user", "User for sending", "Mostly the address itself.")),
    optional(secret("smtp_password", "Password for sending", "With Google or Microsoft: an app password.")),
    optional(field(
        "imap_host",
        "Server for receiving (IMAP)",
        "Leave empty when your provider posts mails to Frontdesk's address instead.",
    )),
    SetupField { default: "993", required: false, ..field("imap_port", "Port for receiving", "993 with TLS.") },
    choice("imap_security", "Encryption for receiving", "What belongs to the port.", &["tls", "starttls", "none"]),
    optional(field("imap_user", "User for receiving", "Mostly the address itself.")),
    optional(secret("imap_password", "Password for receiving", "With Google or Microsoft: an app password.")),
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

    /// Whether a setting of this name must be kept encrypted. Those that Frontdesk makes itself are, too.
    #[must_use]
    pub fn is_secret(self, name: &str) -> bool {
        matches!(name, "secret" | "verify_token") || self.setup_fields().iter().any(|f| f.name == name && f.secret)
    }
}
