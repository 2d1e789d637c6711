//! What the HTTP interface shows: live calls and how extensions ring.

use super::Machine;
use crate::pbx::simulated::{
    call::{Leg, LegState, Offer, SimCall, Stage},
    listed::{ListedCall, ListedExtension, ListedPart, ListedParty, ListedPlan},
};
use denwa_protocol::{ConnectionState, Number};

/// How many calls that are over are remembered.
pub const PAST_CALLS: usize = 1_000;

impl Machine {
    /// Lists the live calls.
    #[must_use]
    pub fn list(&self) -> Vec<ListedCall> {
        let with_monitors = |call| ListedCall { monitors: self.listed_monitors(call), ..listed(call) };
        self.calls.values().map(with_monitors).collect()
    }

    /// Lists the last calls that are over, in the order in which they ended.
    #[must_use]
    pub fn past(&self) -> Vec<ListedCall> {
        self.past.iter().cloned().collect()
    }

    /// Remembers a call that is over.
    pub(super) fn remember(&mut self, call: &SimCall) {
        self.past.push_back(listed(call));
        if self.past.len() > PAST_CALLS {
            self.past.pop_front();
        }
    }

    /// Returns how numbers and extensions ring at the moment.
    #[must_use]
    pub fn plan(&self) -> ListedPlan {
        let extension = |extension: &String| {
            let desk = self.desks.get(extension)?;
            Some(ListedExtension {
                extension: extension.clone(),
                registered: desk.phones.clone(),
                features: desk.features.clone(),
            })
        };
        ListedPlan {
            extensions: self.extensions.iter().filter_map(extension).collect(),
            groups: self.settings.groups.clone(),
            queues: self.settings.queues.clone(),
        }
    }
}

fn listed(call: &SimCall) -> ListedCall {
    let part = |offer: &Offer| ListedPart {
        extension: offer.extension.clone(),
        call: offer.view.clone(),
        tones: offer.tones.clone(),
    };
    let mobile = call.outside_ringing().and_then(|leg| match call.legs[leg].device.party().number {
        Number::Known { digits } => Some(digits),
        _ => None,
    });
    ListedCall {
        id: call.id.clone(),
        parts: call.offers.iter().map(part).collect(),
        parked: match call.stage {
            Stage::Parked { slot, .. } => Some(slot.to_string()),
            _ => None,
        },
        ringing_outside: mobile,
        outside: call
            .legs
            .iter()
            .filter(|leg| leg.device.is_outside() && leg.is_live())
            .map(|leg| party(call, leg))
            .collect(),
        monitors: Vec::new(),
    }
}

fn party(call: &SimCall, leg: &Leg) -> ListedParty {
    let state = match leg.state {
        LegState::Ringing | LegState::Confirming => ConnectionState::Alerting,
        LegState::Holding => ConnectionState::Held,
        _ => ConnectionState::Connected,
    };
    let is_called = call.legs.first().is_none_or(|caller| caller.id != leg.id);
    ListedParty {
        id: leg.id.clone(),
        party: leg.device.party(),
        state,
        sees: call.details.line.clone().filter(|_| is_called),
    }
}
