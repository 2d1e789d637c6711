//! A server under test, and panels that connect to it.

use denwa_protocol::{
    ClientInfo, ClientMessage, Command, CommandOutcome, Refusal, Resume, SUBPROTOCOL, ServerMessage, Snapshot,
};
use denwa_server::{
    clock::{self, Clock, Reading, Source},
    config::{Config, HashedPassword},
    net::Server,
    token::AUDIENCE,
};
use futures_util::{SinkExt, StreamExt};
use jsonwebtoken::{EncodingKey, Header, encode};
use serde_json::{Value, json};
use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU32, Ordering},
    },
    time::Instant,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest, http::StatusCode},
};

pub const ORG: &str = "00D5g0000008OrgEAE";
pub const ORIGIN: &str = "https://panel.example";
const KEY: &[u8] = b"a key for tests, 32 bytes or more";

const CONFIG: &str = r#"
listen = "127.0.0.1:0"
allowed_origins = ["https://panel.example"]
organisations = [{ id = "00D5g0000008OrgEAE" }]
agents = [{ login = "sato", extension = "2001" }, { login = "suzuki", extension = "2002" }]
lines = [{ number = "0312345000", name = "総合受付" }]
reasons = [{ code = "break", ja = "休憩", en = "Break" }]
[pbx]
kind = "simulated"
queues = [{ name = "support", members = ["2001", "2002"] }]
"#;

/// A system clock that a test can set wrong, beside a steady clock.
#[derive(Clone)]
pub struct WrongClock {
    began: Instant,
    /// In milliseconds.
    error: Arc<AtomicI64>,
}

impl WrongClock {
    pub fn new() -> Self {
        Self { began: Instant::now(), error: Arc::default() }
    }

    /// Makes the clock wrong by this many milliseconds; 0 sets it right.
    pub fn set(&self, error: i64) {
        self.error.store(error, Ordering::Relaxed);
    }
}

impl Source for WrongClock {
    fn read(&self) -> Reading {
        let steady = u64::try_from(self.began.elapsed().as_micros()).unwrap();
        let error = self.error.load(Ordering::Relaxed) * 1000;
        Reading { steady, system: clock::micros().checked_add_signed(error).unwrap() }
    }
}

pub struct TestServer {
    server: Server,
    /// `address:port`.
    pub address: String,
    key: PathBuf,
}

impl TestServer {
    pub async fn start() -> Self {
        Self::start_with_limits("").await
    }

    /// Starts a server with these limits.
    pub async fn start_with_limits(limits: &str) -> Self {
        Self::start_with("", limits, Clock::system()).await
    }

    /// Starts a server with these settings and limits.
    pub async fn start_with_settings(settings: &str, limits: &str) -> Self {
        Self::start_with(settings, limits, Clock::system()).await
    }

    /// Starts a server with a clock.
    pub async fn start_with_source(clock: Clock) -> Self {
        Self::start_with("", "", clock).await
    }

    /// Starts a server whose system clock may be wrong.
    pub async fn start_with_clock(clock: &WrongClock) -> Self {
        Self::start_with("", "", Clock::new(clock.clone())).await
    }

    /// Starts a server in whose configuration the supervisor `ito` has a password.
    pub async fn start_with_password(password: &HashedPassword) -> Self {
        let password = password.as_str();
        let ito = format!(r#"{{ login = "ito", extension = "2003", supervisor = true, password = '{password}' }}"#);
        let config = CONFIG.replace("agents = [", &format!("agents = [{ito}, "));
        Self::start_from(&config, "", "", Clock::system()).await
    }

    async fn start_with(settings: &str, limits: &str, clock: Clock) -> Self {
        Self::start_from(CONFIG, settings, limits, clock).await
    }

    /// Starts a server with a configuration, these settings above it and these limits.
    async fn start_from(config: &str, settings: &str, limits: &str, clock: Clock) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let key = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("key-{}-{number}", std::process::id()));
        std::fs::write(&key, KEY).unwrap();
        let mut config = Config::parse(&format!("{settings}\n{config}\n[limits]\n{limits}")).unwrap();
        config.token_key_file = Some(key.clone());
        let server = Server::start_with_clock(config, clock).await.unwrap();
        let address = server.address.to_string();
        let server = Self { server, address, key };
        // The PBX comes up a moment after the server.
        while !settings.contains("tls") && server.get("/health").await.1["status"] != "ok" {
            tokio::task::yield_now().await;
        }
        server
    }

    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.server.metrics_address
    }

    pub async fn failed(&mut self) -> &'static str {
        self.server.failed().await
    }

    pub async fn stop(self) {
        std::fs::remove_file(&self.key).unwrap();
        self.server.stop().await;
    }

    /// Opens a WebSocket with these headers.
    pub async fn handshake(&self, headers: &[(&'static str, &str)]) -> Result<Panel, StatusCode> {
        let mut request = format!("ws://{}/telephony", self.address).into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().append(*name, value.parse().unwrap());
        }
        match connect_async(request).await {
            Ok((socket, response)) => {
                assert_eq!(response.headers()["sec-websocket-protocol"], SUBPROTOCOL);
                Ok(Panel { socket })
            }
            Err(Error::Http(response)) => Err(response.status()),
            Err(error) => panic!("{error}"),
        }
    }

    /// Opens a WebSocket from the allowed origin, without signing in.
    pub async fn connect(&self) -> Panel {
        self.handshake(&[("origin", ORIGIN), ("sec-websocket-protocol", SUBPROTOCOL)]).await.unwrap()
    }

    /// Signs a panel in, and returns it with its snapshot.
    pub async fn panel(&self, login: &str) -> (Panel, Snapshot) {
        let instance = clock::random_name();
        self.panel_with_instance(login, &instance).await
    }

    pub async fn panel_with_instance(&self, login: &str, instance: &str) -> (Panel, Snapshot) {
        let mut panel = self.connect().await;
        panel.sign_in(&token(login), instance, None).await;
        let ServerMessage::Snapshot(snapshot) = panel.next().await else { panic!("a snapshot first") };
        assert_eq!(panel.next().await, ServerMessage::Ready);
        (panel, snapshot)
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        let (status, _, body) = self.http("GET", path, &[], "").await;
        (status, body)
    }

    pub async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let body = body.to_string();
        let (status, _, body) = self.http("POST", path, &[("content-type", "application/json")], &body).await;
        (status, body)
    }

    /// Sends an HTTP request, and returns the response's status, head and JSON.
    pub async fn http(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> (u16, String, Value) {
        let mut stream = TcpStream::connect(&self.address).await.unwrap();
        let headers = headers.iter().fold(String::new(), |all, (name, value)| format!("{all}{name}: {value}\r\n"));
        let (address, length) = (&self.address, body.len());
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head.to_lowercase(), serde_json::from_str(body).unwrap_or(Value::Null))
    }
}

/// Returns an ID that no other token has.
fn unique_id() -> String {
    clock::random_name() + &clock::random_name()
}

pub fn claims(login: &str) -> Value {
    let now = clock::millis() / 1000;
    json!({ "iss": ORG, "sub": "0055g00000AbCdEAAV", "login": login, "aud": AUDIENCE, "jti": unique_id(),
            "iat": now, "exp": now + 1800 })
}

pub fn signed(claims: &Value, key: &[u8]) -> String {
    encode(&Header::default(), claims, &EncodingKey::from_secret(key)).unwrap()
}

pub fn token(login: &str) -> String {
    signed(&claims(login), KEY)
}

/// Makes a token of `sato` with changed claims; `null` removes a claim.
pub fn token_with(changes: &Value) -> String {
    let mut claims = claims("sato");
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(name);
        } else {
            claims[name] = value.clone();
        }
    }
    signed(&claims, KEY)
}

/// Makes a token of `sato` with an extension in its header that must be understood.
pub fn token_with_extension() -> String {
    let header = Header { crit: Some(vec!["b64".to_owned()]), ..Header::default() };
    encode(&header, &claims("sato"), &EncodingKey::from_secret(KEY)).unwrap()
}

/// Returns the path of a key or certificate of the tests.
pub fn key_file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/keys").join(name)
}

pub struct Panel<S = MaybeTlsStream<TcpStream>> {
    pub socket: WebSocketStream<S>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Panel<S> {
    pub async fn send_text(&mut self, text: impl Into<String>) {
        self.socket.send(Message::text(text.into())).await.unwrap();
    }

    pub async fn send(&mut self, message: &ClientMessage) {
        self.send_text(serde_json::to_string(message).unwrap()).await;
    }

    pub async fn sign_in(&mut self, token: &str, instance: &str, resume: Option<Resume>) {
        let client = ClientInfo { instance: instance.to_owned(), ..ClientInfo::default() };
        self.send(&ClientMessage::SignIn { token: token.to_owned(), client, resume }).await;
    }

    pub async fn command(&mut self, id: &str, command: Command) {
        self.send(&ClientMessage::Command { id: id.to_owned(), command }).await;
    }

    /// Receives the next message. Answers pings meanwhile, and skips the figures of queues, which come when they like.
    pub async fn next(&mut self) -> ServerMessage {
        loop {
            match self.socket.next().await.expect("the socket is open").unwrap() {
                Message::Text(text) => match serde_json::from_str(&text).unwrap() {
                    ServerMessage::Ping { at } => self.send(&ClientMessage::Pong { at }).await,
                    ServerMessage::Queues { .. } => {}
                    message => return message,
                },
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// Receives the answer to a command; skips other messages.
    pub async fn answer(&mut self, id: &str) -> CommandOutcome {
        loop {
            if let ServerMessage::Answer { id: answered, outcome } = self.next().await {
                assert_eq!(answered, id);
                return outcome;
            }
        }
    }

    /// Receives the next call event; skips other messages.
    pub async fn call(&mut self) -> denwa_protocol::Call {
        loop {
            let message = self.next().await;
            if let ServerMessage::Event { event: denwa_protocol::Event::Call { call }, .. } = message {
                return call;
            }
        }
    }

    /// Receives the refusal of a sign-in.
    pub async fn refusal(&mut self) -> Refusal {
        match self.next().await {
            ServerMessage::Refused { reason, .. } => reason,
            other => panic!("{other:?}"),
        }
    }

    /// Waits until the server closes the socket, and returns the close code.
    pub async fn close_code(&mut self) -> u16 {
        loop {
            match self.socket.next().await {
                Some(Ok(Message::Close(Some(frame)))) => return frame.code.into(),
                Some(Ok(Message::Text(_) | Message::Ping(_))) => {}
                other => panic!("{other:?}"),
            }
        }
    }
}
