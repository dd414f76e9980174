//! `frontdesk statistics --recount`: counts everything again from the conversations and tells where the numbers differ.

use crate::settings::Settings;
use anyhow::bail;
use clap::Args;

/// The options of the command.
#[derive(Debug, Args)]
pub(super) struct Statistics {
    /// Count again and compare.
    #[arg(long, required = true)]
    recount: bool,
}

impl Statistics {
    pub(super) async fn run(self, settings: &Settings) -> anyhow::Result<()> {
        let desk = super::open(settings).await?;
        let mut differences = 0;
        for account in desk.accounts().await? {
            let recount = desk.recount(account).await?;
            differences += recount.differences.len();
            println!(
                "Account {account}: {} conversations counted again, {} numbers differ.",
                recount.checked,
                recount.differences.len()
            );
            for difference in recount.differences {
                println!("  {difference}");
            }
        }
        if differences > 0 {
            bail!("{differences} numbers differ from what the conversations say");
        }
        Ok(())
    }
}
