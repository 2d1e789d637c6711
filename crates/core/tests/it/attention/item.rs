//! The utility item, and the warning before the agent leaves.

use super::*;
use denwa_core::SocketEvent;
use denwa_core::host::{HostRequest, Icon};
use denwa_protocol::{AgentMode, AgentState, Cause, Event};

/// The label and the icon of the utility item.
fn item(rig: &Rig) -> (String, Icon) {
    let mut item = (String::new(), Icon::Call);
    for effect in &rig.all {
        match effect {
            Effect::Host { request: HostRequest::Label(label), .. } => item.0.clone_from(label),
            Effect::Host { request: HostRequest::Icon(icon), .. } => item.1 = *icon,
            _ => {}
        }
    }
    item
}

#[test]
fn the_utility_item_says_every_state() {
    let mut rig = Rig::live();
    let says = |rig: &Rig, label: &str, icon| assert_eq!(item(rig), (label.to_owned(), icon));
    says(&rig, "Ready", Icon::Call);
    for (mode, label, icon) in [
        (AgentMode::WorkNotReady, "After-call work", Icon::AfterCallWork),
        (AgentMode::NotReady, "Not ready", Icon::NotReady),
        (AgentMode::LoggedOff, "Signed off", Icon::SignedOff),
        (AgentMode::Ready, "Ready", Icon::Call),
    ] {
        rig.event(Event::Agent { agent: AgentState { mode, ..AgentState::default() } });
        says(&rig, label, icon);
    }
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    says(&rig, "Incoming call 03-1234-5678", Icon::Incoming);
    rig.call(&answered(&rig, &call));
    says(&rig, "On a call 03-1234-5678", Icon::Talking);
    rig.call(&held(&rig, &answered(&rig, &call)));
    says(&rig, "On hold 03-1234-5678", Icon::Held);
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    rig.event(Event::Missed { missed: 2 });
    assert_eq!(item(&rig).1, Icon::Missed);
    assert!(item(&rig).0.contains('2'), "{:?}", item(&rig));
    rig.input(Input::Socket(SocketEvent::Closed));
    says(&rig, "Offline", Icon::Warning);
}

/// Whether the browser is to warn her before she leaves.
fn warns(rig: &Rig) -> bool {
    let warned = |effect: &Effect| if let Effect::WarnBeforeLeaving(warns) = effect { Some(*warns) } else { None };
    rig.all.iter().rev().find_map(warned).unwrap_or(false)
}

#[test]
fn leaving_with_a_call_is_warned_of_unless_the_call_goes_on_in_another_panel() {
    let mut rig = Rig::live();
    assert!(!warns(&rig));
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.call(&answered(&rig, &call));
    assert!(warns(&rig));
    rig.primary(false, &[]);
    assert!(!warns(&rig));
    rig.primary(true, &[]);
    assert!(warns(&rig));
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    assert!(!warns(&rig));
}
