//! `read CHANNEL FILE`: prints what the request body in a file says. Exits with 2 when the body must be refused.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [channel, file] = &*words else {
        eprintln!("usage: read CHANNEL FILE");
        return ExitCode::FAILURE;
    };
    match channels::report::read_file(channel, Path::new(file)) {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(refusal) => {
            eprintln!("{refusal}");
            ExitCode::from(refusal.exit_code())
        }
    }
}
