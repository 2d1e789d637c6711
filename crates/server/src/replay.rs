//! Reads a recorded AMI session and prints what a panel would have received.

use std::{error::Error, path::PathBuf};

/// `denwa-server replay`: what to read and what to print.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The recording, one JSON object a line.
    pub file: PathBuf,
    /// Print the protocol messages of this extension's panel.
    #[arg(long)]
    pub agent: Option<String>,
    /// Print one line a call instead, as the whole PBX saw it.
    #[arg(long)]
    pub summary: bool,
    /// The configuration; without it the extensions of the captures.
    #[arg(long)]
    pub config: Option<PathBuf>,
}

/// Reads the recording and prints.
///
/// # Errors
/// When the recording or the configuration cannot be read.
pub fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    Err(format!("{}: replaying is not built in yet", args.file.display()).into())
}
