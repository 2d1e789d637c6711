//! The messages on Denwa's telephony WebSocket, version 1.
//!
//! Each WebSocket frame carries one JSON text message, under the sub-protocol [`SUBPROTOCOL`]. The panel speaks first:
//! it signs in with a token. The server answers with a [`ServerMessage::Snapshot`], then [`ServerMessage::Ready`], then
//! [`ServerMessage::Event`]s, each with a sequence number in that agent's stream. States and services have the names of
//! CSTA (ECMA-269).
//!
//! Two rules let panels and servers of different versions work together: an unknown message kind or enum value becomes
//! `Unknown` and is ignored, and unknown fields are skipped.
//!
//! The `schema` module generates the published documents `asyncapi.json` and `schema.json` beside this crate from these
//! types; a test fails if they are out of date.

mod agent;
mod call;
mod callback;
mod command;
mod message;
#[cfg(feature = "schemars")]
pub mod schema;
mod state;
mod supervision;
mod together;

pub use agent::{AfterCall, AfterCallOf, AgentMode, AgentState, ChosenMode, Reason, SetBy, WorkRules};
pub use call::{AttachedRecord, Call, CallLog, CallNote, Cause, ConnectionState, Direction, Ended, Number, Party};
pub use callback::{Callback, CallbackAttempt, Claim, Settled, SettledHow};
pub use command::{CallPair, Command, CommandError, CommandOutcome, Service};
pub use message::{
    Activity, ClientInfo, ClientMessage, Event, HistoryFilter, Refusal, Resume, ServerInfo, ServerMessage,
    SignOutReason, Snapshot,
};
pub use state::{Capabilities, Capability, Line, PbxState, PhoneState, UnavailableReason};
pub use supervision::{
    HandKind, MonitorMode, Monitored, Monitoring, QueueFigures, RaisedHand, TeamCall, TeamHand, TeamMember,
};

pub use together::{
    AgentMessage, CallActivity, CallData, Colleague, DirectoryEntry, DirectoryKind, EarlierPart, FollowUp, MessageCall,
    ParkedCall, Participant, Presence, Recording, TransferState, Transferred,
};

/// The WebSocket sub-protocol, with the version in its name.
pub const SUBPROTOCOL: &str = "denwa.telephony.v1";

/// The version of the protocol these types describe.
pub const VERSION: u32 = 1;

/// The largest message either side accepts, in bytes of UTF-8.
pub const MAX_MESSAGE_BYTES: usize = 64 * 1024;

/// How often the server pings, in milliseconds. A panel that receives nothing for twice this time treats the socket as
/// dead.
pub const HEARTBEAT_MS: u64 = 5_000;

/// How long a panel that looks for the page of a call stays the primary panel at most, in milliseconds.
pub const POP_MS: u64 = 10_000;

/// How long the server remembers a command's ID, in milliseconds. A repeated command is answered again but not done
/// twice.
pub const COMMAND_MEMORY_MS: u64 = 600_000;

/// How many entries a [`ServerMessage::Directory`] has at most.
pub const DIRECTORY_ENTRIES: usize = 50;

/// How many calls a [`Callback`] keeps in its `attempts`.
pub const CALLBACK_ATTEMPTS: usize = 20;

/// How many callbacks a [`Snapshot`] has at most, the newest.
pub const CALLBACKS: usize = 100;

/// How long an agent may keep a callback claimed without calling, in milliseconds.
pub const CLAIM_MS: u64 = 1_800_000;

/// How many members of a team a [`ServerMessage::Team`] has at most; the others follow in further messages.
pub const TEAM_MEMBERS: usize = 50;

/// The longest text that the history and the directory are searched for, in characters. The server drops the rest.
pub const MAX_FIND_CHARS: usize = 100;

/// The longest message to a colleague ([`Command::SendMessage`]), in characters.
pub const MAX_AGENT_MESSAGE_CHARS: usize = 500;

/// How many users a [`Command::SettingsChanged`] may name.
pub const MAX_CHANGED_USERS: usize = 64;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z, by the server's clock.
pub type Timestamp = u64;
