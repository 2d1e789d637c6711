//! The ring.
//!
//! `Silent` → `Asked` (a ring is wanted) → `Heard`, or `Failed` with the reason. From each of these → `Silent` when no ring is wanted any
//! more, and → `Asked` when it shall ring otherwise. A browser that has not answered in time holds the sound back: `Failed` (Blocked); the
//! agent's next touch tries again. A device that fails is replaced by the default one until it is there again or she chooses another.

use crate::Now;
use crate::alerts::{DeviceFault, Ring, SoundEvent};
use crate::effect::Effect;
use crate::effects::{Effects, NEVER};

/// How long the browser may take to begin, in milliseconds.
const BEGINS_MS: u64 = 1_500;
/// How long a trial lasts, in milliseconds: the full pattern twice.
const TRIAL_MS: u64 = 6_000;

/// The ring.
#[derive(Clone, Debug, Default)]
pub struct Ringer {
    state: State,
    /// When the trial ends that the agent began.
    trial_until: Option<Now>,
    /// Why the chosen device is not used.
    device_fault: Option<DeviceFault>,
}

#[derive(Clone, Debug, Default)]
enum State {
    #[default]
    Silent,
    Asked {
        ring: Ring,
        until: Now,
    },
    Heard(Ring),
    Failed(Ring, SoundFault),
}

/// Why nothing is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoundFault {
    /// The browser holds the sound back until the agent presses something in the panel.
    Blocked,
    /// The browser cannot make it.
    NotAvailable,
}

impl Ringer {
    /// How it rings, or should.
    #[must_use]
    pub fn ring(&self) -> Option<&Ring> {
        match &self.state {
            State::Silent => None,
            State::Asked { ring, .. } | State::Heard(ring) | State::Failed(ring, _) => Some(ring),
        }
    }

    /// Why nothing is heard although it should ring.
    #[must_use]
    pub fn fault(&self) -> Option<SoundFault> {
        if let State::Failed(_, fault) = self.state { Some(fault) } else { None }
    }

    /// Why the chosen device is not used.
    #[must_use]
    pub fn device_fault(&self) -> Option<DeviceFault> {
        self.device_fault
    }

    /// Whether the agent tries the ring.
    #[must_use]
    pub fn is_on_trial(&self) -> bool {
        self.trial_until.is_some()
    }

    /// The agent tries the ring.
    pub(crate) fn begin_trial(&mut self, now: Now) {
        self.trial_until = Some(now + TRIAL_MS);
    }

    /// The trial is over.
    pub(crate) fn end_trial(&mut self) {
        self.trial_until = None;
    }

    /// The chosen device may work again, or another is chosen.
    pub(crate) fn forgive_device(&mut self) {
        self.device_fault = None;
    }

    /// The chosen device is gone.
    pub(crate) fn lose_device(&mut self) {
        self.device_fault = Some(DeviceFault::Missing);
    }

    /// The agent touched the panel: the browser may allow the sound now.
    pub(crate) fn on_touch(&mut self) {
        if self.fault() == Some(SoundFault::Blocked) {
            self.state = State::Silent;
        }
    }

    /// What has become of the ring.
    pub(crate) fn on_event(&mut self, event: SoundEvent) {
        let Some(ring) = self.ring().cloned() else { return };
        self.state = match event {
            SoundEvent::Heard => State::Heard(ring),
            SoundEvent::Blocked => State::Failed(ring, SoundFault::Blocked),
            SoundEvent::DeviceFailed(fault) if ring.device.is_some() => {
                self.device_fault = Some(fault);
                return;
            }
            SoundEvent::DeviceFailed(_) | SoundEvent::NotAvailable => State::Failed(ring, SoundFault::NotAvailable),
        };
    }

    /// When to call [`Ringer::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        let begins_until = if let State::Asked { until, .. } = self.state { until } else { NEVER };
        begins_until.min(self.trial_until.unwrap_or(NEVER))
    }

    pub(crate) fn tick(&mut self, now: Now) {
        if self.trial_until.is_some_and(|until| until <= now) {
            self.trial_until = None;
        }
        if let State::Asked { ring, until } = &self.state
            && *until <= now
        {
            self.state = State::Failed(ring.clone(), SoundFault::Blocked);
        }
    }

    /// Rings as it is wanted, or is silent.
    pub(crate) fn settle(&mut self, wanted: Option<Ring>, effects: &mut Effects) {
        if self.ring() == wanted.as_ref() {
            return;
        }
        self.state = if let Some(ring) = wanted {
            effects.push(Effect::Ring(ring.clone()));
            State::Asked { ring, until: effects.now + BEGINS_MS }
        } else {
            effects.push(Effect::StopRing);
            State::Silent
        };
    }
}
