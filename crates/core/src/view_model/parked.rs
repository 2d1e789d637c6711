//! Parked calls (パーク).

use super::commands::command_error;
use crate::Now;
use crate::number;
use crate::panel::Panel;
use crate::text::{Msg, say};
use denwa_protocol::{AttachedRecord, Number, ParkedCall, Party};

/// Parked calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParkedView {
    /// The calls, by their places.
    pub rows: Vec<ParkedCallView>,
    /// Why the last call was not picked up.
    pub error: Option<String>,
    /// What is said if no call is parked.
    pub status: Option<&'static str>,
}

/// A parked call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParkedCallView {
    /// The place.
    pub slot: String,
    /// Who waits.
    pub who: String,
    /// Who parked it; empty if that is not known.
    pub by: String,
    /// Since when, by the panel's clock.
    pub since: Now,
    /// What the button says to a screen reader.
    pub label: String,
    /// Why it cannot be picked up now.
    pub unavailable: Option<&'static str>,
    /// It is being picked up.
    pub is_busy: bool,
}

impl Panel {
    pub(super) fn parked_view(&self) -> ParkedView {
        let language = self.context.language;
        let parked = &self.context.server.parked;
        ParkedView {
            rows: parked.iter().map(|call| self.parked_call_view(call)).collect(),
            error: command_error(&self.pick_up.pending, language),
            status: parked.is_empty().then(|| Msg::NothingParked.t(language)),
        }
    }

    fn parked_call_view(&self, call: &ParkedCall) -> ParkedCallView {
        let language = self.context.language;
        let who = self.name_or_number(&call.remote, call.record.as_ref());
        let is_busy = self.pick_up.pending.service().is_some();
        ParkedCallView {
            slot: call.slot.clone(),
            by: call.by.as_ref().map(|by| say::parked_by(language, by.label())).unwrap_or_default(),
            since: self.context.local(call.since),
            label: say::pick_up(language, &call.slot, &who),
            unavailable: self.unavailable(self.context.server.capabilities.pick_up),
            is_busy: is_busy && self.pick_up.slot == call.slot,
            who,
        }
    }

    /// The other side of somebody else's call: the record's name, the name that the PBX gives, or the number.
    pub(super) fn name_or_number(&self, party: &Party, record: Option<&AttachedRecord>) -> String {
        let language = self.context.language;
        let name = record.and_then(|record| record.name.as_ref()).or(party.name.as_ref());
        match (name.filter(|name| !name.is_empty()), &party.number) {
            (Some(name), _) => name.clone(),
            (None, Number::Known { digits }) => number::display_with(digits, self.settings().dial_prefixes()),
            (None, Number::Withheld) => Msg::Withheld.t(language).to_owned(),
            (None, Number::Unknown) => Msg::NoNumber.t(language).to_owned(),
        }
    }
}
