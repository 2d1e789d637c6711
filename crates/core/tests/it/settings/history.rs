//! 履歴・録音ファイルの連携.

use crate::rig::*;
use denwa_core::package::save_log::LogValue;
use denwa_core::settings::{Settings, StoredLevel, StoredSettings, StoredValue, merge};
use denwa_core::{Effect, HostError, UserAction};
use denwa_protocol::{Call, CallLog, Cause};

const KINDS: [(&str, bool, bool, bool); 5] = [
    ("Log_Inbound_Answered", true, true, false),
    ("Log_Inbound_Missed", true, false, false),
    ("Log_Outbound_Answered", false, true, false),
    ("Log_Outbound_Unanswered", false, false, false),
    ("Log_Internal", false, true, true),
];

/// Only that kind of call is not logged, or only that kind is.
fn only(kind: &str) {
    for (set, others) in [("off", "on"), ("on", "off")] {
        let values: Vec<(&str, &str)> =
            KINDS.iter().map(|(key, ..)| (*key, if *key == kind { set } else { others })).collect();
        for (key, inbound, talked, internal) in KINDS {
            let mut rig = Rig::set(&values);
            let mut call = if inbound { ringing(&rig, "c1", "031") } else { prompting(&rig, "c1", "031") };
            call.internal = internal;
            if talked {
                call = answered(&rig, &call);
            } else {
                call.remote_state = denwa_protocol::ConnectionState::Alerting;
            }
            rig.call(&call);
            let cause = match (talked, inbound) {
                (true, _) => Cause::Normal,
                (false, true) => Cause::Missed,
                (false, false) => Cause::NoAnswer,
            };
            rig.call(&ended(&rig, &call, cause));
            rig.found(vec![]);
            let logged = (key == kind) == (set == "on");
            assert_eq!(rig.is_asked(is_log), logged, "{kind}: {set}; {key}");
        }
    }
}

#[test]
fn log_inbound_answered_decides_for_its_calls() {
    only("Log_Inbound_Answered");
}

#[test]
fn log_inbound_missed_decides_for_its_calls() {
    only("Log_Inbound_Missed");
}

#[test]
fn log_outbound_answered_decides_for_its_calls() {
    only("Log_Outbound_Answered");
}

#[test]
fn log_outbound_unanswered_decides_for_its_calls() {
    only("Log_Outbound_Unanswered");
}

#[test]
fn log_internal_decides_for_its_calls() {
    only("Log_Internal");
}

/// A call of 63 seconds by a queue, ended.
fn talked(rig: &mut Rig) -> Call {
    let mut call = ringing(rig, "c1", "0312345678");
    call.queue = Some("support".to_owned());
    rig.call(&call);
    rig.found(vec![hanako()]);
    rig.popped();
    let call = answered(rig, &call);
    rig.call(&call);
    rig.pass_live(63_000);
    let call = ended(rig, &call, Cause::Normal);
    rig.call(&call);
    call
}

fn logged(values: &[(&str, &str)]) -> Logged {
    let mut rig = Rig::set(values);
    talked(&mut rig);
    rig.save_log("00T1")
}

#[test]
fn log_target_is_the_object_that_is_written() {
    assert_eq!(logged(&[]).object, "Task");
    let log = logged(&[("Log_Target", "Denwa_Contact_History__c")]);
    assert_eq!(log.object, "Denwa_Contact_History__c");
    assert_eq!((log.call_id.as_str(), log.login.as_str()), ("c1", "sato"), "its key");
    assert_eq!(log.request_id, "request-c1");
}

#[test]
fn log_target_that_is_no_task_holds_its_name_and_what_was_chosen() {
    let row: &[(&str, &str)] = &[("Part", "number"), ("Field", "Tel__c")];
    let mut rig =
        Rig::set_lists(&[("Log_Target", "Call__c"), ("Log_Subject", &"着".repeat(100))], &[("Denwa_Log_Field", row)]);
    talked(&mut rig);
    let log = rig.save_log("00T1");
    let text = |name: &str, text: &str| (name.to_owned(), LogValue::Text(text.to_owned()));
    assert_eq!(log.fields, [text("Name", &"着".repeat(80)), text("Tel__c", "0312345678")].into());
    assert_eq!(log.day, None);
}

#[test]
fn log_target_task_is_a_completed_call_of_its_day() {
    let log = logged(&[]);
    assert_eq!((log.text("TaskSubtype"), log.text("CallObject")), (Some("Call"), Some("c1")));
    assert_eq!(log.duration_seconds, 63);
    assert!(!log.fields.contains_key("WhatId"), "it never named another");
    assert_eq!(log.day.expect("it has one").time_zone, "Asia/Tokyo");
}

#[test]
fn denwa_log_field_that_was_chosen_goes_before() {
    let rows: [&[(&str, &str)]; 3] = [
        &[("Part", "name"), ("Field", "calldisposition")],
        &[("Part", "duration"), ("Field", "ActivityDate")],
        &[("Part", "line"), ("Field", "Description")],
    ];
    let lists = rows.map(|row| ("Denwa_Log_Field", row));
    let mut rig = Rig::set_lists(&[], &lists);
    talked(&mut rig);
    let log = rig.save_log("00T1");
    assert_eq!((log.text("calldisposition"), log.text("Description")), (Some("Hanako Yamada"), Some("0120000000")));
    assert!(!log.fields.contains_key("CallDisposition"), "one field, one value");
    assert_eq!(log.day, None, "what was chosen stands there");
}

#[test]
fn log_subject_is_made_of_its_template() {
    assert_eq!(logged(&[]).subject, "Inbound call: Hanako Yamada (03-1234-5678)");
    let template = "{DIRECTION} {NAME} <{ANI}> {DNIS} {QUEUE} {RESULT} {DURATION} & #";
    assert_eq!(
        logged(&[("Log_Subject", template)]).subject,
        "Inbound Hanako Yamada <0312345678> 0120000000 support Answered 1:03 & #"
    );
    assert_eq!(logged(&[("Log_Subject", "{NOBODY}")]).subject, "Inbound call: Hanako Yamada (03-1234-5678)");
}

#[test]
fn log_status_is_written() {
    assert_eq!(logged(&[]).status, "Completed");
    assert_eq!(logged(&[("Log_Status", "完了")]).status, "完了");
}

#[test]
fn log_type_is_written() {
    assert_eq!(logged(&[]).kind, "");
    assert_eq!(logged(&[("Log_Type", "Call")]).kind, "Call");
}

const RECORDING: (&str, &str) = ("Recording_Url", "https://rec.example/{REQUESTID}.mp3?by={CALLID}");
const HOSTS: (&str, &str) = ("Allowed_Hosts", "rec.example");

#[test]
fn recording_url_stands_in_the_log_and_in_the_card() {
    let mut rig = Rig::set(&[RECORDING, HOSTS]);
    talked(&mut rig);
    let link = "https://rec.example/request-c1.mp3?by=c1";
    assert!(rig.save_log("00T1").description.contains(link));
    assert_eq!(rig.card().links[0].word, "Recording");
    rig.user(UserAction::OpenLink { url: link.to_owned() });
    assert_eq!(rig.effects, [Effect::OpenTab(link.to_owned())]);
    rig.user(UserAction::OpenLink { url: "https://rec.example/another".to_owned() });
    assert_eq!(rig.effects.len(), 1);

    let mut missed = Rig::set(&[RECORDING, HOSTS]);
    let call = ringing(&missed, "c1", "0312345678");
    missed.call(&call);
    missed.call(&ended(&missed, &call, Cause::Missed));
    assert!(missed.card().links.is_empty(), "nobody talked");
}

#[test]
fn denwa_log_field_names_the_field_of_each_part() {
    let parts = [
        ("number", "Caller__c", LogValue::Text("0312345678".to_owned())),
        ("name", "Name__c", LogValue::Text("Hanako Yamada".to_owned())),
        ("line", "Line__c", LogValue::Text("0120000000".to_owned())),
        ("queue", "Queue__c", LogValue::Text("support".to_owned())),
        ("direction", "Direction__c", LogValue::Text("Inbound".to_owned())),
        ("duration", "Seconds__c", LogValue::Number(63)),
        ("result", "Result__c", LogValue::Text("Answered".to_owned())),
        ("recording", "Recording__c", LogValue::Text("https://rec.example/request-c1.mp3?by=c1".to_owned())),
        ("notes", "Notes__c", LogValue::Text(String::new())),
        ("hand", "Hand__c", LogValue::Text(String::new())),
        ("callId", "Call__c", LogValue::Text("c1".to_owned())),
        ("requestId", "Request__c", LogValue::Text("request-c1".to_owned())),
    ];
    let rows: Vec<[(&str, &str); 2]> =
        parts.iter().map(|(part, field, _)| [("Part", *part), ("Field", *field)]).collect();
    let lists: Vec<(&str, &[(&str, &str)])> = rows.iter().map(|row| ("Denwa_Log_Field", &row[..])).collect();
    let mut rig = Rig::set_lists(&[RECORDING, HOSTS], &lists);
    talked(&mut rig);
    let mut fields = rig.save_log("00T1").fields;
    fields.retain(|field, _| field.ends_with("__c"));
    let expected = parts.into_iter().map(|(_, field, value)| (field.to_owned(), value));
    assert_eq!(fields, expected.collect());
}

const RESULTS: [(&str, &[(&str, &str)]); 2] =
    [("Denwa_Call_Result", &[("Label", "受注")]), ("Denwa_Call_Result", &[("Label", "折り返し")])];

fn set_result(rig: &mut Rig, result: &str) {
    rig.user(UserAction::SetResult { call: "c1".to_owned(), result: Some(result.to_owned()) });
}

#[test]
fn denwa_call_result_is_chosen_in_the_ended_card_and_updates_the_log() {
    let mut rig = Rig::set_lists(&[], &RESULTS);
    talked(&mut rig);
    let labels: Vec<String> = rig.card().results.into_iter().map(|result| result.label).collect();
    assert_eq!(labels, ["受注", "折り返し"]);
    assert_eq!(rig.save_log("00T1").result, "Answered");
    set_result(&mut rig, "受注");
    assert!(rig.card().results[0].is_chosen);
    // Changed again while the first change is on its way.
    let (id, log) = rig.logged();
    assert_eq!((log.id.as_deref(), log.result.as_str()), (Some("00T1"), "受注"));
    set_result(&mut rig, "折り返し");
    assert!(!rig.is_asked(is_log));
    rig.answer(id, Ok(denwa_core::HostReply::LogSaved { id: "00T1".to_owned(), kept: vec![] }));
    assert_eq!(rig.save_log("00T1").result, "折り返し");
    set_result(&mut rig, "折り返し");
    assert!(!rig.is_asked(is_log), "nothing changed");
}

#[test]
fn denwa_call_result_that_could_not_be_saved_does_not_write_a_second_log() {
    let mut rig = Rig::set_lists(&[], &RESULTS);
    talked(&mut rig);
    rig.save_log("00T1");
    set_result(&mut rig, "受注");
    let (id, _) = rig.logged();
    rig.answer(id, Err(HostError::Refused { transient: false, detail: "no".to_owned() }));
    rig.user(UserAction::SaveLogAgain { call: "c1".to_owned() });
    assert_eq!(rig.logged().1.id.as_deref(), Some("00T1"));
}

#[test]
fn denwa_call_result_chosen_in_another_panel_reaches_the_log_too() {
    let mut rig = Rig::set_lists(&[("Result_Required", "on")], &RESULTS);
    rig.primary(false, &[]);
    let mut call = ended(&rig, &answered(&rig, &ringing(&rig, "c1", "0312345678")), Cause::Normal);
    rig.call(&call);
    call.log = Some(CallLog { record_id: "00T1".to_owned(), stale: false });
    rig.call(&call);
    assert!(rig.card().lacks_result);
    set_result(&mut rig, "受注");
    assert!(!rig.is_asked(is_log) && !rig.card().lacks_result);
    rig.primary(true, &[]);
    let (_, log) = rig.logged();
    assert_eq!((log.id.as_deref(), log.result.as_str()), (Some("00T1"), "受注"));
}

#[test]
fn result_required_keeps_the_card_until_one_is_chosen() {
    for (required, kept) in [("on", true), ("off", false)] {
        let mut rig = Rig::set_lists(&[("Result_Required", required), ("Log_Inbound_Missed", "off")], &RESULTS);
        talked(&mut rig);
        rig.save_log("00T1");
        rig.done();
        assert_eq!((rig.card().lacks_result, rig.card().can_dismiss), (kept, !kept));
        rig.user(UserAction::Dismiss { call: "c1".to_owned() });
        assert_eq!(rig.panel.call_ids().len(), usize::from(kept));
        if kept {
            for index in 2..9 {
                let call = ringing(&rig, &format!("c{index}"), "0312345678");
                rig.call(&call);
                rig.found(vec![]);
                rig.call(&ended(&rig, &call, Cause::Missed));
                rig.done();
            }
            assert!(rig.panel.card("c1").is_some(), "other calls do not push it out either");
            set_result(&mut rig, "受注");
            rig.save_log("00T1");
            rig.done();
            rig.user(UserAction::Dismiss { call: "c1".to_owned() });
            assert!(rig.panel.card("c1").is_none());
        }
    }
    // A call that is not logged needs none.
    let mut rig = Rig::set_lists(&[("Result_Required", "on"), ("Log_Inbound_Answered", "off")], &RESULTS);
    talked(&mut rig);
    rig.done();
    assert!(rig.card().results.is_empty() && rig.card().can_dismiss);
}

#[test]
fn may_skip_log_lets_agents_decide_that_a_call_is_not_logged() {
    for (allowed, is_logged) in [("on", false), ("off", true)] {
        let mut rig = Rig::set(&[("May_Skip_Log", allowed)]);
        talked(&mut rig);
        rig.save_log("00T1");
        assert_eq!(rig.card().wrap_up.can_skip_log, !is_logged);
        rig.user(UserAction::SetNotLogged { call: "c1".to_owned(), reason: Some("Private".to_owned()) });
        assert_eq!((rig.card().wrap_up.is_log_skipped, rig.is_asked(is_log)), (!is_logged, !is_logged));
    }
}

#[test]
fn follow_up_tasks_are_offered_and_written_with_the_log() {
    for (offered, is_made) in [("on", true), ("off", false)] {
        let mut rig = Rig::set(&[("Follow_Up", offered)]);
        talked(&mut rig);
        rig.save_log("00T1");
        assert_eq!(rig.card().wrap_up.can_follow_up, is_made);
        let task = denwa_protocol::FollowUp { subject: "折り返し".to_owned(), due: None };
        rig.user(UserAction::SetFollowUp { call: "c1".to_owned(), follow_up: Some(task) });
        assert_eq!(rig.is_asked(is_log), is_made);
    }
}

#[test]
fn denwa_log_field_for_notes_takes_them_out_of_the_description() {
    let row: [(&str, &[(&str, &str)]); 1] = [("Denwa_Log_Field", &[("Part", "notes"), ("Field", "Notes__c")])];
    let mut rig = Rig::set_lists(&[], &row);
    talked(&mut rig);
    rig.save_log("00T1");
    rig.user(UserAction::EditNote { call: "c1".to_owned(), text: "返品".to_owned() });
    rig.user(UserAction::KeepNote { call: "c1".to_owned() });
    let log = rig.save_log("00T1");
    assert_eq!(log.text("Notes__c"), Some("返品"));
    assert!(log.description.starts_with("Direction"), "{}", log.description);
}

#[test]
fn retention_days_are_off_until_the_organisation_sets_them() {
    assert_eq!(Settings::default().retention_ms(), 0);
    let level = |level: &str| StoredLevel {
        level: level.to_owned(),
        id: level.to_owned(),
        values: [("Retention_Days__c".to_owned(), StoredValue::Number(90.0))].into(),
        ..StoredLevel::default()
    };
    let merged = |levels| merge(&StoredSettings { levels, ..StoredSettings::default() });
    assert_eq!(merged(vec![level("organisation")]).settings.retention_ms(), 90 * 24 * 3_600_000);
    let of_user = merged(vec![level("user")]);
    assert_eq!((of_user.settings.retention_ms(), of_user.faults.len()), (0, 1), "nobody else decides on it");
}
