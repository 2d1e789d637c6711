//! Messages between colleagues, kept until they are put away.

use super::{Effect, Hub};
use crate::store::Change;
use denwa_protocol::{AgentMessage, CommandError, Event, MessageCall, Timestamp};

/// How many messages are kept for an agent.
pub const MAX_MESSAGES: usize = 20;

/// How many of them may come from the same colleague.
const MAX_FROM_ONE: usize = 5;

/// Most bytes of an agent's messages, as JSON, so that a snapshot has room for them.
const MAX_BYTES: usize = 12 * 1024;

impl Hub {
    /// Sends a message of an agent to a colleague of the same organisation.
    pub(super) fn send_message(
        &mut self,
        agent: usize,
        to: &str,
        text: String,
        call: Option<&str>,
    ) -> Result<(), CommandError> {
        if text.trim().is_empty() {
            return Err(CommandError::BadRequest);
        }
        let about = call.map(|id| self.message_call(agent, id)).transpose()?;
        let colleague = self.by_extension.get(to).copied().filter(|other| self.are_colleagues(agent, *other));
        let to = colleague.ok_or(CommandError::NoSuchNumber)?;
        if to == agent {
            return Err(CommandError::ToOneself);
        }
        let from = self.colleague(agent);
        let kept = &self.agents[to].messages;
        let from_one = kept.iter().filter(|message| message.from.extension == from.extension).count();
        let message = AgentMessage { id: self.new_message_id(agent, to), from, at: self.now.wall, text, about };
        let size = serde_json::to_string(&(kept, &message)).map_or(usize::MAX, |json| json.len());
        if kept.len() >= MAX_MESSAGES || from_one >= MAX_FROM_ONE || size > MAX_BYTES {
            return Err(CommandError::RateLimited);
        }
        self.agents[to].messages.push(message);
        self.messages_changed(to);
        Ok(())
    }

    fn message_call(&self, agent: usize, id: &str) -> Result<MessageCall, CommandError> {
        let call = &self.agents[agent].calls.get(id).ok_or(CommandError::NoSuchCall)?.call;
        let (request_id, remote, record) = (call.request_id.clone(), call.remote.clone(), call.record.clone());
        Ok(MessageCall { request_id, remote, record })
    }

    fn new_message_id(&self, from: usize, to: usize) -> String {
        let kept = &self.agents[to].messages;
        let base = format!("{}-{}", self.agents[from].extension, self.now.wall);
        let ids = (0..=kept.len()).map(|n| format!("{base}-{n}"));
        let mut free = ids.filter(|id| kept.iter().all(|message| message.id != *id));
        free.next().unwrap_or(base)
    }

    /// Puts a message of an agent away. It may be away already, by another panel.
    pub(super) fn dismiss_message(&mut self, agent: usize, id: &str) {
        let messages = &mut self.agents[agent].messages;
        let before = messages.len();
        messages.retain(|message| message.id != id);
        if messages.len() < before {
            self.messages_changed(agent);
        }
    }

    /// Puts messages away that have waited for too long, so that an agent who comes back can get new ones.
    pub(super) fn sweep_messages(&mut self, before: Timestamp) {
        for agent in 0..self.agents.len() {
            let messages = &mut self.agents[agent].messages;
            if messages.first().is_some_and(|first| first.at < before) {
                messages.retain(|message| message.at >= before);
                self.messages_changed(agent);
            }
        }
    }

    fn messages_changed(&mut self, agent: usize) {
        let desk = &self.agents[agent];
        let messages = desk.messages.clone();
        self.effects.push(Effect::Keep(Change::Messages { agent: desk.key.clone(), messages: messages.clone() }));
        self.publish(agent, self.now.wall, Event::Messages { messages });
    }
}
