//! The calls that do not fit into a panel's snapshot follow in pages. The next page is made when the panel's queue has
//! room, so that an agent with thousands of open calls costs a slow panel nothing but time.

use super::{Effect, Hub, SessionId, calls::Place};
use denwa_protocol::{Call, MAX_MESSAGE_BYTES, ServerMessage};

/// The bytes of calls in a page.
const PAGE_BYTES: usize = MAX_MESSAGE_BYTES / 2;

impl Hub {
    /// Returns an agent's open calls after a place as far as they fit, and the place of the last if there are more.
    pub(super) fn page(&self, agent: usize, after: Option<&Place>, bytes: usize) -> (Vec<Call>, Option<Place>) {
        let (mut calls, mut room) = (Vec::new(), bytes);
        let mut last = after.cloned();
        for entry in self.agents[agent].calls.open(self.now.steady, after) {
            let size = serde_json::to_string(&entry.call).map_or(usize::MAX, |text| text.len() + 1);
            if size > room {
                // A page with no call at all would never end. One call always fits into a message.
                if !calls.is_empty() || after.is_none() {
                    return (calls, Some(last.unwrap_or((u64::MAX, u64::MAX, "\u{10ffff}".into()))));
                }
            }
            room = room.saturating_sub(size);
            last = Some(entry.place());
            calls.push(entry.call.clone());
        }
        (calls, None)
    }

    /// Notes that more calls follow for a panel, after this place.
    pub(super) fn begin_pages(&mut self, session: SessionId, after: Place) {
        self.pages.insert(session, after);
        self.effects.push(Effect::OfferPage { session });
    }

    /// A panel's queue has room: sends the next page.
    pub(super) fn next_page(&mut self, session: SessionId) {
        let Some(after) = self.pages.remove(&session) else { return };
        let Some(agent) = self.sessions.get(&session).map(|entry| entry.agent) else { return };
        let (calls, more) = self.page(agent, Some(&after), PAGE_BYTES);
        self.send(session, ServerMessage::Calls { calls, more: more.is_some() });
        if let Some(after) = more {
            self.begin_pages(session, after);
        }
    }
}
