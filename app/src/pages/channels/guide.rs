//! What to do at a provider before its channel can be set up here, and afterwards, in plain words. Facts: the providers' documentation.

use crate::components::Icon;
use leptos::prelude::*;
use types::inbox::{ChannelKind, MailLogin};

/// The words about setting up one channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guide {
    /// What the channel is and takes, in a sentence or two.
    pub(super) about: &'static str,
    /// What to do first.
    pub(super) before: &'static [&'static str],
    /// What to do when everything has been entered.
    pub(super) after: &'static [&'static str],
}

const WEBSITE: Guide = Guide {
    about: "A chat in the corner of your pages. Takes one line of HTML.",
    before: &[],
    after: &[
        "Copy the line below into the pages of your website, just before </body>, or give it to whoever looks after them.",
        "Open the chat by the link below it and write something: it appears in the inbox at once.",
    ],
};

const WHATSAPP: Guide = Guide {
    about: "A number at Meta directly. Takes an app at Meta, the id of the number and a token that does not expire.",
    before: &[
        "At developers.facebook.com make an app for a business, and add the product WhatsApp to it.",
        "In the app under WhatsApp › API setup add your number, and confirm it with the code that Meta sends.",
        "In the business settings under Users › System users make one, give it the app and the WhatsApp account, and generate a token that never expires.",
    ],
    after: &[
        "In the app under WhatsApp › Configuration enter the address and the verify token from below, and subscribe to “messages”.",
        "Press Connect, so that the messages of this account come to this inbox.",
        "Switch the app to live, and write to the number from your own telephone: it appears in the inbox within seconds.",
    ],
};

const MESSENGER: Guide = Guide {
    about: "The messages of a Facebook page. Takes an app at Meta and a token of the page.",
    before: &[
        "At developers.facebook.com make an app for a business, and add the product Messenger to it.",
        "In the app under Messenger › Settings add your page, and generate a token for it.",
    ],
    after: &[
        "In the app under Messenger › Settings › Webhooks enter the address and the verify token from below.",
        "Press Connect, so that the page tells the app of its messages.",
        "Write to the page. Until Meta has approved the permission pages_messaging, only people with a role in the app get through.",
    ],
};

const INSTAGRAM: Guide = Guide {
    about: "Messages and comments of a professional account. Takes an app at Meta and a token of the account.",
    before: &[
        "Make the account a professional one, and in Instagram's settings for messages allow access to connected tools.",
        "At developers.facebook.com make an app for a business, and add the product Instagram to it.",
        "In the app under Instagram › API setup add the account, and generate a token for it.",
    ],
    after: &[
        "In the app under Instagram › API setup › Webhooks enter the address and the verify token from below, and subscribe to “messages” and “comments”.",
        "Press Connect, so that the account tells the app of its messages.",
        "Write to the account from another one. Until Meta has approved the app, only people with a role in it get through.",
    ],
};

const GUPSHUP: Guide = Guide {
    about: "A WhatsApp number that Gupshup looks after. Takes the name of the app there and an API key.",
    before: &[
        "At gupshup.io make an app for WhatsApp and bring its number live, or choose one that you have.",
        "Copy the API key from your profile, and the app's id from its settings.",
    ],
    after: &[
        "Press Connect: Gupshup is told to bring the messages of this app here.",
        "Write to the number from your own telephone: it appears in the inbox within seconds.",
    ],
};

const TELEGRAM: Guide = Guide {
    about: "A bot that people write to. Takes the token that Telegram's @BotFather gives you: two minutes in all.",
    before: &[
        "In Telegram write /newbot to @BotFather, and give the bot a name and a user name.",
        "Copy the token from its answer.",
    ],
    after: &[
        "Press Connect: Telegram is told to bring the bot's messages here. A bot can only be connected to one program.",
        "Write to the bot: it appears in the inbox within seconds.",
    ],
};

const EMAIL: Guide = Guide {
    about: "A mailbox at Google, Microsoft or any other provider. Takes a sign-in there, or servers and passwords.",
    before: &[
        "Choose an address that only Frontdesk answers from, such as help@example.com.",
        "Look up its servers for sending (SMTP) and receiving (IMAP) at your mail provider, and the password; some providers want an app password for programs.",
    ],
    after: &[
        "Press Test the connection: both servers are tried.",
        "If a service is to post incoming mails instead, give it the address below.",
        "Write a mail to the address: it appears in the inbox within a minute.",
    ],
};

const AFTER_SIGNING_IN: &[&str] = &[
    "Press the button below, sign in with the account of the mailbox, and allow access.",
    "Press Test the connection: both servers are tried.",
    "Write a mail to the address: it appears in the inbox within a minute.",
];

const GOOGLE: Guide = Guide {
    before: &[
        "Choose an address that only Frontdesk answers from, such as help@example.com.",
        "At console.cloud.google.com make a project, and fill in its consent screen under Google Auth Platform. For addresses of your own organisation choose Internal as audience. Otherwise publish the app: while it is in testing, Google ends every sign-in after seven days.",
        "Under Clients make a client for a web application, and enter the redirect address from below there. Copy its ID and its secret.",
    ],
    after: AFTER_SIGNING_IN,
    ..EMAIL
};

const MICROSOFT: Guide = Guide {
    before: &[
        "Choose an address that only Frontdesk answers from, such as help@example.com.",
        "At entra.microsoft.com under App registrations make one, and enter the redirect address from below there, for the platform Web.",
        "Under API permissions add the delegated permissions IMAP.AccessAsUser.All, SMTP.Send and offline_access of Microsoft Graph.",
        "Under Certificates & secrets make a client secret, and copy its value, not its ID. It runs out one day: Frontdesk tells you then.",
        "In the Exchange admin centre allow IMAP and Authenticated SMTP for the mailbox.",
    ],
    after: AFTER_SIGNING_IN,
    ..EMAIL
};

const OTHER_PROVIDER: Guide = Guide {
    before: &[
        "Choose an address that only Frontdesk answers from, such as help@example.com.",
        "At your mail provider make an OAuth client for Frontdesk, and enter the redirect address from below there. Copy its ID, and its secret if it has one.",
        "Look up the addresses for authorisation and tokens, the scopes for IMAP and SMTP with lasting access, and both servers. They must take access tokens (XOAUTH2).",
    ],
    after: AFTER_SIGNING_IN,
    ..EMAIL
};

/// The words about setting up this channel, a mailbox that is signed in to like that.
#[must_use]
pub(super) const fn guide(channel: ChannelKind, login: Option<MailLogin>) -> Guide {
    match channel {
        ChannelKind::Website => WEBSITE,
        ChannelKind::Whatsapp => WHATSAPP,
        ChannelKind::Messenger => MESSENGER,
        ChannelKind::Instagram => INSTAGRAM,
        ChannelKind::Gupshup => GUPSHUP,
        ChannelKind::Telegram => TELEGRAM,
        ChannelKind::Email => match login {
            None | Some(MailLogin::Password) => EMAIL,
            Some(MailLogin::Google) => GOOGLE,
            Some(MailLogin::Microsoft) => MICROSOFT,
            Some(MailLogin::Oauth) => OTHER_PROVIDER,
        },
    }
}

/// Whether the provider calls us, and can be told to by a press of a button.
#[must_use]
pub(super) const fn can_be_told(channel: ChannelKind) -> bool {
    match channel {
        ChannelKind::Website | ChannelKind::Email => false,
        ChannelKind::Whatsapp
        | ChannelKind::Messenger
        | ChannelKind::Instagram
        | ChannelKind::Gupshup
        | ChannelKind::Telegram => true,
    }
}

/// Things to do, one after the other.
#[component]
pub(super) fn Steps(
    /// What to do.
    steps: &'static [&'static str],
) -> impl IntoView {
    let lines = steps.iter().zip(1..).map(|(step, number)| {
        view! {
            <li class="flex gap-3">
                <span
                    aria-hidden="true"
                    class="grid size-5 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent tabular-nums"
                >
                    {number}
                </span>
                <span class="min-w-0">{*step}</span>
            </li>
        }
    });
    view! { <ol class="flex flex-col gap-2">{lines.collect_view()}</ol> }
}

/// Says that providers cannot reach this server as it is set up; nothing when they can.
#[component]
pub(super) fn Unreachable(
    /// How the world reaches this server.
    public_url: String,
    /// The channel whose provider would call.
    channel: ChannelKind,
) -> impl IntoView {
    let is_in_the_way = can_be_told(channel) && !public_url.starts_with("https://");
    is_in_the_way.then(|| {
        view! {
            <p class="flex items-start gap-2 rounded-md bg-warning-soft px-3 py-2 text-warning">
                <Icon icon=icondata::LuTriangleAlert class="mt-px"/>
                <span>
                    "This server is set up as " <code class="font-mono text-sm break-all">{public_url}</code>
                    ", and providers only call addresses that begin with https://. Set "
                    <code class="font-mono text-sm">"public_url"</code>
                    " in its settings, or ask whoever runs it."
                </span>
            </p>
        }
    })
}
