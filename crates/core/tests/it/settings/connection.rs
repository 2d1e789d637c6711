//! 接続設定.

use crate::rig::*;
use denwa_core::host::{CallCentre, HostRequest};
use denwa_core::{Effect, HostReply, Input, SocketEvent, UserAction};
use denwa_protocol::{Cause, Command, Number, ServerMessage};

const OTHER: &str = "wss://other.example.com/telephony";
const TEST: &str = "wss://test.example.com/telephony";

#[test]
fn event_server_of_the_settings_wins_over_the_call_centre_definition() {
    assert_eq!(Rig::live().connects, ["wss://pbx.example.com/telephony"]);
    assert_eq!(Rig::set(&[("Event_Server", OTHER)]).connects, [OTHER]);
    // One that cannot be used is as if nothing were set.
    assert_eq!(Rig::set(&[("Event_Server", "ws://other.example.com")]).connects, ["wss://pbx.example.com/telephony"]);
}

#[test]
fn event_server_that_changes_is_used_as_soon_as_no_call_is_disturbed() {
    let mut rig = Rig::live();
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.found(vec![]);
    rig.change(&[("Event_Server", OTHER)]);
    assert_eq!(rig.connects.len(), 1, "a call goes on");
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert_eq!(rig.connects.last().unwrap(), OTHER);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.snapshot(vec![]);
    rig.message(ServerMessage::Ready);
    assert!(rig.panel.is_live());
    assert_eq!(rig.connects.len(), 2);
}

#[test]
fn event_server_sandbox_is_used_in_a_sandbox_and_never_the_other() {
    let sandbox = |values: &[(&str, &str)], centre: CallCentre| {
        let mut rig = Rig::loaded();
        rig.boot.organisation.sandbox = true;
        rig.boot.settings = raw(values, &[]);
        rig.centre = centre;
        rig.initialise();
        rig.boot();
        rig
    };
    let both = [("Event_Server", OTHER), ("Event_Server_Sandbox", TEST)];
    assert_eq!(sandbox(&both, centre()).connects, [TEST]);
    let defined = CallCentre { event_server_sandbox: Some(TEST.to_owned()), ..centre() };
    assert_eq!(sandbox(&[], defined).connects, [TEST]);
    let rig = sandbox(&[("Event_Server", OTHER)], centre());
    assert!(rig.connects.is_empty(), "tests never touch live calls");
    assert!(rig.panel.notices()[0].text.contains("sandbox"));
}

fn reload(values: &[(&str, &str)], centre: CallCentre) -> Option<(Option<String>, Option<String>)> {
    let mut rig = Rig::loaded();
    rig.boot.settings = raw(values, &[]);
    rig.centre = centre;
    rig.initialise();
    rig.boot();
    let reloads: Vec<_> = rig
        .all
        .iter()
        .filter_map(|effect| match effect {
            Effect::Reload { library_version, library_base } => Some((library_version.clone(), library_base.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(rig.connects.len() + reloads.len(), 1);
    reloads.into_iter().next()
}

#[test]
fn library_version_that_is_set_is_loaded_once() {
    assert_eq!(reload(&[], centre()), None);
    assert_eq!(reload(&[("Library_Version", "66.0")], centre()), None);
    assert_eq!(reload(&[("Library_Version", "64.0")], centre()), Some((Some("64.0".to_owned()), None)));
    let fixed = CallCentre { version_fixed: true, ..centre() };
    assert_eq!(reload(&[("Library_Version", "64.0")], fixed), None, "the page's address says so already");
}

#[test]
fn library_base_that_is_set_is_loaded_from() {
    let other = "https://other.my.salesforce.com";
    assert_eq!(reload(&[("Library_Base", other)], centre()), Some((None, Some(other.to_owned()))));
    assert_eq!(reload(&[("Library_Base", "https://acme.my.salesforce.com")], centre()), None);
    assert_eq!(reload(&[("Library_Base", other)], CallCentre { base_fixed: true, ..centre() }), None);
    assert_eq!(reload(&[("Library_Base", "https://evil.example")], centre()), None, "Salesforce's own domains only");
    assert_eq!(reload(&[("Library_Base", "http://localhost:8421")], centre()), None, "the bindings would refuse it");
}

#[test]
fn monitoring_number_rings_but_is_never_linked() {
    for (values, number, linked) in [
        (&[] as &[(&str, &str)], "9999", false),
        (&[], "9998", true),
        (&[("Monitoring_Number", "0399998888")], "+81399998888", false),
        (&[("Monitoring_Number", "0399998888")], "9999", true),
    ] {
        let mut rig = Rig::set(values);
        let call = ringing(&rig, "c1", number);
        rig.call(&call);
        assert_eq!(rig.card().title, "Incoming call");
        assert_eq!(rig.is_asked(is_search), linked, "{number}");
        rig.found(vec![]);
        rig.call(&ended(&rig, &call, Cause::Missed));
        assert_eq!(rig.is_asked(is_log), linked, "{number}");
    }
}

/// The call centre of `getCallCenterSettings`, cloned from the demo adapter's, with Salesforce's own dialling options.
fn cloned_centre() -> CallCentre {
    let answer = include_str!("../../field/call-centre-dialling-options.json");
    let answer: serde_json::Value = serde_json::from_str(answer).expect("the example is JSON");
    let item = |name: &str| answer["returnValue"][name].as_str().map(str::to_owned);
    CallCentre {
        event_server: item("/denwa/eventServerUrl"),
        outside_prefix: item("/reqDialingOptions/reqOutsidePrefix"),
        ..centre()
    }
}

#[test]
fn dial_prefixes_of_the_call_centre_definition_are_used_where_none_are_set() {
    let dialled = |values: &[(&str, &str)], centre: CallCentre| {
        let mut rig = Rig::loaded();
        rig.boot.settings = raw(values, &[]);
        rig.centre = centre;
        rig.go_live(Vec::new());
        rig.user(UserAction::Dial("03-1234-5678".to_owned()));
        match rig.command().1 {
            Command::Dial { number, .. } => number,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(dialled(&[], cloned_centre()), "90312345678");
    assert_eq!(dialled(&[("Dial_Prefixes", "0")], cloned_centre()), "00312345678", "what is set wins");
    for wrong in ["", " ", "nine", "123456789"] {
        let centre = CallCentre { outside_prefix: Some(wrong.to_owned()), ..centre() };
        assert_eq!(dialled(&[], centre), "0312345678", "{wrong:?}");
    }
    // It holds for settings that are read again, and callers are shown and searched without it.
    let mut rig = Rig::loaded();
    rig.centre = cloned_centre();
    rig.go_live(Vec::new());
    rig.change(&[("Popup_Seconds", "20")]);
    let call = ringing(&rig, "c1", "90312345678");
    rig.call(&call);
    assert_eq!(rig.card().headline, "03-1234-5678");
}

#[test]
fn dial_prefixes_are_added_when_dialling_and_never_to_short_numbers() {
    let mut rig = Rig::set(&[("Dial_Prefixes", "0, 8")]);
    for (typed, dialled) in [
        ("03-1234-5678", "00312345678"),
        ("+81 90 1234 5678", "009012345678"),
        ("00312345678", "00312345678"),
        ("80312345678", "80312345678"),
        ("+1 336 222 7000", "001013362227000"),
        ("184-03-1234-5678", "01840312345678"),
        ("104", "104"),
        ("*72", "*72"),
        ("2001", "2001"),
    ] {
        rig.user(UserAction::Dial(typed.to_owned()));
        let dial = Command::Dial {
            number: dialled.to_owned(),
            record: None,
            extension: None,
            presented: None,
            callback: None,
        };
        assert_eq!(rig.command().1, dial, "{typed}");
        rig.done();
    }
    for emergency in ["110", "119", "0110", "8119"] {
        rig.user(UserAction::Dial(emergency.to_owned()));
        assert_eq!(
            rig.panel.dial().question.unwrap().split(' ').next(),
            Some(emergency),
            "never rewritten, and asked about"
        );
        rig.user(UserAction::CancelDial);
    }
}

#[test]
fn dial_prefixes_are_stripped_before_searching() {
    let mut rig = Rig::set(&[("Dial_Prefixes", "0"), ("Search_Outbound", "dialled"), ("Follow_Layout", "off")]);
    rig.call(&prompting(&rig, "c1", "00312345678"));
    let (_, request) = rig.ask(is_search);
    let HostRequest::RecordSearch(search) = request else { panic!("{request:?}") };
    assert_eq!(search.numbers[..4], ["0312345678", "03-1234-5678", "+81312345678", "+81-3-1234-5678"]);
}

#[test]
fn allowed_hosts_are_the_only_ones_a_custom_url_goes_to() {
    for (hosts, told) in [("crm.example", true), ("*.example", false), ("*.crm.example", false), ("", false)] {
        let mut rig = Rig::set(&[
            ("Integration", "custom"),
            ("Allowed_Hosts", hosts),
            ("Url_Ringing", "https://crm.example/?n={ANI}"),
            ("Open_Ringing", "get"),
        ]);
        let mut call = ringing(&rig, "c1", "0312345678");
        call.remote.number = Number::Known { digits: "0312345678".to_owned() };
        rig.call(&call);
        let gets = rig.all.iter().filter(|effect| matches!(effect, Effect::Get { .. })).count();
        // `*.example` would be a whole top-level domain: refused.
        assert_eq!(gets, usize::from(told), "{hosts}");
    }
}

#[test]
fn settings_that_were_read_are_in_force_with_the_answer() {
    let mut rig = Rig::live();
    rig.change(&[("Popup_Buttons", "off")]);
    rig.call(&ringing(&rig, "c1", "0312345678"));
    assert!(rig.card().buttons.is_empty());
    // A read that fails changes nothing.
    rig.event(denwa_protocol::Event::SettingsChanged);
    rig.pass_live(3_000);
    let (id, _) = rig.ask(is_settings);
    rig.answer(id, Ok(HostReply::Done));
    assert!(rig.card().buttons.is_empty());
    assert!(rig.panel.notices().is_empty(), "the doctor's business");
}
