//! The hub owns the agent's mode: it outlives the PBX, and changes on the PBX are mirrored.

use crate::desk::*;
use denwa_protocol::{AgentMode, Command, CommandError, Event};
use denwa_server::pbx::{Done, PbxEvent, PbxRequest};

fn set(mode: AgentMode, reason: Option<&str>) -> Command {
    Command::SetAgentState { mode, reason: reason.map(str::to_owned) }
}

#[test]
fn a_change_is_done_by_the_pbx_and_then_published() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let asked = desk.command(panel, "1", set(AgentMode::NotReady, Some("lunch")));
    assert_eq!(events(&asked, panel), []);
    desk.pass(100);
    let done = desk.reply(&asked, Ok(Done::default()));
    assert!(matches!(&events(&done, panel)[..], [Event::Agent { agent }]
        if agent.mode == AgentMode::NotReady && agent.reason.as_deref() == Some("lunch") && agent.since == desk.now));
    assert_eq!(error(&done, panel), None);
    // The PBX's report of the same change causes no event.
    assert_eq!(desk.report_agent("2001", AgentMode::NotReady, Some("lunch")), []);
}

#[test]
fn a_pbx_that_refuses_changes_nothing() {
    let mut desk = Desk::new();
    desk.report_agent("2001", AgentMode::Ready, None);
    let (panel, _) = desk.sign_in("sato");
    let asked = desk.command(panel, "1", set(AgentMode::LoggedOff, None));
    assert_eq!(error(&desk.reply(&asked, Err(CommandError::Refused)), panel), Some(CommandError::Refused));
    assert_eq!(desk.snapshot_for("sato").agent.mode, AgentMode::Ready);
}

#[test]
fn an_invalid_mode_or_reason_is_refused() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let long = "x".repeat(65);
    let bad = [
        (AgentMode::Unknown, None),
        (AgentMode::NotReady, Some("two\r\nlines")),
        (AgentMode::NotReady, Some(" ")),
        (AgentMode::NotReady, Some(&*long)),
        (AgentMode::Ready, Some("lunch")),
    ];
    for (i, (mode, reason)) in bad.into_iter().enumerate() {
        let effects = desk.command(panel, &i.to_string(), set(mode, reason));
        assert_eq!(error(&effects, panel), Some(CommandError::BadRequest), "{mode:?} {reason:?}");
    }
}

#[test]
fn a_change_on_the_pbx_is_mirrored() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let effects = desk.report_agent("2001", AgentMode::NotReady, Some("whatever the PBX says"));
    assert_eq!(events(&effects, panel).len(), 1);
    assert_eq!(desk.snapshot_for("sato").agent.reason.as_deref(), Some("whatever the PBX says"));
}

#[test]
fn the_pbx_sets_the_first_mode_and_gets_the_hubs_mode_after_a_restart() {
    let mut desk = Desk::down();
    let effects = desk.pbx_up(|desk| {
        desk.report_agent("2001", AgentMode::Ready, None);
        desk.report_agent("2002", AgentMode::Ready, None);
    });
    assert_eq!(request(&effects), None);
    assert_eq!(desk.snapshot_for("sato").agent.mode, AgentMode::Ready);

    let (panel, _) = desk.sign_in("sato");
    let asked = desk.command(panel, "1", set(AgentMode::NotReady, Some("break")));
    desk.reply(&asked, Ok(Done::default()));
    desk.pbx(PbxEvent::Down);
    let effects = desk.pbx_up(|desk| {
        assert_eq!(
            desk.report_agent("2001", AgentMode::Ready, None),
            [],
            "the PBX has forgotten the mode, the hub has not"
        );
        desk.report_agent("2002", AgentMode::Ready, None);
    });
    let requests: Vec<_> = effects.iter().filter(|e| request(std::slice::from_ref(*e)).is_some()).collect();
    assert_eq!(requests.len(), 1, "only for the agent whose mode differs");
    let (_, extension, asked) = request(&effects).unwrap();
    let pushed =
        PbxRequest::SetAgentState { mode: AgentMode::NotReady, reason: Some("break".to_owned()), other_work: false };
    assert_eq!((extension.as_str(), asked), ("2001", pushed));
    assert_eq!(desk.snapshot_for("sato").agent.mode, AgentMode::NotReady);
}

#[test]
fn a_state_can_be_chosen_while_the_pbx_is_away() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    desk.pbx(PbxEvent::Down);
    let effects = desk.command(panel, "1", set(AgentMode::Ready, None));
    assert_eq!((error(&effects, panel), request(&effects)), (None, None));
    let effects = desk.pbx_up(|_| {});
    assert!(matches!(request(&effects), Some((_, _, PbxRequest::SetAgentState { mode: AgentMode::Ready, .. }))));
}

#[test]
fn a_pbx_that_goes_down_during_a_change_gets_the_change_later() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let asked = desk.command(panel, "1", set(AgentMode::Ready, None));
    desk.pbx(PbxEvent::Down);
    assert_eq!(error(&desk.reply(&asked, Err(CommandError::PbxDown)), panel), None);
    assert_eq!(desk.snapshot_for("sato").agent.mode, AgentMode::Ready);
    assert!(request(&desk.pbx_up(|_| {})).is_some());
}
