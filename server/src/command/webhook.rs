//! `frontdesk webhook read`: what Frontdesk would make of a provider's call. For integrators; nothing is stored.

use clap::{Args, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// The command.
#[derive(Debug, Args)]
pub(super) struct Webhook {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Print as JSON what the body of a call says. Ends with 2 when the body would be refused.
    Read {
        /// whatsapp, messenger, instagram, gupshup, telegram or email.
        channel: String,
        /// The file with the body.
        file: PathBuf,
    },
}

impl Webhook {
    pub(super) fn run(self) -> ExitCode {
        let Action::Read { channel, file } = self.action;
        match channels::report::read_file(&channel, &file) {
            Ok(report) => {
                println!("{report}");
                ExitCode::SUCCESS
            }
            Err(refusal) => {
                eprintln!("frontdesk: {refusal}");
                ExitCode::from(refusal.exit_code())
            }
        }
    }
}
