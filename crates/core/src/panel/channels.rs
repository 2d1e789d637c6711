//! What components on the page learn of the panel, and what they ask of it.

use super::Panel;
use crate::call::{CallContext, Card, Phase};
use crate::channels::refuse;
use crate::dial::Step;
use crate::effects::Effects;
use crate::host::{
    CallNews, CallState, Channel, ChannelRequest, DialRequest, RefusalReason, StatusNews, StatusRequest,
};
use denwa_protocol::{Activity, AgentMode, AttachedRecord, Number};

/// The longest text of a number, and of a record's name, that a component may send, in bytes.
const LONGEST: usize = 1_000;

impl Panel {
    /// Publish what has changed.
    pub(super) fn tell_channels(&mut self, effects: &mut Effects) {
        if self.channels.is_open(Channel::Calls) {
            let linked = self.cards.iter().filter(|card| card.is_linked(&self.context));
            let calls = linked.map(|card| news(card, &self.context)).collect();
            self.channels.tell_calls(calls, effects);
        }
        if self.channels.is_open(Channel::Status) && self.session.is_live() {
            let server = &self.context.server;
            let status = StatusNews {
                mode: server.agent.mode,
                reason: server.agent.reason.clone(),
                primary: server.primary,
                in_call: self.has_live_call(),
            };
            self.channels.tell_status(status, effects);
        }
    }

    /// A component asks for something.
    pub(super) fn on_channel(&mut self, channel: Channel, request: ChannelRequest, effects: &mut Effects) {
        match request {
            ChannelRequest::Dial(request) => self.dial_for_page(request, effects),
            ChannelRequest::SetStatus(request) => self.set_status_for_page(request, effects),
            ChannelRequest::OtherWork { busy } => self.other_work.on_report(busy),
            ChannelRequest::Report => self.channels.report(channel),
            ChannelRequest::Other => {}
        }
    }

    /// As by a click on a number: what the agent is asked about a number, she is asked here too.
    fn dial_for_page(&mut self, request: DialRequest, effects: &mut Effects) {
        let DialRequest { id, number, record_id, record_name } = request;
        let is_readable = number.len() <= LONGEST
            && record_id.as_deref().is_none_or(is_record_id)
            && record_name.as_ref().is_none_or(|name| name.len() <= LONGEST);
        if !is_readable {
            return refuse(Channel::Calls, id, RefusalReason::Unreadable, effects);
        }
        let record = record_id.map(|record_id| AttachedRecord { record_id, name: record_name });
        let is_live = self.session.is_live();
        self.dial_text(&number, record, effects);
        self.show_for_agent(effects);
        self.become_active(Activity::Input, effects);
        if !is_live {
            refuse(Channel::Calls, id, RefusalReason::Offline, effects);
        } else if matches!(self.dial.step, Step::Refused(_)) {
            refuse(Channel::Calls, id, RefusalReason::NotANumber, effects);
        }
    }

    /// Of several tabs, each with a component that tells the same, the panel in use obeys: at once, or after the calls that go on.
    fn set_status_for_page(&mut self, request: StatusRequest, effects: &mut Effects) {
        let StatusRequest { id, mode, reason } = request;
        let server = &self.context.server;
        if !self.session.is_live() {
            return refuse(Channel::Status, id, RefusalReason::Offline, effects);
        }
        let is_known = match (mode, reason.as_deref()) {
            (AgentMode::Unknown, _) => false,
            (AgentMode::NotReady, Some(code)) => self.reasons().iter().any(|reason| reason.code == code),
            (_, reason) => reason.is_none(),
        };
        if !is_known {
            return refuse(Channel::Status, id, RefusalReason::UnknownStatus, effects);
        }
        if server.primary && (server.agent.mode, &server.agent.reason) != (mode, &reason) {
            self.set_mode(mode, reason, effects);
        }
    }

    /// The panel in use tells the event server of work of another channel.
    pub(super) fn tell_other_work(&mut self, effects: &mut Effects) {
        let server = &self.context.server;
        if self.session.is_live() && server.primary {
            self.other_work.tell(server.agent.other_work, effects);
        } else {
            self.other_work.on_lost();
        }
    }
}

fn news(card: &Card, context: &CallContext) -> CallNews {
    let call = &card.call;
    let record = card.who.record();
    CallNews {
        call: call.id.clone(),
        request: call.request_id.clone(),
        state: state(card.phase()),
        direction: call.direction,
        internal: call.internal,
        number: match &call.remote.number {
            Number::Known { digits } => Some(digits.clone()),
            Number::Withheld | Number::Unknown => None,
        },
        line: call.line.clone(),
        queue: call.queue.clone(),
        record_id: record.map(|record| record.id.clone()),
        record_name: record.map(|record| record.name.clone()),
        began_at: call.began_at,
        answered_at: call.answered_at,
        ended_at: call.ended.map(|ended| ended.at),
        cause: call.ended.map(|ended| ended.cause),
        result: card.wrap_up.result.value().cloned(),
        log_id: card.log_id.clone(),
        primary: context.server.primary,
    }
}

fn state(phase: Phase) -> CallState {
    match phase {
        Phase::Ringing => CallState::Ringing,
        Phase::Prompting => CallState::Prompting,
        Phase::Dialling => CallState::Dialling,
        Phase::Talking => CallState::Talking,
        Phase::Held => CallState::Held,
        Phase::Ended(_) => CallState::Ended,
    }
}

/// A Salesforce ID of 15 or 18 characters.
fn is_record_id(text: &str) -> bool {
    matches!(text.len(), 15 | 18) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
