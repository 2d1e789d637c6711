//! Which answer belongs to which action.
//!
//! A response and the items of a list carry the action's ID; they may come in any order among each other, and other events come in
//! between. `OriginateResponse` is an event, although it has a `Response` and the ID too.

use super::Message;
use std::collections::BTreeMap;

/// The answer to an action: its response and, for one that lists, the items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The response.
    pub response: Message,
    /// The items, without the one that closes the list.
    pub items: Vec<Message>,
}

impl Reply {
    /// Whether Asterisk took the action. That it was done is told by events.
    #[must_use]
    pub fn is_success(&self) -> bool {
        matches!(self.response.get("Response"), Some("Success" | "Goodbye" | "Pong" | "Follows"))
    }

    /// What Asterisk says of it.
    #[must_use]
    pub fn message(&self) -> &str {
        self.response.get("Message").unwrap_or_default()
    }
}

/// Where a message goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Routed {
    /// It completes the answer to an action.
    Reply(String, Reply),
    /// It is news.
    Event(Message),
    /// It is part of an answer, or of one nobody waits for any more.
    Taken,
}

#[derive(Debug, Default)]
struct Pending {
    response: Option<Message>,
    items: Vec<Message>,
    complete: bool,
}

/// The actions under way.
#[derive(Debug, Default)]
pub struct Correlator {
    last: u64,
    pending: BTreeMap<String, Pending>,
}

/// What `ActionID`s of ours begin with; others' belong to events that repeat somebody else's.
const PREFIX: &str = "denwa-";

impl Correlator {
    /// None under way.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The ID for an action that is about to be sent.
    pub fn begin(&mut self) -> String {
        self.last += 1;
        let id = format!("{PREFIX}{}", self.last);
        self.pending.insert(id.clone(), Pending::default());
        id
    }

    /// Nobody waits for this one any more.
    pub fn forget(&mut self, id: &str) {
        self.pending.remove(id);
    }

    /// Sorts a message that came.
    pub fn route(&mut self, message: Message) -> Routed {
        let id = message.get("ActionID").unwrap_or_default().to_owned();
        let is_event = message.event().is_some();
        if is_event && message.event() == Some("OriginateResponse") {
            return Routed::Event(message);
        }
        let Some(pending) = self.pending.get_mut(&id) else {
            return if is_event && !id.starts_with(PREFIX) { Routed::Event(message) } else { Routed::Taken };
        };
        let list = message.get("EventList").map(str::to_ascii_lowercase);
        if is_event {
            match list.as_deref() {
                Some("complete" | "cancelled") => pending.complete = true,
                _ => pending.items.push(message),
            }
        } else {
            pending.complete |= list.as_deref() != Some("start");
            pending.response = Some(message);
        }
        if pending.complete && pending.response.is_some() {
            let done = self.pending.remove(&id).unwrap_or_default();
            return Routed::Reply(id, Reply { response: done.response.unwrap_or_default(), items: done.items });
        }
        Routed::Taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(fields: &[(&str, &str)]) -> Message {
        fields.iter().copied().collect()
    }

    #[test]
    fn a_response_answers_its_action() {
        let mut correlator = Correlator::new();
        let (first, second) = (correlator.begin(), correlator.begin());
        let reply = message(&[("Response", "Error"), ("ActionID", &second), ("Message", "No such channel")]);
        let Routed::Reply(id, reply) = correlator.route(reply) else { panic!("no reply") };
        assert_eq!((id, reply.is_success(), reply.message()), (second, false, "No such channel"));
        assert!(matches!(
            correlator.route(message(&[("Response", "Success"), ("ActionID", &first)])),
            Routed::Reply(..)
        ));
        assert_eq!(correlator.route(message(&[("Response", "Success"), ("ActionID", &first)])), Routed::Taken);
    }

    #[test]
    fn a_list_is_whole_whatever_comes_first() {
        for response_at in 0..3 {
            let mut correlator = Correlator::new();
            let id = correlator.begin();
            let item = message(&[("Event", "QueueMember"), ("ActionID", &id)]);
            let end = message(&[("Event", "QueueStatusComplete"), ("ActionID", &id), ("EventList", "Complete")]);
            let mut stream = vec![item, end];
            stream.insert(response_at, message(&[("Response", "Success"), ("ActionID", &id), ("EventList", "start")]));
            let routed: Vec<_> = stream.into_iter().map(|part| correlator.route(part)).collect();
            let Some(Routed::Reply(_, reply)) = routed.last() else { panic!("no reply: {routed:?}") };
            assert_eq!(reply.items.len(), 1);
            assert_eq!(routed.iter().filter(|routed| **routed == Routed::Taken).count(), 2);
        }
    }

    #[test]
    fn an_originate_response_is_news() {
        let mut correlator = Correlator::new();
        let id = correlator.begin();
        let news = message(&[("Event", "OriginateResponse"), ("ActionID", &id), ("Response", "Success")]);
        assert_eq!(correlator.route(news.clone()), Routed::Event(news));
        assert!(matches!(correlator.route(message(&[("Response", "Success"), ("ActionID", &id)])), Routed::Reply(..)));
    }

    #[test]
    fn other_events_pass() {
        let mut correlator = Correlator::new();
        correlator.begin();
        for fields in [&[("Event", "Hold")][..], &[("Event", "UserEvent"), ("ActionID", "a57")]] {
            let news = message(fields);
            assert_eq!(correlator.route(news.clone()), Routed::Event(news));
        }
    }
}
