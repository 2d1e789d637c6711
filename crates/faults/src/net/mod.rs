//! The network between panels and server: sockets whose messages arrive in order, late, or not at all.

mod receive;

use crate::{event::SimEvent, plan::Protection, tab::Page, world::World};
use denwa_protocol::{ClientMessage, Command, ServerMessage};
use denwa_server::hub::SessionId;

/// The number of a connection.
pub type ConnectionId = usize;

/// How long a session may be silent before the server ends it, in milliseconds.
const IDLE_MS: u64 = 20_000;

/// A socket, from the attempt to open it.
#[derive(Debug)]
pub struct Connection {
    /// The page that has opened it.
    pub page: Page,
    /// The start of the server that it leads to.
    pub boot: u32,
    /// The session at the server, once the panel has signed in.
    pub session: Option<SessionId>,
    /// Nothing goes through any more, whatever the ends know of it.
    pub is_cut: bool,
    /// When the last message that is on its way to the panel, or to the server, arrives.
    to_panel_at: u64,
    to_server_at: u64,
    /// When the server last heard of the panel.
    heard_at: u64,
    /// How many events were lost without a trace.
    renumbered_by: u64,
}

/// All connections.
#[derive(Debug, Default)]
pub struct Net {
    pub connections: Vec<Connection>,
    /// How long a message takes at least and at most, in milliseconds.
    pub delay: (u64, u64),
}

impl World {
    fn delay(&mut self) -> u64 {
        let (least, most) = self.net.delay;
        self.random.between(least, most)
    }

    /// A panel opens a socket. Where there is no server the attempt fails, at once or never.
    pub fn connect(&mut self, page: Page) {
        let id = self.net.connections.len();
        let boot = self.server.boot;
        let has_server = self.server.hub.is_some();
        self.net.connections.push(Connection {
            page,
            boot,
            session: None,
            is_cut: !has_server,
            to_panel_at: 0,
            to_server_at: 0,
            heard_at: self.now,
            renumbered_by: 0,
        });
        self.tabs[page.tab].connection = Some(id);
        let at = self.now + self.delay();
        if has_server {
            self.queue.add(at, SimEvent::Opened(id));
        } else if self.random.percent(80) {
            self.queue.add(at, SimEvent::ClosedAtPanel(id));
        }
    }

    /// A panel sends a message.
    pub fn send_to_server(&mut self, page: Page, message: ClientMessage) {
        let Some(id) = self.tabs[page.tab].connection else { return };
        let is_lost = match (&message, self.plan.without) {
            (ClientMessage::Popping { done: true, .. }, Some(Protection::PopNotices))
            | (ClientMessage::Command { command: Command::ReportLog { .. }, .. }, Some(Protection::LogReports)) => true,
            _ => self.net.connections[id].is_cut,
        };
        if is_lost {
            return;
        }
        let delay = self.delay();
        let connection = &mut self.net.connections[id];
        let at = connection.to_server_at.max(self.now + delay);
        connection.to_server_at = at;
        if self.plan.without == Some(Protection::CommandIds)
            && let ClientMessage::Command { id: command_id, command } = &message
            && matches!(command, Command::Dial { .. } | Command::Consult { .. })
        {
            let again = ClientMessage::Command { id: format!("{command_id}-again"), command: command.clone() };
            self.queue.add(at, SimEvent::ToServer(id, Box::new(again)));
        }
        self.queue.add(at, SimEvent::ToServer(id, Box::new(message)));
    }

    /// The server sends a message.
    pub fn send_to_panel(&mut self, session: SessionId, message: &ServerMessage) {
        let Some(id) = self.server.sessions.get(&session).copied() else { return };
        let delay = self.delay();
        let connection = &mut self.net.connections[id];
        if connection.is_cut {
            return;
        }
        let at = connection.to_panel_at.max(self.now + delay);
        connection.to_panel_at = at;
        let mut message = Box::new(message.clone());
        if self.plan.without.is_some() && !self.weaken(id, &mut message) {
            return;
        }
        self.queue.add(at, SimEvent::ToPanel(id, message));
    }

    /// Changes a message to a panel as it would be without a protection. Returns whether there is a message left.
    fn weaken(&mut self, id: ConnectionId, message: &mut ServerMessage) -> bool {
        match (message, self.plan.without) {
            (ServerMessage::Snapshot(snapshot), Some(Protection::OnePrimary)) => snapshot.primary = true,
            (ServerMessage::Primary { primary, .. }, Some(Protection::OnePrimary)) => *primary = true,
            (ServerMessage::Event { seq, .. }, Some(Protection::Sequence)) => {
                let connection = &mut self.net.connections[id];
                if self.random.percent(2) {
                    connection.renumbered_by += 1;
                    return false;
                }
                *seq -= connection.renumbered_by;
            }
            _ => {}
        }
        true
    }

    /// The server ends a session. What it has sent before still arrives.
    pub fn close_from_server(&mut self, session: SessionId) {
        let Some(id) = self.server.sessions.remove(&session) else { return };
        self.net.connections[id].session = None;
        let at = self.net.connections[id].to_panel_at.max(self.now) + self.delay();
        self.queue.add(at, SimEvent::ClosedAtPanel(id));
    }

    /// A panel closes its socket, or its page is gone.
    pub fn close_from_panel(&mut self, tab: usize) {
        if let Some(id) = self.tabs[tab].connection.take() {
            let at = self.net.connections[id].to_server_at.max(self.now) + self.delay();
            self.queue.add(at, SimEvent::ClosedAtServer(id));
        }
    }

    /// Nothing goes through a socket any more. Each end learns of it soon, or only by the silence.
    pub fn cut(&mut self, id: ConnectionId, panel_learns: bool, server_learns: bool) {
        if std::mem::replace(&mut self.net.connections[id].is_cut, true) {
            return;
        }
        self.note_trouble(self.tabs[self.net.connections[id].page.tab].agent);
        let at = self.now + self.random.between(1, 100);
        if panel_learns {
            self.queue.add(at, SimEvent::ClosedAtPanel(id));
        }
        if server_learns {
            self.queue.add(at, SimEvent::ClosedAtServer(id));
        }
    }
}
