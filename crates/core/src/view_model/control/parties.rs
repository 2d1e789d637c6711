//! The other sides of a conference.

use crate::call::Card;
use crate::number;
use crate::panel::Panel;
use crate::text::Msg;
use denwa_protocol::{Capability, Command, ConnectionState, Number, Participant, Party};

/// Another side of a conference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyView {
    /// The party, by [`Participant::id`].
    pub id: String,
    /// Who it is.
    pub who: String,
    /// What it does, where that is not plain.
    pub state: Option<&'static str>,
    /// Whether it can be taken out.
    pub can_drop: bool,
    /// It is being taken out.
    pub is_busy: bool,
}

impl Panel {
    pub(super) fn party_views(&self, card: &Card) -> Vec<PartyView> {
        if card.call.ended.is_some() {
            return Vec::new();
        }
        let language = self.context.language;
        let is_able = self.context.server.capabilities.conference == Capability::Available && self.session.is_live();
        let dropped = match card.pending.command() {
            Some(Command::DropParty { party, .. }) => Some(party.as_str()),
            _ => None,
        };
        let view = |party: &Participant| PartyView {
            id: party.id.clone(),
            who: self.name_and_number(&party.party),
            state: match party.state {
                ConnectionState::Alerting | ConnectionState::Initiated => Some(Msg::Dialling.t(language)),
                ConnectionState::Held => Some(Msg::Held.t(language)),
                _ => None,
            },
            can_drop: is_able,
            is_busy: dropped == Some(party.id.as_str()),
        };
        card.call.parties.iter().map(view).collect()
    }

    /// A side of a call by its name, as the telephony gives it, and its number.
    pub(super) fn name_and_number(&self, party: &Party) -> String {
        let language = self.context.language;
        let number = match &party.number {
            Number::Known { digits } => number::display_with(digits, self.settings().dial_prefixes()),
            Number::Withheld => Msg::Withheld.t(language).to_owned(),
            Number::Unknown => Msg::NoNumber.t(language).to_owned(),
        };
        match party.name.as_deref().filter(|name| !name.is_empty()) {
            Some(name) if matches!(party.number, Number::Known { .. }) => format!("{name} {number}"),
            Some(name) => name.to_owned(),
            None => number,
        }
    }
}
