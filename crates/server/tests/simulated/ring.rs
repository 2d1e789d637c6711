//! How numbers ring: ring groups, forwards, several phones, pick-up and parking from the panel.

use crate::bench::{Bench, START};
use denwa_protocol::{Cause, CommandError, ConnectionState::*, Direction, Number};
use denwa_server::{
    config::Config,
    pbx::{
        PbxRequest,
        simulated::{
            config::Features,
            error::ControlError,
            model::{ActBody, Action},
        },
    },
};

const CONFIG: &str = r#"
agents = [
    { login = "sato", extension = "2001" },
    { login = "suzuki", extension = "2002" },
    { login = "tanaka", extension = "1001" },
]
lines = [{ number = "0312345000" }]
[pbx]
kind = "simulated"
parking_seconds = 45
groups = [{ number = "600", line = "0398760000", members = ["2001", "2002"], ring_seconds = 20, overflow = "1001" }]
queues = [{ name = "sales", number = "501", members = ["2001"], strategy = "hunt", ring_seconds = 10 }]
[pbx.extensions]
2002 = { phones = 2 }
"#;

const TO_2001: &str = r#"{"kind":"inbound","from":"0312345678","to":"2001"}"#;

fn bench() -> Bench {
    Bench::with(CONFIG)
}

fn set(bench: &mut Bench, extension: &str, features: Features) {
    bench.machine.set_features(extension, features, bench.now).unwrap();
    bench.collect_events();
}

fn to(number: &str) -> ActBody {
    ActBody { to: Some(number.to_owned()), ..ActBody::default() }
}

#[test]
fn a_group_rings_at_its_members_and_then_at_its_overflow() {
    let mut bench = bench();
    let id = bench.place(r#"{"kind":"group","from":"0312345678"}"#).unwrap();
    assert_eq!(bench.calls_of("2002").len(), 1, "two phones, one card");
    assert_eq!(bench.last("2001").line.as_deref(), Some("0398760000"));
    assert_eq!((bench.last("2001").queue.clone(), bench.last("2001").request_id.clone()), (None, id.clone()));
    bench.pass(20_000);
    assert_eq!((bench.cause("2001"), bench.states("1001").0), (Some(Cause::Missed), Alerting));
    bench.act_as(&id, Action::Answer, Some("1001")).unwrap();
    assert_eq!(
        (bench.cause("2001"), bench.cause("2002")),
        (Some(Cause::AnsweredElsewhere), Some(Cause::AnsweredElsewhere))
    );
    assert_eq!(bench.last("2001").ended.unwrap().at, START + 20_000, "the outcome is corrected, not the time");
}

#[test]
fn a_group_can_be_named_for_a_single_call() {
    let mut bench = bench();
    let group = r#"{"kind":"group","members":["1001","09012345678"],"strategy":"hunt","ringSeconds":5}"#;
    let id = bench.place(group).unwrap();
    assert_eq!(bench.states("1001"), (Alerting, Connected));
    bench.pass(5_000);
    assert_eq!(bench.machine.list()[0].ringing_outside.as_deref(), Some("09012345678"));
    bench.pass(1_000);
    assert_eq!(bench.cause("1001"), Some(Cause::AnsweredElsewhere), "the outside number has answered");
    bench.act(&id, Action::RemoteHangup).unwrap();
}

#[test]
fn an_extension_forwards_when_it_is_busy_and_when_nobody_answers() {
    let mut bench = bench();
    let forwards = Features {
        forward_busy: Some("2002".to_owned()),
        forward_no_answer: Some("1001".to_owned()),
        forward_seconds: 8,
        call_waiting: false,
        ..Features::default()
    };
    set(&mut bench, "2001", forwards);
    let first = bench.place(TO_2001).unwrap();
    bench.pass(8_000);
    assert_eq!((bench.cause("2001"), bench.states("1001").0), (Some(Cause::Missed), Alerting));
    bench.act_as(&first, Action::Answer, Some("1001")).unwrap();
    assert_eq!(bench.cause("2001"), Some(Cause::AnsweredElsewhere));
    let second = bench.place(TO_2001).unwrap();
    bench.act_as(&second, Action::Answer, Some("2001")).unwrap();
    let third = bench.place(TO_2001).unwrap();
    assert_eq!((bench.calls_of("2001").len(), bench.last("2002").request_id.clone()), (2, third));
    bench.act_as(&second, Action::AgentHangup, Some("2001")).unwrap();
    let declined = bench.place(TO_2001).unwrap();
    bench.act_as(&declined, Action::Reject, Some("2001")).unwrap();
    assert_eq!((bench.cause("2001"), bench.last("2002").request_id.clone()), (Some(Cause::Declined), declined));
}

#[test]
fn forwards_in_a_circle_reach_nobody() {
    let mut bench = bench();
    set(&mut bench, "2001", Features { forward_always: Some("2002".to_owned()), ..Features::default() });
    set(&mut bench, "2002", Features { forward_always: Some("2001".to_owned()), ..Features::default() });
    bench.place(TO_2001).unwrap();
    assert!(bench.parts.is_empty() && bench.machine.list().is_empty());
    bench.place(r#"{"kind":"internal","from":"1001","to":"2001"}"#).unwrap();
    bench.pass(3_000);
    assert_eq!(bench.cause("1001"), Some(Cause::Unreachable));
}

#[test]
fn the_panel_answers_and_declines_at_all_phones() {
    let mut bench = bench();
    bench.place(r#"{"kind":"inbound","to":"2002"}"#).unwrap();
    let call = bench.last("2002").id.clone();
    bench.request("2002", PbxRequest::Decline { call }).unwrap();
    assert_eq!(bench.cause("2002"), Some(Cause::Declined));
    let id = bench.place(r#"{"kind":"inbound","to":"2002"}"#).unwrap();
    let body = ActBody { extension: Some("2002".to_owned()), phone: Some(1), ..ActBody::default() };
    bench.act_with(&id, Action::Reject, &body).unwrap();
    assert_eq!(bench.states("2002").0, Alerting, "the second phone rings on");
    let call = bench.last("2002").id.clone();
    bench.request("2002", PbxRequest::Answer { call }).unwrap();
    assert_eq!(bench.states("2002"), (Connected, Connected));
}

#[test]
fn a_phone_that_unregisters_leaves_the_other_ringing() {
    let mut bench = bench();
    bench.place(r#"{"kind":"inbound","to":"2002"}"#).unwrap();
    bench.machine.register("2002", Some(1), false, bench.now).unwrap();
    bench.collect_events();
    assert_eq!(bench.states("2002").0, Alerting);
    bench.machine.register("2002", Some(2), false, bench.now).unwrap();
    bench.collect_events();
    assert_eq!(bench.cause("2002"), Some(Cause::Missed));
    assert_eq!(
        bench.machine.register("2002", Some(3), true, bench.now),
        Err(ControlError::NoSuchPhone("2002".to_owned(), 3))
    );
}

#[test]
fn a_pick_up_dialled_in_the_panel_becomes_the_customers_call() {
    let mut bench = bench();
    let id = bench.place(TO_2001).unwrap();
    let card = bench.dial("1001", "**2001");
    assert_eq!(bench.last("1001").direction, Direction::Outbound);
    bench.pass(500);
    let call = bench.last("1001").clone();
    assert_eq!((&call.id, &call.request_id, call.direction), (&card, &id, Direction::Inbound));
    assert_eq!(call.remote.number, Number::Known { digits: "0312345678".to_owned() });
    assert_eq!((bench.states("1001"), bench.cause("2001")), ((Connected, Connected), Some(Cause::AnsweredElsewhere)));
    bench.request("1001", PbxRequest::HangUp { call: card }).unwrap();
    assert!(bench.machine.list().is_empty());
}

#[test]
fn picking_up_the_own_call_leaves_one_card() {
    let mut bench = bench();
    let id = bench.place(r#"{"kind":"group","group":"600"}"#).unwrap();
    assert_eq!(bench.place(r#"{"kind":"outbound","from":"2001","to":"*8"}"#), Ok(id.clone()));
    assert_eq!((bench.calls_of("2001").len(), bench.states("2001").0), (1, Connected));
    bench.act(&id, Action::RemoteHangup).unwrap();
    bench.place(r#"{"kind":"group","group":"600"}"#).unwrap();
    let card = bench.dial("2001", "**2002");
    bench.pass(500);
    assert_eq!(bench.parts[&card].1.state, Connected);
    let live = bench.calls_of("2001").into_iter().filter(|call| call.ended.is_none());
    assert_eq!(live.count(), 1);
}

#[test]
fn a_code_with_nothing_to_take_fails() {
    let mut bench = bench();
    for code in ["*8", "**2001", "71", "70"] {
        bench.place(&format!(r#"{{"kind":"outbound","from":"1001","to":"{code}"}}"#)).unwrap();
        bench.pass(3_000);
        assert_eq!((bench.cause("1001"), bench.last("1001").internal), (Some(Cause::Unreachable), true), "{code}");
    }
}

#[test]
fn a_parked_call_is_retrieved_from_the_panel_or_by_an_action() {
    let mut bench = bench();
    let id = bench.place(TO_2001).unwrap();
    bench.act(&id, Action::Answer).unwrap();
    bench.act(&id, Action::Park).unwrap();
    assert_eq!(bench.cause("2001"), Some(Cause::Parked));
    let card = bench.dial("2002", "71");
    bench.pass(500);
    assert_eq!((bench.last("2002").request_id.clone(), bench.states("2002")), (id.clone(), (Connected, Connected)));
    bench.act(&card, Action::Park).unwrap();
    let by = ActBody { extension: Some("1001".to_owned()), ..ActBody::default() };
    bench.act_with(&id, Action::PickUp, &by).unwrap();
    assert_eq!((bench.cause("2002"), bench.states("1001").0), (Some(Cause::Parked), Connected));
    assert_eq!(bench.act_with(&id, Action::PickUp, &by), Err(ControlError::WrongState));
    assert_eq!(bench.act(&id, Action::PickUp), Err(ControlError::Missing("extension")));
}

#[test]
fn a_call_that_an_agent_made_is_transferred_too() {
    let mut bench = bench();
    let id = bench.dial("2001", "0312345678");
    bench.pass(1_500);
    bench.act_with(&id, Action::Transfer, &to("1001")).unwrap();
    assert_eq!((bench.cause("2001"), bench.states("1001")), (Some(Cause::Transferred), (Alerting, Connected)));
    let (made, offered) = (bench.last("2001").clone(), bench.last("1001").clone());
    assert_eq!(
        (&offered.request_id, &offered.remote, offered.direction),
        (&made.request_id, &made.remote, Direction::Inbound)
    );
    let call = bench.last("1001").id.clone();
    bench.request("1001", PbxRequest::Answer { call }).unwrap();
    assert_eq!(bench.states("1001"), (Connected, Connected));
}

#[test]
fn a_colleague_who_is_passed_on_sees_who_answers() {
    let mut bench = bench();
    bench.place(r#"{"kind":"internal","from":"1001","to":"2001"}"#).unwrap();
    bench.pass(200);
    let card = bench.last("2001").id.clone();
    bench.act(&card, Action::Answer).unwrap();
    bench.act_with(&card, Action::Transfer, &to("2002")).unwrap();
    assert_eq!(bench.states("1001"), (Connected, Alerting));
    let card = bench.last("2002").id.clone();
    bench.act(&card, Action::Answer).unwrap();
    assert_eq!(bench.last("1001").remote.number, Number::Known { digits: "2002".to_owned() });
    assert_eq!(bench.last("2002").remote.number, Number::Known { digits: "1001".to_owned() });
}

#[test]
fn calls_are_transferred_to_numbers_only() {
    let mut bench = bench();
    let id = bench.place(TO_2001).unwrap();
    assert_eq!(bench.act_with(&id, Action::Transfer, &to("2002")), Err(ControlError::WrongState), "not answered yet");
    bench.act(&id, Action::Answer).unwrap();
    assert_eq!(bench.act(&id, Action::Transfer), Err(ControlError::Missing("to")));
    for bad in ["*8", "", "03-1234"] {
        assert_eq!(bench.act_with(&id, Action::Transfer, &to(bad)), Err(ControlError::BadNumber(bad.to_owned())));
    }
    assert_eq!(bench.states("2001"), (Connected, Connected), "nothing has changed");
    bench.act_with(&id, Action::Transfer, &to("501")).unwrap();
    assert_eq!(
        (bench.calls_of("2001").len(), bench.last("2001").queue.as_deref()),
        (2, Some("sales")),
        "offered again"
    );
}

#[test]
fn a_queue_that_hunts_tries_a_member_again() {
    let mut bench = bench();
    let id = bench.place(r#"{"kind":"queue","from":"0312345678"}"#).unwrap();
    bench.pass(10_000);
    assert_eq!((bench.calls_of("2001").len(), bench.cause("2001")), (1, Some(Cause::Missed)));
    bench.pass(1_000);
    assert_eq!((bench.calls_of("2001").len(), bench.states("2001").0), (2, Alerting));
    bench.act(&id, Action::Answer).unwrap();
    assert_eq!(bench.calls_of("2001")[0].ended.unwrap().cause, Cause::AnsweredElsewhere);
}

#[test]
fn another_programs_number_is_told_late() {
    let mut bench = bench();
    let id = bench.place(r#"{"kind":"click","from":"2001","to":"0312345678"}"#).unwrap();
    let call = bench.last("2001");
    assert_eq!((call.direction, &call.remote.number, call.state), (Direction::Outbound, &Number::Unknown, Alerting));
    bench.pass(500);
    assert_eq!(bench.last("2001").remote.number, Number::Known { digits: "0312345678".to_owned() });
    let call = bench.last("2001").id.clone();
    bench.request("2001", PbxRequest::Answer { call }).unwrap();
    bench.pass(1_200);
    assert_eq!(bench.states("2001"), (Connected, Connected));
    bench.act(&id, Action::RemoteHangup).unwrap();
}

#[test]
fn features_and_configurations_are_checked() {
    let mut bench = bench();
    let wrong = [
        Features { phones: 0, ..Features::default() },
        Features { phones: 5, ..Features::default() },
        Features { follow_me: Some("mobile".to_owned()), ..Features::default() },
        Features { forward_busy: Some(String::new()), ..Features::default() },
    ];
    for features in wrong {
        assert!(bench.machine.set_features("2001", features.clone(), START).is_err(), "{features:?}");
    }
    let unknown = bench.machine.set_features("9999", Features::default(), START);
    assert_eq!(unknown, Err(ControlError::NoSuchExtension("9999".to_owned())));
    for (key, wrong) in [
        ("[pbx.extensions]\n2002 = ", "[pbx.extensions]\n2009 = "),
        ("members = [\"2001\"]", "members = [\"2009\"]"),
        ("overflow = \"1001\"", "overflow = \"mobile\""),
        ("phones = 2", "phones = 9"),
        ("phones = 2", "telephones = 2"),
    ] {
        assert!(Config::parse(&CONFIG.replace(key, wrong)).is_err(), "{wrong}");
    }
    let dial = PbxRequest::Dial { number: "110".to_owned(), presented: None };
    bench.machine.register("2002", None, false, bench.now).unwrap();
    assert_eq!(bench.request("2002", dial), Err(CommandError::PhoneUnregistered));
}
