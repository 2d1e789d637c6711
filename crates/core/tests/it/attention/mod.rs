//! What draws the agent's attention to a call: the ring, the desktop notification, the utility item, and the warning before she leaves.

mod choices;
mod item;
mod notify;
mod ring;

use crate::rig::*;
use denwa_core::alerts::{Ring, RingPattern};
use denwa_core::text::AttentionMsg;
use denwa_core::view_model::RingState;
use denwa_core::{AttentionAction, AttentionInput, Effect, Input, Language, UserAction};

/// A sound of the default volume on the default device.
fn ring(pattern: RingPattern) -> Ring {
    Ring { pattern, volume: if pattern == RingPattern::Full { 60 } else { 20 }, device: None }
}

/// What the panel wanted to be heard, in order; none is silence.
fn sounds(rig: &Rig) -> Vec<Option<Ring>> {
    let sound = |effect: &Effect| match effect {
        Effect::Ring(wanted) => Some(Some(wanted.clone())),
        Effect::StopRing => Some(None),
        _ => None,
    };
    rig.all.iter().filter_map(sound).collect()
}

fn sound(rig: &Rig) -> Option<Ring> {
    sounds(rig).pop().flatten()
}

fn state(rig: &Rig) -> RingState {
    rig.panel.screen().attention.ring
}

fn said(rig: &Rig, message: AttentionMsg) -> bool {
    rig.panel.screen().notices.iter().any(|notice| notice.text == message.t(Language::En))
}

fn browser(rig: &mut Rig, input: AttentionInput) {
    rig.input(Input::Attention(input));
}

fn act(rig: &mut Rig, action: AttentionAction) {
    rig.user(UserAction::Attention(action));
}
