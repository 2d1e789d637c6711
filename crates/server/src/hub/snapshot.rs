//! Makes the snapshot of an agent's state, in one message within the size limit.

use super::{Hub, SessionId, calls::Place};
use denwa_protocol::{MAX_MESSAGE_BYTES, ServerInfo, Snapshot, VERSION};

/// Bytes reserved for all fields but calls, parked calls, messages, lines and reasons. Lines and reasons take at most half a message:
/// `Config::check`.
const RESERVED_BYTES: usize = 4 * 1024;

impl Hub {
    /// Returns the snapshot for a panel, and where the calls that did not fit into it go on.
    pub(super) fn snapshot(&self, agent: usize, session: SessionId) -> (Snapshot, Option<Place>) {
        let desk = &self.agents[agent];
        let (parked, messages) = (self.parked_for(agent), desk.messages.clone());
        let beside = serde_json::to_string(&(&parked, &messages)).map_or(0, |text| text.len());
        let (calls, rest) = self.page(agent, None, (MAX_MESSAGE_BYTES / 2 - RESERVED_BYTES).saturating_sub(beside));
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
            lines: self.config.protocol_lines(),
            capabilities: desk.capabilities.clone(),
            calls,
            more_calls: rest.is_some(),
            missed: super::missed::count(&desk.missed),
            parked,
            messages,
            callbacks: Vec::new(),
            supervises: false,
            hands: Vec::new(),
            monitoring: None,
        };
        (snapshot, rest)
    }
}
