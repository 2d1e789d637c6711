//! The event server's commands.

use clap::{Parser, Subcommand};
use denwa_server::{doctor, load, replay, serve};
use std::{io::stderr, process::ExitCode};
use tracing_subscriber::EnvFilter;

/// Denwa's event server.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
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
    /// Read a recorded AMI session and print what a panel would have received.
    Replay(replay::Args),
}

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).init();
    let result = match Cli::parse().command {
        Command::Serve(args) => serve::run(&args),
        Command::Doctor(args) => return doctor::run(&args).unwrap_or_else(|error| fail(error.as_ref())),
        Command::Load(args) => load::run(&args),
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
