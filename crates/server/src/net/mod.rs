//! The server's HTTP side: the telephony WebSocket, sign-in by password, the panel's files, `/health`, `/ready`, `/metrics`, and the control of the simulated PBX.

mod allowances;
mod gate;
mod health;
mod hub_task;
mod listener;
mod meter;
mod metrics;
mod panel_files;
mod password;
mod refusals;
mod session;
pub mod tls;
mod words;

use crate::{
    clock::{self, Clock},
    config::{Config, ConfigError, PbxConfig},
    hub::Hub,
    pbx::{self, simulated},
    store::{Store, StoreError},
    token::{Verifier, once::UsedTokens},
};
use allowances::Allowances;
use axum::{
    Extension, Router,
    extract::{Request, State, WebSocketUpgrade},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use denwa_protocol::{MAX_MESSAGE_BYTES, SUBPROTOCOL};
use gate::Gate;
use hub_task::{Health, HubHandle, ToHub};
use listener::Connection;
use metrics::Metrics;
use password::Passwords;
use refusals::RefusalLog;
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
    allowances: Mutex<Allowances>,
    /// Shared with the hub's task, which keeps them.
    used_tokens: Arc<Mutex<UsedTokens>>,
    passwords: Passwords,
    refusal_log: Mutex<RefusalLog>,
    metrics: Arc<Metrics>,
    hub: mpsc::Sender<ToHub>,
    health: watch::Receiver<Health>,
    /// The steady time, in milliseconds, at which the hub's task last began to wait.
    hub_beat: Arc<AtomicU64>,
    /// Whether the server is stopping.
    stopped: watch::Receiver<bool>,
    next_session: AtomicU64,
    /// Every session holds a sender; when all are dropped, all sessions have ended.
    alive: mpsc::WeakSender<()>,
}

impl App {
    fn gate(&self) -> MutexGuard<'_, Gate> {
        lock(&self.gate)
    }

    fn allowances(&self) -> MutexGuard<'_, Allowances> {
        lock(&self.allowances)
    }

    fn used_tokens(&self) -> MutexGuard<'_, UsedTokens> {
        lock(&self.used_tokens)
    }

    fn refusal_log(&self) -> MutexGuard<'_, RefusalLog> {
        lock(&self.refusal_log)
    }

    /// Logs the refused sign-ins that have not been logged, if it is time.
    fn log_refusals(&self) {
        let line = self.refusal_log().take_line(self.clock.now().steady);
        if let Some(line) = line {
            tracing::info!("refused sign-ins: {line}");
        }
    }
}

/// Locks a value whose operations do not panic half-way, so that it is still consistent if the lock is poisoned.
fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
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
    /// The address of the metrics.
    pub metrics_address: Option<SocketAddr>,
    stop: watch::Sender<bool>,
    hub: mpsc::Sender<ToHub>,
    /// Closes when `keep_alive` and every session's sender are dropped.
    sessions: mpsc::Receiver<()>,
    keep_alive: mpsc::Sender<()>,
    task: JoinHandle<()>,
    hub_task: JoinHandle<()>,
}

impl Server {
    /// Starts the server: PBX, hub and listener.
    ///
    /// # Errors
    /// If the configuration is wrong, a key cannot be read, the store cannot be used, or the address is taken.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        Self::start_with_clock(config, Clock::system()).await
    }

    /// Like [`Server::start`], with a clock.
    ///
    /// # Errors
    /// Like [`Server::start`].
    pub async fn start_with_clock(config: Config, clock: Clock) -> Result<Self, StartError> {
        config.check()?;
        let mut verifier = Verifier::read(&config)?;
        let issuer = password::issuer(&config);
        if let Some(issuer) = &issuer {
            verifier.trust(issuer, &config);
        }
        let listen = config.listen;
        let tls = config.tls.as_ref().map(tls::acceptor).transpose()?;
        let (listener, address) = bind(listen).await?;
        let metrics_listener = match config.metrics_listen {
            Some(listen) => Some(bind(listen).await?),
            None => None,
        };
        let metrics_address = metrics_listener.as_ref().map(|(_, address)| *address);
        let (store, mut restored) = Store::open(&config.store, &clock::random_name())?;
        let used_tokens = UsedTokens::restored(std::mem::take(&mut restored.tokens), clock.now());
        let used_tokens = Arc::new(Mutex::new(used_tokens));
        let config = Arc::new(config);
        let (pbx, control) = match &config.pbx {
            PbxConfig::Simulated(_) => {
                let (pbx, control) = simulated::start_with_control(&config, &clock);
                (pbx, Some(control))
            }
            PbxConfig::Asterisk(_) => (pbx::asterisk::start_with_clock(&config, &clock), None),
        };
        let hub = Hub::new(config.clone(), pbx.capabilities, restored, clock.now());
        let metrics = Arc::new(Metrics::new(clock.now().wall));
        let HubHandle { inbox: hub, health, beat: hub_beat, task: hub_task } =
            hub_task::spawn(hub, pbx, clock.clone(), store, metrics.clone(), used_tokens.clone());

        let (stop, stopped) = watch::channel(false);
        let (keep_alive, sessions) = mpsc::channel(1);
        let app = Arc::new(App {
            verifier,
            gate: Mutex::new(Gate::new(config.limits.clone())),
            allowances: Mutex::new(Allowances::new(config.limits.clone())),
            used_tokens,
            passwords: Passwords::new(issuer),
            refusal_log: Mutex::default(),
            metrics,
            hub: hub.clone(),
            health,
            hub_beat,
            stopped: stopped.clone(),
            next_session: AtomicU64::new(1),
            alive: keep_alive.downgrade(),
            config,
            clock,
        });
        tokio::spawn(watch_clock(app.clone(), stopped.clone()));
        if let Some((listener, _)) = metrics_listener {
            tokio::spawn(health::serve_metrics(listener, app.clone(), stopped.clone()));
        }
        let router = router(app.clone(), control);
        let task = tokio::spawn(listener::run(listener, app, router, tls, stopped));
        Ok(Self { address, metrics_address, stop, hub, sessions, keep_alive, task, hub_task })
    }

    /// Waits until the server has failed: a part that it cannot do without has ended. The process should end too, so
    /// that whoever supervises it starts it anew.
    pub async fn failed(&mut self) -> &'static str {
        tokio::select! {
            _ = &mut self.hub_task => "the hub has ended",
            _ = &mut self.task => "the listener has ended",
        }
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

/// Waits until the server stops.
async fn wait_until_stopped(stopped: &mut watch::Receiver<bool>) {
    // An error means that `Server` was dropped, which also stops the server.
    let _ = stopped.wait_for(|stop| *stop).await;
}

/// Listens on an address, and returns it: port 0 has become a free port.
async fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |error| StartError::Listen(address, error);
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

/// Reads the clock and logs refused sign-ins every second until the server stops.
async fn watch_clock(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(CLOCK_INTERVAL);
    loop {
        tokio::select! {
            _ = ticks.tick() => {
                let _ = app.clock.now();
                app.log_refusals();
            }
            () = wait_until_stopped(&mut stopped) => return,
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
    let router = router
        .merge(password::routes())
        .route("/health", get(health::health))
        .route("/ready", get(health::ready))
        .layer(cors)
        .route("/telephony", get(telephony));
    panel_files::add(router, app.config.panel.as_ref()).with_state(app)
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

async fn telephony(
    State(app): State<Arc<App>>,
    Extension(connection): Extension<Connection>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    if !origin_is_allowed(&app.config, &headers) {
        app.refusal_log().count("foreignOrigin");
        return (StatusCode::FORBIDDEN, "origin not allowed").into_response();
    }
    let upgrade = upgrade.protocols([SUBPROTOCOL]);
    if upgrade.selected_protocol().is_none() {
        return (StatusCode::BAD_REQUEST, "sub-protocol denwa.telephony.v1 required").into_response();
    }
    let address = client_address(&app.config, &headers, connection.peer);
    app.gate().set_address(connection.place(), address);
    let session = session::Session::new(app, connection, address);
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
