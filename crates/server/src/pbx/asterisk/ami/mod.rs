//! The Manager Interface's protocol, without I/O: decodes messages, encodes actions, and matches replies to actions.

mod action;
mod correlate;
mod decode;
mod message;

pub use action::{Action, InvalidField};
pub use correlate::{Correlator, Reply, Routed};
pub use decode::{DecodeError, Decoder, Frame, MAX_FIELDS, MAX_LINE_BYTES, MAX_MESSAGE_BYTES};
pub use message::Message;
