//! 連携対象電話番号.

use crate::rig::*;
use denwa_protocol::Cause;

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
