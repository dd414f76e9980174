//! The commands of the binary. Each prints what it has done, or one sentence about what is in the way.

mod clean_email;
mod confined;
mod create_admin;
mod create_token;
mod demo;
mod draw_page;
mod migrate;
mod serve;
mod simulate;
mod statistics;
mod webhook;

use crate::settings::{self, Settings};
use clap::{Parser, Subcommand};
use domain::{Bucket, Desk, Opening, SecretKey};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// One inbox for everything customers write to a business.
#[derive(Debug, Parser)]
#[command(name = "frontdesk", version)]
pub struct Command {
    /// The file with the settings; without this, Leptos.toml, should there be one.
    #[arg(long, global = true, env = "FRONTDESK_SETTINGS", value_name = "FILE")]
    settings: Option<PathBuf>,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Answer requests until asked to end (this is what happens without a command).
    Serve(serve::Serve),
    /// Bring the database up to date and end. Serving does the same first.
    Migrate,
    /// Make a business and the person who owns it.
    CreateAdmin(create_admin::CreateAdmin),
    /// Make a token for a program that uses the REST API.
    CreateToken(create_token::CreateToken),
    /// Fill the database with a business to try things with.
    Demo(demo::Demo),
    /// Look after the numbers.
    Statistics(statistics::Statistics),
    /// Play the providers, with a phone to write from as their customers.
    Simulate(simulate::Simulate),
    /// Look into calls of providers.
    Webhook(webhook::Webhook),
    /// Draw a page of the PDF on standard input, for the server itself.
    #[command(hide = true)]
    DrawPage(draw_page::DrawPage),
    /// Make the HTML of the mail on standard input harmless, for the server itself.
    #[command(hide = true)]
    CleanEmail,
}

impl Command {
    /// Does what was asked for.
    ///
    /// # Errors
    /// One sentence about what is in the way.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        // These need no settings.
        match self.action {
            Some(Action::Webhook(webhook)) => return Ok(webhook.run()),
            Some(Action::DrawPage(draw_page)) => return draw_page.run().map(|()| ExitCode::SUCCESS),
            Some(Action::CleanEmail) => return clean_email::run().map(|()| ExitCode::SUCCESS),
            _ => {}
        }
        let file = self.settings.clone().unwrap_or_else(|| PathBuf::from("Leptos.toml"));
        let settings = settings::read(&file, self.settings.is_some())?;
        match self.action.unwrap_or_else(|| Action::Serve(serve::Serve::default())) {
            Action::Serve(serve) => serve.run(settings).await,
            Action::Migrate => migrate::run(&settings).await,
            Action::CreateAdmin(create) => create.run(&settings).await,
            Action::CreateToken(create) => create.run(&settings).await,
            Action::Demo(demo) => demo.run(&settings).await,
            Action::Statistics(statistics) => statistics.run(&settings).await,
            Action::Simulate(simulate) => simulate.run(&settings).await,
            // Done above.
            Action::Webhook(_) | Action::DrawPage(_) | Action::CleanEmail => Ok(()),
        }?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The desk that the settings describe, its database up to date.
async fn open(settings: &Settings) -> anyhow::Result<Desk> {
    let (database, storage) = (&settings.database, &settings.storage);
    let plain = Opening::new(&database.url, database.connections, &storage.folder);
    let (secret_key, days) = (SecretKey::File(PathBuf::from(&storage.key_file)), u64::from(storage.keep_calls_days));
    // The client for buckets takes the process' one; a second call finds it there.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let bucket = (!storage.bucket.is_empty()).then(|| Bucket {
        name: storage.bucket.clone(),
        endpoint: storage.bucket_endpoint.clone(),
        region: storage.bucket_region.clone(),
    });
    let opening = Opening { bucket, secret_key, calls_kept: Duration::from_hours(24 * days), ..plain };
    Ok(Desk::open(opening).await?)
}
