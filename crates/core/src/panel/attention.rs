//! What draws the agent's attention to a call: when it rings and how, and when she is warned before she leaves.
//!
//! Only the primary panel rings and notifies, and only while it is connected: otherwise nobody would stop it.

use super::Panel;
use crate::alerts::{Ring, RingPattern};
use crate::attention::Devices;
use crate::call::{Card, Phase};
use crate::effects::Effects;
use crate::input::AttentionInput;
use crate::settings::Key;

/// How much quieter a call rings while the agent is in another call: its volume is divided by this.
const BRIEF_PART: u8 = 3;

impl Panel {
    /// Rings, notifies and warns as the calls ask for.
    pub(super) fn settle_attention(&mut self, effects: &mut Effects) {
        let ring = self.wanted_ring();
        self.attention.ringer.settle(ring, effects);
        let notifications = self.wanted_notifications();
        let is_away = self.attention.is_away();
        self.attention.notifier.settle(notifications, is_away, effects);
        // Where another panel is in use, the call goes on there.
        let is_warned = self.has_started() && self.context.server.primary && self.has_live_call();
        self.attention.leaving.settle(is_warned, effects);
        self.wants_to_sign_out = self.must_wait_to_sign_out();
    }

    /// Whether the panel rings: the agent's own choice, unless an administrator has locked it.
    pub(crate) fn rings(&self) -> bool {
        self.own_or_set(Key::RingSound, self.attention.own.rings, self.settings().rings())
    }

    /// How loud it rings, in per cent.
    pub(crate) fn ring_volume(&self) -> u8 {
        // What the browser keeps may be anything.
        let own = self.attention.own.volume.map(|volume| volume.min(100));
        self.own_or_set(Key::RingVolume, own, self.settings().ring_volume())
    }

    /// Whether calls are shown on the desktop.
    pub(crate) fn notifies(&self) -> bool {
        self.own_or_set(Key::DesktopNotification, self.attention.own.notifies, self.settings().notifies())
    }

    fn own_or_set<T>(&self, key: Key, own: Option<T>, set: T) -> T {
        if self.context.merged.is_locked(key) { set } else { own.unwrap_or(set) }
    }

    /// Whether this panel draws attention to calls.
    pub(super) fn draws_attention(&self) -> bool {
        self.has_started() && self.session.is_live() && self.context.server.primary
    }

    /// How the calls that ring are to be heard; none if nothing is to be heard of them.
    pub(crate) fn call_ring(&self) -> Option<RingPattern> {
        let is_ringing = self.cards.iter().any(|card| card.phase() == Phase::Ringing);
        if !is_ringing || !self.draws_attention() || !self.rings() {
            return None;
        }
        let is_in_call = |card: &Card| !matches!(card.phase(), Phase::Ringing | Phase::Ended(_));
        Some(if self.cards.iter().any(is_in_call) { RingPattern::Brief } else { RingPattern::Full })
    }

    fn wanted_ring(&self) -> Option<Ring> {
        let trial = self.attention.ringer.is_on_trial().then_some(RingPattern::Full);
        let pattern = self.call_ring().or(trial)?;
        let volume = self.ring_volume();
        let chosen = self.attention.own.device.as_ref().filter(|_| self.attention.ringer.device_fault().is_none());
        Some(Ring {
            pattern,
            volume: if pattern == RingPattern::Brief { volume.div_ceil(BRIEF_PART) } else { volume },
            device: chosen.map(|device| device.id.clone()),
        })
    }

    /// The browser reports.
    pub(super) fn on_attention_input(&mut self, input: AttentionInput, effects: &mut Effects) {
        match input {
            AttentionInput::Loaded { key, own } => self.on_own_alerts(&key, own),
            AttentionInput::Sound(event) => self.attention.ringer.on_event(event),
            AttentionInput::Devices(listed) => self.on_devices(listed),
            AttentionInput::DevicesChanged => self.look_for_devices(effects),
            AttentionInput::Access(access) => self.attention.access = access,
            AttentionInput::Focused(is_focused) => self.attention.is_focused = is_focused,
            AttentionInput::Pressed { call, press } => self.on_notification_pressed(&call, press, effects),
        }
    }

    /// Devices were plugged in or out.
    fn look_for_devices(&mut self, effects: &mut Effects) {
        if self.attention.own.device.is_some() || self.attention.devices != Devices::Unknown {
            self.attention.devices.look(effects);
        }
    }
}
