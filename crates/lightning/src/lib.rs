//! The Lightning simulator: a page that behaves as Lightning's utility bar and Open CTI host do, over a sample org.
//!
//! Two servers on loopback give panel and host different origins, as in Salesforce: [`host`] serves the page, the org's data and the proxy to the
//! simulated PBX; [`panel`] serves the panel's files with their content security policy, and the stand-in for Open CTI's client library. [`org`]
//! decides for the org; the page's modules under `page/js` decide for a browser tab (panel, navigation, faults).

pub mod api;
mod aura;
pub mod csp;
pub mod exchange;
pub mod host;
pub mod library;
pub mod org;
pub mod panel;
pub mod state;

use org::users::Organisation;
use state::{Lightning, Options};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;

/// A listening simulator. Dropping it stops its servers.
pub struct Running {
    /// The host page's address.
    pub host: SocketAddr,
    /// The address of the second organisation's host page.
    pub second_host: Option<SocketAddr>,
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

/// Starts the servers on loopback.
///
/// # Errors
/// A port is taken, or the org cannot be read.
pub async fn start(options: Options) -> io::Result<Running> {
    let mut organisations = vec![(Organisation::SAMPLE, options.host_port)];
    organisations.extend(options.second_host_port.map(|port| (Organisation::SECOND, port)));
    let panel = TcpListener::bind((Ipv4Addr::LOCALHOST, options.panel_port)).await?;
    let panel_address = panel.local_addr()?;
    let mut tasks = tokio::task::JoinSet::new();
    let mut hosts = Vec::new();
    for (organisation, port) in organisations {
        let host = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = host.local_addr()?;
        let state = Lightning::new(options.clone(), organisation, address.port(), panel_address.port());
        let state = Arc::new(state.map_err(io::Error::other)?);
        let router = host::router(Arc::clone(&state));
        tasks.spawn(async move { axum::serve(host, router).await });
        hosts.push((address, state));
    }
    let ports: Vec<u16> = hosts.iter().map(|(address, _)| address.port()).collect();
    let panel_router = panel::router(&hosts[0].1, &ports);
    tasks.spawn(async move { axum::serve(panel, panel_router).await });
    let second_host = hosts.get(1).map(|(address, _)| *address);
    Ok(Running { host: hosts[0].0, second_host, panel: panel_address, tasks })
}
