//! The messages of both directions.

use crate::{
    AgentMessage, AgentState, Call, Callback, Capabilities, Command, CommandOutcome, DirectoryEntry, Line, Monitoring,
    ParkedCall, PbxState, PhoneState, QueueFigures, Reason, TeamHand, TeamMember, Timestamp,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A message from the panel to the server.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ClientMessage {
    /// The first message, within 10 s of the connection.
    SignIn {
        /// The signed token that identifies the user: a JWT (RFC 7519), RS256 or HS256, with `iss` (organisation),
        /// `sub` (user), `login`, `aud`, `jti`, `iat`, `exp`. A token serves one `instance`, which may sign in with it
        /// again; another is refused with `ExpiredToken`.
        token: String,
        /// The panel that signs in.
        client: ClientInfo,
        /// Where to continue after a lost connection.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resume: Option<Resume>,
    },
    /// Send a command. The panel chooses the ID; the answer carries it.
    Command {
        /// Unique among this agent's commands of the last 10 minutes.
        id: String,
        /// The command.
        command: Command,
    },
    /// This panel became visible, got input, or its page navigated: it asks to become the agent's primary panel.
    Active {
        /// What happened.
        #[serde(default)]
        by: Activity,
    },
    /// The primary panel looks for the page of a call, or has opened it. Until it is done it stays primary, for at most
    /// [`crate::POP_MS`].
    Popping {
        /// The call, by [`Call::id`].
        call: String,
        /// Whether the page is open, or none will be opened.
        done: bool,
    },
    /// Read the agent's ended calls. The answer is a `History` with the same ID. Questions beyond what the server allows
    /// get no answer: ask again after some seconds.
    ReadHistory {
        /// Chosen by the panel.
        id: String,
        /// Only calls that began before; absent for the newest.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Timestamp>,
        /// Which calls.
        #[serde(default)]
        only: HistoryFilter,
        /// Only calls whose number, name or record has this text. Numbers are found with and without separators.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        find: Option<String>,
    },
    /// Look somebody up. The server sends a `Directory` at once, and again when it changes, until the panel looks up
    /// something else or nothing.
    WatchDirectory {
        /// Text that names or numbers contain, empty for all; absent to stop.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        find: Option<String>,
    },
    /// See the team: the server sends all of it as `Team`, then what changes. Only supervisors may; others get no answer.
    WatchTeam {
        /// Whether to see it; false to stop.
        watch: bool,
    },
    /// The answer to a `Ping`.
    Pong {
        /// The ping's `at`.
        at: Timestamp,
    },
    /// A kind this version does not know.
    #[serde(other)]
    Unknown,
}

/// Without the token: what is written for debugging ends up in logs.
impl fmt::Debug for ClientMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignIn { token, client, resume } => f
                .debug_struct("SignIn")
                .field("token", &format_args!("({} bytes)", token.len()))
                .field("client", client)
                .field("resume", resume)
                .finish(),
            Self::Command { id, command } => {
                f.debug_struct("Command").field("id", id).field("command", command).finish()
            }
            Self::Active { by } => f.debug_struct("Active").field("by", by).finish(),
            Self::Popping { call, done } => f.debug_struct("Popping").field("call", call).field("done", done).finish(),
            Self::ReadHistory { id, before, only, find } => f
                .debug_struct("ReadHistory")
                .field("id", id)
                .field("before", before)
                .field("only", only)
                .field("find", find)
                .finish(),
            Self::WatchDirectory { find } => f.debug_struct("WatchDirectory").field("find", find).finish(),
            Self::WatchTeam { watch } => f.debug_struct("WatchTeam").field("watch", watch).finish(),
            Self::Pong { at } => f.debug_struct("Pong").field("at", at).finish(),
            Self::Unknown => f.write_str("Unknown"),
        }
    }
}

/// Which ended calls a panel wants to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum HistoryFilter {
    /// All.
    #[default]
    All,
    /// Calls that the agent missed.
    Missed,
    /// A filter this version does not know; it counts as `All`.
    #[serde(other)]
    Unknown,
}

/// Why a panel asks to become the primary panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Activity {
    /// The agent used the panel. Panels of earlier versions do not say why they ask; they count as used.
    #[default]
    Input,
    /// The panel's page became visible. This never takes the place of a panel in another browser.
    Visible,
    /// The page around the panel navigated. This never takes the place of a panel in another browser.
    Navigated,
    /// A reason this version does not know.
    #[serde(other)]
    Unknown,
}

/// The panel that signs in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ClientInfo {
    /// The panel's version.
    pub version: String,
    /// A random name that the panel keeps while its page lives. A new socket with the same name replaces the old
    /// socket.
    pub instance: String,
    /// A random name of the browser, which all its panels of the user share; absent where the browser keeps nothing. Panels with
    /// different names are on different machines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
    /// Whether the panel has just loaded in a visible page: then it asks to become the primary panel, as with [`Activity::Visible`].
    #[serde(default)]
    pub visible: bool,
    /// Whether the panel was the primary panel before it lost its connection. It is again, unless another panel has asked since.
    #[serde(default)]
    pub was_primary: bool,
}

/// Where a panel continues after a lost connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Resume {
    /// The stream's ID, from the last snapshot.
    pub stream: String,
    /// The sequence number of the last event seen.
    pub seq: u64,
}

/// A message from the server to the panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[expect(clippy::large_enum_variant, reason = "nearly every message is an event: a box would save nothing")]
pub enum ServerMessage {
    /// Sign-in is refused; the server then closes the socket.
    Refused {
        /// Why the sign-in is refused.
        reason: Refusal,
        /// How long to wait before trying again, in milliseconds; absent if the time makes no difference.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after: Option<u64>,
        /// The server's clock now: it shows whose clock is wrong if a fresh token counts as expired.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        now: Option<Timestamp>,
    },
    /// The agent's whole present state, after sign-in or when the server no longer has all events the panel missed.
    Snapshot(Snapshot),
    /// Follows the snapshot or the missed events: from now on events are live.
    Ready,
    /// The panel goes on with its stream after the server was started anew. The missed events follow.
    Resumed {
        /// The stream's new ID.
        stream: String,
    },
    /// More calls, if the snapshot says that more follow. They come after `Ready`, as fast as the panel reads. They have
    /// no number in the stream.
    Calls {
        /// The calls.
        calls: Vec<Call>,
        /// Whether still more follow.
        more: bool,
    },
    /// Something changed.
    Event {
        /// The event's number in this agent's stream; each event's number is one higher than the last.
        seq: u64,
        /// When it happened.
        at: Timestamp,
        /// What happened.
        event: Event,
    },
    /// The answer to a command.
    Answer {
        /// The command's ID.
        id: String,
        /// The command's outcome.
        outcome: CommandOutcome,
    },
    /// Whether this panel is the agent's primary panel. Only the primary panel rings, opens records and writes logs.
    /// This message has no number in the stream.
    Primary {
        /// True if this panel is the primary panel.
        primary: bool,
        /// Whether the primary panel is in another browser: the agent can take over in this one.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        other_browser: bool,
        /// For the primary panel, the live calls for which no panel has opened a page yet, by [`Call::id`].
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        unopened: Vec<String>,
    },
    /// The answer to `ReadHistory`: ended calls, newest first. It has no number in the stream.
    History {
        /// The ID of the question.
        id: String,
        /// The calls, as they ended. Of long notes there is only the beginning, and `earlier` is empty.
        calls: Vec<Call>,
        /// Whether there are earlier ones.
        more: bool,
    },
    /// The answer to `WatchDirectory`, and every change to it. It has no number in the stream.
    Directory {
        /// The text that was looked for.
        find: String,
        /// At most [`crate::DIRECTORY_ENTRIES`] entries: colleagues, then queues, then speed dials, each by name.
        entries: Vec<DirectoryEntry>,
        /// Whether there are more.
        more: bool,
    },
    /// The figures of the agent's queues, for supervisors of all queues: after `Ready` and when they have changed, at most
    /// once a second. They have no number in the stream.
    Queues {
        /// All of them, by name.
        queues: Vec<QueueFigures>,
    },
    /// The answer to `WatchTeam`, and every change. It has no number in the stream.
    Team {
        /// The members that are new or have changed, each whole.
        members: Vec<TeamMember>,
        /// Whether these begin the list anew: then panels forget the members they know.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        anew: bool,
    },
    /// A heartbeat, every [`crate::HEARTBEAT_MS`]. The panel answers with `Pong`.
    Ping {
        /// The server's clock.
        at: Timestamp,
    },
    /// The server ends the session and closes the socket.
    SignedOut {
        /// Why the session ends.
        reason: SignOutReason,
    },
    /// A kind this version does not know.
    #[serde(other)]
    Unknown,
}

/// The whole present state of one agent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// The server.
    pub server: ServerInfo,
    /// The ID of the stream that sequence numbers belong to. It changes when the server has lost the stream's history.
    pub stream: String,
    /// The sequence number of the last event that the snapshot includes.
    pub seq: u64,
    /// The server's clock now.
    pub now: Timestamp,
    /// The agent's telephony login.
    pub login: String,
    /// The agent's extension.
    pub extension: String,
    /// Whether this panel is the agent's primary panel.
    pub primary: bool,
    /// The live calls for which no panel has opened a page yet, by [`Call::id`]; absent if the server does not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unopened: Option<Vec<String>>,
    /// The mode the agent has chosen.
    pub agent: AgentState,
    /// The reasons for not being ready that the agent can choose from.
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
    /// The live calls, then the ended calls whose log no panel has reported yet, newest first. The server keeps ended
    /// calls for days.
    #[serde(default)]
    pub calls: Vec<Call>,
    /// Whether more calls follow as `Calls`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub more_calls: bool,
    /// How many missed calls the agent has not seen (`SeeMissed`).
    #[serde(default)]
    pub missed: u32,
    /// The calls that are parked, by place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parked: Vec<ParkedCall>,
    /// Colleagues' messages that the agent has not put away, the earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<AgentMessage>,
    /// Callers of the agent's lines and queues who are to be called back, the newest first, at most [`crate::CALLBACKS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub callbacks: Vec<Callback>,
    /// Whether the agent is a supervisor: the token says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub supervises: bool,
    /// For a supervisor, the hands that are up, the earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hands: Vec<TeamHand>,
    /// For a supervisor, the call that she takes part in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monitoring: Option<Monitoring>,
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

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[expect(clippy::large_enum_variant, reason = "nearly every event is a call: a box would save nothing")]
pub enum Event {
    /// A call began, changed or ended; the event carries the whole call.
    Call {
        /// The call.
        call: Call,
    },
    /// The agent's mode changed.
    Agent {
        /// The new state.
        agent: AgentState,
    },
    /// The agent's phone registered or unregistered.
    Phone {
        /// The new state.
        phone: PhoneState,
    },
    /// The link to the PBX came up or went down.
    Pbx {
        /// The new state.
        pbx: PbxState,
    },
    /// The services that the PBX offers to this agent changed.
    Capabilities {
        /// All services.
        capabilities: Capabilities,
    },
    /// The organisation's numbers changed.
    Lines {
        /// All numbers.
        lines: Vec<Line>,
    },
    /// The number of missed calls that the agent has not seen changed.
    Missed {
        /// The new number.
        missed: u32,
    },
    /// A call was parked, picked up, or its caller hung up.
    Parked {
        /// All parked calls, by place.
        parked: Vec<ParkedCall>,
    },
    /// Colleagues' messages came, or one was put away.
    Messages {
        /// All messages that the agent has not put away, the earliest first.
        messages: Vec<AgentMessage>,
    },
    /// A callback is new, has changed, or is settled.
    Callback {
        /// All of it.
        callback: Callback,
    },
    /// Whether the agent is a supervisor has changed: a new token says so.
    Supervises {
        /// Whether she is.
        supervises: bool,
    },
    /// For supervisors: a hand was raised or taken down.
    Hands {
        /// All hands that are up, the earliest first.
        hands: Vec<TeamHand>,
    },
    /// For supervisors: her own part in an agent's call began, changed or ended.
    Monitoring {
        /// The call; absent if she takes part in none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        monitoring: Option<Monitoring>,
    },
    /// Settings were changed, the organisation's or this user's own: read them again.
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
    /// The token is valid, but this server has no agent with its login.
    UnknownAgent,
    /// The sign-in message did not come in time, or was not the first message.
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
    /// The panel read too slowly, sent too much, or sent something malformed.
    Misbehaved,
    /// The server is stopping; connect again.
    Stopping,
    /// A reason this version does not know.
    #[serde(other)]
    Unknown,
}
