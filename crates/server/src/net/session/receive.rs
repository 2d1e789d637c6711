//! Handles a signed-in panel's messages.

use super::{Session, SessionEnd, output::to_json};
use crate::{
    bucket::Bucket,
    clock::Steady,
    config::Limits,
    net::{allowances::Spender, hub_task::ToHub, metrics::Reason},
};
use axum::extract::ws::Utf8Bytes;
use denwa_protocol::{ClientMessage, Command, CommandError, CommandOutcome, ServerMessage, SignOutReason};
use serde::Deserialize;

/// What a session may still spend: its own allowance, and that of its agent and organisation.
///
/// Notices, such as `active` and `popping`, have a bucket of their own, as large as that of commands: however many a panel
/// sends, its agent can answer the next call.
pub struct Allowance {
    commands: Bucket,
    notices: Bucket,
    reads: Bucket,
    spender: Spender,
}

impl Allowance {
    /// Makes an allowance with full buckets.
    pub fn new(limits: &Limits, spender: Spender, now: Steady) -> Self {
        let commands = Bucket::per_second(limits.command_burst, limits.commands_per_second, now);
        let reads = Bucket::per_second(limits.read_burst, limits.reads_per_second, now);
        Self { notices: commands.clone(), commands, reads, spender }
    }

    /// Counts received bytes.
    pub fn count_bytes(&self, bytes: u64, now: Steady) {
        self.spender.count_bytes(bytes, now);
    }

    fn take_command(&mut self, command: &Command, now: Steady) -> bool {
        self.commands.has(1, now) && self.spender.take_command(command, now) && self.commands.take(1, now)
    }

    fn take_read(&mut self, now: Steady) -> bool {
        self.reads.has(1, now) && self.spender.take_read(now) && self.reads.take(1, now)
    }

    fn take_notice(&mut self, now: Steady) -> bool {
        self.spender.has_bytes(now) && self.notices.take(1, now)
    }
}

impl Session {
    /// Handles a message from a signed-in panel. Returns an answer if the hub is not needed for it.
    pub(super) async fn receive(
        &self,
        text: &str,
        allowance: &mut Allowance,
        now: Steady,
    ) -> Result<Option<Utf8Bytes>, SessionEnd> {
        let to_hub = match serde_json::from_str(text) {
            Ok(ClientMessage::Command { id, command }) => {
                if !allowance.take_command(&command, now) {
                    self.count_refused_command("rateLimited");
                    return Ok(Some(failed(id, CommandError::RateLimited)));
                }
                self.app.metrics.commands.inc();
                ToHub::Command(self.id, id, command)
            }
            Ok(ClientMessage::Active { by }) if allowance.take_notice(now) => ToHub::Active(self.id, by),
            Ok(ClientMessage::Popping { call, done }) if allowance.take_notice(now) => {
                ToHub::Popping(self.id, call, done)
            }
            Ok(ClientMessage::ReadHistory { id, before, only, find }) if allowance.take_read(now) => {
                ToHub::ReadHistory { session: self.id, id, before, only, find }
            }
            // To stop costs nothing.
            Ok(ClientMessage::WatchDirectory { find }) if find.is_none() || allowance.take_read(now) => {
                ToHub::WatchDirectory(self.id, find)
            }
            Ok(ClientMessage::WatchTeam { watch }) if !watch || allowance.take_read(now) => {
                ToHub::WatchTeam(self.id, watch)
            }
            Ok(ClientMessage::Pong { .. }) => ToHub::Heard(self.id),
            Ok(
                ClientMessage::Active { .. }
                | ClientMessage::Popping { .. }
                | ClientMessage::ReadHistory { .. }
                | ClientMessage::WatchDirectory { .. }
                | ClientMessage::WatchTeam { .. }
                | ClientMessage::Unknown,
            ) => {
                return Ok(None);
            }
            Ok(ClientMessage::SignIn { .. }) => return Err(SessionEnd::SignedOut(SignOutReason::Misbehaved)),
            Err(_) => match serde_json::from_str(text) {
                // A command that this server cannot read in full is still answered if its ID can be read.
                Ok(UnreadableCommand { kind: CommandKind::Command, id }) => {
                    self.count_refused_command("malformed");
                    return Ok(Some(failed(id, CommandError::BadRequest)));
                }
                Err(_) => return Err(SessionEnd::SignedOut(SignOutReason::Misbehaved)),
            },
        };
        let sent = self.app.hub.send(to_hub).await;
        sent.map_err(|_| SessionEnd::SignedOut(SignOutReason::Stopping))?;
        Ok(None)
    }

    fn count_refused_command(&self, reason: &'static str) {
        self.app.metrics.refused_commands.get_or_create(&Reason { reason }).inc();
    }
}

/// The readable part of a malformed command.
#[derive(Deserialize)]
struct UnreadableCommand {
    #[serde(rename = "type")]
    kind: CommandKind,
    id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum CommandKind {
    Command,
}

fn failed(id: String, error: CommandError) -> Utf8Bytes {
    to_json(&ServerMessage::Answer { id, outcome: CommandOutcome::Failed { error, detail: None } })
}
