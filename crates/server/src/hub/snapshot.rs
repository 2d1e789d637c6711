//! Makes the snapshot of an agent's state, in one message within the size limit.

use super::{Hub, SessionId, stream};
use denwa_protocol::{Call, MAX_MESSAGE_BYTES, ServerInfo, Snapshot, VERSION};

/// Bytes reserved for all fields but calls, lines and reasons. Lines and reasons take at most half a message:
/// `Config::check`.
const RESERVED_BYTES: usize = 4 * 1024;

impl Hub {
    /// Returns the snapshot for a panel, and the calls that did not fit into it.
    pub(super) fn snapshot(&self, agent: usize, session: SessionId) -> (Snapshot, Vec<Call>) {
        let desk = &self.agents[agent];
        let mut room = MAX_MESSAGE_BYTES / 2 - RESERVED_BYTES;
        let (mut calls, mut rest) = (Vec::new(), Vec::new());
        for call in desk.calls.open(self.now.steady) {
            let size = serde_json::to_string(call).map_or(usize::MAX, |text| text.len() + 1);
            if size <= room {
                room -= size;
                calls.push(call.clone());
            } else if rest.len() < stream::MAX_KEPT_EVENTS {
                rest.push(call.clone());
            }
        }
        let pbx = &self.link.product;
        let snapshot = Snapshot {
            server: ServerInfo { protocol: VERSION, version: env!("CARGO_PKG_VERSION").to_owned(), pbx: pbx.clone() },
            stream: desk.stream.id().to_owned(),
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
            lines: self.config.lines.clone(),
            capabilities: desk.capabilities.clone(),
            calls,
        };
        (snapshot, rest)
    }
}
