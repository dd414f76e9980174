//! `frontdesk migrate`: brings the database up to date.

use crate::settings::Settings;
use domain::Desk;

pub(super) async fn run(settings: &Settings) -> anyhow::Result<()> {
    Desk::migrate_only(&settings.database.url).await?;
    println!("The database is up to date.");
    Ok(())
}
