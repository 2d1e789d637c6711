//! A test call gives way to a real one.

use super::desk::Desk;
use crate::rig::ringing;
use crate::shown::Shown;
use denwa_core::config::ConfigCommand;
use denwa_core::host::HostRequest;

/// Requests that would touch a record.
fn touched(desk: &Desk) -> Vec<&HostRequest> {
    let touches = |request: &&HostRequest| {
        matches!(
            request,
            HostRequest::Search { .. } | HostRequest::RecordSearch(_) | HostRequest::Pop(_) | HostRequest::SaveLog(_)
        )
    };
    desk.rig.asked.iter().map(|(_, request)| request).filter(touches).collect()
}

#[test]
fn a_test_call_is_put_away_by_a_real_call() {
    let mut desk = Desk::open(true);
    desk.act(ConfigCommand::TestCall);
    assert!(desk.rig.panel.is_testing());
    let call = ringing(&desk.rig, "c1", "0312345678");
    desk.rig.call(&call);
    assert_eq!(desk.rig.panel.call_ids(), ["c1"]);
    assert!(!touched(&desk).is_empty(), "the real one is searched for");
    desk.act(ConfigCommand::TestCall);
    assert_eq!(desk.rig.panel.call_ids(), ["c1"], "none comes beside a real one");
}
