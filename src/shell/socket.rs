//! The socket to the event server. Only the last one opened is heard: opening another, or closing, drops it with its listeners.

use core::cell::RefCell;
use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::rc::{Rc, Weak};

use denwa_core::{Input, SocketEvent};
use denwa_protocol::{ClientMessage, SUBPROTOCOL};
use futures_core::Stream;
use futures_sink::Sink;
use gloo_net::websocket::futures::WebSocket;
use gloo_net::websocket::{Message, State};
use wasm_bindgen_futures::spawn_local;

use super::{dispatch, wire};

/// The last socket opened, while it is wanted.
#[derive(Default)]
pub struct Socket(RefCell<Option<Rc<RefCell<WebSocket>>>>);

impl Socket {
    /// Opens a socket instead of any other.
    pub fn open(&self, url: &str) {
        self.close();
        if let Ok(socket) = WebSocket::open_with_protocol(url, SUBPROTOCOL) {
            let socket = Rc::new(RefCell::new(socket));
            let listener = Rc::downgrade(&socket);
            *self.0.borrow_mut() = Some(socket);
            spawn_local(listen(listener));
        } else {
            // Told like any other failure, after what is being done now.
            spawn_local(async { report(SocketEvent::Closed) });
        }
    }

    /// Sends a message, unless the socket is gone: the core learns of that by itself.
    pub fn send(&self, message: &ClientMessage) {
        let Some(socket) = self.0.borrow().clone() else { return };
        let mut socket = socket.borrow_mut();
        if let (State::Open, Some(text)) = (socket.state(), wire::encode(message)) {
            let _ = Pin::new(&mut *socket).start_send(Message::Text(text));
        }
    }

    /// Closes the socket, if there is one.
    pub fn close(&self) {
        // Dropped after the borrow: closing calls back.
        let socket = self.0.borrow_mut().take();
        drop(socket);
    }
}

/// Tells the core what happens to a socket until it is closed, or no longer wanted.
async fn listen(socket: Weak<RefCell<WebSocket>>) {
    if poll(&socket, |socket, context| socket.poll_ready(context).map(|_| ())).await.is_none() {
        return;
    }
    if socket.upgrade().is_some_and(|socket| matches!(socket.borrow().state(), State::Open)) {
        report(SocketEvent::Opened);
    }
    while let Some(message) = poll(&socket, Stream::poll_next).await {
        report(match message {
            Some(Ok(Message::Text(text))) => {
                wire::decode(&text).map_or(SocketEvent::Garbled, |message| SocketEvent::Message(Box::new(message)))
            }
            Some(Ok(Message::Bytes(_))) => SocketEvent::Garbled,
            Some(Err(_)) | None => return report(SocketEvent::Closed),
        });
    }
}

/// Polls the socket without holding it while waiting. `None` once it is no longer wanted.
async fn poll<T>(
    socket: &Weak<RefCell<WebSocket>>,
    mut act: impl FnMut(Pin<&mut WebSocket>, &mut Context<'_>) -> Poll<T>,
) -> Option<T> {
    poll_fn(|context| match socket.upgrade() {
        Some(socket) => act(Pin::new(&mut *socket.borrow_mut()), context).map(Some),
        None => Poll::Ready(None),
    })
    .await
}

fn report(event: SocketEvent) {
    dispatch(Input::Socket(event));
}
