//! A connection to the Manager Interface: sends actions, receives events, and delivers replies.

use crate::pbx::asterisk::ami::{Action, Correlator, DecodeError, Decoder, Frame, Reply, Routed};
use std::{collections::HashMap, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
};

/// How long Asterisk may take to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a write may take; an Asterisk that does not read for this long counts as lost.
const WRITE_TIMEOUT: Duration = Duration::from_secs(5);

/// Why the connection ended.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConnectionError {
    /// The socket failed.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// Asterisk closed the connection.
    #[error("the connection was closed")]
    Closed,
    /// Asterisk did not answer in time.
    #[error("no answer in time")]
    Silent,
    /// The bytes are not those of a Manager Interface.
    #[error("{0}")]
    Decode(#[from] DecodeError),
}

/// An open connection.
#[derive(Debug)]
pub(crate) struct Connection {
    socket: TcpStream,
    decoder: Decoder,
    correlator: Correlator,
    waiting: HashMap<String, oneshot::Sender<(String, Reply)>>,
    buffer: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(address: &str) -> Result<Self, ConnectionError> {
        let connect = tokio::time::timeout(CONNECT_TIMEOUT, TcpStream::connect(address));
        let socket = connect.await.map_err(|_| ConnectionError::Silent)??;
        socket.set_nodelay(true)?;
        Ok(Self {
            socket,
            decoder: Decoder::new(),
            correlator: Correlator::new(),
            waiting: HashMap::new(),
            buffer: vec![0; 64 * 1024],
        })
    }

    /// Sends an action. `reply` receives the action's ID and the reply.
    pub(crate) async fn send(
        &mut self,
        action: &Action,
        reply: oneshot::Sender<(String, Reply)>,
    ) -> Result<(), ConnectionError> {
        let id = self.correlator.begin();
        let bytes = action.encode(&id);
        self.waiting.retain(|id, waiting| {
            let is_abandoned = waiting.is_closed();
            if is_abandoned {
                self.correlator.forget(id);
            }
            !is_abandoned
        });
        self.waiting.insert(id, reply);
        let write = tokio::time::timeout(WRITE_TIMEOUT, self.socket.write_all(&bytes));
        Ok(write.await.map_err(|_| ConnectionError::Silent)??)
    }

    /// Receives the next banner or event, and delivers replies meanwhile. The future can be dropped without losing
    /// data.
    pub(crate) async fn next(&mut self) -> Result<Frame, ConnectionError> {
        loop {
            while let Some(frame) = self.decoder.next_frame()? {
                let Frame::Message(message) = frame else { return Ok(frame) };
                match self.correlator.route(message) {
                    Routed::Event(message) => return Ok(Frame::Message(message)),
                    Routed::Consumed => {}
                    Routed::Reply(id, reply) => {
                        if let Some(waiting) = self.waiting.remove(&id) {
                            let _ = waiting.send((id, reply));
                        }
                    }
                }
            }
            match self.socket.read(&mut self.buffer).await? {
                0 => return Err(ConnectionError::Closed),
                length => self.decoder.push(&self.buffer[..length]),
            }
        }
    }
}
