//! `frontdesk create-admin`: makes a business and the person who owns it.

use crate::settings::Settings;
use anyhow::{Context as _, ensure};
use clap::Args;
use std::io::{BufRead as _, IsTerminal as _};

/// The options of the command.
#[derive(Debug, Args)]
pub(super) struct CreateAdmin {
    /// The owner's sign-in address.
    #[arg(long)]
    email: String,
    /// The owner's full name.
    #[arg(long)]
    name: String,
    /// The name of the business.
    #[arg(long)]
    business: String,
    /// The owner's password; without it, a line of standard input. As an argument it would stand in the list of processes.
    #[arg(long, env = "FRONTDESK_PASSWORD", hide_env_values = true)]
    password: Option<String>,
}

impl CreateAdmin {
    pub(super) async fn run(self, settings: &Settings) -> anyhow::Result<()> {
        let password = match self.password {
            Some(password) => password,
            None => ask()?,
        };
        let desk = super::open(settings).await?;
        let account = desk.create_admin(&self.business, &self.name, &self.email, &password).await?;
        let url = settings.server.url();
        println!("{} can sign in at {url} now.", self.email);
        for website in desk.websites(account).await? {
            println!("For the chat on a website, put this into its pages:");
            println!("  <script src=\"{url}/widget.js\" data-inbox=\"{}\" async></script>", website.key);
        }
        Ok(())
    }
}

fn ask() -> anyhow::Result<String> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        eprint!("Password (it will be seen as you type): ");
    }
    let mut line = String::new();
    stdin.lock().read_line(&mut line).context("the password cannot be read")?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    ensure!(!password.is_empty(), "a password is needed: on standard input or in FRONTDESK_PASSWORD");
    Ok(password)
}
