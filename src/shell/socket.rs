//! The socket to the event server. Only the last one opened is heard: opening another, or closing, takes the listeners off first.
//!
//! It is the browser's own: a wrapper with a stream and a sink costs 4 kB gzipped, and the core needs neither.

use core::cell::RefCell;

use denwa_core::{Input, SocketEvent};
use denwa_protocol::{ClientMessage, SUBPROTOCOL};
use js_sys::Function;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, WebSocket};

use super::{dispatch, spawn, wire};

/// The last socket opened, while it is wanted, and what listens to it.
#[derive(Default)]
pub struct Socket(RefCell<Option<(WebSocket, Listener)>>);

type Listener = Closure<dyn Fn(MessageEvent)>;

impl Socket {
    /// Opens a socket instead of any other.
    pub fn open(&self, url: &str) {
        self.close();
        let Ok(socket) = WebSocket::new_with_str(url, SUBPROTOCOL) else {
            // Told like any other failure, after what is being done now.
            return spawn(Box::pin(async { report(SocketEvent::Closed) }));
        };
        let listener = Listener::new(|event: MessageEvent| {
            // A socket that cannot be opened closes as well.
            report(match event.type_().as_str() {
                "open" => SocketEvent::Opened,
                "message" => read(&event.data()),
                _ => SocketEvent::Closed,
            });
        });
        listen(&socket, Some(listener.as_ref().unchecked_ref()));
        self.0.replace(Some((socket, listener)));
    }

    /// Sends a message, unless the socket is gone: the core learns of that by itself.
    pub fn send(&self, message: &ClientMessage) {
        if let (Some((socket, _)), Some(text)) = (&*self.0.borrow(), wire::encode(message))
            && socket.ready_state() == WebSocket::OPEN
        {
            let _ = socket.send_with_str(&text);
        }
    }

    /// Closes the socket, if there is one.
    pub fn close(&self) {
        if let Some((socket, listener)) = self.0.take() {
            listen(&socket, None);
            let _ = socket.close();
            // Closing may be the answer to what the listener has just heard: it goes when it has returned.
            spawn(Box::pin(async move { drop(listener) }));
        }
    }
}

fn listen(socket: &WebSocket, listener: Option<&Function>) {
    socket.set_onopen(listener);
    socket.set_onmessage(listener);
    socket.set_onclose(listener);
}

fn read(data: &JsValue) -> SocketEvent {
    let message = data.as_string().and_then(|text| wire::decode(&text));
    message.map_or(SocketEvent::Garbled, |message| SocketEvent::Message(Box::new(message)))
}

fn report(event: SocketEvent) {
    dispatch(Input::Socket(event));
}
