//! `denwa-server echo`: the machine's own limit, for comparison with the event server: as many idle sockets, on the same
//! WebSocket library with the same buffers, each of which has echoed one message.

use super::{MAX_CONCURRENT_SIGN_INS, child, raise_file_limit};
use crate::clock;
use axum::{
    Router,
    extract::{WebSocketUpgrade, ws::WebSocket},
    response::Response,
    routing::get,
};
use futures_util::{SinkExt, StreamExt};
use serde::Serialize;
use std::{
    error::Error,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};
use tokio::{net::TcpListener, sync::Semaphore, task::JoinSet};
use tokio_tungstenite::{
    connect_async_with_config,
    tungstenite::{Message, protocol::WebSocketConfig},
};

/// The arguments of `denwa-server echo`.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Args {
    /// Number of sockets.
    #[arg(long, default_value_t = 2000)]
    pub sockets: u32,
    /// Serve echoes, instead of measuring a child process that does.
    #[arg(long, hide = true)]
    pub serve: bool,
}

/// The figures.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    sockets: u32,
    /// How long it took until all sockets were open and had their echo, in milliseconds.
    open_ms: u64,
    /// The server's resident memory with all sockets open, in kB; 0 if unknown.
    server_memory_kb: u64,
}

/// Measures, and prints the figures as a line of JSON.
///
/// # Errors
/// If the server cannot be started, or a socket fails.
pub fn run(args: Args) -> Result<(), Box<dyn Error>> {
    raise_file_limit(u64::from(args.sockets) + 256);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    if args.serve {
        return runtime.block_on(serve());
    }
    let report = runtime.block_on(measure(args.sockets))?;
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

async fn serve() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
    println!("echo server: ws://{}/", listener.local_addr()?);
    Ok(axum::serve(listener, Router::new().route("/", get(upgrade))).await?)
}

async fn upgrade(upgrade: WebSocketUpgrade) -> Response {
    // As the event server's sockets.
    upgrade.read_buffer_size(4 * 1024).write_buffer_size(16 * 1024).on_upgrade(echo)
}

async fn echo(mut socket: WebSocket) {
    while let Some(Ok(message)) = socket.recv().await {
        if socket.send(message).await.is_err() {
            return;
        }
    }
}

async fn measure(sockets: u32) -> Result<Report, Box<dyn Error>> {
    let number = sockets.to_string();
    let (mut server, url) = child::start(["echo", "--serve", "--sockets", &number], "echo server: ").await?;
    let permits = Arc::new(Semaphore::new(MAX_CONCURRENT_SIGN_INS));
    let began = clock::millis();
    let mut opening = JoinSet::new();
    for _ in 0..sockets {
        let (url, permits) = (url.clone(), permits.clone());
        opening.spawn(async move {
            let _permit = permits.acquire().await?;
            let config = WebSocketConfig::default().read_buffer_size(4 * 1024).write_buffer_size(0);
            let (mut socket, _) = connect_async_with_config(url, Some(config), true).await?;
            socket.send(Message::text("hello")).await?;
            socket.next().await.ok_or("no echo")??;
            Ok::<_, Box<dyn Error + Send + Sync>>(socket)
        });
    }
    let mut open = Vec::new();
    while let Some(socket) = opening.join_next().await {
        open.push(socket?.map_err(|error| format!("after {} sockets: {error}", open.len()))?);
    }
    let report = Report { sockets, open_ms: clock::millis() - began, server_memory_kb: child::memory_kb(&server) };
    server.kill().await?;
    Ok(report)
}
