//! What the agent asks of a call beyond a plain service.

use denwa_protocol::{AttachedRecord, Recording, Service};

/// What the agent asks of a call beyond a plain service ([`super::UserAction::Command`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallControl {
    /// Be muted, or heard again.
    SetMute(bool),
    /// Bring the recording into this state.
    SetRecording(Recording),
    /// Send a text as tones: a key, or what was typed or pasted.
    SendTones(String),
    /// Send the call to a number, or consult one.
    SendTo {
        /// `Deflect`, `SingleStepTransfer` or `Consult`.
        service: Service,
        /// The number as it was typed, or chosen from a list.
        text: String,
        /// The record of whom the agent chose.
        record: Option<AttachedRecord>,
    },
    /// Yes, dial the emergency number.
    ConfirmTarget,
    /// The text changed, or the agent wants nothing sent: messages about the last one no longer hold.
    EditTarget,
    /// Take a party out of the conference.
    DropParty {
        /// The party, by [`denwa_protocol::Participant::id`].
        party: String,
    },
}
