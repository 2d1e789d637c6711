//! Limits on what clients may do.

use serde::Deserialize;

/// Limits on what clients may do. Rates bound the long-term average, bursts what may come at once.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Commands per second from a session.
    pub commands_per_second: u32,
    /// Commands at once from a session.
    pub command_burst: u32,
    /// Bytes per second from a session.
    pub bytes_per_second: u32,
    /// Bytes at once from a session; at least the largest message.
    pub byte_burst: u32,
    /// Refused sign-ins per minute from an address.
    pub refusals_per_minute: u32,
    /// Refused sign-ins at once from an address.
    pub refusal_burst: u32,
    /// Open sockets of an address that have not signed in yet.
    pub pending_per_address: u32,
    /// Open sockets in total.
    pub sockets: u32,
    /// Signed-in sockets of an agent.
    pub sessions_per_agent: u32,
    /// Messages that may wait for a panel that does not read; when more would wait, the panel's socket is dropped. At
    /// least 160, so that all messages of a sign-in fit.
    pub queue: u32,
    /// Seconds without a message from the panel (it answers every ping) after which its socket is closed.
    pub idle_seconds: u32,
    /// Bytes of a call's notes.
    pub note_bytes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            commands_per_second: 5,
            command_burst: 30,
            bytes_per_second: 16 * 1024,
            byte_burst: 256 * 1024,
            refusals_per_minute: 20,
            refusal_burst: 20,
            pending_per_address: 256,
            sockets: 10_000,
            sessions_per_agent: 16,
            queue: 256,
            idle_seconds: 20,
            note_bytes: 8 * 1024,
        }
    }
}

impl Limits {
    /// Returns what is wrong with the limits.
    pub(super) fn fault(&self) -> Option<String> {
        if (self.byte_burst as usize) < denwa_protocol::MAX_MESSAGE_BYTES {
            return Some("limits: byte_burst is less than the largest message".to_owned());
        }
        let positive = [
            (self.commands_per_second, "commands_per_second"),
            (self.command_burst, "command_burst"),
            (self.bytes_per_second, "bytes_per_second"),
            (self.refusals_per_minute, "refusals_per_minute"),
            (self.refusal_burst, "refusal_burst"),
            (self.pending_per_address, "pending_per_address"),
            (self.sockets, "sockets"),
            (self.sessions_per_agent, "sessions_per_agent"),
        ];
        if let Some((_, name)) = positive.iter().find(|(value, _)| *value == 0) {
            return Some(format!("limits: {name} is 0"));
        }
        if self.queue < 160 {
            return Some("limits: queue is less than 160".to_owned());
        }
        if self.idle_seconds < 11 {
            return Some("limits: idle_seconds is less than 11 (two heartbeats)".to_owned());
        }
        if self.note_bytes > 16 * 1024 {
            return Some("limits: note_bytes is more than 16384: an event would not fit into a message".to_owned());
        }
        None
    }
}
