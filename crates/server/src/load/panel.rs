//! One panel of the load test: signs in, answers pings, checks that no number is missing, and notes how long each event took.

use crate::{clock, pbx::simulated::load::QUEUE};
use denwa_protocol::{ClientInfo, ClientMessage, Event, SUBPROTOCOL, ServerMessage};
use futures_util::{SinkExt, StreamExt};
use std::{error::Error, time::Duration};
use tokio::{
    net::TcpStream,
    sync::{Semaphore, mpsc, watch},
    time::timeout,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async_with_config,
    tungstenite::{Message, client::IntoClientRequest, protocol::WebSocketConfig},
};

/// Silence after the end of the load that means that nothing more comes.
const QUIET: Duration = Duration::from_secs(2);

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A panel to be.
pub struct Panel {
    /// Where the server is.
    pub url: String,
    /// The origin its page would have.
    pub origin: String,
    /// Who it is.
    pub token: String,
    /// Its instance.
    pub instance: String,
}

/// What a panel saw.
#[derive(Debug, Default)]
pub struct PanelEnd {
    /// How long each event of the load took, in microseconds.
    pub delays_us: Vec<u64>,
    /// Gaps in the sequence numbers.
    pub holes: u64,
    /// Why it ended before it was told to.
    pub trouble: Option<String>,
}

impl Panel {
    /// Signs in, says so, and listens until it is told that the load has ended and nothing more comes.
    pub async fn run(self, doors: &Semaphore, ready: mpsc::Sender<()>, finished: watch::Receiver<bool>) -> PanelEnd {
        let mut end = PanelEnd::default();
        if let Err(trouble) = self.listen(doors, ready, finished, &mut end).await {
            end.trouble = Some(trouble.to_string());
        }
        end
    }

    async fn listen(
        self,
        doors: &Semaphore,
        ready: mpsc::Sender<()>,
        mut finished: watch::Receiver<bool>,
        end: &mut PanelEnd,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        let door = doors.acquire().await?;
        let mut socket = self.connect().await?;
        let mut seq = loop {
            if let Some(ServerMessage::Snapshot(snapshot)) = receive(&mut socket).await? {
                break snapshot.seq;
            }
        };
        drop(door);
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
            take(&mut socket, message, &mut seq, end).await?;
        }
        while let Ok(message) = timeout(QUIET, receive(&mut socket)).await {
            take(&mut socket, message?, &mut seq, end).await?;
        }
        socket.close(None).await?;
        Ok(())
    }

    async fn connect(&self) -> Result<Socket, Box<dyn Error + Send + Sync>> {
        let mut request = self.url.as_str().into_client_request()?;
        request.headers_mut().insert("sec-websocket-protocol", SUBPROTOCOL.parse()?);
        request.headers_mut().insert("origin", self.origin.parse()?);
        let config = WebSocketConfig::default().read_buffer_size(4 * 1024).write_buffer_size(0);
        let (mut socket, _) = connect_async_with_config(request, Some(config), true).await?;
        let client = ClientInfo { version: "load".to_owned(), instance: self.instance.clone() };
        send(&mut socket, &ClientMessage::SignIn { token: self.token.clone(), client, resume: None }).await?;
        Ok(socket)
    }
}

async fn take(
    socket: &mut Socket,
    message: Option<ServerMessage>,
    expected: &mut u64,
    end: &mut PanelEnd,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    match message {
        Some(ServerMessage::Event { seq, event, .. }) => {
            let arrived = clock::micros();
            end.holes += u64::from(seq != *expected + 1);
            *expected = seq;
            if let Event::Call { call } = event
                && call.queue.as_deref() == Some(QUEUE)
            {
                let left: u64 = call.remote.name.unwrap_or_default().parse()?;
                end.delays_us.push(arrived.saturating_sub(left));
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

/// The next message; none for frames that are not text.
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
