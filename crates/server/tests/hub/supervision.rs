//! Supervisors: whom they see, how they take part in calls, and the trace that they leave; hands that agents raise.

use crate::desk::*;
use denwa_protocol::{
    AgentMode, Call, Cause, ChosenMode, Command, CommandError, ConnectionState, Event, HandKind, MonitorMode,
    Monitored, Recording, ServerMessage, TeamHand, TeamMember,
};
use denwa_server::{
    config::Team,
    hub::{Effect, Input, SessionId},
    pbx::{Done, MonitoringPart, PbxEvent, PbxRequest},
    store::trace::Act,
};

/// Makes a hub in which suzuki supervises, and returns sato's and suzuki's panels.
fn supervised() -> (Desk, SessionId, SessionId) {
    let mut desk = Desk::new();
    desk.supervisors.push("suzuki".to_owned());
    desk.report_agent("2001", AgentMode::Ready, None);
    let ((sato, _), (suzuki, snapshot)) = (desk.sign_in("sato"), desk.sign_in("suzuki"));
    assert!(snapshot.supervises);
    (desk, sato, suzuki)
}

fn team(effects: &[Effect], session: SessionId) -> Vec<(bool, Vec<TeamMember>)> {
    let read = |message| match message {
        ServerMessage::Team { members, anew } => Some((anew, members)),
        _ => None,
    };
    sent(effects, session).into_iter().filter_map(read).collect()
}

fn watch(desk: &mut Desk, session: SessionId) -> Vec<Effect> {
    desk.feed(Input::WatchTeam { session, watch: true })
}

fn monitor(mode: MonitorMode, shown: bool) -> Command {
    Command::Monitor { agent: "2001".to_owned(), call: "c1".to_owned(), mode, shown }
}

fn part(mode: MonitorMode, state: ConnectionState) -> PbxEvent {
    let part = MonitoringPart { agent: "2001".to_owned(), call: "c1".to_owned(), mode, state };
    PbxEvent::Monitoring { extension: "2002".to_owned(), part: Some(part) }
}

fn left() -> PbxEvent {
    PbxEvent::Monitoring { extension: "2002".to_owned(), part: None }
}

fn talk(desk: &mut Desk) -> Call {
    let call = connected(&ringing("c1", desk.now), desk.now);
    desk.report_call("2001", &call);
    call
}

/// Returns the acts that have left a trace, and checks who did them.
fn acts(desk: &Desk, by: &str) -> Vec<Act> {
    let traces = desk.kept.traces.iter();
    assert!(desk.kept.traces.iter().all(|trace| trace.agent == "sato" && trace.organisation == ORG));
    traces.filter(|trace| trace.by == by).map(|trace| trace.act.clone()).collect()
}

fn hands(effects: &[Effect], session: SessionId) -> Vec<Vec<TeamHand>> {
    let read = |event| if let Event::Hands { hands } = event { Some(hands) } else { None };
    events(effects, session).into_iter().filter_map(read).collect()
}

fn raise(kind: HandKind) -> Command {
    Command::RaiseHand { call: "c1".to_owned(), kind }
}

fn lower(outcome: Option<&str>) -> Command {
    Command::LowerHand { call: "c1".to_owned(), outcome: outcome.map(str::to_owned) }
}

#[test]
fn the_team_comes_whole_and_then_what_changes() {
    let (mut desk, sato, suzuki) = supervised();
    let effects = watch(&mut desk, suzuki);
    let told = team(&effects, suzuki);
    let [(true, members)] = told.as_slice() else { panic!("{told:?}") };
    let [member] = members.as_slice() else { panic!("only sato of her organisation: {members:?}") };
    assert_eq!(
        (member.agent.extension.as_str(), member.signed_in, member.state.mode),
        ("2001", true, AgentMode::Ready)
    );
    talk(&mut desk);
    let told = team(&desk.pass(1_000), suzuki);
    let [(false, members)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(members[0].calls.iter().map(|call| call.id.as_str()).collect::<Vec<_>>(), ["c1"]);
    desk.feed(Input::Closed(sato));
    let told = team(&desk.pass(1_000), suzuki);
    assert!(!told[0].1[0].signed_in);
    desk.feed(Input::WatchTeam { session: suzuki, watch: false });
    desk.report_agent("2001", AgentMode::LoggedOff, None);
    assert_eq!(team(&desk.pass(5_000), suzuki), []);
}

#[test]
fn a_new_mode_comes_within_a_fifth_of_a_second_and_the_rest_once_a_second() {
    let (mut desk, _, suzuki) = supervised();
    watch(&mut desk, suzuki);
    let mut told = 0;
    let call = talk(&mut desk);
    for n in 0..30 {
        let state = if n % 2 == 0 { ConnectionState::Held } else { ConnectionState::Connected };
        let mut effects = desk.report_call("2001", &Call { state, ..call.clone() });
        effects.extend(desk.pass(100));
        told += team(&effects, suzuki).len();
    }
    assert!((2..=4).contains(&told), "{told} messages in three seconds");
    let mut effects = desk.report_agent("2001", AgentMode::NotReady, Some("lunch"));
    effects.extend(desk.pass(200));
    let told = team(&effects, suzuki);
    assert_eq!(told.last().map(|(_, members)| members[0].state.mode), Some(AgentMode::NotReady));
}

#[test]
fn only_supervisors_see_and_act() {
    let (mut desk, sato, suzuki) = supervised();
    talk(&mut desk);
    assert_eq!(watch(&mut desk, sato), []);
    let lunch = ChosenMode { mode: AgentMode::NotReady, reason: Some("lunch".to_owned()) };
    let set =
        |agent: &str| Command::SetModeOf { agent: agent.to_owned(), mode: lunch.clone(), why: "会議".to_owned() };
    let monitor_of = |agent: &str| Command::Monitor {
        agent: agent.to_owned(),
        call: "c1".to_owned(),
        mode: MonitorMode::Listen,
        shown: true,
    };
    for (n, command) in [set("2002"), monitor_of("2002")].into_iter().enumerate() {
        let effects = desk.command(sato, &n.to_string(), command);
        assert_eq!((error(&effects, sato), request(&effects)), (Some(CommandError::NotSupervisor), None));
    }
    // Another organisation's agent, nobody, and herself.
    for (n, agent) in ["3001", "9999", "2002"].into_iter().enumerate() {
        for (m, command) in [set(agent), monitor_of(agent)].into_iter().enumerate() {
            let effects = desk.command(suzuki, &format!("{n}-{m}"), command);
            assert_eq!(
                (error(&effects, suzuki), request(&effects)),
                (Some(CommandError::NoSuchAgent), None),
                "{agent}"
            );
        }
    }
    assert_eq!(desk.kept.traces, []);
}

#[test]
fn a_configured_team_is_all_that_its_supervisor_sees() {
    let (mut desk, ..) = supervised();
    desk.restart_with("two", |config| {
        config.teams =
            vec![Team { supervisor: "suzuki".to_owned(), agents: vec![], organisation: Some(ORG.to_owned()) }];
    });
    let (suzuki, _) = desk.sign_in("suzuki");
    assert_eq!(team(&watch(&mut desk, suzuki), suzuki), [(true, vec![])]);
    let effects = desk.command(suzuki, "1", monitor(MonitorMode::Listen, true));
    assert_eq!(error(&effects, suzuki), Some(CommandError::NoSuchAgent));
}

#[test]
fn a_team_that_names_the_only_organisation_holds_for_agents_who_name_none() {
    let (mut desk, ..) = supervised();
    desk.restart_with("two", |config| {
        config.organisations.retain(|organisation| organisation.id == ORG);
        config.agents.retain(|agent| agent.organisation.as_deref() == Some(ORG));
        config.agents.iter_mut().for_each(|agent| agent.organisation = None);
        config.teams =
            vec![Team { supervisor: "suzuki".to_owned(), agents: vec![], organisation: Some(ORG.to_owned()) }];
    });
    let (suzuki, _) = desk.sign_in("suzuki");
    assert_eq!(team(&watch(&mut desk, suzuki), suzuki), [(true, vec![])]);
}

#[test]
fn the_agent_sees_a_supervisor_who_comes_from_another_call_and_asked_to_be_seen() {
    let (mut desk, sato, suzuki) = supervised();
    let first = talk(&mut desk);
    desk.pbx(part(MonitorMode::Listen, ConnectionState::Connected));
    desk.report_call("2001", &held(&first, desk.now));
    desk.report_call("2001", &connected(&ringing("c2", desk.now), desk.now));
    let command =
        Command::Monitor { agent: "2001".to_owned(), call: "c2".to_owned(), mode: MonitorMode::Listen, shown: true };
    let asked = desk.command(suzuki, "m", command);
    desk.reply(&asked, Ok(Done::default()));
    desk.pbx(left());
    let (agent, call) = ("2001".to_owned(), "c2".to_owned());
    let part = MonitoringPart { agent, call, mode: MonitorMode::Listen, state: ConnectionState::Connected };
    let effects = desk.pbx(PbxEvent::Monitoring { extension: "2002".to_owned(), part: Some(part) });
    let seen = calls(&effects, sato).pop().and_then(|call| call.monitored);
    assert_eq!(seen.map(|seen| seen.mode), Some(MonitorMode::Listen));
}

#[test]
fn who_becomes_invisible_leaves_a_trace() {
    let (mut desk, sato, suzuki) = supervised();
    talk(&mut desk);
    let asked = desk.command(suzuki, "m", monitor(MonitorMode::Listen, true));
    desk.reply(&asked, Ok(Done::default()));
    desk.pbx(part(MonitorMode::Listen, ConnectionState::Connected));
    let effects = desk.command(suzuki, "h", monitor(MonitorMode::Listen, false));
    assert_eq!(calls(&effects, sato).pop().map(|call| call.monitored), Some(None));
    let acts = acts(&desk, "suzuki");
    assert_eq!(acts.last(), Some(&Act::MonitoringChanged { mode: MonitorMode::Listen, shown: false }));
}

#[test]
fn who_loses_the_permission_while_the_pbx_is_away_is_put_out_when_it_is_back() {
    let (mut desk, _, _) = supervised();
    let call = talk(&mut desk);
    desk.pbx(part(MonitorMode::Listen, ConnectionState::Connected));
    desk.pbx(PbxEvent::Down);
    desk.pass(MINUTE);
    desk.supervisors.clear();
    desk.sign_in_as(ORG, "suzuki", "renewed", None);
    let effects = desk.pbx_up(|desk| {
        desk.report_call("2001", &call);
        desk.pbx(part(MonitorMode::Listen, ConnectionState::Connected));
    });
    assert!(matches!(request(&effects), Some((_, extension, PbxRequest::StopMonitoring)) if extension == "2002"));
}

#[test]
fn a_supervisor_listens_and_the_agent_sees_it_where_she_is_to() {
    for shown in [true, false] {
        let (mut desk, sato, suzuki) = supervised();
        let call = talk(&mut desk);
        let asked = desk.command(suzuki, "m", monitor(MonitorMode::Listen, shown));
        let Some((_, extension, PbxRequest::Monitor { agent, .. })) = request(&asked) else { panic!("{asked:?}") };
        assert_eq!((extension.as_str(), agent.as_str()), ("2002", "2001"));
        let effects = desk.reply(&asked, Ok(Done::default()));
        assert_eq!(error(&effects, suzuki), None);
        let effects = desk.pbx(part(MonitorMode::Listen, ConnectionState::Alerting));
        assert!(matches!(&events(&effects, suzuki)[..], [Event::Monitoring { monitoring: Some(part) }]
            if part.state == ConnectionState::Alerting && part.agent.extension == "2001"));
        assert_eq!(calls(&effects, sato), [], "nobody listens yet");
        let effects = desk.pbx(part(MonitorMode::Listen, ConnectionState::Connected));
        let seen = calls(&effects, sato).pop().and_then(|call| call.monitored);
        assert_eq!(seen.as_ref().map(|seen| seen.mode), shown.then_some(MonitorMode::Listen));
        // The PBX's next report of the call does not hide it.
        desk.report_call("2001", &Call { muted: true, ..call.clone() });
        assert_eq!(desk.snapshot_for("sato").calls[0].monitored, seen);
        // Her supervisors always see it.
        let told = team(&watch(&mut desk, suzuki), suzuki);
        assert_eq!(told[0].1[0].calls[0].monitored.as_ref().map(|seen| seen.mode), Some(MonitorMode::Listen));

        let asked = desk.command(suzuki, "b", monitor(MonitorMode::BargeIn, shown));
        desk.reply(&asked, Ok(Done::default()));
        let effects = desk.pbx(part(MonitorMode::BargeIn, ConnectionState::Connected));
        let seen = calls(&effects, sato).pop().and_then(|call| call.monitored);
        assert_eq!(seen.map(|seen| seen.mode), Some(MonitorMode::BargeIn), "who barges in is always seen");

        assert!(matches!(
            request(&desk.command(suzuki, "s", Command::StopMonitoring)),
            Some((_, _, PbxRequest::StopMonitoring))
        ));
        let effects = desk.pbx(left());
        assert!(events(&effects, suzuki).contains(&Event::Monitoring { monitoring: None }));
        assert_eq!(calls(&effects, sato).pop().map(|call| call.monitored), Some(None));
        let began = Act::MonitoringBegan { mode: MonitorMode::Listen, shown };
        let changed = Act::MonitoringChanged { mode: MonitorMode::BargeIn, shown: true };
        assert_eq!(acts(&desk, "suzuki"), [began, changed, Act::MonitoringEnded]);
    }
}

#[test]
fn a_call_that_cannot_be_monitored_is_refused() {
    let (mut desk, _, suzuki) = supervised();
    let refused = |desk: &mut Desk, id: &str, command: Command| {
        let effects = desk.command(suzuki, id, command);
        assert_eq!(request(&effects), None);
        error(&effects, suzuki)
    };
    assert_eq!(refused(&mut desk, "none", monitor(MonitorMode::Listen, true)), Some(CommandError::NoSuchCall));
    desk.report_call("2001", &ringing("c1", START));
    assert_eq!(refused(&mut desk, "rings", monitor(MonitorMode::Listen, true)), Some(CommandError::WrongState));
    let call = talk(&mut desk);
    assert_eq!(refused(&mut desk, "how", monitor(MonitorMode::Unknown, true)), Some(CommandError::BadRequest));
    desk.report_call("2002", &connected(&ringing("own", START), START));
    assert_eq!(refused(&mut desk, "talks", monitor(MonitorMode::Listen, true)), Some(CommandError::WrongState));
    desk.report_call("2002", &ended(&ringing("own", START), START, Cause::Normal));
    desk.pbx(PbxEvent::Down);
    assert_eq!(refused(&mut desk, "down", monitor(MonitorMode::Listen, true)), Some(CommandError::PbxDown));
    desk.pbx_up(|desk| {
        desk.report_call("2001", &call);
    });
    assert_eq!(refused(&mut desk, "nothing", Command::StopMonitoring), None, "there is nothing to stop");
    assert_eq!(desk.kept.traces, []);
}

#[test]
fn who_loses_the_permission_while_listening_is_put_out() {
    let (mut desk, _, suzuki) = supervised();
    talk(&mut desk);
    desk.pbx(part(MonitorMode::Listen, ConnectionState::Connected));
    watch(&mut desk, suzuki);
    desk.pass(MINUTE);
    desk.supervisors.clear();
    // The panel signs in with a new token.
    let (again, effects) = desk.sign_in_as(ORG, "suzuki", "renewed", None);
    assert!(!snapshot(&effects, again).supervises);
    assert!(events(&effects, suzuki).contains(&Event::Supervises { supervises: false }));
    assert!(matches!(request(&effects), Some((_, extension, PbxRequest::StopMonitoring)) if extension == "2002"));
    desk.report_agent("2001", AgentMode::LoggedOff, None);
    assert_eq!(team(&desk.pass(5_000), suzuki), [], "the team is seen no longer");
    let effects = desk.command(again, "1", monitor(MonitorMode::Listen, true));
    assert_eq!(error(&effects, again), Some(CommandError::NotSupervisor));
}

#[test]
fn a_restart_shows_the_agent_what_she_saw_before_and_traces_it_once() {
    let (mut desk, _, suzuki) = supervised();
    let call = talk(&mut desk);
    let asked = desk.command(suzuki, "m", monitor(MonitorMode::Listen, true));
    desk.reply(&asked, Ok(Done::default()));
    desk.pbx(part(MonitorMode::Listen, ConnectionState::Connected));
    for goes_on in [true, false] {
        desk.restart(if goes_on { "two" } else { "three" });
        desk.pbx_up(|desk| {
            desk.report_call("2001", &call);
            if goes_on {
                desk.pbx(part(MonitorMode::Listen, ConnectionState::Connected));
            }
        });
        assert_eq!(desk.snapshot_for("sato").calls[0].monitored.is_some(), goes_on);
        assert_eq!(desk.snapshot_for("suzuki").monitoring.is_some(), goes_on);
    }
    let began = acts(&desk, "suzuki").into_iter().filter(|act| matches!(act, Act::MonitoringBegan { .. }));
    assert_eq!(began.count(), 1);
}

#[test]
fn a_supervisor_sets_an_agent_s_mode_with_a_reason() {
    let (mut desk, sato, suzuki) = supervised();
    let lunch = ChosenMode { mode: AgentMode::NotReady, reason: Some("lunch".to_owned()) };
    let set = |why: &str| Command::SetModeOf { agent: "2001".to_owned(), mode: lunch.clone(), why: why.to_owned() };
    assert_eq!(error(&desk.command(suzuki, "1", set(" ")), suzuki), Some(CommandError::BadRequest));
    let effects = desk.command(suzuki, "2", set("昼休みです"));
    assert_eq!(error(&effects, suzuki), None);
    assert!(matches!(request(&effects), Some((_, extension, PbxRequest::SetAgentState { .. })) if extension == "2001"));
    let agent = desk.snapshot_for("sato").agent;
    let set_by = agent.set_by.clone().unwrap();
    assert_eq!((set_by.by.extension.as_str(), set_by.why.as_str()), ("2002", "昼休みです"));
    assert!(events(&effects, sato).contains(&Event::Agent { agent }));
    assert_eq!(acts(&desk, "suzuki"), [Act::ModeSet { mode: lunch, why: "昼休みです".to_owned() }]);
    // Her own next choice ends it.
    let asked = desk.command(sato, "3", Command::SetAgentState { mode: AgentMode::Ready, reason: None });
    desk.reply(&asked, Ok(Done::default()));
    assert_eq!(desk.snapshot_for("sato").agent.set_by, None);
}

#[test]
fn a_raised_hand_is_seen_at_once_and_until_it_is_taken_down() {
    let (mut desk, sato, suzuki) = supervised();
    talk(&mut desk);
    let effects = desk.command(sato, "r", raise(HandKind::Help));
    assert_eq!(error(&effects, sato), None);
    let up = hands(&effects, suzuki).pop().unwrap();
    assert_eq!((up[0].agent.extension.as_str(), up[0].call.as_str(), up[0].hand.kind), ("2001", "c1", HandKind::Help));
    assert_eq!(calls(&effects, sato)[0].hand.as_ref(), Some(&up[0].hand));
    assert_eq!(request(&effects), None, "nothing is recorded for help");
    assert_eq!(desk.snapshot_for("suzuki").hands, up);
    assert_eq!(desk.snapshot_for("sato").hands, []);
    desk.restart("two");
    let (suzuki, snapshot) = desk.sign_in("suzuki");
    assert_eq!(snapshot.hands, up);
    let effects = desk.command(suzuki, "l", Command::LowerHandOf { agent: "2001".to_owned(), call: "c1".to_owned() });
    assert_eq!(hands(&effects, suzuki), [vec![]]);
    assert!(desk.snapshot_for("sato").calls[0].hand.as_ref().unwrap().lowered_at.is_some());
    assert_eq!(acts(&desk, "sato"), [Act::HandRaised { hand: HandKind::Help }]);
    assert_eq!(acts(&desk, "suzuki"), [Act::HandLowered { outcome: None }]);
}

#[test]
fn harassment_is_recorded_and_stays_marked() {
    let (mut desk, sato, suzuki) = supervised();
    let call = talk(&mut desk);
    let effects = desk.command(sato, "r", raise(HandKind::Harassment));
    let on = PbxRequest::SetRecording { call: "c1".to_owned(), recording: Recording::On };
    assert!(matches!(request(&effects), Some((_, _, asked)) if asked == on));
    desk.report_call("2001", &Call { recording: Some(Recording::On), ..call.clone() });
    desk.command(sato, "h", raise(HandKind::Help));
    assert_eq!(desk.snapshot_for("sato").calls[0].hand.as_ref().unwrap().kind, HandKind::Harassment);
    // After the call's end she says how it ended.
    desk.report_call("2001", &ended(&call, desk.now, Cause::Normal));
    assert_eq!(desk.snapshot_for("suzuki").hands.len(), 1);
    assert_eq!(error(&desk.command(sato, "o", lower(Some("警告して終話"))), sato), None);
    let hand = desk.snapshot_for("sato").calls[0].hand.clone().unwrap();
    assert!(hand.lowered_at.is_some() && hand.outcome.as_deref() == Some("警告して終話"));
    assert_eq!(desk.snapshot_for("suzuki").hands, []);
    desk.command(sato, "log", Command::ReportLog { call: "c1".to_owned(), record_id: None, revision: None });
    // Her log is written: she corrects what she said, and takes it back. Her supervisor changes nothing of it.
    let outcomes = |effects: &[Effect]| -> Vec<Option<String>> {
        calls(effects, sato).into_iter().map(|call| call.hand.unwrap().outcome).collect()
    };
    let late = desk.command(sato, "late", lower(Some("上長に交代")));
    assert_eq!((error(&late, sato), outcomes(&late)), (None, vec![Some("上長に交代".to_owned())]));
    let lower_of = Command::LowerHandOf { agent: "2001".to_owned(), call: "c1".to_owned() };
    let of_supervisor = desk.command(suzuki, "l", lower_of);
    assert_eq!((error(&of_supervisor, suzuki), outcomes(&of_supervisor)), (None, Vec::new()));
    let back = desk.command(sato, "back", lower(None));
    assert_eq!((error(&back, sato), outcomes(&back)), (None, vec![None]));
}

#[test]
fn a_call_that_is_recorded_already_is_not_recorded_again() {
    let (mut desk, sato, _) = supervised();
    let call = talk(&mut desk);
    desk.report_call("2001", &Call { recording: Some(Recording::On), ..call });
    assert_eq!(request(&desk.command(sato, "r", raise(HandKind::Harassment))), None);
}

#[test]
fn a_settled_log_takes_the_hand_down() {
    let (mut desk, sato, suzuki) = supervised();
    let call = talk(&mut desk);
    desk.command(sato, "r", raise(HandKind::Help));
    desk.report_call("2001", &ended(&call, desk.now, Cause::Normal));
    let effects =
        desk.command(sato, "log", Command::ReportLog { call: "c1".to_owned(), record_id: None, revision: None });
    assert_eq!(hands(&effects, suzuki), [vec![]]);
}

#[test]
fn a_hand_needs_a_live_call_of_one_s_own() {
    let (mut desk, sato, suzuki) = supervised();
    let call = talk(&mut desk);
    assert_eq!(error(&desk.command(suzuki, "foreign", raise(HandKind::Help)), suzuki), Some(CommandError::NoSuchCall));
    assert_eq!(error(&desk.command(sato, "down", lower(None)), sato), Some(CommandError::WrongState));
    assert_eq!(error(&desk.command(sato, "empty", lower(Some(""))), sato), Some(CommandError::BadRequest));
    desk.report_call("2001", &ended(&call, desk.now, Cause::Normal));
    assert_eq!(error(&desk.command(sato, "over", raise(HandKind::Help)), sato), Some(CommandError::WrongState));
}

#[test]
fn a_large_team_comes_in_pages_and_nobody_is_missing() {
    let mut desk = Desk::new();
    desk.supervisors.push("suzuki".to_owned());
    desk.restart_with("two", |config| {
        let first = config.agents[0].clone();
        config.agents.extend((0..700).map(|n| {
            let mut agent = first.clone();
            (agent.login, agent.extension, agent.name) =
                (format!("a{n}"), format!("5{n:04}"), Some("長い名前".repeat(15)));
            agent
        }));
    });
    let (suzuki, _) = desk.sign_in("suzuki");
    let mut effects = watch(&mut desk, suzuki);
    assert!(effects.len() <= 10, "its queue of messages has room for them");
    effects.extend(desk.pass(10_000));
    let told = team(&effects, suzuki);
    assert_eq!(told.iter().filter(|(anew, _)| *anew).count(), 1);
    assert!(told[0].0 && told.iter().all(|(_, members)| members.len() <= 50));
    let mut all: Vec<_> = told.into_iter().flat_map(|(_, members)| members).map(|m| m.agent.extension).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 701);
    for effect in &effects {
        if let Effect::Send { message, .. } = effect {
            assert!(serde_json::to_string(message).unwrap().len() <= denwa_protocol::MAX_MESSAGE_BYTES);
        }
    }
}

#[test]
fn of_several_supervisors_the_agent_sees_one() {
    let seen = Monitored {
        by: denwa_protocol::Colleague { extension: "2002".to_owned(), name: None },
        mode: MonitorMode::BargeIn,
    };
    let (mut desk, sato, _) = supervised();
    talk(&mut desk);
    let effects = desk.pbx(part(MonitorMode::BargeIn, ConnectionState::Connected));
    assert_eq!(calls(&effects, sato)[0].monitored.as_ref(), Some(&seen));
}
