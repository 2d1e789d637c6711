//! The Lightning simulator's command line.

use clap::Parser;
use denwa_lightning::state::Options;
use std::path::PathBuf;
use std::process::ExitCode;

/// Simulates Salesforce Lightning's utility bar and Open CTI host over a sample org.
#[derive(Parser)]
#[command(version)]
struct Cli {
    /// Port of the host page; 0 takes any free one.
    #[arg(long, default_value_t = 8420)]
    host_port: u16,
    /// Port of the host page of a second organisation, whose pages have the same panel; 0 takes any free one.
    #[arg(long)]
    second_host_port: Option<u16>,
    /// Port of the panel's own origin; 0 takes any free one.
    #[arg(long, default_value_t = 8421)]
    panel_port: u16,
    /// The panel's release folder.
    #[arg(long)]
    panel_dist: PathBuf,
    /// The event server's WebSocket, put into the call centre definition.
    #[arg(long, default_value = "ws://127.0.0.1:8422/telephony")]
    event_server: String,
    /// The simulated PBX's HTTP control; without it the page has no telephone exchange.
    #[arg(long)]
    sim_control: Option<String>,
    /// File with the key that signs the agents' tokens, shared with the event server. A line end after it is not part of it.
    #[arg(long)]
    token_key_file: Option<PathBuf>,
    /// The host page loads the panel again whenever its folder has a new build (for work on the panel).
    #[arg(long)]
    reload_panel: bool,
    /// Serve the host page from this folder instead of the one built in (for work on the page itself).
    #[arg(long)]
    page_dir: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("denwa-lightning: {message}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<(), String> {
    if !cli.panel_dist.is_dir() {
        return Err(format!("there is no folder {}; build the panel first", cli.panel_dist.display()));
    }
    let token_key = match &cli.token_key_file {
        Some(file) => Some(read_key(file).map_err(|e| format!("{}: {e}", file.display()))?),
        None => None,
    };
    let options = Options {
        host_port: cli.host_port,
        second_host_port: cli.second_host_port,
        panel_port: cli.panel_port,
        panel_dist: cli.panel_dist,
        event_server: cli.event_server,
        sim_control: cli.sim_control,
        token_key,
        reload_panel: cli.reload_panel,
        page_dir: cli.page_dir,
    };
    let running = denwa_lightning::start(options).await.map_err(|e| e.to_string())?;
    println!("lightning: http://{}/", running.host);
    if let Some(second) = running.second_host {
        println!("second lightning: http://{second}/");
    }
    println!("panel: http://{}/", running.panel);
    tokio::select! {
        ended = running.run() => ended.map_err(|e| e.to_string()),
        _ = tokio::signal::ctrl_c() => Ok(()),
    }
}

/// Reads the key without a line end, as the event server does.
fn read_key(file: &std::path::Path) -> std::io::Result<Vec<u8>> {
    let mut key = std::fs::read(file)?;
    while key.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
        key.pop();
    }
    Ok(key)
}
