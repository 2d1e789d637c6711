//! A panel of the load test: signs in, answers pings, checks that no sequence number is missing, and measures each
//! event's delay.

use crate::{clock, pbx::simulated::load::QUEUE};
use denwa_protocol::{ClientInfo, ClientMessage, Event, Resume, SUBPROTOCOL, ServerMessage};
use futures_util::{SinkExt, StreamExt};
use std::{
    error::Error,
    time::{Duration, Instant},
};
use tokio::{
    net::TcpStream,
    sync::{Semaphore, mpsc, watch},
    time::timeout,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async_with_config,
    tungstenite::{Message, client::IntoClientRequest, protocol::WebSocketConfig},
};

/// How long the socket must be quiet after the load has ended before the panel stops.
const QUIET_TIME: Duration = Duration::from_secs(2);

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The parameters of a panel.
pub struct Panel {
    /// The server's WebSocket.
    pub url: String,
    /// The origin of the panel's page.
    pub origin: String,
    /// The agent's token.
    pub token: String,
    /// The panel's instance.
    pub instance: String,
}

/// What a panel measured.
#[derive(Debug, Default)]
pub struct PanelResult {
    /// The delay of each event of the load that came while the panel was connected, in microseconds.
    pub delays_us: Vec<u64>,
    /// The number of events of the load that it had missed while it was away, and got when it came back.
    pub caught_up: u64,
    /// How long it took, after it was away, until it had everything without a snapshot.
    pub resumed_in: Option<Duration>,
    /// The number of gaps in the sequence numbers.
    pub holes: u64,
    /// The panel's number, and where it goes on when it connects again.
    pub position: (u32, Option<Resume>),
    /// The error that ended the panel early.
    pub trouble: Option<String>,
}

impl Panel {
    /// Signs in, sends on `ready`, and measures until the load has `finished` and the socket is quiet. With a `gap`, the
    /// panel loses its connection at the first event of the load, and comes back after the gap.
    pub async fn run(
        self,
        number: u32,
        sign_in_permits: &Semaphore,
        ready: mpsc::Sender<()>,
        gap: Option<Duration>,
        finished: watch::Receiver<bool>,
    ) -> PanelResult {
        let mut result = PanelResult { position: (number, None), ..PanelResult::default() };
        if let Err(error) = self.measure(sign_in_permits, ready, gap, finished, &mut result).await {
            result.trouble = Some(error.to_string());
        }
        result
    }

    async fn measure(
        self,
        sign_in_permits: &Semaphore,
        ready: mpsc::Sender<()>,
        mut gap: Option<Duration>,
        mut finished: watch::Receiver<bool>,
        result: &mut PanelResult,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        let permit = sign_in_permits.acquire().await?;
        let mut socket = self.connect(None).await?;
        let (stream, mut seq) = loop {
            if let Some(ServerMessage::Snapshot(snapshot)) = receive(&mut socket).await? {
                break (snapshot.stream, snapshot.seq);
            }
        };
        drop(permit);
        ready.send(()).await?;
        drop(ready);
        loop {
            let message = tokio::select! {
                message = receive(&mut socket) => message?,
                changed = finished.wait_for(|finished| *finished) => {
                    changed?;
                    break;
                }
            };
            handle(&mut socket, message, &mut seq, result).await?;
            if let Some(gap) = gap.take_if(|_| !result.delays_us.is_empty()) {
                drop(socket);
                tokio::time::sleep(gap).await;
                socket = self.catch_up(&stream, &mut seq, result).await?;
            }
        }
        while let Ok(message) = timeout(QUIET_TIME, receive(&mut socket)).await {
            handle(&mut socket, message?, &mut seq, result).await?;
        }
        result.position.1 = Some(Resume { stream, seq });
        socket.close(None).await?;
        Ok(())
    }

    /// Connects after a gap, and takes what the panel has missed.
    async fn catch_up(
        &self,
        stream: &str,
        seq: &mut u64,
        result: &mut PanelResult,
    ) -> Result<Socket, Box<dyn Error + Send + Sync>> {
        let began = Instant::now();
        let mut socket = self.connect(Some(Resume { stream: stream.to_owned(), seq: *seq })).await?;
        let mut missed = PanelResult::default();
        loop {
            match receive(&mut socket).await? {
                Some(ServerMessage::Ready) => break,
                Some(ServerMessage::Snapshot(_)) => return Err("a snapshot came where the stream should go on".into()),
                message => handle(&mut socket, message, seq, &mut missed).await?,
            }
        }
        result.resumed_in = Some(began.elapsed());
        result.holes += missed.holes;
        // Their delays say how long the panel was away.
        result.caught_up += missed.delays_us.len() as u64;
        Ok(socket)
    }

    /// Signs in again and waits until the server has sent everything. Returns whether the panel went on where it was.
    pub async fn come_back(
        self,
        permits: &Semaphore,
        resume: Option<Resume>,
    ) -> Result<bool, Box<dyn Error + Send + Sync>> {
        let _permit = permits.acquire().await?;
        let mut socket = self.connect(resume).await?;
        let mut has_snapshot = false;
        loop {
            match receive(&mut socket).await? {
                Some(ServerMessage::Snapshot(_)) => has_snapshot = true,
                Some(ServerMessage::Ready) => return Ok(!has_snapshot),
                _ => {}
            }
        }
    }

    async fn connect(&self, resume: Option<Resume>) -> Result<Socket, Box<dyn Error + Send + Sync>> {
        let mut request = self.url.as_str().into_client_request()?;
        request.headers_mut().insert("sec-websocket-protocol", SUBPROTOCOL.parse()?);
        request.headers_mut().insert("origin", self.origin.parse()?);
        let config = WebSocketConfig::default().read_buffer_size(4 * 1024).write_buffer_size(0);
        let (mut socket, _) = connect_async_with_config(request, Some(config), true).await?;
        let client =
            ClientInfo { version: "load".to_owned(), instance: self.instance.clone(), ..ClientInfo::default() };
        send(&mut socket, &ClientMessage::SignIn { token: self.token.clone(), client, resume }).await?;
        Ok(socket)
    }
}

async fn handle(
    socket: &mut Socket,
    message: Option<ServerMessage>,
    last_seq: &mut u64,
    result: &mut PanelResult,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    match message {
        Some(ServerMessage::Event { seq, event, .. }) => {
            let arrived = clock::micros();
            result.holes += u64::from(seq != *last_seq + 1);
            *last_seq = seq;
            if let Event::Call { call } = event
                && call.queue.as_deref() == Some(QUEUE)
            {
                let emitted: u64 = call.remote.name.unwrap_or_default().parse()?;
                result.delays_us.push(arrived.saturating_sub(emitted));
            }
        }
        Some(ServerMessage::Ping { at }) => send(socket, &ClientMessage::Pong { at }).await?,
        Some(ServerMessage::SignedOut { reason }) => return Err(format!("signed out: {reason:?}").into()),
        _ => {}
    }
    Ok(())
}

async fn send(socket: &mut Socket, message: &ClientMessage) -> Result<(), Box<dyn Error + Send + Sync>> {
    Ok(socket.send(Message::text(serde_json::to_string(message)?)).await?)
}

/// Receives the next message; returns `None` for frames that are not text.
async fn receive(socket: &mut Socket) -> Result<Option<ServerMessage>, Box<dyn Error + Send + Sync>> {
    match socket.next().await {
        Some(Ok(Message::Text(text))) => match serde_json::from_str(&text)? {
            ServerMessage::Refused { reason, .. } => Err(format!("refused: {reason:?}").into()),
            message => Ok(Some(message)),
        },
        Some(Ok(Message::Close(frame))) => Err(format!("closed: {frame:?}").into()),
        Some(Ok(_)) => Ok(None),
        Some(Err(error)) => Err(error.into()),
        None => Err("the connection ended".into()),
    }
}
