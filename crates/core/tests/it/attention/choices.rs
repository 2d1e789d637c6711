//! What the agent chooses for herself, the device above all.

use super::*;
use denwa_core::HostReply;
use denwa_core::alerts::{DeviceFault, OutputDevice, OwnAlerts, SoundEvent};
use denwa_core::settings::StoredValue;
use denwa_core::view_model::OwnChoice;
use denwa_protocol::Event;

fn headset() -> OutputDevice {
    OutputDevice { id: "h1".to_owned(), name: "Headset".to_owned() }
}

/// A panel whose browser names a headset that the agent has chosen.
fn with_headset() -> Rig {
    let mut rig = Rig::live();
    browser(&mut rig, AttentionInput::Devices(Ok(vec![headset()])));
    act(&mut rig, AttentionAction::SetDevice(Some("h1".to_owned())));
    rig
}

#[test]
fn a_device_that_is_unplugged_while_it_rings_gives_way_to_the_default_one() {
    let mut rig = with_headset();
    rig.call(&ringing(&rig, "c1", "0312345678"));
    assert_eq!(sound(&rig).unwrap().device.as_deref(), Some("h1"));
    browser(&mut rig, AttentionInput::DevicesChanged);
    assert_eq!(rig.all.last(), Some(&Effect::ListDevices));
    let speaker = OutputDevice { id: "s1".to_owned(), name: "Speaker".to_owned() };
    browser(&mut rig, AttentionInput::Devices(Ok(vec![speaker.clone()])));
    assert_eq!(sound(&rig).unwrap().device, None);
    assert!(said(&rig, AttentionMsg::DeviceMissing));
    browser(&mut rig, AttentionInput::Devices(Ok(vec![speaker, headset()])));
    assert_eq!(sound(&rig).unwrap().device.as_deref(), Some("h1"), "it is plugged in again");
    assert!(!said(&rig, AttentionMsg::DeviceMissing));
}

#[test]
fn a_device_that_the_browser_refuses_gives_way_to_the_default_one() {
    for (fault, words) in [
        (DeviceFault::Missing, AttentionMsg::DeviceMissing),
        (DeviceFault::Refused, AttentionMsg::DeviceRefused),
        (DeviceFault::NotSupported, AttentionMsg::DeviceNotSupported),
    ] {
        let mut rig = with_headset();
        rig.answers_sound = false;
        rig.call(&ringing(&rig, "c1", "0312345678"));
        browser(&mut rig, AttentionInput::Sound(SoundEvent::DeviceFailed(fault)));
        assert_eq!(sound(&rig), Some(ring(RingPattern::Full)), "{fault:?}");
        assert!(said(&rig, words), "{fault:?}");
        act(&mut rig, AttentionAction::SetDevice(Some("h1".to_owned())));
        assert_eq!(sound(&rig).unwrap().device.as_deref(), Some("h1"), "she tries again");
    }
}

#[test]
fn what_the_agent_chooses_is_kept_in_the_browser_for_her_alone() {
    let mut rig = with_headset();
    act(&mut rig, AttentionAction::SetVolume(30));
    act(&mut rig, AttentionAction::SetRinging(false));
    act(&mut rig, AttentionAction::SetNotifying(false));
    let kept = rig.all.iter().rev().find_map(|effect| match effect {
        Effect::KeepOwnAlerts { key, own } => Some((key.clone(), own.clone())),
        _ => None,
    });
    let (key, own) = kept.expect("it is kept");
    let choices = OwnAlerts { rings: Some(false), volume: Some(30), device: Some(headset()), notifies: Some(false) };
    assert_eq!(own, choices);
    let mut next = Rig::live();
    assert!(next.all.contains(&Effect::LoadOwnAlerts { key: key.clone() }));
    browser(&mut next, AttentionInput::Loaded { key: "of somebody else".to_owned(), own: own.clone() });
    assert!(next.panel.screen().attention.rings.value);
    browser(&mut next, AttentionInput::Loaded { key, own });
    let view = next.panel.screen().attention;
    assert_eq!((view.rings.value, view.volume.value, view.notifies.value), (false, 30, false));
    assert_eq!(view.devices.chosen.as_deref(), Some("h1"));
    assert_eq!(view.devices.devices, [headset()], "also while the browser does not name it");
    next.call(&ringing(&next, "c1", "0312345678"));
    assert_eq!(sounds(&next), []);
}

#[test]
fn what_the_browser_kept_may_be_anything() {
    let mut rig = Rig::live();
    let key = rig.all.iter().find_map(|effect| match effect {
        Effect::LoadOwnAlerts { key } => Some(key.clone()),
        _ => None,
    });
    let own = OwnAlerts { volume: Some(255), ..OwnAlerts::default() };
    browser(&mut rig, AttentionInput::Loaded { key: key.unwrap(), own });
    rig.call(&ringing(&rig, "c1", "0312345678"));
    assert_eq!(sound(&rig).unwrap().volume, 100);
}

#[test]
fn devices_are_named_once_the_browser_allows_it() {
    let mut rig = Rig::live();
    act(&mut rig, AttentionAction::Open);
    browser(&mut rig, AttentionInput::Devices(Ok(Vec::new())));
    assert!(rig.panel.screen().attention.devices.can_find);
    act(&mut rig, AttentionAction::FindDevices);
    assert_eq!(rig.all.last(), Some(&Effect::AskForDevices));
    let words = |rig: &Rig| rig.panel.screen().attention.devices.words;
    assert_eq!(words(&rig), Some(AttentionMsg::FindingDevices.t(Language::En)));
    browser(&mut rig, AttentionInput::Devices(Err(DeviceFault::Refused)));
    assert_eq!(words(&rig), Some(AttentionMsg::DevicesRefused.t(Language::En)));
    act(&mut rig, AttentionAction::FindDevices);
    browser(&mut rig, AttentionInput::Devices(Ok(vec![headset()])));
    let view = rig.panel.screen().attention.devices;
    assert_eq!((view.devices, view.can_find, view.words), (vec![headset()], false, None));
    act(&mut rig, AttentionAction::SetDevice(Some("of nobody".to_owned())));
    assert_eq!(rig.panel.screen().attention.devices.chosen, None);
}

#[test]
fn a_locked_setting_is_not_the_agents_to_choose() {
    let mut rig = Rig::live();
    act(&mut rig, AttentionAction::SetRinging(false));
    act(&mut rig, AttentionAction::SetVolume(10));
    rig.boot.settings.locks = [("Ring_Sound__c", true), ("Ring_Volume__c", true)]
        .map(|(field, locked)| (field.to_owned(), StoredValue::Flag(locked)))
        .into();
    let settings = rig.boot.settings.clone();
    rig.event(Event::SettingsChanged);
    rig.pass_live(3_000);
    let (id, _) = rig.ask(is_settings);
    rig.answer(id, Ok(HostReply::Settings(settings)));
    let view = rig.panel.screen().attention;
    assert_eq!(view.rings, OwnChoice { value: true, is_locked: true });
    assert_eq!(view.volume, OwnChoice { value: 60, is_locked: true });
    assert!(!view.notifies.is_locked);
}
