//! The socket to the event server. Only the last one opened is heard.

use core::cell::RefCell;
use core::future::poll_fn;
use core::pin::pin;

use denwa_core::input::Unreadable;
use denwa_core::{Input, SocketEvent};
use denwa_protocol::{ClientMessage, SUBPROTOCOL};
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::future::{AbortHandle, abortable, select};
use futures::{SinkExt, Stream, StreamExt};
use gloo_net::websocket::futures::WebSocket;
use gloo_net::websocket::{Message, State, WebSocketError};
use wasm_bindgen_futures::spawn_local;

use super::{dispatch, wire};

/// The last socket opened, while it is wanted.
#[derive(Default)]
pub struct Socket(RefCell<Option<Open>>);

struct Open {
    outbox: UnboundedSender<String>,
    task: AbortHandle,
}

impl Socket {
    /// Opens a socket instead of any other.
    pub fn open(&self, url: &str) {
        self.close();
        let Ok(socket) = WebSocket::open_with_protocol(url, SUBPROTOCOL) else {
            return report(SocketEvent::Closed);
        };
        let (outbox, texts) = unbounded();
        let (running, task) = abortable(run(socket, texts));
        self.0.replace(Some(Open { outbox, task }));
        spawn_local(async move {
            // An error means that the socket was closed from here, which the core knows.
            if running.await.is_ok() {
                report(SocketEvent::Closed);
            }
        });
    }

    /// Sends a message, unless the socket is gone: the core learns of that by itself.
    pub fn send(&self, message: &ClientMessage) {
        if let (Some(open), Some(text)) = (&*self.0.borrow(), wire::encode(message)) {
            // Nobody reads the outbox of a socket that has closed.
            let _ = open.outbox.unbounded_send(text);
        }
    }

    /// Closes the socket, if there is one.
    pub fn close(&self) {
        if let Some(open) = self.0.take() {
            open.task.abort();
        }
    }
}

/// Runs a socket until it closes. Dropping this closes the socket.
async fn run(mut socket: WebSocket, texts: UnboundedReceiver<String>) {
    // Ready as soon as it no longer connects: it is open, or has failed.
    let _ = poll_fn(|context| socket.poll_ready_unpin(context)).await;
    if !matches!(socket.state(), State::Open) {
        return;
    }
    report(SocketEvent::Opened);
    let (sink, messages) = socket.split();
    let sending = texts.map(|text| Ok(Message::Text(text))).forward(sink);
    select(pin!(receive(messages)), pin!(sending)).await;
}

/// Reports messages until the socket closes.
async fn receive(mut messages: impl Stream<Item = Result<Message, WebSocketError>> + Unpin) {
    while let Some(Ok(message)) = messages.next().await {
        report(match message {
            Message::Text(text) => match wire::decode(&text) {
                Ok(message) => SocketEvent::Message(Box::new(message)),
                Err(unreadable) => SocketEvent::Garbled(unreadable),
            },
            Message::Bytes(_) => SocketEvent::Garbled(Unreadable::NotText),
        });
    }
}

fn report(event: SocketEvent) {
    dispatch(Input::Socket(event));
}
