//! The Lightning simulator: a page that behaves as Lightning's utility bar and Open CTI host do, over a sample org.
//!
//! Two servers on loopback give panel and host different origins, as in Salesforce: [`host`] serves the page, the org's data and the proxy to the
//! simulated PBX; [`panel`] serves the panel's files with their content security policy, and the stand-in for Open CTI's client library. [`org`]
//! decides for the org; the page's modules under `page/js` decide for a browser tab (panel, navigation, faults).

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

/// A listening simulator. Dropping it stops both servers.
pub struct Running {
    /// The host page's address.
    pub host: SocketAddr,
    /// The panel's address.
    pub panel: SocketAddr,
    tasks: tokio::task::JoinSet<io::Result<()>>,
}

impl Running {
    /// Waits until a server ends, which happens only by an error.
    ///
    /// # Errors
    /// The error that ended the server.
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
/// A port is taken, or the org cannot be read.
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
