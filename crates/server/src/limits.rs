//! Limits on what clients may do.

use serde::Deserialize;

/// Limits on what clients may do. Rates bound the long-term average, bursts what may come at once.
///
/// A session's limits end the session or refuse its commands. The limits of agents and organisations hold over all their
/// sessions, and connecting again does not renew them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Commands per second from a session.
    pub commands_per_second: u32,
    /// Commands at once from a session.
    pub command_burst: u32,
    /// Questions per second from a session: for past calls, and in the directory.
    pub reads_per_second: u32,
    /// Questions at once from a session.
    pub read_burst: u32,
    /// Bytes per second from a session, as they are on the wire.
    pub bytes_per_second: u32,
    /// Bytes at once from a session; at least the largest message.
    pub byte_burst: u32,
    /// Commands per second from an agent.
    pub agent_commands_per_second: u32,
    /// Commands at once from an agent.
    pub agent_command_burst: u32,
    /// Questions per second from an agent.
    pub agent_reads_per_second: u32,
    /// Questions at once from an agent.
    pub agent_read_burst: u32,
    /// Bytes per second from an agent.
    pub agent_bytes_per_second: u32,
    /// Bytes at once from an agent.
    pub agent_byte_burst: u32,
    /// Dialled numbers per minute from an agent.
    pub agent_dials_per_minute: u32,
    /// Dialled numbers at once from an agent.
    pub agent_dial_burst: u32,
    /// Sign-ins per minute of an agent: each costs a snapshot.
    pub agent_sign_ins_per_minute: u32,
    /// Sign-ins at once of an agent.
    pub agent_sign_in_burst: u32,
    /// Commands per second from an organisation.
    pub organisation_commands_per_second: u32,
    /// Commands at once from an organisation.
    pub organisation_command_burst: u32,
    /// Questions per second from an organisation.
    pub organisation_reads_per_second: u32,
    /// Questions at once from an organisation.
    pub organisation_read_burst: u32,
    /// Bytes per second from an organisation.
    pub organisation_bytes_per_second: u32,
    /// Bytes at once from an organisation.
    pub organisation_byte_burst: u32,
    /// Dialled numbers per minute from an organisation.
    pub organisation_dials_per_minute: u32,
    /// Dialled numbers at once from an organisation.
    pub organisation_dial_burst: u32,
    /// Refused sign-ins per minute from an address; refusals above it tell the client to wait. A good token always gets
    /// in.
    pub refusals_per_minute: u32,
    /// Refused sign-ins at once from an address.
    pub refusal_burst: u32,
    /// Open sockets of an address that have not signed in yet. For a new one, the oldest goes.
    pub pending_per_address: u32,
    /// Open sockets in total that have not signed in yet. For a new one, the oldest of the address with most goes.
    pub unsigned_sockets: u32,
    /// Signed-in sockets in total. Their places are kept for them.
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
            commands_per_second: 10,
            command_burst: 60,
            reads_per_second: 5,
            read_burst: 30,
            bytes_per_second: 16 * 1024,
            byte_burst: 256 * 1024,
            agent_commands_per_second: 20,
            agent_command_burst: 120,
            agent_reads_per_second: 10,
            agent_read_burst: 60,
            agent_bytes_per_second: 64 * 1024,
            agent_byte_burst: 1024 * 1024,
            agent_dials_per_minute: 30,
            agent_dial_burst: 10,
            agent_sign_ins_per_minute: 60,
            agent_sign_in_burst: 64,
            organisation_commands_per_second: 2_000,
            organisation_command_burst: 10_000,
            organisation_reads_per_second: 500,
            organisation_read_burst: 5_000,
            organisation_bytes_per_second: 16 * 1024 * 1024,
            organisation_byte_burst: 64 * 1024 * 1024,
            organisation_dials_per_minute: 3_000,
            organisation_dial_burst: 500,
            refusals_per_minute: 20,
            refusal_burst: 20,
            pending_per_address: 512,
            unsigned_sockets: 2_048,
            sockets: 10_000,
            sessions_per_agent: 16,
            queue: 256,
            idle_seconds: 20,
            note_bytes: 8 * 1024,
        }
    }
}

impl Limits {
    /// Checks values and their combinations.
    ///
    /// # Errors
    /// Says which value is wrong.
    pub fn check(&self) -> Result<(), String> {
        if (self.byte_burst as usize) < denwa_protocol::MAX_MESSAGE_BYTES {
            return Err("byte_burst is less than the largest message".to_owned());
        }
        let positive = [
            (self.commands_per_second, "commands_per_second"),
            (self.command_burst, "command_burst"),
            (self.reads_per_second, "reads_per_second"),
            (self.read_burst, "read_burst"),
            (self.bytes_per_second, "bytes_per_second"),
            (self.agent_commands_per_second, "agent_commands_per_second"),
            (self.agent_command_burst, "agent_command_burst"),
            (self.agent_reads_per_second, "agent_reads_per_second"),
            (self.agent_read_burst, "agent_read_burst"),
            (self.agent_bytes_per_second, "agent_bytes_per_second"),
            (self.agent_byte_burst, "agent_byte_burst"),
            (self.agent_dials_per_minute, "agent_dials_per_minute"),
            (self.agent_dial_burst, "agent_dial_burst"),
            (self.agent_sign_ins_per_minute, "agent_sign_ins_per_minute"),
            (self.agent_sign_in_burst, "agent_sign_in_burst"),
            (self.organisation_commands_per_second, "organisation_commands_per_second"),
            (self.organisation_command_burst, "organisation_command_burst"),
            (self.organisation_reads_per_second, "organisation_reads_per_second"),
            (self.organisation_read_burst, "organisation_read_burst"),
            (self.organisation_bytes_per_second, "organisation_bytes_per_second"),
            (self.organisation_byte_burst, "organisation_byte_burst"),
            (self.organisation_dials_per_minute, "organisation_dials_per_minute"),
            (self.organisation_dial_burst, "organisation_dial_burst"),
            (self.refusals_per_minute, "refusals_per_minute"),
            (self.refusal_burst, "refusal_burst"),
            (self.pending_per_address, "pending_per_address"),
            (self.unsigned_sockets, "unsigned_sockets"),
            (self.sockets, "sockets"),
            (self.sessions_per_agent, "sessions_per_agent"),
        ];
        if let Some((_, name)) = positive.iter().find(|(value, _)| *value == 0) {
            return Err(format!("{name} is 0"));
        }
        if self.queue < 160 {
            return Err("queue is less than 160".to_owned());
        }
        if self.idle_seconds < 11 {
            return Err("idle_seconds is less than 11 (two heartbeats)".to_owned());
        }
        if self.note_bytes > 16 * 1024 {
            return Err("note_bytes is more than 16384: an event would not fit into a message".to_owned());
        }
        Ok(())
    }
}
