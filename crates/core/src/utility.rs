//! The utility item in the host's bar: its label and icon follow the call.

use crate::card::Phase;
use crate::command::{Out, SMALL_MS};
use crate::host::{HostRequest, Icon};

/// What the host was last told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Utility {
    label: String,
    icon: Option<Icon>,
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
