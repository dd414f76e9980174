//! `frontdesk create-token`: makes a token for a program that uses the REST API.

use crate::settings::Settings;
use clap::{Args, ValueEnum};

/// The options of the command.
#[derive(Debug, Args)]
pub(super) struct CreateToken {
    /// The website inbox its sessions belong to, by its key.
    #[arg(long)]
    inbox: String,
    /// What the program may do.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "read,write")]
    allow: Vec<Allow>,
    /// How many days the token is good for.
    #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=3650))]
    days: u32,
    /// What people call it.
    #[arg(long, default_value = "Made by frontdesk create-token")]
    name: String,
}

/// What a program may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Allow {
    /// Read sessions.
    Read,
    /// Begin sessions and write as the customer.
    Write,
    /// Write as a service agent.
    Agent,
}

impl CreateToken {
    pub(super) async fn run(self, settings: &Settings) -> anyhow::Result<()> {
        let desk = super::open(settings).await?;
        let allow = domain::Permissions {
            read: self.allow.contains(&Allow::Read),
            write: self.allow.contains(&Allow::Write),
            agent: self.allow.contains(&Allow::Agent),
        };
        let token = desk.create_token(&self.inbox, &self.name, allow, self.days).await?;
        eprintln!("Keep this token well: it is shown only now.");
        println!("{token}");
        Ok(())
    }
}
