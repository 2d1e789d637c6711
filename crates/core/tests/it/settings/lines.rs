//! 連携対象電話番号.

use crate::rig::*;
use denwa_core::{DeskAction, DeskTab, UserAction};
use denwa_protocol::{Cause, ClientMessage, Command, Event, Line, ServerMessage};

/// Whether a call on that line is linked: searched for and logged.
fn linked(rig: &mut Rig, call: &denwa_protocol::Call) -> bool {
    rig.call(call);
    let searched = rig.is_asked(is_search);
    rig.found(vec![]);
    rig.call(&ended(rig, &answered(rig, call), Cause::Normal));
    // An outgoing call is searched for when it is answered.
    let searched = searched || rig.is_asked(is_search);
    rig.found(vec![]);
    assert_eq!(rig.is_asked(is_log), searched, "both or neither");
    searched
}

#[test]
fn lines_default_decides_for_a_number_nobody_has_decided_on() {
    for (default, expected) in [("on", true), ("off", false)] {
        let mut rig = Rig::set(&[("Lines_Default", default)]);
        let call = ringing(&rig, "c1", "0312345678");
        assert_eq!(linked(&mut rig, &call), expected);
        if !expected {
            assert_eq!(rig.card().search.words(), Some("Calls on this line are not linked"));
        }
    }
}

#[test]
fn denwa_line_ticks_decide_by_the_number_called_and_by_the_number_presented() {
    for (default, tick, expected) in [("on", "off", false), ("off", "on", true)] {
        let number: &[(&str, &str)] = &[("Number", "0120-000-000"), ("Linked", tick)];
        let lists = [("Denwa_Line", number)];
        let mut rig = Rig::set_lists(&[("Lines_Default", default)], &lists);
        let call = ringing(&rig, "c1", "0312345678");
        assert_eq!(linked(&mut rig, &call), expected, "the number called, however it is written");
        let mut rig = Rig::set_lists(&[("Lines_Default", default)], &lists);
        let call = prompting(&rig, "c1", "0312345678");
        assert_eq!(linked(&mut rig, &call), expected, "the number presented");
        let mut rig = Rig::set_lists(&[("Lines_Default", default)], &lists);
        let mut call = prompting(&rig, "c1", "0312345678");
        call.line = Some("0399990000".to_owned());
        assert_eq!(linked(&mut rig, &call), !expected, "another one");
    }
}

#[test]
fn denwa_line_of_ones_own_extension_is_a_row_like_the_others() {
    let extension: &[(&str, &str)] = &[("Number", "2001"), ("Linked", "off")];
    let mut rig = Rig::set_lists(&[], &[("Denwa_Line", extension)]);
    let mut call = prompting(&rig, "c1", "0312345678");
    call.line = None;
    assert!(!linked(&mut rig, &call), "nothing is presented: the extension counts");
}

fn line(number: &str, presentable: bool) -> Line {
    Line { number: number.to_owned(), name: None, presentable }
}

/// The number that the last dialled call presents.
fn presented(rig: &Rig) -> Option<String> {
    match rig.command().1 {
        Command::Dial { presented, .. } => presented,
        other => panic!("{other:?}"),
    }
}

#[test]
fn presented_number_is_presented_if_this_agent_may_and_the_agent_may_choose_another_one() {
    let mut rig = Rig::set(&[("Presented_Number", "0120-000-000")]);
    let dial = || UserAction::Dial("0312345678".to_owned());
    rig.user(dial());
    assert_eq!(presented(&rig), None, "the server does not allow it");
    rig.done();
    rig.event(Event::Lines { lines: vec![line("0120000000", true), line("0311112222", true), line("0399", false)] });
    let shown: Vec<_> = rig.panel.dial().presented.into_iter().map(|one| (one.number, one.is_chosen)).collect();
    assert_eq!(shown, [(None, true), (Some("0120000000".to_owned()), false), (Some("0311112222".to_owned()), false)]);
    rig.user(dial());
    assert_eq!(presented(&rig).as_deref(), Some("0120000000"));
    rig.done();
    rig.user(UserAction::Desk(DeskAction::Present(Some("0311112222".to_owned()))));
    rig.user(dial());
    assert_eq!(presented(&rig).as_deref(), Some("0311112222"));
    rig.done();
    rig.event(Event::Lines { lines: vec![line("0120000000", true)] });
    rig.user(dial());
    assert_eq!(presented(&rig).as_deref(), Some("0120000000"), "what she chose is no longer hers to present");
    rig.done();
    rig.user(UserAction::Dial("110".to_owned()));
    rig.user(UserAction::ConfirmDial);
    assert_eq!(presented(&rig), None, "of an emergency call the PBX decides");
}

#[test]
fn present_called_line_presents_the_line_of_the_call_that_is_called_back() {
    for (setting, expected) in [("on", "0311112222"), ("off", "0120000000")] {
        let mut rig = Rig::set(&[("Presented_Number", "0120000000"), ("Present_Called_Line", setting)]);
        rig.event(Event::Lines { lines: vec![line("0120000000", true), line("0311112222", true)] });
        let mut call = ringing(&rig, "c1", "0312345678");
        call.line = Some("0311112222".to_owned());
        let call = ended(&rig, &call, Cause::Missed);
        rig.user(UserAction::Desk(DeskAction::Show(DeskTab::History)));
        let asked = rig.sent.iter().find_map(|message| match message {
            ClientMessage::ReadHistory { id, .. } => Some(id.clone()),
            _ => None,
        });
        rig.message(ServerMessage::History { id: asked.unwrap(), calls: vec![call], more: false });
        rig.user(UserAction::Desk(DeskAction::CallBack("c1".to_owned())));
        assert_eq!(presented(&rig).as_deref(), Some(expected));
    }
}
