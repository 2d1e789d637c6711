//! The Lightning simulator: a page that behaves as Lightning's utility bar and Open CTI host do, over a sample org.
//!
//! Two servers on loopback, so that the panel lives on another origin than its host, as in Salesforce: [`host`] has the page,
//! the org's data and the proxy to the simulated PBX; [`panel`] has the panel's files under their content security policy,
//! and the stand-in for Open CTI's client library. What an org decides is in [`org`]; what a browser tab decides (panel,
//! navigation, faults) is in the page's modules under `page/js`.

pub mod api;
pub mod csp;
pub mod exchange;
pub mod host;
pub mod library;
pub mod org;
pub mod panel;
pub mod state;

use state::{Lightning, Options};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;

/// A simulator that is listening. Both servers end when it is dropped.
pub struct Running {
    /// Where the host page is.
    pub host: SocketAddr,
    /// Where the panel is.
    pub panel: SocketAddr,
    tasks: tokio::task::JoinSet<io::Result<()>>,
}

impl Running {
    /// Waits until one of the servers ends, which it only does by an error.
    ///
    /// # Errors
    /// What ended it.
    pub async fn run(mut self) -> io::Result<()> {
        match self.tasks.join_next().await {
            Some(Ok(result)) => result,
            Some(Err(e)) => Err(io::Error::other(e)),
            None => Ok(()),
        }
    }
}

/// Starts both servers on loopback.
///
/// # Errors
/// A port that is taken, or an org that cannot be read.
pub async fn start(options: Options) -> io::Result<Running> {
    let host = TcpListener::bind((Ipv4Addr::LOCALHOST, options.host_port)).await?;
    let panel = TcpListener::bind((Ipv4Addr::LOCALHOST, options.panel_port)).await?;
    let (host_address, panel_address) = (host.local_addr()?, panel.local_addr()?);
    let state = Arc::new(Lightning::new(options, host_address.port(), panel_address.port()).map_err(io::Error::other)?);
    let (host_router, panel_router) = (host::router(Arc::clone(&state)), panel::router(&state));
    let mut tasks = tokio::task::JoinSet::new();
    tasks.spawn(async move { axum::serve(host, host_router).await });
    tasks.spawn(async move { axum::serve(panel, panel_router).await });
    Ok(Running { host: host_address, panel: panel_address, tasks })
}
