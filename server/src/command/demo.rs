//! `frontdesk demo`: a business to try things with. Its sign-ins are known to everybody, so it stays on this machine.

use crate::settings::Settings;
use anyhow::ensure;
use clap::Args;
use domain::demo::DemoAccess;
use serde_json::json;
use std::fmt::Write as _;

/// The options of the command.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Only print the sign-ins, as JSON for programs.
    #[arg(long)]
    print: bool,
}

impl Demo {
    pub(super) async fn run(self, settings: &Settings) -> anyhow::Result<()> {
        refuse_strangers(settings)?;
        if self.print {
            println!("{}", for_programs(&domain::demo::access()));
            return Ok(());
        }
        let access = super::open(settings).await?.seed_demo().await?;
        print!("{}", for_people(&access, &settings.server.url()));
        Ok(())
    }
}

/// Everybody may know the demo's passwords, so nobody else may reach it.
pub(super) fn refuse_strangers(settings: &Settings) -> anyhow::Result<()> {
    let address = settings.server.address;
    ensure!(
        settings.server.is_loopback(),
        "the demo has passwords that everybody knows, so server.address must be one that only this machine reaches, \
         such as 127.0.0.1:8080, and not {address}"
    );
    Ok(())
}

/// What a person needs to begin.
pub(super) fn for_people(demo: &DemoAccess, url: &str) -> String {
    let mut text = String::from("\nSign in as\n");
    for agent in &demo.agents {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {:<8} {} with the password {}", agent.role.as_str(), agent.email, agent.password);
    }
    let _ = write!(
        text,
        "\nThe shop with the chat   {url}/demo\nThe chat alone           {url}/chat/{}\nThe REST API             {url}/docs with the token {}\n",
        demo.inbox_key, demo.api_token
    );
    text
}

fn for_programs(demo: &DemoAccess) -> serde_json::Value {
    let agents = demo.agents.iter().map(
        |agent| json!({"email": agent.email, "password": agent.password, "name": agent.name, "role": agent.role.as_str()}),
    );
    json!({"agents": agents.collect::<Vec<_>>(), "inbox_key": demo.inbox_key, "api_token": demo.api_token})
}
