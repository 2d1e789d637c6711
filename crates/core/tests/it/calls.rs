//! A call from its first ring to its log.

use crate::rig::*;
use denwa_core::UserAction;
use denwa_core::host::{HostRequest, Pop};
use denwa_core::view_model::PhaseView;
use denwa_core::{HostReply, Input};
use denwa_protocol::{Cause, Command, CommandError, CommandOutcome, Direction, Number, ServerMessage, Service};

#[test]
fn a_call_rings_pops_is_answered_held_retrieved_hung_up_and_logged() {
    let mut rig = Rig::live();
    rig.tidy = false;
    let mut call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    assert!(rig.is_asked(|request| *request == HostRequest::ShowPanel(true)), "the panel opens itself");
    assert!(rig.is_asked(|request| matches!(request, HostRequest::Label(label) if label.contains("03-1234-5678"))));
    rig.tidy = true;
    rig.found(vec![hanako()]);
    assert_eq!(rig.popped(), [Pop::Record { id: hanako().id }]);
    let card = rig.card();
    assert_eq!((card.headline.as_str(), card.count.as_deref().unwrap_or_default()), ("Hanako Yamada", "1 match"));
    assert_eq!(card.number, "03-1234-5678");
    assert_eq!(card.line, "Support");

    rig.user(UserAction::Command { call: "c1".to_owned(), service: Service::Answer });
    assert_eq!(rig.command().1, Command::Answer { call: "c1".to_owned() });
    assert!(rig.card().buttons[0].is_busy);
    rig.pass(2_000);
    call = answered(&rig, &call);
    rig.call(&call);
    rig.done();
    assert_eq!(rig.card().phase, PhaseView::Talking);
    assert_eq!(rig.card().since, Some(rig.now), "the timer starts by the panel's own clock");

    rig.pass_live(10_000);
    rig.user(UserAction::Command { call: "c1".to_owned(), service: Service::Hold });
    rig.call(&held(&rig, &call));
    rig.done();
    assert_eq!(rig.card().title, "On hold");
    assert_eq!(rig.card().buttons[0].word, "Retrieve");
    rig.user(UserAction::Command { call: "c1".to_owned(), service: Service::Retrieve });
    rig.call(&call);
    rig.done();

    rig.pass_live(263_900);
    rig.user(UserAction::Command { call: "c1".to_owned(), service: Service::HangUp });
    rig.call(&ended(&rig, &call, Cause::Normal));
    let log = rig.save_log("00T000000000001AAA");
    assert_eq!(log.duration_seconds, 273);
    assert_eq!(log.subject, "Inbound call: Hanako Yamada (03-1234-5678)");
    assert_eq!((log.who.as_deref(), log.what), (Some("003000000000001AAA"), None));
    assert_eq!((log.result.as_str(), log.call_type.as_str(), log.call_id.as_str()), ("Answered", "Inbound", "c1"));
    assert!(log.description.contains("Line: Support") && log.description.contains("Duration: 4:33"));
    assert_eq!(
        rig.command().1,
        Command::ReportLog {
            call: "c1".to_owned(),
            record_id: Some("00T000000000001AAA".to_owned()),
            revision: Some(0)
        }
    );
    assert_eq!(rig.card().log.unwrap().text, "Call log saved");
    assert_eq!(rig.card().talked.as_deref(), Some("4:33"));
}

#[test]
fn a_call_that_began_before_the_panel_loaded_is_shown_popped_and_logged() {
    let call = {
        let rig = Rig::loaded();
        answered(&rig, &ringing(&rig, "c1", "0312345678"))
    };
    let mut rig = Rig::live_with(vec![call.clone()]);
    rig.found(vec![hanako()]);
    assert_eq!(rig.popped(), [Pop::Record { id: hanako().id }]);
    assert_eq!(rig.card().phase, PhaseView::Talking);
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert_eq!(rig.save_log("00T1").who, Some(hanako().id));
}

#[test]
fn a_call_that_ended_while_no_panel_was_there_is_logged_but_opens_nothing() {
    let call = {
        let rig = Rig::loaded();
        ended(&rig, &answered(&rig, &ringing(&rig, "c1", "0312345678")), Cause::Normal)
    };
    let mut rig = Rig::live_with(vec![call]);
    assert!(!rig.is_asked(is_log), "the log waits until it is known who it was");
    rig.found(vec![hanako()]);
    assert!(rig.popped().is_empty());
    assert_eq!(rig.save_log("00T1").who, Some(hanako().id));
}

#[test]
fn a_button_pressed_twice_asks_once_and_a_refusal_is_said_in_words() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.user(UserAction::Command { call: "c1".to_owned(), service: Service::Answer });
    rig.user(UserAction::Command { call: "c1".to_owned(), service: Service::Answer });
    let answers = rig.commands().into_iter().filter(|(_, command)| matches!(command, Command::Answer { .. }));
    assert_eq!(answers.count(), 1);
    let (id, _) = rig.command();
    let outcome = CommandOutcome::Failed { error: CommandError::TimedOut, detail: None };
    rig.message(ServerMessage::Answer { id, outcome });
    assert_eq!(rig.card().error.as_deref(), Some("Answer did not work: No answer in time. Check the phone"));
    assert!(!rig.card().buttons[0].is_busy);
    rig.call(&answered(&rig, &call));
    assert_eq!(rig.card().error, None, "what was said goes when the call moves on");
}

#[test]
fn a_command_without_an_answer_is_given_up_in_words() {
    let mut rig = Rig::live();
    let call = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&call);
    rig.found(vec![]);
    rig.user(UserAction::Command { call: "c1".to_owned(), service: Service::Hold });
    rig.pass_live(7_500);
    assert!(rig.card().error.unwrap().starts_with("Hold did not work"));
}

#[test]
fn internal_calls_ring_but_touch_nothing_of_salesforce() {
    let mut rig = Rig::live();
    let mut call = ringing(&rig, "c1", "2002");
    call.internal = true;
    rig.call(&call);
    assert_eq!(rig.card().title, "Internal call");
    assert!(!rig.is_asked(is_search));
    rig.call(&ended(&rig, &call, Cause::Missed));
    assert!(!rig.is_asked(is_log));
    assert_eq!(rig.command().1, Command::ReportLog { call: "c1".to_owned(), record_id: None, revision: Some(0) });
}

#[test]
fn a_party_whose_number_becomes_known_is_searched_for() {
    // Another program dials for the agent: the PBX tells the number later.
    let mut rig = Rig::set(&[("Search_Outbound", "dialled")]);
    let mut call = prompting(&rig, "c1", "0312345678");
    let number = std::mem::replace(&mut call.remote.number, Number::Unknown);
    rig.call(&call);
    assert!(!rig.is_asked(is_search));
    call.remote.number = number;
    rig.call(&call);
    assert!(rig.is_asked(is_search));
    rig.found(vec![hanako()]);
    assert_eq!(rig.card().headline, "Hanako Yamada");
}

#[test]
fn a_customer_who_takes_the_place_of_a_colleague_is_searched_for() {
    let mut rig = Rig::live();
    let mut call = ringing(&rig, "c1", "2002");
    call.internal = true;
    rig.call(&call);
    call = answered(&rig, &call);
    rig.call(&call);
    assert!(!rig.is_asked(is_search));
    (call.internal, call.remote.number) = (false, Number::Known { digits: "0312345678".to_owned() });
    rig.call(&call);
    assert!(rig.is_asked(is_search));
    rig.found(vec![hanako()]);
    assert_eq!((rig.card().headline.as_str(), rig.popped()), ("Hanako Yamada", vec![Pop::Record { id: hanako().id }]));
    // The same number in international form is the same party.
    call.remote.number = Number::Known { digits: "+81312345678".to_owned() };
    rig.call(&call);
    assert!(!rig.is_asked(is_search) && rig.popped().is_empty());
}

#[test]
fn a_shared_call_answered_elsewhere_is_not_missed_and_one_nobody_answered_is_logged_by_the_first() {
    // A ring group has no queue.
    let queues = [Some("support".to_owned()), None];
    for (cause, first_offer, logged) in [
        (Cause::AnsweredElsewhere, true, false),
        (Cause::Missed, true, true),
        (Cause::Missed, false, false),
        (Cause::Declined, false, true),
    ] {
        for queue in &queues {
            let mut rig = Rig::live();
            let mut call = ringing(&rig, "c1", "0312345678");
            call.queue.clone_from(queue);
            call.first_offer = first_offer;
            rig.call(&call);
            rig.found(vec![]);
            rig.call(&ended(&rig, &call, cause));
            assert_eq!(rig.is_asked(is_log), logged, "{cause:?} {first_offer} {queue:?}");
        }
    }
}

#[test]
fn two_calls_never_touch_each_other() {
    let mut rig = Rig::live();
    let first = answered(&rig, &ringing(&rig, "c1", "0312345678"));
    rig.call(&first);
    rig.found(vec![hanako()]);
    rig.popped();
    rig.pass(1_000);
    rig.call(&ringing(&rig, "c2", "0399999999"));
    rig.found(vec![record("00Q000000000001AAA", "Lead", "Saburo")]);
    assert_eq!(rig.panel.call_ids(), ["c2", "c1"]);
    assert_eq!(rig.panel.card("c1").unwrap().headline, "Hanako Yamada");
    assert_eq!(rig.panel.card("c2").unwrap().headline, "Saburo");
    rig.user(UserAction::Command { call: "c2".to_owned(), service: Service::Decline });
    assert!(!rig.panel.card("c1").unwrap().buttons.iter().any(|button| button.is_busy));
}

#[test]
fn ended_calls_make_room_but_not_before_their_logs_are_settled() {
    let mut rig = Rig::live();
    for index in 0..6 {
        let call = ringing(&rig, &format!("c{index}"), "0312345678");
        rig.call(&call);
        rig.found(vec![]);
        rig.call(&ended(&rig, &call, Cause::Missed));
        rig.pass(100);
        // Of calls that are over, no more than four are on their way at once.
        if (1..4).contains(&index) {
            rig.ask(|request| matches!(request, HostRequest::SaveLog(log) if log.call_id == format!("c{index}")));
        }
    }
    assert_eq!(rig.panel.call_ids().len(), 6, "no log is saved yet, so none may go");
    let mut rig = Rig::live();
    for index in 0..6 {
        let call = ringing(&rig, &format!("c{index}"), "0312345678");
        rig.call(&call);
        rig.found(vec![]);
        rig.call(&ended(&rig, &call, Cause::Missed));
        rig.save_log("00T1");
        rig.done();
        rig.pass(100);
    }
    assert_eq!(rig.panel.call_ids(), ["c5", "c4", "c3"]);
}

#[test]
fn a_call_that_the_server_no_longer_knows_is_over() {
    let mut rig = Rig::live();
    rig.call(&answered(&rig, &ringing(&rig, "c1", "0312345678")));
    rig.found(vec![]);
    rig.snapshot(Vec::new());
    assert_eq!((rig.card().phase, &*rig.card().title), (PhaseView::Ended, "Inbound · Lost sight of the call"));
    assert_eq!(rig.logged().1.result, "Lost sight of the call");
}

#[test]
fn an_old_message_does_not_bring_a_call_back_to_life() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.call(&ended(&rig, &call, Cause::Missed));
    rig.call(&call);
    assert_eq!((rig.card().phase, &*rig.card().title), (PhaseView::Ended, "Inbound · Missed"));
}

#[test]
fn a_withheld_number_is_never_searched_for_and_that_is_not_no_match() {
    let mut rig = Rig::live();
    let mut call = ringing(&rig, "c1", "");
    call.remote.number = Number::Withheld;
    rig.call(&call);
    assert!(!rig.is_asked(is_search) && !rig.is_asked(is_pop));
    assert_eq!(rig.card().headline, "Number withheld");
    assert_eq!(rig.card().count, None);
    rig.call(&answered(&rig, &call));
    assert!(!rig.card().offers_new_record);
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    assert_eq!(rig.save_log("00T1").subject, "Inbound call: Number withheld");
}

#[test]
fn what_the_phone_does_is_shown_without_any_command() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.call(&answered(&rig, &call));
    assert_eq!(rig.card().phase, PhaseView::Talking);
    rig.call(&held(&rig, &answered(&rig, &call)));
    assert_eq!(rig.card().phase, PhaseView::Held);
    assert_eq!(rig.panel.status().word, "On a call");
    assert_eq!(call.direction, Direction::Inbound);
}

#[test]
fn answers_of_the_host_that_nobody_waits_for_change_nothing() {
    let mut rig = Rig::live();
    rig.call(&ringing(&rig, "c1", "0312345678"));
    let (id, _) = rig.ask(is_search);
    let before = rig.card();
    rig.input(Input::Host(stray(9_999), Ok(HostReply::LogSaved { id: "x".to_owned(), kept: vec![] })));
    assert_eq!(rig.card(), before);
    rig.answer(id, Ok(HostReply::Found(denwa_core::host::Found::default())));
    rig.answer(id, Ok(HostReply::Found(denwa_core::host::Found { records: vec![hanako()], ..Default::default() })));
    rig.found(vec![]);
    assert_eq!(rig.card().count.as_deref(), Some("No match"), "the second answer to one request is ignored");
}

#[test]
fn a_result_is_required_only_of_calls_one_talked_in() {
    let settings = [("Result_Required", "on")];
    let results: &[(&str, &[(&str, &str)])] = &[("Denwa_Call_Result", &[("Label", "受注")])];
    let mut rig = Rig::set_lists(&settings, results);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.found(vec![]);
    rig.call(&ended(&rig, &call, Cause::Missed));
    rig.save_log("00T1");
    rig.done();
    assert!(rig.card().can_dismiss && !rig.card().lacks_result, "nobody talked");

    let mut rig = Rig::set_lists(&settings, results);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.found(vec![]);
    rig.call(&ended(&rig, &answered(&rig, &call), Cause::Normal));
    rig.save_log("00T1");
    rig.done();
    assert!(!rig.card().can_dismiss && rig.card().lacks_result);
    rig.user(UserAction::SetResult { call: "c1".to_owned(), result: Some("受注".to_owned()) });
    rig.save_log("00T1");
    rig.done();
    assert!(rig.card().can_dismiss);
}

#[test]
fn an_internal_call_shows_the_colleagues_name() {
    for skips in ["on", "off"] {
        let mut rig = Rig::set(&[("Skip_Internal", skips)]);
        rig.tidy = false;
        rig.asked.clear();
        let mut call = ringing(&rig, "c1", "2002");
        call.internal = true;
        call.remote.name = Some("佐藤 健".to_owned());
        rig.call(&call);
        rig.found(vec![]);
        let card = rig.card();
        assert_eq!((card.headline.as_str(), card.number.as_str(), card.about.as_str()), ("佐藤 健", "2002", ""));
        assert!(rig.is_asked(|request| matches!(request, HostRequest::Label(label) if label.contains("佐藤 健"))));
    }
}

#[test]
fn the_prefix_of_an_outside_line_is_not_shown() {
    let mut rig = Rig::set(&[("Dial_Prefixes", "0")]);
    rig.call(&prompting(&rig, "c1", "00311112222"));
    assert_eq!(rig.card().headline, "03-1111-2222");
}
