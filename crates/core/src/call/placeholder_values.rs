//! What the placeholders of addresses and texts stand for: codes and seconds for other programs, words for people.

use super::{CallContext, Card};
use crate::host::CallType;
use crate::placeholders::Values;
use crate::text::{Language, Msg, say};
use denwa_protocol::Direction;

impl Card {
    /// Values for addresses, flows and other programs.
    pub(super) fn placeholder_values(&self, context: &CallContext) -> Values {
        let own = self.own_number(context).to_owned();
        let other = self.plain_number(context);
        let (ani, dnis) = match self.call.direction {
            Direction::Inbound => (other, own),
            Direction::Outbound => (own, other),
        };
        Values {
            ani,
            dnis,
            name: self.name(context),
            queue: self.call.queue.clone().unwrap_or_default(),
            direction: self.direction_code().to_owned(),
            call_id: self.call.id.clone(),
            request_id: self.call.request_id.clone(),
            result: self.result_words(context.language),
            duration: (self.talked() / 1_000).to_string(),
        }
    }

    /// Values for texts that people read.
    pub(super) fn placeholder_words(&self, context: &CallContext) -> Values {
        Values {
            direction: self.direction_words(context.language).to_owned(),
            duration: say::duration(self.talked()),
            ..self.placeholder_values(context)
        }
    }

    /// Who began the call, in words.
    pub(super) fn direction_words(&self, language: Language) -> &'static str {
        self.direction_msg().t(language)
    }

    /// Who began the call, as a message.
    pub(super) fn direction_msg(&self) -> Msg {
        match self.call_type() {
            CallType::Inbound => Msg::LogInbound,
            CallType::Outbound => Msg::LogOutbound,
            CallType::Internal => Msg::LogInternal,
        }
    }

    fn direction_code(&self) -> &'static str {
        match self.call_type() {
            CallType::Inbound => "inbound",
            CallType::Outbound => "outbound",
            CallType::Internal => "internal",
        }
    }
}
