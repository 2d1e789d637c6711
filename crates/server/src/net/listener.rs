//! Accepts connections and speaks HTTP/1.1 on them: every wait has an end, and every connection has a place at the gate.

use super::{
    App,
    gate::Place,
    meter::{Meter, Metered},
    tls, wait_until_stopped,
};
use axum::{Router, extract::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{
    net::{IpAddr, SocketAddr},
    pin::pin,
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::{Notify, watch},
    task::JoinSet,
    time::{sleep, timeout},
};
use tokio_rustls::TlsAcceptor;
use tower_service::Service;

/// How long a client may take for a request's head, also for the first one and between two requests.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a connection that does not become a WebSocket may last.
const LIFETIME: Duration = Duration::from_mins(1);

/// How long a request that is being answered may still take after that.
const LAST_ANSWER_TIMEOUT: Duration = Duration::from_secs(5);

/// Largest head of a request, in bytes.
const MAX_HEAD_BYTES: usize = 16 * 1024;

/// Most headers of a request.
const MAX_HEADERS: usize = 64;

/// How long to wait if no connection can be accepted because the process has no file descriptors left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// A client's connection. Requests carry a copy; when the last copy is dropped, the place at the gate is free.
#[derive(Clone)]
pub struct Connection {
    /// The address of the other end: the client's, or a reverse proxy's.
    pub peer: IpAddr,
    /// Counts what the client sends.
    pub meter: Meter,
    /// Tells a socket that has not signed in to go.
    pub evict: Arc<Notify>,
    place: Arc<HeldPlace>,
}

/// A place at the gate, given back when dropped.
struct HeldPlace {
    app: Arc<App>,
    place: Place,
}

impl Drop for HeldPlace {
    fn drop(&mut self) {
        self.app.gate().leave(self.place);
    }
}

impl Connection {
    fn new(app: &Arc<App>, peer: SocketAddr) -> Self {
        // Behind a reverse proxy the client's address is known when the request's head has been read.
        let address = app.config.client_address_header.is_none().then(|| peer.ip());
        let (place, evict) = app.gate().enter(address);
        let place = Arc::new(HeldPlace { app: app.clone(), place });
        Self { peer: peer.ip(), meter: Meter::new(app.clock.clone()), evict, place }
    }

    /// Returns the place at the gate.
    pub fn place(&self) -> Place {
        self.place.place
    }
}

/// Serves until `stopped`. Connections that have become sockets of panels go on.
pub async fn run(
    listener: TcpListener,
    app: Arc<App>,
    router: Router,
    tls: Option<TlsAcceptor>,
    mut stopped: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = wait_until_stopped(&mut stopped) => return,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let connection = Connection::new(&app, peer);
                    connections.spawn(serve(stream, connection, router.clone(), tls.clone()));
                }
                Err(error) => {
                    tracing::warn!("cannot accept a connection: {error}");
                    app.gate().evict_some();
                    sleep(ACCEPT_PAUSE).await;
                }
            },
        }
    }
}

async fn serve(stream: TcpStream, connection: Connection, router: Router, tls: Option<TlsAcceptor>) {
    // Without TCP_NODELAY, Nagle's algorithm would delay small events.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!("cannot set TCP_NODELAY: {error}");
    }
    let evict = connection.evict.clone();
    let stream = Metered::new(stream, connection.meter.clone());
    let serve = async {
        match tls {
            None => serve_http(stream, Some(connection), router).await,
            Some(acceptor) => match timeout(tls::TIMEOUT, acceptor.accept(stream)).await {
                Ok(Ok(stream)) => serve_http(stream, Some(connection), router).await,
                Ok(Err(error)) => tracing::debug!("no TLS: {error}"),
                Err(_) => tracing::debug!("no TLS in time"),
            },
        }
    };
    tokio::select! {
        () = serve => {}
        () = evict.notified() => {}
    }
}

/// Speaks HTTP/1.1 on a stream until it closes, becomes a WebSocket, or has lasted too long.
pub async fn serve_http<S>(stream: S, connection: Option<Connection>, router: Router)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |mut request: Request<Incoming>| {
        if let Some(connection) = &connection {
            request.extensions_mut().insert(connection.clone());
        }
        router.clone().call(request)
    });
    let http = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(MAX_HEAD_BYTES)
        .max_headers(MAX_HEADERS)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut http = pin!(http);
    tokio::select! {
        _ = http.as_mut() => return,
        () = sleep(LIFETIME) => {}
    }
    http.as_mut().graceful_shutdown();
    let _ = timeout(LAST_ANSWER_TIMEOUT, http).await;
}
