//! Calling out.

use crate::rig::*;
use denwa_core::text::Msg;
use denwa_core::view_model::PhaseView;
use denwa_core::{HostEvent, Input, Language, UserAction};
use denwa_protocol::{
    AttachedRecord, Call, Capabilities, Cause, Command, CommandError, ConnectionState, Event, Service,
};

fn dials(rig: &Rig) -> Vec<String> {
    rig.commands()
        .into_iter()
        .filter_map(|(_, command)| match command {
            Command::Dial { number, .. } => Some(number),
            _ => None,
        })
        .collect()
}

#[test]
fn a_typed_number_is_dialled_searched_for_at_the_answer_and_logged() {
    let mut rig = Rig::live();
    rig.user(UserAction::Dial("０３−１２３４−５６７８".to_owned()));
    assert_eq!(dials(&rig), ["0312345678"]);
    assert!(rig.panel.dial().is_dialling);
    let mut call = prompting(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.done();
    assert_eq!(rig.card().phase, PhaseView::Prompting);
    assert_eq!(rig.panel.status().word, "Calling out");
    call.state = ConnectionState::Connected;
    call.remote_state = ConnectionState::Alerting;
    rig.call(&call);
    assert_eq!(rig.card().phase, PhaseView::Dialling);
    assert!(!rig.is_asked(is_search));
    let call = answered(&rig, &call);
    rig.call(&call);
    rig.found(vec![hanako()]);
    assert_eq!(rig.popped().len(), 1);
    rig.pass(3_000);
    rig.call(&ended(&rig, &call, Cause::Normal));
    let log = rig.save_log("00T1");
    assert_eq!((log.call_type.as_str(), log.result.as_str(), log.duration_seconds), ("Outbound", "Connected", 3));
}

#[test]
fn an_outgoing_call_that_reached_nobody_is_logged_with_its_reason() {
    for (cause, words) in [
        (Cause::Busy, "Busy"),
        (Cause::NoAnswer, "No answer"),
        (Cause::Refused, "Refused"),
        (Cause::Unreachable, "Unreachable"),
    ] {
        let mut rig = Rig::live();
        let mut call = prompting(&rig, "c1", "0312345678");
        call.state = ConnectionState::Connected;
        call.remote_state = ConnectionState::Alerting;
        rig.call(&call);
        rig.call(&ended(&rig, &call, cause));
        rig.found(vec![]);
        let log = rig.save_log("00T1");
        assert_eq!((log.result.as_str(), log.duration_seconds), (words, 0));
    }
}

#[test]
fn a_click_on_a_number_carries_its_record_into_the_log() {
    let mut rig = Rig::live();
    let record = AttachedRecord { record_id: hanako().id, name: Some(hanako().name) };
    rig.input(Input::HostEvent(HostEvent::ClickToDial {
        number: "(03) 1234-5678".to_owned(),
        record: Some(record.clone()),
    }));
    // The record does not say that its owner must not be called.
    rig.found(vec![hanako()]);
    let expected = Command::Dial {
        number: "0312345678".to_owned(),
        record: Some(record.clone()),
        extension: None,
        presented: None,
        callback: None,
    };
    assert_eq!(rig.command().1, expected);
    let mut call = prompting(&rig, "c1", "0312345678");
    call.record = Some(record);
    rig.call(&call);
    let call = answered(&rig, &call);
    rig.call(&call);
    assert!(!rig.is_asked(is_search) && !rig.is_asked(is_pop), "she is looking at it already");
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert_eq!(rig.save_log("00T1").who, Some(hanako().id));
}

#[test]
fn the_card_of_a_clicked_number_has_no_line_without_words() {
    for name in [Some(hanako().name), None] {
        let mut rig = Rig::live();
        let mut call = prompting(&rig, "c1", "0312345678");
        call.record = Some(AttachedRecord { record_id: hanako().id, name });
        rig.call(&call);
        let card = rig.card();
        assert!(!card.headline.trim().is_empty());
        let lines = [Some(&card.number), card.count.as_ref()];
        assert!(lines.into_iter().flatten().all(|line| line.is_empty() || line.chars().any(char::is_alphanumeric)));
        assert!(card.about.is_empty(), "the record brings no fields: {:?}", card.about);
    }
}

#[test]
fn an_emergency_number_is_asked_about_once_more() {
    for number in ["110", "118", "119", "１１０"] {
        let mut rig = Rig::live();
        rig.user(UserAction::Dial(number.to_owned()));
        assert!(dials(&rig).is_empty());
        assert!(rig.panel.dial().question.is_some());
        rig.user(UserAction::CancelDial);
        assert!(dials(&rig).is_empty() && rig.panel.dial().question.is_none());
        rig.user(UserAction::Dial(number.to_owned()));
        rig.user(UserAction::ConfirmDial);
        rig.user(UserAction::ConfirmDial);
        assert_eq!(dials(&rig).len(), 1);
    }
}

#[test]
fn the_extension_behind_a_number_stays_on_the_card_and_is_sent_as_tones_after_the_answer() {
    let mut rig = Rig::live();
    let number = "+1 (415) 555-0100 x227".to_owned();
    rig.input(Input::HostEvent(HostEvent::ClickToDial { number, record: None }));
    let extension = Some("227".to_owned());
    let dial = Command::Dial {
        number: "+14155550100".to_owned(),
        record: None,
        extension: extension.clone(),
        presented: None,
        callback: None,
    };
    assert_eq!(rig.command().1, dial);
    let call = Call { remote_extension: extension, ..prompting(&rig, "c1", "+14155550100") };
    rig.call(&call);
    rig.done();
    let shown = |rig: &Rig| rig.card().extension.map(|extension| (extension.words, extension.action));
    let words = || "Extension 227".to_owned();
    assert_eq!(shown(&rig), Some((words(), None)), "nobody would hear tones yet");
    let talks = answered(&rig, &call);
    rig.call(&talks);
    assert_eq!(shown(&rig), Some((words(), Some(Msg::SendTones))));
    let press = || UserAction::Command { call: "c1".to_owned(), service: Service::SendTones };
    rig.user(press());
    rig.user(press());
    let (_, command) = rig.command();
    assert_eq!(command, Command::SendTones { call: "c1".to_owned(), tones: "227".to_owned() });
    assert_eq!(shown(&rig), Some((words(), None)), "once is enough");
    rig.done();
    assert_eq!(shown(&rig), Some(("Extension 227 sent".to_owned(), Some(Msg::SendTonesAgain))));
    rig.user(UserAction::SetLanguage(Language::Ja));
    assert_eq!(rig.card().extension.unwrap().words, "内線 227 を送信しました");
    rig.call(&ended(&rig, &talks, Cause::Normal));
    assert_eq!(rig.card().extension, None);
}

#[test]
fn tones_that_the_telephony_cannot_send_are_not_offered_and_the_extension_is_shown_all_the_same() {
    let mut rig = Rig::live();
    rig.event(Event::Capabilities { capabilities: Capabilities::default() });
    let call = Call { remote_extension: Some("12".to_owned()), ..prompting(&rig, "c1", "0312345678") };
    rig.call(&call);
    rig.call(&answered(&rig, &call));
    let extension = rig.card().extension.unwrap();
    assert_eq!((extension.words.as_str(), extension.action), ("Extension 12", None));
}

#[test]
fn tones_that_failed_can_be_sent_again() {
    let mut rig = Rig::live();
    let call = Call { remote_extension: Some("12".to_owned()), ..prompting(&rig, "c1", "0312345678") };
    rig.call(&call);
    rig.call(&answered(&rig, &call));
    rig.user(UserAction::Command { call: "c1".to_owned(), service: Service::SendTones });
    rig.fail(CommandError::WrongState);
    assert!(rig.card().error.is_some());
    let extension = rig.card().extension.unwrap();
    assert_eq!((extension.is_sent, extension.action), (false, Some(Msg::SendTones)));
}

#[test]
fn of_two_numbers_the_agent_chooses_and_none_is_dialled_before() {
    for text in ["03-1234-5678 内線12 / 090-1234-5678", "0312345678内線12、09012345678"] {
        let mut rig = Rig::live();
        let record = Some(AttachedRecord { record_id: hanako().id, name: None });
        let number = text.to_owned();
        rig.input(Input::HostEvent(HostEvent::ClickToDial { number, record: record.clone() }));
        assert!(dials(&rig).is_empty(), "{text}");
        let words: Vec<String> = rig.panel.dial().numbers.into_iter().map(|number| number.words).collect();
        assert_eq!(words, ["03-1234-5678 Extension 12", "090-1234-5678"]);
        rig.user(UserAction::ChooseNumber("110".to_owned()));
        assert!(dials(&rig).is_empty(), "it was not offered");
        rig.user(UserAction::ChooseNumber("09012345678".to_owned()));
        rig.found(vec![hanako()]);
        let dial = Command::Dial {
            number: "09012345678".to_owned(),
            record,
            extension: None,
            presented: None,
            callback: None,
        };
        assert_eq!(rig.command().1, dial);
        assert!(rig.panel.dial().numbers.is_empty());
    }
}

#[test]
fn the_two_lines_of_a_short_form_are_offered_with_the_prefix_of_the_outside_line() {
    let mut rig = Rig::set(&[("Dial_Prefixes", "0")]);
    rig.user(UserAction::Dial("03-1234-5678・5679".to_owned()));
    let numbers = rig.panel.dial().numbers;
    assert_eq!(
        numbers.iter().map(|number| number.words.as_str()).collect::<Vec<_>>(),
        ["03-1234-5678", "03-1234-5679"]
    );
    rig.user(UserAction::CancelDial);
    assert!(rig.panel.dial().numbers.is_empty() && dials(&rig).is_empty());
    rig.user(UserAction::Dial("03-1234-5678・5679".to_owned()));
    rig.user(UserAction::ChooseNumber(numbers[1].digits.clone()));
    assert_eq!(dials(&rig), ["00312345679"]);
}

#[test]
fn a_number_that_stands_twice_is_dialled_at_once() {
    let mut rig = Rig::live();
    rig.user(UserAction::Dial("TEL 03-1234-5678 / FAX 03-1234-5678".to_owned()));
    assert_eq!(dials(&rig), ["0312345678"]);
}

#[test]
fn a_text_of_ten_thousand_characters_is_refused_in_words() {
    for part in ["03-1234-5678 / ", "😀0", "\u{202e}0312345678"] {
        let mut rig = Rig::live();
        let number: String = part.chars().cycle().take(10_000).collect();
        rig.input(Input::HostEvent(HostEvent::ClickToDial { number, record: None }));
        assert_eq!(rig.panel.dial().error.as_deref(), Some("This number is too long"));
        assert!(dials(&rig).is_empty() && rig.panel.dial().numbers.is_empty());
    }
}

#[test]
fn nonsense_is_refused_where_it_is_typed() {
    let mut rig = Rig::live();
    for text in ["", "   ", "hello", "2026-11-22", "<script>"] {
        rig.user(UserAction::Dial(text.to_owned()));
        assert!(rig.panel.dial().error.is_some(), "{text}");
        rig.user(UserAction::EditDial);
        assert!(rig.panel.dial().error.is_none());
    }
    assert!(dials(&rig).is_empty());
}

#[test]
fn a_click_to_dial_that_the_agent_did_not_take_up_is_not_logged() {
    let mut rig = Rig::live();
    let call = prompting(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.call(&ended(&rig, &call, Cause::Declined));
    rig.found(vec![]);
    assert!(!rig.is_asked(is_log));
}
