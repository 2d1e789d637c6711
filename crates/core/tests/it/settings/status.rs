//! ステータス.

use crate::rig::*;
use denwa_core::{Effect, Input, SocketEvent, UserAction};
use denwa_protocol::{
    AfterCall, AfterCallOf, AgentMode, AgentState, ChosenMode, ClientMessage, Command, Event, ServerMessage, WorkRules,
};

/// The rules that the event server was told, the first ones first.
fn told(rig: &Rig) -> Vec<WorkRules> {
    let rules = |effect: &Effect| match effect {
        Effect::Send(ClientMessage::Command { command: Command::SetWorkRules(rules), .. }) => Some(rules.clone()),
        _ => None,
    };
    rig.all.iter().filter_map(rules).collect()
}

fn after_call(values: &[(&str, &str)]) -> Option<AfterCall> {
    told(&Rig::set(values)).pop().expect("the server is told").after_call
}

#[test]
fn after_call_work_follows_the_calls_that_the_administrator_chose() {
    assert_eq!(after_call(&[]), None);
    assert_eq!(after_call(&[("After_Call_Seconds", "60")]), None, "a time alone is no work");
    for (code, follows) in
        [("queue", AfterCallOf::Queue), ("inbound", AfterCallOf::Inbound), ("external", AfterCallOf::External)]
    {
        assert_eq!(after_call(&[("After_Call_Work", code)]), Some(AfterCall { follows, lasts: Some(30_000) }));
    }
}

#[test]
fn after_call_seconds_are_its_time_and_zero_lets_the_agent_end_it() {
    let lasts = |seconds| {
        after_call(&[("After_Call_Work", "queue"), ("After_Call_Seconds", seconds)]).expect("there is work").lasts
    };
    assert_eq!((lasts("90"), lasts("0")), (Some(90_000), None));
}

#[test]
fn after_missed_is_the_status_of_an_agent_who_did_not_answer() {
    let missed = |code| told(&Rig::set(&[("After_Missed", code)])).pop().expect("the server is told").after_missed;
    let mode = |mode| Some(ChosenMode { mode, reason: None });
    assert_eq!(missed("none"), None);
    assert_eq!(missed("notReady"), mode(AgentMode::NotReady));
    assert_eq!(missed("work"), mode(AgentMode::WorkNotReady));
}

#[test]
fn sign_off_minutes_are_told_after_each_sign_in_and_when_they_change() {
    let mut rig = Rig::set(&[("Sign_Off_Minutes", "5")]);
    let rules = |minutes: u64| WorkRules { sign_off_after: Some(minutes * 60_000), ..WorkRules::default() };
    assert_eq!(told(&rig), [rules(5)]);
    rig.change(&[("Sign_Off_Minutes", "10")]);
    assert_eq!(told(&rig), [rules(5), rules(10)]);
    rig.change(&[("Sign_Off_Minutes", "10"), ("Copy_Number", "on")]);
    assert_eq!(told(&rig).len(), 2, "nothing new for the server");
    rig.input(Input::Socket(SocketEvent::Closed));
    rig.pass(2_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.message(ServerMessage::Ready);
    assert_eq!(told(&rig).len(), 3, "another server may be there");
    rig.change(&[("Sign_Off_Minutes", "0")]);
    assert_eq!(told(&rig).pop(), Some(WorkRules::default()));
}

#[test]
fn denwa_status_rows_are_what_agents_choose_from_in_their_language() {
    let first: &[(&str, &str)] = &[("Code", "training"), ("Label_Ja", "研修"), ("Label_En", "Training")];
    let second: &[(&str, &str)] = &[("Code", "desk"), ("Label_Ja", "窓口")];
    let mut rig = Rig::set_lists(&[], &[("Denwa_Status", first), ("Denwa_Status", second)]);
    let choices = rig.panel.status().choices;
    let own = choices.into_iter().filter_map(|choice| Some((choice.reason?, choice.word))).collect::<Vec<_>>();
    let expected = [("training", "Training"), ("desk", "窓口")];
    assert_eq!(own, expected.map(|(code, word)| (code.to_owned(), word.to_owned())));
    let reason = Some("desk".to_owned());
    rig.user(UserAction::SetMode { mode: AgentMode::NotReady, reason: reason.clone() });
    assert_eq!(rig.command().1, Command::SetAgentState { mode: AgentMode::NotReady, reason: reason.clone() });
    let agent = AgentState { mode: AgentMode::NotReady, reason, ..AgentState::default() };
    rig.event(Event::Agent { agent });
    assert_eq!(rig.panel.status().word, "窓口");
}
