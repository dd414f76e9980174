//! `frontdesk simulate`: plays the providers, for those who want to try everything before any of them has approved an account.

use crate::settings::Settings;
use crate::{providers, shutdown, trace};
use anyhow::Context as _;
use clap::Args;
use domain::{Desk, InboxConfig};
use simulator::{Channel, Line, Listeners, Plan};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::net::TcpListener;
use types::inbox::ChannelKind;

/// The options of the command.
#[derive(Debug, Args)]
pub(super) struct Simulate {
    /// Where the simulator listens; without this, providers.simulator of the settings.
    #[arg(long)]
    address: Option<String>,
    /// Where the simulator keeps what was said.
    #[arg(long)]
    state: Option<PathBuf>,
    /// A JSON file with the accounts to be played, instead of those of the demo.
    #[arg(long)]
    plan: Option<PathBuf>,
}

impl Simulate {
    pub(super) async fn run(self, settings: &Settings) -> anyhow::Result<()> {
        trace::start(&settings.log.filter);
        let address = self.address.unwrap_or_else(|| settings.providers.simulator.clone());
        let mut plan = match &self.plan {
            Some(file) => read(file)?,
            None => demo_plan(settings).await?,
        };
        plan.state_file = self.state.or(plan.state_file);
        let listener = TcpListener::bind(&address).await.with_context(|| format!("cannot listen on {address}"))?;
        println!("The simulator's phone is ready at http://{address}");
        println!("Its providers: FRONTDESK_PROVIDERS__META=http://{address}/graph/v25.0 and so on; see Leptos.toml.");
        println!("Mail is handed in at {}.", settings.providers.simulator_mail);
        let listeners = with_mail(listener, settings).await;
        simulator::serve(listeners, plan, shutdown::asked_for()).await.context("the simulator")
    }
}

fn read(file: &Path) -> anyhow::Result<Plan> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no plan", file.display()))
}

async fn demo_plan(settings: &Settings) -> anyhow::Result<Plan> {
    let desk = super::open(settings).await?;
    desk.seed_demo().await?;
    Ok(plan(settings, &seed(&desk, settings).await?))
}

/// The demo's channels; its mailbox hands mail in where the simulator takes it.
pub(super) async fn seed(desk: &Desk, settings: &Settings) -> anyhow::Result<Vec<InboxConfig>> {
    let account = desk.demo_account().await?;
    let mail = settings.providers.simulator_mail.rsplit_once(':');
    let (host, port) =
        mail.context("providers.simulator_mail must be an address with a port, such as 127.0.0.1:8091")?;
    let mut inboxes = desk.seed_demo_channels(account).await?;
    inboxes.push(desk.seed_demo_mailbox(account, host, port).await?);
    Ok(inboxes)
}

/// This listener, and the one for mail unless something else has its address.
pub(super) async fn with_mail(http: TcpListener, settings: &Settings) -> Listeners {
    let address = &settings.providers.simulator_mail;
    let mail = TcpListener::bind(address).await;
    let mail = mail.inspect_err(|error| tracing::warn!(%error, address, "the simulator takes no mail"));
    Listeners { http, mail: mail.ok() }
}

/// The demo's channels, as the simulator plays them.
pub(super) fn plan(settings: &Settings, inboxes: &[InboxConfig]) -> Plan {
    let url = settings.server.url();
    let lines = inboxes.iter().filter_map(|inbox| line(&url, inbox)).collect();
    let state_file = Path::new(&settings.storage.folder).with_file_name("simulator.json");
    Plan { lines, state_file: Some(state_file), answer_delay: Duration::from_millis(150) }
}

fn line(url: &str, inbox: &InboxConfig) -> Option<Line> {
    let channel = match inbox.channel {
        ChannelKind::Whatsapp => Channel::Whatsapp,
        ChannelKind::Messenger => Channel::Messenger,
        ChannelKind::Instagram => Channel::Instagram,
        ChannelKind::Gupshup => Channel::Gupshup,
        ChannelKind::Telegram => Channel::Telegram,
        ChannelKind::Email => Channel::Email,
        ChannelKind::Website => return None,
    };
    let value = |name: &str| inbox.values.get(name).cloned().unwrap_or_default();
    Some(Line {
        channel,
        title: inbox.name.clone(),
        account: value("account"),
        business: value("business"),
        phone: if channel == Channel::Whatsapp { "4930555000111".to_owned() } else { value("phone") },
        callback: providers::callback_url(url, inbox),
        secret: value("secret"),
        verify_token: value("verify_token"),
        access_token: value(if channel == Channel::Email { "smtp_password" } else { "access_token" }),
    })
}
