//! Outgoing calls. Dialled from the panel, the agent's phone rings first; dialled at the phone, the number is called at
//! once.

use crate::bench::Bench;
use denwa_protocol::{Cause, CommandError, ConnectionState::*, Direction};
use denwa_server::pbx::{PbxRequest, simulated::model::Action};

#[test]
fn the_phone_is_picked_up_and_the_other_side_answers() {
    let mut bench = Bench::new();
    let id = bench.dial("2001", "0312345678");
    let call = bench.last("2001");
    assert_eq!((&call.id, call.direction, call.line.as_deref()), (&id, Direction::Outbound, Some("0312345000")));
    let mut seen = vec![bench.states("2001")];
    for ms in [300, 200, 1_000] {
        bench.pass(ms);
        seen.push(bench.states("2001"));
    }
    assert_eq!(seen, [(Alerting, Null), (Initiated, Null), (Connected, Alerting), (Connected, Connected)]);
    assert_eq!(bench.last("2001").answered_at, Some(bench.now));
    bench.act(&id, Action::RemoteHangup).unwrap();
    assert_eq!(bench.cause("2001"), Some(Cause::Normal));
}

#[test]
fn the_last_digits_choose_the_behaviour() {
    let cases = [
        ("00", 2_500, Cause::Busy),
        ("02", 2_500, Cause::Unreachable),
        ("03", 1_500, Cause::Refused),
        ("01", 30_500, Cause::NoAnswer),
    ];
    for (tail, after, cause) in cases {
        let mut bench = Bench::new();
        bench.dial("2001", &format!("03123456{tail}"));
        bench.pass(after - 1);
        assert_eq!(bench.cause("2001"), None, "{tail}");
        bench.pass(1);
        assert_eq!(bench.cause("2001"), Some(cause), "{tail}");
        assert!(bench.machine.list().is_empty() && bench.machine.deadline().is_none());
    }
}

#[test]
fn the_tone_of_a_failed_call_can_be_cut_short() {
    for (number, cause) in [("0312345600", Cause::Busy), ("0312345602", Cause::Unreachable)] {
        let mut bench = Bench::new();
        let call = bench.dial("2001", number);
        bench.pass(500);
        assert_eq!(bench.states("2001"), (Failed, Failed));
        bench.request("2001", PbxRequest::HangUp { call }).unwrap();
        assert_eq!(bench.cause("2001"), Some(cause));
    }
}

#[test]
fn hanging_up_early_is_no_answer_and_declining_the_own_phone_is_declined() {
    let mut bench = Bench::new();
    let call = bench.dial("2001", "0312345678");
    bench.pass(600);
    bench.request("2001", PbxRequest::HangUp { call }).unwrap();
    assert_eq!(bench.cause("2001"), Some(Cause::NoAnswer));
    let mut bench = Bench::new();
    let call = bench.dial("2001", "0312345678");
    bench.request("2001", PbxRequest::Decline { call }).unwrap();
    assert_eq!(bench.cause("2001"), Some(Cause::Declined));
}

#[test]
fn the_other_side_can_be_controlled() {
    let mut bench = Bench::new();
    let id = bench.place(r#"{"kind":"outbound","from":"2001","to":"0312345601","name":"山田"}"#).unwrap();
    assert_eq!(bench.states("2001"), (Initiated, Null));
    bench.act(&id, Action::Ring).unwrap();
    bench.act(&id, Action::RemoteAnswer).unwrap();
    bench.pass(120_000);
    assert_eq!(
        (bench.states("2001"), bench.cause("2001")),
        ((Connected, Connected), None),
        "the number's own behaviour is overridden"
    );
    for (action, cause) in [(Action::RemoteBusy, Cause::Busy), (Action::RemoteReject, Cause::Refused)] {
        let mut bench = Bench::new();
        let id = bench.place(r#"{"kind":"outbound","from":"2001","to":"0312345678"}"#).unwrap();
        bench.act(&id, action).unwrap();
        bench.pass(2_000);
        assert_eq!(bench.cause("2001"), Some(cause));
    }
}

#[test]
fn a_colleague_can_be_dialled_and_the_own_extension_is_busy() {
    let mut bench = Bench::new();
    bench.dial("2001", "2002");
    bench.pass(500);
    assert_eq!(bench.states("2002"), (Alerting, Connected));
    bench.dial("1001", "1001");
    bench.pass(2_500);
    assert_eq!(bench.cause("1001"), Some(Cause::Busy));
    bench.machine.register("2002", None, false, bench.now).unwrap();
    bench.collect_events();
    assert_eq!(bench.cause("2002"), Some(Cause::Missed));
    bench.pass(2_000);
    assert_eq!(bench.cause("2001"), Some(Cause::Unreachable));
    let dial = PbxRequest::Dial { number: "110".to_owned(), presented: None };
    assert_eq!(bench.request("2002", dial), Err(CommandError::PhoneUnregistered));
}

#[test]
fn the_other_side_hears_the_tones_of_an_answered_call() {
    let mut bench = Bench::new();
    let call = bench.dial("2001", "0312345678");
    let send = |tones: &str| PbxRequest::SendTones { call: call.clone(), tones: tones.to_owned() };
    assert_eq!(bench.request("2001", send("1")).unwrap_err(), CommandError::WrongState);
    bench.pass(1_500);
    assert_eq!(bench.request("2002", send("1")).unwrap_err(), CommandError::NoSuchCall);
    bench.request("2001", send("22")).unwrap();
    bench.request("2001", send("7#")).unwrap();
    assert_eq!(bench.machine.list()[0].parts[0].tones, "227#");
    bench.request("2001", PbxRequest::Hold { call: call.clone() }).unwrap();
    assert_eq!(bench.request("2001", send("1")).unwrap_err(), CommandError::WrongState);
}
