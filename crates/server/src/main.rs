//! The event server's commands.

use clap::{Parser, Subcommand};
use denwa_server::{
    audit, doctor, hash_password, load,
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
    /// Check the configuration and the PBX, and say what to change.
    Doctor(doctor::Args),
    /// Measure a server under the load of many panels and calls.
    Load(load::Args),
    /// Measure this machine's limit: idle sockets that echo, on the server's library.
    Echo(load::echo::Args),
    /// Read a password and print its hash, for an agent who signs in outside Salesforce.
    HashPassword,
    /// Print what supervisors did, and the hands that agents raised.
    Audit(audit::Args),
    /// Read a recorded AMI session and print what a panel would have received.
    Replay(replay::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    logging::start(cli.log_format);
    let result = match cli.command {
        Command::Serve(args) => serve::run(&args),
        Command::Doctor(args) => return doctor::run(&args).unwrap_or_else(|error| fail(error.as_ref())),
        Command::Load(args) => load::run(&args),
        Command::Echo(args) => load::echo::run(args),
        Command::HashPassword => hash_password::run(),
        Command::Audit(args) => audit::run(&args),
        Command::Replay(args) => replay::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(error.as_ref()),
    }
}

fn fail(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("denwa-server: {error}");
    ExitCode::FAILURE
}
