//! Commands: checked, authorised, and done once.

use crate::desk::*;
use denwa_protocol::{
    AgentMode, AttachedRecord, COMMAND_MEMORY_MS, CallPair, Cause, Command, CommandError, CommandOutcome,
    ConnectionState, Direction, FollowUp, Number, PhoneState,
};
use denwa_server::{
    hub::{Input, REQUEST_MS},
    pbx::{Done, PbxEvent, PbxRequest},
};

/// A command about a call, and the IDs of the calls that allow it.
type Service = (fn(String) -> Command, &'static [&'static str]);

fn answer(call: &str) -> Command {
    Command::Answer { call: call.to_owned() }
}

fn dial(number: &str) -> Command {
    Command::Dial { number: number.to_owned(), record: None, extension: None, presented: None, callback: None }
}

#[test]
fn a_valid_command_goes_to_the_pbx_and_its_answer_comes_back() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    desk.report_call("2001", &ringing("c1", START));
    let effects = desk.command(panel, "1", answer("c1"));
    assert_eq!(answers(&effects, panel), []);
    let (_, extension, asked) = request(&effects).unwrap();
    assert_eq!((extension.as_str(), asked), ("2001", PbxRequest::Answer { call: "c1".to_owned() }));
    assert_eq!(error(&desk.reply(&effects, Ok(Done::default())), panel), None);
}

#[test]
fn another_agents_call_does_not_exist_for_an_agent() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("suzuki");
    desk.report_call("2001", &ringing("c1", START));
    let call = || "c1".to_owned();
    let all = [
        answer("c1"),
        Command::Decline { call: call() },
        Command::Hold { call: call() },
        Command::Retrieve { call: call() },
        Command::HangUp { call: call() },
        Command::SendTones { call: call(), tones: "1".to_owned() },
        Command::SetNote { call: call(), text: String::new(), base: 0 },
        Command::ReportLog { call: call(), record_id: None, revision: None },
    ];
    for (i, command) in all.into_iter().enumerate() {
        let effects = desk.command(panel, &i.to_string(), command.clone());
        assert_eq!(error(&effects, panel), Some(CommandError::NoSuchCall), "{command:?}");
        assert_eq!(request(&effects), None);
    }
}

#[test]
fn a_command_has_to_fit_the_calls_state() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let rings = ringing("rings", START);
    let talks = connected(&ringing("talks", START), START);
    let mut held = talks.clone();
    (held.id, held.state, held.held_at) = ("held".to_owned(), ConnectionState::Held, Some(START));
    let mut dials = ringing("dials", START);
    (dials.direction, dials.state) = (Direction::Outbound, ConnectionState::Connected);
    dials.remote_state = ConnectionState::Alerting;
    let over = ended(&ringing("over", START), START, Cause::Missed);
    for call in [&rings, &talks, &held, &dials, &over] {
        desk.report_call("2001", call);
    }
    let services: [Service; 5] = [
        (|call| Command::Answer { call }, &["rings"]),
        (|call| Command::Decline { call }, &["rings"]),
        (|call| Command::Hold { call }, &["talks"]),
        (|call| Command::Retrieve { call }, &["held"]),
        (|call| Command::HangUp { call }, &["rings", "talks", "held", "dials"]),
    ];
    let mut id = 0;
    for (service, fits) in services {
        for call in ["rings", "talks", "held", "dials", "over"] {
            id += 1;
            let effects = desk.command(panel, &id.to_string(), service(call.to_owned()));
            let command = service(call.to_owned());
            if fits.contains(&call) {
                assert!(request(&effects).is_some(), "{command:?}");
            } else {
                assert_eq!(error(&effects, panel), Some(CommandError::WrongState), "{command:?}");
            }
        }
    }
}

#[test]
fn only_numbers_are_dialled() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let bad =
        ["", "+", "03-1234-5678", "sip:a@b", "0312345678\r\nAction: Originate", "٣", "1+2", &"1".repeat(33), " 110"];
    for (i, number) in bad.iter().enumerate() {
        let effects = desk.command(panel, &format!("b{i}"), dial(number));
        assert_eq!(error(&effects, panel), Some(CommandError::BadNumber), "{number:?}");
    }
    for number in ["110", "+81312345678", "*21#", "0312345678"] {
        assert!(request(&desk.command(panel, number, dial(number))).is_some(), "{number}");
    }
    let record = Some(AttachedRecord { record_id: "<script>".to_owned(), name: None });
    let effects = desk.command(
        panel,
        "r",
        Command::Dial { number: "110".to_owned(), record, extension: None, presented: None, callback: None },
    );
    assert_eq!(error(&effects, panel), Some(CommandError::BadRequest));
}

#[test]
fn an_unregistered_phone_and_a_pbx_that_is_down_are_errors_of_their_own() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    desk.report_call("2001", &ringing("c1", START));
    desk.report_phone("2001", PhoneState::Unregistered);
    assert_eq!(error(&desk.command(panel, "1", dial("110")), panel), Some(CommandError::PhoneUnregistered));
    desk.pbx(PbxEvent::Down);
    assert_eq!(error(&desk.command(panel, "2", dial("110")), panel), Some(CommandError::PbxDown));
    assert_eq!(error(&desk.command(panel, "3", answer("c1")), panel), Some(CommandError::PbxDown));
}

#[test]
fn a_service_this_server_does_not_know_is_not_supported() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    assert_eq!(error(&desk.command(panel, "1", Command::Unknown), panel), Some(CommandError::NotSupported));
}

#[test]
fn a_repeated_command_is_answered_and_not_done_again() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let (tab, _) = desk.sign_in("sato");
    desk.report_call("2001", &ringing("c1", START));
    let first = desk.command(panel, "1", answer("c1"));

    // While the command runs, also from another tab: no second request goes out, and each panel is answered once in the
    // end.
    for session in [panel, panel, tab] {
        let again = desk.command(session, "1", answer("c1"));
        assert_eq!((request(&again), answers(&again, session)), (None, vec![]));
    }
    let done = desk.reply(&first, Err(CommandError::Refused));
    let outcome = CommandOutcome::Failed { error: CommandError::Refused, detail: None };
    assert_eq!(answers(&done, panel), [("1".to_owned(), outcome.clone())]);
    assert_eq!(answers(&done, tab), [("1".to_owned(), outcome.clone())]);

    // Afterwards a repetition gets the same answer, until ten minutes have passed.
    desk.pass(COMMAND_MEMORY_MS - 1);
    let again = desk.command(panel, "1", answer("c1"));
    assert_eq!((request(&again), answers(&again, panel)), (None, vec![("1".to_owned(), outcome)]));
    desk.pass(1);
    assert!(request(&desk.command(panel, "1", answer("c1"))).is_some());
}

#[test]
fn an_id_belongs_to_one_command_of_one_agent() {
    let mut desk = Desk::new();
    let (sato, _) = desk.sign_in("sato");
    let (suzuki, _) = desk.sign_in("suzuki");
    desk.command(sato, "1", dial("110"));
    assert_eq!(error(&desk.command(sato, "1", dial("119")), sato), Some(CommandError::BadRequest));
    assert!(request(&desk.command(suzuki, "1", dial("119"))).is_some());
    for id in ["", &"x".repeat(65)] {
        assert_eq!(error(&desk.command(sato, id, dial("110")), sato), Some(CommandError::BadRequest));
    }
}

#[test]
fn a_request_that_the_pbx_does_not_answer_times_out() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let asked = desk.command(panel, "1", dial("110"));
    assert_eq!(answers(&desk.pass(REQUEST_MS - 1), panel), []);
    assert_eq!(error(&desk.pass(1), panel), Some(CommandError::TimedOut));
    assert_eq!(desk.reply(&asked, Ok(Done::default())), [], "too late");
}

#[test]
fn the_record_a_call_was_dialled_from_comes_back_with_it() {
    let record = AttachedRecord { record_id: "0035g00000ABCDEFGH".to_owned(), name: Some("山田 花子".to_owned()) };
    let outgoing = |id: &str, digits: &str| {
        let mut call = ringing(id, START);
        call.direction = Direction::Outbound;
        call.remote.number = Number::Known { digits: digits.to_owned() };
        call
    };
    // The PBX may answer before it reports the call, after it, or without the call's ID. Other calls do not get the
    // record.
    for order in 0..3 {
        let mut desk = Desk::new();
        let (panel, _) = desk.sign_in("sato");
        let command = Command::Dial {
            number: "0312345678".to_owned(),
            record: Some(record.clone()),
            extension: None,
            presented: None,
            callback: None,
        };
        let asked = desk.command(panel, "1", command);
        desk.report_call("2001", &ringing("incoming", START));
        desk.report_call("2001", &outgoing("other", "999"));
        let done = Ok(Done { call: Some("mine".to_owned()) });
        match order {
            0 => {
                desk.reply(&asked, done);
                desk.report_call("2001", &outgoing("mine", "0312345678"));
            }
            1 => {
                desk.report_call("2001", &outgoing("mine", "00312345678"));
                desk.reply(&asked, done);
            }
            _ => {
                desk.report_call("2001", &outgoing("mine", "0312345678"));
                desk.reply(&asked, Ok(Done::default()));
            }
        }
        for call in desk.snapshot_for("sato").calls {
            assert_eq!(call.record, (call.id == "mine").then(|| record.clone()), "{order}: {}", call.id);
        }
        // A later report, in which the PBX does not know the record, does not remove it.
        let mut talks = connected(&outgoing("mine", "0312345678"), START);
        talks.record = None;
        assert_eq!(calls(&desk.report_call("2001", &talks), panel)[0].record, Some(record.clone()));
    }
}

#[test]
fn the_extension_behind_a_dialled_number_comes_back_with_its_call() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let dial = |extension: &str| Command::Dial {
        number: "0312345678".to_owned(),
        record: None,
        extension: Some(extension.to_owned()),
        presented: None,
        callback: None,
    };
    for wrong in ["", "12a", "#12", "12345678901234567"] {
        assert_eq!(error(&desk.command(panel, wrong, dial(wrong)), panel), Some(CommandError::BadRequest), "{wrong}");
    }
    let asked = desk.command(panel, "1", dial("227"));
    desk.reply(&asked, Ok(Done { call: Some("mine".to_owned()) }));
    let mut call = ringing("mine", START);
    call.direction = Direction::Outbound;
    desk.report_call("2001", &call);
    let seen = calls(&desk.report_call("2001", &connected(&call, START)), panel);
    assert_eq!(seen[0].remote_extension.as_deref(), Some("227"), "the PBX knows nothing of it");
    assert_eq!(desk.snapshot_for("sato").calls[0].remote_extension.as_deref(), Some("227"));
}

#[test]
fn tones_are_sent_while_both_sides_talk_only() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let call = ringing("c1", START);
    desk.report_call("2001", &call);
    let send = |tones: &str| Command::SendTones { call: "c1".to_owned(), tones: tones.to_owned() };
    assert_eq!(error(&desk.command(panel, "1", send("227")), panel), Some(CommandError::WrongState));
    desk.report_call("2001", &connected(&call, START));
    for (id, wrong) in ["", "22a", "+1", "12345678901234567", "１２"].into_iter().enumerate() {
        let effects = desk.command(panel, &format!("w{id}"), send(wrong));
        assert_eq!((error(&effects, panel), request(&effects)), (Some(CommandError::BadNumber), None), "{wrong}");
    }
    let effects = desk.command(panel, "2", send("*227#"));
    let (_, extension, asked) = request(&effects).unwrap();
    let wanted = PbxRequest::SendTones { call: "c1".to_owned(), tones: "*227#".to_owned() };
    assert_eq!((extension.as_str(), asked), ("2001", wanted));
    assert_eq!(error(&desk.reply(&effects, Ok(Done::default())), panel), None);
}

#[test]
fn notes_have_a_revision_and_a_size() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    desk.report_call("2001", &ringing("c1", START));
    let note = |text: &str, base| Command::SetNote { call: "c1".to_owned(), text: text.to_owned(), base };
    let effects = desk.command(panel, "1", note("折り返し", 0));
    assert_eq!(error(&effects, panel), None);
    let kept = calls(&effects, panel)[0].note.clone().unwrap();
    assert_eq!((kept.text.as_str(), kept.revision), ("折り返し", 1));
    assert_eq!(error(&desk.command(panel, "2", note("他", 0)), panel), Some(CommandError::Conflict));
    assert_eq!(
        error(&desk.command(panel, "3", note("x".repeat(8 * 1024).as_str(), 1)), panel),
        Some(CommandError::TooLong)
    );
    assert_eq!(error(&desk.command(panel, "4", note("二", 1)), panel), None);
    // Later reports of the PBX do not change the notes.
    let updated = calls(&desk.report_call("2001", &connected(&ringing("c1", START), START)), panel);
    assert_eq!(updated[0].note.as_ref().map(|note| note.revision), Some(2));
}

#[test]
fn what_is_too_large_is_not_kept() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let long = || "x".repeat(60_000);
    let record = AttachedRecord { record_id: long(), name: None };
    let commands = [
        Command::HangUp { call: long() },
        Command::Dial { number: long(), record: None, extension: None, presented: None, callback: None },
        Command::Dial {
            number: "110".to_owned(),
            record: Some(record),
            extension: None,
            presented: None,
            callback: None,
        },
        Command::SetAgentState { mode: AgentMode::NotReady, reason: Some(long()) },
        Command::SendTones { call: "c1".to_owned(), tones: long() },
        Command::SetRecord {
            call: "c1".to_owned(),
            record: Some(AttachedRecord { record_id: long(), name: Some(long()) }),
        },
        Command::SetResult { call: "c1".to_owned(), result: Some(long()) },
        Command::ReportLog { call: "c1".to_owned(), record_id: Some(long()), revision: None },
        Command::Deflect { call: "c1".to_owned(), to: long() },
        Command::SingleStepTransfer { call: "c1".to_owned(), to: long() },
        Command::DropParty { call: "c1".to_owned(), party: long() },
        Command::PickUp { slot: long() },
        Command::Alternate(CallPair { held: "c1".to_owned(), active: long() }),
        Command::SendMessage { to: long(), text: "a".to_owned(), call: None },
        Command::DismissMessage { message: long() },
    ];
    let texts = [
        Command::SetNote { call: "c1".to_owned(), text: long(), base: 0 },
        Command::SetNotLogged { call: "c1".to_owned(), reason: Some(long()) },
        Command::SetFollowUp { call: "c1".to_owned(), follow_up: Some(FollowUp { subject: long(), due: None }) },
        Command::SendMessage { to: "2002".to_owned(), text: long(), call: None },
    ];
    let errors = commands.map(|command| (command, CommandError::BadRequest)).into_iter();
    let errors = errors.chain(texts.map(|command| (command, CommandError::TooLong)));
    for (id, (command, expected)) in errors.enumerate() {
        let id = id.to_string();
        assert_eq!(error(&desk.command(panel, &id, command), panel), Some(expected), "{id}");
        // Its ID is not remembered: another command may use it.
        assert_eq!(error(&desk.command(panel, &id, Command::Unknown), panel), Some(CommandError::NotSupported), "{id}");
    }
}

#[test]
fn commands_of_a_closed_session_are_ignored() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    desk.feed(Input::Closed(panel));
    assert_eq!(desk.command(panel, "1", dial("110")), []);
}
