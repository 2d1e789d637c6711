//! The team of a supervisor (チーム): members and their calls, listening in, setting a status, raised hands, queues, and losing the right.

use crate::control::all;
use crate::rig::*;
use denwa_core::view_model::{MonitorButton, TeamMemberView, TeamView};
use denwa_core::{DeskAction, DeskTab, Input, SocketEvent, TeamAction, UserAction};
use denwa_protocol::{
    AgentMode, AgentState, CallActivity, ChosenMode, ClientMessage, Colleague, Command, CommandError, ConnectionState,
    Direction, Event, HandKind, MonitorMode, Monitored, Monitoring, Number, Party, PhoneState, QueueFigures,
    RaisedHand, Recording, ServerMessage, TeamCall, TeamHand, TeamMember,
};

fn colleague(extension: &str, name: &str) -> Colleague {
    Colleague { extension: extension.to_owned(), name: Some(name.to_owned()) }
}

fn suzuki() -> Colleague {
    colleague("2002", "Suzuki")
}

fn member(agent: Colleague, mode: AgentMode, calls: Vec<TeamCall>) -> TeamMember {
    let activity = if calls.is_empty() { CallActivity::Idle } else { CallActivity::Talking };
    let state = AgentState { mode, since: 900_000, ..AgentState::default() };
    TeamMember { agent, signed_in: true, state, phone: PhoneState::Registered, activity, calls }
}

fn team_call(id: &str) -> TeamCall {
    TeamCall {
        id: id.to_owned(),
        direction: Direction::Inbound,
        remote: Party { number: Number::Known { digits: "0312345678".to_owned() }, name: None },
        line: Some("0120000000".to_owned()),
        queue: Some("support".to_owned()),
        state: ConnectionState::Connected,
        began_at: 950_000,
        answered_at: Some(957_000),
        held_at: None,
        recording: None,
        hand: None,
        monitored: None,
    }
}

/// A supervisor's panel whose team is shown; one member talks.
fn supervising() -> Rig {
    let mut rig = Rig::live();
    rig.event(Event::Capabilities { capabilities: all() });
    rig.event(Event::Supervises { supervises: true });
    show(&mut rig, DeskTab::Team);
    team(&mut rig, vec![member(suzuki(), AgentMode::Ready, vec![team_call("s1")])], true);
    rig
}

fn show(rig: &mut Rig, tab: DeskTab) {
    rig.user(UserAction::Desk(DeskAction::Show(tab)));
}

fn team(rig: &mut Rig, members: Vec<TeamMember>, anew: bool) {
    rig.message(ServerMessage::Team { members, anew });
}

fn act(rig: &mut Rig, action: TeamAction) {
    rig.user(UserAction::Team(action));
}

fn view(rig: &Rig) -> TeamView {
    rig.panel.screen().desk.team.expect("the team is shown")
}

fn only(rig: &Rig) -> TeamMemberView {
    let members = view(rig).members;
    assert_eq!(members.len(), 1);
    members[0].clone()
}

fn button(rig: &Rig, mode: MonitorMode) -> MonitorButton {
    only(rig).calls[0].monitors.iter().find(|button| button.mode == mode).expect("the button is there").clone()
}

fn monitor(rig: &mut Rig, mode: MonitorMode) {
    act(rig, TeamAction::Monitor { agent: "2002".to_owned(), call: "s1".to_owned(), mode });
}

fn own_part(rig: &Rig, mode: MonitorMode, state: ConnectionState) -> Event {
    let since = rig.now + rig.ahead;
    Event::Monitoring { monitoring: Some(Monitoring { agent: suzuki(), call: "s1".to_owned(), mode, state, since }) }
}

fn watches(rig: &Rig) -> Vec<bool> {
    let watch = |message: &ClientMessage| match message {
        ClientMessage::WatchTeam { watch } => Some(*watch),
        _ => None,
    };
    rig.sent.iter().filter_map(watch).collect()
}

fn tabs(rig: &Rig) -> Vec<DeskTab> {
    rig.panel.screen().desk.tabs.iter().map(|view| view.tab).collect()
}

#[test]
fn only_supervisors_have_the_team_and_it_is_watched_only_while_it_is_shown() {
    let mut rig = Rig::live();
    assert!(!tabs(&rig).contains(&DeskTab::Team));
    show(&mut rig, DeskTab::Team);
    assert!(watches(&rig).is_empty(), "the server would not answer");
    show(&mut rig, DeskTab::Calls);
    rig.event(Event::Supervises { supervises: true });
    assert_eq!(tabs(&rig).last(), Some(&DeskTab::Team));
    show(&mut rig, DeskTab::Team);
    assert_eq!(view(&rig).status, Some("Reading the team…"));
    show(&mut rig, DeskTab::Team);
    show(&mut rig, DeskTab::History);
    assert_eq!(watches(&rig), [true, false]);
    team(&mut rig, vec![member(suzuki(), AgentMode::Ready, vec![])], true);
    show(&mut rig, DeskTab::Team);
    assert!(view(&rig).members.is_empty(), "what comes too late is out of date");
}

#[test]
fn members_are_shown_with_status_calls_and_timers_and_follow_every_change() {
    let mut rig = supervising();
    team(&mut rig, vec![member(colleague("2001", "Sato"), AgentMode::NotReady, vec![])], false);
    let members = view(&rig).members;
    let names: Vec<_> =
        members.iter().map(|member| (member.extension.as_str(), member.presence.word.as_str())).collect();
    assert_eq!(names, [("2001", "Not ready"), ("2002", "On a call")]);
    let call = &members[1].calls[0];
    assert_eq!((call.title, call.who.as_str(), call.line.as_str()), ("On a call", "03-1234-5678", "Support · support"));
    assert_eq!((call.since, members[0].since), (957_000 - rig.ahead, 900_000 - rig.ahead), "by the panel's clock");
    let recorded = TeamCall { recording: Some(Recording::On), state: ConnectionState::Held, ..team_call("s1") };
    let unseen = TeamMember { signed_in: false, ..member(suzuki(), AgentMode::Ready, vec![recorded]) };
    team(&mut rig, vec![unseen], false);
    let suzuki = view(&rig).members[1].clone();
    assert_eq!((suzuki.calls[0].title, suzuki.calls[0].marks.as_slice()), ("On hold", &["Recording".to_owned()][..]));
    assert_eq!(suzuki.note, "No panel open");
    act(&mut rig, TeamAction::Find(" sAt ".to_owned()));
    assert_eq!(only(&rig).name, "Sato");
    act(&mut rig, TeamAction::Find("9".to_owned()));
    assert_eq!(view(&rig).status, Some("No such members"));
    act(&mut rig, TeamAction::Find("2002".to_owned()));
    assert_eq!(only(&rig).name, "Suzuki");
    team(&mut rig, vec![], true);
    act(&mut rig, TeamAction::Find(String::new()));
    assert_eq!(view(&rig).status, Some("There are no members"));
}

#[test]
fn a_supervisor_listens_whispers_barges_in_and_leaves() {
    let mut rig = supervising();
    monitor(&mut rig, MonitorMode::Listen);
    monitor(&mut rig, MonitorMode::BargeIn);
    let wanted = |mode| Command::Monitor { agent: "2002".to_owned(), call: "s1".to_owned(), mode, shown: true };
    assert_eq!(rig.command().1, wanted(MonitorMode::Listen), "one at a time");
    assert!(button(&rig, MonitorMode::Listen).is_busy);
    rig.event(own_part(&rig, MonitorMode::Listen, ConnectionState::Alerting));
    let own = rig.panel.screen().monitoring.expect("her part");
    assert_eq!((own.words.as_str(), own.hint.is_some()), ("You are listening to the call of Suzuki", true));
    assert!(own.modes.iter().all(|mode| mode.unavailable.is_some()), "her phone rings");
    rig.event(own_part(&rig, MonitorMode::Listen, ConnectionState::Connected));
    let listen = button(&rig, MonitorMode::Listen);
    assert!(listen.is_on && !listen.is_busy);
    monitor(&mut rig, MonitorMode::Whisper);
    assert_eq!(rig.command().1, wanted(MonitorMode::Whisper));
    rig.done();
    rig.event(own_part(&rig, MonitorMode::Whisper, ConnectionState::Connected));
    show(&mut rig, DeskTab::Calls);
    let own = rig.panel.screen().monitoring.expect("in sight on every list");
    assert_eq!((own.words.as_str(), own.hint), ("You whisper to Suzuki", None));
    act(&mut rig, TeamAction::StopMonitoring);
    assert_eq!(rig.command().1, Command::StopMonitoring);
    assert!(rig.panel.screen().monitoring.expect("not yet").is_leaving);
    rig.event(Event::Monitoring { monitoring: None });
    assert!(rig.panel.screen().monitoring.is_none());
    assert!(rig.panel.call_ids().is_empty(), "her part is no call of hers");
}

#[test]
fn a_supervisor_who_is_in_a_call_or_in_another_members_call_takes_part_in_no_second() {
    let mut rig = supervising();
    assert!(button(&rig, MonitorMode::Listen).unavailable.is_none());
    let other = Monitoring {
        agent: colleague("2003", "Ito"),
        call: "i1".to_owned(),
        mode: MonitorMode::Listen,
        state: ConnectionState::Connected,
        since: 0,
    };
    rig.event(Event::Monitoring { monitoring: Some(other) });
    assert_eq!(button(&rig, MonitorMode::Listen).unavailable, Some("You are in another call"));
    rig.event(Event::Monitoring { monitoring: None });
    rig.call(&ringing(&rig, "c1", "0312345678"));
    show(&mut rig, DeskTab::Team);
    team(&mut rig, vec![member(suzuki(), AgentMode::Ready, vec![team_call("s1")])], true);
    assert_eq!(button(&rig, MonitorMode::Whisper).unavailable, Some("Not while you are in a call yourself"));
    let unanswered = TeamCall { answered_at: None, state: ConnectionState::Alerting, ..team_call("s1") };
    team(&mut rig, vec![member(suzuki(), AgentMode::Ready, vec![unanswered])], false);
    assert!(only(&rig).calls[0].monitors.is_empty(), "nobody talks yet");
}

#[test]
fn what_a_supervisor_asks_in_vain_is_told_in_words() {
    let mut rig = supervising();
    monitor(&mut rig, MonitorMode::Listen);
    rig.fail(CommandError::PhoneUnregistered);
    assert_eq!(view(&rig).error.as_deref(), Some("Monitor did not work: The phone is not registered"));
    monitor(&mut rig, MonitorMode::Listen);
    assert!(view(&rig).error.is_none());
    rig.pass_live(13_000);
    assert_eq!(view(&rig).error.as_deref(), Some("Monitor did not work: No answer in time. Check the phone"));
    let away = ChosenMode { mode: AgentMode::NotReady, reason: None };
    let set = |why: &str| TeamAction::SetMode { agent: "2002".to_owned(), mode: away.clone(), why: why.to_owned() };
    let commands = rig.commands().len();
    act(&mut rig, set("  "));
    assert_eq!(rig.commands().len(), commands, "not without a reason");
    rig.event(Event::Monitoring { monitoring: None });
    act(&mut rig, set(" forgot to pause "));
    let wanted = Command::SetModeOf { agent: "2002".to_owned(), mode: away.clone(), why: "forgot to pause".to_owned() };
    assert_eq!(rig.command().1, wanted);
    assert!(only(&rig).is_busy);
    rig.fail(CommandError::NotSupervisor);
    assert!(!only(&rig).is_busy);
    assert_eq!(view(&rig).error.as_deref(), Some("Change status did not work: Only supervisors may do this"));
}

#[test]
fn without_a_connection_each_action_fails_as_what_it_is() {
    let mut rig = supervising();
    let commands = rig.commands().len();
    rig.input(Input::Socket(SocketEvent::Closed));
    let error = |rig: &Rig| view(rig).error.expect("it is said");
    let away = ChosenMode { mode: AgentMode::NotReady, reason: None };
    let (agent, call) = ("2002".to_owned(), "s1".to_owned());
    act(&mut rig, TeamAction::LowerHand { agent: agent.clone(), call });
    assert_eq!(error(&rig), "Lower hand did not work: The telephone system is not connected");
    monitor(&mut rig, MonitorMode::Listen);
    assert_eq!(error(&rig), "Monitor did not work: The telephone system is not connected");
    act(&mut rig, TeamAction::SetMode { agent: agent.clone(), mode: away.clone(), why: " ".to_owned() });
    assert_eq!(error(&rig), "Monitor did not work: The telephone system is not connected", "nothing was asked");
    act(&mut rig, TeamAction::SetMode { agent, mode: away, why: "forgot".to_owned() });
    assert_eq!(error(&rig), "Change status did not work: The telephone system is not connected");
    assert_eq!(rig.commands().len(), commands);
}

#[test]
fn the_agent_sees_who_takes_part_in_her_call() {
    let (mut rig, call) = crate::control::talking();
    let by = |mode| Some(Monitored { by: colleague("1002", "Yamamoto"), mode });
    for (mode, words) in [
        (MonitorMode::Listen, "Yamamoto is listening to the call"),
        (MonitorMode::Whisper, "Yamamoto whispers to the agent. The other side does not hear it"),
        (MonitorMode::BargeIn, "Yamamoto takes part in the call"),
    ] {
        rig.call(&denwa_protocol::Call { monitored: by(mode), ..call.clone() });
        let lines = rig.card().control.lines;
        assert_eq!(lines.iter().map(|line| line.words.as_str()).collect::<Vec<_>>(), [words]);
    }
    rig.call(&call);
    assert!(rig.card().control.lines.is_empty());
}

fn raised(rig: &Rig, agent: Colleague, kind: HandKind) -> TeamHand {
    let remote = Party { number: Number::Known { digits: "0312345678".to_owned() }, name: None };
    let hand = RaisedHand { kind, at: rig.now + rig.ahead, lowered_at: None, outcome: None };
    TeamHand { agent, call: "s1".to_owned(), remote, hand }
}

#[test]
fn raised_hands_are_news_on_every_list_and_are_taken_down_in_the_team() {
    let mut rig = supervising();
    show(&mut rig, DeskTab::Calls);
    let hands = vec![raised(&rig, suzuki(), HandKind::Harassment)];
    rig.event(Event::Hands { hands });
    let desk = rig.panel.screen().desk;
    let news = desk.hand.expect("in sight at once");
    assert_eq!((news.words.as_str(), news.is_harassment), ("Suzuki reports harassment (caller: 03-1234-5678)", true));
    let tab = desk.tabs.last().expect("the team").clone();
    assert_eq!((tab.count, tab.count_words.as_str()), (Some(1), "1 hand is up"));
    show(&mut rig, DeskTab::Team);
    assert!(rig.panel.screen().desk.hand.is_none(), "it is in the list");
    let row = view(&rig).hands[0].clone();
    assert_eq!((row.kind, row.name.as_str(), row.since), ("Harassment", "Suzuki", rig.now));
    act(&mut rig, TeamAction::LowerHand { agent: row.agent, call: row.call });
    assert_eq!(rig.command().1, Command::LowerHandOf { agent: "2002".to_owned(), call: "s1".to_owned() });
    assert!(view(&rig).hands[0].is_busy);
    rig.event(Event::Hands { hands: vec![] });
    assert!(view(&rig).hands.is_empty());
}

#[test]
fn queues_stand_in_a_table() {
    let mut rig = supervising();
    let figures = |queue: &str, waiting, free| QueueFigures {
        queue: queue.to_owned(),
        name: (queue == "support").then(|| "Support desk".to_owned()),
        waiting,
        longest_since: (waiting > 0).then_some(rig.now + rig.ahead - 30_000),
        free,
        signed_on: 4,
        own: false,
    };
    let queues = vec![figures("sales", 0, 1), figures("support", 2, 0)];
    rig.message(ServerMessage::Queues { queues });
    let rows = view(&rig).queues;
    assert_eq!(
        rows.iter().map(|row| (row.name.as_str(), row.is_alert)).collect::<Vec<_>>(),
        [("sales", false), ("Support desk", true)]
    );
    assert_eq!((rows[0].longest_since, rows[1].longest_since), (None, Some(rig.now - 30_000)));
}

#[test]
fn who_loses_the_right_while_listening_is_told_and_nothing_is_stuck() {
    let mut rig = supervising();
    rig.event(own_part(&rig, MonitorMode::Listen, ConnectionState::Connected));
    let hands = vec![raised(&rig, suzuki(), HandKind::Help)];
    rig.event(Event::Hands { hands });
    act(&mut rig, TeamAction::StopMonitoring);
    rig.event(Event::Supervises { supervises: false });
    let screen = rig.panel.screen();
    assert!(screen.monitoring.is_none() && screen.desk.hand.is_none() && screen.desk.team.is_none());
    assert_eq!(screen.desk.tab, DeskTab::Calls);
    assert!(!tabs(&rig).contains(&DeskTab::Team));
    let told = |rig: &Rig| rig.panel.notices().iter().any(|notice| notice.text.contains("no longer a supervisor"));
    assert!(told(&rig));
    rig.event(Event::Monitoring { monitoring: None });
    show(&mut rig, DeskTab::History);
    assert!(!told(&rig), "it has been read");
    let commands = rig.commands().len();
    monitor(&mut rig, MonitorMode::Listen);
    assert_eq!(rig.commands().len(), commands);
}

#[test]
fn the_team_is_watched_again_on_a_new_connection() {
    let mut rig = supervising();
    rig.input(Input::Socket(SocketEvent::Closed));
    assert_eq!(only(&rig).name, "Suzuki", "what was known stays in sight");
    act(&mut rig, TeamAction::StopMonitoring);
    assert_eq!(view(&rig).error.as_deref(), Some("Monitor did not work: The telephone system is not connected"));
    rig.pass(1_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.message(ServerMessage::Resumed { stream: "stream".to_owned() });
    rig.message(ServerMessage::Ready);
    assert_eq!(watches(&rig), [true, true]);
    team(&mut rig, vec![member(colleague("2001", "Sato"), AgentMode::Ready, vec![])], true);
    assert_eq!(only(&rig).name, "Sato");
}
