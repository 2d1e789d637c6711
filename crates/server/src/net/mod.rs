//! The server's HTTP side: the telephony WebSocket, `/health`, and the control of the simulated PBX.

mod hub_task;
mod limits;
mod session;

use crate::{
    clock::{self, Clock},
    config::{Config, ConfigError, PbxConfig},
    hub::Hub,
    pbx::{self, simulated},
    store::{Store, StoreError},
    token::Verifier,
};
use axum::{
    Json, Router,
    extract::{ConnectInfo, Request, State, WebSocketUpgrade},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
    serve::ListenerExt,
};
use denwa_protocol::{MAX_MESSAGE_BYTES, PbxState, SUBPROTOCOL, VERSION};
use hub_task::{Health, ToHub};
use limits::Gate;
use std::{
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError, atomic::AtomicU64},
    time::Duration,
};
use tokio::{
    net::TcpListener,
    sync::{mpsc, watch},
    task::JoinHandle,
};
use tower_http::cors::CorsLayer;

/// How long sockets may take to close when the server stops.
const CLOSE_ALL_TIMEOUT: Duration = Duration::from_secs(3);

/// How often the clock is read even if nothing happens, so that jumps are noticed.
const CLOCK_INTERVAL: Duration = Duration::from_secs(1);

/// The state shared by all connections.
struct App {
    config: Arc<Config>,
    clock: Clock,
    verifier: Verifier,
    gate: Mutex<Gate>,
    hub: mpsc::Sender<ToHub>,
    health: watch::Receiver<Health>,
    next_session: AtomicU64,
    /// Every session holds a sender; when all are dropped, all sessions have ended.
    alive: mpsc::WeakSender<()>,
}

impl App {
    /// Locks the gate. Its operations do not panic half-way, so a poisoned lock is still consistent.
    fn gate(&self) -> MutexGuard<'_, Gate> {
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The store cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The server cannot listen on its address.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
}

/// A running server.
#[derive(Debug)]
pub struct Server {
    /// The address it listens on.
    pub address: SocketAddr,
    stop: watch::Sender<bool>,
    hub: mpsc::Sender<ToHub>,
    /// Closes when `keep_alive` and every session's sender are dropped.
    sessions: mpsc::Receiver<()>,
    keep_alive: mpsc::Sender<()>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts the server: PBX, hub and listener.
    ///
    /// # Errors
    /// If the configuration is wrong, a key cannot be read, or the address is taken.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        Self::start_with_clock(config, Clock::system()).await
    }

    /// Like [`Server::start`], with a clock.
    ///
    /// # Errors
    /// Like [`Server::start`].
    pub async fn start_with_clock(config: Config, clock: Clock) -> Result<Self, StartError> {
        config.check()?;
        let verifier = Verifier::read(&config)?;
        let listen = config.listen;
        let listener = TcpListener::bind(listen).await.map_err(|error| StartError::Listen(listen, error))?;
        let address = listener.local_addr().map_err(|error| StartError::Listen(listen, error))?;

        let (store, restored) = Store::open(&config.store, &clock::random_name())?;
        let config = Arc::new(config);
        let (pbx, control) = match &config.pbx {
            PbxConfig::Simulated(_) => {
                let (pbx, control) = simulated::start_with_control(&config, &clock);
                (pbx, Some(control))
            }
            PbxConfig::Asterisk(_) => (pbx::asterisk::start_with_clock(&config, &clock), None),
        };
        let hub = Hub::new(config.clone(), pbx.capabilities, restored, clock.now());
        let (hub, health) = hub_task::spawn(hub, pbx, clock.clone(), store);

        let (keep_alive, sessions) = mpsc::channel(1);
        let app = Arc::new(App {
            verifier,
            gate: Mutex::new(Gate::new(config.limits.clone())),
            hub: hub.clone(),
            health,
            next_session: AtomicU64::new(1),
            alive: keep_alive.downgrade(),
            config,
            clock,
        });
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(watch_clock(app.clock.clone(), stopped.clone()));
        let service = router(app, control).into_make_service_with_connect_info::<SocketAddr>();
        // Without TCP_NODELAY, Nagle's algorithm would delay small events.
        let listener = listener.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!("cannot set TCP_NODELAY: {error}");
            }
        });
        let task = tokio::spawn(async move {
            let stopped = async move {
                let mut stopped = stopped;
                // An error means that `Server` was dropped, which also stops the server.
                let _ = stopped.wait_for(|stop| *stop).await;
            };
            if let Err(error) = axum::serve(listener, service).with_graceful_shutdown(stopped).await {
                tracing::error!("the listener failed: {error}");
            }
        });
        Ok(Self { address, stop, hub, sessions, keep_alive, task })
    }

    /// Signs all panels out, waits up to three seconds for their sockets to close, and stops.
    pub async fn stop(self) {
        let Self { stop, hub, mut sessions, keep_alive, task, .. } = self;
        // An error means that the receiving task has already ended.
        let _ = stop.send(true);
        let _ = hub.send(ToHub::Stop).await;
        drop(keep_alive);
        if tokio::time::timeout(CLOSE_ALL_TIMEOUT, sessions.recv()).await.is_err() {
            tracing::warn!("some sockets did not close in time");
        }
        task.abort();
    }
}

/// Reads the clock every second until the server stops.
async fn watch_clock(clock: Clock, mut stopped: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(CLOCK_INTERVAL);
    loop {
        tokio::select! {
            _ = ticks.tick() => {
                let _ = clock.now();
            }
            // An error means that `Server` was dropped, which also stops the server.
            _ = stopped.wait_for(|stop| *stop) => return,
        }
    }
}

fn router(app: Arc<App>, control: Option<simulated::Control>) -> Router {
    let origins: Vec<HeaderValue> =
        app.config.allowed_origins.iter().filter_map(|origin| origin.parse().ok()).collect();
    let cors = CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE]);
    let mut router: Router<Arc<App>> = Router::new();
    if let Some(control) = control {
        let origin_check = middleware::from_fn_with_state(app.clone(), refuse_foreign_origins);
        router = router.merge(simulated::http::routes(control).layer(origin_check));
    }
    router.route("/health", get(health)).layer(cors).route("/telephony", get(telephony)).with_state(app)
}

/// Refuses requests from pages of foreign origins, also simple requests, which browsers send without a CORS preflight.
async fn refuse_foreign_origins(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if request.headers().contains_key(header::ORIGIN) && !origin_is_allowed(&app.config, request.headers()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

fn origin_is_allowed(config: &Config, headers: &HeaderMap) -> bool {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    match (origins.next(), origins.next()) {
        (Some(origin), None) => config.allowed_origins.iter().any(|allowed| origin == allowed.as_str()),
        _ => false,
    }
}

async fn health(State(app): State<Arc<App>>) -> Json<serde_json::Value> {
    let Health { pbx, product, sessions, store } = app.health.borrow().clone();
    let clock = app.clock.state();
    let is_well = pbx == PbxState::Up && clock.jumped_by.is_none() && store.failure.is_none();
    let status = if is_well { "ok" } else { "degraded" };
    Json(serde_json::json!({
        "status": status,
        "version": env!("CARGO_PKG_VERSION"),
        "protocol": VERSION,
        "now": app.clock.now().wall,
        "clock": { "jumpedBy": clock.jumped_by, "followedJumps": clock.followed_jumps },
        "pbx": { "state": pbx, "product": product },
        "sessions": sessions,
        "store": store.report(),
    }))
}

async fn telephony(
    State(app): State<Arc<App>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    if !origin_is_allowed(&app.config, &headers) {
        tracing::info!(%peer, "refused a page of a foreign origin");
        return (StatusCode::FORBIDDEN, "origin not allowed").into_response();
    }
    let upgrade = upgrade.protocols([SUBPROTOCOL]);
    if upgrade.selected_protocol().is_none() {
        return (StatusCode::BAD_REQUEST, "sub-protocol denwa.telephony.v1 required").into_response();
    }
    let address = client_address(&app.config, &headers, peer.ip());
    if !app.gate().add_socket(address) {
        return (StatusCode::TOO_MANY_REQUESTS, "too many connections").into_response();
    }
    // From here on, dropping the session removes the socket from the gate, also if the upgrade fails.
    let session = session::Session::new(app, address);
    upgrade
        .max_message_size(MAX_MESSAGE_BYTES)
        .max_frame_size(MAX_MESSAGE_BYTES)
        .read_buffer_size(4 * 1024)
        .write_buffer_size(16 * 1024)
        .on_upgrade(move |socket| session.run(socket))
}

fn client_address(config: &Config, headers: &HeaderMap, peer: IpAddr) -> IpAddr {
    let header =
        config.client_address_header.as_ref().and_then(|name| headers.get_all(name.as_str()).iter().next_back());
    let last = header.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    last.unwrap_or(peer)
}
