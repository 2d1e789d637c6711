//! A connection to the Manager Interface: sends actions, receives events, and delivers replies.

use crate::{
    net::tls,
    pbx::asterisk::{
        ami::{Action, Correlator, DecodeError, Decoder, Frame, Reply, Routed},
        config::AmiTls,
    },
};
use rustls::pki_types::ServerName;
use std::{collections::HashMap, fmt, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
    time::Instant,
};

/// How long Asterisk may take to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a write may take; an Asterisk that does not read for this long counts as lost.
const WRITE_TIMEOUT: Duration = Duration::from_secs(5);

/// How long Asterisk may take to answer an action, or to send the next item of an answer that is a list. An Asterisk that sends
/// events but answers nothing cannot be used either.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);

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
    /// Asterisk sends events but did not answer an action in time.
    #[error("an action was not answered in time")]
    Unanswered,
    /// There is no TLS, or Asterisk's certificate is not trusted.
    #[error("TLS: {0}")]
    Tls(String),
    /// The bytes are not those of a Manager Interface.
    #[error("{0}")]
    Decode(#[from] DecodeError),
}

/// A plain or an encrypted stream.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// An open connection.
pub(crate) struct Connection {
    socket: Box<dyn Stream>,
    decoder: Decoder,
    correlator: Correlator,
    waiting: HashMap<String, Waiting>,
    buffer: Vec<u8>,
}

/// An action without an answer.
struct Waiting {
    /// Takes the reply, which must come even if nobody waits for it any more.
    reply: oneshot::Sender<(String, Reply)>,
    /// When the action was sent, or when the last part of its reply came.
    at: Instant,
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Connection({} actions without an answer)", self.waiting.len())
    }
}

impl Connection {
    pub(crate) async fn open(address: &str, tls: Option<&AmiTls>) -> Result<Self, ConnectionError> {
        let connect = tokio::time::timeout(CONNECT_TIMEOUT, TcpStream::connect(address));
        let socket = connect.await.map_err(|_| ConnectionError::Silent)??;
        socket.set_nodelay(true)?;
        let socket = match tls {
            None => Box::new(socket),
            Some(tls) => encrypt(socket, address, tls).await?,
        };
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
        self.waiting.insert(id, Waiting { reply, at: Instant::now() });
        let write = tokio::time::timeout(WRITE_TIMEOUT, self.socket.write_all(&bytes));
        Ok(write.await.map_err(|_| ConnectionError::Silent)??)
    }

    /// Returns whether Asterisk has owed an answer for too long.
    pub(super) fn is_overdue(&self) -> bool {
        self.waiting.values().any(|waiting| waiting.at.elapsed() >= ANSWER_TIMEOUT)
    }

    /// Receives the next banner or event, and delivers replies meanwhile. The future can be dropped without losing
    /// data.
    pub(crate) async fn next(&mut self) -> Result<Frame, ConnectionError> {
        loop {
            while let Some(frame) = self.decoder.next_frame()? {
                let Frame::Message(message) = frame else { return Ok(frame) };
                if let Some(waiting) = message.get("ActionID").and_then(|id| self.waiting.get_mut(id)) {
                    waiting.at = Instant::now();
                }
                match self.correlator.route(message) {
                    Routed::Event(message) => return Ok(Frame::Message(message)),
                    Routed::Consumed => {}
                    Routed::Reply(id, reply) => {
                        if let Some(waiting) = self.waiting.remove(&id) {
                            let _ = waiting.reply.send((id, reply));
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

/// Encrypts a connection to Asterisk, whose certificate must be among the trusted.
async fn encrypt(socket: TcpStream, address: &str, tls: &AmiTls) -> Result<Box<dyn Stream>, ConnectionError> {
    let failed = |error: &dyn fmt::Display| ConnectionError::Tls(error.to_string());
    let connector = tls::connector(&tls.ca_file).map_err(|error| failed(&error))?;
    let host = address.rsplit_once(':').map_or(address, |(host, _)| host.trim_matches(['[', ']']));
    let name = tls.server_name.as_deref().unwrap_or(host).to_owned();
    let name = ServerName::try_from(name).map_err(|error| failed(&error))?;
    let connect = tokio::time::timeout(CONNECT_TIMEOUT, connector.connect(name, socket));
    let socket = connect.await.map_err(|_| ConnectionError::Silent)?.map_err(|error| failed(&error))?;
    Ok(Box::new(socket))
}
