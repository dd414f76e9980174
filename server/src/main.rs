//! The binary `frontdesk`.

use clap::Parser as _;
use server::command::Command;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match Command::parse().run().await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("frontdesk: {error:#}");
            ExitCode::FAILURE
        }
    }
}
