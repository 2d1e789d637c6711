//! Writes to a panel's socket, and reads why it failed.

use super::SessionEnd;
use crate::net::{App, hub_task::Outgoing, metrics::Metrics};
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use denwa_protocol::{ServerMessage, Timestamp};
use futures_util::SinkExt;
use std::time::Duration;
use tokio::{sync::mpsc, time::timeout};

/// How long writing messages to the socket may take.
const WRITE_TIMEOUT: Duration = Duration::from_secs(10);

/// Writes a message and all messages waiting in the queue, with a single flush.
pub async fn write(
    socket: &mut WebSocket,
    first: Outgoing,
    queue: &mut mpsc::Receiver<Outgoing>,
    app: &App,
) -> Result<(), SessionEnd> {
    let write_all = async {
        let mut next = Some(first);
        let mut end = None;
        let mut events = Vec::new();
        while let Some(message) = next {
            match message {
                Outgoing::Text(text, event_at) => {
                    events.extend(event_at);
                    socket.feed(Message::Text(text)).await.map_err(|_| SessionEnd::Gone)?;
                }
                Outgoing::Refuse(reason, retry_after) => end = Some(SessionEnd::Refused(reason, retry_after)),
                Outgoing::SignOut(reason) => end = Some(SessionEnd::SignedOut(reason)),
            }
            next = if end.is_some() { None } else { queue.try_recv().ok() };
        }
        socket.flush().await.map_err(|_| SessionEnd::Gone)?;
        if !events.is_empty() {
            observe(&app.metrics, &events, app.clock.now().wall);
        }
        end.map_or(Ok(()), Err)
    };
    timeout(WRITE_TIMEOUT, write_all).await.unwrap_or(Err(SessionEnd::Gone))
}

/// Notes how long after their times events were written.
#[expect(clippy::cast_precision_loss, reason = "delays are far below 2^53 milliseconds")]
fn observe(metrics: &Metrics, events: &[Timestamp], now: Timestamp) {
    for at in events {
        metrics.event_delay.observe(now.saturating_sub(*at) as f64 / 1000.0);
    }
}

/// Sends a last message and a close frame, and waits for the panel's close frame.
pub async fn close_socket(
    socket: &mut WebSocket,
    message: Option<ServerMessage>,
    code: u16,
) -> Result<(), axum::Error> {
    if let Some(message) = message {
        socket.feed(Message::Text(to_json(&message))).await?;
    }
    socket.send(Message::Close(Some(CloseFrame { code, reason: Utf8Bytes::from_static("") }))).await?;
    // Messages that arrive before the panel's close frame are discarded.
    while let Some(Ok(_)) = socket.recv().await {}
    Ok(())
}

/// Returns the end of the session that a socket error means. `axum` does not export the error's kind, only its text.
pub fn end_for(error: &axum::Error) -> SessionEnd {
    let mut source: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = source {
        if error.to_string().contains("too long") {
            return SessionEnd::TooLarge;
        }
        source = error.source();
    }
    SessionEnd::Gone
}

/// Writes a message as JSON. This cannot fail: `serde_json` refuses only maps with keys that are not strings, and the
/// protocol has none.
pub fn to_json(message: &ServerMessage) -> Utf8Bytes {
    serde_json::to_string(message).unwrap_or_default().into()
}
