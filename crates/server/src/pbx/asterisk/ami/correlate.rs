//! Matches replies to actions.
//!
//! The response and the list items of a reply carry the action's ID. They can arrive in any order, with other events in
//! between. `OriginateResponse` is an event, although it has a `Response` field and the action's ID.

use super::Message;
use std::collections::BTreeMap;

/// The reply to an action: its response and, for actions that list something, the items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The response.
    pub response: Message,
    /// The list items, without the message that closes the list.
    pub items: Vec<Message>,
}

impl Reply {
    /// Returns whether Asterisk accepted the action. Only events show that it was done.
    #[must_use]
    pub fn is_success(&self) -> bool {
        matches!(self.response.get("Response"), Some("Success" | "Goodbye" | "Pong" | "Follows"))
    }

    /// Returns Asterisk's words about the action.
    #[must_use]
    pub fn message(&self) -> &str {
        self.response.get("Message").unwrap_or_default()
    }
}

/// The result of routing a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Routed {
    /// The message completes the reply to the action with this ID.
    Reply(String, Reply),
    /// The message is an event.
    Event(Message),
    /// The message is part of an incomplete reply, or of a reply nobody waits for.
    Consumed,
}

#[derive(Debug, Default)]
struct Pending {
    response: Option<Message>,
    items: Vec<Message>,
    is_list_complete: bool,
}

/// The actions that wait for their replies, by ID.
#[derive(Debug, Default)]
pub struct Correlator {
    last: u64,
    pending: BTreeMap<String, Pending>,
}

/// The beginning of the `ActionID`s that this correlator makes. Events can carry the IDs of other AMI clients.
const PREFIX: &str = "denwa-";

impl Correlator {
    /// Makes a correlator without pending actions.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the ID for an action that is about to be sent.
    pub fn begin(&mut self) -> String {
        self.last += 1;
        let id = format!("{PREFIX}{}", self.last);
        self.pending.insert(id.clone(), Pending::default());
        id
    }

    /// Routes a received message.
    pub fn route(&mut self, message: Message) -> Routed {
        let id = message.get("ActionID").unwrap_or_default().to_owned();
        let is_event = message.event().is_some();
        if is_event && message.event() == Some("OriginateResponse") {
            return Routed::Event(message);
        }
        let Some(pending) = self.pending.get_mut(&id) else {
            return if is_event && !id.starts_with(PREFIX) { Routed::Event(message) } else { Routed::Consumed };
        };
        let list = message.get("EventList").map(str::to_ascii_lowercase);
        if is_event {
            match list.as_deref() {
                Some("complete" | "cancelled") => pending.is_list_complete = true,
                _ => pending.items.push(message),
            }
        } else {
            pending.is_list_complete |= list.as_deref() != Some("start");
            pending.response = Some(message);
        }
        if pending.is_list_complete && pending.response.is_some() {
            let done = self.pending.remove(&id).unwrap_or_default();
            return Routed::Reply(id, Reply { response: done.response.unwrap_or_default(), items: done.items });
        }
        Routed::Consumed
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
        assert_eq!(correlator.route(message(&[("Response", "Success"), ("ActionID", &first)])), Routed::Consumed);
    }

    #[test]
    fn a_list_is_complete_in_any_order_of_arrival() {
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
            assert_eq!(routed.iter().filter(|routed| **routed == Routed::Consumed).count(), 2);
        }
    }

    #[test]
    fn an_originate_response_is_an_event() {
        let mut correlator = Correlator::new();
        let id = correlator.begin();
        let event = message(&[("Event", "OriginateResponse"), ("ActionID", &id), ("Response", "Success")]);
        assert_eq!(correlator.route(event.clone()), Routed::Event(event));
        assert!(matches!(correlator.route(message(&[("Response", "Success"), ("ActionID", &id)])), Routed::Reply(..)));
    }

    #[test]
    fn other_events_pass() {
        let mut correlator = Correlator::new();
        correlator.begin();
        for fields in [&[("Event", "Hold")][..], &[("Event", "UserEvent"), ("ActionID", "a57")]] {
            let event = message(fields);
            assert_eq!(correlator.route(event.clone()), Routed::Event(event));
        }
    }
}
