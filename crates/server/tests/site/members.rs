//! With which interfaces agents are members of queues.

use super::{SATO, Site};
use denwa_protocol::AgentMode;
use std::collections::BTreeSet;

fn paused<'a>(queue: &'a str, interface: &'a str, paused: &'a str) -> [(&'a str, &'a str); 4] {
    [("Event", "QueueMemberPause"), ("Queue", queue), ("Interface", interface), ("Paused", paused)]
}

#[test]
fn freepbxs_members_need_no_configuration() {
    let mut site = Site::new(SATO, "");
    site.play(&paused("501", "Local/2001@from-queue/n", "1"));
    assert_eq!(site.tracker.mode("2001"), Some((AgentMode::NotReady, None)));
    assert_eq!(site.tracker.member_interfaces("2001"), BTreeSet::from(["Local/2001@from-queue/n".to_owned()]));
}

#[test]
fn an_agent_may_be_a_member_with_several_phones() {
    let agents =
        "agents = [{ login = \"sato\", extension = \"2001\", endpoints = [\"SIP/2001\", \"PJSIP/2001-home\"] }]";
    let mut site = Site::new(agents, "");
    site.play(&paused("501", "SIP/2001", "1"));
    site.play(&paused("501", "PJSIP/2001-home", "0"));
    assert_eq!(site.tracker.mode("2001"), Some((AgentMode::Ready, None)), "one of the phones can be called");
    assert_eq!(site.tracker.member_interfaces("2001").len(), 2);
    site.play(&[("Event", "QueueMemberRemoved"), ("Queue", "501"), ("Interface", "PJSIP/2001-home")]);
    assert_eq!(site.tracker.mode("2001"), Some((AgentMode::NotReady, None)));
}

#[test]
fn interfaces_are_configured_for_all_or_for_an_agent() {
    let agents = "agents = [{ login = \"sato\", extension = \"2001\" }, { login = \"ito\", extension = \"1001\", queue_interfaces = [\"Agent/{extension}\"] }]";
    let mut site = Site::new(agents, "queue_interface = [\"Local/{extension}@agents/n\", \"SIP/{extension}\"]");
    for (interface, extension) in [("Local/2001@agents/n", "2001"), ("SIP/2001", "2001"), ("Agent/1001", "1001")] {
        site.play(&paused("501", interface, "0"));
        assert!(site.tracker.member_interfaces(extension).contains(interface), "{interface}");
    }
    site.play(&paused("501", "SIP/1001", "0"));
    site.play(&paused("501", "PJSIP/2001", "0"));
    assert_eq!(site.tracker.member_interfaces("1001").len(), 1);
    assert_eq!(site.tracker.member_interfaces("2001").len(), 2);
}
