//! The socket to the event server. Only the last one opened is heard: opening another, or closing, takes the listeners off first.
//!
//! It is the browser's own: a wrapper with a stream and a sink costs 4 kB gzipped, and the core needs neither.

use core::cell::RefCell;

use denwa_core::{Input, SocketEvent};
use denwa_protocol::{ClientMessage, SUBPROTOCOL};
use js_sys::Function;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::WebSocket;

use super::js::member;
use super::{dispatch, wire};

/// The last socket opened, while it is wanted, and what listens to each.
pub struct Socket {
    open: RefCell<Option<WebSocket>>,
    listener: Function,
}

impl Default for Socket {
    fn default() -> Self {
        let listener = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
            // A socket that cannot be opened closes as well.
            report(match member(&event, "type").as_string().as_deref() {
                Some("open") => SocketEvent::Opened,
                Some("message") => read(&member(&event, "data")),
                _ => SocketEvent::Closed,
            });
        });
        Self { open: RefCell::default(), listener: listener.into_js_value().unchecked_into() }
    }
}

impl Socket {
    /// Opens a socket instead of any other.
    pub fn open(&self, url: &str) {
        self.close();
        let Ok(socket) = WebSocket::new_with_str(url, SUBPROTOCOL) else {
            // Told like any other failure: taken in after what is being done now.
            return report(SocketEvent::Closed);
        };
        listen(&socket, Some(&self.listener));
        self.open.replace(Some(socket));
    }

    /// Sends a message, unless the socket is gone: the core learns of that by itself.
    pub fn send(&self, message: &ClientMessage) {
        if let (Some(socket), Some(text)) = (&*self.open.borrow(), wire::encode(message))
            && socket.ready_state() == WebSocket::OPEN
        {
            let _ = socket.send_with_str(&text);
        }
    }

    /// Closes the socket, if there is one.
    pub fn close(&self) {
        if let Some(socket) = self.open.take() {
            listen(&socket, None);
            let _ = socket.close();
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
