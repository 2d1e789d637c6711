//! The messages themselves.

use crate::{AgentState, Call, Capabilities, Command, CommandOutcome, Line, PbxState, PhoneState, Reason, Timestamp};
use serde::{Deserialize, Serialize};

/// From the panel to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ClientMessage {
    /// The first message, within 10 s of the connection.
    SignIn {
        /// The signed token that says who this is: a JWT (RFC 7519), RS256 or HS256, with `iss` (organisation), `sub` (user), `login`, `aud`, `exp`.
        token: String,
        /// The panel, for support.
        client: ClientInfo,
        /// The last event seen, after a lost connection.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resume: Option<Resume>,
    },
    /// Ask for something. The ID is the panel's own; the answer carries it.
    Command {
        /// Unique among this agent's commands of the last 10 minutes.
        id: String,
        /// What is asked.
        command: Command,
    },
    /// This panel became visible, got input or was told of a navigation: it wants to be the primary one.
    Active,
    /// The answer to a `Ping`.
    Pong {
        /// The ping's `at`.
        at: Timestamp,
    },
    /// A kind this version does not know.
    #[serde(other)]
    Unknown,
}

/// The panel that signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ClientInfo {
    /// The panel's version.
    pub version: String,
    /// This instance of it, a random name kept while the page lives. A new socket of the same instance replaces the old one.
    pub instance: String,
}

/// Where a panel wants to go on after a lost connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Resume {
    /// The stream, from the last snapshot.
    pub stream: String,
    /// The sequence number of the last event seen.
    pub seq: u64,
}

/// From the server to the panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ServerMessage {
    /// Sign-in is refused; the server closes the socket after it.
    Refused {
        /// Why.
        reason: Refusal,
        /// When to try again, if it makes sense; milliseconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after: Option<u64>,
    },
    /// Everything as it stands, after sign-in or when a gap is too old to be filled.
    Snapshot(Snapshot),
    /// After the snapshot, or after the events missed: from now on events are live.
    Ready,
    /// Something changed.
    Event {
        /// Of this agent's stream, growing by one.
        seq: u64,
        /// When.
        at: Timestamp,
        /// What.
        event: Event,
    },
    /// The answer to a command.
    Answer {
        /// The command's ID.
        id: String,
        /// How it went.
        outcome: CommandOutcome,
    },
    /// Whether this panel is the primary one. Only the primary rings, pops and logs. Not part of the numbered stream.
    Primary {
        /// It is.
        primary: bool,
    },
    /// A heartbeat, every [`crate::HEARTBEAT_MS`]. The panel answers with `Pong`.
    Ping {
        /// The server's clock.
        at: Timestamp,
    },
    /// The server ends the session and closes the socket.
    SignedOut {
        /// Why.
        reason: SignOutReason,
    },
    /// A kind this version does not know.
    #[serde(other)]
    Unknown,
}

/// Everything as it stands for one agent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// The server.
    pub server: ServerInfo,
    /// The stream these sequence numbers belong to; changes when the server has lost history.
    pub stream: String,
    /// The sequence number the snapshot stands at; the next event has the next one.
    pub seq: u64,
    /// The server's clock now.
    pub now: Timestamp,
    /// The agent's telephony login.
    pub login: String,
    /// The agent's extension.
    pub extension: String,
    /// Whether this panel is the primary one.
    pub primary: bool,
    /// What the agent has chosen.
    pub agent: AgentState,
    /// The reasons to choose from.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// The agent's phone.
    pub phone: PhoneState,
    /// The link to the PBX.
    pub pbx: PbxState,
    /// The organisation's numbers.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// What the PBX can do for this agent.
    #[serde(default)]
    pub capabilities: Capabilities,
    /// The live calls, and those of the last hour whose log nobody has reported yet.
    #[serde(default)]
    pub calls: Vec<Call>,
}

/// The server and its PBX, for support.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ServerInfo {
    /// The protocol's version.
    pub protocol: u32,
    /// The server's version.
    pub version: String,
    /// The PBX and its version.
    pub pbx: String,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[expect(clippy::large_enum_variant, reason = "nearly every event is a call: a box would save nothing")]
pub enum Event {
    /// A call began, changed or ended: the whole of it.
    Call {
        /// The call.
        call: Call,
    },
    /// The agent's mode.
    Agent {
        /// The new state.
        agent: AgentState,
    },
    /// The agent's phone came or went.
    Phone {
        /// The new state.
        phone: PhoneState,
    },
    /// The link to the PBX came or went.
    Pbx {
        /// The new state.
        pbx: PbxState,
    },
    /// What the PBX can do changed.
    Capabilities {
        /// All of them.
        capabilities: Capabilities,
    },
    /// The organisation's numbers changed.
    Lines {
        /// All of them.
        lines: Vec<Line>,
    },
    /// Settings were changed by another panel: read them again.
    SettingsChanged,
    /// A kind this version does not know.
    #[serde(other)]
    Unknown,
}

/// Why a sign-in is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Refusal {
    /// The token is malformed or its signature is wrong.
    BadToken,
    /// The token has expired: get a new one.
    ExpiredToken,
    /// The token is good, but its login is no agent of this server.
    UnknownAgent,
    /// Sign-in did not come in time, or something else came first.
    SignInExpected,
    /// Too many connections or attempts.
    RateLimited,
    /// The message was malformed or too large.
    BadRequest,
    /// A refusal this version does not know.
    #[serde(other)]
    Unknown,
}

/// Why the server ends a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum SignOutReason {
    /// The token has expired: sign in again with a new one.
    TokenExpired,
    /// The same panel instance connected again.
    Replaced,
    /// The panel did not keep up, sent too much, or sent something malformed.
    Misbehaved,
    /// The server stops; try again.
    Stopping,
    /// A reason this version does not know.
    #[serde(other)]
    Unknown,
}
