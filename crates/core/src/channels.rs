//! The Lightning message channels: what the panel publishes there, and whether it can.
//!
//! Each channel: `Unasked` → `Asked` → `Open`, or `Missing` if the org has no such channel: its package is older, or the client library is. Then
//! nothing is missing but the messages.
//!
//! A message goes out whenever what it says has changed; a component that comes later asks for a report.

use crate::effects::{Effects, SMALL_MS};
use crate::host::{
    Answer, CallNews, Channel, HostRequest, Owner, Publication, Refusal, RefusalReason, RequestId, StatusNews,
};

/// The channels.
#[derive(Clone, Debug, Default)]
pub(crate) struct Channels {
    calls: Listening,
    status: Listening,
    /// What components know of the calls.
    told_calls: Vec<CallNews>,
    /// What components know of the status.
    told_status: Option<StatusNews>,
}

/// Whether the panel listens to a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Listening {
    #[default]
    Unasked,
    Asked(RequestId),
    Open,
    Missing,
}

impl Channels {
    /// Begin to listen.
    pub(crate) fn begin(&mut self, effects: &mut Effects) {
        for channel in [Channel::Calls, Channel::Status] {
            let listening = self.listening(channel);
            if *listening == Listening::Unasked {
                *listening =
                    Listening::Asked(effects.ask(Owner::Channel(channel), HostRequest::Listen(channel), SMALL_MS));
            }
        }
    }

    /// The host listens for the panel, or has no such channel.
    pub(crate) fn on_host(&mut self, channel: Channel, id: RequestId, answer: &Answer) {
        let listening = self.listening(channel);
        if *listening == Listening::Asked(id) {
            *listening = if answer.is_ok() { Listening::Open } else { Listening::Missing };
        }
    }

    /// Whether messages can be published on a channel.
    pub(crate) fn is_open(&self, channel: Channel) -> bool {
        let listening = match channel {
            Channel::Calls => self.calls,
            Channel::Status => self.status,
        };
        listening == Listening::Open
    }

    /// A component wants to know how everything stands on the channel.
    pub(crate) fn report(&mut self, channel: Channel) {
        match channel {
            Channel::Calls => self.told_calls.clear(),
            Channel::Status => self.told_status = None,
        }
    }

    /// Publish the calls that stand differently than components know.
    pub(crate) fn tell_calls(&mut self, calls: Vec<CallNews>, effects: &mut Effects) {
        for news in calls.iter().filter(|news| !self.told_calls.contains(news)) {
            publish(Channel::Calls, Publication::Call(news.clone()), effects);
        }
        self.told_calls = calls;
    }

    /// Publish the status if components know another.
    pub(crate) fn tell_status(&mut self, status: StatusNews, effects: &mut Effects) {
        if self.told_status.as_ref() != Some(&status) {
            publish(Channel::Status, Publication::Status(status.clone()), effects);
            self.told_status = Some(status);
        }
    }

    fn listening(&mut self, channel: Channel) -> &mut Listening {
        match channel {
            Channel::Calls => &mut self.calls,
            Channel::Status => &mut self.status,
        }
    }
}

/// Say that a request is not carried out.
pub(crate) fn refuse(channel: Channel, id: Option<String>, reason: RefusalReason, effects: &mut Effects) {
    publish(channel, Publication::Refused(Refusal { id, reason }), effects);
}

fn publish(channel: Channel, publication: Publication, effects: &mut Effects) {
    effects.tell_host(HostRequest::Publish(channel, publication));
}
