//! The demo's channels: connected to a simulator that plays the providers. Their secrets are known to everybody.

use crate::{Desk, InboxConfig};
use std::collections::BTreeMap;
use store::users;
use types::inbox::{ChannelDraft, ChannelKind};
use types::{AccountId, Problem};

/// A channel that a simulator plays.
struct Played {
    channel: ChannelKind,
    key: &'static str,
    name: &'static str,
    values: &'static [(&'static str, &'static str)],
}

const TOKEN: &str = "demo-access-token";
const SECRET: &str = "demo-app-secret";
const VERIFY: &str = "demo-verify-token";

const PLAYED: [Played; 5] = [
    Played {
        channel: ChannelKind::Whatsapp,
        key: "demowhatsapp",
        name: "Fern & Fig on WhatsApp",
        values: &[("account", "106540352242922"), ("business", "102290129340398"), ("verify_token", VERIFY)],
    },
    Played {
        channel: ChannelKind::Messenger,
        key: "demomessenger",
        name: "Fern & Fig on Facebook",
        // Meta knows accounts as "me" by their tokens, so each has one of its own.
        values: &[("account", "314159265358979"), ("access_token", "demo-page-token"), ("verify_token", VERIFY)],
    },
    Played {
        channel: ChannelKind::Instagram,
        key: "demoinstagram",
        name: "@fern.and.fig",
        values: &[
            ("account", "17841400000000001"),
            ("access_token", "demo-instagram-token"),
            ("login", "instagram"),
            ("verify_token", VERIFY),
        ],
    },
    Played {
        channel: ChannelKind::Gupshup,
        key: "demogupshup",
        name: "Fern & Fig India",
        values: &[
            ("account", "FernFigIndia"),
            ("business", "6d1a2b3c-0000-4000-8000-00000000beef"),
            ("phone", "919000055500"),
        ],
    },
    Played { channel: ChannelKind::Telegram, key: "demotelegram", name: "Fern & Fig bot", values: &[] },
];

/// Its mail is handed in at the simulator, and posted to it by the simulator: see [`Desk::seed_demo_mailbox`].
const MAILBOX: Played = Played {
    channel: ChannelKind::Email,
    key: "demoemail",
    name: "Fern & Fig by e-mail",
    values: &[
        ("account", "hello@fern-and-fig.example"),
        ("sender_name", "Fern & Fig"),
        ("smtp_security", "none"),
        ("smtp_user", "hello@fern-and-fig.example"),
        ("smtp_password", "demo-mail-password"),
        ("secret", "inbound:demo-mail-secret"),
    ],
};

/// What Telegram's bots are called by; the simulator knows the line by it.
const BOT: &str = "fern_fig_bot";

impl Desk {
    /// Adds those of the demo's channels that are not there yet, and returns all of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn seed_demo_channels(&self, account: AccountId) -> Result<Vec<InboxConfig>, Problem> {
        let mut all = Vec::new();
        for played in &PLAYED {
            let known = self.inbox_by_key(played.channel, played.key).await;
            all.push(match known {
                Ok(known) => known,
                Err(Problem::NotFound { .. }) => {
                    let inbox = self.add_inbox(account, played.channel, played.key, draft(played)).await?;
                    self.inbox_config(account, inbox.id).await?
                }
                Err(problem) => return Err(problem),
            });
        }
        Ok(all)
    }

    /// Adds the demo's mailbox when it is not there yet, and lets it hand in mail at this server from now on, without encryption:
    /// the server is on this machine.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn seed_demo_mailbox(&self, account: AccountId, host: &str, port: &str) -> Result<InboxConfig, Problem> {
        let server = [("smtp_host", host), ("smtp_port", port)];
        let mut draft = draft(&MAILBOX);
        draft.values.extend(server.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let known = match self.inbox_by_key(MAILBOX.channel, MAILBOX.key).await {
            Ok(known) => known,
            Err(Problem::NotFound { .. }) => {
                let inbox = self.add_inbox(account, MAILBOX.channel, MAILBOX.key, draft).await?;
                let config = self.inbox_config(account, inbox.id).await?;
                self.seed_demo_mail(&config).await?;
                return Ok(config);
            }
            Err(problem) => return Err(problem),
        };
        if server.iter().all(|(name, value)| known.values.get(*name).is_some_and(|known| known == value)) {
            return Ok(known);
        }
        let people = users::agents(&mut *self.store.snapshot().await?, account).await?;
        let owner = people.first().map(|owner| owner.id).ok_or(Problem::Internal)?;
        let owner = self.demo_actor(account, owner).await?;
        // What people have changed about its name stays.
        let draft = ChannelDraft { name: known.name.clone(), ..draft };
        self.edit_channel(&owner, known.id, draft).await?;
        self.inbox_config(account, known.id).await
    }

    /// The business of the demo.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn demo_account(&self) -> Result<AccountId, Problem> {
        Ok(self.website(super::SHOP_KEY).await?.account)
    }
}

fn draft(played: &Played) -> ChannelDraft {
    let common = [("access_token", TOKEN), ("secret", SECRET)];
    let bot = (played.channel == ChannelKind::Telegram).then_some(("account", BOT));
    let all = common.into_iter().chain(played.values.iter().copied()).chain(bot);
    let values: BTreeMap<_, _> = all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    ChannelDraft { name: played.name.to_owned(), values }
}
