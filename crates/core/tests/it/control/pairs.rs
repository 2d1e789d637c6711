//! Consultations, conferences, and the pairs that two calls make.

use super::*;
use denwa_protocol::{CallPair, Cause, Command};

fn pair() -> CallPair {
    CallPair { held: "c1".to_owned(), active: "c2".to_owned() }
}

fn words(tiles: &[TileView]) -> Vec<&'static str> {
    tiles.iter().map(|tile| tile.word).collect()
}

#[test]
fn a_consultation_holds_the_caller_and_offers_what_can_be_done_with_both() {
    let (mut rig, call) = talking();
    assert_eq!(
        words(&view(&rig, "c1").tiles),
        ["Mute", "Keypad", "Record", "Pause recording", "Transfer…", "Park", "Message", "Raise hand", "Harassment"]
    );
    send_to(&mut rig, "c1", Service::Consult, "２００２");
    let consult = Command::Consult {
        call: "c1".to_owned(),
        number: "2002".to_owned(),
        record: None,
        extension: None,
        presented: None,
    };
    assert_eq!(rig.command().1, consult);
    assert!(view(&rig, "c1").target.unwrap().is_busy);
    rig.call(&held(&rig, &call));
    rig.call(&consultation(&rig, "c2", "2002", "c1"));
    rig.done();
    assert_eq!(rig.panel.call_ids(), ["c2", "c1"], "the active call stands above the held one");
    assert!(rig.panel.card("c1").unwrap().is_compact);
    assert_eq!(rig.panel.card("c2").unwrap().title, "Calling to consult");
    let offered = view(&rig, "c2").pair.expect("the pair");
    assert_eq!(offered.words, "On hold: Hanako Yamada");
    assert_eq!(words(&offered.tiles), ["Transfer", "Merge", "Switch", "Back to the caller"]);
    let able = |rig: &Rig| -> Vec<bool> {
        let pair = view(rig, "c2").pair.expect("the pair");
        pair.tiles.iter().map(|tile| tile.unavailable.is_none()).collect()
    };
    assert_eq!(able(&rig), [true, false, false, true], "it rings: one can leave the caller there, or go back");
    let remote_state = denwa_protocol::ConnectionState::Null;
    rig.call(&Call { remote_state, ..consultation(&rig, "c2", "2002", "c1") });
    assert_eq!(able(&rig), [false, false, false, true], "it does not ring yet: one can only go back");
    rig.call(&answered(&rig, &consultation(&rig, "c2", "2002", "c1")));
    assert_eq!(rig.panel.card("c2").unwrap().title, "Consulting");
    for (tile, command) in [
        (Tile::Transfer, Command::Transfer(pair())),
        (Tile::Conference, Command::Conference(pair())),
        (Tile::Alternate, Command::Alternate(pair())),
        (Tile::Reconnect, Command::Reconnect(pair())),
    ] {
        press_tile(&mut rig, "c2", tile);
        assert_eq!(rig.command().1, command);
        assert!(tile_of(&rig, "c2", tile).is_busy);
        rig.fail(CommandError::Refused);
        let said = error(&rig, "c2").unwrap();
        assert!(said.ends_with("The telephone system or the phone refused"), "{said}");
        assert_eq!(error(&rig, "c1"), None, "a state of one call never shows on another");
    }
}

#[test]
fn a_consultation_that_is_transferred_ends_both_calls() {
    let (mut rig, first, second) = consulting();
    press_tile(&mut rig, "c2", Tile::Transfer);
    press_tile(&mut rig, "c2", Tile::Transfer);
    let sent = rig.commands().into_iter().filter(|(_, command)| matches!(command, Command::Transfer(_)));
    assert_eq!(sent.count(), 1, "a second press does nothing twice");
    rig.call(&ended(&rig, &second, Cause::Transferred));
    rig.call(&ended(&rig, &first, Cause::Transferred));
    rig.done();
    assert_eq!(rig.panel.card("c1").unwrap().title, "Inbound · Transferred");
    assert!(view(&rig, "c2").pair.is_none() && error(&rig, "c2").is_none());
}

#[test]
fn switching_is_asked_once_whichever_card_it_is_pressed_on() {
    let (mut rig, first, second) = consulting();
    assert_eq!(rig.panel.card("c1").unwrap().buttons[0].word, "Switch");
    press(&mut rig, "c1", Service::Alternate);
    press_tile(&mut rig, "c2", Tile::Alternate);
    let switches = rig.commands().into_iter().filter(|(_, command)| *command == Command::Alternate(pair()));
    assert_eq!(switches.count(), 1);
    rig.call(&held(&rig, &second));
    let back = answered(&rig, &first);
    rig.call(&Call { held_at: None, ..back });
    assert_eq!(rig.panel.call_ids(), ["c1", "c2"]);
    assert!(!rig.panel.card("c1").unwrap().buttons[0].is_busy);
    let held_words = view(&rig, "c1").pair.expect("the pair, the other way round").words;
    assert_eq!(held_words, "On hold: 2002");
    assert_eq!(rig.panel.card("c2").unwrap().buttons[0].word, "Switch");
    press_tile(&mut rig, "c1", Tile::Alternate);
    let other = CallPair { held: "c2".to_owned(), active: "c1".to_owned() };
    assert_eq!(rig.command().1, Command::Alternate(other));
}

#[test]
fn a_conference_lists_its_parties_and_lets_one_go() {
    let (mut rig, first, second) = consulting();
    press_tile(&mut rig, "c2", Tile::Conference);
    let parties = vec![participant("p1", "0312345678", "Hanako"), participant("p2", "2002", "Sato")];
    let conference = Call { parties, ..answered(&rig, &first) };
    rig.call(&conference);
    rig.call(&ended(&rig, &second, Cause::Merged));
    rig.done();
    assert_eq!(rig.panel.card("c1").unwrap().title, "In a conference");
    let parties = view(&rig, "c1").parties;
    let who: Vec<_> = parties.iter().map(|party| (party.who.as_str(), party.can_drop)).collect();
    assert_eq!(who, [("Hanako 03-1234-5678", true), ("Sato 2002", true)]);
    control(&mut rig, "c1", CallControl::DropParty { party: "p2".to_owned() });
    assert_eq!(rig.command().1, Command::DropParty { call: "c1".to_owned(), party: "p2".to_owned() });
    let busy: Vec<_> = view(&rig, "c1").parties.iter().map(|party| party.is_busy).collect();
    assert_eq!(busy, [false, true]);
    rig.call(&Call { parties: Vec::new(), ..conference });
    assert!(view(&rig, "c1").parties.is_empty());
    assert_eq!(rig.panel.card("c1").unwrap().title, "On a call");
    assert!(!rig.panel.card("c1").unwrap().buttons.iter().any(|button| button.is_busy));
}

#[test]
fn a_second_call_that_was_answered_makes_a_pair_too_but_is_no_consultation() {
    let (mut rig, first) = talking();
    let second = ringing(&rig, "c2", "0399999999");
    rig.call(&second);
    press(&mut rig, "c2", Service::Answer);
    rig.pass_live(7_000);
    assert_eq!(error(&rig, "c2"), None, "holding the first call takes its time too");
    rig.call(&held(&rig, &first));
    rig.call(&answered(&rig, &second));
    rig.done();
    let tiles = view(&rig, "c2").pair.expect("the pair").tiles;
    assert_eq!(words(&tiles), ["Transfer", "Merge", "Switch"]);
    press_tile(&mut rig, "c2", Tile::Transfer);
    assert_eq!(rig.command().1, Command::Transfer(pair()));
}

#[test]
fn dialling_while_one_talks_consults_and_without_consultation_dials() {
    let (mut rig, _) = talking();
    rig.user(UserAction::Dial("03-9999-9999".to_owned()));
    let (_, command) = rig.command();
    assert!(matches!(command, Command::Consult { call, number, .. } if call == "c1" && number == "0399999999"));
    assert!(rig.panel.dial().is_dialling);
    rig.done();
    rig.event(Event::Capabilities { capabilities: Capabilities { consult: Capability::Unknown, ..all() } });
    rig.user(UserAction::Dial("03-9999-9999".to_owned()));
    assert!(matches!(rig.command().1, Command::Dial { .. }));
}

#[test]
fn what_the_telephony_cannot_do_is_not_offered_and_not_sent() {
    let (mut rig, first) = talking();
    rig.event(Event::Capabilities {
        capabilities: Capabilities {
            hold: Capability::Available,
            hang_up: Capability::Available,
            ..Capabilities::default()
        },
    });
    let shown = view(&rig, "c1");
    assert!(
        words(&shown.tiles) == ["Message", "Raise hand", "Harassment"]
            && shown.target.is_none()
            && shown.tones.is_none()
    );
    let before = rig.commands().len();
    control(&mut rig, "c1", CallControl::SetMute(true));
    control(&mut rig, "c1", CallControl::SendTones("1".to_owned()));
    send_to(&mut rig, "c1", Service::SingleStepTransfer, "2002");
    press(&mut rig, "c1", Service::Park);
    rig.call(&held(&rig, &first));
    rig.call(&answered(&rig, &ringing(&rig, "c2", "0399999999")));
    assert!(view(&rig, "c2").pair.is_none());
    press(&mut rig, "c2", Service::Transfer);
    assert_eq!(rig.commands().len(), before);
    assert_eq!(rig.panel.card("c1").unwrap().buttons[0].word, "Retrieve", "without switching, the server holds first");
}
