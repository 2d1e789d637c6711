//! The events of the simulation.

use crate::{net::ConnectionId, tab::Page};
use denwa_core::{Input, RequestId, host::Answer, host::HostRequest};
use denwa_protocol::{ClientMessage, CommandError, ServerMessage};
use denwa_server::{
    hub::Input as HubInput,
    pbx::{Done, PbxRequest, Stamped},
};

/// An event that is due at some time.
#[derive(Debug)]
pub enum SimEvent {
    /// A socket opens at the panel.
    Opened(ConnectionId),
    /// A message arrives at the panel.
    ToPanel(ConnectionId, Box<ServerMessage>),
    /// The panel learns that its socket is closed.
    ClosedAtPanel(ConnectionId),
    /// A message arrives at the server.
    ToServer(ConnectionId, Box<ClientMessage>),
    /// The server learns that a socket is closed.
    ClosedAtServer(ConnectionId),
    /// The server's heartbeat on a socket.
    Heartbeat(ConnectionId),
    /// A report of the PBX arrives at the server, on the link of this number.
    Report(u32, Box<Stamped>),
    /// A request of the server arrives at the PBX.
    Request {
        /// The start of the server that asks.
        boot: u32,
        ticket: u64,
        extension: String,
        request: PbxRequest,
    },
    /// The PBX's answer arrives at the server.
    Reply { boot: u32, ticket: u64, result: Result<Done, CommandError> },
    /// The store, or the panel's queue, gives the hub what it waits for.
    ToHub { boot: u32, input: Box<HubInput> },
    /// A request of a panel arrives at Salesforce. Nobody waits for the answer where `is_answered` is false.
    AtHost { page: Page, id: RequestId, request: Box<HostRequest>, is_answered: bool },
    /// An answer of Salesforce arrives at the panel; or it is late: then `answer` says so.
    HostAnswer { page: Page, id: RequestId, answer: Box<Answer> },
    /// Something arrives at the panel from its own browser.
    Local(Page, Box<Input>),
    /// Somebody calls.
    Caller,
    /// The caller of a call hangs up.
    CallerLeaves(String),
    /// An agent does something about a part of a call. `step` counts what she has done before.
    AgentActs { part: String, step: u32 },
    /// An agent changes her mode.
    AgentRests { agent: usize, is_ready: bool },
    /// A fault is injected.
    Fault,
    /// The server starts.
    ServerStarts,
    /// The link to the PBX comes up.
    LinkComesUp,
    /// A tab opens.
    TabOpens(usize),
    /// A tab that slept goes on.
    TabWakes(Page),
}
