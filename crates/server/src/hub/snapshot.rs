//! Makes the snapshot of an agent's state, in one message within the size limit.

use super::{Hub, SessionId, calls::Place, clean::fit};
use denwa_protocol::{MAX_MESSAGE_BYTES, ServerInfo, Snapshot, VERSION};

/// Most bytes of callbacks, as JSON; the oldest are left out.
const MAX_CALLBACKS_BYTES: usize = 16 * 1024;

/// Bytes reserved for the fields that are not measured. Lines and reasons take at most half a message: `Config::check`.
const RESERVED_BYTES: usize = 4 * 1024;

impl Hub {
    /// Returns the snapshot for a panel, and where the calls that did not fit into it go on.
    pub(super) fn snapshot(&self, agent: usize, session: SessionId) -> (Snapshot, Option<Place>) {
        let desk = &self.agents[agent];
        let (parked, messages) = (self.parked_for(agent), desk.messages.clone());
        let (lines, hands) = (self.config.protocol_lines(), self.hands_for(agent));
        let size = |json: serde_json::Result<String>| json.map_or(0, |text| text.len());
        let beside = size(serde_json::to_string(&(&parked, &messages, &hands, &lines, &self.config.reasons)));
        let room = (MAX_MESSAGE_BYTES - RESERVED_BYTES).saturating_sub(beside);
        let mut callbacks = self.callbacks_for(agent);
        fit(&mut callbacks, MAX_CALLBACKS_BYTES.min(room / 2));
        let room = room.saturating_sub(size(serde_json::to_string(&callbacks)));
        let (calls, rest) = self.page(agent, None, room.min(MAX_MESSAGE_BYTES / 2));
        let pbx = &self.link.product;
        let snapshot = Snapshot {
            server: ServerInfo { protocol: VERSION, version: env!("CARGO_PKG_VERSION").to_owned(), pbx: pbx.clone() },
            stream: desk.stream.id(),
            seq: desk.stream.seq(),
            now: self.now.wall,
            login: desk.login.clone(),
            extension: desk.extension.clone(),
            primary: desk.primary.session == Some(session),
            unopened: Some(desk.primary.unopened()),
            agent: desk.state.clone(),
            reasons: self.config.reasons.clone(),
            phone: desk.phone,
            pbx: self.link.state,
            lines,
            capabilities: desk.capabilities.clone(),
            calls,
            more_calls: rest.is_some(),
            missed: super::missed::count(&desk.missed),
            parked,
            messages,
            callbacks,
            supervises: self.is_supervisor(agent),
            hands,
            monitoring: self.monitoring(agent),
        };
        (snapshot, rest)
    }
}
