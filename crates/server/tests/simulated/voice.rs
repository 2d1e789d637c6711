//! Mute, recording, the presented number, and what comes with a call.

use crate::bench::Bench;
use denwa_protocol::{CallPair, Cause, CommandError, Recording};
use denwa_server::pbx::{
    PbxRequest,
    simulated::model::{ActBody, Action},
};

const CUSTOMER: &str = "0312345678";

fn record(call: &str, recording: Recording) -> PbxRequest {
    PbxRequest::SetRecording { call: call.to_owned(), recording }
}

#[test]
fn an_agent_is_muted_in_one_call_only() {
    let mut bench = Bench::new();
    let first = bench.talk("2001", CUSTOMER);
    let mute = |call: &str, muted| PbxRequest::SetMute { call: call.to_owned(), muted };
    bench.request("2001", mute(&first, true)).unwrap();
    let second = bench.talk("2001", "0667891234");
    assert_eq!((bench.part(&first).muted, bench.part(&second).muted), (true, false));
    bench.request("2001", mute(&first, true)).unwrap();
    bench.request("2001", mute(&first, false)).unwrap();
    assert!(!bench.part(&first).muted);
    bench.request("2001", mute(&second, true)).unwrap();
    bench.request("2001", PbxRequest::HangUp { call: second.clone() }).unwrap();
    assert!(!bench.part(&second).muted, "the call is over");
    bench.place(r#"{"kind":"inbound","to":"2002"}"#).unwrap();
    let ringing = bench.last("2002").id.clone();
    assert_eq!(bench.request("2002", mute(&ringing, true)), Err(CommandError::WrongState));
}

#[test]
fn a_recording_is_started_paused_resumed_and_stopped() {
    let mut bench = Bench::new();
    let call = bench.talk("2001", CUSTOMER);
    assert_eq!(bench.request("2001", record(&call, Recording::Paused)), Err(CommandError::WrongState));
    bench.request("2001", record(&call, Recording::Off)).unwrap();
    assert_eq!(bench.part(&call).recording, None, "nobody has recorded it");
    for state in [Recording::On, Recording::Paused, Recording::On, Recording::On, Recording::Off, Recording::On] {
        bench.request("2001", record(&call, state)).unwrap();
        assert_eq!(bench.part(&call).recording, Some(state));
    }
    bench.request("2001", PbxRequest::HangUp { call: call.clone() }).unwrap();
    assert_eq!(bench.part(&call).recording, Some(Recording::Off));
}

#[test]
fn everybody_in_a_call_sees_its_recording() {
    let mut bench = Bench::new();
    let held = bench.talk("2001", CUSTOMER);
    bench.request("2001", record(&held, Recording::On)).unwrap();
    let pair = bench.consult("2001", &held, "2002");
    let colleague = bench.last("2002").id.clone();
    assert_eq!((bench.part(&held).recording, bench.part(&colleague).recording), (Some(Recording::On), None));
    bench.request("2001", PbxRequest::Conference(pair)).unwrap();
    assert_eq!(bench.part(&colleague).recording, Some(Recording::On));
    bench.request("2002", record(&colleague, Recording::Paused)).unwrap();
    assert_eq!(bench.part(&held).recording, Some(Recording::Paused));
}

#[test]
fn the_other_side_sees_the_presented_number() {
    let mut bench = Bench::new();
    let presented = Some("0120000000".to_owned());
    let dial = PbxRequest::Dial { number: "0667891234".to_owned(), presented: presented.clone() };
    let call = bench.request("2001", dial).unwrap().call.unwrap();
    bench.pass(1_500);
    assert_eq!(bench.part(&call).line, presented);
    assert_eq!(bench.machine.list()[0].outside[0].sees, presented);
    let consult = PbxRequest::Consult { call: call.clone(), number: CUSTOMER.to_owned(), presented: presented.clone() };
    let second = bench.request("2001", consult).unwrap().call.unwrap();
    assert_eq!(bench.part(&second).line, presented);
}

#[test]
fn what_an_ivr_asked_comes_with_the_call_and_goes_on_with_it() {
    let mut bench = Bench::new();
    let id = bench
        .place(
            r#"{"kind":"inbound","from":"0312345678","to":"2001","data":[{"label":"会員番号","value":"4711"}],
                "record":{"recordId":"0035g00000ABCDEFGH"}}"#,
        )
        .unwrap();
    let first = bench.last("2001").id.clone();
    assert_eq!(bench.part(&first).data[0].value, "4711");
    let body: ActBody = serde_json::from_str(
        r#"{"data":[{"label":"会員番号","value":"4712"}],"record":{"recordId":"0035g00000ABCDEFGI"}}"#,
    )
    .unwrap();
    bench.act_with(&id, Action::Attach, &body).unwrap();
    assert_eq!(bench.part(&first).data[0].value, "4712");
    bench.request("2001", PbxRequest::Answer { call: first.clone() }).unwrap();
    let pair = bench.consult("2001", &first, "2002");
    let colleague = bench.last("2002").id.clone();
    assert!(bench.part(&colleague).data.is_empty() && bench.part(&colleague).record.is_none());
    bench.request("2001", PbxRequest::Transfer(pair)).unwrap();
    assert_eq!(bench.part(&colleague).data[0].value, "4712");
    assert_eq!(bench.part(&colleague).record.as_ref().unwrap().record_id, "0035g00000ABCDEFGI");
}

#[test]
fn tones_come_in_pieces_and_stay_with_the_call() {
    let mut bench = Bench::new();
    let first = bench.talk("2001", CUSTOMER);
    let send = |tones: &str| PbxRequest::SendTones { call: first.clone(), tones: tones.to_owned() };
    let long = "1234567890*#".repeat(10);
    for piece in long.as_bytes().chunks(16) {
        bench.request("2001", send(std::str::from_utf8(piece).unwrap())).unwrap();
    }
    assert_eq!(bench.machine.list()[0].parts[0].tones, long);
    let pair = bench.consult("2001", &first, "2002");
    assert_eq!(bench.request("2001", send("1")), Err(CommandError::WrongState), "the call is held");
    let CallPair { active, .. } = pair.clone();
    bench.request("2001", PbxRequest::Conference(pair)).unwrap();
    bench.request("2001", send("9")).unwrap();
    assert_eq!(bench.machine.list()[0].parts[0].tones, long + "9");
    assert_eq!(bench.end_of(&active), Some(Cause::Merged));
}
