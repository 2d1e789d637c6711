//! What happens to the socket.

use super::{Outage, Session, State};
use crate::effects::Effects;
use crate::input::{SocketEvent, Unreadable};
use denwa_protocol::{ClientInfo, ClientMessage, ServerMessage};

impl Session {
    /// Something happened to the socket. Gives the message if it is for the rest of the panel.
    pub(crate) fn on_socket(&mut self, event: SocketEvent, effects: &mut Effects) -> Option<ServerMessage> {
        let is_open = matches!(self.state, State::Connecting { .. } | State::SigningIn { .. } | State::Live { .. });
        match event {
            SocketEvent::Opened => self.on_opened(effects),
            SocketEvent::Closed if is_open => {
                let is_connecting = matches!(self.state, State::Connecting { .. });
                self.back_off(if is_connecting { Outage::Unreachable } else { Outage::Lost }, effects);
            }
            SocketEvent::Garbled(kind) if is_open => self.on_garbled(kind, effects),
            SocketEvent::Message(message) if is_open => return self.on_message(*message, effects),
            SocketEvent::Closed | SocketEvent::Garbled(_) | SocketEvent::Message(_) => {}
        }
        None
    }

    fn on_opened(&mut self, effects: &mut Effects) {
        if !matches!(self.state, State::Connecting { .. }) {
            return;
        }
        self.state = State::SigningIn { since: effects.now, until: effects.now + self.sign_in_ms };
        self.has_reached = true;
        let client = ClientInfo {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            instance: effects.names.instance.clone(),
            browser: effects.names.browser.clone(),
            visible: !self.is_hidden && !self.was_live(),
            was_primary: self.is_primary,
        };
        let token = self.token.use_up();
        // Calls that have not come yet come only with a new snapshot.
        let resume = self.resume.clone().filter(|_| !self.lacks_calls);
        effects.send(ClientMessage::SignIn { token, client, resume });
    }

    /// The unreadable message may have been an event: only a new snapshot heals that.
    fn on_garbled(&mut self, kind: Unreadable, effects: &mut Effects) {
        self.unreadable.add(kind);
        if let Some(resume) = &mut self.resume {
            resume.stream.clear();
        }
        self.close_and_back_off(Outage::Garbled, effects);
    }
}
