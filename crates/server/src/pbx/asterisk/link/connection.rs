//! A socket with the Manager Interface's messages on it.

use crate::pbx::asterisk::ami::{Action, Correlator, DecodeError, Decoder, Frame, Reply, Routed};
use std::{collections::HashMap, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
};

/// How long the PBX may take to accept a connection.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a write may take: a PBX that does not read for so long is gone.
const WRITE: Duration = Duration::from_secs(5);

/// Why there is no connection any more.
#[derive(Debug, thiserror::Error)]
pub(super) enum ConnectionError {
    /// The socket failed.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// It was closed.
    #[error("the connection was closed")]
    Closed,
    /// Something took too long.
    #[error("no answer in time")]
    Silent,
    /// What came was no Manager Interface.
    #[error("{0}")]
    Decode(#[from] DecodeError),
}

/// A connection.
#[derive(Debug)]
pub(super) struct Connection {
    socket: TcpStream,
    decoder: Decoder,
    correlator: Correlator,
    waiting: HashMap<String, oneshot::Sender<(String, Reply)>>,
    buffer: Vec<u8>,
}

impl Connection {
    pub(super) async fn open(address: &str) -> Result<Self, ConnectionError> {
        let connect = tokio::time::timeout(CONNECT, TcpStream::connect(address));
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

    /// Sends an action; the reply goes where told, with the action's ID.
    pub(super) async fn send(
        &mut self,
        action: &Action,
        reply: oneshot::Sender<(String, Reply)>,
    ) -> Result<(), ConnectionError> {
        let id = self.correlator.begin();
        let bytes = action.encode(&id);
        self.waiting.retain(|id, waiting| {
            let gone = waiting.is_closed();
            if gone {
                self.correlator.forget(id);
            }
            !gone
        });
        self.waiting.insert(id, reply);
        let write = tokio::time::timeout(WRITE, self.socket.write_all(&bytes));
        Ok(write.await.map_err(|_| ConnectionError::Silent)??)
    }

    /// The next frame that is no reply. Replies go their way meanwhile. May be dropped and called again without loss.
    pub(super) async fn next(&mut self) -> Result<Frame, ConnectionError> {
        loop {
            while let Some(frame) = self.decoder.next_frame()? {
                let Frame::Message(message) = frame else { return Ok(frame) };
                match self.correlator.route(message) {
                    Routed::Event(message) => return Ok(Frame::Message(message)),
                    Routed::Taken => {}
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
