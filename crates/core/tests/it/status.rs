//! The agent's status: what she chooses now and for later, after-call work, and what the system says for her.

use crate::rig::*;
use denwa_core::view_model::{Gravity, Tone, WorkView};
use denwa_core::{Input, Language, SocketEvent, UserAction};
use denwa_protocol::{
    AgentMode, AgentState, Call, Cause, ChosenMode, Colleague, Command, CommandError, Event, Reason, SetBy,
};

fn not_ready(reason: &str) -> ChosenMode {
    ChosenMode { mode: AgentMode::NotReady, reason: Some(reason.to_owned()) }
}

/// The event server says how the agent's mode stands.
fn state(rig: &mut Rig, state: AgentState) {
    let since = rig.now + rig.ahead;
    rig.event(Event::Agent { agent: AgentState { since, ..state } });
}

fn choose(rig: &mut Rig, mode: AgentMode, reason: Option<&str>) {
    rig.user(UserAction::SetMode { mode, reason: reason.map(str::to_owned) });
}

fn current(rig: &Rig) -> Vec<String> {
    let choices = rig.panel.status().choices.into_iter().filter(|choice| choice.is_current);
    choices.map(|choice| choice.word).collect()
}

/// A panel whose organisation has a status of its own, and a call that the agent talks in.
fn talking() -> (Rig, Call) {
    let status: &[(&str, &str)] = &[("Code", "break"), ("Label_Ja", "休憩中"), ("Label_En", "Break")];
    let mut rig = Rig::set_lists(&[], &[("Denwa_Status", status)]);
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    (rig, call)
}

#[test]
fn during_a_call_the_agent_chooses_what_follows_and_can_take_it_back() {
    let (mut rig, call) = talking();
    assert!(rig.panel.status().is_for_later);
    assert_eq!(current(&rig), ["Ready"], "as before, unless she chooses");
    choose(&mut rig, AgentMode::NotReady, Some("break"));
    assert_eq!(rig.command().1, Command::SetNextMode { next: Some(not_ready("break")) });
    choose(&mut rig, AgentMode::LoggedOff, None);
    assert_eq!(rig.commands().len(), 1, "the first one is on its way");
    rig.done();
    state(&mut rig, AgentState { mode: AgentMode::Ready, next: Some(not_ready("break")), ..AgentState::default() });
    assert_eq!(rig.panel.status().next.as_deref(), Some("Next: Break"));
    assert_eq!((current(&rig), rig.panel.status().word.as_str()), (vec!["Break".to_owned()], "On a call"));
    rig.user(UserAction::TakeNextModeBack);
    assert_eq!(rig.command().1, Command::SetNextMode { next: None });
    rig.done();
    state(&mut rig, AgentState { mode: AgentMode::Ready, ..AgentState::default() });
    rig.user(UserAction::TakeNextModeBack);
    choose(&mut rig, AgentMode::Ready, None);
    assert_eq!(rig.commands().len(), 2, "nothing is chosen: she stays what she is");
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert!(!rig.panel.status().is_for_later);
    choose(&mut rig, AgentMode::NotReady, Some("break"));
    let reason = Some("break".to_owned());
    assert_eq!(rig.command().1, Command::SetAgentState { mode: AgentMode::NotReady, reason });
}

#[test]
fn after_call_work_counts_down_gets_more_time_and_is_done() {
    let mut rig = Rig::live();
    let until = rig.now + rig.ahead + 30_000;
    let work = AgentState { mode: AgentMode::WorkNotReady, until: Some(until), ..AgentState::default() };
    state(&mut rig, work.clone());
    assert_eq!(rig.panel.status().work, Some(WorkView { until: Some(rig.now + 30_000) }), "by the panel's own clock");
    rig.user(UserAction::ExtendWork);
    assert_eq!(rig.command().1, Command::ExtendWork { by: 60_000 });
    rig.fail(CommandError::RateLimited);
    let error = rig.panel.status().error.expect("it is said");
    assert!(error.contains("Change status"), "{error}");
    rig.user(UserAction::EndWork);
    assert_eq!(rig.command().1, Command::SetAgentState { mode: AgentMode::Ready, reason: None });
    rig.done();
    state(&mut rig, AgentState { mode: AgentMode::Ready, ..AgentState::default() });
    assert_eq!(rig.panel.status().work, None);
    let sent = rig.commands().len();
    rig.user(UserAction::EndWork);
    rig.user(UserAction::ExtendWork);
    assert_eq!(rig.commands().len(), sent, "there is no work any more");
    state(&mut rig, AgentState { until: None, ..work.clone() });
    assert_eq!(rig.panel.status().work, Some(WorkView { until: None }));
    rig.user(UserAction::ExtendWork);
    assert_eq!(rig.commands().len(), sent, "without an end there is no more time");
    // An internal call may ring meanwhile.
    state(&mut rig, work);
    rig.call(&ringing(&rig, "c1", "2002"));
    assert_eq!(rig.panel.status().work, None);
}

#[test]
fn done_leads_to_what_was_chosen_and_another_choice_takes_its_place() {
    let work = AgentState { mode: AgentMode::WorkNotReady, next: Some(not_ready("lunch")), ..AgentState::default() };
    let mut rig = Rig::live();
    state(&mut rig, work.clone());
    rig.user(UserAction::EndWork);
    let ready = Command::SetAgentState { mode: AgentMode::Ready, reason: None };
    assert_eq!(
        rig.commands().into_iter().map(|(_, command)| command).collect::<Vec<_>>(),
        std::slice::from_ref(&ready)
    );
    let mut rig = Rig::live();
    state(&mut rig, work.clone());
    choose(&mut rig, AgentMode::Ready, None);
    let commands: Vec<Command> = rig.commands().into_iter().map(|(_, command)| command).collect();
    assert_eq!(commands, [Command::SetNextMode { next: None }, ready], "she wants to be ready now");
    let mut rig = Rig::live();
    state(&mut rig, work);
    choose(&mut rig, AgentMode::NotReady, Some("lunch"));
    assert_eq!(rig.commands().len(), 1, "what was chosen comes earlier");
}

#[test]
fn other_work_and_calls_are_the_systems_to_say() {
    let mut rig = Rig::live();
    state(&mut rig, AgentState { mode: AgentMode::Ready, other_work: true, ..AgentState::default() });
    let status = rig.panel.status();
    assert_eq!((status.word.as_str(), status.tone, status.since), ("Other work", Tone::Busy, None));
    let call = ringing(&rig, "c1", "2002");
    rig.call(&call);
    assert_eq!(rig.panel.status().word, "Ringing");
    rig.call(&ended(&rig, &call, Cause::Missed));
    state(&mut rig, AgentState { mode: AgentMode::NotReady, other_work: true, ..AgentState::default() });
    assert_eq!(rig.panel.status().word, "Not ready", "she takes no calls anyhow");
}

#[test]
fn a_supervisors_change_is_told_with_its_reason_until_the_agent_changes_it() {
    let mut rig = Rig::live();
    let by = Colleague { extension: "2009".to_owned(), name: Some("Yamada".to_owned()) };
    let set_by = Some(SetBy { by, why: "Fire drill".to_owned() });
    state(&mut rig, AgentState { mode: AgentMode::NotReady, set_by, ..AgentState::default() });
    let notice = rig.panel.notices().pop().expect("it is told");
    assert_eq!(
        (notice.gravity, notice.text.as_str()),
        (Gravity::Info, "Yamada has set your status to Not ready: Fire drill")
    );
    state(&mut rig, AgentState { mode: AgentMode::Ready, ..AgentState::default() });
    assert_eq!(rig.panel.notices(), []);
}

#[test]
fn a_supervisors_change_names_the_status_that_was_set_also_during_other_work() {
    let mut rig = Rig::live();
    let by = Colleague { extension: "2009".to_owned(), name: Some("Yamada".to_owned()) };
    let set_by = Some(SetBy { by, why: String::new() });
    state(&mut rig, AgentState { mode: AgentMode::Ready, other_work: true, set_by, ..AgentState::default() });
    assert_eq!(rig.panel.status().word, "Other work");
    assert_eq!(rig.panel.notices().pop().expect("it is told").text, "Yamada has set your status to Ready");
}

#[test]
fn a_status_that_the_pbx_refuses_is_told_and_a_lost_answer_is_asked_for_again() {
    let mut rig = Rig::live();
    choose(&mut rig, AgentMode::NotReady, None);
    rig.fail(CommandError::Refused);
    assert!(rig.panel.status().error.is_some() && !rig.panel.status().is_fixed);
    assert_eq!(current(&rig), ["Ready"]);
    choose(&mut rig, AgentMode::NotReady, None);
    let asked = rig.command();
    rig.input(Input::Socket(SocketEvent::Closed));
    assert_eq!(rig.panel.status().next, None);
    rig.pass(2_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.snapshot(vec![]);
    rig.message(denwa_protocol::ServerMessage::Ready);
    assert_eq!(rig.command(), asked, "under the same ID");
}

#[test]
fn the_reasons_of_the_event_server_count_where_the_organisation_has_none_of_its_own() {
    let reason = Reason { code: "lunch".to_owned(), ja: "昼休み".to_owned(), en: "Lunch".to_owned() };
    let words = |rig: &Rig| rig.panel.status().choices.into_iter().map(|choice| choice.word).collect::<Vec<_>>();
    let mut rig = Rig::loaded();
    rig.reasons = vec![reason.clone()];
    rig.go_live(vec![]);
    assert_eq!(words(&rig), ["Ready", "Not ready", "Lunch", "After-call work", "Signed off"]);
    let (mut rig, call) = talking();
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert_eq!(words(&rig), ["Ready", "Not ready", "Break", "After-call work", "Signed off"]);
    rig.user(UserAction::SetLanguage(Language::Ja));
    assert_eq!(words(&rig), ["受付可", "離席中", "休憩中", "後作業", "ログオフ"]);
}
