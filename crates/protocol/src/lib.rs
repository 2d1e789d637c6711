//! What travels on Denwa's telephony WebSocket, version 1.
//!
//! One JSON text message a frame, under the WebSocket sub-protocol [`SUBPROTOCOL`]. The panel speaks first: it signs in with a token.
//! The server answers with a [`ServerMessage::Snapshot`], then [`ServerMessage::Ready`], then [`ServerMessage::Event`]s, each with a
//! sequence number of that agent's stream. Names of states and services are those of CSTA (ECMA-269).
//!
//! Two rules make old panels and new servers get along: an unknown message kind or enum value becomes `Unknown` and is
//! ignored, and unknown fields are skipped.
//!
//! The published documents, `asyncapi.json` and `schema.json`, stand beside this crate and are generated from these types by the
//! `schema` module; a test holds them together.

mod call;
mod command;
mod message;
#[cfg(feature = "schemars")]
pub mod schema;
mod state;

pub use call::{AttachedRecord, Call, CallLog, CallNote, Cause, ConnectionState, Direction, Ended, Number, Party};
pub use command::{Command, CommandError, CommandOutcome, Service};
pub use message::{
    ClientInfo, ClientMessage, Event, Refusal, Resume, ServerInfo, ServerMessage, SignOutReason, Snapshot,
};
pub use state::{
    AgentMode, AgentState, Capabilities, Capability, Line, PbxState, PhoneState, Reason, UnavailableReason,
};

/// The WebSocket sub-protocol, with the version in its name.
pub const SUBPROTOCOL: &str = "denwa.telephony.v1";

/// The version of the protocol these types describe.
pub const VERSION: u32 = 1;

/// The largest message either side accepts, in bytes of UTF-8.
pub const MAX_MESSAGE_BYTES: usize = 64 * 1024;

/// How often the server pings, in milliseconds. A panel that has heard nothing for twice this long takes the socket for dead.
pub const HEARTBEAT_MS: u64 = 5_000;

/// How long the server remembers a command's ID and answers a repetition without doing it twice, in milliseconds.
pub const COMMAND_MEMORY_MS: u64 = 600_000;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z, by the server's clock.
pub type Timestamp = u64;
