//! The Manager Interface's own protocol, without any I/O: bytes to messages, actions to bytes, answers to the actions they belong to.

mod action;
mod correlate;
mod decode;
mod message;

pub use action::{Action, InvalidField};
pub use correlate::{Correlator, Reply, Routed};
pub use decode::{DecodeError, Decoder, Frame, MAX_FIELDS, MAX_LINE_BYTES, MAX_MESSAGE_BYTES};
pub use message::Message;
