//! Everything as it stands for one agent, in one message that is not too large.

use super::{Hub, SessionId, stream};
use denwa_protocol::{Call, MAX_MESSAGE_BYTES, ServerInfo, Snapshot, VERSION};

/// Room for what is neither calls nor the configuration's lines and reasons (those are at most half a message).
const OVERHEAD: usize = 4 * 1024;

impl Hub {
    /// The snapshot for a panel, and the calls that found no room in it.
    pub(super) fn snapshot(&self, agent: usize, session: SessionId) -> (Snapshot, Vec<Call>) {
        let desk = &self.agents[agent];
        let mut room = MAX_MESSAGE_BYTES / 2 - OVERHEAD;
        let (mut calls, mut rest) = (Vec::new(), Vec::new());
        for call in desk.calls.open(self.now) {
            let size = serde_json::to_string(call).map_or(usize::MAX, |text| text.len() + 1);
            if size <= room {
                room -= size;
                calls.push(call.clone());
            } else if rest.len() < stream::KEPT {
                rest.push(call.clone());
            }
        }
        let pbx = &self.link.product;
        let snapshot = Snapshot {
            server: ServerInfo { protocol: VERSION, version: env!("CARGO_PKG_VERSION").to_owned(), pbx: pbx.clone() },
            stream: desk.stream.id().to_owned(),
            seq: desk.stream.seq(),
            now: self.now,
            login: desk.login.clone(),
            extension: desk.extension.clone(),
            primary: desk.primary == Some(session),
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
