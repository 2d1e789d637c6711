//! Messages arrive, and sockets open and close, at either end.

use super::{ConnectionId, IDLE_MS};
use crate::{event::SimEvent, tab::Page, world::World};
use denwa_core::{Input, SocketEvent};
use denwa_protocol::{Call, ClientMessage, Event, HEARTBEAT_MS, ServerMessage};
use denwa_server::hub::{Input as HubInput, SessionId};

impl World {
    /// The page that still waits for something on a connection.
    fn waiting_page(&self, id: ConnectionId) -> Option<Page> {
        let page = self.net.connections[id].page;
        (self.is_there(page) && self.tabs[page.tab].connection == Some(id)).then_some(page)
    }

    pub fn on_opened(&mut self, id: ConnectionId) {
        if let Some(page) = self.waiting_page(id).filter(|_| !self.net.connections[id].is_cut) {
            self.input(page, Input::Socket(SocketEvent::Opened));
        }
    }

    pub fn on_message_at_panel(&mut self, id: ConnectionId, message: Box<ServerMessage>) {
        if let Some(page) = self.waiting_page(id).filter(|_| !self.net.connections[id].is_cut) {
            let message = self.through_text(message);
            self.tabs[page.tab].calls.extend(calls_in(&message).map(|call| call.id.clone()));
            self.input(page, Input::Socket(SocketEvent::Message(message)));
        }
    }

    pub fn on_closed_at_panel(&mut self, id: ConnectionId) {
        self.net.connections[id].is_cut = true;
        if let Some(page) = self.waiting_page(id) {
            self.tabs[page.tab].connection = None;
            self.input(page, Input::Socket(SocketEvent::Closed));
        }
    }

    pub fn on_message_at_server(&mut self, id: ConnectionId, message: ClientMessage) {
        let connection = &mut self.net.connections[id];
        if connection.is_cut || connection.boot != self.server.boot || self.server.hub.is_none() {
            return;
        }
        connection.heard_at = self.now;
        match (message, connection.session) {
            (ClientMessage::SignIn { token, client, resume }, None) => self.sign_in(id, &token, client, resume),
            (message, Some(session)) => {
                if let Some(input) = hub_input(session, message) {
                    self.tell_hub(input);
                }
            }
            _ => {}
        }
    }

    pub fn on_closed_at_server(&mut self, id: ConnectionId) {
        let connection = &mut self.net.connections[id];
        connection.is_cut = true;
        if connection.boot == self.server.boot
            && let Some(session) = connection.session.take()
        {
            self.server.sessions.remove(&session);
            self.tell_hub(HubInput::Closed(session));
        }
    }

    pub fn on_heartbeat(&mut self, id: ConnectionId) {
        let connection = &self.net.connections[id];
        let Some(session) = connection.session.filter(|_| connection.boot == self.server.boot) else { return };
        if self.now > connection.heard_at + IDLE_MS {
            return self.on_closed_at_server(id);
        }
        let at = self.wall();
        self.send_to_panel(session, &ServerMessage::Ping { at });
        self.queue.add(self.now + HEARTBEAT_MS, SimEvent::Heartbeat(id));
    }

    /// Now and then a message is written as JSON and read again, as on a real socket.
    fn through_text(&mut self, message: Box<ServerMessage>) -> Box<ServerMessage> {
        if self.random.below(32) != 0 {
            return message;
        }
        let text = serde_json::to_string(&message).unwrap_or_default();
        match serde_json::from_str(&text) {
            Ok(read) if message == read => read,
            other => panic!("a message becomes {other:?} on its way: {text}"),
        }
    }
}

/// The calls of which a message tells.
fn calls_in(message: &ServerMessage) -> impl Iterator<Item = &Call> {
    let calls = match message {
        ServerMessage::Snapshot(snapshot) => snapshot.calls.as_slice(),
        ServerMessage::Calls { calls, .. } => calls,
        ServerMessage::Event { event: Event::Call { call }, .. } => std::slice::from_ref(call),
        _ => &[],
    };
    calls.iter()
}

/// What a message means to the hub.
pub fn hub_input(session: SessionId, message: ClientMessage) -> Option<HubInput> {
    Some(match message {
        ClientMessage::Command { id, command } => HubInput::Command { session, id, command },
        ClientMessage::Active { by } => HubInput::Active(session, by),
        ClientMessage::Popping { call, done } => HubInput::Popping { session, call, done },
        ClientMessage::ReadHistory { id, before, only, find } => {
            HubInput::ReadHistory { session, id, before, only, find }
        }
        ClientMessage::WatchDirectory { find } => HubInput::WatchDirectory { session, find },
        ClientMessage::WatchTeam { watch } => HubInput::WatchTeam { session, watch },
        ClientMessage::Pong { .. } => HubInput::Heard(session),
        ClientMessage::SignIn { .. } | ClientMessage::Unknown => return None,
    })
}
