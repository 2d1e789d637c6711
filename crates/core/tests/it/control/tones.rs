//! Tones: keys pressed, typed and pasted.

use super::*;
use denwa_protocol::{Cause, Command};

fn tones(rig: &Rig) -> Vec<String> {
    let commands = rig.commands().into_iter();
    commands
        .filter_map(|(_, command)| if let Command::SendTones { tones, .. } = command { Some(tones) } else { None })
        .collect()
}

fn send(rig: &mut Rig, text: &str) {
    control(rig, "c1", CallControl::SendTones(text.to_owned()));
}

#[test]
fn keys_pressed_while_one_is_on_its_way_follow_in_order() {
    let (mut rig, _) = talking();
    for key in ["1", "２", "#"] {
        send(&mut rig, key);
    }
    assert_eq!(tones(&rig), ["1"]);
    rig.done();
    assert_eq!(tones(&rig), ["1", "2#"]);
    rig.done();
    assert_eq!(view(&rig, "c1").tones.unwrap().words, "Sent: 12#");
    assert!(!view(&rig, "c1").tones.unwrap().is_busy);
}

#[test]
fn a_long_text_goes_in_pieces_that_the_server_takes() {
    let (mut rig, _) = talking();
    let text: String = "1234567890".repeat(4);
    send(&mut rig, &text);
    for _ in 0..3 {
        rig.done();
    }
    assert!(tones(&rig).iter().all(|piece| piece.len() <= 16));
    assert_eq!(tones(&rig).concat(), text);
}

#[test]
fn a_piece_that_failed_takes_the_rest_with_it_in_words() {
    let (mut rig, _) = talking();
    send(&mut rig, &"1".repeat(40));
    rig.fail(CommandError::WrongState);
    let shown = view(&rig, "c1").tones.unwrap();
    assert_eq!(shown.error.as_deref(), Some("Send as tones did not work: Not possible in the call's present state"));
    assert!(!shown.is_busy);
    assert_eq!(tones(&rig).len(), 1);
    send(&mut rig, "9");
    assert_eq!(tones(&rig)[1..], ["9"], "the next key begins anew");
    rig.pass_live(7_000);
    assert!(view(&rig, "c1").tones.unwrap().error.unwrap().contains("No answer in time"));
}

#[test]
fn garbage_is_refused_and_nothing_of_it_sent() {
    let (mut rig, _) = talking();
    for text in ["12ab", "\u{1f600}", "会員番号 12", &"1".repeat(100_000), " \u{3000}"] {
        send(&mut rig, text);
        assert!(view(&rig, "c1").tones.unwrap().error.is_some());
    }
    assert!(tones(&rig).is_empty());
    send(&mut rig, "1234-5678 (9)");
    assert_eq!(tones(&rig), ["123456789"]);
    assert_eq!(view(&rig, "c1").tones.unwrap().error, None);
}

#[test]
fn tones_disturb_no_other_command_and_end_with_the_call() {
    let (mut rig, call) = talking();
    send(&mut rig, &"1".repeat(40));
    press(&mut rig, "c1", Service::Hold);
    assert!(matches!(rig.command().1, Command::Hold { .. }));
    rig.call(&ended(&rig, &call, Cause::Normal));
    let (id, _) = rig.commands().into_iter().find(|(_, command)| matches!(command, Command::SendTones { .. })).unwrap();
    answer(&mut rig, &id, None);
    assert_eq!(tones(&rig).len(), 1, "nobody hears the rest");
    assert_eq!(error(&rig, "c1"), None);
}
