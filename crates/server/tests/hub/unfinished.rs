//! Commands of call control that were under way when the server was killed: answered with what the calls show, and never
//! done again.

use crate::desk::*;
use denwa_protocol::{
    Call, CallPair, Cause, Command, CommandError, ConnectionState, Number, Participant, Party, Recording,
    TransferState, Transferred,
};
use denwa_server::hub::REQUEST_MS;

fn talks() -> Call {
    let party = Party { number: Number::Known { digits: "1".to_owned() }, name: None };
    let parties = vec![Participant { id: "p".to_owned(), party, state: ConnectionState::Connected }];
    Call { parties, ..connected(&ringing("talks", START), START) }
}

fn waits() -> Call {
    held(&connected(&ringing("waits", START), START), START)
}

fn over(call: &Call, cause: Cause) -> Call {
    ended(call, START, cause)
}

fn again(call: &Call) -> Call {
    Call { state: ConnectionState::Connected, held_at: None, ..call.clone() }
}

/// Kills the server while a command is under way. Returns the command's outcome after the PBX has reported `calls`.
fn outcome(command: &Command, calls: &[Call]) -> Option<CommandError> {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    for call in [&talks(), &waits(), &ringing("rings", START)] {
        desk.report_call("2001", call);
    }
    let parked = over(&connected(&ringing("parked", START), START), Cause::Parked);
    desk.report_call("2002", &Call { parked_at: Some("701".to_owned()), ..parked });
    desk.pbx(crate::chaos::parked_call("701", "whole-parked"));
    let effects = desk.command(panel, "1", command.clone());
    assert!(request(&effects).is_some(), "{command:?}");
    desk.restart("two");
    let (panel, _) = desk.sign_in("sato");
    assert_eq!(request(&desk.command(panel, "1", command.clone())), None, "it is not done again");
    let effects = desk.pbx_up(|desk| {
        for call in calls {
            desk.report_call("2001", call);
        }
    });
    let effects = if answers(&effects, panel).is_empty() { desk.pass(REQUEST_MS) } else { effects };
    error(&effects, panel)
}

#[test]
fn each_command_is_answered_with_what_the_calls_show() {
    let pair = || CallPair { held: "waits".to_owned(), active: "talks".to_owned() };
    let call = || "talks".to_owned();
    let to = Party { number: Number::Known { digits: "2002".to_owned() }, name: None };
    let transfer = Some(Transferred { to, state: TransferState::Alerting });
    let consulting = Call { consults: Some(call()), ..dialled("new", "2002", START) };
    let consult =
        Command::Consult { call: call(), number: "2002".to_owned(), record: None, extension: None, presented: None };
    let picked_up = passed_on("new", "whole-parked", START);
    let cases = [
        (consult, vec![held(&talks(), START), consulting, waits()]),
        (
            Command::Deflect { call: "rings".to_owned(), to: "2002".to_owned() },
            vec![over(&ringing("rings", START), Cause::Deflected)],
        ),
        (
            Command::SingleStepTransfer { call: call(), to: "2002".to_owned() },
            vec![Call { transfer, ..over(&talks(), Cause::Transferred) }],
        ),
        (Command::Alternate(pair()), vec![held(&talks(), START), again(&waits())]),
        (Command::Reconnect(pair()), vec![over(&talks(), Cause::Normal), again(&waits())]),
        (Command::Transfer(pair()), vec![over(&talks(), Cause::Transferred), over(&waits(), Cause::Transferred)]),
        (Command::Conference(pair()), vec![over(&talks(), Cause::Merged), again(&waits())]),
        (
            Command::DropParty { call: call(), party: "p".to_owned() },
            vec![Call { parties: vec![], ..talks() }, waits()],
        ),
        (Command::Park { call: call() }, vec![over(&talks(), Cause::Parked)]),
        (Command::PickUp { slot: "701".to_owned() }, vec![held(&talks(), START), waits(), picked_up]),
        (Command::SetMute { call: call(), muted: true }, vec![Call { muted: true, ..talks() }, waits()]),
        (
            Command::SetRecording { call: call(), recording: Recording::On },
            vec![Call { recording: Some(Recording::On), ..talks() }, waits()],
        ),
    ];
    for (command, done) in cases {
        assert_eq!(outcome(&command, &done), None, "{command:?}");
        let unchanged = [talks(), waits(), ringing("rings", START)];
        assert_eq!(outcome(&command, &unchanged), Some(CommandError::OutcomeUnknown), "{command:?}");
    }
    let tones = Command::SendTones { call: call(), tones: "1".to_owned() };
    assert_eq!(outcome(&tones, &[talks(), waits()]), Some(CommandError::OutcomeUnknown), "nothing shows it");
}
