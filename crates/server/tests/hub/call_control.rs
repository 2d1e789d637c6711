//! Commands for several calls: transfers, consultations, conferences, parking, and what is held first.

use crate::desk::*;
use denwa_protocol::{
    AttachedRecord, Call, CallPair, Cause, Command, CommandError, ConnectionState, Number, Participant, Party,
    Recording, TransferState, Transferred,
};
use denwa_server::{
    hub::{Effect, REQUEST_MS, SessionId},
    pbx::{Done, PbxEvent, PbxRequest},
};

fn pair(held: &str, active: &str) -> CallPair {
    CallPair { held: held.to_owned(), active: active.to_owned() }
}

fn asked(effects: &[Effect]) -> Option<PbxRequest> {
    request(effects).map(|(_, _, request)| request)
}

fn hold(call: &str) -> PbxRequest {
    PbxRequest::Hold { call: call.to_owned() }
}

/// Makes a command about a call.
type Make = Box<dyn Fn(String) -> Command>;

/// A desk with a call that rings, one that talks, one on hold, a number being dialled, and a conference.
fn busy() -> (Desk, SessionId, Vec<Call>) {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let talks = connected(&ringing("talks", START), START);
    let mut consulting = dialled("consulting", "2002", START);
    consulting.consults = Some("held".to_owned());
    let mut party = ringing("conference", START);
    party.parties = ["p1", "p2"]
        .map(|id| {
            let party = Party { number: Number::Known { digits: "2002".to_owned() }, name: None };
            Participant { id: id.to_owned(), party, state: ConnectionState::Connected }
        })
        .to_vec();
    let calls = vec![
        ringing("rings", START),
        Call { id: "held".to_owned(), ..held(&talks, START) },
        consulting,
        talks,
        held(&connected(&party, START), START),
        ended(&ringing("over", START), START, Cause::Missed),
    ];
    for call in &calls {
        desk.report_call("2001", call);
    }
    (desk, panel, calls)
}

#[test]
fn each_command_needs_its_state() {
    let (mut desk, panel, calls) = busy();
    let to = || "2002".to_owned();
    let consult = move |call| Command::Consult { call, number: to(), record: None, extension: None, presented: None };
    let cases: Vec<(Make, &[&str])> = vec![
        (Box::new(move |call| Command::Deflect { call, to: to() }), &["rings"]),
        (Box::new(move |call| Command::SingleStepTransfer { call, to: to() }), &["talks", "held", "conference"]),
        (Box::new(consult), &["talks", "held", "conference"]),
        (Box::new(|call| Command::Park { call }), &["talks", "held", "conference"]),
        (Box::new(|call| Command::SetMute { call, muted: true }), &["talks"]),
        (Box::new(|call| Command::SetRecording { call, recording: Recording::On }), &["talks", "held", "conference"]),
        (Box::new(|call| Command::DropParty { call, party: "p1".to_owned() }), &["conference"]),
        (Box::new(|active| Command::Alternate(CallPair { held: "held".to_owned(), active })), &["talks"]),
        (Box::new(|active| Command::Transfer(CallPair { held: "held".to_owned(), active })), &["talks", "consulting"]),
        (Box::new(|active| Command::Conference(CallPair { held: "held".to_owned(), active })), &["talks"]),
        (Box::new(|active| Command::Reconnect(CallPair { held: "held".to_owned(), active })), &["talks", "consulting"]),
        (Box::new(|held| Command::Alternate(CallPair { held, active: "talks".to_owned() })), &["held", "conference"]),
    ];
    let mut id = 0;
    for (make, fits) in cases {
        for call in &calls {
            id += 1;
            let command = make(call.id.clone());
            let effects = desk.command(panel, &id.to_string(), command.clone());
            if fits.contains(&call.id.as_str()) {
                assert!(request(&effects).is_some(), "{command:?}");
            } else {
                assert_eq!(error(&effects, panel), Some(CommandError::WrongState), "{command:?}");
            }
        }
    }
}

#[test]
fn a_colleagues_calls_are_in_no_pair() {
    let (mut desk, _, _) = busy();
    let (other, _) = desk.sign_in("suzuki");
    desk.report_call("2002", &held(&connected(&ringing("own-held", START), START), START));
    desk.report_call("2002", &connected(&ringing("own-talk", START), START));
    for (i, (held, active)) in [("held", "talks"), ("own-held", "talks"), ("held", "own-talk")].iter().enumerate() {
        let commands = [Command::Alternate, Command::Reconnect, Command::Transfer, Command::Conference];
        for (j, command) in commands.into_iter().enumerate() {
            let effects = desk.command(other, &format!("{i}-{j}"), command(pair(held, active)));
            assert_eq!(error(&effects, other), Some(CommandError::NoSuchCall));
        }
    }
    for (i, command) in [
        Command::Deflect { call: "rings".to_owned(), to: "1".to_owned() },
        Command::SingleStepTransfer { call: "talks".to_owned(), to: "1".to_owned() },
        Command::DropParty { call: "conference".to_owned(), party: "p1".to_owned() },
        Command::Park { call: "talks".to_owned() },
        Command::SetMute { call: "talks".to_owned(), muted: true },
        Command::SetRecording { call: "talks".to_owned(), recording: Recording::On },
        Command::SetRelated { call: "talks".to_owned(), related: None },
        Command::SetFollowUp { call: "talks".to_owned(), follow_up: None },
        Command::SetNotLogged { call: "talks".to_owned(), reason: None },
    ]
    .into_iter()
    .enumerate()
    {
        let effects = desk.command(other, &format!("c{i}"), command.clone());
        assert_eq!(error(&effects, other), Some(CommandError::NoSuchCall), "{command:?}");
    }
}

#[test]
fn numbers_that_a_call_is_sent_to_are_checked() {
    let (mut desk, panel, _) = busy();
    let transfer = |to: &str| Command::SingleStepTransfer { call: "talks".to_owned(), to: to.to_owned() };
    for (i, number) in ["", "+", "03-1234-5678", "sip:a@b", "2002\r\nAction: x", &"1".repeat(33)].iter().enumerate() {
        let effects = desk.command(panel, &format!("b{i}"), transfer(number));
        assert_eq!(error(&effects, panel), Some(CommandError::BadNumber), "{number:?}");
    }
    assert_eq!(error(&desk.command(panel, "own", transfer("2001")), panel), Some(CommandError::ToOneself));
    let deflect = Command::Deflect { call: "rings".to_owned(), to: "2001".to_owned() };
    assert_eq!(error(&desk.command(panel, "deflect", deflect), panel), Some(CommandError::ToOneself));
}

#[test]
fn only_presentable_lines_are_presented() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let dial = |presented: &str| Command::Dial {
        number: "110".to_owned(),
        record: None,
        extension: None,
        presented: Some(presented.to_owned()),
        callback: None,
    };
    for (i, number) in ["0312345999", "0312345001", "0312345000 ", ""].iter().enumerate() {
        let effects = desk.command(panel, &i.to_string(), dial(number));
        assert_eq!(error(&effects, panel), Some(CommandError::BadRequest), "{number:?}");
    }
    let presented = Some("0312345000".to_owned());
    let effects = desk.command(panel, "good", dial("0312345000"));
    assert_eq!(asked(&effects), Some(PbxRequest::Dial { number: "110".to_owned(), presented }));
}

#[test]
fn what_is_so_already_is_not_asked_for_again() {
    let (mut desk, panel, _) = busy();
    let mute = |muted| Command::SetMute { call: "talks".to_owned(), muted };
    let record = |recording| Command::SetRecording { call: "talks".to_owned(), recording };
    assert_eq!(error(&desk.command(panel, "1", mute(false)), panel), None);
    assert_eq!(error(&desk.command(panel, "2", record(Recording::Off)), panel), None);
    assert_eq!(error(&desk.command(panel, "3", record(Recording::Paused)), panel), Some(CommandError::WrongState));
    assert_eq!(error(&desk.command(panel, "4", record(Recording::Unknown)), panel), Some(CommandError::BadRequest));
}

#[test]
fn answering_holds_what_the_agent_is_in() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let first = connected(&ringing("first", START), START);
    desk.report_call("2001", &first);
    desk.report_call("2001", &ringing("second", START));
    let answer = || Command::Answer { call: "second".to_owned() };

    let effects = desk.command(panel, "1", answer());
    assert_eq!(asked(&effects), Some(hold("first")));
    desk.report_call("2001", &held(&first, START));
    let effects = desk.reply(&effects, Ok(Done::default()));
    assert_eq!(asked(&effects), Some(PbxRequest::Answer { call: "second".to_owned() }));
    assert_eq!(answers(&effects, panel), []);
    assert_eq!(error(&desk.reply(&effects, Ok(Done::default())), panel), None);
}

#[test]
fn a_hold_that_fails_fails_the_command() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    desk.report_call("2001", &connected(&ringing("first", START), START));
    desk.report_call("2001", &held(&connected(&ringing("second", START), START), START));
    let retrieve = || Command::Retrieve { call: "second".to_owned() };
    let effects = desk.command(panel, "1", retrieve());
    assert_eq!(asked(&effects), Some(hold("first")));
    let effects = desk.reply(&effects, Err(CommandError::Refused));
    assert_eq!((request(&effects), error(&effects, panel)), (None, Some(CommandError::Refused)));
    // Nor does it hang if the PBX never answers.
    desk.command(panel, "2", retrieve());
    assert_eq!(error(&desk.pass(REQUEST_MS), panel), Some(CommandError::TimedOut));
}

#[test]
fn a_call_that_ended_meanwhile_needs_no_hold() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let first = connected(&ringing("first", START), START);
    desk.report_call("2001", &first);
    desk.report_call("2001", &ringing("second", START));
    let effects = desk.command(panel, "1", Command::Answer { call: "second".to_owned() });
    desk.report_call("2001", &ended(&first, START, Cause::Normal));
    let effects = desk.reply(&effects, Err(CommandError::NoSuchCall));
    assert_eq!(asked(&effects), Some(PbxRequest::Answer { call: "second".to_owned() }));
    // And if the new call has ended while the old one was being held, that is the answer.
    let third = connected(&ringing("third", START), START);
    desk.report_call("2001", &third);
    desk.report_call("2001", &ringing("fourth", START));
    let effects = desk.command(panel, "2", Command::Answer { call: "fourth".to_owned() });
    desk.report_call("2001", &ended(&ringing("fourth", START), START, Cause::Missed));
    let effects = desk.reply(&effects, Ok(Done::default()));
    assert_eq!(error(&effects, panel), Some(CommandError::WrongState));
    assert_eq!(asked(&effects), Some(PbxRequest::Retrieve { call: "third".to_owned() }));
}

#[test]
fn a_command_that_fails_gives_back_the_call_that_was_held_for_it() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let first = connected(&ringing("first", START), START);
    desk.report_call("2001", &first);
    desk.report_call("2001", &ringing("second", START));
    let answer = || Command::Answer { call: "second".to_owned() };
    let retrieve = Some(PbxRequest::Retrieve { call: "first".to_owned() });
    // The phone does not answer.
    let effects = desk.command(panel, "1", answer());
    let effects = desk.reply(&effects, Ok(Done::default()));
    desk.report_call("2001", &held(&first, START));
    let effects = desk.reply(&effects, Err(CommandError::TimedOut));
    assert_eq!((asked(&effects), error(&effects, panel)), (retrieve.clone(), Some(CommandError::TimedOut)));
    assert_eq!(desk.reply(&effects, Err(CommandError::Refused)), [], "nobody has asked for it");
    // The number cannot be dialled.
    desk.report_call("2001", &first);
    let dial = || Command::Dial {
        number: "0399998888".to_owned(),
        record: None,
        extension: None,
        presented: None,
        callback: None,
    };
    let effects = desk.command(panel, "2", dial());
    let effects = desk.reply(&effects, Ok(Done::default()));
    desk.report_call("2001", &held(&first, START));
    let effects = desk.reply(&effects, Err(CommandError::Refused));
    assert_eq!(asked(&effects), retrieve);
    // The agent is in the new call after all, or the first caller has hung up.
    for (id, meanwhile) in [("3", dialled("new", "0399998888", START)), ("4", ended(&first, START, Cause::Normal))] {
        desk.report_call("2001", &first);
        let effects = desk.command(panel, id, dial());
        let effects = desk.reply(&effects, Ok(Done::default()));
        desk.report_call("2001", &held(&first, START));
        desk.report_call("2001", &meanwhile);
        let effects = desk.reply(&effects, Err(CommandError::TimedOut));
        assert_eq!((asked(&effects), error(&effects, panel)), (None, Some(CommandError::TimedOut)));
        desk.report_call("2001", &ended(&dialled("new", "0399998888", START), START, Cause::NoAnswer));
    }
}

#[test]
fn dialling_holds_first_and_keeps_the_record_for_the_call() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    desk.report_call("2001", &connected(&ringing("first", START), START));
    let record = AttachedRecord { record_id: "0035g00000ABCDEFGH".to_owned(), name: None };
    let (number, record) = ("0399998888".to_owned(), Some(record));
    let dial = Command::Dial { number, record: record.clone(), extension: None, presented: None, callback: None };
    let effects = desk.command(panel, "1", dial);
    assert_eq!(asked(&effects), Some(hold("first")));
    let effects = desk.reply(&effects, Ok(Done::default()));
    assert!(matches!(asked(&effects), Some(PbxRequest::Dial { .. })));
    desk.reply(&effects, Ok(Done { call: Some("new".to_owned()) }));
    let effects = desk.report_call("2001", &dialled("new", "0399998888", START));
    assert_eq!(calls(&effects, panel)[0].record, record);
}

#[test]
fn a_consultation_keeps_the_record_for_its_call() {
    let (mut desk, panel, _) = busy();
    let record = Some(AttachedRecord { record_id: "0035g00000ABCDEFGH".to_owned(), name: None });
    let (call, number) = ("talks".to_owned(), "0399998888".to_owned());
    let consult =
        Command::Consult { call: call.clone(), number, record: record.clone(), extension: None, presented: None };
    let effects = desk.command(panel, "1", consult);
    assert!(matches!(asked(&effects), Some(PbxRequest::Consult { .. })), "the PBX holds the call itself");
    let made = Call { consults: Some(call), ..dialled("new", "0399998888", START) };
    assert_eq!(calls(&desk.report_call("2001", &made), panel)[0].record, record);
}

#[test]
fn a_blind_transfer_goes_on_after_the_calls_end() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let talks = connected(&ringing("c1", START), START);
    desk.report_call("2001", &talks);
    let to = Party { number: Number::Known { digits: "2002".to_owned() }, name: None };
    let with = |state, revision| {
        let transfer = Some(Transferred { to: to.clone(), state });
        Call { transfer, revision, ..ended(&talks, START, Cause::Transferred) }
    };
    desk.report_call("2001", &with(TransferState::Alerting, 0));
    // Each is something else for the log to say.
    for (state, revision) in [(TransferState::Answered, 1), (TransferState::Returned, 2), (TransferState::Lost, 3)] {
        let effects = desk.report_call("2001", &with(state, 0));
        assert_eq!(calls(&effects, panel), [with(state, revision)]);
        assert_eq!(calls(&desk.report_call("2001", &with(state, 0)), panel), [], "the same again is no news");
    }
    // The link was lost, and the PBX knows nothing of the call any more.
    desk.report_call("2001", &with(TransferState::Alerting, 0));
    desk.pbx(PbxEvent::Down);
    let effects = desk.pbx_up(|_| {});
    assert_eq!(calls(&effects, panel), [with(TransferState::Unknown, 5)]);
}
