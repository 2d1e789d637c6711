//! Whom the agent can choose by name: colleagues, queues, speed dials, records, and the last number.

use super::Tone;
use crate::Now;
use crate::desk::{LookupPlace, Target};
use crate::directory::Records;
use crate::host::FoundRecord;
use crate::number;
use crate::panel::Panel;
use crate::text::{Msg, say};
use denwa_protocol::{AgentMode, CallActivity, DirectoryEntry, DirectoryKind, PhoneState, Presence};

/// What is found for a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookupView {
    /// The field it is for.
    pub place: LookupPlace,
    /// Whom the agent can choose.
    pub options: Vec<LookupOption>,
    /// What is said below them: that records are searched, that there are more, that nobody was found.
    pub status: Option<&'static str>,
}

/// Somebody to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookupOption {
    /// Tells it from the others, whatever their order.
    pub key: String,
    /// What it is.
    pub kind: LookupKind,
    /// The name.
    pub name: String,
    /// What it is in words, and what else is known of it.
    pub about: String,
    /// The number as people write it.
    pub number: String,
    /// Whether a colleague can take a call.
    pub presence: Option<PresenceView>,
    /// The record says that its owner must not be called, in words.
    pub warning: Option<&'static str>,
    /// What is dialled.
    pub target: Target,
}

/// What somebody to choose is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookupKind {
    /// The number that was dialled last.
    Last,
    /// A colleague.
    Colleague,
    /// A queue.
    Queue,
    /// A speed dial.
    SpeedDial,
    /// A record of the CRM.
    Record,
}

/// Whether a colleague can take a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresenceView {
    /// In a word.
    pub word: String,
    /// Its colour; never the only sign.
    pub tone: Tone,
    /// Since when, by the panel's clock; none if nobody says it.
    pub since: Option<Now>,
}

impl Panel {
    pub(super) fn lookup_view(&self) -> Option<LookupView> {
        let place = self.directory.place.clone()?;
        let is_message = place == LookupPlace::Message;
        let mut options = Vec::new();
        if place == LookupPlace::Dial && self.directory.text.trim().is_empty() {
            options.extend(self.last_option());
        }
        let entries = self.directory.entries.iter().filter(|entry| self.is_offered(entry, is_message));
        options.extend(entries.map(|entry| self.entry_option(entry)));
        let records = self.directory.found().iter();
        options.extend(records.flat_map(|record| self.record_options(record)));
        Some(LookupView { place, status: self.lookup_status(options.is_empty()), options })
    }

    /// Nobody calls herself; a message goes to a colleague. Until the server answers for the whole text, its last answer is narrowed.
    fn is_offered(&self, entry: &DirectoryEntry, is_message: bool) -> bool {
        let text = self.directory.text.trim().to_lowercase();
        let has_text = entry.name.to_lowercase().contains(&text) || entry.number.contains(&text);
        entry.number != self.context.server.extension
            && (!is_message || entry.kind == DirectoryKind::Colleague)
            && (has_text || !self.directory.is_awaiting_entries())
    }

    fn lookup_status(&self, is_empty: bool) -> Option<&'static str> {
        let message = match self.directory.records {
            Records::Due(_) | Records::Asked(_) => Msg::LookupSearching,
            Records::Failed => Msg::LookupFailed,
            Records::Off | Records::Found(_) if self.directory.has_more => Msg::LookupMore,
            Records::Off | Records::Found(_) if is_empty && !self.directory.text.trim().is_empty() => {
                Msg::LookupNothing
            }
            Records::Off | Records::Found(_) => return None,
        };
        Some(message.t(self.context.language))
    }

    /// The number that was dialled last, in words.
    pub(super) fn last_number(&self) -> Option<String> {
        let last = self.dial.last.as_ref()?;
        Some(number::display_with(&last.number.digits, self.settings().dial_prefixes()))
    }

    fn last_option(&self) -> Option<LookupOption> {
        let last = self.dial.last.as_ref()?;
        let number = self.last_number()?;
        let record_name = last.origin.record.as_ref().and_then(|record| record.name.clone());
        Some(LookupOption {
            key: "last".to_owned(),
            kind: LookupKind::Last,
            name: Msg::Redial.t(self.context.language).to_owned(),
            about: record_name.unwrap_or_default(),
            number,
            presence: None,
            warning: None,
            target: Target { number: last.number.digits.clone(), ..Target::default() },
        })
    }

    fn entry_option(&self, entry: &DirectoryEntry) -> LookupOption {
        let language = self.context.language;
        let (kind, word) = match entry.kind {
            DirectoryKind::Colleague => (LookupKind::Colleague, Msg::Colleague),
            DirectoryKind::Queue => (LookupKind::Queue, Msg::Queue),
            DirectoryKind::SpeedDial | DirectoryKind::Unknown => (LookupKind::SpeedDial, Msg::SpeedDial),
        };
        LookupOption {
            key: format!("{kind:?}-{}-{}", entry.number, entry.name),
            kind,
            name: entry.name.clone(),
            about: word.t(language).to_owned(),
            number: number::display(&entry.number),
            presence: entry.presence.as_ref().map(|presence| self.presence_view(presence)),
            warning: None,
            target: Target { number: entry.number.clone(), name: entry.name.clone(), record: None },
        }
    }

    /// An option for each number of a record.
    fn record_options(&self, record: &FoundRecord) -> impl Iterator<Item = LookupOption> {
        let language = self.context.language;
        let details: Vec<&str> = record.details().collect();
        let about = say::titled(&record.label, &details.join("　"));
        record.numbers.iter().map(move |one| LookupOption {
            key: format!("{}-{}", record.id, one.number),
            kind: LookupKind::Record,
            name: record.name.clone(),
            about: about.clone(),
            number: say::titled(&one.label, &one.number),
            presence: None,
            warning: record.is_do_not_call.then(|| Msg::DoNotCall.t(language)),
            target: Target { number: one.number.clone(), name: record.name.clone(), record: Some(record.attached()) },
        })
    }

    /// A call goes before the mode, and a phone that is not there before both.
    pub(super) fn presence_view(&self, presence: &Presence) -> PresenceView {
        let language = self.context.language;
        let (word, tone) = if presence.mode == AgentMode::LoggedOff {
            (Msg::SignedOff.t(language), Tone::Off)
        } else if presence.phone == PhoneState::Unregistered {
            (Msg::PresenceNoPhone.t(language), Tone::Off)
        } else {
            match presence.activity {
                CallActivity::Ringing => (Msg::PresenceRinging.t(language), Tone::Busy),
                CallActivity::Talking => (Msg::PresenceTalking.t(language), Tone::Busy),
                CallActivity::Idle | CallActivity::Unknown
                    if presence.other_work && presence.mode == AgentMode::Ready =>
                {
                    (Msg::StatusOtherWork.t(language), Tone::Busy)
                }
                CallActivity::Idle | CallActivity::Unknown => {
                    let word = self.words_of_mode(presence.mode, presence.reason.as_deref());
                    (word, super::status::tone_of(presence.mode))
                }
            }
        };
        PresenceView { word: word.to_owned(), tone, since: presence.since.map(|since| self.context.local(since)) }
    }
}
