//! The utility item in the host's bar: its label and icon follow the call, or the agent's status.

use crate::call::Phase;
use crate::effects::Effects;
use crate::host::{HostRequest, Icon};
use denwa_protocol::AgentMode;

/// The label and icon that the host was last told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Utility {
    label: String,
    icon: Option<Icon>,
}

impl Utility {
    /// Tell the host what has changed.
    pub(crate) fn show(&mut self, label: String, icon: Icon, effects: &mut Effects) {
        if self.label != label {
            self.label.clone_from(&label);
            effects.tell_host(HostRequest::Label(label));
        }
        if self.icon != Some(icon) {
            self.icon = Some(icon);
            effects.tell_host(HostRequest::Icon(icon));
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

/// The icon for a mode, while no call goes on.
pub(crate) fn icon_of_mode(mode: AgentMode) -> Icon {
    match mode {
        AgentMode::Ready => Icon::Call,
        AgentMode::WorkNotReady => Icon::AfterCallWork,
        AgentMode::NotReady => Icon::NotReady,
        AgentMode::LoggedOff | AgentMode::Unknown => Icon::SignedOff,
    }
}
