//! The ring and the notifications: how they are, and what the agent can choose.

use crate::alerts::{DeviceFault, NotificationAccess, OutputDevice, RingPattern};
use crate::attention::{Devices, SoundFault};
use crate::panel::Panel;
use crate::settings::Key;
use crate::text::{AttentionMsg, Msg};

/// The ring and the notifications: how they are, and what the agent can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttentionView {
    /// The ring.
    pub ring: RingState,
    /// Whether it rings for incoming calls.
    pub rings: OwnChoice<bool>,
    /// How loud, in per cent.
    pub volume: OwnChoice<u8>,
    /// Where.
    pub devices: DevicesView,
    /// Whether calls are shown on the desktop.
    pub notifies: OwnChoice<bool>,
    /// Whether the browser shows notifications, in words.
    pub access: &'static str,
    /// How the agent can allow them.
    pub allow: Option<AttentionMsg>,
}

/// What the agent may choose for herself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnChoice<T> {
    /// The value in force.
    pub value: T,
    /// An administrator has locked it.
    pub is_locked: bool,
}

/// The ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RingState {
    /// Silent.
    Off,
    /// It rings for a call.
    Ringing,
    /// It rings for a call while the agent is in another call.
    Brief,
    /// The agent tries it.
    Trial,
    /// It should ring, and the browser holds it back.
    Blocked,
    /// It should ring, and cannot.
    NotAvailable,
}

/// The devices on which the ring can be heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DevicesView {
    /// The ID of the chosen one; none for the browser's default.
    pub chosen: Option<String>,
    /// Those to choose from, apart from the default.
    pub devices: Vec<OutputDevice>,
    /// Offer to have the browser name all.
    pub can_find: bool,
    /// What there is to say about them.
    pub words: Option<&'static str>,
}

impl Panel {
    pub(super) fn attention_view(&self) -> AttentionView {
        AttentionView {
            ring: self.ring_state(),
            rings: self.own_choice(Key::RingSound, self.rings()),
            volume: self.own_choice(Key::RingVolume, self.ring_volume()),
            devices: self.devices_view(),
            notifies: self.own_choice(Key::DesktopNotification, self.notifies()),
            access: access_words(self.attention.access).t(self.context.language),
            allow: match self.attention.access {
                NotificationAccess::Askable => Some(AttentionMsg::Allow),
                NotificationAccess::InTab => Some(AttentionMsg::AllowInTab),
                _ => None,
            },
        }
    }

    fn own_choice<T>(&self, key: Key, value: T) -> OwnChoice<T> {
        OwnChoice { value, is_locked: self.context.merged.is_locked(key) }
    }

    fn ring_state(&self) -> RingState {
        let ringer = &self.attention.ringer;
        match (ringer.ring(), ringer.fault()) {
            (None, _) => RingState::Off,
            (Some(_), Some(SoundFault::Blocked)) => RingState::Blocked,
            (Some(_), Some(SoundFault::NotAvailable)) => RingState::NotAvailable,
            (Some(_), None) => match self.call_ring() {
                None => RingState::Trial,
                Some(RingPattern::Full) => RingState::Ringing,
                Some(RingPattern::Brief) => RingState::Brief,
            },
        }
    }

    fn devices_view(&self) -> DevicesView {
        let attention = &self.attention;
        let mut devices = attention.devices.listed().to_vec();
        let chosen = attention.own.device.as_ref();
        // The chosen device can be seen also while the browser does not name it.
        if let Some(chosen) = chosen.filter(|chosen| !devices.iter().any(|device| device.id == chosen.id)) {
            devices.push(chosen.clone());
        }
        let has_listed = !attention.devices.listed().is_empty();
        let words = self.device_words().or(match attention.devices {
            Devices::Asking => Some(AttentionMsg::FindingDevices),
            Devices::Failed(DeviceFault::NotSupported) => Some(AttentionMsg::DevicesNotSupported),
            Devices::Failed(DeviceFault::Refused) => Some(AttentionMsg::DevicesRefused),
            Devices::Failed(DeviceFault::Missing) => Some(AttentionMsg::NoOtherDevice),
            Devices::Unknown | Devices::Known(_) if has_listed => None,
            Devices::Unknown | Devices::Known(_) => Some(AttentionMsg::FindDevicesHint),
        });
        DevicesView {
            chosen: chosen.map(|device| device.id.clone()),
            devices,
            can_find: !has_listed && !matches!(attention.devices, Devices::Failed(DeviceFault::NotSupported)),
            words: words.map(|message| message.t(self.context.language)),
        }
    }

    /// Why the chosen device does not ring.
    pub(super) fn device_words(&self) -> Option<AttentionMsg> {
        self.attention.ringer.device_fault().map(|fault| match fault {
            DeviceFault::Missing => AttentionMsg::DeviceMissing,
            DeviceFault::Refused => AttentionMsg::DeviceRefused,
            DeviceFault::NotSupported => AttentionMsg::DeviceNotSupported,
        })
    }

    /// What there is to say of the ring while a call rings.
    pub(super) fn ring_trouble(&self) -> Option<AttentionMsg> {
        self.call_ring()?;
        match self.attention.ringer.fault() {
            Some(SoundFault::Blocked) => Some(AttentionMsg::RingBlocked),
            Some(SoundFault::NotAvailable) => Some(AttentionMsg::RingNotAvailable),
            None => self.device_words(),
        }
    }

    /// The title of the page. In a CRM nobody sees it; a page of its own is found by it among other tabs.
    pub(super) fn page_title(&self) -> String {
        let title = Msg::PanelTitle.t(self.context.language);
        match self.utility_label() {
            Some(label) if self.is_standalone() => format!("{label} - {title}"),
            _ => title.to_owned(),
        }
    }
}

/// What the tab says that asks for the permission.
#[must_use]
pub fn tab_words(access: NotificationAccess) -> AttentionMsg {
    if access == NotificationAccess::Granted { AttentionMsg::TabGranted } else { access_words(access) }
}

fn access_words(access: NotificationAccess) -> AttentionMsg {
    match access {
        NotificationAccess::Unknown => AttentionMsg::AccessUnknown,
        NotificationAccess::Missing => AttentionMsg::AccessMissing,
        NotificationAccess::Granted => AttentionMsg::AccessGranted,
        NotificationAccess::Askable => AttentionMsg::AccessAskable,
        NotificationAccess::InTab => AttentionMsg::AccessInTab,
        NotificationAccess::Denied => AttentionMsg::AccessDenied,
    }
}
