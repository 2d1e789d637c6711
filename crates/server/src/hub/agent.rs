//! The hub's state of an agent: mode, phone, calls, panels.

use super::{
    SessionId,
    calls::CallBook,
    memory::CommandMemory,
    primary::Primary,
    stream::{Boots, Stream},
    supervision::Claim,
    work::WorkTimes,
};
use crate::{
    bucket::Bucket,
    clock::{Now, Steady},
    config::{Agent, Config},
    store::{
        change::{AgentKey, MissedCall, RestoredAgent},
        work::KeptWork,
    },
};
use denwa_protocol::{
    AgentMessage, AgentMode, AgentState, AttachedRecord, Call, Capabilities, ChosenMode, Command, ParkedCall,
    PhoneState,
};
use md5::{Digest, Md5};
use std::{collections::HashMap, sync::Arc};

/// Who an agent is.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The agent's name over restarts.
    pub key: AgentKey,
    /// The agent's organisation, if the configuration says it.
    pub organisation: Option<String>,
}

/// The hub's state of an agent.
#[derive(Debug)]
pub struct AgentDesk {
    /// The agent's name over restarts.
    pub key: AgentKey,
    /// The telephony login.
    pub login: String,
    /// The extension.
    pub extension: String,
    /// The name that colleagues see, if the configuration has one.
    pub name: Option<String>,
    /// The agent's organisation, if the configuration says it.
    pub organisation: Option<String>,
    /// The services the PBX offers to the agent.
    pub capabilities: Capabilities,
    /// The agent's mode. The hub owns it: it outlives a restart of the PBX.
    pub state: AgentState,
    /// Whether the agent or the PBX has set `state`; false while it is the initial value.
    pub is_state_known: bool,
    /// The mode the PBX has reported since it came up, compared with `state` once the PBX has reported everything.
    pub reported_state: Option<ChosenMode>,
    /// The rules by which the mode changes by itself, and how far they have come.
    pub work: KeptWork,
    /// When the mode changes by itself.
    pub times: WorkTimes,
    /// The state of the agent's phone.
    pub phone: PhoneState,
    /// The agent's calls.
    pub calls: CallBook,
    /// The agent's commands of the last ten minutes.
    pub memory: CommandMemory,
    /// The agent's events.
    pub stream: Stream,
    /// The missed calls that the agent has not seen.
    pub missed: Vec<MissedCall>,
    /// The messages that the agent has not put away.
    pub messages: Vec<AgentMessage>,
    /// The parked calls that the agent's panels were told last.
    pub told_parked: Vec<ParkedCall>,
    /// Whether calls were added to the history since it was last trimmed.
    pub has_new_history: bool,
    /// Limits how often this agent may make others read their settings again.
    pub settings_notices: Bucket,
    /// The agent's panels, in the order in which they signed in.
    pub sessions: Vec<SessionId>,
    /// The panel that rings, opens records and writes logs.
    pub primary: Primary,
    /// What her tokens say of her; `None` before the first since the server's start.
    pub claim: Option<Claim>,
    /// Numbers that are being dialled: ticket of the request, number, and what belongs to the call.
    pub dialled: Vec<(u64, String, DialNote)>,
    /// What belongs to calls that the PBX has named but not reported yet, and when to give up waiting; by [`Call::id`].
    pub expected: HashMap<String, (DialNote, Steady)>,
}

/// What the panel said of a number that it dialled, for the call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DialNote {
    /// The record whose number was clicked.
    pub record: Option<AttachedRecord>,
    /// The extension behind the number.
    pub extension: Option<String>,
    /// The callback that the call is for.
    pub callback: Option<String>,
}

impl DialNote {
    /// Returns the number that a command dials, with what belongs to the call; `None` if nothing does.
    pub fn of(command: &Command) -> Option<(String, Self)> {
        let (Command::Dial { number, record, extension, .. } | Command::Consult { number, record, extension, .. }) =
            command
        else {
            return None;
        };
        let callback = if let Command::Dial { callback, .. } = command { callback.clone() } else { None };
        let note = Self { record: record.clone(), extension: extension.clone(), callback };
        (note != Self::default()).then(|| (number.clone(), note))
    }

    /// Attaches the note to its call, unless the call has these already. Returns whether the call has changed.
    pub fn attach_to(self, call: &mut Call) -> bool {
        let has_news = (call.record.is_none() && self.record.is_some())
            || (call.remote_extension.is_none() && self.extension.is_some());
        call.record = call.record.take().or(self.record);
        call.remote_extension = call.remote_extension.take().or(self.extension);
        has_news
    }
}

impl AgentDesk {
    /// Makes an agent with what was kept, about whom the PBX has reported nothing yet.
    pub fn new(
        config: &Config,
        agent: &Agent,
        Identity { key, organisation }: Identity,
        capabilities: Capabilities,
        boots: Arc<Boots>,
        restored: RestoredAgent,
        now: Now,
    ) -> Self {
        let RestoredAgent { state, calls, floor, events, commands, missed, messages, work } = restored;
        let mut memory = CommandMemory::default();
        for (id, kept) in commands {
            memory.restore(id, &kept, now);
        }
        let suffix = stream_suffix(config, agent, &capabilities);
        Self {
            key,
            login: agent.login.clone(),
            extension: agent.extension.clone(),
            name: agent.name.clone(),
            organisation,
            capabilities,
            is_state_known: state.is_some(),
            state: state.unwrap_or(AgentState {
                mode: AgentMode::NotReady,
                reason: None,
                since: now.wall,
                ..AgentState::default()
            }),
            reported_state: None,
            work,
            times: WorkTimes::default(),
            phone: PhoneState::Unknown,
            calls: CallBook::new(config.store.keep_ms(), calls, now),
            memory,
            stream: Stream::new(boots, suffix, floor, events),
            missed,
            messages,
            told_parked: Vec::new(),
            has_new_history: true,
            settings_notices: super::settings::allowance(now.steady),
            sessions: Vec::new(),
            primary: Primary::default(),
            claim: None,
            dialled: Vec::new(),
            expected: HashMap::new(),
        }
    }
}

/// Returns the end of an agent's stream ID. It depends on everything that snapshots tell and events do not, so that a
/// panel gets a new snapshot if the configuration changed while the server was down.
fn stream_suffix(config: &Config, agent: &Agent, capabilities: &Capabilities) -> String {
    let told = (&agent.login, &config.reasons, &config.protocol_lines(), capabilities, env!("CARGO_PKG_VERSION"));
    let digest = Md5::digest(serde_json::to_vec(&told).unwrap_or_default());
    format!("{}-{:02x}{:02x}{:02x}{:02x}", agent.extension, digest[0], digest[1], digest[2], digest[3])
}
