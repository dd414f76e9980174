//! Measures a release build of Frontdesk under load. `scripts/bench` builds both and calls this once per run.
//!
//! It knows nothing of Frontdesk's code: it speaks WhatsApp's protocol as the provider does, and opens pages and sockets as
//! browsers do. Whatever is accepted must arrive at every listening agent exactly once and in order; otherwise it fails.

mod agents;
mod browser;
mod connection;
mod first_load;
mod frame;
mod ledger;
mod machine;
mod measure;
mod pages;
mod product;
mod report;
mod samples;
mod table;
mod traffic;
mod webhook;

use clap::Parser;
use std::path::PathBuf;

/// What to do.
#[derive(Parser)]
#[command(about)]
enum Command {
    /// One run: starts the program on fresh data, measures, stops it, and writes a report.
    Measure(measure::Measure),
    /// Prints the medians of several reports.
    Table {
        /// Files that `measure` has written.
        #[arg(required = true)]
        reports: Vec<PathBuf>,
    },
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::Measure(measure) => {
            tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(measure.run())
        }
        Command::Table { reports } => table::print(&reports),
    }
}
