//! What the agent chooses for herself of ring and notifications: kept in the browser, for this user of this organisation alone.

use super::Panel;
use crate::alerts::{DeviceFault, OutputDevice, OwnAlerts};
use crate::attention::Devices;
use crate::effect::Effect;
use crate::effects::Effects;
use crate::input::AttentionAction;

impl Panel {
    fn own_alerts_key(&self) -> Option<String> {
        self.boot.storage_key("alerts")
    }

    /// Has the browser read the choices.
    pub(super) fn load_own_alerts(&self, effects: &mut Effects) {
        if let Some(key) = self.own_alerts_key() {
            effects.push(Effect::LoadOwnAlerts { key });
        }
    }

    /// The choices are there.
    pub(super) fn on_own_alerts(&mut self, key: &str, own: OwnAlerts) {
        if self.own_alerts_key().as_deref() == Some(key) {
            self.attention.own = own;
        }
    }

    fn keep_own_alerts(&self, effects: &mut Effects) {
        if let Some(key) = self.own_alerts_key() {
            effects.push(Effect::KeepOwnAlerts { key, own: self.attention.own.clone() });
        }
    }

    /// The agent chooses, tries or allows.
    pub(super) fn on_attention_action(&mut self, action: AttentionAction, effects: &mut Effects) {
        let attention = &mut self.attention;
        match action {
            AttentionAction::Open => return attention.devices.look(effects),
            AttentionAction::FindDevices => return attention.devices.ask(effects),
            AttentionAction::Try => return attention.ringer.begin_trial(effects.now),
            AttentionAction::StopTrial => return attention.ringer.end_trial(),
            AttentionAction::AllowNotifications => return effects.push(Effect::AskForNotifications),
            AttentionAction::SetRinging(rings) => attention.own.rings = Some(rings),
            AttentionAction::SetVolume(volume) => attention.own.volume = Some(volume.min(100)),
            AttentionAction::SetDevice(id) => {
                let listed = attention.devices.listed();
                attention.own.device = id.and_then(|id| listed.iter().find(|device| device.id == id).cloned());
                attention.ringer.forgive_device();
            }
            AttentionAction::SetNotifying(notifies) => attention.own.notifies = Some(notifies),
        }
        self.keep_own_alerts(effects);
    }

    /// The browser has listed the devices. The ring follows the chosen one, which may have been plugged in or out.
    pub(super) fn on_devices(&mut self, listed: Result<Vec<OutputDevice>, DeviceFault>) {
        let attention = &mut self.attention;
        attention.devices.on_listed(listed);
        // While the browser names no device, nobody knows which are there.
        if let (Some(chosen), Devices::Known(devices)) = (&attention.own.device, &attention.devices)
            && !devices.is_empty()
        {
            if !devices.iter().any(|device| device.id == chosen.id) {
                attention.ringer.lose_device();
            } else if attention.ringer.device_fault() == Some(DeviceFault::Missing) {
                attention.ringer.forgive_device();
            }
        }
    }
}
