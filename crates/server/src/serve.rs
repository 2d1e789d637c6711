//! `denwa-server serve`: reads the configuration, starts the server, and stops it when it is told to.

use crate::{
    config::{Config, Organisation, PbxConfig},
    net::Server,
    pbx::simulated::config::SimulatedConfig,
};
use std::{error::Error, net::SocketAddr, path::PathBuf};

/// `denwa-server serve`. What is given here takes the place of what the file says.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The configuration, a TOML file.
    #[arg(long)]
    pub config: PathBuf,
    /// Where to listen, `address:port`; port 0 takes any free one.
    #[arg(long, env = "DENWA_LISTEN")]
    pub listen: Option<SocketAddr>,
    /// An origin a panel's page may have, besides those of the file. May be given several times, or separated by commas.
    #[arg(long = "allow-origin", env = "DENWA_ALLOW_ORIGIN", value_delimiter = ',')]
    pub allow_origin: Vec<String>,
    /// The file with the key that is shared with whoever signs tokens, in place of all keys and certificates that the file names.
    #[arg(long, env = "DENWA_TOKEN_KEY_FILE", conflicts_with = "token_certificate_file")]
    pub token_key_file: Option<PathBuf>,
    /// A PEM file with the certificate whose key signs tokens, in place of all keys and certificates that the file names. May be given
    /// several times, or separated by commas.
    #[arg(long, env = "DENWA_TOKEN_CERTIFICATE_FILE", value_delimiter = ',')]
    pub token_certificate_file: Vec<PathBuf>,
    /// A Salesforce organisation whose tokens are taken, besides those of the file. May be given several times.
    #[arg(long = "organisation", env = "DENWA_ORGANISATION", value_delimiter = ',')]
    pub organisation: Vec<String>,
    /// The PBX. `asterisk` needs its settings in the file.
    #[arg(long)]
    pub pbx: Option<Kind>,
}

/// The PBXs there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// The built-in one.
    Simulated,
    /// Asterisk over AMI.
    Asterisk,
}

impl Args {
    /// The configuration with what the command line says.
    ///
    /// # Errors
    /// When the file cannot be read or the whole makes no sense.
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
        match (self.pbx, &config.pbx) {
            (Some(Kind::Simulated), PbxConfig::Asterisk(_)) => {
                config.pbx = PbxConfig::Simulated(SimulatedConfig::default());
            }
            (Some(Kind::Asterisk), PbxConfig::Simulated(_)) => {
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
/// When the configuration is wrong or the server cannot start.
pub fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    let config = args.config()?;
    for (what, missing) in
        [("allowed_origins", config.allowed_origins.is_empty()), ("agents", config.agents.is_empty())]
    {
        if missing {
            tracing::warn!("{what} is empty: nobody can sign in");
        }
    }
    crate::load::raise_file_limit(u64::from(config.limits.sockets) + 256);
    let simulated = matches!(config.pbx, PbxConfig::Simulated(_));
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let mut stop = Stop::new()?;
        let server = Server::start(config).await?;
        if simulated && !server.address.ip().is_loopback() {
            tracing::warn!("the simulated PBX can be driven by everybody who reaches {}", server.address);
        }
        println!("event server: ws://{}/telephony", server.address);
        stop.told().await;
        tracing::info!("stopping");
        server.stop().await;
        Ok(())
    })
}

/// The signals that stop the server.
struct Stop {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Stop {
    #[cfg_attr(not(unix), allow(clippy::unnecessary_wraps, reason = "only Unix has a signal that may fail"))]
    fn new() -> std::io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            terminate: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?,
        })
    }

    async fn told(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = self.terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    }
}
