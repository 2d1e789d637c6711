//! Messages of colleagues (メッセージ).

use super::commands::error_word;
use crate::Now;
use crate::messages::{MessageFault, Sending};
use crate::panel::Panel;
use crate::text::{Msg, say};
use denwa_protocol::AgentMessage;

/// How many characters of a message its line shows.
const LINE: usize = 60;

/// Messages of colleagues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessagesView {
    /// The messages, the latest first.
    pub rows: Vec<MessageView>,
    /// What is said if there is none.
    pub status: Option<&'static str>,
    /// The form for a new message is open.
    pub is_writing: bool,
    /// The calls that a new message can be about.
    pub calls: Vec<MessageCallView>,
    /// The message is on its way.
    pub is_sending: bool,
    /// How the last message fared.
    pub sending: Option<String>,
    /// It was not sent.
    pub has_failed: bool,
    /// Why it cannot be sent as it is.
    pub fault: Option<String>,
    /// The user's time zone, empty for that of this machine.
    pub time_zone: String,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageView {
    /// Its ID.
    pub id: String,
    /// Who sent it.
    pub from: String,
    /// When, by the panel's clock.
    pub at: Now,
    /// The text.
    pub text: String,
    /// The call it is about; empty if it is about none.
    pub about: String,
    /// The record of that call can be opened.
    pub has_record: bool,
}

/// A call that a message can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageCallView {
    /// The call's ID.
    pub call: String,
    /// The other side.
    pub who: String,
    /// It is chosen.
    pub is_chosen: bool,
}

/// The last message, in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsView {
    /// Its ID.
    pub id: String,
    /// Who says what.
    pub words: String,
}

impl Panel {
    pub(super) fn messages_view(&self) -> MessagesView {
        let language = self.context.language;
        let mut rows: Vec<MessageView> = self.messages_to_read().map(|message| self.message_view(message)).collect();
        rows.reverse();
        let sending = match &self.messages.sending {
            Sending::Nothing | Sending::Refused(_) => None,
            Sending::Sent { .. } => Some(Msg::MessageSending.t(language).to_owned()),
            Sending::Delivered { to } => Some(say::message_sent(language, to)),
            Sending::Failed(error) => {
                let why = error_word(*error).unwrap_or(Msg::ErrorOther);
                Some(say::message_failed(language, why))
            }
        };
        MessagesView {
            status: rows.is_empty().then(|| Msg::NoMessages.t(language)),
            rows,
            is_writing: self.messages.is_writing,
            calls: self.message_calls(),
            is_sending: matches!(self.messages.sending, Sending::Sent { .. }),
            has_failed: matches!(self.messages.sending, Sending::Failed(_)),
            sending,
            fault: self.message_fault(),
            time_zone: self.context.time_zone.clone(),
        }
    }

    fn message_fault(&self) -> Option<String> {
        let language = self.context.language;
        let Sending::Refused(fault) = self.messages.sending else { return None };
        Some(match fault {
            MessageFault::NoReceiver => Msg::MessageNoReceiver.t(language).to_owned(),
            MessageFault::Empty => Msg::MessageEmpty.t(language).to_owned(),
            MessageFault::TooLong(characters) => say::message_too_long(language, characters),
        })
    }

    /// The messages that the agent is not putting away, the earliest first.
    pub(super) fn messages_to_read(&self) -> impl Iterator<Item = &AgentMessage> {
        self.context.server.messages.iter().filter(|message| !self.messages.is_dismissing(&message.id))
    }

    pub(super) fn news_view(&self) -> Option<NewsView> {
        let message = self.messages_to_read().last()?;
        let mut text: String = message.text.chars().take(LINE).collect();
        if text.len() < message.text.len() {
            text.push('…');
        }
        let words = say::message_from(self.context.language, message.from.label(), &text);
        Some(NewsView { id: message.id.clone(), words })
    }

    fn message_view(&self, message: &AgentMessage) -> MessageView {
        let about = message.about.as_ref();
        let about_words = |who: String| say::about_call(self.context.language, &who);
        MessageView {
            id: message.id.clone(),
            from: message.from.label().to_owned(),
            at: self.context.local(message.at),
            text: message.text.clone(),
            about: about
                .map(|call| about_words(self.name_or_number(&call.remote, call.record.as_ref())))
                .unwrap_or_default(),
            has_record: about.is_some_and(|call| call.record.is_some()),
        }
    }

    fn message_calls(&self) -> Vec<MessageCallView> {
        let view = |card: &crate::call::Card| MessageCallView {
            call: card.call.id.clone(),
            who: self.who_words(card).headline,
            is_chosen: self.messages.about.as_ref() == Some(&card.call.id),
        };
        self.cards.iter().map(view).collect()
    }
}
