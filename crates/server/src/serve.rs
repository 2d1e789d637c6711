//! `denwa-server serve`: reads the configuration, starts the server, and stops it on SIGTERM or SIGINT.

use crate::{
    clock::Clock,
    config::{Config, Organisation, PanelFiles, PbxConfig},
    net::Server,
    pbx::simulated::config::SimulatedConfig,
};
use std::{error::Error, net::SocketAddr, path::PathBuf};

/// The arguments of `denwa-server serve`. They override the configuration file.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The configuration, a TOML file.
    #[arg(long)]
    pub config: PathBuf,
    /// Where to listen, `address:port`; port 0 takes any free port.
    #[arg(long, env = "DENWA_LISTEN")]
    pub listen: Option<SocketAddr>,
    /// Another origin that a panel's page may have, besides the file's origins. May be repeated or separated by commas.
    #[arg(long = "allow-origin", env = "DENWA_ALLOW_ORIGIN", value_delimiter = ',')]
    pub allow_origin: Vec<String>,
    /// The file with the key shared with the signer of tokens. Replaces all keys and certificates of the configuration
    /// file.
    #[arg(long, env = "DENWA_TOKEN_KEY_FILE", conflicts_with = "token_certificate_file")]
    pub token_key_file: Option<PathBuf>,
    /// A PEM file with the certificate of the key that signs tokens. Replaces all keys and certificates of the
    /// configuration file. May be repeated or separated by commas.
    #[arg(long, env = "DENWA_TOKEN_CERTIFICATE_FILE", value_delimiter = ',')]
    pub token_certificate_file: Vec<PathBuf>,
    /// Another Salesforce organisation whose tokens are accepted, besides the file's organisations. May be repeated or
    /// separated by commas.
    #[arg(long = "organisation", env = "DENWA_ORGANISATION", value_delimiter = ',')]
    pub organisation: Vec<String>,
    /// The store's file. Overrides the configuration file.
    #[arg(long, env = "DENWA_STORE")]
    pub store: Option<PathBuf>,
    /// Keep nothing: a restart forgets notes, calls that nobody has logged, and agents' modes.
    #[arg(long, conflicts_with = "store")]
    pub no_store: bool,
    /// The folder of the built panel, which is served as a page of its own. Overrides the configuration file.
    #[arg(long)]
    pub panel_directory: Option<PathBuf>,
    /// The PBX. `asterisk` needs its settings in the file.
    #[arg(long)]
    pub pbx: Option<PbxKind>,
}

/// The kinds of PBX.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum PbxKind {
    /// The built-in simulated PBX.
    Simulated,
    /// Asterisk over AMI.
    Asterisk,
}

impl Args {
    /// Reads the configuration file and applies the command line to it.
    ///
    /// # Errors
    /// If the file cannot be read or the result is not a valid configuration.
    pub fn config(&self) -> Result<Config, Box<dyn Error>> {
        let mut config = Config::read(&self.config)?;
        config.listen = self.listen.unwrap_or(config.listen);
        config.allowed_origins.extend(self.allow_origin.iter().cloned());
        for id in &self.organisation {
            if !config.organisations.iter().any(|known| known.id == *id) {
                config.organisations.push(Organisation { id: id.clone(), ..Organisation::default() });
            }
        }
        if !self.token_certificate_file.is_empty() || self.token_key_file.is_some() {
            config.token_certificate_file.clone_from(&self.token_certificate_file);
            config.token_key_file.clone_from(&self.token_key_file);
            for organisation in &mut config.organisations {
                *organisation = Organisation { id: std::mem::take(&mut organisation.id), ..Organisation::default() };
            }
        }
        if self.no_store {
            config.store.enabled = Some(false);
        } else if let Some(path) = &self.store {
            (config.store.enabled, config.store.path) = (Some(true), Some(path.clone()));
        }
        if let Some(directory) = &self.panel_directory {
            config.panel = Some(PanelFiles { directory: directory.clone() });
        }
        match (self.pbx, &config.pbx) {
            (Some(PbxKind::Simulated), PbxConfig::Asterisk(_)) => {
                config.pbx = PbxConfig::Simulated(SimulatedConfig::default());
            }
            (Some(PbxKind::Asterisk), PbxConfig::Simulated(_)) => {
                return Err("--pbx asterisk: the configuration has no [pbx] of kind = \"asterisk\"".into());
            }
            _ => {}
        }
        config.check()?;
        Ok(config)
    }
}

/// Serves until SIGTERM or SIGINT.
///
/// # Errors
/// If the configuration is wrong, or the server cannot start or fails.
pub fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    run_with_clock(args, Clock::system())
}

/// Like [`run`], with a clock.
///
/// # Errors
/// Like [`run`].
pub fn run_with_clock(args: &Args, clock: Clock) -> Result<(), Box<dyn Error>> {
    let config = args.config()?;
    for (key, is_empty) in
        [("allowed_origins", config.allowed_origins.is_empty()), ("agents", config.agents.is_empty())]
    {
        if is_empty {
            tracing::warn!("{key} is empty: nobody can sign in");
        }
    }
    for warning in config.warnings() {
        tracing::warn!("{warning}");
    }
    let sockets = u64::from(config.limits.sockets) + u64::from(config.limits.unsigned_sockets);
    crate::load::raise_file_limit(sockets + 256);
    let scheme = if config.tls.is_some() { "wss" } else { "ws" };
    let is_simulated = matches!(config.pbx, PbxConfig::Simulated(_));
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let mut stop_signals = StopSignals::new()?;
        let mut server = Server::start_with_clock(config, clock).await?;
        if is_simulated && !server.address.ip().is_loopback() {
            tracing::warn!("everybody who can reach {} can control the simulated PBX", server.address);
        }
        println!("event server: {scheme}://{}/telephony", server.address);
        if let Some(address) = server.metrics_address {
            tracing::info!("metrics: http://{address}/metrics");
        }
        tokio::select! {
            () = stop_signals.wait() => {}
            failure = server.failed() => return Err(failure.into()),
        }
        tracing::info!("stopping");
        server.stop().await;
        Ok(())
    })
}

/// The signals that stop the server.
struct StopSignals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl StopSignals {
    #[cfg_attr(
        not(unix),
        allow(clippy::unnecessary_wraps, reason = "registering a signal handler can fail on Unix only")
    )]
    fn new() -> std::io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            terminate: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?,
        })
    }

    async fn wait(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = self.terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    }
}
