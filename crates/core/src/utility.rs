//! The utility item in the host's bar: its label and icon follow the call, and an incoming call opens the panel.

use crate::card::{Card, Phase};
use crate::command::{Out, SMALL_MS};
use crate::host::{HostRequest, Icon};

/// What the host was last told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Utility {
    label: String,
    icon: Option<Icon>,
    /// The incoming call the panel was last opened for.
    opened_for: Option<String>,
}

impl Utility {
    /// Tell the host what has changed.
    pub(crate) fn show(&mut self, label: String, icon: Icon, out: &mut Out) {
        if self.label != label {
            self.label.clone_from(&label);
            out.host(HostRequest::Label(label), SMALL_MS);
        }
        if self.icon != Some(icon) {
            self.icon = Some(icon);
            out.host(HostRequest::Icon(icon), SMALL_MS);
        }
    }

    /// Open the panel for a call that begins to ring: once for each call.
    pub(crate) fn open_for(&mut self, card: &Card, out: &mut Out) {
        if card.phase() == Phase::Ringing && self.opened_for.as_deref() != Some(&card.call.id) {
            self.opened_for = Some(card.call.id.clone());
            out.host(HostRequest::ShowPanel(true), SMALL_MS);
        }
    }
}

/// The icon for a phase.
pub(crate) fn icon(phase: Phase) -> Icon {
    match phase {
        Phase::Ringing => Icon::Incoming,
        Phase::Prompting | Phase::Dialling => Icon::Outgoing,
        Phase::Talking => Icon::Talking,
        Phase::Held => Icon::Held,
        Phase::Ended(_) => Icon::Call,
    }
}
