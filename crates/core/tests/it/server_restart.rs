//! The event server was started anew, or has more calls than fit into a snapshot.

use crate::rig::*;
use denwa_core::text::Language;
use denwa_core::{Input, SocketEvent, UserAction};
use denwa_protocol::{
    Cause, ClientMessage, CommandError, CommandOutcome, Event, PbxState, Resume, ServerMessage, Service,
};

fn last_resume(rig: &Rig) -> Option<Resume> {
    rig.sent
        .iter()
        .rev()
        .find_map(|message| match message {
            ClientMessage::SignIn { resume, .. } => Some(resume.clone()),
            _ => None,
        })
        .expect("it signs in")
}

fn reconnect(rig: &mut Rig) {
    rig.input(Input::Socket(SocketEvent::Closed));
    rig.pass(2_000);
    rig.input(Input::Socket(SocketEvent::Opened));
}

#[test]
fn after_a_restart_the_panel_goes_on_in_the_stream_that_the_server_names() {
    let mut rig = Rig::live();
    reconnect(&mut rig);
    rig.message(ServerMessage::Resumed { stream: "next".to_owned() });
    rig.event(Event::Pbx { pbx: PbxState::Down });
    rig.message(ServerMessage::Ready);
    assert!(rig.panel.is_live());
    reconnect(&mut rig);
    assert_eq!(last_resume(&rig), Some(Resume { stream: "next".to_owned(), seq: rig.seq }));
}

#[test]
fn nobody_knowing_whether_a_command_was_done_is_said_in_words() {
    for (language, words) in [(Language::En, "may or may not"), (Language::Ja, "実行されたかどうか分かりません")]
    {
        let mut rig = Rig::live();
        rig.user(UserAction::SetLanguage(language));
        let call = ringing(&rig, "c1", "0312345678");
        rig.call(&call);
        rig.user(UserAction::Command { call: "c1".to_owned(), service: Service::Answer });
        let (id, _) = rig.command();
        let outcome = CommandOutcome::Failed { error: CommandError::OutcomeUnknown, detail: None };
        rig.message(ServerMessage::Answer { id, outcome });
        let card = rig.card();
        assert!(card.error.as_ref().is_some_and(|error| error.contains(words)), "{:?}", card.error);
    }
}

#[test]
fn calls_that_follow_the_snapshot_are_shown_and_none_is_lost_before_the_last() {
    let mut rig = Rig::live();
    let live = answered(&rig, &ringing(&rig, "live", "0312345678"));
    let phantom = answered(&rig, &ringing(&rig, "phantom", "0312345678"));
    rig.call(&live);
    rig.call(&phantom);
    let is_over = |rig: &Rig, id: &str| rig.panel.card(id).is_none_or(|card| card.since.is_none());
    reconnect(&mut rig);
    rig.snapshot_with(vec![], true);
    rig.message(ServerMessage::Ready);
    assert!(!is_over(&rig, "live") && !is_over(&rig, "phantom"), "the rest is still to come");
    let missed = ended(&rig, &ringing(&rig, "missed", "0387654321"), Cause::Missed);
    rig.message(ServerMessage::Calls { calls: vec![missed], more: true });
    let new = ringing(&rig, "new", "0311112222");
    rig.call(&new);
    rig.message(ServerMessage::Calls { calls: vec![live], more: false });
    assert!(!is_over(&rig, "live") && !is_over(&rig, "new") && is_over(&rig, "phantom"));
    assert!(rig.panel.call_ids().contains(&"missed".to_owned()));
}

#[test]
fn a_connection_lost_while_calls_follow_leads_to_a_new_snapshot() {
    let mut rig = Rig::live();
    reconnect(&mut rig);
    rig.snapshot_with(vec![], true);
    rig.message(ServerMessage::Ready);
    rig.message(ServerMessage::Calls { calls: vec![], more: true });
    reconnect(&mut rig);
    assert_eq!(last_resume(&rig), None);
    rig.snapshot_with(vec![], true);
    rig.message(ServerMessage::Ready);
    rig.message(ServerMessage::Calls { calls: vec![], more: false });
    reconnect(&mut rig);
    assert!(last_resume(&rig).is_some());
}
