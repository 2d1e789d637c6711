//! The event server's commands.

use clap::{Parser, Subcommand};
use denwa_server::{
    load,
    logging::{self, LogFormat},
    replay, serve,
};
use std::process::ExitCode;

/// Denwa's event server.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    /// How to write the log.
    #[arg(long, env = "DENWA_LOG_FORMAT", value_enum, default_value_t)]
    log_format: LogFormat,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve panels until SIGTERM or SIGINT.
    Serve(serve::Args),
    /// Measure a server under the load of many panels and calls.
    Load(load::Args),
    /// Read a recorded AMI session and print what a panel would have received.
    Replay(replay::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    logging::start(cli.log_format);
    let result = match cli.command {
        Command::Serve(args) => serve::run(&args),
        Command::Load(args) => load::run(&args),
        Command::Replay(args) => replay::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("denwa-server: {error}");
            ExitCode::FAILURE
        }
    }
}
