//! How a call goes on after it was sent away: transferred, parked, sent elsewhere; mute and recording.

use super::*;
use denwa_core::text::{Language, Msg};
use denwa_core::view_model::LineTone;
use denwa_protocol::{Cause, Colleague, Command, Recording, TransferState, Transferred};

fn lines(rig: &Rig, call: &str) -> Vec<(String, LineTone)> {
    view(rig, call).lines.into_iter().map(|line| (line.words, line.tone)).collect()
}

fn transferred(rig: &Rig, call: &Call, state: TransferState) -> Call {
    let transfer = Some(Transferred { to: party("2002", "Sato"), state });
    Call { transfer, ..ended(rig, call, Cause::Transferred) }
}

#[test]
fn a_blind_transfer_is_done_when_the_other_side_answers() {
    let (mut rig, call) = talking();
    send_to(&mut rig, "c1", Service::SingleStepTransfer, "2002");
    assert_eq!(rig.command().1, Command::SingleStepTransfer { call: "c1".to_owned(), to: "2002".to_owned() });
    rig.done();
    rig.call(&transferred(&rig, &call, TransferState::Alerting));
    assert_eq!(rig.panel.card("c1").unwrap().title, "Inbound · Transferring");
    assert_eq!(lines(&rig, "c1"), [("Transferring: Sato 2002 is ringing".to_owned(), LineTone::Plain)]);
    rig.call(&transferred(&rig, &call, TransferState::Answered));
    assert_eq!(rig.panel.card("c1").unwrap().title, "Inbound · Transferred");
    assert_eq!(lines(&rig, "c1"), [("Transferred: Sato 2002 has answered".to_owned(), LineTone::Success)]);
    rig.user(UserAction::SetLanguage(Language::Ja));
    assert_eq!(lines(&rig, "c1")[0].0, "Sato 2002 に転送しました");
}

#[test]
fn a_transfer_nobody_answered_says_so_on_both_calls_and_corrects_its_log() {
    let (mut rig, call) = talking();
    rig.call(&transferred(&rig, &call, TransferState::Alerting));
    assert_eq!(rig.save_log("00T1").result, "Transferred");
    rig.call(&transferred(&rig, &call, TransferState::Returned));
    let log = rig.save_log("00T1");
    assert_eq!((log.id.as_deref(), log.result.as_str()), (Some("00T1"), "Transfer came back"));
    let mut back = ringing(&rig, "c2", "0312345678");
    back.request_id.clone_from(&call.request_id);
    back.came_from = Some(Colleague { extension: "2002".to_owned(), name: Some("Sato".to_owned()) });
    rig.call(&back);
    let words = "Sato 2002 did not answer: the call came back".to_owned();
    assert_eq!(lines(&rig, "c1"), [(words.clone(), LineTone::Warning)]);
    assert_eq!(lines(&rig, "c2"), [(words, LineTone::Warning)]);
}

#[test]
fn a_transfer_whose_caller_is_gone_says_so() {
    let (mut rig, call) = talking();
    rig.call(&transferred(&rig, &call, TransferState::Alerting));
    rig.call(&transferred(&rig, &call, TransferState::Lost));
    assert_eq!(lines(&rig, "c1")[0].1, LineTone::Error);
    rig.user(UserAction::SetLanguage(Language::Ja));
    assert_eq!(lines(&rig, "c1")[0].0, "Sato 2002 の応答がなく切れました");
    assert_eq!(rig.panel.card("c1").unwrap().title, "着信 · 転送先が応答せず切断");
}

#[test]
fn a_number_that_cannot_be_used_is_refused_where_it_is_typed() {
    let (mut rig, _) = talking();
    let before = rig.commands().len();
    let error_of = |rig: &Rig| view(rig, "c1").target.unwrap().error;
    for (text, words) in [
        ("", Msg::EmptyNumber),
        ("山田", Msg::BadNumber),
        ("'; drop table", Msg::BadNumber),
        ("03-1234-5678 / 090-1234-5678", Msg::SeveralTargets),
        ("03-1234-5678 内線 12", Msg::TargetExtension),
    ] {
        send_to(&mut rig, "c1", Service::SingleStepTransfer, text);
        assert_eq!(error_of(&rig).as_deref(), Some(words.t(Language::En)), "{text}");
    }
    send_to(&mut rig, "c1", Service::SingleStepTransfer, &"1".repeat(100_000));
    assert!(error_of(&rig).is_some());
    control(&mut rig, "c1", CallControl::EditTarget);
    assert_eq!(error_of(&rig), None);
    assert_eq!(rig.commands().len(), before);
    send_to(&mut rig, "c1", Service::Consult, "03-1234-5678 内線 12");
    assert!(matches!(rig.command().1, Command::Consult { extension: Some(digits), .. } if digits == "12"));
}

#[test]
fn an_emergency_number_is_asked_about_before_anybody_is_sent_there() {
    let (mut rig, _) = talking();
    let before = rig.commands().len();
    send_to(&mut rig, "c1", Service::Consult, "110");
    assert!(view(&rig, "c1").target.unwrap().question.unwrap().starts_with("110 "));
    control(&mut rig, "c1", CallControl::EditTarget);
    control(&mut rig, "c1", CallControl::ConfirmTarget);
    assert_eq!(rig.commands().len(), before, "there is nothing to confirm any more");
    send_to(&mut rig, "c1", Service::Consult, "110");
    control(&mut rig, "c1", CallControl::ConfirmTarget);
    assert!(matches!(rig.command().1, Command::Consult { number, .. } if number == "110"));
}

#[test]
fn a_parked_call_says_where_it_waits_can_be_picked_up_and_says_when_it_left() {
    let (mut rig, call) = talking();
    press_tile(&mut rig, "c1", Tile::Park);
    assert_eq!(rig.command().1, Command::Park { call: "c1".to_owned() });
    rig.done();
    let over = Call { parked_at: Some("701".to_owned()), ..ended(&rig, &call, Cause::Parked) };
    // The list may come after the call's end, and the list before it names other calls.
    rig.event(Event::Parked { parked: Vec::new() });
    rig.call(&over);
    assert_eq!(lines(&rig, "c1"), [("Waits in parking place 701".to_owned(), LineTone::Plain)]);
    rig.event(Event::Parked { parked: vec![parked(&call, "701")] });
    let line = view(&rig, "c1").lines.remove(0);
    assert_eq!(line.words, "Waits in parking place 701");
    let (word, action) = line.action.expect("it can be picked up");
    assert_eq!(word, Msg::PickUp);
    rig.user(action.clone());
    rig.user(action);
    let picked: Vec<_> =
        rig.commands().into_iter().filter(|(_, command)| matches!(command, Command::PickUp { .. })).collect();
    assert_eq!(picked.len(), 1);
    // The server confirms that the log is not needed, or written, meanwhile: that is no answer.
    rig.call(&over);
    assert_eq!(view(&rig, "c1").lines[0].action, None, "it is being picked up");
    answer(&mut rig, &picked[0].0, Some(CommandError::NothingParked));
    assert_eq!(error(&rig, "c1").as_deref(), Some("Pick up did not work: No call is parked there any more"));
    rig.event(Event::Parked { parked: Vec::new() });
    assert_eq!(lines(&rig, "c1"), [("No longer in parking place 701".to_owned(), LineTone::Success)]);
    let mut back = ringing(&rig, "c2", "0312345678");
    back.request_id.clone_from(&call.request_id);
    rig.call(&back);
    assert_eq!(lines(&rig, "c2"), [("Back from parking: nobody took it".to_owned(), LineTone::Warning)]);
}

#[test]
fn a_full_parking_lot_leaves_the_call_as_it_was() {
    let (mut rig, _) = talking();
    press_tile(&mut rig, "c1", Tile::Park);
    rig.fail(CommandError::ParkingFull);
    assert_eq!(error(&rig, "c1").as_deref(), Some("Park did not work: All parking places are taken"));
    assert_eq!(rig.card().title, "On a call");
    press_tile(&mut rig, "c1", Tile::Park);
    assert!(tile_of(&rig, "c1", Tile::Park).is_busy, "it can be tried again");
}

#[test]
fn a_ringing_call_is_sent_elsewhere() {
    let mut rig = able();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    let target = view(&rig, "c1").target.unwrap();
    assert_eq!(target.actions.iter().map(|action| action.word).collect::<Vec<_>>(), ["Send elsewhere"]);
    send_to(&mut rig, "c1", Service::Deflect, "2002");
    assert_eq!(rig.command().1, Command::Deflect { call: "c1".to_owned(), to: "2002".to_owned() });
    rig.fail(CommandError::NoSuchNumber);
    assert!(view(&rig, "c1").target.unwrap().has_failed, "the field stays, to be mended");
    send_to(&mut rig, "c1", Service::Deflect, "2003");
    rig.call(&ended(&rig, &call, Cause::Deflected));
    assert_eq!(rig.card().title, "Inbound · Sent elsewhere");
}

#[test]
fn mute_and_recording_are_in_sight_and_their_buttons_lead_back() {
    let (mut rig, call) = talking();
    assert_eq!(tile_of(&rig, "c1", Tile::Pause).unavailable, Some("Not being recorded"));
    press_tile(&mut rig, "c1", Tile::Mute);
    assert_eq!(rig.command().1, Command::SetMute { call: "c1".to_owned(), muted: true });
    rig.done();
    press_tile(&mut rig, "c1", Tile::Record);
    assert!(tile_of(&rig, "c1", Tile::Record).is_busy && !tile_of(&rig, "c1", Tile::Pause).is_busy);
    rig.done();
    rig.call(&Call { muted: true, recording: Some(Recording::On), ..call.clone() });
    let words = |rig: &Rig| view(rig, "c1").marks.iter().map(|mark| mark.word).collect::<Vec<_>>();
    assert_eq!(words(&rig), ["Muted", "Recording"]);
    assert_eq!(tile_of(&rig, "c1", Tile::Mute).is_on, Some(true));
    assert_eq!(tile_of(&rig, "c1", Tile::Mute).word, "Unmute");
    press_tile(&mut rig, "c1", Tile::Pause);
    let paused = Command::SetRecording { call: "c1".to_owned(), recording: Recording::Paused };
    assert_eq!(rig.command().1, paused);
    rig.call(&Call { recording: Some(Recording::Paused), ..call.clone() });
    assert_eq!(words(&rig), ["Recording paused"]);
    assert_eq!(tile_of(&rig, "c1", Tile::Pause).word, "Resume recording");
    assert!(!tile_of(&rig, "c1", Tile::Pause).is_busy, "the event is as good as the answer");
    rig.call(&ended(&rig, &Call { muted: true, ..call }, Cause::Normal));
    assert!(words(&rig).is_empty());
}
