//! Supervisors take part in agents' calls: who hears whom, and how a part ends.

use crate::bench::Bench;
use denwa_protocol::{CommandError, ConnectionState, MonitorMode};
use denwa_server::pbx::{
    PbxRequest,
    simulated::{listed::ListedMonitor, model::Action},
};

/// The customer, the agent, and the supervisor.
const ALL: [&str; 2] = ["0312345678", "2001"];

fn monitor(call: &str, mode: MonitorMode) -> PbxRequest {
    PbxRequest::Monitor { agent: "2001".to_owned(), call: call.to_owned(), mode }
}

/// Returns whom the supervisor hears, and who hears her.
fn sound(bench: &Bench) -> (Vec<String>, Vec<String>) {
    let listed = bench.machine.list();
    let found = listed.into_iter().flat_map(|call| call.monitors).find(|monitor| monitor.extension == "1001");
    let ListedMonitor { hears, heard_by, .. } = found.expect("a supervisor in the list");
    (hears, heard_by)
}

fn state(bench: &Bench) -> Option<ConnectionState> {
    bench.monitoring("1001").map(|part| part.state)
}

/// A call of 2001 that 1001 monitors in this mode.
fn monitored(mode: MonitorMode) -> (Bench, String) {
    let mut bench = Bench::new();
    let call = bench.talk("2001", "0312345678");
    bench.request("1001", monitor(&call, mode)).unwrap();
    bench.pass(300);
    assert_eq!(state(&bench), Some(ConnectionState::Connected));
    (bench, call)
}

#[test]
fn her_phone_rings_first_and_she_has_no_card() {
    let mut bench = Bench::new();
    let call = bench.talk("2001", "0312345678");
    bench.request("1001", monitor(&call, MonitorMode::Listen)).unwrap();
    assert_eq!(state(&bench), Some(ConnectionState::Alerting));
    assert_eq!(sound(&bench), (vec![], vec![]), "her phone rings");
    bench.pass(300);
    assert_eq!(state(&bench), Some(ConnectionState::Connected));
    assert!(bench.calls_of("1001").is_empty());
    assert!(bench.part(&call).parties.is_empty(), "she is no party of the call");
}

#[test]
fn each_mode_has_its_listeners_and_changes_at_once() {
    let (mut bench, call) = monitored(MonitorMode::Listen);
    let all: Vec<String> = ALL.map(str::to_owned).to_vec();
    assert_eq!(sound(&bench), (all.clone(), vec![]));
    bench.request("1001", monitor(&call, MonitorMode::Whisper)).unwrap();
    assert_eq!(sound(&bench), (all.clone(), vec!["2001".to_owned()]));
    bench.request("1001", monitor(&call, MonitorMode::BargeIn)).unwrap();
    assert_eq!(sound(&bench), (all.clone(), all));
    assert_eq!(bench.monitoring("1001").unwrap().mode, MonitorMode::BargeIn);
    assert_eq!(state(&bench), Some(ConnectionState::Connected), "her phone does not ring again");
    bench.request("2001", PbxRequest::Hold { call }).unwrap();
    assert_eq!(sound(&bench), (vec![], vec![]), "on hold nobody hears anybody");
}

#[test]
fn her_part_ends_with_the_call_or_by_either_hand() {
    let (mut bench, call) = monitored(MonitorMode::Whisper);
    bench.request("2001", PbxRequest::HangUp { call }).unwrap();
    assert_eq!(bench.monitoring("1001"), None);
    assert_eq!(bench.request("1001", PbxRequest::StopMonitoring), Err(CommandError::NoSuchCall));

    let (mut bench, call) = monitored(MonitorMode::Whisper);
    bench.request("1001", PbxRequest::StopMonitoring).unwrap();
    assert_eq!((bench.monitoring("1001"), bench.end_of(&call)), (None, None), "the call goes on");

    let (mut bench, _) = monitored(MonitorMode::Listen);
    bench.dial("1001", "2002");
    assert!(state(&bench).is_some(), "her phone rings for the new call");
    bench.pass(300);
    assert_eq!(state(&bench), None, "her phone has turned to another call");

    let (mut bench, _) = monitored(MonitorMode::Listen);
    bench.machine.register("1001", None, false, bench.now).unwrap();
    bench.collect_events();
    assert_eq!(state(&bench), None, "her phone is gone");
}

#[test]
fn she_stays_with_the_agent_whose_call_becomes_another() {
    let (mut bench, call) = monitored(MonitorMode::Listen);
    let pair = bench.consult("2001", &call, "2002");
    bench.request("2001", PbxRequest::Conference(pair)).unwrap();
    assert_eq!(state(&bench), Some(ConnectionState::Connected));
    assert_eq!(sound(&bench).0.len(), 3);
    bench.request("2001", PbxRequest::HangUp { call }).unwrap();
    assert_eq!(state(&bench), None, "the agent has left the others");
}

#[test]
fn refusals_have_their_kind_and_change_nothing() {
    let mut bench = Bench::new();
    let id = bench.place(r#"{"kind":"inbound","from":"0312345678","to":"2001"}"#).unwrap();
    let call = bench.part_of("2001", &id).id.clone();
    let listen = || monitor(&call, MonitorMode::Listen);
    assert_eq!(bench.request("1001", listen()), Err(CommandError::WrongState), "it rings");
    bench.act(&id, Action::Answer).unwrap();
    assert_eq!(bench.request("2001", listen()), Err(CommandError::ToOneself));
    assert_eq!(bench.request("1001", monitor("sim-boot-9.1", MonitorMode::Listen)), Err(CommandError::NoSuchCall));
    let other = PbxRequest::Monitor { agent: "2002".to_owned(), call: call.clone(), mode: MonitorMode::Listen };
    assert_eq!(bench.request("1001", other), Err(CommandError::NoSuchCall), "not that agent's");
    bench.machine.register("1001", None, false, bench.now).unwrap();
    assert_eq!(bench.request("1001", listen()), Err(CommandError::PhoneUnregistered));
    assert_eq!(bench.monitoring("1001"), None);
}

#[test]
fn a_supervisor_who_listens_is_offered_no_call_of_a_queue() {
    let mut bench = Bench::new();
    let call = bench.talk("2001", "0312345678");
    bench.request("2002", monitor(&call, MonitorMode::Listen)).unwrap();
    bench.place(r#"{"kind":"queue","from":"0398765432","queue":"support"}"#).unwrap();
    assert!(bench.calls_of("2002").is_empty());
    bench.request("2002", PbxRequest::StopMonitoring).unwrap();
    assert_eq!(bench.states("2002").0, ConnectionState::Alerting);
}

#[test]
fn a_pbx_that_comes_back_reports_who_listens_and_one_that_restarts_does_not() {
    let (mut bench, call) = monitored(MonitorMode::BargeIn);
    bench.machine.power(false, false);
    bench.machine.power(true, false);
    bench.parts.clear();
    bench.collect_events();
    assert_eq!(bench.monitoring("1001").map(|part| (part.call.clone(), part.mode)), Some((call, MonitorMode::BargeIn)));
    bench.machine.power(true, true);
    bench.collect_events();
    assert_eq!(bench.monitoring("1001"), None);
}
