//! The event server's commands.

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Denwa's event server.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Read a recorded AMI session and print what a panel would have received.
    Replay(denwa_server::replay::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Verb::Replay(args) => denwa_server::replay::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("denwa-server: {error}");
            ExitCode::FAILURE
        }
    }
}
